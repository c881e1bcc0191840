//! You said, we will: beside each thing the person said, what was agreed, by whom and by when, or why
//! not; later whether it was done. Answers are typed by school or parent, or come from a meeting.

use leptos::prelude::*;
use onward_core::calendar::{date_in_words, iso};
use onward_core::person::Reader;
use onward_core::person::said::{
    AGREED, Answer, BY, OUTCOME, OUTCOME_NOTE, Outcome, SAID, Said, WHO, WHY_NOT, add, all, answer, said_id,
};
use onward_core::person::sheet::{self, said_in};
use onward_core::person::views::occasions;
use onward_core::plan::record::{REMOVED, date_text, typed};
use onward_core::plan::{Edit, Plan, RecordId, Voice};

use super::here::{Here, new_id};
use super::line::{Say, TEXT_LENGTH, by_words, only_for_me, private_switch, reader_here, said};
use super::paper;
use super::views::say;
use crate::ui::components::date_boxes::{DateBoxes, DateText};
use crate::ui::components::easy_rows::EasyRows;
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::components::who_is_writing::with_writer;
use crate::ui::lens::Lens;
use crate::ui::{live, on};

/// What they said, with who wrote it down.
fn what(plan: &Plan, one: &Said<'_>, reader: Reader, here: Here) -> (Say, bool, Option<String>) {
    let shelf = here.shelf();
    // Where the record it was said in can be read, it says it in the person's own voice.
    match said_in(plan, one, reader) {
        Some(line) => {
            let by = by_words(line.by.as_ref(), Some(here.lens()));
            (say(plan, &line, &shelf), line.is_theirs(), by)
        }
        None => {
            let is_own = one.by.is_some_and(|by| by.voice == Voice::YoungPerson);
            let by = by_words(one.by, Some(here.lens()));
            (Say { text: one.what.to_owned(), picked: Vec::new() }, is_own, by)
        }
    }
}

/// Whether somebody else wrote down what the person said.
fn by_helper(plan: &Plan, one: &Said<'_>, reader: Reader) -> bool {
    let by = said_in(plan, one, reader).and_then(|line| line.by).or(one.by.cloned());
    by.is_some_and(|by| !by.name.is_empty())
}

/// The page.
pub fn page(here: Here) -> AnyView {
    // One answer is typed at a time.
    let answering = RwSignal::new(None::<RecordId>);
    live({
        move || {
            let lens = here.lens();
            let easy = here.reading.easy_read() && lens == Lens::YoungPerson;
            let intro = match lens {
                Lens::YoungPerson => "Here is what you said, and what people answered.",
                _ => {
                    "Beside each thing they said: what was agreed, by whom and by when, or why not. It is the young person’s own page."
                }
            };
            let intro = match easy {
                true => {
                    let lines =
                        [("speak", "Here is what you said."), ("check", "Here is what people will do.")];
                    let lines = lines.map(|(picture, words)| onward_core::pack::EasyLine {
                        picture: picture.into(),
                        words: words.into(),
                    });
                    view! { <EasyRows lines=lines.to_vec() name=here.name() /> }.into_any()
                }
                false => view! { <p class="lead-in">{intro}</p> }.into_any(),
            };
            view! {
                <div class="stack">
                    <Heading title="You said, we will">"You said, we will"</Heading>
                    {intro}
                    <p><a class="button button-quiet" href=here.href("said/sheet")><Icon name="printer" />"See the sheet to print"</a></p>
                    {live(move || here.read(|plan| rows(here, plan, answering)))}
                    {live(move || here.read(|plan| to_put(here, plan)))}
                    {adder(here, lens)}
                </div>
            }
            .into_any()
        }
    })
}

