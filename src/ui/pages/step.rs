//! One step: what, who, by when, why, how; and the person's own status, date and notes.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use onward_core::calendar::{add_months, date_in_words, date_short, weeks_in_words};
use onward_core::pack::{Party, StepDetail};
use onward_core::path::{Blocked, Due, Fold, Packs, PathStep, Timing};
use onward_core::plan::notes::{NOTE, TEXT, WRITTEN, add_note};
use onward_core::plan::record::{self, PRIVATE, REMOVED, YES};
use onward_core::plan::{Edit, PlanId, RecordId, Status, StepKey};
use onward_core::situation::Fact;
use wasm_bindgen::JsCast;

use super::with_plan;
use crate::content;
use crate::platform::device;
use crate::ui::components::date_boxes::{DateBoxes, DateText};
use crate::ui::components::easy_rows::EasyRows;
use crate::ui::components::heading::Heading;
use crate::ui::components::tag::{BadgeTag, TimingTag};
use crate::ui::lens::{Lens, Reading};
use crate::ui::route::Route;
use crate::ui::{live, on, reading, words, workspace};
use crate::workspace::{Shown, Workspace};

/// Months after which content has to be checked again (rule D60).
const CHECK_AGAIN_MONTHS: i32 = 12;

/// The page of a step.
#[component]
pub fn StepPage(
    /// The plan.
    id: PlanId,
    /// The step.
    key: StepKey,
) -> impl IntoView {
    with_plan(id.clone(), Box::new(move || view! { <OneStep id=id.clone() key=key.clone() /> }.into_any()))
}

/// The step of this page with what its pieces need. What it answers is read anew each time, and not kept
/// in signals of its own: each type of signal is 1 KiB of WASM.
#[derive(Clone, Copy)]
struct Here {
    workspace: Workspace,
    reading: Reading,
    plan: StoredValue<PlanId>,
    key: StoredValue<StepKey>,
    path: Memo<Option<Shown>>,
}

impl Here {
    fn step(self) -> Option<PathStep<'static>> {
        let key = self.key.get_value();
        self.path.with(|path| path.as_ref()?.step(&key).cloned())
    }

    /// The step as it is now; what asks is not drawn anew when it changes.
    fn step_now(self) -> Option<PathStep<'static>> {
        untrack(move || self.step())
    }

    /// The child's name and the council.
    fn child(self) -> (String, Option<String>) {
        let id = self.plan.get_value();
        self.workspace.plans.with(|plans| {
            let plan = plans.get(&id).map(|held| &held.plan);
            let council = plan.and_then(|plan| plan.council.value.clone());
            (plan.map(super::name_of).unwrap_or_default(), council)
        })
    }

    fn name(self) -> String {
        self.child().0
    }

    fn packs(self) -> Packs<'static> {
        Packs::for_council(content::spine(), self.child().1.as_deref())
    }

    /// The step's title in the words of the lens, about a child of this name.
    fn title_about(self, name: &str) -> String {
        self.step().map_or_else(String::new, |step| self.reading.title(step.step, name))
    }

    /// The title as it is now, for the words of a change.
    fn title(self) -> String {
        untrack(move || self.title_about(&self.name()))
    }

    /// What the details say about the step, once they are here.
    fn detail(self) -> Option<StepDetail> {
        let step = self.step()?;
        self.workspace.details.with(|details| details.as_ref()?.steps.get(&step.step.id).cloned())
    }

    fn edit(self, edits: Vec<Edit>, words: String) {
        self.workspace.edit(&self.plan.get_value(), edits, words);
    }
}

#[component]
fn OneStep(id: PlanId, key: StepKey) -> impl IntoView {
    let workspace = workspace();
    let here = Here {
        workspace,
        reading: reading(),
        path: workspace.path_of(id.clone()),
        plan: StoredValue::new(id.clone()),
        key: StoredValue::new(key),
    };
    let found = Memo::new(move |_| here.step().is_some());
    let back = Route::Plan(id.clone()).href();
    view! {
        <div class="stack">
            <a class="back" href=back>"‹ Back to the path"</a>
            {move || {
                if found.get() {
                    match here.reading.easy_read() {
                        true => in_easy_read(here),
                        false => at_length(here),
                    }
                } else {
                    view! {
                        <Heading title="Step not on this path">"This step is not on this path"</Heading>
                        <p>"An answer may have changed, so that the step is not needed any more. Notes you wrote are kept."</p>
                    }
                    .into_any()
                }
            }}
        </div>
    }
}

