//! `huike inspect`: what a file holds and what is wrong with it, and its clean table.

mod columns;
mod lines;
mod next;
mod words;

use std::borrow::Cow;
use std::io;
use std::path::Path;

use self::words::Reads;
use super::limits::refused_repairs;
use crate::cli::inspect::InspectArgs;
use crate::deliver::console::Console;
use crate::deliver::format::{CellStyle, CsvLines};
use crate::deliver::single::{self, SingleError};
use crate::error::{Error, Kind, Problem};
use crate::exports::inspect::{Clean, Inspection, Look};
use crate::exports::masking::Values;
use crate::exports::source::{self, Source};
use crate::labels::visible::visible;
use crate::labels::{Label, Text, inspect as labels};
use crate::settings::inspect::InspectSettings;
use crate::tables::{TABLES, Table};

const ONE_FILE: Label = Label::new(
    "-o takes the clean table of one file, and there are {n}",
    "-o 只能写出一个文件的整理结果，而这里有 {n} 个文件",
);
const OWN_INPUT: Label = Label::new("is the file that is read and would be overwritten", "是正在读取的文件，会被覆盖");

/// Runs the command.
pub(super) fn run(args: &InspectArgs, console: &Console) -> Result<(), Error> {
    let settings = InspectSettings::new(args)?;
    let sources = source::find(&settings.files, settings.options.max_expand)?;
    let tables: Vec<&'static Table> = match &args.table {
        Some(name) => TABLES.into_iter().filter(|table| table.name == name).collect(),
        None => TABLES.to_vec(),
    };
    let values = if args.show_values { Values::Shown } else { Values::Masked };
    let look = Look { tables: &tables, options: &settings.options, values, lang: console.lang() };
    match (&args.output, &sources[..]) {
        (None, sources) => show_all(args, sources, &look, console),
        (Some(target), [source]) => write_clean(args, source, target, &look, console),
        (Some(_), sources) => {
            let what = ONE_FILE.with(&[("n", &sources.len())]);
            Err(Error::new(Kind::Usage, Problem::at("--output", what)))
        }
    }
}

/// Shows what was found in all files that can be read, and then what is wrong with the others.
fn show_all(args: &InspectArgs, sources: &[Source], look: &Look<'_>, console: &Console) -> Result<(), Error> {
    let (mut found, mut problems, mut kind) = (Vec::new(), Vec::new(), Kind::Input);
    for source in sources {
        match strictly(look, source, None) {
            Ok(inspection) => found.push(inspection),
            Err(error) if matches!(error.kind, Kind::Input | Kind::Contract) => {
                kind = if problems.is_empty() { error.kind } else { kind };
                problems.extend(error.problems);
            }
            Err(error) => return Err(error),
        }
    }
    show(args, &found, console)?;
    Error::check(kind, problems)
}

/// Writes the clean table of a file to `target`, and shows what was found.
fn write_clean(
    args: &InspectArgs,
    source: &Source,
    target: &str,
    look: &Look<'_>,
    console: &Console,
) -> Result<(), Error> {
    let real = |path: &Path| path.canonicalize().ok();
    if source.path().and_then(real).is_some_and(|path| Some(path) == real(Path::new(target))) {
        return Err(Error::new(Kind::Output, Problem::at(target, OWN_INPUT.text())));
    }
    let style = if args.excel_safe { CellStyle::ExcelSafe } else { CellStyle::AsIs };
    let (mut found, mut formulas) = (None, 0);
    let written = single::write(target, |out| {
        let (mut lines, mut unwritten) = (CsvLines::new(out, style), None);
        let mut write = |record: &[String]| lines.write(record).map_err(|why| stopped(why, &mut unwritten));
        let inspection = found.insert(strictly(look, source, Some(&mut write)));
        formulas = lines.formulas();
        match inspection {
            Ok(_) => Ok(()),
            Err(_) => Err(unwritten.unwrap_or_else(|| io::ErrorKind::Other.into())),
        }
    });
    let inspection = match (found, written) {
        // What went wrong while reading is told; the writer only knows that it was stopped.
        (Some(Err(error)), _) if error.kind != Kind::Output => return Err(error),
        (_, Err(SingleError::Failed(error))) => return Err(error),
        // The reader of the pipe has seen enough.
        (_, Err(SingleError::ClosedPipe)) | (Some(Err(_)) | None, Ok(())) => return Ok(()),
        (Some(Ok(inspection)), Ok(())) => inspection,
    };
    if args.json && target != "-" {
        return show(args, &[inspection], console);
    }
    // Of a file for spreadsheets the quotes would be read as text.
    let clean = words::Next { reads: Reads::CleanTable, file: target.to_string(), flags: String::new() };
    let next = if target == "-" || args.excel_safe { None } else { Some(clean) };
    words::lines(&inspection, next.as_ref(), console).iter().for_each(|line| console.table(line));
    if inspection.structure.as_ref().is_some_and(|structure| structure.header_cells.is_some()) {
        console.warning(&labels::HEADER_MISFIT.with(&[("file", &target)]));
    }
    if formulas > 0 && !args.excel_safe {
        console.warning(&labels::FORMULAS.with(&[("n", &formulas), ("file", &target)]));
    }
    if target != "-" {
        console.say(&labels::WRITTEN.with(&[("target", &target)]).render(console.lang()));
    }
    Ok(())
}

/// Looks a file over; under `--strict` a repair is an error.
fn strictly(look: &Look<'_>, source: &Source, clean: Option<Clean<'_>>) -> Result<Inspection, Error> {
    let found = look.at(source, clean)?;
    let refused = refused_repairs(&found.path, &found.repaired, look.options.repairs);
    Error::check(Kind::Contract, refused.into_iter().collect()).map(|()| found)
}

/// Prints what was found on standard output: it is what was asked for.
fn show(args: &InspectArgs, found: &[Inspection], console: &Console) -> Result<(), Error> {
    let text = if args.json {
        inert(&serde_json::to_string_pretty(found).map_err(Error::internal)?) + "\n"
    } else if args.quiet {
        return Ok(());
    } else {
        let piped = args.files.iter().any(|file| file == "-");
        let files = found.iter().map(|inspection| {
            let file = if piped && inspection.path == "stdin" { "-" } else { &inspection.path };
            let next = words::Next { reads: Reads::File, file: file.to_string(), flags: next::flags(&args.text) };
            words::lines(inspection, Some(&next), console).join("\n")
        });
        files.collect::<Vec<_>>().join("\n\n") + "\n"
    };
    console.print(&text).map_err(|why| crate::deliver::folder::unwritable(Path::new("stdout"), &why))
}

/// JSON with the characters that act on a screen as escapes; they stand inside its texts only.
fn inert(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for sign in json.chars() {
        if sign != '\n' && matches!(visible(sign.encode_utf8(&mut [0; 4])), Cow::Owned(_)) {
            sign.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
        } else {
            out.push(sign);
        }
    }
    out
}

/// Stops the reader where a line cannot be written, and keeps why for the writer, who tells it.
fn stopped(why: io::Error, unwritten: &mut Option<io::Error>) -> Error {
    let error = Error::new(Kind::Output, Problem::new(Text::verbatim(&why)));
    *unwritten = Some(why);
    error
}
