//! The countdown to a new place, for those who switch it on: days to cross off, the people there, the way,
//! the bag. Pictures and facts; no clock runs.

use leptos::prelude::*;
use onward_core::calendar::{date_in_words, date_short};
use onward_core::pack::library::{self, CountdownKind};
use onward_core::person::countdown::{
    BAG_ITEM, Countdown, Day, ON, PACKED, PICTURE, PLACE, ROUTE, ROUTE_PICTURES, WHAT, add_to_bag, bag,
    cross_off, initials, pack, set_start, write,
};
use onward_core::plan::Plan;
use onward_core::plan::record::{REMOVED, YES, typed};

use super::here::{Here, new_id};
use super::new_goal::{easy_line, text_field};
use super::pick::{Pick, Tile, picture, tiles, tiles_of};
use crate::ui::components::date_boxes::{DateBoxes, DateText};
use crate::ui::components::easy_rows::EasyRows;
use crate::ui::components::heading::Heading;
use crate::ui::components::who_is_writing::{WhoIsWriting, may_write_now};
use crate::ui::lens::Lens;
use crate::ui::{focus, live, on};

/// The page.
pub fn page(here: Here) -> AnyView {
    let is_on = Memo::new(move |_| here.read(|plan| Countdown::of(plan).is_on()) == Some(true));
    live(move || {
        let lens = here.lens();
        let theirs = lens == Lens::YoungPerson;
        let back = if theirs { "‹ Back to my goals" } else { "‹ Back to the goals" };
        let title = if theirs { "My new place" } else { "Countdown to a new place" };
        let body = if is_on.get() { shown(here, lens) } else { off(here, lens) };
        view! {
            <div class="stack narrow">
                <a class="back" href=here.href("goals")>{back}</a>
                <Heading title="Countdown to a new place">{title}</Heading>
                {body}
            </div>
        }
        .into_any()
    })
}

fn off(here: Here, lens: Lens) -> AnyView {
    let switch = move |_| {
        here.edit(vec![write(ON, YES, &here.reading.author())], "Countdown switched on");
        focus::soon("starts-title");
    };
    let about = match lens {
        Lens::YoungPerson => {
            "Here you can see your new place in pictures: the days, the people, the way and your bag."
        }
        _ => {
            "Pictures of the days, the people, the way there and the bag. It helps some children and worries others, so it is off until somebody switches it on."
        }
    };
    view! {
        <p>{about}</p>
        <p>"You can switch it off again at any time."</p>
        <p><button type="button" class="button button-first" on:click=on(switch)>"Switch it on"</button></p>
    }
    .into_any()
}

fn shown(here: Here, lens: Lens) -> AnyView {
    let shelf = here.shelf();
    let section = move |kind: CountdownKind| -> Option<library::Countdown> {
        shelf.national.countdown.iter().find(|part| part.kind == kind).cloned()
    };
    let switch = move |_| {
        here.edit(vec![write(ON, "", &here.reading.author())], "Countdown switched off");
    };
    let may_switch =
        Memo::new(move |_| here.read(|plan| Countdown::of(plan).may_write(ON, lens.voice())) == Some(true));
    let parts =
        [CountdownKind::Days, CountdownKind::People, CountdownKind::Route, CountdownKind::Bag].map(section);
    let [days_part, people_part, route_part, bag_part] = parts;
    view! {
        {live(move || here.read(|plan| first_day(plan, lens)))}
        <WhoIsWriting />
        {live(move || may_write_now().then(|| set_up(here, lens)))}
        {part(here, lens, days_part, live(move || here.read(|plan| days(here, plan))))}
        {part(here, lens, people_part, live(move || here.read(people)))}
        {part(here, lens, route_part.clone(), route(here, lens, route_part.map(|part| part.choices).unwrap_or_default()))}
        {part(here, lens, bag_part.clone(), bag_list(here, bag_part.map(|part| part.choices).unwrap_or_default()))}
        {live(move || may_switch.get().then(|| view! { <p><button type="button" class="link" on:click=on(switch)>"Switch the countdown off"</button></p> }.into_any()))}
    }
    .into_any()
}