/// Everything about the step, and beside it what the person does with it.
fn at_length(here: Here) -> AnyView {
    view! {
        <div class="columns">
            <div class="stack">
                {top(here)}
                {facts(here)}
                {live(move || explanation(here))}
            </div>
            <aside class="stack" aria-label="Your part">
                <StatusCard here=here />
                <OwnDateCard here=here />
                <Notes here=here />
            </aside>
        </div>
    }
    .into_any()
}

/// One idea after another: the step in pictures, its date and people, the status. The rest is folded.
fn in_easy_read(here: Here) -> AnyView {
    let rows = move || {
        let lines = here.detail()?.easy;
        (!lines.is_empty()).then(|| view! { <EasyRows lines=lines name=here.name() /> }.into_any())
    };
    let late = move || {
        here.step().filter(|step| matches!(step.timing, Timing::Late { .. })).map(|_| {
            view! {
                <p class="note">"The time for this has passed. It is not your fault. Show this page to a grown-up you trust. They can help."</p>
            }
            .into_any()
        })
    };
    view! {
        <div class="stack one-column">
            {top(here)}
            {live(rows)}
            {facts(here)}
            {live(late)}
            <StatusCard here=here />
            <details class="card fold">
                <summary>"For grown-ups"</summary>
                <div class="stack">
                    {move || here.step().map(|step| view! { <p><BadgeTag badge=step.step.badge packs=here.packs() /></p> }.into_any())}
                    {live(move || explanation(here))}
                </div>
            </details>
            <OwnDateCard here=here />
            <Notes here=here />
        </div>
    }
    .into_any()
}

fn top(here: Here) -> AnyView {
    view! {
        {move || here.step().map(|step| {
            let today = here.workspace.today.get();
            view! {
                <p class="row">
                    {(!here.reading.easy_read()).then(|| view! { <BadgeTag badge=step.step.badge packs=here.packs() /> }.into_any())}
                    <TimingTag step=step today=today />
                </p>
            }.into_any()
        })}
        <Heading title=Signal::derive(move || here.title_about(""))>
            {move || here.title_about(&here.name())}
        </Heading>
        {move || {
            // A school and a family must see that they speak of the same step.
            let step = here.step().filter(|_| here.reading.lens() == Lens::School)?;
            let plain = words::named(&step.step.title, &here.name());
            (here.title_about(&here.name()) != plain).then(|| view! { <p class="quiet">"In the family’s words: "{plain}</p> }.into_any())
        }}
    }
    .into_any()
}

fn facts(here: Here) -> AnyView {
    live(move || here.step().map(|step| view! { <Facts here=here step=step /> }.into_any()))
}

fn explanation(here: Here) -> Option<AnyView> {
    let step = here.step()?;
    Some(match here.detail() {
        Some(detail) => view! { <Detail here=here step=step detail=detail /> }.into_any(),
        None if here.workspace.details_missing.get() => view! {
            <div class="banner" role="status">
                <p>"The explanation of this step is not on this device yet. Your dates and notes are here."</p>
                <button type="button" class="button button-quiet" on:click=on(move |_| here.workspace.retry_details())>"Try again"</button>
            </div>
        }
        .into_any(),
        None => view! { <p class="quiet">"Fetching the explanation …"</p> }.into_any(),
    })
}

