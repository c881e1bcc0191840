//! The paths of 20 children as `cargo xtask path` prints them, compared with files a person has reviewed.
//!
//! A change of content or of a rule shows here as a change of dates, owners, badges or words that a
//! reviewer can read.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use onward_core::pack::Spine;
use xtask::options::Options;
use xtask::path;
use xtask::project::root;

/// Writes the files anew instead of comparing them.
const UPDATE: &str = "UPDATE_SNAPSHOTS";

/// The day most of them are looked at; a Sunday, as in the tests of the core.
const TODAY: &str = "2026-11-22";

/// The name of each child's file, and the facts. Children without `--council` live under another council.
const CHILDREN: &[(&str, &str)] = &[
    ("02-at-home-no-support", "--dob 2024-10-05 --support none --setting home"),
    (
        "03-nursery-plan-kent",
        "--dob 2023-05-20 --council kent --support ehc_plan --setting early_years_setting \
         --attends-early-years-setting yes --last-review-completed 2026-07-10",
    ),
    (
        "03-being-assessed-kent",
        "--dob 2023-05-20 --council kent --support being_assessed --needs-assessment-requested 2026-10-08",
    ),
    (
        "04-taught-a-year-below",
        "--dob 2022-08-31 --support sen_support --setting early_years_setting --year-group-offset 1",
    ),
    (
        "04-reception-no-support-kent",
        "--dob 2022-03-31 --council kent --support none --setting mainstream_school \
         --entered-reception 2026-09-03 --begun 2026-09-01",
    ),
    (
        "06-infant-school-no-support-kent",
        "--dob 2020-01-09 --council kent --support none --setting mainstream_school --attends-infant-school yes",
    ),
    (
        "08-special-school-plan-kent",
        "--dob 2018-06-15 --council kent --support ehc_plan --setting special_school \
         --last-review-completed 2026-02-12",
    ),
    ("09-year-5-plan-kent", "--dob 2017-02-10 --council kent --support ehc_plan --setting mainstream_school"),
    ("10-year-6-sen-support", "--dob 2016-04-02 --support sen_support --setting mainstream_school"),
    (
        "10-year-6-being-assessed-kent",
        "--dob 2016-01-30 --council kent --support being_assessed --setting mainstream_school \
         --needs-assessment-requested 2026-07-01 --begun 2026-09-01",
    ),
    (
        "11-school-not-named-kent",
        "--dob 2015-10-10 --council kent --support ehc_plan --setting mainstream_school \
         --begun 2026-09-10 --today 2027-03-01",
    ),
    (
        "11-in-care-not-sure-kent",
        "--dob 2015-01-20 --council kent --support unknown --looked-after yes --out-of-school yes",
    ),
    ("14-year-9-plan-kent", "--dob 2012-10-05 --council kent --support ehc_plan --setting mainstream_school"),
    (
        "15-taught-a-year-below-plan-kent",
        "--dob 2011-03-14 --council kent --support ehc_plan --setting mainstream_school --year-group-offset 1",
    ),
    (
        "16-in-care-plan",
        "--dob 2010-11-01 --support ehc_plan --looked-after yes --looked-after-13-weeks-since-14 yes \
         --social-care yes",
    ),
    (
        "17-moving-into-kent-plan",
        "--dob 2009-06-30 --council kent --support ehc_plan --setting special_school --moving-into-area yes \
         --plan-transferred-in 2026-11-02 --last-review-completed 2026-05-01",
    ),
    (
        "18-college-sen-support-kent",
        "--dob 2008-02-29 --council kent --support sen_support --setting college --begun 2026-02-01",
    ),
    ("21-no-support", "--dob 2005-10-20 --support none"),
    (
        "23-college-plan-kent",
        "--dob 2003-06-01 --council kent --support ehc_plan --setting college --at-fe-college yes \
         --last-review-completed 2026-01-20",
    ),
    ("25-college-plan", "--dob 2001-11-01 --support ehc_plan --setting college --at-fe-college yes"),
];

fn folder() -> PathBuf {
    root().join("tests/data/paths")
}

/// The command and what it prints, as one file.
fn printed(spine: &Spine, facts: &str) -> String {
    let today = if facts.contains("--today") { String::new() } else { format!(" --today {TODAY}") };
    let line = format!("{facts}{today}");
    let options = Options::new(line.split_whitespace().map(str::to_owned));
    // Every line names the day, so the clock's is never asked for.
    let text = path::text(spine, options, NaiveDate::MIN).unwrap();
    format!("$ cargo xtask path {line}\n\n{text}\n")
}

fn file_names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn the_paths_of_20_children_are_as_reviewed() {
    let update = std::env::var_os(UPDATE).is_some();
    let mut changed = Vec::new();
    let spine = onward_packs::repository().spine;
    for (name, facts) in CHILDREN {
        let text = printed(&spine, facts);
        let file = folder().join(format!("{name}.txt"));
        // Git may have given the file the line ends of another system.
        let reviewed = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
        if reviewed == text {
            continue;
        }
        if update {
            fs::write(&file, &text).unwrap();
        } else {
            let at = reviewed.lines().zip(text.lines()).take_while(|(old, new)| old == new).count();
            let line = |text: &str| text.lines().nth(at).unwrap_or("(nothing)").to_owned();
            changed.push(format!(
                "tests/data/paths/{name}.txt:{}\n  reviewed: {}\n  now:      {}",
                at + 1,
                line(&reviewed),
                line(&text)
            ));
        }
    }
    assert!(
        changed.is_empty(),
        "these paths are not as reviewed; the first difference of each:\n{}\n\
         If the change is meant, renew the files and review what changed in each with `git diff`:\n  \
         {UPDATE}=1 cargo test -p xtask --test paths",
        changed.join("\n")
    );
    // A file nobody compares any more would look reviewed for ever.
    let mut expected: Vec<String> = CHILDREN.iter().map(|(name, _)| format!("{name}.txt")).collect();
    expected.sort();
    assert_eq!(file_names(&folder()), expected, "each child has a file, and each file a child");
}
