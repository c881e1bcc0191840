//! `cargo xtask path`: a path in the terminal, from facts on the command line.
//!
//! For people who check content and rules: the same function the app calls, without the app. Each
//! line is one step, so that `grep` and `diff` of two days or two families say something.
//!
//! What is *not* here: any rule or date of its own. What the app shows differently is wrong here.

use std::fmt::Write;

use chrono::NaiveDate;
use onward_core::calendar::{self, BankHolidays};
use onward_core::pack::Spine;
use onward_core::path::{Blocked, Due, Fold, Packs, Path, PathStep, Place, Timing};
use onward_core::plan::{DeviceId, Edit, Plan, PlanId, Stamp, Status, StepKey};
use onward_core::situation::{self, Fact, FactKind, FactValue};
use serde_json::{Value, json};

use crate::content;
use crate::options::Options;
use crate::project::{Failure, Result, fail};

/// What the command line asks for.
#[derive(Debug)]
struct Asked {
    facts: Vec<(Fact, FactValue)>,
    council: Option<String>,
    done: Vec<String>,
    today: NaiveDate,
    begun: NaiveDate,
    json: bool,
}

/// Reads the options and prints the path.
pub fn command(mut options: Options) -> Result<()> {
    if options.flag("--help") {
        println!("{}", help());
        return Ok(());
    }
    println!("{}", text(&content::compile()?.spine, options, chrono::Local::now().date_naive())?);
    Ok(())
}

/// The path that the options ask for, as text; `clock` is the day if they name none.
pub fn text(spine: &Spine, mut options: Options, clock: NaiveDate) -> Result<String> {
    let asked = read(&mut options, clock)?;
    options.finish().map_err(|failure| {
        Failure(format!("{failure}; the facts are listed by `cargo xtask path --help`"))
    })?;
    render(spine, &asked)
}

fn read(options: &mut Options, clock: NaiveDate) -> Result<Asked> {
    let today = date_option(options, "--today")?.unwrap_or(clock);
    let begun = date_option(options, "--begun")?.unwrap_or(today);
    let council = options.value("--council")?;
    let done = options.values("--done")?;
    let json = options.flag("--json");
    let mut facts = Vec::new();
    for fact in Fact::ALL.iter().copied() {
        let name = option_name(fact);
        let mut given = options.value(&name)?.map(|text| (name, text));
        if fact == Fact::DateOfBirth
            && let Some(text) = options.value("--dob")?
            && given.replace(("--dob".to_owned(), text)).is_some()
        {
            return fail("--dob and --date-of-birth are the same: give one of them");
        }
        if let Some((name, text)) = given {
            facts.push((fact, fact_value(fact, &name, &text)?));
        }
    }
    Ok(Asked { facts, council, done, today, begun, json })
}

fn option_name(fact: Fact) -> String {
    format!("--{}", fact.name().replace('_', "-"))
}

fn date_option(options: &mut Options, name: &str) -> Result<Option<NaiveDate>> {
    options.value(name)?.map(|text| date(name, &text)).transpose()
}

fn date(name: &str, text: &str) -> Result<NaiveDate> {
    calendar::parse_iso(text)
        .ok_or_else(|| Failure(format!("{name} takes a date such as 2015-03-02, not \"{text}\"")))
}

fn fact_value(fact: Fact, name: &str, text: &str) -> Result<FactValue> {
    let no = || Failure(format!("{name} takes {}, not \"{text}\"", takes(fact)));
    match fact.kind() {
        FactKind::Date => date(name, text).map(FactValue::Date),
        FactKind::YesNo => match text {
            "yes" | "true" => Ok(FactValue::YesNo(true)),
            "no" | "false" => Ok(FactValue::YesNo(false)),
            _ => Err(no()),
        },
        FactKind::Number => text.parse().map(FactValue::Number).map_err(|_| no()),
        FactKind::Choice(_) => situation::choice(fact, &text.replace('-', "_")).ok_or_else(no),
        FactKind::Text => Ok(FactValue::Text(text.to_owned())),
    }
}

