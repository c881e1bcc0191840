//! The path of a plan: what is next, what to do now, and the whole way.

use leptos::prelude::*;
use onward_core::calendar::date_short;
use onward_core::drawing::WHEEL_DAYS;
use onward_core::pack::{Badge, Part, Party};
use onward_core::path::{Due, Packs, Path, PathStage, PathStep, Place, SetBy, Timing};
use onward_core::plan::PlanId;
use onward_core::situation::Fact;

use super::with_plan;
use crate::content;
use crate::ui::components::agreed::Agreed;
use crate::ui::components::bar::Bar;
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::components::step_row::StepRow;
use crate::ui::components::tag::BadgeTag;
use crate::ui::components::way::DrawnWay;
use crate::ui::components::year_wheel::{DateMark, YearWheel, on_wheel};
use crate::ui::lens::{Lens, Reading, is_for_school};
use crate::ui::route::Route;
use crate::ui::{live, on, reading, words, workspace};

/// Rows shown under "To do now" before the rest is asked for.
const FIRST_ROWS: usize = 6;
/// Rows a young person sees there: fewer things at once.
const FIRST_ROWS_YOUNG: usize = 3;
/// The most dates on the year's wheel and in the list beside it.
const MOST_DATES: usize = 12;
/// How far ahead the list looks when the year holds no date: two years.
const FIRST_DATE_WITHIN_DAYS: i64 = 730;

/// The page of the path.
#[component]
pub fn PlanPath(
    /// The plan.
    id: PlanId,
) -> impl IntoView {
    with_plan(id.clone(), Box::new(move || view! { <WholePath id=id.clone() /> }.into_any()))
}

/// What every piece of the page needs.
#[derive(Clone)]
struct View {
    id: PlanId,
    name: String,
    packs: Packs<'static>,
    today: chrono::NaiveDate,
    reading: Reading,
    lens: Lens,
}

impl View {
    /// A step's title, kept in the words of the lens as those arrive.
    fn title(&self, step: &PathStep<'static>) -> AnyView {
        let (reading, step, name) = (self.reading, step.step, self.name.clone());
        live(move || reading.title(step, &name))
    }

    /// A list of steps; what a school is responsible for comes first in its own view.
    fn list(&self, list: &'static str, mut steps: Vec<PathStep<'static>>) -> AnyView {
        if self.lens == Lens::School {
            let others = steps.extract_if(.., |step| !is_for_school(step.step.owner)).collect::<Vec<_>>();
            steps.extend(others);
        }
        view! { <ul class="tasks">{self.rows(list, &steps)}</ul> }.into_any()
    }

    fn rows(&self, list: &'static str, steps: &[PathStep<'static>]) -> impl IntoView + use<> {
        steps
            .iter()
            .map(|step| {
                view! { <StepRow plan=self.id.clone() name=self.name.clone() step=step.clone() packs=self.packs list=list /> }.into_any()
            })
            .collect_view()
    }

    fn href(&self, step: &PathStep<'_>) -> String {
        Route::Step(self.id.clone(), step.key.clone()).href()
    }
}

