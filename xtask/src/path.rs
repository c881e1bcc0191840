//! `cargo xtask path`: a path in the terminal, from facts on the command line.
//!
//! For people who check content and rules: the same function the app calls, without the app.

use chrono::NaiveDate;
use onward_core::calendar::{self, BankHolidays};
use onward_core::pack::Spine;
use onward_core::path::{Due, Packs, PathStep, Place, Timing};
use onward_core::plan::{DeviceId, Edit, Plan, PlanId, Stamp};
use onward_core::situation::{self, Fact, FactKind, FactValue};
use serde_json::{Value, json};

use crate::content;
use crate::options::Options;
use crate::project::{Failure, Result, fail};

/// What the command line asks for.
struct Asked {
    facts: Vec<(Fact, FactValue)>,
    council: Option<String>,
    today: NaiveDate,
    begun: NaiveDate,
    json: bool,
}

/// Reads the options and prints the path.
pub fn command(mut options: Options) -> Result<()> {
    if options.flag("--help") {
        print_help();
        return Ok(());
    }
    let asked = read(&mut options)?;
    options.finish()?;
    let compiled = content::compile()?;
    print_path(&compiled.spine, &asked)
}

fn read(options: &mut Options) -> Result<Asked> {
    let today = date_option(options, "--today")?.unwrap_or_else(|| chrono::Local::now().date_naive());
    let begun = date_option(options, "--begun")?.unwrap_or(today);
    let council = options.value("--council")?;
    let json = options.flag("--json");
    let mut facts = Vec::new();
    for fact in Fact::ALL.iter().copied() {
        let mut given = options.value(&option_name(fact))?;
        if fact == Fact::DateOfBirth && given.is_none() {
            given = options.value("--dob")?;
        }
        if let Some(text) = given {
            facts.push((fact, fact_value(fact, &text)?));
        }
    }
    Ok(Asked { facts, council, today, begun, json })
}

fn option_name(fact: Fact) -> String {
    format!("--{}", fact.name().replace('_', "-"))
}

fn date_option(options: &mut Options, name: &str) -> Result<Option<NaiveDate>> {
    options.value(name)?.map(|text| date(&text)).transpose()
}

fn date(text: &str) -> Result<NaiveDate> {
    calendar::parse_iso(text)
        .ok_or_else(|| Failure(format!("\"{text}\" is not a date: write it as 2015-03-02")))
}

fn fact_value(fact: Fact, text: &str) -> Result<FactValue> {
    let name = option_name(fact);
    match fact.kind() {
        FactKind::Date => date(text).map(FactValue::Date),
        FactKind::YesNo => match text {
            "yes" | "true" => Ok(FactValue::YesNo(true)),
            "no" | "false" => Ok(FactValue::YesNo(false)),
            _ => fail(format!("{name} takes yes or no")),
        },
        FactKind::Number => {
            text.parse().map(FactValue::Number).or_else(|_| fail(format!("{name} takes a whole number")))
        }
        FactKind::Choice(words) => {
            let word = text.replace('-', "_");
            situation::choice(fact, &word)
                .ok_or_else(|| Failure(format!("{name} takes one of {}", words.join(", "))))
        }
        FactKind::Text => Ok(FactValue::Text(text.to_owned())),
    }
}

fn print_path(spine: &Spine, asked: &Asked) -> Result<()> {
    if let Some(id) = &asked.council
        && !spine.councils.iter().any(|pack| pack.id == *id)
    {
        let known: Vec<_> = spine.councils.iter().map(|pack| pack.id.as_str()).collect();
        return fail(format!("there is no council pack \"{id}\"; there are: {}", known.join(", ")));
    }
    let stamp = Stamp { millis: 0, counter: 0, device: DeviceId::new("terminal") };
    let mut plan = Plan::new(PlanId::new("terminal"), asked.begun, "your child".to_owned(), stamp.clone());
    let council = Edit::Council(asked.council.clone());
    let facts = asked.facts.iter().map(|(fact, value)| Edit::Fact(*fact, Some(value.clone())));
    for edit in facts.chain([council]) {
        // Each edit is later than the one before.
        let next = Stamp::after(plan.latest_stamp(), 0, &stamp.device);
        plan.apply(edit, next).map_err(|error| Failure(format!("this fact does not fit: {error:?}")))?;
    }
    let packs = Packs::for_council(spine, asked.council.as_deref());
    let holidays = BankHolidays::new(&spine.national.bank_holidays);
    let path = onward_core::path::path(&plan, packs, &holidays, asked.today);
    if asked.json {
        println!("{:#}", as_json(&path, packs));
    } else {
        print_words(&path, packs, asked.today);
    }
    Ok(())
}