/// A part with its name and its line of Easy Read.
fn part(here: Here, lens: Lens, part: Option<library::Countdown>, body: AnyView) -> AnyView {
    let Some(part) = part else { return ().into_any() };
    let easy = (lens == Lens::YoungPerson && here.reading.easy_read()).then(|| {
        let lines = easy_line(&part.easy.picture, &part.easy.words);
        view! { <EasyRows lines=lines name=here.name() /> }.into_any()
    });
    view! { <section class="card stack"><h2>{part.title}</h2>{easy}{body}</section> }.into_any()
}

fn first_day(plan: &Plan, lens: Lens) -> AnyView {
    let countdown = Countdown::of(plan);
    let place = match (countdown.text(PLACE), lens) {
        ("", Lens::YoungPerson) => "your new place".to_owned(),
        ("", _) => "the new place".to_owned(),
        (place, _) => place.to_owned(),
    };
    match countdown.starts() {
        Some(day) => {
            let words = if lens == Lens::YoungPerson { "You start at " } else { "The first day at " };
            let is = if lens == Lens::YoungPerson { " on " } else { " is " };
            view! { <p class="countdown-first" id="starts-title" tabindex="-1">{words}<strong>{place}</strong>{is}<strong>{date_in_words(day)}</strong>"."</p> }
                .into_any()
        }
        None => {
            view! { <p id="starts-title" tabindex="-1">"Put in the first day, and the boxes appear."</p> }
                .into_any()
        }
    }
}