#[component]
fn WholePath(id: PlanId) -> impl IntoView {
    let workspace = workspace();
    let reading = reading();
    let path = workspace.path_of(id.clone());
    // Folds the person opened stay open while they tick: they live outside what is drawn anew.
    let all_now = RwSignal::new(false);
    let open_folds = RwSignal::new(Vec::<String>::new());
    let content = live(move || {
        let view = workspace.plans.with(|plans| {
            let plan = &plans.get(&id)?.plan;
            let packs = Packs::for_council(content::spine(), plan.council.value.as_deref());
            let today = workspace.today.get();
            Some(View {
                id: id.clone(),
                name: super::name_of(plan),
                packs,
                today,
                reading,
                lens: reading.lens(),
            })
        })?;
        let shown = path.get()?;
        let path: &Path<'static> = &shown;
        let whole = view! {
            <section class="stack" aria-labelledby="whole-title">
                <h2 id="whole-title">"The whole path"</h2>
                {drawn(&view, path)}
                {match view.lens {
                    // The drawing comes first; the list says the same at length.
                    Lens::YoungPerson => fold("whole".to_owned(), open_folds, "Show each part", "the whole path".to_owned(), stages(&view, path, open_folds)),
                    _ => stages(&view, path, open_folds),
                }}
            </section>
        }
        .into_any();
        let rest = view! {
            {tell_more(&view, path)}
            {any_time(&view, path, open_folds)}
        }
        .into_any();
        let beside = view! { {parts(path)}{dates(&view, path)}<Agreed id=view.id.clone() /> }.into_any();
        let before = folded(&view, path, open_folds);
        let now = to_do(&view, path, all_now);
        let columns = match view.lens {
            Lens::YoungPerson => view! {
                <div class="stack">{quiet(path)}{now}{whole}{beside}{rest}{before}</div>
            }
            .into_any(),
            Lens::ParentCarer | Lens::School => view! {
                <div class="columns path-columns">
                    <div class="stack">{quiet(path)}{now}{whole}{rest}</div>
                    <aside class="stack" aria-label="At a glance">{beside}{before}</aside>
                </div>
            }
            .into_any(),
        };
        Some(view! { {hero(&view, path)}{columns} }.into_any())
    });
    view! { <div class="stack">{content}</div> }
}

fn hero(view: &View, path: &Path<'static>) -> impl IntoView + use<> {
    let next = path.next.as_ref().and_then(|key| path.step(key));
    let label = if view.name.is_empty() || view.lens == Lens::YoungPerson {
        "Next".to_owned()
    } else {
        format!("Next for {}", view.name)
    };
    match next {
        Some(step) => {
            let (who, when) = words::next_sentence(step, view.packs, view.today);
            // Where the title is the young person's own part, others only start it.
            let who = match step.step.owner {
                Party::YoungPerson if view.lens == Lens::YoungPerson => "You do this.".to_owned(),
                party
                    if view.lens == Lens::YoungPerson && step.step.helpers.contains(&Party::YoungPerson) =>
                {
                    ["Who starts it: ", view.packs.party(party), "."].concat()
                }
                _ => who,
            };
            let late = matches!(step.timing, Timing::Late { .. });
            let title = view.title(step);
            let button = if late { "See what you can do" } else { "See what to do" };
            view! {
                <section class="hero">
                    <DrawnWay stages=shown_stages(path) with_words=false />
                    <p class="hero-label"><span class="tag">{label}</span></p>
                    <Heading title="Path">{title}</Heading>
                    <p>{who}" "<span class="hero-when">{when}</span></p>
                    <p><a class="button button-first" href=view.href(step)>{button}</a></p>
                </section>
            }
            .into_any()
        }
        None => view! {
            <section class="hero">
                <DrawnWay stages=shown_stages(path) with_words=false />
                <Heading title="Path">"Nothing to do right now"</Heading>
                <p>"Every step with a date is done, or has passed. Look at the whole path below."</p>
            </section>
        }
        .into_any(),
    }
}

/// Between moves: calm, and when the next one begins.
fn quiet(path: &Path<'static>) -> impl IntoView + use<> {
    path.quiet.map(|quiet| {
        let starts = date_short(quiet.starts);
        view! {
            <section class="say">
                <h2>"A quiet time between moves"</h2>
                <p>
                    {format!("Planning for the next move starts in {}, from {starts}.", quiet.next.title)}
                    " Until then, the annual review or meeting is what counts."
                </p>
            </section>
        }
        .into_any()
    })
}

