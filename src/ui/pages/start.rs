//! The first page: what Onward is, the doors in, and the plans already on this device.

use leptos::prelude::*;
use onward_core::examples;
use onward_core::pack::{Example, PackSpine};
use onward_core::path::Packs;
use onward_core::plan::{Edit, PlanId};

use crate::content;
use crate::platform::{address, files, install};
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::components::way::Way;
use crate::ui::lens::Lens;
use crate::ui::route::Route;
use crate::ui::{live, navigator, on, reading, words, workspace};
use crate::workspace::{BIN_DAYS, Opening};

/// The first page.
#[component]
pub fn Start() -> impl IntoView {
    let workspace = workspace();
    // Only this decides between the two first pages, so that a tick elsewhere does not rebuild them.
    let has_plans = Memo::new(move |_| {
        workspace.plans.with(|plans| plans.values().any(|held| held.plan.binned.value.is_none()))
    });
    view! {
        {move || match (workspace.opening.get(), has_plans.get()) {
            (Opening::Reading | Opening::Locked, false) => view! { <p class="quiet">"Opening …"</p> }.into_any(),
            (_, true) => view! { <YourPlans /> }.into_any(),
            (Opening::Ready, false) => view! { <Welcome /> }.into_any(),
        }}
    }
}

#[component]
fn Welcome() -> impl IntoView {
    view! {
        <div class="stack">
            <section class="hero hero-welcome">
                <Way />
                <Heading title="Welcome">"Know what happens next, and when"</Heading>
                <p>
                    "Onward helps a child or young person with special educational needs move to a new school, college or adult life. Type a birth date, answer a few questions, and see your own steps and dates."
                </p>
                <p class="hero-promise"><Icon name="check" />"Nothing leaves this device. No account. It works with no signal."</p>
            </section>
            <Notices />
            <section class="stack" aria-labelledby="who-title">
                <h2 id="who-title">"Who is starting?"</h2>
                <Doors />
            </section>
            <OpenCopy />
            <Examples />
            <Moves />
            <Bin />
        </div>
    }
}

