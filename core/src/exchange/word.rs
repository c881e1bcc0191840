//! A document as a `.docx` file, the format of word processors (ECMA-376).
//!
//! Our own writer: headings, paragraphs, lists, ticks and tables are a few hundred lines of XML in a ZIP
//! archive, where a crate for all of the format adds 183 KiB to what a phone has to load. A4, 12 points,
//! real headings and lists for people who hear the page, whose it is and the page's number on every page.

use miniz_oxide::deflate;

use super::document::{Block, Document};
use super::link::crc_32;

/// How the document looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The size of its letters, in points.
    pub points: u8,
}

/// Writes the file.
pub fn docx(document: &Document, look: Look) -> Vec<u8> {
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", RELATIONS.to_owned()),
        ("docProps/core.xml", CORE.to_owned()),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS.to_owned()),
        ("word/numbering.xml", NUMBERING.to_owned()),
        ("word/styles.xml", styles(look)),
        ("word/footer1.xml", footer(&document.whose)),
        ("word/document.xml", body(document)),
    ];
    zip(&parts)
}

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

const DOCUMENT_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>"#;

// The title shows in a window's bar and in lists of files: it names nobody.
const CORE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Onward</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>"#;

const NUMBERING: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="425"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;

const NAMESPACE: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

fn styles(look: Look) -> String {
    // Sizes are in half points.
    let size = |more: u8| (u32::from(look.points) + u32::from(more)) * 2;
    let style = |kind: &str, id: &str, name: &str, paragraph: &str, run: &str| {
        let default = if id == "Normal" { r#" w:default="1""# } else { "" };
        format!(
            r#"<w:style w:type="{kind}"{default} w:styleId="{id}"><w:name w:val="{name}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"#
        )
    };
    let bold = |more: u8| format!(r#"<w:b/><w:sz w:val="{0}"/><w:szCs w:val="{0}"/>"#, size(more));
    let heading = |level: u8, before: u32| {
        format!(
            r#"<w:keepNext/><w:spacing w:before="{before}" w:after="120"/><w:outlineLvl w:val="{}"/>"#,
            level - 1
        )
    };
    [
        HEAD,
        "<w:styles ",
        NAMESPACE,
        "><w:docDefaults><w:rPrDefault><w:rPr>",
        r#"<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>"#,
        &format!(r#"<w:sz w:val="{0}"/><w:szCs w:val="{0}"/><w:lang w:val="en-GB"/>"#, size(0)),
        "</w:rPr></w:rPrDefault></w:docDefaults>",
        &style(
            "paragraph",
            "Normal",
            "Normal",
            r#"<w:spacing w:after="120" w:line="300" w:lineRule="auto"/>"#,
            "",
        ),
        &style("paragraph", "Heading1", "heading 1", &heading(1, 0), &bold(8)),
        &style("paragraph", "Heading2", "heading 2", &heading(2, 240), &bold(3)),
        "</w:styles>",
    ]
    .concat()
}

fn footer(whose: &str) -> String {
    let field = |name: &str| {
        [r#"<w:fldSimple w:instr=" "#, name, r#" "><w:r><w:t>1</w:t></w:r></w:fldSimple>"#].concat()
    };
    [
        HEAD,
        "<w:ftr ",
        NAMESPACE,
        "><w:p>",
        &run(&[whose, " · Page "].concat(), false),
        &field("PAGE"),
        &run(" of ", false),
        &field("NUMPAGES"),
        "</w:p></w:ftr>",
    ]
    .concat()
}

fn body(document: &Document) -> String {
    let mut out = [HEAD, "<w:document ", NAMESPACE, "><w:body>"].concat();
    for (at, sheet) in document.sheets.iter().enumerate() {
        let new_page = if at > 0 { "<w:pageBreakBefore/>" } else { "" };
        out += &paragraph(&[r#"<w:pStyle w:val="Heading1"/>"#, new_page].concat(), &sheet.title);
        for block in &sheet.blocks {
            put_block(&mut out, block);
        }
    }
    // A4 with 2 cm around, in twentieths of a point.
    out += concat!(
        r#"<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>"#,
        r#"<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>"#,
        "</w:sectPr></w:body></w:document>"
    );
    out
}

fn put_block(out: &mut String, block: &Block) {
    const BULLET: &str = r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>"#;
    const TICK: &str = r#"<w:ind w:left="425" w:hanging="425"/>"#;
    match block {
        Block::Heading(words) => *out += &paragraph(r#"<w:pStyle w:val="Heading2"/>"#, words),
        Block::Words(words) => *out += &paragraph("", words),
        Block::List(items) => items.iter().for_each(|item| *out += &paragraph(BULLET, item)),
        Block::Ticks(items) => items.iter().for_each(|(is_done, item)| {
            let mark = if *is_done { "☑ " } else { "☐ " };
            *out += &paragraph(TICK, &[mark, item].concat());
        }),
        Block::Table { head, rows } => put_table(out, head, rows),
        Block::Room(what, lines) => {
            *out += &paragraph("<w:keepNext/>", what);
            for _ in 0..*lines {
                // A line to write on, 1 cm high.
                *out += concat!(
                    r#"<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>"#,
                    r#"<w:spacing w:before="280" w:after="0"/></w:pPr></w:p>"#
                );
            }
        }
    }
}

fn put_table(out: &mut String, head: &[String], rows: &[Vec<String>]) {
    // 17 cm of the page between the margins.
    const WIDTH: usize = 9_638;
    let width = WIDTH / head.len().max(1);
    *out += "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/><w:tblBorders>";
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        *out += &format!(r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>"#);
    }
    *out += "</w:tblBorders></w:tblPr><w:tblGrid>";
    for _ in head {
        *out += &format!(r#"<w:gridCol w:w="{width}"/>"#);
    }
    *out += "</w:tblGrid>";
    let mut put_row = |cells: &[String], is_head: bool| {
        // A row stays on one page, and the head is repeated on each.
        *out += "<w:tr><w:trPr><w:cantSplit/>";
        *out += if is_head { "<w:tblHeader/></w:trPr>" } else { "</w:trPr>" };
        for cell in cells {
            *out += &format!(r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p>"#);
            *out += &run(cell, is_head);
            *out += "</w:p></w:tc>";
        }
        *out += "</w:tr>";
    };
    put_row(head, true);
    for row in rows {
        let mut row = row.clone();
        row.resize(head.len(), String::new());
        put_row(&row, false);
    }
    // Two tables one after the other would become one.
    *out += "</w:tbl><w:p/>";
}

fn paragraph(properties: &str, words: &str) -> String {
    ["<w:p><w:pPr>", properties, "</w:pPr>", &run(words, false), "</w:p>"].concat()
}

/// Words, with a break at each new line.
fn run(words: &str, bold: bool) -> String {
    let mut out = String::from(if bold { "<w:r><w:rPr><w:b/></w:rPr>" } else { "<w:r>" });
    for (at, line) in words.lines().enumerate() {
        if at > 0 {
            out += "<w:br/>";
        }
        out += r#"<w:t xml:space="preserve">"#;
        put_text(&mut out, line);
        out += "</w:t>";
    }
    out + "</w:r>"
}

/// Text in XML. Marks that XML does not allow, even escaped, are left out.
fn put_text(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => *out += "&amp;",
            '<' => *out += "&lt;",
            '>' => *out += "&gt;",
            '"' => *out += "&quot;",
            '\t' => out.push(' '),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => {}
            letter => out.push(letter),
        }
    }
}

/// A ZIP archive of text files, each deflated.
fn zip(files: &[(&str, String)]) -> Vec<u8> {
    const DEFLATED: u16 = 8;
    const VERSION: u16 = 20;
    /// Names are in UTF-8.
    const FLAGS: u16 = 1 << 11;
    /// 1 January 1980: the file says when it was made in its own words.
    const DAY: u16 = 0x21;
    let mut out: Vec<u8> = Vec::new();
    let mut directory: Vec<u8> = Vec::new();
    for (name, text) in files {
        let body = deflate::compress_to_vec(text.as_bytes(), 6);
        let at = out.len() as u32;
        let mut entry: Vec<u8> = Vec::new();
        for half in [VERSION, FLAGS, DEFLATED, 0, DAY] {
            entry.extend(half.to_le_bytes());
        }
        for whole in [crc_32(text.as_bytes()), body.len() as u32, text.len() as u32] {
            entry.extend(whole.to_le_bytes());
        }
        entry.extend((name.len() as u16).to_le_bytes());
        entry.extend(0_u16.to_le_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&entry);
        out.extend(name.as_bytes());
        out.extend(body);
        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(&entry);
        // No comment, first disk, plain attributes.
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let at = out.len() as u32;
    let count = (files.len() as u16).to_le_bytes();
    out.extend(&directory);
    out.extend(b"PK\x05\x06");
    out.extend([0; 4]);
    out.extend(count);
    out.extend(count);
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0; 2]);
    out
}