fn to_do(view: &View, path: &Path<'static>, all: RwSignal<bool>) -> impl IntoView + use<> {
    let steps: Vec<PathStep<'static>> = path.now.iter().filter_map(|key| path.step(key)).cloned().collect();
    let count = steps.len();
    let first = match view.lens {
        Lens::YoungPerson => FIRST_ROWS_YOUNG,
        Lens::ParentCarer => FIRST_ROWS,
        Lens::School => count,
    };
    let shown = if all.get() { count } else { first.min(count) };
    let rows = steps.get(..shown).unwrap_or_default().to_vec();
    let next_date = path.dates().first().map(|(day, step)| {
        let (day, away) = words::listed_date(step, *day, view.today);
        view! { "Next date: "{view.title(step)}". "{day}", "{away}"." }.into_any()
    });
    let list = match view.lens {
        _ if count == 0 => view! { <p>"Nothing to do now. "{next_date}</p> }.into_any(),
        Lens::School => {
            let (ours, others): (Vec<_>, Vec<_>) =
                rows.into_iter().partition(|step| is_for_school(step.step.owner));
            let part = |title: &'static str, steps: Vec<PathStep<'static>>| {
                (!steps.is_empty()).then(|| view! { <h3>{title}</h3>{view.list("now", steps)} }.into_any())
            };
            view! { {part("For school to do", ours)}{part("For others to do", others)} }.into_any()
        }
        _ => view.list("now", rows),
    };
    view! {
        <section class="stack" aria-labelledby="now-title">
            <h2 id="now-title" tabindex="-1">"To do now"</h2>
            {list}
            {(count > first).then(|| {
                let words = match (all.get(), view.lens) {
                    (true, _) => "Show fewer".to_owned(),
                    (false, Lens::YoungPerson) => format!("Show {} more", count - first),
                    (false, _) => format!("Show all {count}"),
                };
                view! {
                    <button type="button" class="button button-quiet" on:click=on(move |_| all.update(|all| *all = !*all))>{words}</button>
                }.into_any()
            })}
        </section>
    }.into_any()
}

/// Questions whose answer would show more steps, one at a time.
fn tell_more(view: &View, path: &Path<'static>) -> impl IntoView + use<> {
    let first = path.ask.first().map(|question| {
        let href = Route::answer(&view.id, &question.fact).href();
        (words::named(&question.ask, &view.name), href)
    });
    let count = path.ask.len();
    let all = Route::Answers(view.id.clone()).href();
    first.map(|(ask, href)| {
        view! {
            <section class="card stack">
                <h2>"Tell us more"</h2>
                <p>"Some steps are only for some children. Answer when you like."</p>
                <p><a class="button button-quiet" href=href>{ask}</a></p>
                {(count > 1).then(|| view! {
                    <p><a href=all>{format!("See all {count} questions")}</a></p>
                }.into_any())}
            </section>
        }
        .into_any()
    })
}

/// Stages long over, with nothing in them for this plan, would only push "you are here" down.
fn is_shown(stage: &PathStage<'_>) -> bool {
    stage.place != Place::Past || stage.steps.iter().any(|step| step.fold.is_none() || step.is_settled())
}

fn shown_stages(path: &Path<'static>) -> Vec<(&'static str, Place)> {
    path.stages
        .iter()
        .filter(|stage| is_shown(stage))
        .map(|stage| (stage.stage.title.as_str(), stage.place))
        .collect()
}

/// The whole way as a drawing, with what it shows in words.
fn drawn(view: &View, path: &Path<'static>) -> impl IntoView + use<> {
    let next = path.stages.iter().find(|stage| stage.place == Place::Ahead);
    let here = path.here().map(|stage| {
        view! { <li class="here"><span>"You are here: "<strong>{stage.stage.title.clone()}</strong></span></li> }
            .into_any()
    });
    let next = next.map(|stage| {
        let from = date_short(stage.from);
        view! { <li class="next"><span>"Then: "<strong>{stage.stage.title.clone()}</strong>", from "{from}</span></li> }
            .into_any()
    });
    (!path.stages.is_empty()).then(|| {
        let class = if view.lens == Lens::YoungPerson { "card way-card way-large" } else { "card way-card" };
        view! {
            <div class=class>
                <DrawnWay stages=shown_stages(path) with_words=true />
                <ul class="way-words">{here}{next}</ul>
            </div>
        }
        .into_any()
    })
}