fn rows(here: Here, plan: &Plan, answering: RwSignal<Option<RecordId>>) -> AnyView {
    let all = all(plan, reader_here(here));
    if all.is_empty() {
        let words = match here.lens() {
            Lens::YoungPerson => {
                "Nothing is here yet. First say what you want in My views. After your meeting, the answers come here."
            }
            _ => "Nothing is here yet. Put what was said in My views here, then type what was agreed.",
        };
        return view! {
            <div class="card stack">
                <p>{words}</p>
                <p><a class="button button-quiet" href=here.href("views")>"Go to My views"</a></p>
            </div>
        }
        .into_any();
    }
    let rows = all.iter().map(|one| row(here, plan, one, answering)).collect::<Vec<_>>();
    view! { <ul class="answer-rows">{rows}</ul> }.into_any()
}

fn you_said(lens: Lens) -> &'static str {
    match lens {
        Lens::YoungPerson => "You said",
        _ => "They said",
    }
}

fn row(here: Here, plan: &Plan, one: &Said<'_>, answering: RwSignal<Option<RecordId>>) -> AnyView {
    let lens = here.lens();
    let (say, is_own, by) = what(plan, one, reader_here(here), here);
    let heard = say.in_words();
    let question = one.from.as_ref().and_then(|from| super::views::question_of(here, plan, from));
    let record = plan.records.get(one.id);
    let from = one.from.as_ref().and_then(|from| plan.records.get(from));
    let is_private = one.is_private || from.is_some_and(|from| from.is_private());
    let private = record.and_then(|record| private_switch(here, record, SAID, one.id, &heard));
    let remove = record.filter(|record| record.may_write(REMOVED, lens.voice())).map(|_| {
        let (id, said, heard) = (one.id.clone(), heard.clone(), [": ", &heard].concat());
        let press = move |_| {
            let edit = Edit::write(SAID, &id, REMOVED, date_text(here.today()), &here.reading.author());
            here.edit(vec![edit], ["Taken off this page: ", &said].concat());
            crate::ui::focus::soon_heading();
        };
        view! { <button type="button" class="link" on:click=on(press)>"Take off this page"<span class="heard-only">{heard}</span></button> }.into_any()
    });
    let is_open = answering.with(|open| open.as_ref() == Some(one.id));
    let form = (lens != Lens::YoungPerson).then(|| match is_open {
        true => answer_form(here, one, answering),
        false => open_button(one, &heard, answering),
    });
    let outcome = (lens != Lens::YoungPerson && one.answer == Some(Answer::Will))
        .then(|| outcome_buttons(here, one, &heard));
    view! {
        <li class="card answer-row">
            <div class="answer-said">
                <h2>{you_said(lens)}</h2>
                {question.map(|question| view! { <p class="quiet">{question}</p> }.into_any())}
                {self::said(&say, is_own)}
                {by.map(|by| view! { <p class="quiet">{by}</p> }.into_any())}
                {is_private.then(|| view! { <p class="quiet"><Icon name="lock" />{only_for_me(lens)}</p> }.into_any())}
            </div>
            <div class="answer-given">
                {answered(one, false)}
                {outcome}
                {form}
            </div>
            <div class="line-tools answer-tools">{private}{remove}</div>
        </li>
    }
    .into_any()
}

/// What was answered, in sentences.
fn answered(one: &Said<'_>, on_paper: bool) -> AnyView {
    // On a sheet the heading stands below the sheet's own.
    let heading = |words: &'static str| match on_paper {
        true => view! { <h3>{words}</h3> }.into_any(),
        false => view! { <h2>{words}</h2> }.into_any(),
    };
    let sentence = |label: &str, text: &str| {
        (!text.is_empty()).then(|| {
            let (label, text) = ([label, ": "].concat(), text.to_owned());
            view! { <p><strong>{label}</strong>{text}</p> }.into_any()
        })
    };
    let by = one.by_day.map(date_in_words).unwrap_or_default();
    let outcome = one.outcome.map(|outcome| {
        let (icon, words) = match outcome {
            Outcome::Done => ("check", "Done"),
            Outcome::NotDone => ("x", "Not done"),
        };
        view! {
            <p class="answer-outcome"><Icon name=icon /><strong>{words}</strong></p>
            {(!one.outcome_note.is_empty()).then(|| view! { <p>{one.outcome_note.to_owned()}</p> }.into_any())}
        }
        .into_any()
    });
    match one.answer {
        Some(Answer::Will) => view! {
            {heading("We will")}
            {(!one.agreed.is_empty()).then(|| view! { <p class="own-words-text">{one.agreed.to_owned()}</p> }.into_any())}
            {sentence("Who does it", one.who)}
            {sentence("By", &by)}
            {outcome}
        }
        .into_any(),
        Some(Answer::Not) => view! {
            {heading("We will not")}
            {sentence("Why not", one.why_not)}
            {(!one.agreed.is_empty()).then(|| view! { <p>{one.agreed.to_owned()}</p> }.into_any())}
        }
        .into_any(),
        None => view! { {heading("We will")}<p class="quiet">"Not answered yet."</p> }.into_any(),
    }
}

