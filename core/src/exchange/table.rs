//! A table as CSV (RFC 4180), for spreadsheets.
//!
//! A cell that a spreadsheet would take for a formula gets an apostrophe in front: what somebody wrote in
//! a plan must not run on the computer of who opens the table.

/// Writes rows. With `mark`, a byte-order mark comes first: without it some spreadsheets take the text for
/// another encoding.
pub fn csv(rows: &[Vec<String>], mark: bool) -> String {
    let mut out = String::new();
    if mark {
        out.push('\u{feff}');
    }
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            put_cell(&mut out, cell);
        }
        out.push_str("\r\n");
    }
    out
}

fn put_cell(out: &mut String, cell: &str) {
    let is_formula = cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '|'])
        || cell.starts_with(['\t', '\r', '\n']);
    let guard = if is_formula { "'" } else { "" };
    if cell.contains([',', '"', '\r', '\n']) || cell.starts_with(' ') || cell.ends_with(' ') {
        out.push('"');
        out.push_str(guard);
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(guard);
        out.push_str(cell);
    }
}
