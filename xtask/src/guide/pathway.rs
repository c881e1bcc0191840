//! The moves, year by year: every step of a pathway where it belongs.

use std::collections::BTreeSet;
use std::fmt::Write;

use onward_core::calendar::month_name;
use onward_core::pack::{DateRule, LocalDate, PackSpine, Party, Pathway, Stage, Step, StepDate, StepDetail};
use onward_packs::Compiled;

use super::html::{Html, badge, escaped, family, linked, party, source, unnamed};
use super::{Group, Reader, Topic, easy};

const PATHWAYS: &[(Pathway, &str, &str, &str)] = &[
    (
        Pathway::EarlyYearsToPrimary,
        "early-years-to-primary",
        "Early years to primary school",
        "From birth to the end of Reception: early help, choosing a school, and the first year.",
    ),
    (
        Pathway::PrimaryToSecondary,
        "primary-to-secondary",
        "Primary to secondary school",
        "From Year 5 to Year 8: looking ahead, choosing a school, the move, and settling in.",
    ),
    (
        Pathway::PreparingForAdulthood,
        "preparing-for-adulthood",
        "Year 9 onward to adult life",
        "From Year 9 to 25: work and learning, home and independence, friends and community, health.",
    ),
    (
        Pathway::EveryYear,
        "every-year",
        "Every year, and at any time",
        "The annual review, asking for an EHC assessment, changing council, and putting things right.",
    ),
];

/// The id of the section for steps of no year.
const AT_ANY_TIME: &str = "at-any-time";

/// A step with the pack it is from.
#[derive(Clone, Copy)]
struct Placed<'c> {
    pack: &'c PackSpine,
    step: &'c Step,
    detail: &'c StepDetail,
}

/// The pages.
pub fn topics(compiled: &Compiled) -> Vec<Topic<'_>> {
    let pathways = PATHWAYS.iter().map(|(pathway, id, title, about)| Topic {
        id,
        title: (*title).to_owned(),
        about: (*about).to_owned(),
        group: Group::Moves,
        body: Box::new(move |reader| Some(body(compiled, *pathway, reader))),
    });
    let dates = Topic {
        id: "dates",
        title: "All dates on one page".to_owned(),
        about: "Every step that has a date, with who acts and where it comes from. The app works out your own dates.".to_owned(),
        group: Group::Moves,
        body: Box::new(move |reader| (reader == Reader::Family).then(|| dates(compiled))),
    };
    pathways.chain(std::iter::once(dates)).collect()
}

/// Where a step stands in the guide: page and place on it.
pub fn step_place(step: &Step) -> String {
    format!("{}#{}", page_of(step.pathway), step.id)
}

/// The drawing of a move, for its door on the guide's first page; other topics have none.
pub fn drawing(id: &str) -> String {
    let moves = PATHWAYS.iter().filter(|(pathway, ..)| *pathway != Pathway::EveryYear);
    if !moves.into_iter().any(|(_, known, ..)| *known == id) {
        return String::new();
    }
    format!(
        "<svg class=\"drawing\" aria-hidden=\"true\" focusable=\"false\"><use href=\"icons.svg#{id}\"></use></svg>"
    )
}

fn page_of(pathway: Pathway) -> &'static str {
    PATHWAYS.iter().find(|(of, ..)| *of == pathway).map_or("", |(_, id, ..)| id)
}

/// A link to a step, in the version for a reader.
pub fn step_link(compiled: &Compiled, id: &str, reader: Reader) -> Option<String> {
    let placed = all(compiled).find(|placed| placed.step.id == id)?;
    let page = page_of(placed.step.pathway);
    Some(format!("<a href=\"guide/{page}{}#{id}\">{}</a>", reader.suffix(), title(placed, reader)))
}

/// A step's title for a reader, as markup.
fn title(placed: Placed<'_>, reader: Reader) -> String {
    match reader {
        Reader::School => escaped(&placed.detail.official),
        Reader::EasyRead if !placed.detail.me.is_empty() => escaped(&placed.detail.me),
        // A title says what others do, in the third person.
        Reader::EasyRead if placed.step.pathway != Pathway::EarlyYearsToPrimary => {
            escaped(&unnamed(&placed.step.title, "the young person"))
        }
        _ => family(&placed.step.title),
    }
}