/// What an option takes, in words.
fn takes(fact: Fact) -> String {
    match fact.kind() {
        FactKind::Date => "a date such as 2015-03-02".to_owned(),
        FactKind::YesNo => "yes or no".to_owned(),
        FactKind::Number => "a whole number".to_owned(),
        FactKind::Choice(words) => format!("one of {}", words.join(", ")),
        FactKind::Text => "words".to_owned(),
    }
}

fn render(spine: &Spine, asked: &Asked) -> Result<String> {
    if let Some(id) = &asked.council
        && !spine.councils.iter().any(|pack| pack.id == *id)
    {
        let known: Vec<_> = spine.councils.iter().map(|pack| pack.id.as_str()).collect();
        return fail(format!("--council takes one of {}, not \"{id}\"", known.join(", ")));
    }
    let packs = Packs::for_council(spine, asked.council.as_deref());
    let holidays = BankHolidays::new(&spine.national.bank_holidays);
    let mut plan = plan(asked)?;
    if !asked.done.is_empty() {
        check_done(&asked.done, &onward_core::path::path(&plan, packs, &holidays, asked.today), packs)?;
        for key in &asked.done {
            let done = Edit::Status(StepKey::new(key.as_str()), Status::Done { on: asked.today });
            apply(&mut plan, done)?;
        }
    }
    let path = onward_core::path::path(&plan, packs, &holidays, asked.today);
    Ok(if asked.json {
        format!("{:#}", as_json(&path, packs, asked.today))
    } else {
        as_table(&path, packs, asked.today)
    })
}

fn plan(asked: &Asked) -> Result<Plan> {
    let first = Stamp { millis: 0, counter: 0, device: DeviceId::new("terminal") };
    let mut plan = Plan::new(PlanId::new("terminal"), asked.begun, "your child".to_owned(), first);
    apply(&mut plan, Edit::Council(asked.council.clone()))?;
    for (fact, value) in &asked.facts {
        apply(&mut plan, Edit::Fact(*fact, Some(value.clone())))?;
    }
    Ok(plan)
}

fn apply(plan: &mut Plan, edit: Edit) -> Result<()> {
    // Each edit is later than the one before.
    let next = Stamp::after(plan.latest_stamp(), 0, &DeviceId::new("terminal"));
    match plan.apply(edit, next) {
        Ok(_) => Ok(()),
        Err(error) => fail(format!("this does not fit the plan: {error:?}")),
    }
}

/// A step that is ticked must be on the path, or the tick would silently do nothing.
fn check_done(done: &[String], path: &Path<'_>, packs: Packs<'_>) -> Result<()> {
    for key in done {
        if path.steps().any(|step| step.key.as_str() == key) {
            continue;
        }
        let wanted = StepKey::new(key.as_str());
        let rounds: Vec<&str> = path
            .steps()
            .filter(|step| step.step.id == wanted.step_id())
            .map(|step| step.key.as_str())
            .collect();
        return fail(if !rounds.is_empty() {
            format!("--done takes one round of \"{}\": {}", wanted.step_id(), rounds.join(", "))
        } else if packs.step(wanted.step_id()).is_some() {
            format!("--done: the step \"{key}\" is not on the path of a child with these facts")
        } else {
            format!(
                "--done takes the id of a step as this command prints it; there is no step \"{key}\" in these packs"
            )
        });
    }
    Ok(())
}

const COLUMNS: [&str; 7] = ["STAGE", "STEP", "OWNER", "BADGE", "DATE", "STATUS", "TITLE"];

