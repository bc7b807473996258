//! Known totals of customers, from a CSV file: attribute, level and total a row.

use std::path::Path;

use crate::commands::attributes;
use crate::error::Problem;
use crate::labels::satisfaction_report::scores as labels;
use crate::tables::normalise;

use super::super::files;

/// Known totals, by attribute.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in super::super) struct Margins {
    /// Attributes in the order of the file, each with its levels and their totals.
    pub(super) margins: Vec<(String, Vec<(String, f64)>)>,
}

impl Margins {
    /// Reads the file; what is wrong is added to `problems`.
    pub(in super::super) fn read(path: &Path, problems: &mut Vec<Problem>) -> Option<Margins> {
        let text = files::text(path, problems)?;
        let before = problems.len();
        let margins = Margins::parse(&text, path, problems);
        (problems.len() == before).then_some(margins)
    }

    fn parse(text: &str, path: &Path, problems: &mut Vec<Problem>) -> Margins {
        let mut margins = Margins::default();
        let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
        let headers: Vec<String> = match reader.headers() {
            Ok(headers) => headers.iter().map(normalise).collect(),
            Err(_) => Vec::new(),
        };
        let place = |names: [&str; 4]| headers.iter().position(|header| names.contains(&header.as_str()));
        let columns = [
            place(["attribute", "variable", "属性", "变量"]),
            place(["level", "value", "取值", "水平"]),
            place(["total", "customers", "总数", "人数"]),
        ];
        let [Some(attribute), Some(level), Some(total)] = columns else {
            problems.push(Problem::at(path.display(), labels::MARGINS_HEADER.text()));
            return margins;
        };
        for (row, record) in (2_usize..).zip(reader.records()) {
            let cells = record.as_ref().ok().and_then(|record| {
                let number: f64 = record.get(total)?.replace(',', "").parse().ok()?;
                let named = !record.get(attribute)?.is_empty() && !record.get(level)?.is_empty();
                (named && number.is_finite() && number >= 0.0)
                    .then(|| (attributes::name(&record[attribute]), record[level].to_string(), number))
            });
            match cells {
                Some((attribute, level, total)) => margins.add(attribute, level, total),
                None => problems.push(Problem::at(path.display(), labels::MARGINS_ROW.with(&[("row", &row)]))),
            }
        }
        if margins.margins.is_empty() && problems.is_empty() {
            problems.push(Problem::at(path.display(), labels::MARGINS_EMPTY.text()));
        }
        margins
    }

    fn add(&mut self, attribute: String, level: String, total: f64) {
        match self.margins.iter_mut().find(|(name, _)| *name == attribute) {
            Some((_, levels)) => levels.push((level, total)),
            None => self.margins.push((attribute, vec![(level, total)])),
        }
    }

    /// The attributes that are needed of every respondent.
    pub(in super::super) fn attributes(&self) -> impl Iterator<Item = String> {
        self.margins.iter().map(|(name, _)| name.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> (Margins, usize) {
        let mut problems = Vec::new();
        let margins = Margins::parse(text, Path::new("margins.csv"), &mut problems);
        (margins, problems.len())
    }

    #[test]
    fn totals_stand_by_attribute() {
        let (margins, problems) =
            parsed("attribute,level,total\nregion,East,600\ntier,gold,100\nregion,West,\"1,400\"\n");
        let of = |name: &str, levels: &[(&str, f64)]| {
            (name.to_string(), levels.iter().map(|(level, total)| ((*level).to_string(), *total)).collect())
        };
        let expected = vec![of("region", &[("East", 600.0), ("West", 1_400.0)]), of("tier", &[("gold", 100.0)])];
        assert_eq!((margins.margins, problems), (expected, 0));
    }

    #[test]
    fn every_row_that_is_wrong_is_told() {
        assert_eq!(parsed("attribute,level,total\nregion,East,many\nregion,,4\nregion,West,-1\n").1, 3);
        assert_eq!(parsed("region,East,4\n").1, 1);
        assert_eq!(parsed("attribute,level,total\n").1, 1);
    }
}
