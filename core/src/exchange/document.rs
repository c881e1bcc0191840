//! A document of sheets: what is printed, sent as text, or written for a word processor, each from the
//! same sheets, so that they never say different things.
//!
//! What is *not* here: which sheets there are and their words (the app's sharing pages), how they look.

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Whose it is and when it was made: stands on every page. For example "Maya · 22 November 2026".
    pub whose: String,
    /// Its sheets. Each begins on a new page.
    pub sheets: Vec<Sheet>,
}

/// One sheet: a page of paper, or a few.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its title.
    pub title: String,
    /// What is on it, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading within the sheet.
    Heading(String),
    /// A paragraph.
    Words(String),
    /// A list.
    List(Vec<String>),
    /// Things to tick, each with whether it is ticked.
    Ticks(Vec<(bool, String)>),
    /// A table.
    Table {
        /// The heading of each column.
        head: Vec<String>,
        /// Rows, each as long as the head.
        rows: Vec<Vec<String>>,
    },
    /// Room to write by hand: what for, and how many lines.
    Room(String, u8),
}

/// The document as plain text, for e-mail.
pub fn plain(document: &Document) -> String {
    let mut out = String::new();
    let mut line = |words: &str| {
        // An answer of several lines stays together under its own.
        out.push_str(words.trim_end());
        out.push('\n');
    };
    for (at, sheet) in document.sheets.iter().enumerate() {
        if at > 0 {
            line("");
            line("----------------------------------------");
            line("");
        }
        line(&sheet.title);
        line(&document.whose);
        for block in &sheet.blocks {
            match block {
                Block::Heading(words) => {
                    line("");
                    line(words);
                }
                Block::Words(words) => {
                    line("");
                    line(words);
                }
                Block::List(items) => items.iter().for_each(|item| line(&["- ", item].concat())),
                Block::Ticks(items) => items.iter().for_each(|(is_done, item)| {
                    line(&[if *is_done { "[x] " } else { "[ ] " }, item].concat());
                }),
                Block::Table { head, rows } => {
                    for row in rows {
                        let cells = head.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
                        let mut first = true;
                        for (name, cell) in cells {
                            let start = if std::mem::take(&mut first) { "- " } else { "  " };
                            line(&[start, name, ": ", cell].concat());
                        }
                    }
                }
                // Nobody writes by hand in an e-mail.
                Block::Room(..) => {}
            }
        }
    }
    out
}