/// Dates and people, side by side: the legal date and the council's.
#[component]
fn Facts(here: Here, step: PathStep<'static>) -> impl IntoView {
    let workspace = workspace();
    let today = workspace.today.get();
    let packs = here.packs();
    let away = |day: NaiveDate| weeks_in_words((day - today).num_days());
    let due = words::due_lines(step.due).map(|(label, date)| {
        let distance = match step.due {
            Due::Deadline { last, before: true } => Some(away(words::after(last))),
            Due::Deadline { last, before: false } => Some(away(last)),
            Due::Opens { on, .. } => Some(away(on)),
            _ => None,
        };
        view! { <div><dt>{label}</dt><dd>{date}{distance.map(|words| view! { <br /><span class="quiet">{words}</span> }.into_any())}</dd></div> }.into_any()
    });
    let missing = match step.due {
        Due::Needs(fact) => packs.question(fact).map(|question| {
            let href = Route::answer(&here.plan.get_value(), &question.fact).href();
            view! {
                <div>
                    <dt>"Date"</dt>
                    <dd>"Not known yet. "<a href=href>{words::named(&question.ask, &here.name())}</a></dd>
                </div>
            }
            .into_any()
        }),
        _ => None,
    };
    let no_date = matches!(step.due, Due::NoDate { local: false }).then(|| {
        view! {
            <div><dt>"Date"</dt><dd>"No fixed date"</dd></div>
        }
        .into_any()
    });
    let ask_locally = matches!(step.due, Due::NoDate { local: true }).then(|| view! {
        <div><dt>"Date"</dt><dd>"Set locally. Ask the school, college or council, and type it under “Your own date”."</dd></div>
    }.into_any());
    let local = step
        .local
        .iter()
        .map(|local| {
            let given = match local.local.year_given.as_str() {
                "" => "The source gives no year. Check with the council.".to_owned(),
                year => format!("Given for {year}. Check with the council."),
            };
            view! {
                <div>
                    <dt>{local.local.label.clone()}</dt>
                    <dd>
                        {words::local_date(local)}
                        <br /><span class="quiet">{given}</span>
                    </dd>
                </div>
            }
            .into_any()
        })
        .collect_view();
    let own = step.own_date.map(|day| view! { <div><dt>"Your own date"</dt><dd>{date_in_words(day)}<br /><span class="quiet">{away(day)}</span></dd></div> }.into_any());
    let helpers = (!step.step.helpers.is_empty()).then(|| {
        let names = step.step.helpers.iter().map(|party| packs.party(*party)).collect::<Vec<_>>().join(", ");
        view! { <div><dt>"Who helps"</dt><dd>{names}</dd></div> }.into_any()
    });
    let blocked = match (step.blocked, step.is_settled()) {
        (Some(Blocked::WaitsFor(first)), false) => {
            Some(format!("This cannot start yet. First: {}.", words::named(&first.title, &here.name())))
        }
        (Some(Blocked::NotBefore(day)), false) => {
            Some(format!("You can do this from {}.", date_in_words(day)))
        }
        _ => None,
    };
    let folded = match step.fold {
        Some(Fold::BeforePlan) => Some("Its time was before this plan was begun. It is not late."),
        Some(Fold::Over) => Some("Its time is over. You can still mark it as done."),
        None => None,
    };
    view! {
        <dl class="card facts">
            {due}{missing}{no_date}{ask_locally}{local}{own}
            <div><dt>"Who does it"</dt><dd>{packs.party(step.step.owner)}</dd></div>
            {helpers}
        </dl>
        {blocked.map(|words| view! { <p class="note">{words}</p> }.into_any())}
        {folded.map(|words| view! { <p class="note">{words}</p> }.into_any())}
    }
}

#[component]
fn Detail(here: Here, step: PathStep<'static>, detail: StepDetail) -> impl IntoView {
    let workspace = workspace();
    let name = here.name();
    let fill = |text: &str| words::marked(&words::named(text, &name));
    let late = (matches!(step.timing, Timing::Late { .. }) && !detail.late.is_empty()).then(|| {
        let packs = here.packs();
        view! {
            <section class="card card-late stack">
                <h2>"This is late. What you can do"</h2>
                <p>{fill(&detail.late)}</p>
                <p><a class="button" href=Route::of_plan(&here.plan.get_value(), &["message/", here.key.get_value().as_str()].concat()).href()>"A message ready to send"</a></p>
                {packs.help().map(|line| view! {
                    <p>
                        <strong>"Who can help: "</strong>{line.name.clone()}"."
                        {(!line.phone.is_empty()).then(|| format!(" Phone {}.", line.phone))}
                        {(!line.web.is_empty()).then(|| view! { " "<a href=line.web.clone() rel="external noreferrer">{line.web.clone()}</a> }.into_any())}
                    </p>
                }.into_any())}
            </section>
        }.into_any()
    });
    let list =
        |lines: &[String]| lines.iter().map(|line| view! { <li>{fill(line)}</li> }.into_any()).collect_view();
    let how = (!detail.how.is_empty())
        .then(|| view! { <h2>"How to do it"</h2><ul class="lines">{list(&detail.how)}</ul> }.into_any());
    let ask = (!detail.ask.is_empty())
        .then(|| view! { <h2>"What to ask"</h2><ul class="lines">{list(&detail.ask)}</ul> }.into_any());
    let old =
        add_months(detail.checked_on, CHECK_AGAIN_MONTHS).is_some_and(|until| until < workspace.today.get());
    let written = detail.source.clone();
    let local_sources = step
        .local
        .iter()
        .map(|local| {
            view! {
                <p>
                    {format!("{}: ", local.local.label)}{local.local.source.name.clone()}
                    {(!local.local.source.web.is_empty()).then(|| view! { ". "<a href=local.local.source.web.clone() rel="external noreferrer">{local.local.source.web.clone()}</a> }.into_any())}
                    {format!(". Checked on {}.", date_short(local.local.checked_on))}
                </p>
            }.into_any()
        })
        .collect_view();
    let source = view! {
        <div class="source">
            <p>
                "Source: "{written.name}
                {(!written.web.is_empty()).then(|| view! { ". "<a href=written.web.clone() rel="external noreferrer">{written.web.clone()}</a> }.into_any())}
                {format!(". Checked on {}. From: {}.", date_short(detail.checked_on), detail.pack)}
            </p>
            {local_sources}
            {old.then(|| view! { <p><strong>"This was checked more than a year ago. Ask before you rely on it."</strong></p> }.into_any())}
        </div>
    }
    .into_any();
    // A school looks for what it has to go by first, a family last.
    let (first, last) = match here.reading.lens() {
        Lens::School => (Some(source), None),
        _ => (None, Some(source)),
    };
    view! {
        {late}
        {first}
        <p class="lead">{words::named(&detail.when, &name)}</p>
        <h2>"Why it matters"</h2>
        <p>{fill(&detail.why)}</p>
        {how}
        {ask}
        {last}
    }
}

