//! The charter: how it stands with each of its promises for this child, and what it says. What others have
//! answered stands beside; nobody writes over another's view.

use leptos::prelude::*;
use onward_core::calendar::{date_in_words, date_short};
use onward_core::charter::{self, BY_WHOM, CHARTER, Kept, NOTE, Said, differ};
use onward_core::pack::library::{Charter, CharterMove, CharterStatement};
use onward_core::pack::{Badge, Party};
use onward_core::plan::record::PRIVATE;
use onward_core::plan::{Plan, Voice};

use super::field::{Field, Stored, Tick};
use super::here::Here;
use crate::ui::components::easy_rows::EasyRows;
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::components::sheet::{Room, Sheet};
use crate::ui::components::tag::BadgeTag;
use crate::ui::route::Route;
use crate::ui::{live, on, words};

/// The page.
pub fn page(here: Here) -> AnyView {
    let Some(charter) = untrack(|| here.charter()) else { return none(here) };
    let title = charter.title.clone();
    view! {
        <div class="stack meetings">
            <div class="meeting-head">
                <Heading title="Charter">{title.clone()}</Heading>
                <a class="button button-quiet" href=here.href("charter/sheet")><Icon name="printer" />"A sheet for the meeting"</a>
            </div>
            {about(here, &charter)}
            {check(here, &charter)}
            {practice(here)}
            {says(here, &charter)}
        </div>
    }
    .into_any()
}

/// A council without a charter.
fn none(here: Here) -> AnyView {
    view! {
        <div class="stack meetings">
            <Heading title="Charter">"A charter for moves"</Heading>
            <p>"Some councils have a charter: promises about how a move is planned. For this plan’s council we know of none."</p>
            <p>"Ask your council whether it has one. What the law and national guidance say is on the path."</p>
            {practice(here)}
        </div>
    }
    .into_any()
}

fn about(here: Here, charter: &Charter) -> AnyView {
    let (lines, easy, note) = (charter.about.clone(), charter.easy.clone(), charter.not_checked.clone());
    live(move || {
        if here.reading.easy_read() {
            return view! { <section class="card"><EasyRows lines=easy.clone() name=here.name() /></section> }.into_any();
        }
        let lines = lines.iter().map(|line| view! { <p>{line.clone()}</p> }.into_any()).collect_view();
        view! { <section class="card stack">{lines}<p class="note">{note.clone()}</p></section> }.into_any()
    })
}

fn asked(charter: &Charter) -> Vec<CharterStatement> {
    charter.statements.iter().filter(|statement| !statement.ask.is_empty()).cloned().collect()
}

fn voice_words(voice: Voice) -> &'static str {
    match voice {
        Voice::YoungPerson => "Young person",
        Voice::ParentCarer => "Parent or carer",
        Voice::School => "School",
    }
}

fn tag(kept: Kept) -> AnyView {
    let class = match kept {
        Kept::Kept => "tag tag-done",
        Kept::Partly => "tag tag-now",
        Kept::NotYet => "tag tag-council",
        Kept::DontKnow => "tag",
    };
    view! { <span class=class>{kept.label()}</span> }.into_any()
}

fn check(here: Here, charter: &Charter) -> AnyView {
    let rows = asked(charter).into_iter().map(|statement| one(here, statement)).collect_view();
    view! {
        <section class="stack" aria-labelledby="check-title">
            <h2 id="check-title">"How is it going?"</h2>
            <p>{live(move || {
                let who = voice_words(here.reading.lens().voice());
                ["Your answers are kept as: ", who, ". What others answer stands beside yours."].concat()
            })}</p>
            <ol class="plain-list stack">{rows}</ol>
        </section>
    }
    .into_any()
}

fn one(here: Here, statement: CharterStatement) -> AnyView {
    let ask = here.filled(&statement.ask);
    let (id, easy) = (statement.id.clone(), statement.easy.clone());
    let mine = {
        let id = id.clone();
        move || {
            let voice = here.reading.lens().voice();
            here.plan(|plan| {
                charter::latest(plan, &id).into_iter().find(|said| said.voice == voice).map(|said| said.kept)
            })
            .flatten()
        }
    };
    let buttons = Kept::ALL
        .into_iter()
        .map(|(kept, _, label)| {
            let (mine, id, title) = (mine.clone(), id.clone(), ask.clone());
            let is_mine = move || mine() == Some(kept);
            let choose = {
                let is_mine = is_mine.clone();
                move |_| {
                    let again = untrack(&is_mine);
                    let today = here.workspace.today.get_untracked();
                    let edits = charter::answer(&id, today, (!again).then_some(kept), &here.reading.author());
                    here.edit(edits, [label, ": ", title.as_str()].concat());
                }
            };
            view! { <button type="button" class="option" aria-pressed=move || if is_mine() { "true" } else { "false" } on:click=on(choose)>{label}</button> }.into_any()
        })
        .collect_view();
    let heading = ["charter-", &statement.id].concat();
    let asked = ask.clone();
    let question = live(move || match here.reading.easy_read() && !easy.is_empty() {
        true => view! { <EasyRows lines=easy.clone() name=here.name() /> }.into_any(),
        false => ().into_any(),
    });
    let (beside, note) = (statement.id.clone(), statement.id.clone());
    view! {
        <li class="card stack">
            <h3 id=heading.clone()>{asked}</h3>
            {question}
            <div class="options" role="group" aria-labelledby=heading>{buttons}</div>
            {live(move || others(here, &beside))}
            {live(move || more(here, &note))}
        </li>
    }
    .into_any()
}