fn print_words(path: &onward_core::path::Path<'_>, packs: Packs<'_>, today: NaiveDate) {
    let year = match path.year {
        Some(0) => "Reception".to_owned(),
        Some(year) if year > 0 => format!("Year {year}"),
        Some(year) => format!("{} school years before Reception", -year),
        None => "school year not known".to_owned(),
    };
    println!("{}: {year}", calendar::date_in_words(today));
    if let Some(step) = path.next.as_ref().and_then(|key| path.step(key)) {
        println!("Next: {} ({})", title(step), due_in_words(step.due));
    }
    for stage in &path.stages {
        let here = if stage.place == Place::Here { "   <- you are here" } else { "" };
        println!(
            "\n{}, {} to {}{here}",
            stage.stage.title,
            calendar::iso(stage.from),
            calendar::iso(stage.to)
        );
        stage.steps.iter().for_each(|step| print_step(step, packs));
    }
    if !path.any_time.is_empty() {
        println!("\nAt any time");
        path.any_time.iter().for_each(|step| print_step(step, packs));
    }
    if !path.ask.is_empty() {
        println!("\nWould say more:");
        for question in &path.ask {
            println!("  --{}: {}", question.fact.replace('_', "-"), question.ask);
        }
    }
}

fn print_step(step: &PathStep<'_>, packs: Packs<'_>) {
    let folded = match step.fold {
        Some(fold) => format!(" [folded: {fold:?}]"),
        None => String::new(),
    };
    println!(
        "  {:<34} {:<9} {}{folded}\n  {:<44} {} · {} · {}",
        due_in_words(step.due),
        timing_in_words(step.timing),
        title(step),
        "",
        packs.party(step.step.owner),
        packs.badge(step.step.badge),
        step.key.as_str(),
    );
    for local in &step.local {
        println!("  {:<44} {}: {}", "", local.local.label, due_in_words(local.due));
    }
}

fn as_json(path: &onward_core::path::Path<'_>, packs: Packs<'_>) -> Value {
    let step = |step: &PathStep<'_>| {
        json!({
            "key": step.key.as_str(),
            "title": title(step),
            "owner": packs.party(step.step.owner),
            "badge": packs.badge(step.step.badge),
            "from": step.due.first().map(calendar::iso),
            "to": step.due.last().map(calendar::iso),
            "when": due_in_words(step.due),
            "timing": timing_in_words(step.timing),
            "folded": step.fold.map(|fold| format!("{fold:?}")),
            "local": step.local.iter().map(|local| json!({ "label": local.local.label, "when": due_in_words(local.due) })).collect::<Vec<_>>(),
        })
    };
    json!({
        "year": path.year,
        "next": path.next.as_ref().map(|key| key.as_str()),
        "now": path.now.iter().map(|key| key.as_str()).collect::<Vec<_>>(),
        "stages": path.stages.iter().map(|stage| json!({
            "id": stage.stage.id,
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

fn title(step: &PathStep<'_>) -> String {
    step.step.title.replace("{name's}", "your child's").replace("{name}", "your child")
}

fn timing_in_words(timing: Timing) -> String {
    match timing {
        Timing::Coming => "coming".to_owned(),
        Timing::Near => "near".to_owned(),
        Timing::Now => "now".to_owned(),
        Timing::Late { days } => format!("late {days}d"),
        Timing::DoneLate => "done late".to_owned(),
        Timing::Settled => "done".to_owned(),
        Timing::Undated => String::new(),
    }
}

fn due_in_words(due: Due) -> String {
    use calendar::{date_short, iso};
    match due {
        Due::Deadline { last, before: false } => format!("by {}", date_short(last)),
        Due::Deadline { last, before: true } => {
            last.succ_opt().map_or_else(|| iso(last), |day| format!("before {}", date_short(day)))
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

fn print_help() {
    println!(
        "cargo xtask path --dob 2015-03-02 [--council <pack>] [--today <date>] [--begun <date>] [--json] [facts]\n\nFacts:"
    );
    for fact in Fact::ALL.iter().copied() {
        let takes = match fact.kind() {
            FactKind::Date => "a date, as 2015-03-02".to_owned(),
            FactKind::YesNo => "yes or no".to_owned(),
            FactKind::Number => "a whole number".to_owned(),
            FactKind::Choice(words) => words.join(", "),
            FactKind::Text => "words".to_owned(),
        };
        println!("  {:<34} {takes}", option_name(fact));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_read_by_their_kind() {
        let words =
            "--dob 2015-03-02 --support ehc-plan --looked-after no --year-group-offset 1 --today 2026-11-23";
        let mut options = Options::new(words.split(' ').map(str::to_owned));
        let asked = read(&mut options).unwrap();
        options.finish().unwrap();
        assert_eq!(asked.facts.len(), 4);
        assert!(asked.facts.contains(&(Fact::Support, FactValue::Choice("ehc_plan"))));
        assert!(asked.facts.contains(&(Fact::LookedAfter, FactValue::YesNo(false))));
        assert_eq!(asked.begun, asked.today);
    }

    #[test]
    fn a_wrong_answer_says_what_is_taken() {
        let failure = fact_value(Fact::Support, "maybe").unwrap_err();
        assert!(failure.0.contains("sen_support"));
        assert!(date("2.3.2015").is_err());
    }
}