fn stages(view: &View, path: &Path<'static>, open: RwSignal<Vec<String>>) -> AnyView {
    if path.year.is_none() {
        let href = Route::answer(&view.id, Fact::DateOfBirth.name()).href();
        return view! { <p>"The path needs a date of birth. "<a href=href>"Add the date of birth"</a></p> }
            .into_any();
    }
    let shown = path.stages.iter().filter(|stage| is_shown(stage));
    let items = shown.map(|stage| stage_item(view, stage, open)).collect_view();
    view! { <ol class="path">{items}</ol> }.into_any()
}

fn stage_item(view: &View, stage: &PathStage<'static>, open: RwSignal<Vec<String>>) -> impl IntoView + use<> {
    let steps: Vec<PathStep<'static>> =
        stage.steps.iter().filter(|step| step.fold.is_none()).cloned().collect();
    let done = steps.iter().filter(|step| step.is_settled()).count();
    let all = steps.len();
    let class = match stage.place {
        Place::Past => "past",
        Place::Here => "here",
        Place::Ahead => "ahead",
    };
    let here = stage.place == Place::Here;
    let title = if here { format!("{}: you are here", stage.stage.title) } else { stage.stage.title.clone() };
    let when = match stage.place {
        Place::Ahead => format!("From {}. ", date_short(stage.from)),
        _ => String::new(),
    };
    let count = match (all, done) {
        (0, _) => "Nothing dated here.".to_owned(),
        (all, 0) => {
            if all == 1 {
                "1 step.".to_owned()
            } else {
                format!("{all} steps.")
            }
        }
        (all, done) => format!("{done} of {all} steps done."),
    };
    let heading = view! {
        <h3 class="path-title">{title}</h3>
        <p class="path-about">{words::named(&stage.stage.about, &view.name)}" "{when}{count}</p>
    }
    .into_any();
    let rows = (all > 0).then(|| {
        let heard = format!("Steps of {}", stage.stage.title);
        fold(format!("stage-{}", stage.stage.id), open, "Show the steps", heard, view.list("whole", steps))
    });
    view! { <li class=class aria-current=here.then_some("step")>{heading}{rows}</li> }.into_any()
}

/// A fold that stays as the person left it while the page is drawn anew.
fn fold(
    id: String,
    opened: RwSignal<Vec<String>>,
    label: &'static str,
    heard: String,
    content: AnyView,
) -> AnyView {
    let is_open = opened.with_untracked(|opened| opened.contains(&id));
    let toggled = move |event: leptos::ev::Event| {
        let open = js_sys::Reflect::get(&event_target::<wasm_bindgen::JsValue>(&event), &"open".into())
            .is_ok_and(|open| open.is_truthy());
        opened.update_untracked(|opened| {
            opened.retain(|known| *known != id);
            if open {
                opened.push(id.clone());
            }
        });
    };
    view! {
        <details class="fold" open=is_open on:toggle=on(toggled)>
            <summary>{label}<span class="heard-only">": "{heard}</span></summary>
            {content}
        </details>
    }
    .into_any()
}

fn any_time(view: &View, path: &Path<'static>, open: RwSignal<Vec<String>>) -> impl IntoView + use<> {
    let steps: Vec<PathStep<'static>> =
        path.any_time.iter().filter(|step| step.fold.is_none()).cloned().collect();
    (!steps.is_empty()).then(|| {
        let count = steps.len();
        let rows = view.list("any", steps);
        view! {
            <section class="stack" aria-labelledby="any-title">
                <h2 id="any-title" tabindex="-1">"At any time"</h2>
                <p>{format!("{count} steps with no fixed place on the path: rights you can use, and dates that start from a letter.")}</p>
                {fold("any-time".to_owned(), open, "Show the steps", "at any time".to_owned(), rows)}
            </section>
        }.into_any()
    })
}

