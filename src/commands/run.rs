//! What every analysis does around its own work: hold the folder, time the stages, deliver or tell of the failure.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::cli::run::RunArgs;
use crate::deliver::console::Console;
use crate::deliver::folder::OutputFolder;
use crate::deliver::format::{CellStyle, Format};
use crate::deliver::manifest::{FailureRecord, Manifest, RunRecord, SCHEMA_VERSION, SettingRecord};
use crate::deliver::single::{self, SingleError};
use crate::deliver::table::ResultTable;
use crate::error::{Error, Kind, Problem};
use crate::exports::cast::format_date;
use crate::exports::encoding::ByteOrderMark;
use crate::exports::ledger::Ledger;
use crate::exports::masking::Values;
use crate::exports::rejects::{Rejects, no_room};
use crate::exports::{InputRecord, ReadOptions};
use crate::labels::segment as labels;
use crate::labels::{Label, Lang};
use crate::memory;
use crate::report::{Report, html};
use crate::tables::TABLES;

const BOTH_TARGETS: Label =
    Label::new("--out-dir and --output cannot be given together", "--out-dir 与 --output 不能同时使用");
const FORMAT_CONFLICT: Label = Label::new(
    "--format {format} and the extension of {file} contradict each other",
    "--format {format} 与 {file} 的扩展名不一致",
);
const OTHER_KIND: Label =
    Label::new("cannot write the kind of file that `{file}` is named as", "无法写出 `{file}` 这一扩展名所示的文件类型");
const OTHER_KIND_HINT: Label = Label::new(
    "name it .csv, .parquet or .ndjson, or say with --format which of these it is to be",
    "请使用扩展名 .csv、.parquet 或 .ndjson，或用 --format 指定其中一种",
);
const OWN_INPUT: Label = Label::new("is an input of this run and would be overwritten", "是本次运行的输入，会被覆盖");
const OWN_INPUT_HINT: Label = Label::new(
    "write to another place, or move the input out of the output folder first",
    "请写到别处，或先将该输入移出输出文件夹",
);
const OWN_OUTPUT: Label =
    Label::new("is a result of this run and would be overwritten", "是本次运行的结果文件，会被覆盖");
const WRITTEN_TO: Label = Label::new("written to {file} ({format})", "已写入 {file}（{format}）");
const UNRECONCILED: Label = Label::new("the ledger does not reconcile", "台账不平");

/// Where results go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Delivery {
    /// Everything, to a folder.
    Folder,
    /// The primary table alone.
    Primary,
    /// Only the console.
    Nothing,
}

/// What the manifest says of the analysis.
#[derive(Clone, Debug, Default)]
pub(super) struct Outcome {
    pub(super) as_of: Option<i32>,
    pub(super) currency: Option<String>,
    pub(super) inputs: Vec<InputRecord>,
    pub(super) ledger: BTreeMap<&'static str, Ledger>,
    pub(super) warnings: Vec<String>,
    pub(super) model: serde_json::Value,
    /// Thresholds of `--fail-on` that were crossed.
    pub(super) crossed: Vec<Problem>,
}

