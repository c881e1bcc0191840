//! The path of a plan: what is next, what to do now, and the whole way.

use leptos::prelude::*;
use onward_core::calendar::date_short;
use onward_core::pack::Part;
use onward_core::path::{Due, Packs, Path, PathStage, PathStep, Place, Timing};
use onward_core::plan::PlanId;
use onward_core::situation::Fact;

use super::with_plan;
use crate::content;
use crate::ui::components::bar::Bar;
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::components::step_row::StepRow;
use crate::ui::components::way::Way;
use crate::ui::route::Route;
use crate::ui::{live, on, words, workspace};

/// Rows shown under "To do now" before the rest is asked for.
const FIRST_ROWS: usize = 6;
/// Dates shown in the list beside the path.
const FIRST_DATES: usize = 6;

/// How far ahead that list looks: two years.
const DATES_AHEAD_DAYS: i64 = 730;

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
}

impl View {
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
    let path = workspace.path_of(id.clone());
    // Folds the person opened stay open while they tick: they live outside what is drawn anew.
    let all_now = RwSignal::new(false);
    let open_stages = RwSignal::new(Vec::<String>::new());
    let content = live(move || {
        let view = workspace.plans.with(|plans| {
            let plan = &plans.get(&id)?.plan;
            let packs = Packs::for_council(content::spine(), plan.council.value.as_deref());
            Some(View { id: id.clone(), name: super::name_of(plan), packs, today: workspace.today.get() })
        })?;
        let shown = path.get()?;
        let path: &Path<'static> = &shown;
        Some(
            view! {
                    {hero(&view, path)}
                    <div class="columns">
                        <div class="stack">
                            {quiet(path)}
                            {to_do(&view, path, all_now)}
                            {tell_more(&view, path)}
                            <h2 id="whole-title">"The whole path"</h2>
                            {whole(&view, path, open_stages)}
                            {any_time(&view, path, open_stages)}
                        </div>
                        <aside class="stack">
                            {parts(path)}
                            {dates(&view, path)}
                            {folded(&view, path, open_stages)}
                        </aside>
                    </div>
            }
            .into_any(),
        )
    });
    view! { <div class="stack">{content}</div> }
}

fn hero(view: &View, path: &Path<'static>) -> impl IntoView + use<> {
    let next = path.next.as_ref().and_then(|key| path.step(key));
    let label = if view.name.is_empty() { "Next".to_owned() } else { format!("Next for {}", view.name) };
    match next {
        Some(step) => {
            let (who, when) = words::next_sentence(step, view.packs, view.today);
            let late = matches!(step.timing, Timing::Late { .. });
            let title = words::named(&step.step.title, &view.name);
            let button = if late { "See what you can do" } else { "See what to do" };
            view! {
                <section class="hero">
                    <Way />
                    <p class="hero-label"><span class="tag">{label}</span></p>
                    <Heading title="Path">{title}</Heading>
                    <p>{who}" "{when}</p>
                    <p><a class="button button-first" href=view.href(step)>{button}</a></p>
                </section>
            }
            .into_any()
        }
        None => view! {
            <section class="hero">
                <Way />
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
    let shown = if all.get() { count } else { FIRST_ROWS.min(count) };
    let rows = view.rows("now", steps.get(..shown).unwrap_or_default());
    let next_date = path.dates().first().map(|(day, step)| {
        let (day, away) = words::listed_date(step, *day, view.today);
        format!("Next date: {}. {day}, {away}.", words::named(&step.step.title, &view.name))
    });
    view! {
        <section class="stack" aria-labelledby="now-title">
            <h2 id="now-title" tabindex="-1">"To do now"</h2>
            {if count == 0 {
                view! { <p>"Nothing to do now. "{next_date}</p> }.into_any()
            } else {
                view! { <ul class="tasks">{rows}</ul> }.into_any()
            }}
            {(count > FIRST_ROWS).then(|| {
                let words = if all.get() { "Show fewer".to_owned() } else { format!("Show all {count}") };
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

fn whole(view: &View, path: &Path<'static>, open: RwSignal<Vec<String>>) -> impl IntoView + use<> {
    // Stages long over, with nothing in them for this plan, would only push "you are here" down.
    let shown = path.stages.iter().filter(|stage| {
        stage.place != Place::Past || stage.steps.iter().any(|step| step.fold.is_none() || step.is_settled())
    });
    let items = shown.map(|stage| stage_item(view, stage, open)).collect_view();
    if path.year.is_none() {
        let href = Route::answer(&view.id, Fact::DateOfBirth.name()).href();
        return view! { <p>"The path needs a date of birth. "<a href=href>"Add the date of birth"</a></p> }
            .into_any();
    }
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
        let steps = view.rows("whole", &steps);
        fold(
            format!("stage-{}", stage.stage.id),
            open,
            "Show the steps",
            heard,
            view! { <ul class="tasks">{steps}</ul> }.into_any(),
        )
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
) -> impl IntoView + use<> {
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
        let rows = view! { <ul class="tasks">{view.rows("any", &steps)}</ul> }.into_any();
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
    let items = path
        .dates()
        .into_iter()
        .enumerate()
        // A date years away is on the path below; here it would push the near ones out of sight.
        .take_while(|(at, (day, _))| *at == 0 || (*day - view.today).num_days() <= DATES_AHEAD_DAYS)
        .take(FIRST_DATES)
        .map(|(_, (day, step))| {
            let (day, away) = words::listed_date(step, day, view.today);
            view! {
                <li>
                    <Icon name="calendar" />
                    <span><strong>{day}</strong>", "{away}<br />
                        <a href=view.href(step)>{words::named(&step.step.title, &view.name)}</a>
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
            <ul class="dates">{items}</ul>
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
        let rows = view! { <ul class="tasks">{view.rows("before", &steps)}</ul> }.into_any();
        view! {
            <section class="card stack" aria-labelledby="before-title">
                <h2 id="before-title" tabindex="-1">"Before now"</h2>
                <p>{format!("{count} steps had their time before this plan, or are over. None of them is late.")}</p>
                {fold("before".to_owned(), open, "Show them", "before now".to_owned(), rows)}
            </section>
        }.into_any()
    })
}
