//! Small text files that shape a run, such as goals, themes and margins: read whole, and where that fails told in words
//! that say what to do next.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::source;
use crate::error::Problem;
use crate::labels::{Label, Text};

/// Most bytes of a file that a person writes.
const MOST: u64 = 1 << 20;

const MISSING: Label = Label::new("there is no such file", "没有这个文件");
const NEARBY: Label = Label::new("did you mean `{name}`?", "是否指 `{name}`？");
const MISSING_HINT: Label = Label::new(
    "check the name; a path without a leading / begins in the folder that huike is run in",
    "请检查文件名；相对路径以运行 huike 时所在的文件夹为准",
);
const FOLDER: Label = Label::new("this is a folder, not a file", "这是文件夹，不是文件");
const FOLDER_HINT: Label = Label::new("name the file in it", "请写明其中的文件名");
const FORBIDDEN: Label =
    Label::new("the account that runs huike may not read it", "运行 huike 的账户没有读取该文件的权限");
const FORBIDDEN_HINT: Label =
    Label::new("give it leave to read, or name a copy that it may read", "请授予读取权限，或指定一份可读取的副本");
const NO_TEXT: Label = Label::new("this is no text in UTF-8", "该文件不是 UTF-8 编码的文本");
const NO_TEXT_HINT: Label =
    Label::new("save it as UTF-8; Excel calls this \"CSV UTF-8\"", "请另存为 UTF-8 编码；在 Excel 中选择“CSV UTF-8”");
const TOO_LARGE: Label =
    Label::new("larger than 1 MiB, which no file of this kind is", "文件超过 1 MiB，这类文件不应如此之大");
const TOO_LARGE_HINT: Label = Label::new("is a data file named here by mistake?", "是否误将数据文件指定在此处？");
const UNREADABLE: Label = Label::new("cannot be read: {why}", "无法读取：{why}");

/// The text of a file that a person writes, without its byte order mark.
///
/// # Errors
/// What is wrong with it.
pub fn read(path: &Path) -> Result<String, Problem> {
    let text = read_up_to(path, MOST + 1).map_err(|why| problem(path, &why))?;
    match text.len() as u64 > MOST {
        true => Err(Problem::at(path.display(), TOO_LARGE.text()).hint(TOO_LARGE_HINT.text())),
        false => Ok(text.trim_start_matches('\u{feff}').to_string()),
    }
}

/// The text of a file that an earlier run may have left; `None` where it has not. It may be of any size.
///
/// # Errors
/// What is wrong with it.
pub fn read_if_there(path: &Path) -> Result<Option<String>, Problem> {
    match read_up_to(path, u64::MAX) {
        Ok(text) => Ok(Some(text)),
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(why) => Err(problem(path, &why)),
    }
}

fn read_up_to(path: &Path, most: u64) -> io::Result<String> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    // Cut off in the middle of a character it is too large, not in another encoding.
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(why) if why.as_bytes().len() as u64 == most => Ok(String::from_utf8_lossy(why.as_bytes()).into_owned()),
        Err(_) => Err(io::ErrorKind::InvalidData.into()),
    }
}

/// Why a file cannot be read, in words, and the next step; nothing where only the operating system has words for it.
pub fn words(why: &io::Error) -> Option<(Text, Text)> {
    let (what, hint) = match why.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => (MISSING, MISSING_HINT),
        io::ErrorKind::IsADirectory => (FOLDER, FOLDER_HINT),
        io::ErrorKind::PermissionDenied => (FORBIDDEN, FORBIDDEN_HINT),
        _ => return None,
    };
    Some((what.text(), hint.text()))
}

fn problem(path: &Path, why: &io::Error) -> Problem {
    let missing = matches!(why.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory);
    if let Some(near) = source::nearest_file(path).filter(|_| missing) {
        return Problem::at(path.display(), MISSING.text()).hint(NEARBY.with(&[("name", &near.display())]));
    }
    match (words(why), why.kind()) {
        (Some((what, hint)), _) => Problem::at(path.display(), what).hint(hint),
        (None, io::ErrorKind::InvalidData) => Problem::at(path.display(), NO_TEXT.text()).hint(NO_TEXT_HINT.text()),
        _ => Problem::at(path.display(), UNREADABLE.text().and("why", Text::verbatim(why))),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::error::{Error, Kind};
    use crate::labels::Lang;

    fn told(path: &Path) -> [String; 2] {
        let error = Error::new(Kind::Usage, read(path).unwrap_err());
        [Lang::En, Lang::Zh].map(|lang| error.lines(lang).join("\n"))
    }

    #[test]
    fn a_text_is_read_and_everything_else_told_in_words() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            path
        };
        assert_eq!(read(&file("goals.toml", "\u{feff}a = '日'".as_bytes())).unwrap(), "a = '日'");
        let missing = told(&folder.path().join("gaols.toml"));
        assert!(missing[0].contains("no such file") && missing[0].contains("did you mean"), "{missing:?}");
        assert!(missing[1].contains("没有这个文件") && missing[1].contains("是否指"), "{missing:?}");
        assert!(told(&folder.path().join("goals.toml/x"))[0].contains("begins in the folder"));
        assert!(told(folder.path())[0].contains("folder, not a file"));
        assert!(told(&file("gbk.csv", b"\xc8\xd5\xc6\xda"))[1].contains("UTF-8"));
        let large = "日".repeat((MOST / 3 + 1) as usize);
        assert!(told(&file("large.csv", large.as_bytes()))[0].contains("larger than 1 MiB"));
        assert_eq!(read_if_there(&folder.path().join("state.json")), Ok(None));
        assert_eq!(read_if_there(&file("large.json", large.as_bytes())).unwrap().unwrap().len(), large.len());
        assert!(read_if_there(folder.path()).is_err());
    }
}