/// Opens the answer's form.
fn open_button(one: &Said<'_>, heard: &str, answering: RwSignal<Option<RecordId>>) -> AnyView {
    let label = if one.answer.is_some() { "Change the answer" } else { "Answer this" };
    let (id, heard) = (one.id.clone(), [": ", heard].concat());
    let press = move |_| {
        answering.set(Some(id.clone()));
        crate::ui::focus::soon("answer-will");
    };
    view! { <p><button type="button" class="button button-quiet" on:click=on(press)>{label}<span class="heard-only">{heard}</span></button></p> }
        .into_any()
}

/// The answer as it is typed in.
fn answer_form(here: Here, one: &Said<'_>, answering: RwSignal<Option<RecordId>>) -> AnyView {
    let id = one.id.clone();
    let is_will = RwSignal::new(one.answer != Some(Answer::Not));
    let text = |text: &str| RwSignal::new(text.to_owned());
    let (agreed, who, why) = (text(one.agreed), text(one.who), text(one.why_not));
    let day = DateText::showing(one.by_day);
    let problem = RwSignal::new(None::<(&'static str, String)>);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let will = is_will.get_untracked();
        let by = if will && !day.is_empty() { day.read().map(Some) } else { Ok(None) };
        let found = match &by {
            _ if will && typed(&agreed.get_untracked()).is_none() => {
                Some(("said-agreed", "Write what will be done".to_owned()))
            }
            _ if !will && typed(&why.get_untracked()).is_none() => {
                Some(("said-why", "Write why it will not be done".to_owned()))
            }
            Err(error) => Some(("said-by-day", error.message("The day"))),
            Ok(_) => None,
        };
        if let Some((field, words)) = found {
            problem.set(Some((field, words)));
            crate::ui::focus::soon(field);
            return;
        }
        let by = by.ok().flatten().map(iso).unwrap_or_default();
        let (agreed, who, why) = (agreed.get_untracked(), who.get_untracked(), why.get_untracked());
        let fields: [(&str, &str); 4] = match will {
            true => [(AGREED, &agreed), (WHO, &who), (BY, &by), (WHY_NOT, "")],
            false => [(AGREED, ""), (WHO, ""), (BY, ""), (WHY_NOT, &why)],
        };
        let decided = if will { Answer::Will } else { Answer::Not };
        answering.set(None);
        here.edit(answer(&id, Some(decided), &fields, &here.reading.author()), "Answer saved");
        crate::ui::focus::soon_heading();
    };
    let problem_of =
        move |field: &'static str| problem.get().filter(|(at, _)| *at == field).map(|(_, words)| words);
    let area = move |field: &'static str, label: &'static str, text: RwSignal<String>| {
        let error_id = [field, "-error"].concat();
        let described = error_id.clone();
        view! {
            <div class="field">
                <label for=field>{label}</label>
                {live(move || problem_of(field).map(|words| {
                    view! { <p class="field-error" id=error_id.clone()><span class="heard-only">"Error: "</span>{words}</p> }.into_any()
                }))}
                <textarea
                    id=field
                    rows="2"
                    maxlength=TEXT_LENGTH
                    aria-invalid=move || problem_of(field).map(|_| "true")
                    aria-describedby=move || problem_of(field).map(|_| described.clone())
                    prop:value=text
                    on:input=on(move |event| text.set(event_target_value(&event)))
                ></textarea>
            </div>
        }
        .into_any()
    };
    let choice = |id: &'static str, label: &'static str, will: bool| {
        view! {
            <div class="choice">
                <input type="radio" id=id name="answer" prop:checked=move || is_will.get() == will on:change=on(move |_| is_will.set(will)) />
                <label for=id>{label}</label>
            </div>
        }
        .into_any()
    };
    let choices =
        [choice("answer-will", "We will", true), choice("answer-not", "We will not, and this is why", false)];
    let by_error = Memo::new(move |_| problem_of("said-by-day"));
    let rest = live(move || {
        match is_will.get() {
        true => view! {
            {area("said-agreed", "What will be done", agreed)}
            <div class="field">
                <label for="said-who">"Who does it (optional)"</label>
                <input id="said-who" type="text" maxlength="120" autocomplete="off" prop:value=who on:input=on(move |event| who.set(event_target_value(&event))) />
            </div>
            <DateBoxes text=day legend="By when? (optional)" hint="For example, 12 feb 2027" id="said-by" error=by_error />
        }
        .into_any(),
        false => area("said-why", "Why not", why),
    }
    });
    let cancel = move |_| {
        answering.set(None);
        crate::ui::focus::soon_heading();
    };
    view! {
        <form class="stack" novalidate on:submit=on(send)>
            <fieldset class="choices"><legend>"What is the answer?"</legend>{choices}</fieldset>
            {rest}
            <div class="row">
                <button type="submit" class="button">"Save the answer"</button>
                <button type="button" class="button button-quiet" on:click=on(cancel)>"Cancel"</button>
            </div>
        </form>
    }
    .into_any()
}

/// Later: was it done?
fn outcome_buttons(here: Here, one: &Said<'_>, heard: &str) -> AnyView {
    let note = RwSignal::new(one.outcome_note.to_owned());
    let own = ["outcome-", one.id.as_str()].concat();
    let buttons = [("Done", Outcome::Done, "done"), ("Not done", Outcome::NotDone, "not_done")]
        .into_iter()
        .map(|(label, outcome, word)| {
            let id = one.id.clone();
            let is_on = one.outcome == Some(outcome);
            let button = [word, "-", one.id.as_str()].concat();
            let (focus, heard) = (button.clone(), [": ", heard].concat());
            let press = move |_| {
                let text = (!is_on).then(|| word.to_owned());
                let edits = vec![
                    Edit::write(SAID, &id, OUTCOME, text, &here.reading.author()),
                    Edit::write(SAID, &id, OUTCOME_NOTE, typed(&note.get_untracked()), &here.reading.author()),
                ];
                here.edit(edits, label);
                crate::ui::focus::soon_if_lost(&focus);
            };
            view! { <button type="button" class="option" id=button aria-pressed=if is_on { "true" } else { "false" } on:click=on(press)>{label}<span class="heard-only">{heard}</span></button> }
                .into_any()
        })
        .collect::<Vec<_>>();
    view! {
        <details class="fold">
            <summary>"Was it done?"<span class="heard-only">{[": ", heard].concat()}</span></summary>
            <div class="stack">
                <div class="field">
                    <label for=own.clone()>"More about it (optional)"</label>
                    <textarea id=own rows="2" maxlength=TEXT_LENGTH prop:value=note on:input=on(move |event| note.set(event_target_value(&event)))></textarea>
                </div>
                <div class="options">{buttons}</div>
            </div>
        </details>
    }
    .into_any()
}

/// Views that are shared and not on this page yet, each occasion with one button.
fn to_put(here: Here, plan: &Plan) -> AnyView {
    let on_page: Vec<RecordId> = all(plan, Reader::Me).into_iter().filter_map(|one| one.from).collect();
    let cards = occasions(plan)
        .into_iter()
        .filter_map(|one| {
            let waiting: Vec<RecordId> = sheet::views(plan, &one.name, &[], Reader::Others)
                .into_iter()
                .flat_map(|section| section.lines)
                .map(|line| line.id)
                .filter(|id| !on_page.contains(id))
                .collect();
            (!waiting.is_empty()).then(|| put_card(here, plan, &one.name, waiting))
        })
        .collect::<Vec<_>>();
    cards.into_any()
}

fn put_card(here: Here, plan: &Plan, name: &str, waiting: Vec<RecordId>) -> AnyView {
    let title = super::views::occasion_words(here, plan, name);
    let count = match waiting.len() {
        1 => "1 thing was said there that is not on this page.".to_owned(),
        count => [&count.to_string(), " things were said there that are not on this page."].concat(),
    };
    let put = move |_| {
        let author = here.reading.author();
        let edits = waiting.iter().flat_map(|from| {
            let id = said_id(from, "");
            let mut edits = add(&id, "", Some(from), &author);
            // It may have been taken off before.
            edits.push(Edit::write(SAID, &id, REMOVED, None, &author));
            edits
        });
        here.edit(edits.collect(), "Put on this page");
        crate::ui::focus::soon_heading();
    };
    view! {
        <section class="card stack">
            <h2>{title}</h2>
            <p>{count}</p>
            <p><button type="button" class="button" on:click=on(put)>"Put these on this page"</button></p>
        </section>
    }
    .into_any()
}

fn adder(here: Here, lens: Lens) -> AnyView {
    with_writer(move || {
        let text = RwSignal::new(String::new());
        let send = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            if let Some(words) = typed(&text.get_untracked()) {
                here.edit(add(&new_id(), &words, None, &here.reading.author()), ["Added: ", &words].concat());
                text.set(String::new());
            }
            crate::ui::focus::on("more-said");
        };
        let label = match lens {
            Lens::YoungPerson => "Something else that I said",
            _ => "Something else that they said or showed",
        };
        view! {
            <form class="card stack" on:submit=on(send)>
                <div class="field">
                    <label for="more-said">{label}</label>
                    <textarea id="more-said" rows="2" maxlength=TEXT_LENGTH prop:value=text on:input=on(move |event| text.set(event_target_value(&event)))></textarea>
                </div>
                <button type="submit" class="button button-quiet">"Add to this page"</button>
            </form>
        }
        .into_any()
    })
}

