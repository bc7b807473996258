//! Why something cannot be written, in words that say what to do next. What is not known here is told in the words of
//! the operating system.

use std::io;

use crate::labels::{Label, Text};

const NO_FOLDER: Label = Label::new("there is no such folder", "没有这个文件夹");
const NO_FOLDER_HINT: Label = Label::new(
    "create the folder first, or name one that is there; a path without a leading / begins in the folder that huike is run in",
    "请先创建该文件夹，或指定已有的文件夹；相对路径以运行 huike 时所在的文件夹为准",
);
const FILE_ON_THE_WAY: Label =
    Label::new("a part of the path is a file, not a folder", "路径中有一部分是文件，不是文件夹");
const IS_FOLDER: Label = Label::new("this is a folder, not a file", "这是文件夹，不是文件");
const OTHER_NAME_HINT: Label = Label::new("name another place", "请指定其他位置");
const FORBIDDEN: Label = Label::new("the account that runs huike may not write there", "运行 huike 的账户没有写入权限");
const FORBIDDEN_HINT: Label =
    Label::new("give it leave to write, or name another place", "请授予写入权限，或指定其他位置");
const READ_ONLY: Label = Label::new("this disk can only be read", "该磁盘为只读");
const FULL: Label = Label::new("the disk is full ({why})", "磁盘已满（{why}）");
const FULL_HINT: Label = Label::new("make room, or name a place on another disk", "请清理空间，或指定其他磁盘上的位置");

/// Why it cannot be written, and the next step where there is one.
pub(super) fn words(why: &io::Error) -> (Text, Option<Text>) {
    let told = |what: Label, hint: Label| (what.text(), Some(hint.text()));
    match why.kind() {
        io::ErrorKind::NotFound => told(NO_FOLDER, NO_FOLDER_HINT),
        io::ErrorKind::NotADirectory => told(FILE_ON_THE_WAY, OTHER_NAME_HINT),
        io::ErrorKind::IsADirectory => told(IS_FOLDER, OTHER_NAME_HINT),
        io::ErrorKind::PermissionDenied => told(FORBIDDEN, FORBIDDEN_HINT),
        io::ErrorKind::ReadOnlyFilesystem => told(READ_ONLY, OTHER_NAME_HINT),
        io::ErrorKind::StorageFull => (FULL.with(&[("why", &bare(why))]), Some(FULL_HINT.text())),
        _ => (Text::verbatim(bare(why)), None),
    }
}

/// The words of the operating system, without the name of a temporary file that nobody asked for: `tempfile` puts it
/// behind them.
fn bare(why: &io::Error) -> String {
    let told = why.to_string();
    told.split_once(" at path \"").map_or(told.as_str(), |(words, _)| words).to_string()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn what_is_known_has_words_and_a_next_step() {
        let folder = tempfile::tempdir().unwrap();
        let why = tempfile::Builder::new().prefix(".huike.").tempfile_in(folder.path().join("none")).unwrap_err();
        let (what, hint) = words(&why);
        assert_eq!([Lang::En, Lang::Zh].map(|lang| what.render(lang)), ["there is no such folder", "没有这个文件夹"]);
        assert!(hint.unwrap().render(Lang::En).contains("create the folder"));
        assert!(!bare(&why).contains(".huike."), "{}", bare(&why));
        let (what, hint) = words(&io::ErrorKind::StorageFull.into());
        assert!(what.render(Lang::Zh).starts_with("磁盘已满") && hint.is_some());
        assert_eq!(words(&io::Error::other("strange")).0.render(Lang::Zh), "strange");
    }
}