fn all(compiled: &Compiled) -> impl Iterator<Item = Placed<'_>> {
    std::iter::once(&compiled.spine.national).chain(&compiled.spine.councils).flat_map(move |pack| {
        pack.steps.iter().filter_map(move |step| {
            Some(Placed { pack, step, detail: compiled.details.steps.get(&step.id)? })
        })
    })
}

fn body(compiled: &Compiled, pathway: Pathway, reader: Reader) -> Html {
    let mut page = Html::default();
    let mut seen = BTreeSet::new();
    let stages = compiled.spine.national.stages.iter();
    let named = |stage: &Stage| (stage.id.clone(), stage.title.clone(), stage.about.clone());
    let mut stages: Vec<_> = stages.map(named).collect();
    stages.push((String::new(), "At any time".to_owned(), String::new()));
    for (id, name, about) in stages {
        let mut steps: Vec<_> = all(compiled)
            .filter(|placed| placed.step.pathway == pathway && placed.step.stage == id)
            .collect();
        if steps.is_empty() {
            continue;
        }
        match reader {
            // What a school is responsible for comes first; the rest keeps its order.
            Reader::School => steps.sort_by_key(|placed| !is_school(placed.step.owner)),
            _ => steps.sort_by_key(|placed| !placed.step.lead),
        }
        let place = if id.is_empty() { AT_ANY_TIME.to_owned() } else { id.replace('_', "-") };
        page.section(&place, &name);
        if !about.is_empty() && reader == Reader::Family {
            page.paragraph("", &unnamed(&about, "your child"));
        }
        for placed in steps {
            step(&mut page, compiled, placed, reader, &mut seen);
        }
        page.close("section");
    }
    page
}

fn is_school(party: Party) -> bool {
    matches!(party, Party::CurrentSchool | Party::NextSchool | Party::EarlyYearsSetting)
}

fn step(
    page: &mut Html,
    compiled: &Compiled,
    placed: Placed<'_>,
    reader: Reader,
    seen: &mut BTreeSet<String>,
) {
    let Placed { pack, step, detail } = placed;
    page.raw(&format!("<section class=\"guide-step\"><h3 id=\"{}\">{}</h3>", step.id, title(placed, reader)));
    if reader == Reader::EasyRead {
        easy::rows(page, &detail.easy);
        if !pack.council.is_empty() {
            page.raw(&super::written::only(&pack.council));
        }
        page.raw("</section>");
        return;
    }
    let council = match pack.council.as_str() {
        "" => String::new(),
        council => format!(" <span class=\"tag tag-now\">{} only</span>", escaped(council)),
    };
    page.raw(&format!("<p class=\"row\">{}{council}</p>", badge(&compiled.spine, pack, step.badge)));
    page.raw("<dl class=\"guide-facts\">");
    fact(page, "When", &family(&detail.when));
    fact(page, "Who does it", &escaped(party(&compiled.spine, pack, step.owner)));
    let helpers: Vec<_> =
        step.helpers.iter().map(|helper| escaped(party(&compiled.spine, pack, *helper))).collect();
    if !helpers.is_empty() {
        fact(page, "Who helps", &helpers.join(", "));
    }
    for council in &compiled.spine.councils {
        for local in council.local_dates.iter().filter(|local| local.step == step.id) {
            fact(page, &local.label, &local_date(council, local));
        }
    }
    page.raw("</dl>");
    if reader == Reader::Family {
        page.raw(&format!("<p>{}</p>", linked(&unnamed(&detail.why, "your child"), seen)));
        let mut lines = |lines: &[String]| {
            lines.iter().map(|line| linked(&unnamed(line, "your child"), seen)).collect::<Vec<_>>()
        };
        page.list("lines", lines(&detail.how));
        if !detail.ask.is_empty() {
            page.raw("<p><strong>What to ask</strong></p>");
            page.list("lines", lines(&detail.ask));
        }
        if !detail.late.is_empty() {
            let late = linked(&unnamed(&detail.late, "your child"), seen);
            page.raw(&format!("<p><strong>If it is late:</strong> {late}</p>"));
        }
    }
    page.raw(&source(&detail.source, detail.checked_on));
    page.raw("</section>");
}

