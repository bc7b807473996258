//! A table as a person reads it: words, with marks that help the eye. It is no data frame: cells hold finished text.

use serde::Serialize;

use super::model::Tone;

/// Rows under columns, with an optional last row of totals.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Table {
    /// What the table shows.
    pub caption: String,
    /// Columns from left to right.
    pub columns: Vec<Column>,
    /// Rows; a short row is filled with empty cells, cells beyond the columns are not shown.
    pub rows: Vec<Vec<Cell>>,
    /// Totals, set apart from the rows.
    pub total: Option<Vec<Cell>>,
}

/// What a column holds; decides its alignment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Words, set left.
    #[default]
    Text,
    /// A number, set right.
    Number,
    /// A share of a whole, set right, often with a bar.
    Share,
    /// A change with its sign, set right.
    Delta,
}

/// How long a column stays when the screen is narrow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Importance {
    /// Goes first.
    Extra,
    /// Goes next.
    #[default]
    Normal,
    /// Stays.
    Essential,
}

/// One column.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Column {
    /// Header.
    pub header: String,
    /// What it holds.
    pub kind: Kind,
    /// What it means, in a sentence.
    pub meaning: Option<String>,
    /// How long it stays on a narrow screen.
    pub importance: Importance,
}

impl Column {
    /// A column of normal importance without explanation.
    pub fn new(header: impl Into<String>, kind: Kind) -> Column {
        Column { header: header.into(), kind, ..Column::default() }
    }

    /// Explains the column.
    pub fn meaning(mut self, meaning: impl Into<String>) -> Column {
        self.meaning = Some(meaning.into());
        self
    }

    /// Sets how long the column stays on a narrow screen.
    pub fn importance(mut self, importance: Importance) -> Column {
        self.importance = importance;
        self
    }
}

/// Whether a cell shows its figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// As it is.
    #[default]
    Shown,
    /// Set in bold.
    Strong,
    /// Hidden because too few people are behind it; the text says so.
    Suppressed,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Cell {
    /// Finished text.
    pub text: String,
    /// Length of a bar behind the text, 0 to 1.
    pub bar: Option<f64>,
    /// Good or bad news.
    pub tone: Tone,
    /// Shown, strong or suppressed.
    pub standing: Standing,
}

impl Cell {
    /// A plain cell.
    pub fn new(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), ..Cell::default() }
    }

    /// A cell whose figure is withheld; `text` says what stands instead, such as `<10`.
    pub fn suppressed(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), standing: Standing::Suppressed, ..Cell::default() }
    }

    /// Adds a bar of this length; a share outside 0 to 1 is clipped, one that is no number is left out.
    pub fn bar(mut self, share: f64) -> Cell {
        self.bar = share.is_finite().then(|| share.clamp(0.0, 1.0));
        self
    }

    /// Marks good or bad news.
    pub fn tone(mut self, tone: Tone) -> Cell {
        self.tone = tone;
        self
    }

    /// Sets the cell in bold.
    pub fn strong(mut self) -> Cell {
        self.standing = Standing::Strong;
        self
    }
}

impl Table {
    /// Whether any figure is withheld.
    pub fn has_suppressed(&self) -> bool {
        self.rows.iter().chain(&self.total).flatten().any(|cell| cell.standing == Standing::Suppressed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_clipped_and_never_nan() {
        assert_eq!(Cell::new("").bar(1.7).bar, Some(1.0));
        assert_eq!(Cell::new("").bar(f64::NAN).bar, None);
    }

    #[test]
    fn a_suppressed_total_counts() {
        let table = Table { total: Some(vec![Cell::suppressed("<10")]), ..Table::default() };
        assert!(table.has_suppressed() && !Table::default().has_suppressed());
    }
}