#[component]
fn StatusCard(here: Here) -> impl IntoView {
    let workspace = workspace();
    let status = Memo::new(move |_| here.step().map_or(Status::NotStarted, |step| step.status));
    let owner = move || here.step().map_or(Party::Council, |step| step.step.owner);
    let set = move |status: Status, words: &str| {
        let words = format!("{words}: {}", here.title());
        here.edit(vec![Edit::Status(here.key.get_value(), status)], words);
    };
    let reason = RwSignal::new(String::new());
    Effect::new(move |_| {
        if let Status::NotForUs { reason: kept } = status.get() {
            reason.set(kept);
        }
    });
    // Waiting is mostly for the one who acts; a family waiting for itself makes no sense.
    let waits_for = move || match owner() {
        Party::ParentCarer | Party::YoungPerson => {
            let helper = here.step().and_then(|step| step.step.helpers.first().copied());
            helper
                .filter(|party| !matches!(party, Party::ParentCarer | Party::YoungPerson))
                .unwrap_or(Party::Council)
        }
        party => party,
    };
    // What each button sets; the label of the one in force says more.
    let choices = move || {
        let today = workspace.today.get_untracked();
        let now = status.get();
        let party = match &now {
            Status::WaitingFor(party) => *party,
            _ => waits_for(),
        };
        let done = match &now {
            Status::Done { on } => format!("Done, on {}", date_short(*on)),
            _ => "Done".to_owned(),
        };
        let waiting = format!("Waiting for: {}", here.packs().party(party));
        let not_for_us = Status::NotForUs { reason: reason.get_untracked() };
        [
            ("Not started".to_owned(), Status::NotStarted),
            ("Doing".to_owned(), Status::Doing),
            (waiting, Status::WaitingFor(party)),
            (done, Status::Done { on: today }),
            ("Not for us".to_owned(), not_for_us),
        ]
        .into_iter()
        .map(|(label, choice)| {
            let pressed = std::mem::discriminant(&choice) == std::mem::discriminant(&now);
            (label, choice, pressed)
        })
        .collect::<Vec<_>>()
    };
    // The buttons stay where they are while the words on them change: one has the focus.
    let buttons = (0..choices().len())
        .map(|at| {
            let choice = move || choices().into_iter().nth(at);
            let label = move || choice().map(|(label, _, _)| label);
            let choose = move |_| {
                if let Some((label, choice, _)) = untrack(choice) {
                    set(choice, &label);
                }
            };
            view! { <button type="button" class="option" aria-pressed=move || if choice().is_some_and(|(_, _, pressed)| pressed) { "true" } else { "false" } on:click=on(choose)>{live(label)}</button> }.into_any()
        })
        .collect_view();
    view! {
        <section class="card stack" aria-labelledby="status-title">
            <h2 id="status-title">"Where are you with this?"</h2>
            <div class="options">{buttons}</div>
            {move || status.with(|status| matches!(status, Status::WaitingFor(_))).then(|| view! { <WhoIsWaitedFor here=here status=status /> }.into_any())}
            {move || status.with(|status| matches!(status, Status::NotForUs { .. })).then(|| {
                view! {
                    <div class="field">
                        <label for="reason">"Why not? (optional)"</label>
                        <input
                            id="reason"
                            type="text"
                            maxlength="300"
                            autocomplete="off"
                            prop:value=reason
                            on:change=on(move |event| {
                                let text = event_target_value(&event).trim().to_owned();
                                set(Status::NotForUs { reason: text }, "Not for us");
                            })
                        />
                    </div>
                }.into_any()
            })}
            {move || status.with(|status| matches!(status, Status::Done { .. })).then(|| view! { <DoneDay here=here status=status /> }.into_any())}
        </section>
    }
}