fn fact(page: &mut Html, name: &str, markup: &str) {
    page.raw(&format!("<div><dt>{}</dt><dd>{markup}</dd></div>", escaped(name)));
}

/// A council's own date, in words that need no birth date.
fn local_date(council: &PackSpine, local: &LocalDate) -> String {
    let mut words = String::new();
    let about = if local.about { "about " } else { "" };
    let day = |rule: &DateRule| {
        date_words(rule).unwrap_or_else(|| "a day that depends on your own dates".to_owned())
    };
    // Writing to a string cannot fail.
    let _ = match &local.date {
        StepDate::Deadline { on, before: true } => write!(words, "before {about}{}", day(on)),
        StepDate::Deadline { on, before: false } => write!(words, "{about}{}", day(on)),
        StepDate::Opens { on, .. } => write!(words, "from {about}{}", day(on)),
        StepDate::Window { from, to } | StepDate::Prompt { from, to } => {
            write!(words, "{about}{} to {}", day(from), day(to))
        }
        StepDate::None { .. } => Ok(()),
    };
    let given = match local.year_given.as_str() {
        "" => "The source gives no year".to_owned(),
        year => format!("Given for {year}"),
    };
    escaped(&format!("{words} ({} only). {given}. Check with the council.", council.council))
}

fn date_words(rule: &DateRule) -> Option<String> {
    let year = |year: &Option<i32>| match year {
        Some(0) => " of the Reception year".to_owned(),
        Some(year @ 1..) => format!(" of Year {year}"),
        Some(-1) => " of the year before Reception".to_owned(),
        _ => String::new(),
    };
    match rule {
        DateRule::On { month, day, year: of } => Some(format!("{day} {}{}", month_name(*month)?, year(of))),
        DateRule::Term { term, year: of, edge } => {
            let edge = match edge {
                onward_core::pack::Edge::Start => "the start",
                onward_core::pack::Edge::End => "the end",
            };
            Some(format!("{edge} of Term {term}{}", year(of)))
        }
        DateRule::MonthsFrom { months, .. } => Some(format!("{months} months after the last review")),
        _ => None,
    }
}

// ---- all dates on one page ----

fn dates(compiled: &Compiled) -> Html {
    let mut page = Html::default();
    for (pathway, id, name, _) in PATHWAYS {
        page.section(&format!("dates-{id}"), name);
        for pack in std::iter::once(&compiled.spine.national).chain(&compiled.spine.councils) {
            table(&mut page, compiled, pack, *pathway, name);
        }
        page.close("section");
    }
    page
}

fn table(page: &mut Html, compiled: &Compiled, pack: &PackSpine, pathway: Pathway, name: &str) {
    // A step of no stage can come at any time, and stands last.
    let stage_year = |step: &Step| {
        let stages = &compiled.spine.national.stages;
        stages.iter().find(|stage| stage.id == step.stage).map_or(i32::MAX, |stage| stage.from_year)
    };
    let mut rows: Vec<_> = all(compiled)
        .filter(|placed| placed.pack.id == pack.id && placed.step.pathway == pathway)
        .filter(|placed| !matches!(placed.step.date, StepDate::None { local: false }))
        .collect();
    if rows.is_empty() {
        return;
    }
    rows.sort_by_key(|placed| stage_year(placed.step));
    let place = if pack.council.is_empty() { pack.name.clone() } else { format!("{} only", pack.council) };
    let place = escaped(&place);
    page.raw(&format!(
        "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{name}: {place}\">\n<table>\n<caption>{place}</caption>\n<thead><tr><th scope=\"col\">What</th><th scope=\"col\">When</th><th scope=\"col\">Who</th><th scope=\"col\">Where it comes from</th></tr></thead>\n<tbody>"
    ));
    for Placed { step, detail, .. } in rows {
        page.raw(&format!(
            "<tr><th scope=\"row\"><a href=\"guide/{}\">{}</a></th><td>{}</td><td>{}</td><td>{}</td></tr>",
            step_place(step),
            family(&step.title),
            family(&detail.when),
            escaped(party(&compiled.spine, pack, step.owner)),
            badge(&compiled.spine, pack, step.badge),
        ));
    }
    page.raw("</tbody>\n</table>\n</div>");
}
