//! A sheet of a document as it is seen and printed.

use leptos::prelude::*;
use onward_core::exchange::document::{Block, Sheet};

use crate::ui::components::sheet::{Room, Sheet as Paper};

/// Draws a sheet.
pub fn sheet_view(sheet: Sheet, name: &str, first: Option<AnyView>) -> AnyView {
    let blocks = sheet.blocks.into_iter().map(block_view).collect_view();
    let name = if name.is_empty() { "Plan".to_owned() } else { name.to_owned() };
    view! { <Paper title=sheet.title name=name>{first}{blocks}</Paper> }.into_any()
}

fn block_view(block: Block) -> AnyView {
    let row = |cells: Vec<String>| {
        let cells = cells.into_iter().map(|cell| view! { <td>{cell}</td> }.into_any()).collect_view();
        view! { <tr>{cells}</tr> }.into_any()
    };
    match block {
        Block::Heading(words) => view! { <h3>{words}</h3> }.into_any(),
        Block::Words(words) => view! { <p class="sheet-words">{words}</p> }.into_any(),
        Block::List(items) => {
            let items = items
                .into_iter()
                .map(|item| view! { <li class="sheet-words">{item}</li> }.into_any())
                .collect_view();
            view! { <ul class="sheet-list">{items}</ul> }.into_any()
        }
        Block::Ticks(items) => {
            let items = items
                .into_iter()
                .map(|(is_done, words)| {
                    let class = if is_done { "sheet-box sheet-box-done" } else { "sheet-box" };
                    let done = is_done.then(|| view! { <span class="heard-only">"Done: "</span> }.into_any());
                    view! { <li><span class=class aria-hidden="true"></span><span>{done}{words}</span></li> }
                        .into_any()
                })
                .collect_view();
            view! { <ul class="sheet-ticks">{items}</ul> }.into_any()
        }
        Block::Table { head, rows } => {
            let head = head
                .into_iter()
                .map(|words| view! { <th scope="col">{words}</th> }.into_any())
                .collect_view();
            let rows = rows.into_iter().map(row).collect_view();
            view! {
                <table class="sheet-table">
                    <thead><tr>{head}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            }
            .into_any()
        }
        Block::Room(what, lines) => view! { <h3>{what}</h3><Room lines=usize::from(lines) /> }.into_any(),
    }
}
