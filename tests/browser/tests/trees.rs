//! The accessibility trees of the pages people use most, as reviewed files: what a screen reader gets,
//! by role, name and state. A change of it shows as a change of text.

use onward_browser_tests::{Child, DESK, Visit, project_file};
use serde_json::{Value, json};

/// Writes the files anew instead of comparing them.
const UPDATE: &str = "UPDATE_SNAPSHOTS";

/// Roles that say nothing by themselves: what is in them stands in their place.
const SILENT: &[&str] = &["none", "generic", "InlineTextBox", "RootWebArea", "ListMarker"];
/// States that are read out.
const STATES: &[&str] = &["level", "checked", "pressed", "expanded", "disabled", "modal"];

/// The tree of the page's main part, a line for each node.
async fn tree(visit: &Visit) -> String {
    let reply = visit.devtools("Accessibility.getFullAXTree", json!({})).await;
    let nodes = reply["nodes"].as_array().cloned().unwrap_or_default();
    let main = nodes.iter().find(|node| node["role"]["value"] == "main").expect("a main part");
    let mut text = String::new();
    add(&nodes, main, 0, &mut text);
    text
}

fn add(nodes: &[Value], node: &Value, depth: usize, text: &mut String) {
    let role = node["role"]["value"].as_str().unwrap_or_default();
    let name = node["name"]["value"].as_str().unwrap_or_default().trim();
    let is_shown =
        node["ignored"] != true && !SILENT.contains(&role) && !(role == "StaticText" && name.is_empty());
    if is_shown {
        let states: String = node["properties"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|property| STATES.contains(&property["name"].as_str().unwrap_or_default()))
            .map(|property| {
                format!(" {}={}", property["name"].as_str().unwrap_or_default(), property["value"]["value"])
            })
            .collect();
        text.push_str(&format!("{}{role} \"{name}\"{states}\n", "  ".repeat(depth)));
    }
    let deeper = depth + usize::from(is_shown);
    // The words of a link or button are its name already.
    if is_shown && matches!(role, "link" | "button" | "heading" | "radio" | "checkbox" | "StaticText") {
        return;
    }
    for id in node["childIds"].as_array().into_iter().flatten() {
        if let Some(child) = nodes.iter().find(|child| child["nodeId"] == *id) {
            add(nodes, child, deeper, text);
        }
    }
}

async fn is_as_reviewed(visit: &Visit, name: &str) {
    let now = tree(visit).await;
    let file = project_file(&format!("tests/data/trees/{name}.txt"));
    if std::env::var_os(UPDATE).is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, &now).unwrap();
        return;
    }
    let reviewed = std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    let difference = reviewed.lines().zip(now.lines()).position(|(old, new)| old != new);
    let at = difference.unwrap_or(reviewed.lines().count().min(now.lines().count()));
    let line = |text: &str| text.lines().nth(at).unwrap_or("(nothing)").to_owned();
    assert!(
        reviewed == now,
        "{name}, line {}\n  reviewed: {}\n  now:      {}\nIf it is meant, renew the files with {UPDATE}=1 and review them.",
        at + 1,
        line(&reviewed),
        line(&now)
    );
}

async fn through(visit: &Visit, lens: &str) {
    visit.run(&format!("document.getElementById('{lens}').click()")).await;
    visit
        .until(&format!("document.getElementById('{lens}').checked && document.querySelector('main h1')"))
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn path_and_step_are_heard_as_reviewed_in_every_lens() {
    let visit = Visit::begin(DESK).await;
    visit.make_plan(&Child::BEN).await;
    for lens in ["parent", "young-person", "school"] {
        through(&visit, lens).await;
        is_as_reviewed(&visit, &format!("path-{lens}")).await;
    }
    through(&visit, "parent").await;
    visit.press("See what to do").await;
    visit.sees("Why it matters").await;
    for lens in ["parent", "young-person", "school"] {
        through(&visit, lens).await;
        is_as_reviewed(&visit, &format!("step-{lens}")).await;
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn goals_are_heard_as_reviewed_in_every_lens() {
    let visit = Visit::begin(DESK).await;
    visit.make_plan(&Child::CAT).await;
    visit.press("Goals").await;
    visit.until("document.querySelector('.goal-parts')").await;
    through(&visit, "young-person").await;
    visit.press("Add a goal: Work and learning").await;
    visit.press("Use my own words or pictures").await;
    visit.press("Me").await;
    visit.fill("My words", "I want to work with animals.").await;
    visit.press("This is my goal").await;
    for next in ["What helps you?", "When would you like to do it by?", "My small steps"] {
        visit.press("Skip this").await;
        visit.heading_is(next).await;
    }
    visit.press("Find out how it is done").await;
    visit.sees("Small step added").await;
    visit.press("Do one part of it").await;
    visit.until("document.querySelectorAll('.small-steps li').length === 2").await;
    visit.press("Show my goal").await;
    visit.sees("Small step: Find out how it is done").await;
    visit.choose("With support").await;
    visit.saved().await;
    for lens in ["young-person", "parent", "school"] {
        through(&visit, lens).await;
        is_as_reviewed(&visit, &format!("goal-{lens}")).await;
    }
    visit.press("Goals").await;
    visit.until("document.querySelector('.goal-parts')").await;
    for lens in ["young-person", "parent", "school"] {
        through(&visit, lens).await;
        is_as_reviewed(&visit, &format!("goals-{lens}")).await;
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_the_guide_is_heard_as_reviewed() {
    let visit = Visit::begin(DESK).await;
    visit.goto("guide/changes-at-16/easy-read").await;
    is_as_reviewed(&visit, "guide-easy-read").await;
    visit.end().await;
}