#[component]
fn WhoIsWaitedFor(here: Here, status: Memo<Status>) -> impl IntoView {
    const PARTIES: [Party; 7] = [
        Party::Council,
        Party::CurrentSchool,
        Party::NextSchool,
        Party::EarlyYearsSetting,
        Party::Health,
        Party::SocialCare,
        Party::OtherAgencies,
    ];
    let options = PARTIES
        .into_iter()
        .enumerate()
        .map(|(at, party)| {
            view! { <option value=at.to_string() prop:selected=move || status.with(|status| *status == Status::WaitingFor(party))>{here.packs().party(party)}</option> }
                .into_any()
        })
        .collect_view();
    let pick = move |event: leptos::ev::Event| {
        let party = event_target_value(&event).parse::<usize>().ok().and_then(|at| PARTIES.get(at).copied());
        if let Some(party) = party {
            let words = format!("Waiting: {}", here.title());
            here.edit(vec![Edit::Status(here.key.get_value(), Status::WaitingFor(party))], words);
        }
    };
    view! {
        <div class="field">
            <label for="waiting">"Waiting for whom?"</label>
            <select id="waiting" on:change=on(pick)>{options}</select>
        </div>
    }
}

/// The day it was done, and the date that the next round is worked out from.
#[component]
fn DoneDay(here: Here, status: Memo<Status>) -> impl IntoView {
    let workspace = workspace();
    let day = status.with_untracked(|status| match status {
        Status::Done { on } => Some(*on),
        _ => None,
    });
    let save = move |on: NaiveDate| {
        if on > workspace.today.get_untracked() {
            return Some("The day it was done must be today or in the past".to_owned());
        }
        let words = format!("Done on {}: {}", date_short(on), here.title());
        here.edit(vec![Edit::Status(here.key.get_value(), Status::Done { on })], words);
        None
    };
    let records = here.step_now().and_then(|step| step.step.records.clone());
    let record = records.and_then(|name| Fact::from_name(&name)).and_then(|fact| {
        let question = here.packs().question(fact)?;
        let href = Route::answer(&here.plan.get_value(), &question.fact).href();
        Some(
            view! {
                <p class="note">
                    "The next date is worked out from this one. "
                    <a href=href>{words::named(&question.ask, &untrack(move || here.name()))}</a>
                </p>
            }
            .into_any(),
        )
    });
    view! {
        {record}
        <details class="fold">
            <summary>"It was done on another day"</summary>
            <DateForm day=day legend="When was it done?" what="The day it was done" id="done" button="Save this day" save=Callback::new(save) />
        </details>
    }
}

/// A date typed in three boxes with a button to save it.
#[component]
fn DateForm(
    /// The date so far.
    day: Option<NaiveDate>,
    /// The name of the group of boxes.
    legend: &'static str,
    /// What the date is, for the words of a problem.
    what: &'static str,
    /// Start of the boxes' ids.
    id: &'static str,
    /// The button's words.
    button: &'static str,
    /// Takes the date, or answers what is wrong with it.
    save: Callback<NaiveDate, Option<String>>,
) -> impl IntoView {
    let problem = RwSignal::new(None::<String>);
    let text = DateText::showing(day);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let found = match text.read() {
            Ok(date) => save.run(date),
            Err(error) => Some(error.message(what)),
        };
        if found.is_some() {
            // The words of the problem describe the boxes, so they are heard with the first wrong one.
            let first = web_sys::window()
                .and_then(|window| window.document())
                .and_then(|document| document.get_element_by_id(&format!("{id}-{}", text.first_wrong())));
            if let Some(first) = first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok()) {
                let _ = first.focus();
            }
        }
        problem.set(found);
    };
    view! {
        <form class="stack" novalidate on:submit=on(send)>
            <DateBoxes text=text legend=legend hint="For example, 12 feb 2027" id=id error=Memo::new(move |_| problem.get()) />
            <button type="submit" class="button button-quiet">{button}</button>
        </form>
    }
}