/// What others see, and what was said before.
fn others(here: Here, statement: &str) -> AnyView {
    let row = |said: &Said<'_>| {
        let (who, when) = (voice_words(said.voice), date_short(said.on));
        let extra =
            [said.record.text(BY_WHOM), said.record.text(NOTE)].into_iter().filter(|text| !text.is_empty());
        let extra = match said.record.is_private() && said.voice != here.reading.lens().voice() {
            true => String::new(),
            false => extra.map(|text| [" · ", text].concat()).collect::<String>(),
        };
        view! { <li><strong>{who}</strong>": "{tag(said.kept)}" "<span class="quiet">{when}</span>{extra}</li> }.into_any()
    };
    let drawn = here.plan(|plan| {
        let latest = charter::latest(plan, statement);
        let all = charter::answers(plan, statement);
        let differs = differ(&latest).then(|| {
            view! { <p class="note">"You see this differently. It is worth talking about at the meeting."</p> }.into_any()
        });
        let rows = latest.iter().map(row).collect_view();
        let is_old = |said: &&Said<'_>| !latest.iter().any(|now| now.id == said.id);
        let before = all.iter().filter(is_old).map(row).collect_view();
        let has_before = all.len() > latest.len();
        (!all.is_empty()).then(|| {
            view! {
                <ul class="lines">{rows}</ul>
                {differs}
                {has_before.then(|| view! { <details class="fold"><summary>"Answers before"</summary><ul class="lines">{before}</ul></details> }.into_any())}
            }
            .into_any()
        })
    });
    drawn.flatten().into_any()
}

/// Who has to do something, and a note, once there is an answer of today.
fn more(here: Here, statement: &str) -> AnyView {
    let voice = here.reading.lens().voice();
    let latest = here.plan(|plan| {
        charter::latest(plan, statement)
            .into_iter()
            .find(|said| said.voice == voice)
            .map(|said| said.id.clone())
    });
    let Some(record) = latest.flatten() else { return ().into_any() };
    let field = |field| Stored::of(CHARTER, &record, field);
    view! {
        <details class="fold">
            <summary>"Add who does what, or a note"</summary>
            <div class="stack">
                <Field here=here stored=field(BY_WHOM) label="Who has to do something?" />
                <Field here=here stored=field(NOTE) label="Note" rows=2 />
                <Tick here=here stored=field(PRIVATE) label="Keep this note to ourselves" words="Kept to ourselves" />
            </div>
        </details>
    }
    .into_any()
}

/// What the council asks and what is good practice: steps of the path, each with its own badge.
fn practice(here: Here) -> AnyView {
    let path = here.workspace.path_of(here.plan_id());
    live(move || {
        let is_one = |badge: Badge| matches!(badge, Badge::Charter | Badge::Council | Badge::GoodPractice);
        path.with(|path| {
            let path = path.as_ref()?;
            let soon = path.now.iter().filter_map(|key| path.step(key));
            let rows: Vec<AnyView> = soon
                .filter(|step| is_one(step.step.badge))
                .map(|step| {
                    let href = Route::Step(here.plan_id(), step.key.clone()).href();
                    let status = words::status_words(&step.status, here.packs());
                    view! {
                        <li>
                            <a href=href>{here.filled(&step.step.title)}</a>" "
                            <BadgeTag badge=step.step.badge packs=here.packs() />" "
                            <span class="quiet">{here.label(step.step.owner)}" · "{status}</span>
                        </li>
                    }
                    .into_any()
                })
                .collect();
            (!rows.is_empty()).then(|| {
                view! {
                    <section class="card stack" aria-labelledby="practice-title">
                        <h2 id="practice-title">"What the council asks, and good practice, now"</h2>
                        <ul class="lines">{rows}</ul>
                    </section>
                }
                .into_any()
            })
        })
    })
}