fn parts(path: &Path<'static>) -> impl IntoView + use<> {
    let adult = path.year.is_some_and(|year| year >= 9);
    (adult && !path.parts.is_empty()).then(|| {
        let items = path
            .parts
            .iter()
            .map(|(part, done, all)| {
                let icon = match part {
                    Part::WorkAndLearning => "briefcase",
                    Part::HomeAndIndependence => "house",
                    Part::FriendsAndCommunity => "users",
                    Part::Health => "heart",
                };
                view! {
                    <li class=format!("part {}", words::part_class(Some(*part)))>
                        <span class="part-name"><Icon name=icon />{words::part_words(*part)}</span>
                        <span>{format!("{done} of {all} done")}</span>
                        <Bar done=*done all=*all />
                    </li>
                }
                .into_any()
            })
            .collect_view();
        view! {
            <section class="card stack" aria-labelledby="parts-title">
                <h2 id="parts-title">"Four parts of adult life"</h2>
                <ul class="parts">{items}</ul>
            </section>
        }
        .into_any()
    })
}

fn dates(view: &View, path: &Path<'static>) -> impl IntoView + use<> {
    let mut year = path.ahead(WHEEL_DAYS);
    year.truncate(MOST_DATES);
    let wheel =
        (!year.is_empty()).then(|| view! { <YearWheel today=view.today dates=on_wheel(&year) /> }.into_any());
    if year.is_empty() {
        // A date further off than a year is on the path; here the first one says that nothing is near.
        year = path.ahead(FIRST_DATE_WITHIN_DAYS);
        year.truncate(1);
    }
    let count = year.len();
    let items = year
        .into_iter()
        .enumerate()
        .map(|(at, date)| {
            let words = match &date.local {
                Some(local) => view! {
                    <strong>{words::local_date(local)}</strong>". "{local.local.label.clone()}
                }
                .into_any(),
                None => {
                    let (day, away) = words::listed_date(date.step, date.day, view.today);
                    view! { <strong>{day}</strong>", "{away} }.into_any()
                }
            };
            let whose = match (date.set_by, date.local) {
                (SetBy::Family, _) => view! { <span class="tag">"Your own date"</span> }.into_any(),
                (_, Some(_)) => view! { <BadgeTag badge=Badge::Council packs=view.packs /> }.into_any(),
                _ => view! { <BadgeTag badge=date.step.step.badge packs=view.packs /> }.into_any(),
            };
            view! {
                <li>
                    <DateMark set_by=date.set_by number=at + 1 />
                    <span>{words}<br />
                        <a href=view.href(date.step)>{view.title(date.step)}</a>" "{whose}
                    </span>
                </li>
            }
            .into_any()
        })
        .collect_view();
    // Only a date that matters by now is asked for here; the others wait on the page of answers.
    let needs = path.steps().find_map(|step| match step.due {
        Due::Needs(fact) => path.ask.iter().find(|question| question.fact == fact.name()).copied(),
        _ => None,
    });
    let ask = needs.map(|question| {
        let href = Route::answer(&view.id, &question.fact).href();
        view! { <p>"1 date or more is not known yet. "<a href=href>{words::named(&question.ask, &view.name)}</a></p> }.into_any()
    });
    view! {
        <section class="card stack" aria-labelledby="dates-title">
            <h2 id="dates-title">"Dates"</h2>
            {wheel.is_some().then(|| view! { <p class="quiet">"The next 12 months, from today at the top. The shape says who set the date."</p> }.into_any())}
            {wheel}
            {if count == 0 {
                view! { <p>"No dates known yet."</p> }.into_any()
            } else {
                view! { <ol class="dates">{items}</ol> }.into_any()
            }}
            {ask}
        </section>
    }
    .into_any()
}

/// Dates from before the plan, and moments that have passed: there to look at, not in the way.
fn folded(view: &View, path: &Path<'static>, open: RwSignal<Vec<String>>) -> impl IntoView + use<> {
    let steps: Vec<PathStep<'static>> = path.folded().cloned().collect();
    (!steps.is_empty()).then(|| {
        let count = steps.len();
        let rows = view.list("before", steps);
        view! {
            <section class="card stack" aria-labelledby="before-title">
                <h2 id="before-title" tabindex="-1">"Before now"</h2>
                <p>{format!("{count} steps had their time before this plan, or are over. None of them is late.")}</p>
                {fold("before".to_owned(), open, "Show them", "before now".to_owned(), rows)}
            </section>
        }.into_any()
    })
}
