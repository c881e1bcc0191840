//! The pages that a person wrote, the charter, and what is proposed.

use onward_core::pack::library::{Charter, CharterMove, CharterStatement, PackLibrary};
use onward_core::pack::{Badge, PackSpine, Party, Step};
use onward_packs::{Compiled, Terms};

use super::html::{Html, Linker, checked, escaped, family, party, slug};
use super::{Group, Reader, Topic, easy, pathway};

/// The pages.
pub fn topics(compiled: &Compiled) -> Vec<Topic<'_>> {
    let mut topics = Vec::new();
    for pack in compiled.library.packs() {
        let council = (!pack.council.is_empty()).then_some(pack.council.as_str());
        for page in &pack.guide {
            let group = match council {
                Some(_) => Group::Local,
                None if page.id.starts_with("changes-") => Group::Changes,
                None => Group::Rights,
            };
            topics.push(Topic {
                id: &page.id,
                title: page.title.clone(),
                about: page.about.clone(),
                group,
                body: Box::new(move |reader| Some(written(compiled, pack, page, reader))),
            });
        }
    }
    let charters: Vec<_> =
        compiled.library.packs().filter_map(|pack| Some((pack, pack.charter.as_ref()?))).collect();
    if !charters.is_empty() {
        topics.push(Topic {
            id: "charter",
            title: charters.first().map(|(_, charter)| charter.title.clone()).unwrap_or_default(),
            about: "What schools, colleges, families and the council agreed to do at each move.".to_owned(),
            group: Group::Local,
            body: Box::new(move |reader| {
                let mut body = Html::default();
                for (pack, charter) in &charters {
                    charter_body(&mut body, compiled, pack, charter, reader);
                }
                Some(body)
            }),
        });
    }
    topics.push(Topic {
        id: "proposed-law",
        title: "Proposed, not law".to_owned(),
        about: "What the government has proposed or announced. Until it is law, today's law holds."
            .to_owned(),
        group: Group::Rights,
        body: Box::new(move |reader| (reader == Reader::Family).then(|| proposals(compiled))),
    });
    topics
}

fn written(
    compiled: &Compiled,
    pack: &PackLibrary,
    page: &onward_core::pack::library::GuidePage,
    reader: Reader,
) -> Html {
    let mut body = Html::default();
    let terms = Terms::of([&compiled.library.national, pack]);
    let mut linker = Linker::new(&terms);
    if !pack.council.is_empty() {
        body.raw(&only(&pack.council));
    }
    for section in &page.sections {
        body.section(&slug(&section.heading), &section.heading);
        match reader {
            Reader::EasyRead => easy::rows(&mut body, &section.easy),
            Reader::Family => paragraphs(&mut body, &section.says, &mut linker),
            Reader::School => {
                paragraphs(&mut body, &section.school, &mut linker);
                paragraphs(&mut body, &section.says, &mut linker);
            }
        }
        if !section.steps.is_empty() {
            body.heading(3, "", if reader == Reader::EasyRead { "What to do" } else { "Steps" });
            body.list(
                "lines",
                section.steps.iter().filter_map(|id| pathway::step_link(compiled, id, reader)),
            );
        }
        body.raw(&checked(&section.checked));
        body.close("section");
    }
    body
}

fn paragraphs(body: &mut Html, paragraphs: &[String], linker: &mut Linker<'_>) {
    for paragraph in paragraphs {
        body.raw(&format!("<p>{}</p>", linker.link(paragraph)));
    }
}

/// Says that a page or part holds for one council only.
pub fn only(council: &str) -> String {
    format!("<p><span class=\"tag tag-now\">{} only</span></p>", escaped(council))
}

fn proposals(compiled: &Compiled) -> Html {
    let mut body = Html::default();
    let terms = Terms::of([&compiled.library.national]);
    let mut linker = Linker::new(&terms);
    for proposal in compiled.library.packs().flat_map(|pack| &pack.proposals) {
        body.section(&proposal.id, &proposal.title);
        paragraphs(&mut body, &proposal.says, &mut linker);
        body.raw(&format!("<p><strong>Today:</strong> {}</p>", linker.link(&proposal.now)));
        body.raw(&checked(&proposal.checked));
        body.close("section");
    }
    body
}

// ---- the charter ----

const MOVES: &[(CharterMove, &str)] = &[
    (CharterMove::EarlyYearsToPrimary, "Early years to primary school"),
    (CharterMove::PrimaryToSecondary, "Primary to secondary school"),
    (CharterMove::SecondaryToPost16, "Secondary school to a place after 16"),
];

/// Who may have a part in each move, in the order of a checklist.
const PARTIES: &[Party] = &[
    Party::EarlyYearsSetting,
    Party::CurrentSchool,
    Party::NextSchool,
    Party::Council,
    Party::ParentCarer,
    Party::YoungPerson,
    Party::Health,
    Party::SocialCare,
    Party::OtherAgencies,
];