#[component]
fn OwnDateCard(here: Here) -> impl IntoView {
    let own = move || here.step().and_then(|step| step.own_date);
    let put = move |date: Option<NaiveDate>, words: String| {
        here.edit(vec![Edit::OwnDate(here.key.get_value(), date)], words);
    };
    let save = move |date: NaiveDate| {
        if !(1990..=2100).contains(&date.year()) {
            return Some("Your date must have a year between 1990 and 2100".to_owned());
        }
        put(Some(date), format!("Your date is {}: {}", date_short(date), here.title()));
        None
    };
    view! {
        <section class="card stack" aria-labelledby="own-title">
            <h2 id="own-title">"Your own date"</h2>
            {move || own().map(|date| view! {
                <p><strong>{date_in_words(date)}</strong></p>
            }.into_any())}
            <details class="fold">
                <summary>{move || if own().is_some() { "Change this date" } else { "Add a date, such as a meeting" }}</summary>
                <DateForm day=untrack(own) legend="Your date for this step" what="Your date" id="own" button="Save this date" save=Callback::new(save) />
                {move || own().map(|_| view! {
                    <button type="button" class="link" on:click=on(move |_| put(None, format!("Your date taken away: {}", here.title())))>
                        "Take this date away"
                    </button>
                }.into_any())}
            </details>
            <p class="quiet">"The legal date stays in sight beside yours."</p>
        </section>
    }
}

#[component]
fn Notes(here: Here) -> impl IntoView {
    let workspace = workspace();
    let text = RwSignal::new(String::new());
    let private = RwSignal::new(false);
    let notes = move || {
        let (plan, key) = (here.plan.get_value(), here.key.get_value());
        workspace.plans.with(|plans| {
            let notes = plans.get(&plan).map(|held| held.plan.notes_of(&key)).unwrap_or_default();
            notes.into_iter().map(|(id, note)| (id.clone(), note.clone())).collect::<Vec<_>>()
        })
    };
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(words) = record::typed(&text.get_untracked()) else {
            return;
        };
        let (id, key) = (RecordId::new(device::random(8)), here.key.get_value());
        let mut edits = add_note(&id, &key, workspace.today.get_untracked(), words, &reading().author());
        if private.get_untracked() {
            edits.push(Edit::write(NOTE, &id, PRIVATE, Some(YES.to_owned()), &reading().author()));
        }
        here.edit(edits, "Note added".to_owned());
        text.set(String::new());
        private.set(false);
    };
    let items = live(move || {
        let lens = reading().lens();
        notes()
            .into_iter()
            .map(|(id, note)| {
                let written = note.date(WRITTEN).map(date_short).unwrap_or_default();
                let heard = format!("Remove the note of {written}");
                let by = note.field(TEXT).map(|text| words::written_by(&text.value.by)).unwrap_or_default();
                let only_here = note.is_private().then_some(" · only in your own copies");
                let remove = move |_| {
                    let day = record::date_text(workspace.today.get_untracked());
                    here.edit(vec![Edit::write(NOTE, &id, REMOVED, day, &reading().author())], "Note removed".to_owned());
                };
                let may_remove = note.may_write(REMOVED, lens.voice());
                view! {
                    <li class="note-item">
                        <p class="quiet">{written}" · "{by}{only_here}</p>
                        <p class="note-text">{note.text(TEXT).to_owned()}</p>
                        {may_remove.then(|| view! { <button type="button" class="link" aria-label=heard on:click=on(remove)>"Remove"</button> }.into_any())}
                    </li>
                }.into_any()
            })
            .collect_view()
    });
    view! {
        <section class="card stack" aria-labelledby="notes-title">
            <h2 id="notes-title">"Notes"</h2>
            <ul class="notes">{items}</ul>
            <form class="stack" on:submit=on(add)>
                <div class="field">
                    <label for="note">"Write a note"</label>
                    <textarea id="note" rows="3" maxlength="4000" prop:value=text on:input=on(move |event| text.set(event_target_value(&event)))></textarea>
                </div>
                <div class="choice">
                    <input type="checkbox" id="note-private" prop:checked=private on:change=on(move |event| private.set(event_target_checked(&event))) />
                    <label for="note-private">"Keep it to ourselves: never in anything for others"</label>
                </div>
                <button type="submit" class="button button-quiet">"Add this note"</button>
            </form>
        </section>
    }
}
