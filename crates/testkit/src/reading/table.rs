//! The figures as a table for docs/benchmarks.md: one line for each task, one column for each program.

use super::peers::{MUPDF, MUTOOL, PDFIUM, PDFJS, POPPLER};
use super::rows::Row;
use super::window::{WEBKIT, XOURNAL};

/// Columns, and which peers stand in each.
const COLUMNS: &[(&str, &[&str])] = &[
    ("MuPDF", &[MUPDF, MUTOOL]),
    ("Poppler", &[POPPLER]),
    ("PDFium", &[PDFIUM]),
    ("pdf.js", &[PDFJS]),
    ("WebKitGTK, Xournal++", &[WEBKIT, XOURNAL]),
    ("limit", &["limit", "a frame", "before"]),
];

/// Writes it; processors' time stands only where a goal speaks of it.
pub fn table(rows: &[Row]) -> String {
    let mut text = String::from("| figure | ours |");
    COLUMNS.iter().for_each(|(title, _)| text.push_str(&format!(" {title} |")));
    text.push_str(" goal |\n|---|---:|");
    text.push_str(&"---:|".repeat(COLUMNS.len()));
    text.push_str("---|\n");
    for line in lines(rows) {
        text.push_str(&write_line(&line));
    }
    text
}

/// Rows of the same task and unit, in the order in which they came.
fn lines(rows: &[Row]) -> Vec<Vec<&Row>> {
    let mut lines: Vec<Vec<&Row>> = Vec::new();
    let told = rows.iter().filter(|row| row.unit != "ms CPU" || row.goal.is_some());
    for row in told {
        let same = |line: &&mut Vec<&Row>| {
            line.first().is_some_and(|first| (&first.name, first.unit) == (&row.name, row.unit))
        };
        match lines.iter_mut().find(same) {
            Some(line) => line.push(row),
            None => lines.push(vec![row]),
        }
    }
    lines
}

fn write_line(line: &[&Row]) -> String {
    let Some(first) = line.first() else {
        return String::new();
    };
    let mut text = format!("| {} | {} {} |", first.name, number(first.ours), first.unit);
    for (_, peers) in COLUMNS {
        let cell = line.iter().find(|row| peers.contains(&row.peer));
        let cell = cell.map(|row| format!("{} ({:.2})", number(row.theirs), row.ratio));
        text.push_str(&format!(" {} |", cell.unwrap_or_default()));
    }
    let goals: Vec<String> = line.iter().filter_map(|row| row.verdict()).collect();
    text.push_str(&format!(" {} |\n", goals.join("; ")));
    text
}

/// Three figures that count.
fn number(value: f64) -> String {
    if value.abs() >= 100.0 {
        format!("{value:.0}")
    } else if value.abs() >= 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.2}")
    }
}

#[cfg(test)]
mod tests {
    use super::super::rows::Row;
    use super::table;

    #[test]
    fn a_task_is_a_line_and_a_program_a_column() {
        let rows = [
            Row::plain("next page", "ms", 20.0, "MuPDF", 10.0),
            Row::plain("next page", "ms CPU", 20.0, "MuPDF", 10.0),
            Row::plain("next page", "ms", 20.0, "pdf.js", 400.0).aiming("P3", 0.1),
            Row::plain("next page", "ms CPU", 20.0, "PDFium", 10.0).aiming("P4", 0.3),
        ];
        let expected = "\
| figure | ours | MuPDF | Poppler | PDFium | pdf.js | WebKitGTK, Xournal++ | limit | goal |
|---|---:|---:|---:|---:|---:|---:|---:|---|
| next page | 20.0 ms | 10.0 (2.00) |  |  | 400 (0.05) |  |  | P3 ≤ 0.10: reached |
| next page | 20.0 ms CPU |  |  | 10.0 (2.00) |  |  |  | P4 ≤ 0.30: **not reached** |
";
        assert_eq!(table(&rows), expected);
    }
}