fn charter_body(body: &mut Html, compiled: &Compiled, pack: &PackLibrary, charter: &Charter, reader: Reader) {
    body.raw(&only(&pack.council));
    body.section("what-it-is", "What it is");
    if reader == Reader::EasyRead {
        easy::rows(body, &charter.easy);
    } else {
        for line in &charter.about {
            body.paragraph("", line);
        }
    }
    body.raw(&format!("<p class=\"note\">{}</p>", escaped(&charter.not_checked)));
    body.raw(&checked(&charter.checked));
    body.close("section");

    body.section("what-it-says", "What the Charter says");
    for said in &charter.statements {
        statement(body, said, reader);
    }
    body.close("section");
    let Some(spine) = compiled.spine.councils.iter().find(|spine| spine.id == pack.id) else { return };
    if reader != Reader::EasyRead {
        for (of_move, name) in MOVES {
            body.section(&slug(&format!("who {name}")), &format!("{name}: who does what"));
            grid(body, compiled, spine, charter, *of_move, name);
            body.close("section");
        }
        body.section("approach", "What the council says beside the Charter");
        body.paragraph("", "This is the council's approach. It is not the Charter and not the law.");
        for said in &charter.approach {
            statement(body, said, reader);
        }
        body.close("section");
        body.section("to-check", "To check the full wording");
        body.list("lines", charter.how_to_check.iter().map(|line| escaped(line)));
        body.close("section");
    }
}

fn statement(body: &mut Html, said: &CharterStatement, reader: Reader) {
    match reader {
        Reader::EasyRead if said.easy.is_empty() => {}
        Reader::EasyRead => easy::rows(body, &said.easy),
        _ => {
            let id = said.id.to_lowercase();
            body.raw(&format!("<h3 id=\"{id}\">{}</h3>", escaped(&said.id)));
            body.paragraph("", &said.says);
            if !said.ask.is_empty() {
                body.raw(&format!("<p><strong>To ask yourselves:</strong> {}</p>", family(&said.ask)));
            }
            body.raw(&checked(&said.checked));
        }
    }
}

/// One move by party: what the charter says, what the council asks, what the law says, each under its own name.
fn grid(
    body: &mut Html,
    compiled: &Compiled,
    spine: &PackSpine,
    charter: &Charter,
    of_move: CharterMove,
    name: &str,
) {
    body.raw(&format!(
        "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{name}\"><table><thead><tr><th scope=\"col\">Who</th><th scope=\"col\">The Charter</th><th scope=\"col\">Steps of this move</th></tr></thead><tbody>"
    ));
    for party_of in PARTIES {
        let said: Vec<String> = charter
            .statements
            .iter()
            .filter(|said| said.moves.contains(&of_move) && said.parties.contains(party_of))
            .map(|said| {
                format!("<a href=\"guide/charter#{}\">{}</a>", said.id.to_lowercase(), escaped(&said.id))
            })
            .collect();
        let clauses: Vec<String> = charter
            .clauses
            .iter()
            .filter(|clause| clause.of_move == of_move && clause.party == *party_of)
            .map(|clause| {
                format!(
                    "<strong>{}</strong> {} {} (page {})",
                    escaped(&clause.heading),
                    escaped(&clause.says),
                    escaped(&clause.when),
                    clause.page
                )
            })
            .collect();
        let steps: Vec<String> = std::iter::once(&compiled.spine.national)
            .chain(std::iter::once(spine))
            .flat_map(|pack| &pack.steps)
            .filter(|step| step.owner == *party_of && belongs(step, of_move))
            .map(|step| {
                let label = match step.badge {
                    Badge::Law => "law",
                    Badge::National => "national guidance",
                    Badge::Charter => "Charter",
                    Badge::Council => "council",
                    Badge::GoodPractice => "good practice",
                };
                let place = pathway::step_place(step);
                format!("<a href=\"guide/{place}\">{}</a> ({label})", family(&step.title))
            })
            .collect();
        if said.is_empty() && clauses.is_empty() && steps.is_empty() {
            continue;
        }
        let nothing = || escaped(&charter.not_checked);
        let of_charter = match (said.is_empty(), clauses.is_empty()) {
            (_, false) => clauses.join("<br>"),
            (false, true) => format!("{}. {}", said.join(", "), nothing()),
            (true, true) => nothing(),
        };
        let steps = if steps.is_empty() {
            "None found in a source.".to_owned()
        } else {
            format!("<ul class=\"lines\"><li>{}</li></ul>", steps.join("</li><li>"))
        };
        body.raw(&format!(
            "<tr><th scope=\"row\">{}</th><td>{of_charter}</td><td>{steps}</td></tr>",
            escaped(party(&compiled.spine, spine, *party_of)),
        ));
    }
    body.raw("</tbody></table></div>");
}

/// Whether a step is about a move that the charter covers: its pathway, or for the place after 16 its
/// years from 9 to 11 in learning.
fn belongs(step: &Step, of_move: CharterMove) -> bool {
    use onward_core::pack::{Part, Pathway};
    match of_move {
        CharterMove::EarlyYearsToPrimary => step.pathway == Pathway::EarlyYearsToPrimary,
        CharterMove::PrimaryToSecondary => step.pathway == Pathway::PrimaryToSecondary,
        CharterMove::SecondaryToPost16 => {
            step.part == Some(Part::WorkAndLearning)
                && matches!(step.stage.as_str(), "year_9" | "year_10" | "year_11")
        }
    }
}