/// The sheet.
pub fn sheet_page(here: Here) -> AnyView {
    let back = (here.href("said"), "You said, we will".to_owned());
    paper::page(here, "Sheet to print", back, "You said, we will".to_owned(), move |reader| {
        here.read(|plan| on_sheet(here, plan, reader)).into_any()
    })
}

fn on_sheet(here: Here, plan: &Plan, reader: Reader) -> AnyView {
    let all = all(plan, reader);
    if all.is_empty() {
        return view! { <p>"Nothing is on this page yet."</p> }.into_any();
    }
    let rows = all
        .iter()
        .map(|one| {
            let (say, is_own, by) = what(plan, one, reader, here);
            // Their own hands need no saying; whose hands wrote for them does.
            let by = by.filter(|_| !is_own || by_helper(plan, one, reader));
            let question = one.from.as_ref().and_then(|from| super::views::question_of(here, plan, from));
            view! {
                <li class="answer-row">
                    <div class="answer-said">
                        <h3>"You said"</h3>
                        {question.map(|question| view! { <p class="paper-by">{question}</p> }.into_any())}
                        {said(&say, is_own)}
                        {by.map(|by| view! { <p class="paper-by">{by}</p> }.into_any())}
                    </div>
                    <div class="answer-given">{answered(one, true)}</div>
                </li>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    view! { <ul class="answer-rows answer-rows-paper">{rows}</ul> }.into_any()
}