/// The place's name and its first day.
fn set_up(here: Here, lens: Lens) -> AnyView {
    let (place, starts, may) = here
        .now(|plan| {
            let countdown = Countdown::of(plan);
            let may = countdown.may_write(PLACE, lens.voice())
                && countdown.may_write(onward_core::person::countdown::STARTS, lens.voice());
            (countdown.text(PLACE).to_owned(), countdown.starts(), may)
        })
        .unwrap_or_default();
    if !may {
        return view! { <p class="quiet">"The young person set the place and the day. They change them in their own view."</p> }
            .into_any();
    }
    let is_set = starts.is_some();
    let place = RwSignal::new(place);
    let day = DateText::showing(starts);
    let problem = RwSignal::new(None::<String>);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let read = if day.is_empty() { Ok(None) } else { day.read().map(Some) };
        match read {
            Err(error) => {
                problem.set(Some(error.message("The first day")));
                focus::soon(["start-", day.first_wrong()].concat().as_str());
            }
            Ok(starts) => {
                problem.set(None);
                let by = here.reading.author();
                let edits = vec![write(PLACE, &place.get_untracked(), &by), set_start(starts, &by)];
                here.edit(edits, "New place and first day saved");
                focus::soon("starts-title");
            }
        }
    };
    view! {
        <details class="fold" open=!is_set>
            <summary>{if is_set { "Change the place or the day" } else { "The place and the first day" }}</summary>
            <form class="stack" novalidate on:submit=on(save)>
                {text_field("place", "Name of the new place", place)}
                <DateBoxes text=day legend="The first day there" hint="For example, 2 9 2027" id="start" error=Memo::new(move |_| problem.get()) />
                <p><button type="submit" class="button button-quiet">"Save"</button></p>
            </form>
        </details>
    }
    .into_any()
}

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// The boxes of the last weeks.
fn days(here: Here, plan: &Plan) -> AnyView {
    let countdown = Countdown::of(plan);
    let today = here.today();
    let weeks = countdown.weeks(today);
    if weeks.is_empty() {
        let words = match (countdown.starts(), countdown.boxes_from()) {
            (None, _) => "The boxes need the first day.".to_owned(),
            (Some(starts), _) if today >= starts => "The first day has come.".to_owned(),
            (_, Some(from)) => ["The boxes begin on ", &date_short(from), "."].concat(),
            _ => String::new(),
        };
        return view! { <p>{words}</p> }.into_any();
    }
    let cell = |day: &Day| {
        let day = *day;
        let id = ["day-", &onward_core::calendar::iso(day.day)].concat();
        let number = chrono::Datelike::day(&day.day).to_string();
        let heard = date_in_words(day.day);
        let class = if day.day == today { "day day-today" } else { "day" };
        if !day.has_come {
            return view! { <td class=class><span class="heard-only">{heard}</span><span aria-hidden="true">{number}</span></td> }.into_any();
        }
        let own = id.clone();
        let cross = move |_| {
            let words = if day.crossed { "Cross taken away" } else { "Day crossed off" };
            here.edit(vec![cross_off(day.day, !day.crossed, &here.reading.author())], words);
            focus::soon_if_lost(&own);
        };
        view! {
            <td class=class>
                <button type="button" class="day-box" id=id aria-pressed=if day.crossed { "true" } else { "false" } aria-label=["Cross off ", &heard].concat() on:click=on(cross)>
                    {number}
                </button>
            </td>
        }
        .into_any()
    };
    let week = |week: &Vec<Day>| view! { <tr>{week.iter().map(cell).collect_view()}</tr> }.into_any();
    let head = WEEKDAYS.map(|day| view! { <th scope="col">{day}</th> }.into_any()).into_iter().collect_view();
    view! {
        <table class="days">
            <thead><tr>{head}</tr></thead>
            <tbody>{weeks.iter().map(week).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// People of the plan as initials in a circle, with name and role.
fn people(plan: &Plan) -> AnyView {
    let rows: Vec<AnyView> = plan
        .records_of("person")
        .filter_map(|(_, person)| {
            let name = typed(person.text("name"))?;
            let role = typed(person.text("role"));
            Some(
                view! {
                    <li>
                        <span class="face" aria-hidden="true">{initials(&name)}</span>
                        <span><strong>{name}</strong>{role.map(|role| view! { <span class="face-role">{role}</span> }.into_any())}</span>
                    </li>
                }
                .into_any(),
            )
        })
        .collect();
    if rows.is_empty() {
        return view! { <p>"Nobody yet. People put in “My people” appear here."</p> }.into_any();
    }
    view! { <ul class="faces">{rows}</ul> }.into_any()
}

/// The way there: pictures in order, and words.
fn route(here: Here, lens: Lens, choices: String) -> AnyView {
    let shelf = here.shelf();
    let options = StoredValue::new(tiles_of(shelf.choices(&choices)));
    let seen = live(move || {
        here.read(|plan| {
            let countdown = Countdown::of(plan);
            let known = options.get_value();
            let chosen: Vec<String> = countdown.text(ROUTE_PICTURES).split(" / ").filter_map(typed).collect();
            let row = |word: &String| {
                let image = known.iter().find(|tile| tile.word == *word).map(|tile| picture(&tile.picture));
                view! { <li>{image}<span>{word.clone()}</span></li> }.into_any()
            };
            let words = typed(countdown.text(ROUTE));
            let is_empty = chosen.is_empty() && words.is_none();
            view! {
                {is_empty.then(|| view! { <p>"How do you get there? Choose it below."</p> }.into_any())}
                <ol class="picked-pictures">{chosen.iter().map(row).collect_view()}</ol>
                {words.map(|words| view! { <p class="note-text">{words}</p> }.into_any())}
            }
            .into_any()
        })
    });
    let edit = live(move || {
        if !may_write_now() {
            return None;
        }
        let (chosen, text, may) = here.now(|plan| {
            let countdown = Countdown::of(plan);
            let chosen: Vec<String> = countdown.text(ROUTE_PICTURES).split(" / ").filter_map(typed).collect();
            let may =
                countdown.may_write(ROUTE, lens.voice()) && countdown.may_write(ROUTE_PICTURES, lens.voice());
            (chosen, countdown.text(ROUTE).to_owned(), may)
        })?;
        if !may {
            return None;
        }
        let (chosen, text) = (RwSignal::new(chosen), RwSignal::new(text));
        let save = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let by = here.reading.author();
            let edits = vec![
                write(ROUTE_PICTURES, &chosen.get_untracked().join(" / "), &by),
                write(ROUTE, &text.get_untracked(), &by),
            ];
            here.edit(edits, "The way there saved");
        };
        let legend = view! { <span>"Choose in order"</span> }.into_any();
        Some(
            view! {
                <details class="fold">
                    <summary>"Choose the way"</summary>
                    <form class="stack" on:submit=on(save)>
                        {tiles("route", Pick::Any, legend, options.get_value(), chosen, None)}
                        {text_field("route-words", "In words, for example the bus and who comes along", text)}
                        <p><button type="submit" class="button button-quiet">"Save the way"</button></p>
                    </form>
                </details>
            }
            .into_any(),
        )
    });
    view! { {seen}{edit} }.into_any()
}

/// What goes in the bag: boxes to tick, and things to put on the list.
fn bag_list(here: Here, choices: String) -> AnyView {
    let shelf = here.shelf();
    let options = StoredValue::new(tiles_of(shelf.choices(&choices)));
    let text = RwSignal::new(String::new());
    let list = live(move || {
        let voice = here.lens().voice();
        let is_open = may_write_now();
        here.read(|plan| {
            let rows: Vec<AnyView> = bag(plan)
                .into_iter()
                .map(|(id, item)| {
                    let (own, what, packed) = (id.clone(), item.text(WHAT).to_owned(), item.is(PACKED));
                    let box_id = ["bag-", id.as_str()].concat();
                    let image = typed(item.text(PICTURE)).map(|id| picture(&id));
                    let turn = {
                        let (own, box_id, what) = (own.clone(), box_id.clone(), what.clone());
                        move |event: leptos::ev::Event| {
                            let packed = event_target_checked(&event);
                            let words = if packed { "In the bag: " } else { "Out of the bag: " };
                            here.edit(vec![pack(&own, packed, &here.reading.author())], [words, &what].concat());
                            focus::soon_if_lost(&box_id);
                        }
                    };
                    let heard = ["Take off the list: ", &what].concat();
                    let drop = move |_| {
                        let by = here.reading.author();
                        let edit = onward_core::person::goals::take_away(BAG_ITEM, &own, here.today(), &by);
                        here.edit(vec![edit], "Taken off the list");
                        focus::soon("bag-own");
                    };
                    let may_turn = is_open && item.may_write(PACKED, voice);
                    let may_drop = is_open && item.may_write(REMOVED, voice);
                    view! {
                        <li class="bag-item">
                            <div class="choice">
                                <input type="checkbox" id=box_id.clone() prop:checked=packed disabled=!may_turn on:change=on(turn) />
                                <label for=box_id>{image}<span>{what}</span></label>
                            </div>
                            {may_drop.then(|| view! { <button type="button" class="link" aria-label=heard on:click=on(drop)>"Take off the list"</button> }.into_any())}
                        </li>
                    }
                    .into_any()
                })
                .collect();
            let none = rows.is_empty().then(|| view! { <p>"The list is empty. Add what you need below."</p> }.into_any());
            view! { {none}<ul class="bag">{rows}</ul> }.into_any()
        })
    });
    let add = move |what: String, image: String| {
        let words = ["On the list: ", &what].concat();
        here.edit(add_to_bag(&new_id(), &what, &image, &here.reading.author()), words);
    };
    let ideas = move || {
        live(move || {
            let known: Vec<String> = here
                .read(|plan| bag(plan).into_iter().map(|(_, item)| item.text(WHAT).to_owned()).collect())
                .unwrap_or_default();
            let left = options.get_value().into_iter().filter(|tile| !known.contains(&tile.word));
            let row = |tile: Tile| {
                let (image, label) = (picture(&tile.picture), tile.label.clone());
                let put = move |_| {
                    add(tile.word.clone(), tile.picture.clone());
                    focus::soon("bag-ideas");
                };
                view! { <li><button type="button" class="button button-quiet" on:click=on(put)>{image}{label}</button></li> }.into_any()
            };
            view! { <ul class="step-ideas">{left.map(row).collect_view()}</ul> }.into_any()
        })
    };
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match typed(&text.get_untracked()) {
            Some(what) => {
                add(what, String::new());
                text.set(String::new());
            }
            None => focus::on("bag-own"),
        }
    };
    view! {
        {list}
        {live(move || may_write_now().then(|| view! {
            <details class="fold">
                <summary id="bag-ideas">"Add to the bag"</summary>
                {ideas()}
                <form class="stack" on:submit=on(send)>
                    {text_field("bag-own", "Something else", text)}
                    <p><button type="submit" class="button button-quiet">"Put it on the list"</button></p>
                </form>
            </details>
        }.into_any()))}
    }
    .into_any()
}