/// A run of an analysis.
pub(super) struct Run {
    command: &'static str,
    records: BTreeMap<String, SettingRecord>,
    delivery: Delivery,
    format: Format,
    style: CellStyle,
    target: Option<String>,
    /// Whether a folder gets a report.
    report: bool,
    /// A file written beside the results.
    beside: Option<PathBuf>,
    /// Texts for people that go into the folder beside the report.
    attached: Vec<(&'static str, String)>,
    folder: Option<OutputFolder>,
    values: Values,
    dry: bool,
    stale: Vec<String>,
    config: Option<PathBuf>,
    seconds: BTreeMap<&'static str, f64>,
}

impl Run {
    /// Checks where results go, sets the number of threads and takes hold of the output folder. `tables` are the
    /// names of all tables the command may write.
    pub(super) fn start(
        command: &'static str,
        args: &RunArgs,
        records: BTreeMap<String, SettingRecord>,
        tables: &[&str],
    ) -> Result<Run, Error> {
        let usage = |problem: Problem| Error::new(Kind::Usage, problem);
        if args.out_dir.is_some() && args.output.is_some() {
            return Err(usage(Problem::new(BOTH_TARGETS.text())));
        }
        let format = format(args)?;
        if let Some(threads) = args.threads {
            // The pool can be built only once; a second run in one process keeps the first number.
            let _ = rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads)).build_global();
        }
        let delivery = match (args.dry_run, &args.out_dir, &args.output) {
            (true, ..) | (_, None, None) => Delivery::Nothing,
            (_, Some(_), _) => Delivery::Folder,
            (_, None, Some(_)) => Delivery::Primary,
        };
        let folder = match (&args.out_dir, delivery) {
            (Some(path), Delivery::Folder) => Some(OutputFolder::open(path)?),
            _ => None,
        };
        let names = tables.iter().flat_map(|name| Format::ALL.iter().map(move |(end, _)| format!("{name}.{end}")));
        let earlier = folder.as_ref().map(OutputFolder::earlier_outputs).unwrap_or_default();
        let known = ["report.html", "digest.md", "rejects.csv", "repairs.csv", "run.json"].map(str::to_string);
        let stale = names.chain(known).chain(rejected_names()).chain(earlier).collect();
        let here = PathBuf::from("huike.toml");
        let config = args.config.clone().or(Some(here)).filter(|path| !args.no_config && path.is_file());
        let values = if args.show_values { Values::Shown } else { Values::Masked };
        let target = args.output.clone();
        let style = if args.excel_safe { CellStyle::ExcelSafe } else { CellStyle::AsIs };
        let (dry, seconds) = (args.dry_run, BTreeMap::new());
        let (beside, report) = (None, !args.no_report);
        Ok(Run {
            command,
            records,
            delivery,
            format,
            style,
            target,
            report,
            beside,
            attached: Vec::new(),
            folder,
            values,
            dry,
            stale,
            config,
            seconds,
        })
    }

    /// Takes in the rows that are set aside. Where the user names an encoding, the raw records get a byte order mark, which
    /// outweighs that name: corrected, they are read again by the same command line.
    pub(super) fn rejects(&self, options: &ReadOptions, lang: Lang) -> Rejects {
        let mark = match options.files.text.encoding {
            Some(_) => ByteOrderMark::Present,
            None => ByteOrderMark::Absent,
        };
        Rejects::new(self.values, lang, mark)
    }

    /// Tells of a file that is written beside the results, so that it is no input either.
    pub(super) fn writes_beside(&mut self, path: Option<&Path>) {
        self.beside = path.map(Path::to_path_buf);
    }

    /// Adds a text for people to the folder, beside the report.
    pub(super) fn attach(&mut self, name: &'static str, text: Option<String>) {
        self.attached.extend(text.map(|text| (name, text)));
    }

    /// Refuses to overwrite or remove what the run reads. `inputs` are the files behind the inputs; the settings file
    /// is known already.
    pub(super) fn protect(&self, inputs: &[PathBuf]) -> Result<(), Error> {
        let inputs = inputs.iter().chain(&self.config).filter_map(|path| path.canonicalize().ok().zip(Some(path)));
        let target = self
            .target
            .as_ref()
            .filter(|target| *target != "-")
            .and_then(|target| Path::new(target).canonicalize().ok());
        let beside = self.beside.as_ref().and_then(|beside| beside.canonicalize().ok());
        let folder = self.folder.as_ref().and_then(|folder| folder.path().canonicalize().ok());
        let ours = |real: &Path| {
            let (Some(folder), Some(name)) = (&folder, real.file_name()) else { return false };
            real.parent() == Some(&folder.join("failed"))
                || (real.parent() == Some(folder) && self.stale.iter().any(|stale| name == stale.as_str()))
        };
        // A file beside the results must not be one of them.
        let within = self.beside.as_ref().and_then(|path| {
            let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            Some(parent.canonicalize().ok()?.join(path.file_name()?))
        });
        if let Some(path) = within.filter(|path| ours(path) || target.as_ref() == Some(path)) {
            return Err(Error::new(Kind::Output, Problem::at(path.display(), OWN_OUTPUT.text())));
        }
        let problems = inputs
            .filter(|(real, _)| target.as_ref() == Some(real) || beside.as_ref() == Some(real) || ours(real))
            .map(|(_, typed)| Problem::at(typed.display(), OWN_INPUT.text()).hint(OWN_INPUT_HINT.text()));
        Error::check(Kind::Output, problems.collect())
    }

    /// Does a piece of work and adds its time to the stage `name`.
    pub(super) fn timed<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        *self.seconds.entry(name).or_default() += start.elapsed().as_secs_f64();
        result
    }

    /// The command line that makes this result again, from the flags that shape it.
    pub(super) fn command_line(&self) -> String {
        let mut line = format!("huike {}", self.command);
        for (name, record) in self.records.iter().filter(|(_, record)| record.origin != "default") {
            if matches!(name.as_str(), "out-dir" | "output" | "dry-run") {
                continue;
            }
            if record.values == ["true"] {
                line.push_str(&format!(" --{name}"));
            } else {
                // Each value behind its flag, as not every flag takes several.
                record.values.iter().for_each(|value| line.push_str(&format!(" --{name} {}", quoted(value))));
            }
        }
        line.push_str(" --out-dir DIR");
        line
    }

    /// Leaves the previous result as it is, tells of the failure in the folder `failed`, and passes the error on.
    pub(super) fn fail(mut self, error: Error, outcome: Outcome, rejects: Rejects) -> Result<(), Error> {
        if let (Some(mut folder), false) = (self.folder.take(), matches!(error.kind, Kind::Interrupted(_))) {
            let message = error.lines(Lang::En).join("\n");
            let failure = FailureRecord { exit_code: error.kind.exit_code(), message };
            // The first error is the one to tell, even where this second writing fails as well.
            let _ = stage_rejects(&mut folder, rejects).and_then(|()| {
                let manifest = self.manifest(outcome, &folder, Some(failure));
                folder.commit_failed(&manifest)
            });
        }
        Err(error)
    }

    /// Makes what is to be delivered: the primary table alone, or all tables and the page of the report, which gets the
    /// command line that makes it again.
    pub(super) fn results<'a>(
        &mut self,
        primary: impl FnOnce() -> Result<ResultTable<'a>, Error>,
        all: impl FnOnce() -> Result<Vec<ResultTable<'a>>, Error>,
        report: impl FnOnce(String) -> Report,
    ) -> Result<(Vec<ResultTable<'a>>, Option<String>), Error> {
        let delivery = self.delivery;
        let tables = self.timed("tabulate", || match delivery {
            Delivery::Primary => primary().map(|table| vec![table]),
            Delivery::Folder => all(),
            Delivery::Nothing => Ok(Vec::new()),
        })?;
        let page = match delivery {
            Delivery::Folder if self.report => Some(html::page(&report(self.command_line())).map_err(Error::internal)?),
            _ => None,
        };
        Ok((tables, page))
    }

    /// Writes what was asked for and says where it is.
    pub(super) fn deliver(
        mut self,
        tables: Vec<ResultTable<'_>>,
        page: Option<String>,
        outcome: Outcome,
        rejects: Rejects,
        console: &Console,
    ) -> Result<(), Error> {
        crate::interrupt::check()?;
        let crossed = outcome.crossed.clone();
        if self.dry {
            console.say("");
            console.say(labels::DRY_RUN.get(console.lang()));
            return Ok(());
        }
        let start = Instant::now();
        match (self.folder.take(), self.target.as_deref(), tables.first()) {
            (Some(mut folder), ..) => {
                for table in &tables {
                    let name = format!("{}.{}", table.name, self.format.extension());
                    let mut formulas = 0;
                    folder.stage(&name, Some(table.rows as u64), |out| {
                        let style = if table.for_people { CellStyle::ExcelSafe } else { self.style };
                        formulas = self.format.write(table, out, style)?;
                        Ok(())
                    })?;
                    let formulas = if table.for_people { 0 } else { formulas };
                    self.warn_of_formulas(&name, formulas, console);
                    crate::interrupt::check()?;
                }
                if let Some(page) = page {
                    folder.stage("report.html", None, |out| out.write_all(page.as_bytes()))?;
                }
                for (name, text) in &self.attached {
                    folder.stage(name, None, |out| out.write_all(text.as_bytes()))?;
                }
                stage_rejects(&mut folder, rejects)?;
                self.seconds.insert("write", start.elapsed().as_secs_f64());
                let manifest = self.manifest(outcome, &folder, None);
                let written = written(&folder, console.lang());
                folder.commit(&manifest)?;
                console.say("");
                console.say(&written);
            }
            (None, Some(target), Some(table)) => {
                let mut formulas = 0;
                let written = single::write(target, |out| {
                    formulas = self.format.write(table, out, self.style)?;
                    Ok(())
                });
                match written {
                    Ok(()) | Err(SingleError::ClosedPipe) => {}
                    Err(SingleError::Failed(error)) => return Err(error),
                }
                self.warn_of_formulas(target, formulas, console);
                if target != "-" {
                    console.say("");
                    let format = self.format.extension();
                    console.say(&WRITTEN_TO.with(&[("file", &target), ("format", &format)]).render(console.lang()));
                }
            }
            _ => {
                console.say("");
                console.say(labels::NOT_WRITTEN.get(console.lang()));
            }
        }
        Error::check(Kind::Threshold, crossed)
    }

    fn warn_of_formulas(&self, file: &str, formulas: u64, console: &Console) {
        if formulas > 0 && self.style == CellStyle::AsIs {
            console.warning(&crate::labels::inspect::FORMULAS.with(&[("n", &formulas), ("file", &file)]));
        }
    }

    fn manifest(&self, outcome: Outcome, folder: &OutputFolder, failure: Option<FailureRecord>) -> Manifest {
        let done = if outcome.crossed.is_empty() { 0 } else { Kind::Threshold.exit_code() };
        Manifest {
            schema_version: SCHEMA_VERSION,
            huike: env!("CARGO_PKG_VERSION"),
            command: self.command,
            exit_code: failure.as_ref().map_or(done, |failure| failure.exit_code),
            as_of: outcome.as_of.map(format_date),
            currency: outcome.currency,
            settings: self.records.clone(),
            inputs: outcome.inputs,
            ledger: outcome.ledger,
            model: outcome.model,
            warnings: outcome.warnings,
            outputs: folder.outputs().to_vec(),
            failure,
            run: RunRecord { seconds: self.seconds.clone(), peak_memory_bytes: memory::peak() },
        }
    }
}