#[component]
fn Doors() -> impl IntoView {
    let reading = reading();
    let doors = [
        (Lens::YoungPerson, "user", "I am the young person", "My own steps and dates."),
        (Lens::ParentCarer, "heart", "I am a parent or carer", "Our dates, and who does what."),
        (Lens::School, "school", "I work in a school", "A plan to go through at a meeting."),
    ];
    let links = doors
        .into_iter()
        .map(|(lens, icon, title, about)| {
            view! {
                <li>
                    <a class="door" href=Route::Begin.href() on:click=on(move |_| reading.come_in_by(lens))>
                        <Icon name=icon />
                        <span class="door-title">{title}</span>
                        <span class="door-about">{about}</span>
                    </a>
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! { <ul class="doors">{links}</ul> }
}

/// The three moves, each with its drawing and its page of the guide.
#[component]
fn Moves() -> impl IntoView {
    let moves = [
        ("early-years-to-primary", "Starting primary school", "From nursery or home to Reception."),
        ("primary-to-secondary", "Moving to secondary school", "From Year 5 to the first term of Year 7."),
        ("preparing-for-adulthood", "Getting ready for adult life", "From Year 9 up to the age of 25."),
    ];
    let links = moves
        .into_iter()
        .map(|(id, title, about)| {
            let drawing = address::href(&["/icons.svg#", id].concat());
            view! {
                <li>
                    <a class="door" href=Route::Guide(id.to_owned()).href()>
                        <svg class="drawing" aria-hidden="true" focusable="false"><use href=drawing></use></svg>
                        <span class="door-title">{title}</span>
                        <span class="door-about">{about}</span>
                    </a>
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <section class="stack" aria-labelledby="moves-title">
            <h2 id="moves-title">"Read about a move first"</h2>
            <ul class="doors">{links}</ul>
        </section>
    }
}

#[component]
fn YourPlans() -> impl IntoView {
    let workspace = workspace();
    let ids = Memo::new(move |_| {
        workspace.plans.with(|plans| {
            let shown = plans.values().filter(|held| held.plan.binned.value.is_none());
            shown.map(|held| held.plan.id.clone()).collect::<Vec<_>>()
        })
    });
    view! {
        <div class="stack">
            <Heading title="Your plans">"Your plans"</Heading>
            <Notices />
            <ul class="plans">
                {move || ids.get().into_iter().map(|id| view! { <PlanItem id=id /> }.into_any()).collect_view()}
            </ul>
            <p><a class="button" href=Route::Begin.href()><Icon name="plus" />"Start another plan"</a></p>
            <OpenCopy />
            <Examples />
            <Bin />
        </div>
    }
}

#[component]
fn PlanItem(id: PlanId) -> impl IntoView {
    let workspace = workspace();
    let path = workspace.path_of(id.clone());
    let remove_id = id.clone();
    live(move || {
        workspace.plans.with(|plans| {
            let plan = &plans.get(&id)?.plan;
            let name = super::name_of(plan);
            let packs = Packs::for_council(content::spine(), plan.council.value.as_deref());
            let today = workspace.today.get();
            let (about, next) = path.with(|path| {
                let path = path.as_ref()?;
                let next = path.next.as_ref().and_then(|key| path.step(key)).map(|step| {
                    let (_, when) = words::next_sentence(step, packs, today);
                    format!("Next: {}. {}", words::named(&step.step.title, &name), when.unwrap_or_default())
                });
                Some((words::about_child(plan, path), next))
            })?;
            let href = Route::Plan(id.clone()).href();
            let remove_id = remove_id.clone();
            Some(view! {
                <li class="plan-item">
                    <a class="plan-link" href=href>
                        <span class="plan-name">{words::child(plan)}</span>
                        <span class="plan-about">{about}</span>
                        <span class="plan-next">{next.unwrap_or_else(|| "Nothing to do now.".to_owned())}</span>
                        <Icon name="chevron-right" />
                    </a>
                    {plan.example.then(|| view! {
                        <p class="row">
                            <span class="tag tag-now">"An example, not a real family"</span>
                            <button type="button" class="link" on:click=on(move |_| workspace.remove(&remove_id))>
                                "Remove this example"
                            </button>
                        </p>
                    }.into_any())}
                </li>
            }.into_any())
        })
    })
}

/// What a person has to know about the plans on this device.
#[component]
fn Notices() -> impl IntoView {
    let workspace = workspace();
    let missing = live(move || {
        let count = workspace.missing.get();
        (count > 0).then(|| {
            let words = if count == 1 { "1 plan is".to_owned() } else { format!("{count} plans are") };
            view! {
                <div class="banner banner-problem" role="alert">
                    <Icon name="alert-triangle" />
                    <div>
                        <p><strong>{words}" no longer on this device."</strong>" The browser may have cleared it. If you saved a copy as a file, open it here."</p>
                        <button type="button" class="button button-quiet" on:click=on(move |_| workspace.accept_missing())>"I understand"</button>
                    </div>
                </div>
            }.into_any()
        })
    });
    let unreadable = live(move || {
        workspace
            .unreadable
            .get()
            .into_iter()
            .map(|item| {
                let text = item.text.clone();
                let name = format!("onward-unreadable-{}.txt", item.key);
                view! {
                    <div class="banner banner-problem" role="alert">
                        <Icon name="alert-triangle" />
                        <div>
                            <p><strong>"A plan here could not be read."</strong>" "{item.why}" What was stored is kept."</p>
                            <button
                                type="button"
                                class="button button-quiet"
                                on:click=on(move |_| {
                                    files::save(&name, "text/plain", &text);
                                })
                            >
                                "Save what was stored as a file"
                            </button>
                        </div>
                    </div>
                }.into_any()
            })
            .collect_view()
    });
    view! { {missing} {unreadable} }
}

/// The way to opening a copy; on an icon that begins empty, said first.
#[component]
fn OpenCopy() -> impl IntoView {
    let workspace = workspace();
    let is_new_icon =
        install::is_on_home_screen() && workspace.plans.with_untracked(|plans| plans.is_empty());
    view! {
        <section class="card stack" aria-labelledby="open-title">
            <h2 id="open-title">{if is_new_icon { "I already started" } else { "Open a copy" }}</h2>
            {is_new_icon.then(|| view! {
                <p>"This icon has a memory of its own. Plans you made in Safari are still there: save a copy in Safari, and open it here."</p>
            }.into_any())}
            <p>"Did you save a file before, or did someone send you one? You see what is in it first. Nothing here is changed."</p>
            <p><a class="button button-quiet" href=Route::of_all("open").href()>"Open a copy"</a></p>
        </section>
    }
}

/// Example families, clearly marked and easy to take away.
#[component]
fn Examples() -> impl IntoView {
    let all: Vec<(&'static PackSpine, &'static Example)> = {
        let spine = content::spine();
        let packs = std::iter::once(&spine.national).chain(&spine.councils);
        packs.flat_map(|pack| pack.examples.iter().map(move |example| (pack, example))).collect()
    };
    let items = all
        .into_iter()
        .map(|(pack, example)| view! { <ExampleItem pack=pack example=example /> }.into_any())
        .collect_view();
    view! {
        <section class="stack" aria-labelledby="examples-title">
            <h2 id="examples-title">"Look at an example family"</h2>
            <p>"These families are made up. You can take them away again."</p>
            <ul class="examples">{items}</ul>
        </section>
    }
}

#[component]
fn ExampleItem(pack: &'static PackSpine, example: &'static Example) -> impl IntoView {
    let workspace = workspace();
    let navigator = navigator();
    let open = move |_| {
        let id = PlanId::new(format!("example-{}", example.id));
        let target = Route::Plan(id.clone());
        if !workspace.plans.with_untracked(|plans| plans.contains_key(&id)) {
            let council = (!pack.council.is_empty()).then(|| pack.id.clone());
            let today = workspace.today.get_untracked();
            workspace.add(examples::plan_of(example, id, council, today, workspace.first_stamp()));
        }
        navigator.go(target);
    };
    view! {
        <li>
            <button type="button" class="door" on:click=on(open)>
                <span class="door-title">{example.name.clone()}</span>
                <span class="door-about">{example.about.clone()}</span>
            </button>
        </li>
    }
}

/// Plans put in the bin, for 30 days.
#[component]
fn Bin() -> impl IntoView {
    let workspace = workspace();
    let binned = move || {
        workspace.plans.with(|plans| {
            let shown = plans.values().filter_map(|held| {
                Some((held.plan.id.clone(), words::child(&held.plan), held.plan.binned.value?))
            });
            shown.collect::<Vec<_>>()
        })
    };
    let sure = RwSignal::new(None::<PlanId>);
    live(move || {
        let items = binned();
        (!items.is_empty()).then(|| {
            let rows = items
                .into_iter()
                .map(|(id, name, day)| {
                    let (back, ask, gone, asked) = (id.clone(), id.clone(), id.clone(), id);
                    let until = day.checked_add_days(chrono::Days::new(BIN_DAYS)).unwrap_or(day);
                    let words = format!("{name}: here until {}", onward_core::calendar::date_short(until));
                    let undo_words = format!("{name} is back");
                    view! {
                        <li class="bin-item">
                            <span>{words}</span>
                            <span class="row">
                                <button
                                    type="button"
                                    class="button button-quiet"
                                    on:click=on(move |_| workspace.edit(&back, vec![Edit::Bin(None)], undo_words.clone()))
                                >
                                    "Bring it back"
                                </button>
                                {move || {
                                    let (ask, gone) = (ask.clone(), gone.clone());
                                    if sure.get().as_ref() == Some(&asked) {
                                        view! {
                                            <button type="button" class="button button-problem" on:click=on(move |_| workspace.remove(&gone))>
                                                "Yes, delete it for good"
                                            </button>
                                        }
                                        .into_any()
                                    } else {
                                        view! {
                                            <button type="button" class="link" on:click=on(move |_| sure.set(Some(ask.clone())))>
                                                "Delete for good"
                                            </button>
                                        }
                                        .into_any()
                                    }
                                }}
                            </span>
                        </li>
                    }.into_any()
                })
                .collect_view();
            view! {
                <details class="card fold">
                    <summary><h2>"Bin"</h2></summary>
                    <ul class="bin">{rows}</ul>
                </details>
            }.into_any()
        })
    })
}