fn as_table(path: &Path<'_>, packs: Packs<'_>, today: NaiveDate) -> String {
    let mut rows = Vec::new();
    for stage in &path.stages {
        let here = if stage.place == Place::Here { "> " } else { "  " };
        let name = format!("{here}{}", stage.stage.title);
        stage.steps.iter().for_each(|step| add_rows(&mut rows, &name, step, packs));
    }
    path.any_time.iter().for_each(|step| add_rows(&mut rows, "  At any time", step, packs));

    let mut out = format!("{}: {}\n", calendar::date_in_words(today), year_in_words(path.year));
    if let Some(step) = path.next.as_ref().and_then(|key| path.step(key)) {
        let _ = writeln!(out, "Next: {} ({})", title(step), due_in_words(step.due));
    }
    let _ = writeln!(out, "\n{}", table(COLUMNS.map(str::to_owned), &rows));
    if !path.ask.is_empty() {
        out.push_str("Answers that would say more:\n");
        let names: Vec<String> =
            path.ask.iter().map(|question| format!("--{}", question.fact.replace('_', "-"))).collect();
        let width = widest(names.iter().map(String::as_str));
        for (name, question) in names.iter().zip(&path.ask) {
            let _ = writeln!(out, "  {name:width$}  {}", unnamed(&question.ask));
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn add_rows(rows: &mut Vec<[String; 7]>, stage: &str, step: &PathStep<'_>, packs: Packs<'_>) {
    let key = step.key.as_str();
    rows.push([
        stage.to_owned(),
        key.to_owned(),
        packs.party(step.step.owner).to_owned(),
        packs.badge(step.step.badge).to_owned(),
        due_in_words(step.due),
        status_in_words(step),
        title(step),
    ]);
    for local in &step.local {
        let about = if local.local.about { " (about)" } else { "" };
        rows.push([
            stage.to_owned(),
            key.to_owned(),
            String::new(),
            // A date of the council's own stands beside the step's, never in its place.
            packs.badge(onward_core::pack::Badge::Council).to_owned(),
            format!("{}{about}", due_in_words(local.due)),
            String::new(),
            unnamed(&local.local.label),
        ]);
    }
}

/// Columns as wide as their widest cell; the last one is left as it is.
fn table<const N: usize>(head: [String; N], rows: &[[String; N]]) -> String {
    let mut out = String::new();
    let all = || std::iter::once(&head).chain(rows);
    let widths: Vec<usize> =
        (0..N).map(|column| widest(all().map(|row| row.get(column).map_or("", String::as_str)))).collect();
    for row in all() {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let _ = write!(line, "{cell:width$}  ");
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

fn widest<'t>(texts: impl Iterator<Item = &'t str>) -> usize {
    texts.map(|text| text.chars().count()).max().unwrap_or(0)
}

fn as_json(path: &Path<'_>, packs: Packs<'_>, today: NaiveDate) -> Value {
    let step = |step: &PathStep<'_>| {
        let local: Vec<Value> = step
            .local
            .iter()
            .map(|local| {
                json!({
                    "label": local.local.label,
                    "first": local.due.first().map(calendar::iso),
                    "last": local.due.last().map(calendar::iso),
                    "when": due_in_words(local.due),
                    "about": local.local.about,
                })
            })
            .collect();
        json!({
            "step": step.key.as_str(),
            "title": title(step),
            "owner": packs.party(step.step.owner),
            "badge": packs.badge(step.step.badge),
            "first": step.due.first().map(calendar::iso),
            "last": step.due.last().map(calendar::iso),
            "when": due_in_words(step.due),
            "status": status_in_words(step),
            "late_days": match step.timing { Timing::Late { days } => Some(days), _ => None },
            "folded": step.fold.map(fold_in_words),
            "council_dates": local,
        })
    };
    json!({
        "today": calendar::iso(today),
        "year": path.year,
        "next": path.next.as_ref().map(StepKey::as_str),
        "now": path.now.iter().map(StepKey::as_str).collect::<Vec<_>>(),
        "stages": path.stages.iter().map(|stage| json!({
            "stage": stage.stage.id,
            "title": stage.stage.title,
            "from": calendar::iso(stage.from),
            "to": calendar::iso(stage.to),
            "here": stage.place == Place::Here,
            "steps": stage.steps.iter().map(step).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "any_time": path.any_time.iter().map(step).collect::<Vec<_>>(),
        "ask": path.ask.iter().map(|question| question.fact.as_str()).collect::<Vec<_>>(),
    })
}

fn unnamed(text: &str) -> String {
    text.replace("{name's}", "your child's").replace("{name}", "your child")
}

fn title(step: &PathStep<'_>) -> String {
    unnamed(&step.step.title)
}

fn year_in_words(year: Option<i32>) -> String {
    match year {
        None => "school year not known (give --dob)".to_owned(),
        Some(0) => "Reception".to_owned(),
        Some(-1) => "the year before Reception".to_owned(),
        Some(year) if year < 0 => format!("{} school years before Reception", -year),
        Some(year) if year <= 13 => format!("Year {year}"),
        Some(_) => "after Year 13".to_owned(),
    }
}

fn status_in_words(step: &PathStep<'_>) -> String {
    let timing = timing_in_words(step.timing);
    if !step.is_settled() {
        if let Some(fold) = step.fold {
            return fold_in_words(fold).to_owned();
        }
        match step.blocked {
            Some(Blocked::WaitsFor(first)) => return format!("after {}", first.id),
            Some(Blocked::NotBefore(day)) => return format!("not before {}", calendar::iso(day)),
            None => {}
        }
    }
    timing
}

fn fold_in_words(fold: Fold) -> &'static str {
    match fold {
        Fold::BeforePlan => "before this plan",
        Fold::Over => "over",
    }
}

fn timing_in_words(timing: Timing) -> String {
    match timing {
        Timing::Coming => "coming".to_owned(),
        Timing::Near => "near".to_owned(),
        Timing::Now => "now".to_owned(),
        Timing::Late { days: 1 } => "1 day late".to_owned(),
        Timing::Late { days } => format!("{days} days late"),
        Timing::DoneLate => "done late".to_owned(),
        Timing::Settled => "done".to_owned(),
        Timing::Undated => "any time".to_owned(),
    }
}

fn due_in_words(due: Due) -> String {
    use calendar::iso;
    match due {
        Due::Deadline { last, before: false } => format!("by {}", iso(last)),
        Due::Deadline { last, before: true } => {
            format!("before {}", iso(last.succ_opt().unwrap_or(last)))
        }
        Due::Window { from, to } => format!("{} to {}", iso(from), iso(to)),
        Due::Opens { on, until: Some(until) } => format!("from {} until {}", iso(on), iso(until)),
        Due::Opens { on, until: None } => format!("from {}", iso(on)),
        Due::Prompt { from, to } => format!("about {} to {}", iso(from), iso(to)),
        Due::Needs(fact) => format!("needs {}", option_name(fact)),
        Due::NoDate { local: true } => "set locally".to_owned(),
        Due::NoDate { local: false } => "no date".to_owned(),
    }
}

fn help() -> String {
    let mut rows = vec![
        ["--dob".to_owned(), takes(Fact::DateOfBirth)],
        ["--council".to_owned(), "the id of a council's pack; without it, national steps only".to_owned()],
        ["--today".to_owned(), "the day to look from; without it, today".to_owned()],
        ["--begun".to_owned(), "the day the plan was begun; without it, the day looked from".to_owned()],
        ["--done".to_owned(), "ids of steps that are done, as the table prints them".to_owned()],
        ["--json".to_owned(), "prints one JSON document instead of a table".to_owned()],
    ];
    let facts = Fact::ALL.iter().filter(|fact| **fact != Fact::DateOfBirth);
    rows.extend(facts.map(|fact| [option_name(*fact), takes(*fact)]));
    let list = table(["Option".to_owned(), "What it takes".to_owned()], &rows);
    format!("cargo xtask path --dob 2015-03-02 [option value …]\n\n{}", list.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: &str = "2026-11-22";

    fn asked(line: &str) -> Result<Asked> {
        let mut options = Options::new(line.split_whitespace().map(str::to_owned));
        let asked = read(&mut options, calendar::parse_iso(DAY).unwrap())?;
        options.finish()?;
        Ok(asked)
    }

    fn refusal(line: &str) -> String {
        asked(line).unwrap_err().0
    }

    fn spine() -> Spine {
        content::compile().unwrap().spine
    }

    fn line_of<'t>(table: &'t str, step: &str) -> &'t str {
        let found = table.lines().find(|line| line.split_whitespace().any(|word| word == step));
        found.unwrap_or_else(|| panic!("no line about {step} in\n{table}"))
    }

    #[test]
    fn facts_are_read_by_their_kind_and_the_day_is_the_clocks() {
        let asked =
            asked("--dob 2015-03-02 --support ehc-plan --looked-after no --year-group-offset -1").unwrap();
        assert_eq!(asked.facts.len(), 4);
        assert!(asked.facts.contains(&(Fact::Support, FactValue::Choice("ehc_plan"))));
        assert!(asked.facts.contains(&(Fact::LookedAfter, FactValue::YesNo(false))));
        assert!(asked.facts.contains(&(Fact::YearGroupOffset, FactValue::Number(-1))));
        assert_eq!(calendar::iso(asked.today), DAY);
        assert_eq!(asked.begun, asked.today);
    }

    #[test]
    fn a_wrong_answer_names_the_option_and_what_it_takes() {
        for (line, named, allowed) in [
            ("--support maybe", "--support", "sen_support"),
            ("--today 22.11.2026", "--today", "2015-03-02"),
            ("--dob 2015-02-30", "--dob", "2015-03-02"),
            ("--review-meeting soon", "--review-meeting", "2015-03-02"),
            ("--looked-after perhaps", "--looked-after", "yes or no"),
            ("--year-group-offset one", "--year-group-offset", "whole number"),
            ("--dob", "--dob", "needs a value"),
            ("--dob 2015-03-02 --date-of-birth 2015-03-02", "--dob", "give one"),
            ("--dbo 2015-03-02", "--dbo", "not an option"),
        ] {
            let words = refusal(line);
            assert!(words.contains(named) && words.contains(allowed), "{line}: {words}");
        }
    }

    #[test]
    fn a_council_or_step_that_is_not_there_is_refused() {
        let spine = spine();
        let refused = |line: &str| render(&spine, &asked(line).unwrap()).unwrap_err().0;
        let words = refused("--dob 2015-03-02 --council atlantis");
        assert!(words.contains("--council") && words.contains(&spine.councils[0].id), "{words}");
        let words = refused("--dob 2015-03-02 --done wave-a-wand");
        assert!(words.contains("--done") && words.contains("wave-a-wand"), "{words}");
    }

    #[test]
    fn every_step_is_a_line_with_its_date_and_a_done_one_says_so() {
        let spine = spine();
        let line = "--dob 2015-10-10 --support ehc_plan --today 2027-03-01 --begun 2026-09-10";
        let late = render(&spine, &asked(line).unwrap()).unwrap();
        let step = "council-names-secondary-school";
        let found = line_of(&late, step);
        assert!(found.contains("before 2027-02-15") && found.contains("15 days late"), "{found}");
        let done = render(&spine, &asked(&format!("{line} --done {step}")).unwrap()).unwrap();
        let found = line_of(&done, step);
        assert!(found.contains("done late"), "{found}");
    }

    #[test]
    fn the_columns_stand_under_each_other() {
        let text = render(&spine(), &asked("--dob 2013-03-14").unwrap()).unwrap();
        let mut lines = text.lines().skip_while(|line| !line.starts_with("STAGE"));
        let head: Vec<char> = lines.next().unwrap().chars().collect();
        let starts: Vec<usize> =
            (1..head.len()).filter(|at| head[*at] != ' ' && head[at - 1] == ' ').collect();
        assert_eq!(starts.len(), COLUMNS.len() - 1);
        for line in lines.take_while(|line| !line.is_empty()) {
            let letters: Vec<char> = line.chars().collect();
            for start in &starts {
                assert!(letters.get(start - 1).is_none_or(|letter| *letter == ' '), "{line}");
            }
        }
    }

    #[test]
    fn json_is_one_document_with_the_same_steps() {
        let spine = spine();
        let text = render(&spine, &asked("--dob 2013-03-14 --json").unwrap()).unwrap();
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["year"], 9);
        assert_eq!(value["today"], DAY);
        let steps: usize = value["stages"]
            .as_array()
            .unwrap()
            .iter()
            .chain([&json!({ "steps": value["any_time"] })])
            .map(|stage| stage["steps"].as_array().unwrap().len())
            .sum();
        let table = render(&spine, &asked("--dob 2013-03-14").unwrap()).unwrap();
        let rows = table
            .lines()
            .skip_while(|line| !line.starts_with("STAGE"))
            .skip(1)
            .take_while(|line| !line.is_empty());
        assert_eq!(steps, rows.count(), "no council, so no lines of its own dates");
    }

    #[test]
    fn help_lists_every_fact() {
        let help = help();
        for fact in Fact::ALL.iter().filter(|fact| **fact != Fact::DateOfBirth) {
            assert!(help.contains(&option_name(*fact)), "{fact:?}");
        }
    }
}