fn move_words(of: CharterMove) -> &'static str {
    match of {
        CharterMove::EarlyYearsToPrimary => "early years to primary",
        CharterMove::PrimaryToSecondary => "primary to secondary",
        CharterMove::SecondaryToPost16 => "secondary to a place after 16",
    }
}

/// What it says, and from where.
fn says(here: Here, charter: &Charter) -> AnyView {
    let statement = |statement: &CharterStatement| {
        let parties = names(here, &statement.parties);
        let moves = statement.moves.iter().map(|of| move_words(*of)).collect::<Vec<_>>().join(", ");
        let source = &statement.checked.source;
        view! {
            <li>
                <p>{here.filled(&statement.says)}</p>
                <p class="quiet">
                    {(!parties.is_empty()).then(|| ["Names: ", &parties, ". "].concat())}
                    {(!moves.is_empty()).then(|| ["About: ", &moves, ". "].concat())}
                    "Source: "{source.name.clone()}". Checked on "{date_short(statement.checked.on)}"."
                </p>
            </li>
        }
        .into_any()
    };
    let all = charter.statements.iter().map(statement).collect_view();
    let approach = charter.approach.iter().map(statement).collect_view();
    let clauses = charter.clauses.iter().map(|clause| {
        view! { <li><p><strong>{clause.heading.clone()}</strong>" "{here.filled(&clause.says)}" "<span class="quiet">{clause.when.clone()}</span></p></li> }.into_any()
    });
    let clauses: Vec<AnyView> = clauses.collect();
    let how =
        charter.how_to_check.iter().map(|line| view! { <li>{line.clone()}</li> }.into_any()).collect_view();
    view! {
        <section class="card stack" aria-labelledby="says-title">
            <h2 id="says-title">"What it says"</h2>
            <ol class="lines">{all}</ol>
            {(!clauses.is_empty()).then(|| view! { <h3>"Its clauses"</h3><ol class="lines">{clauses}</ol> }.into_any())}
            <details class="fold"><summary>"What the council says elsewhere"</summary><ul class="lines">{approach}</ul></details>
            <details class="fold">
                <summary>"What has not been confirmed"</summary>
                <p>{charter.not_checked.clone()}</p>
                <ul class="lines">{how}</ul>
            </details>
        </section>
    }
    .into_any()
}

fn names(here: Here, parties: &[Party]) -> String {
    parties.iter().map(|party| here.label(*party)).collect::<Vec<_>>().join(", ")
}

/// The sheet for a review: each promise with what everybody answered, and room to write.
pub fn sheet(here: Here) -> AnyView {
    let Some(charter) = untrack(|| here.charter()) else { return none(here) };
    let rows = move |plan: &Plan| {
        asked(&charter)
            .iter()
            .map(|statement| {
                let latest = charter::latest(plan, &statement.id);
                let cells = Voice::NAMES
                    .iter()
                    .map(|(voice, _)| {
                        let said = latest.iter().find(|said| said.voice == *voice);
                        view! { <td>{said.map(|said| [said.kept.label(), ", ", &date_short(said.on)].concat())}</td> }.into_any()
                    })
                    .collect_view();
                let notes = latest
                    .iter()
                    .filter(|said| !said.record.is_private())
                    .map(|said| [said.record.text(BY_WHOM), " ", said.record.text(NOTE)].concat())
                    .collect::<String>();
                view! { <tr><th scope="row">{here.filled(&statement.ask)}</th>{cells}<td>{notes.trim().to_owned()}</td></tr> }.into_any()
            })
            .collect_view()
    };
    let heads = Voice::NAMES
        .iter()
        .map(|(voice, _)| view! { <th scope="col">{voice_words(*voice)}</th> }.into_any())
        .collect_view();
    view! {
        <div class="stack meetings">
            <a class="back not-printed" href=here.href("charter")>"‹ Back to the charter"</a>
            <Heading title="Charter sheet">"A sheet for the meeting"</Heading>
            <p class="not-printed"><button type="button" class="button" on:click=on(|_| crate::platform::window::print())><Icon name="printer" />"Print"</button></p>
            <Sheet title="Charter check" name=here.name()>
                <div class="table-scroll" tabindex="0" role="group" aria-label="Charter check">
                    <table class="grid">
                        <thead><tr><th scope="col">"Promise"</th>{heads}<th scope="col">"Who does what"</th></tr></thead>
                        <tbody>{live(move || here.plan(&rows))}</tbody>
                    </table>
                </div>
                <p class="quiet">{["Printed on ", &date_in_words(here.workspace.today.get_untracked())].concat()}</p>
                <Room lines=3 />
            </Sheet>
        </div>
    }
    .into_any()
}