/// An internal error where rows or amounts of a table are nowhere.
pub(super) fn reconcile(ledger: &BTreeMap<&'static str, Ledger>) -> Result<(), Error> {
    match ledger.values().all(Ledger::reconciles) {
        true => Ok(()),
        false => Err(Error::new(Kind::Internal, Problem::new(UNRECONCILED.text()))),
    }
}

fn stage_rejects(folder: &mut OutputFolder, rejects: Rejects) -> Result<(), Error> {
    for (name, mut file) in rejects.into_files().map_err(|why| no_room(&why))? {
        folder.stage(&name, None, |out| io::copy(&mut file, out).map(drop))?;
    }
    Ok(())
}

fn rejected_names() -> impl Iterator<Item = String> {
    TABLES.iter().map(|table| format!("rejected_{}.csv", table.name))
}

fn written(folder: &OutputFolder, lang: Lang) -> String {
    let files: Vec<String> =
        folder.outputs().iter().map(|output| output.file.clone()).chain(["run.json".to_string()]).collect();
    labels::WRITTEN.with(&[("folder", &folder.path().display()), ("files", &files.join(" · "))]).render(lang)
}

fn format(args: &RunArgs) -> Result<Format, Error> {
    let asked = args.format.as_deref().and_then(|name| name.parse::<Format>().ok());
    let target = args.output.as_deref().filter(|target| *target != "-").unwrap_or_default();
    let told = Path::new(target).extension().and_then(|end| end.to_str()).and_then(|end| end.parse::<Format>().ok());
    match (asked, told) {
        (Some(asked), Some(told)) if asked != told => {
            let what = FORMAT_CONFLICT.with(&[("format", &asked.extension()), ("file", &target)]);
            Err(Error::new(Kind::Usage, Problem::at("--format", what)))
        }
        (None, None) if is_other_kind(target) => {
            let what = OTHER_KIND.with(&[("file", &target)]);
            Err(Error::new(Kind::Usage, Problem::at("--output", what).hint(OTHER_KIND_HINT.text())))
        }
        (asked, told) => Ok(asked.or(told).unwrap_or_default()),
    }
}

/// Whether a name promises a kind of file that is not written. Names without an ending, and those of temporary files,
/// promise nothing.
fn is_other_kind(target: &str) -> bool {
    const OTHERS: [&str; 9] = ["xlsx", "xls", "ods", "json", "jsonl", "tsv", "html", "gz", "zst"];
    let end = Path::new(target).extension().and_then(|end| end.to_str()).map(str::to_lowercase);
    end.is_some_and(|end| OTHERS.contains(&end.as_str()))
}

/// A value as a shell takes it.
fn quoted(value: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./=,:%+@#".contains(c);
    if !value.is_empty() && value.chars().all(plain) {
        value.to_string()
    } else {
        format!("'{}'", value.replace('\'', "'\\''"))
    }
}
