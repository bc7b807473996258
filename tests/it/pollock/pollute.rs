//! Damages a table in the kinds and numbers that Pollock lists, with Pollock's weights.

/// A damaged file and what a perfect reader makes of it.
pub(super) struct File {
    pub(super) kind: &'static str,
    /// The share of the kind among real files, in per cent.
    pub(super) weight: f64,
    pub(super) text: String,
    pub(super) clean: Vec<Vec<String>>,
}

/// How a table is written.
#[derive(Clone, Copy)]
struct Style {
    delimiter: &'static str,
    quote: char,
    /// What a quote inside quotes becomes.
    escaped: &'static str,
    line_end: &'static str,
}

const USUAL: Style = Style { delimiter: ",", quote: '"', escaped: "\"\"", line_end: "\n" };

type Table = [Vec<String>];

/// The cells of a table as they stand in a file.
fn written(table: &Table, style: Style) -> Vec<Vec<String>> {
    let special = |cell: &str| {
        cell.contains([',', '"', '\n']) || cell.contains(style.delimiter.trim_matches(' ')) && style.delimiter != " "
    };
    let write = |cell: &String| match special(cell) {
        true => format!("{0}{1}{0}", style.quote, cell.replace(style.quote, style.escaped)),
        false => cell.clone(),
    };
    table.iter().map(|row| row.iter().map(write).collect()).collect()
}

fn lines(cells: &[Vec<String>], style: Style) -> Vec<String> {
    cells.iter().map(|row| row.join(style.delimiter)).collect()
}

fn file(lines: &[String], style: Style) -> String {
    lines.iter().map(|line| format!("{line}{}", style.line_end)).collect()
}

/// All damaged files of a table, those of one kind next to each other.
pub(super) fn files(table: &Table) -> Vec<File> {
    let cells = written(table, USUAL);
    let usual = lines(&cells, USUAL);
    let text = file(&usual, USUAL);
    let mut files = Vec::new();
    let mut add =
        |kind, weight, text: String, clean: &Table| files.push(File { kind, weight, text, clean: clean.to_vec() });
    add("undamaged", 0.02, text.clone(), table);
    add("header only", 0.07, file(&usual[..1], USUAL), &table[..1]);
    add("one data row", 0.09, file(&usual[..2], USUAL), &table[..2]);
    let styled = |style: Style| file(&lines(&written(table, style), style), style);
    add("line ends LF", 38.0, text.clone(), table);
    add("line ends CR", 0.16, styled(Style { line_end: "\r", ..USUAL }), table);
    add("line ends CR LF", 1.0, styled(Style { line_end: "\r\n", ..USUAL }), table);
    add("delimiter ;", 18.74, styled(Style { delimiter: ";", ..USUAL }), table);
    add("delimiter tab", 0.09, styled(Style { delimiter: "\t", ..USUAL }), table);
    add("no header", 10.56, file(&usual[1..], USUAL), &table[1..]);
    let padding = ",".repeat(table[0].len() - 1);
    add("preamble", 6.34, format!("Export of our shop{padding}\n{padding}\n{text}"), table);
    for row in 0..cells.len() {
        for column in 0..cells[row].len() {
            let mut damaged = cells.clone();
            damaged[row].insert(column + 1, String::new());
            add("delimiter too many", 6.25, file(&lines(&damaged, USUAL), USUAL), table);
        }
    }
    for row in 0..cells.len() {
        for column in 1..cells[row].len() {
            let mut damaged = cells.clone();
            let right = damaged[row].remove(column);
            damaged[row][column - 1].push_str(&right);
            add("delimiter missing", 5.55, file(&lines(&damaged, USUAL), USUAL), table);
        }
    }
    add("no final newline", 4.14, text.trim_end().to_string(), table);
    add("two final newlines", 0.11, format!("{text}\n"), table);
    add("delimiter comma and space", 2.27, styled(Style { delimiter: ", ", ..USUAL }), table);
    second_tables(table, &text, &mut add);
    for rows in [2, 3] {
        let text: String = std::iter::repeat_n(format!("{}\n", usual[0]), rows - 1).collect::<String>() + &text;
        let mut clean = table.to_vec();
        clean[0].iter_mut().for_each(|name| *name = vec![name.as_str(); rows].join(" "));
        add("header rows", 2.12, text, &clean);
    }
    add("empty file", 0.34, String::new(), &[]);
    for row in 0..cells.len() {
        let mut damaged = usual.clone();
        damaged[row] = cells[row].join(" ");
        add("one row in spaces", 0.27, file(&damaged, USUAL), table);
    }
    add("quote '", 0.25, styled(Style { quote: '\'', escaped: "'", ..USUAL }), table);
    for row in 0..cells.len() {
        for column in 0..cells[row].len() {
            let mut damaged = cells.clone();
            damaged[row][column].insert(0, '"');
            let mut clean = table.to_vec();
            clean[row][column].insert(0, '"');
            add("stray quote", 0.16, file(&lines(&damaged, USUAL), USUAL), &clean);
        }
    }
    add("escape backslash", 0.02, styled(Style { escaped: "\\\"", ..USUAL }), table);
    add("inner quotes not escaped", 0.16, styled(Style { escaped: "\"", ..USUAL }), table);
    add("delimiter space", 0.09, styled(Style { delimiter: " ", ..USUAL }), table);
    files
}

/// A second table below: with one column less, one more, and with the columns in another order.
fn second_tables(table: &Table, text: &str, add: &mut impl FnMut(&'static str, f64, String, &Table)) {
    let below = |change: &dyn Fn(usize, &mut Vec<String>)| {
        let mut other = table.to_vec();
        other.iter_mut().enumerate().for_each(|(row, cells)| change(row, cells));
        format!("{text}{}", file(&lines(&written(&other, USUAL), USUAL), USUAL))
    };
    let less = below(&|_, cells| drop(cells.pop()));
    let more = below(&|row, cells| cells.push(if row == 0 { "More".to_string() } else { row.to_string() }));
    let same = below(&|_, cells| cells.rotate_left(2));
    for text in [less, more, same] {
        add("second table", 4.23, text, table);
    }
}
