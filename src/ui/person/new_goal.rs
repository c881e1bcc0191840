//! A new goal: from an idea or in own words, by typing or by pictures; and looking through the ideas.
//!
//! In the young person's lens one thing is asked on a page, and the goal is kept as soon as it has words:
//! who helps, what helps, by when and the small steps are pages of the goal itself (`goal`). The other
//! lenses have one form.

use chrono::NaiveDate;
use leptos::prelude::*;
use onward_core::calendar::date_short;
use onward_core::pack::library::{Goal as Idea, Level, PersonShelf, Readiness};
use onward_core::pack::{EasyLine, Part};
use onward_core::person::goals::{
    NewGoal, PARTS, SIGNS, Showed, Wanted, When, add_small_steps, bands, chosen_when, ideas, latest_by,
    part_of_word, part_word, start, suggested_steps, whens, wording,
};
use onward_core::plan::Edit;
use onward_core::plan::record::typed;

use super::goals::{part_about, part_icon};
use super::here::{Here, new_id};
use super::pick::{Pick, Tile, all_pictures, finder, picture, tiles};
use crate::ui::components::date_boxes::{DateBoxes, DateText};
use crate::ui::components::easy_rows::EasyRows;
use crate::ui::components::error_summary::{ErrorSummary, Problem};
use crate::ui::components::heading::Heading;
use crate::ui::components::who_is_writing::{WhoIsWriting, may_write_now};
use crate::ui::lens::Lens;
use crate::ui::{live, on, words};

/// Ideas shown before somebody asks for more.
const FIRST_IDEAS: usize = 6;
/// How many more each time.
const MORE_IDEAS: usize = 12;
/// The most letters of a goal: a page of writing.
pub const MOST_LETTERS: &str = "2000";

/// The pages below `goals/new`.
pub fn page(here: Here, rest: &[&str]) -> AnyView {
    let shelf = here.shelf();
    let from = match rest {
        ["idea", id] => idea_of(&shelf, id).map(Seed::Idea),
        ["ready", id] => statement_of(&shelf, id).map(Seed::Statement),
        _ => None,
    };
    let part = match (&from, rest) {
        (Some(Seed::Idea(idea)), _) => Some(idea.part),
        (Some(Seed::Statement(statement)), _) => statement.part,
        (None, [word, ..]) => part_of_word(word),
        (None, []) => None,
    };
    let own = matches!(rest, [_, "own"]) || rest == ["own"];
    live(move || match (here.lens(), &from) {
        (Lens::YoungPerson, None) if !own => match part {
            None => which_part(here),
            Some(part) => pick_idea(here, part),
        },
        (lens, from) => form(here, lens, part, from.clone()),
    })
}

/// What a new goal is made from.
#[derive(Clone)]
enum Seed {
    Idea(Idea),
    Statement(Readiness),
}

/// An idea by its id.
pub fn idea_of(shelf: &PersonShelf, id: &str) -> Option<Idea> {
    shelf.national.goals.iter().find(|idea| idea.id == id).cloned()
}

fn statement_of(shelf: &PersonShelf, id: &str) -> Option<Readiness> {
    shelf.national.readiness.iter().find(|item| item.id == id).cloned()
}

fn back(here: Here, page: &str, words: &'static str) -> AnyView {
    let href = here.href(page);
    view! { <a class="back" href=href>{words}</a> }.into_any()
}

/// The four parts to choose from.
fn which_part(here: Here) -> AnyView {
    let row = |(part, word): (Part, &'static str)| {
        let href = here.href(&["goals/new/", word].concat());
        let class = ["card part-choice ", words::part_class(Some(part))].concat();
        view! {
            <li>
                <a class=class href=href>
                    <span class="part-badge"><crate::ui::components::icon::Icon name=part_icon(part) /></span>
                    <span><strong>{words::part_words(part)}</strong><span class="part-choice-about">{part_about(part)}</span></span>
                </a>
            </li>
        }
        .into_any()
    };
    view! {
        <div class="stack">
            {back(here, "goals", "‹ Back to my goals")}
            <Heading title="A new goal">"What is your goal about?"</Heading>
            <ul class="part-choices">{PARTS.into_iter().map(row).collect_view()}</ul>
        </div>
    }
    .into_any()
}

/// Ideas of one part, and the way to own words.
fn pick_idea(here: Here, part: Part) -> AnyView {
    let own = here.href(&["goals/new/", part_word(part), "/own"].concat());
    view! {
        <div class="stack">
            {back(here, "goals/new", "‹ Another part of life")}
            <Heading title="Pick an idea">"Pick an idea, or say it your way"</Heading>
            <p><a class="button button-first" href=own>"Use my own words or pictures"</a></p>
            {Browser { here, part: Some(part) }.view()}
        </div>
    }
    .into_any()
}

/// All ideas, to look through.
pub fn ideas_page(here: Here) -> AnyView {
    live(move || {
        let theirs = here.is_theirs();
        view! {
            <div class="stack">
                {back(here, "goals", if theirs { "‹ Back to my goals" } else { "‹ Back to the goals" })}
                <Heading title="Ideas for goals">"Ideas for goals"</Heading>
                <p>{if theirs {
                    "Pick one you like. You can change the words."
                } else {
                    "Ideas are a place to begin, and no limit. Ask “what would it take?” before “can they?”."
                }}</p>
                {Browser { here, part: None }.view()}
            </div>
        }
        .into_any()
    })
}

/// A list of ideas with what narrows it down.
struct Browser {
    here: Here,
    part: Option<Part>,
}

impl Browser {
    fn view(self) -> AnyView {
        let Self { here, part: only } = self;
        let (born, offset) = here.born();
        let ages = born.map(|born| bands(born, offset, here.today())).unwrap_or_default();
        let has_ages = !ages.is_empty();
        let ages = StoredValue::new(ages);
        let query = RwSignal::new(String::new());
        let every_age = RwSignal::new(false);
        let level = RwSignal::new(String::new());
        let part = RwSignal::new(only.map_or("", part_word).to_owned());
        let most = RwSignal::new(FIRST_IDEAS);
        let changed = move |set: RwSignal<String>| {
            on(move |event: leptos::ev::Event| {
                set.set(event_target_value(&event));
                most.set(FIRST_IDEAS);
            })
        };
        let list = live(move || {
            let wanted = Wanted {
                ages: if every_age.get() { Vec::new() } else { ages.get_value() },
                part: part_of_word(&part.get()),
                level: level_of(&level.get()),
                words: query.get(),
            };
            let shelf = here.shelf();
            let found = ideas(&shelf.national.goals, &wanted);
            let count = found.len();
            let lens = here.lens();
            let shown = most.get().min(count);
            let cards = found
                .into_iter()
                .take(shown)
                .enumerate()
                .map(|(at, idea)| idea_card(here, idea, lens, at))
                .collect_view();
            let said = match count {
                0 => "No idea fits. Try another word, or use your own words.".to_owned(),
                1 => "1 idea".to_owned(),
                count => [count.to_string().as_str(), " ideas"].concat(),
            };
            let more = (count > shown).then(|| {
                let more = move |_| {
                    most.update(|most| *most += MORE_IDEAS);
                    crate::ui::focus::soon_if_lost(&["idea-", &shown.to_string()].concat());
                };
                view! { <p><button type="button" class="button button-quiet" on:click=on(more)>"Show more ideas"</button></p> }.into_any()
            });
            view! { <p class="quiet" role="status">{said}</p><ul class="ideas">{cards}</ul>{more} }.into_any()
        });
        let choose_part = only.is_none().then(|| {
            let option = |(part, word): (Part, &'static str)| {
                view! { <option value=word>{words::part_words(part)}</option> }.into_any()
            };
            view! {
                <div class="field">
                    <label for="idea-part">"Part of life"</label>
                    <select id="idea-part" on:change=changed(part)>
                        <option value="">"All four parts"</option>
                        {PARTS.into_iter().map(option).collect_view()}
                    </select>
                </div>
            }
            .into_any()
        });
        let filters = view! {
            <search class="idea-filters">
                <div class="field">
                    <label for="idea-words">"Look for a word"</label>
                    <input id="idea-words" type="search" autocomplete="off" on:input=changed(query) />
                </div>
                {choose_part}
                <div class="field">
                    <label for="idea-level">"How much help"</label>
                    <select id="idea-level" on:change=changed(level)>
                        <option value="">"Any"</option>
                        <option value="own">"Mostly on my own"</option>
                        <option value="some_support">"Some help"</option>
                        <option value="full_support">"Full help, by choosing or showing"</option>
                    </select>
                </div>
                {has_ages.then(|| view! {
                    <div class="choice idea-ages">
                        <input type="checkbox" id="idea-ages" prop:checked=every_age on:change=on(move |event| every_age.set(event_target_checked(&event))) />
                        <label for="idea-ages">"Show ideas for every age"</label>
                    </div>
                }.into_any())}
            </search>
        }
        .into_any();
        // A young person sees the ideas first.
        let filters = if untrack(move || here.is_theirs()) {
            view! { <details class="fold"><summary>"Search the ideas"</summary>{filters}</details> }
                .into_any()
        } else {
            filters
        };
        view! { {filters}{list} }.into_any()
    }
}

fn level_of(word: &str) -> Option<Level> {
    match word {
        "full_support" => Some(Level::FullSupport),
        "some_support" => Some(Level::SomeSupport),
        "own" => Some(Level::Own),
        _ => None,
    }
}

/// An idea: a picture, its words as this lens says them, and the way to make it a goal.
fn idea_card(here: Here, idea: &Idea, lens: Lens, at: usize) -> AnyView {
    let class = ["card idea ", words::part_class(Some(idea.part))].concat();
    let href = here.href(&["goals/new/idea/", &idea.id].concat());
    let said = words::named(&wording(idea, lens.voice(), false), &here.name());
    let body = if lens == Lens::YoungPerson && here.reading.easy_read() {
        view! { <EasyRows lines=idea.easy.clone() name=here.name() /> }.into_any()
    } else {
        view! { <div class="idea-words">{picture(&idea.picture)}<p>{said.clone()}</p></div> }.into_any()
    };
    let level = match idea.level {
        Level::FullSupport => "Full help",
        Level::SomeSupport => "Some help",
        Level::Own => "Mostly alone",
    };
    let about = (lens != Lens::YoungPerson).then(|| {
        let line = [words::part_words(idea.part), " · ", level].concat();
        view! { <p class="quiet">{line}</p> }.into_any()
    });
    let choose = if lens == Lens::YoungPerson { "I choose this" } else { "Use this idea" };
    view! {
        <li class=class>
            {body}
            {about}
            <p><a class="button" id=["idea-", &at.to_string()].concat() href=href>{choose}<span class="heard-only">{[": ", &said].concat()}</span></a></p>
        </li>
    }
    .into_any()
}

/// How it was shown, who says so and when: for what nobody said in words.
#[derive(Clone, Copy)]
pub struct ShowedForm {
    /// Whether it is used.
    pub used: RwSignal<bool>,
    how: RwSignal<Vec<String>>,
    who: RwSignal<String>,
    on: DateText,
}

impl ShowedForm {
    /// As it is recorded, or empty with today's date.
    pub fn of(showed: Option<Showed>, today: NaiveDate) -> Self {
        let used = showed.is_some();
        let showed = showed.unwrap_or_default();
        Self {
            used: RwSignal::new(used),
            how: RwSignal::new(showed.how.iter().map(|word| (*word).to_owned()).collect()),
            who: RwSignal::new(showed.who),
            on: DateText::showing(Some(showed.on.unwrap_or(today))),
        }
    }

    /// What was entered, or what is missing.
    pub fn read(self, today: NaiveDate) -> Result<Option<Showed>, Problem> {
        if !self.used.get_untracked() {
            return Ok(None);
        }
        let chosen = self.how.get_untracked();
        let how: Vec<&'static str> = SIGNS
            .iter()
            .map(|(word, ..)| *word)
            .filter(|word| chosen.iter().any(|one| one == word))
            .collect();
        if how.is_empty() {
            return Err(Problem { field: "sign-0", words: "Choose how it was shown".to_owned() });
        }
        let who = typed(&self.who.get_untracked()).ok_or_else(|| Problem {
            field: "showed-who",
            words: "Enter who saw it and says so".to_owned(),
        })?;
        let wrong = |words: String| Problem { field: "seen-day", words };
        let on = self.on.read().map_err(|error| wrong(error.message("The day it was seen")))?;
        if on > today {
            return Err(wrong("The day it was seen must be today or before".to_owned()));
        }
        Ok(Some(Showed { how, who, on: Some(on) }))
    }

    /// The switch, and below it the fields while it is used.
    pub fn view(self, name: &str, problem: RwSignal<Option<Problem>>) -> AnyView {
        let error = move |field: &'static str| {
            problem.with(|problem| {
                problem.as_ref().filter(|one| one.field == field).map(|one| one.words.clone())
            })
        };
        let beside = move |field: &'static str| live(move || error(field).map(|words| field_error(&words)));
        let seen_error = Memo::new(move |_| error("seen-day"));
        let label = if name.is_empty() { "the young person".to_owned() } else { name.to_owned() };
        let label = ["Nobody used words: ", &label, " showed it"].concat();
        let fields = live(move || {
            self.used.get().then(|| {
                let tile = |(word, label, image): &(&str, &str, &str)| Tile::pictured(word, label, image);
                let legend = view! { <span>"How was it shown?"</span> }.into_any();
                view! {
                    <div class="stack showed">
                        {beside("sign-0")}
                        {tiles("sign", Pick::Any, legend, SIGNS.iter().map(tile).collect(), self.how, None)}
                        <div class="field">
                            <label for="showed-who">"Who saw it and says so?"</label>
                            {beside("showed-who")}
                            <input id="showed-who" type="text" autocomplete="off" maxlength="200" prop:value=self.who on:input=on(move |event| self.who.set(event_target_value(&event))) />
                        </div>
                        <DateBoxes text=self.on legend="When was it seen?" hint="" id="seen" error=seen_error />
                    </div>
                }
                .into_any()
            })
        });
        view! {
            <div class="stack">
                <div class="choice">
                    <input type="checkbox" id="showed-used" prop:checked=self.used on:change=on(move |event| self.used.set(event_target_checked(&event))) />
                    <label for="showed-used">{label}</label>
                </div>
                {fields}
            </div>
        }
        .into_any()
    }
}

/// By when: one of the choices, a day of one's own, or not known yet.
#[derive(Clone, Copy)]
pub struct WhenForm {
    choices: StoredValue<Vec<When>>,
    chosen: RwSignal<Vec<String>>,
    own: DateText,
}

/// The word for a day of one's own among the choices.
const OWN_DAY: &str = "own";
/// The word for no day.
const NO_DAY: &str = "none";

impl WhenForm {
    /// As it is set.
    pub fn of(here: Here, set: Option<When>) -> Self {
        let (born, offset) = here.born();
        let choices = whens(born, offset, here.today());
        let is_choice = set.as_ref().is_some_and(|set| choices.contains(set));
        let word = match &set {
            Some(set) if is_choice => onward_core::calendar::iso(set.day),
            Some(_) => OWN_DAY.to_owned(),
            None => NO_DAY.to_owned(),
        };
        let own = set.filter(|_| !is_choice).map(|set| set.day);
        Self {
            choices: StoredValue::new(choices),
            chosen: RwSignal::new(vec![word]),
            own: DateText::showing(own),
        }
    }

    /// What was chosen, or what is wrong.
    pub fn read(self, today: NaiveDate) -> Result<Option<When>, Problem> {
        let chosen = self.chosen.get_untracked();
        match chosen.first().map_or(NO_DAY, String::as_str) {
            NO_DAY => Ok(None),
            OWN_DAY => {
                let wrong = |words: String| Problem { field: "by-day", words };
                let day = self.own.read().map_err(|error| wrong(error.message("The day")))?;
                if day < today || day > latest_by(today) {
                    return Err(wrong("The day must be today or later, and within 25 years".to_owned()));
                }
                Ok(Some(When::on(day)))
            }
            iso => Ok(chosen_when(self.choices.get_value(), iso)),
        }
    }

    /// The choices.
    pub fn view(self, ask: &str, error: Memo<Option<String>>) -> AnyView {
        let mut options: Vec<Tile> = self
            .choices
            .get_value()
            .iter()
            .map(|when| {
                let label =
                    [super::goals::capital(&when.words).as_str(), " (", &date_short(when.day), ")"].concat();
                Tile::plain(&onward_core::calendar::iso(when.day), &label, "")
            })
            .collect();
        options.push(Tile::plain(OWN_DAY, "Another day", ""));
        options.push(Tile::plain(NO_DAY, "Not known yet", ""));
        let legend = view! { <span>{ask.to_owned()}</span> }.into_any();
        let own = live(move || {
            self.chosen.with(|chosen| chosen.iter().any(|word| word == OWN_DAY)).then(|| {
                view! { <DateBoxes text=self.own legend="By which day?" hint="For example, 31 8 2028" id="by" error=error /> }
                    .into_any()
            })
        });
        view! { <div class="stack">{tiles("when", Pick::One, legend, options, self.chosen, None)}{own}</div> }
            .into_any()
    }
}

/// The form of a new goal. In the young person's lens it asks for the words only.
fn form(here: Here, lens: Lens, part: Option<Part>, from: Option<Seed>) -> AnyView {
    let theirs = lens == Lens::YoungPerson;
    let today = here.today();
    let idea = match &from {
        Some(Seed::Idea(idea)) => Some(idea.clone()),
        _ => None,
    };
    let name = here.name();
    let worded = {
        let (idea, name) = (idea.clone(), name.clone());
        move |without_words: bool| match &idea {
            Some(idea) => words::named(&wording(idea, lens.voice(), without_words), &name),
            None => String::new(),
        }
    };
    let begin = match &from {
        Some(Seed::Statement(statement)) if theirs => statement.says.clone(),
        _ => worded(false),
    };
    let pictures = RwSignal::new(Vec::<String>::new());
    let text = RwSignal::new(begin.clone());
    let offered = StoredValue::new(begin);
    let showed = ShowedForm::of(None, today);
    // The words of the idea follow the choice until somebody has changed them.
    Effect::new(move |_| {
        let now = worded(showed.used.get());
        let untouched = offered.with_value(|offered| text.with_untracked(|text| text == offered));
        if untouched && !now.is_empty() {
            offered.set_value(now.clone());
            text.set(now);
        }
    });
    let part_chosen =
        RwSignal::new(part.map(|part| part_word(part).to_owned()).into_iter().collect::<Vec<_>>());
    let who = RwSignal::new(String::new());
    let helps = RwSignal::new(String::new());
    let when = WhenForm::of(here, None);
    let steps = RwSignal::new(Vec::<String>::new());
    let own_steps = RwSignal::new(String::new());
    let level = idea.as_ref().map(|idea| idea.level);
    let (seed_id, seed_picture) = match &from {
        Some(Seed::Idea(idea)) => (idea.id.clone(), Some(idea.picture.clone())),
        Some(Seed::Statement(item)) => (item.id.clone(), item.easy.first().map(|line| line.picture.clone())),
        None => (String::new(), None),
    };
    let problem = RwSignal::new(None::<Problem>);
    let error_of = move |fields: &'static [&'static str]| {
        Memo::new(move |_| {
            problem.with(|problem| {
                problem.as_ref().filter(|one| fields.contains(&one.field)).map(|one| one.words.clone())
            })
        })
    };
    let text_error = error_of(&["goal-what"]);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let read = || -> Result<NewGoal, Problem> {
            let what = text.get_untracked();
            let mut chosen = pictures.get_untracked();
            if what.trim().is_empty() && chosen.is_empty() {
                let words = "Write the goal in words, or choose a picture for it".to_owned();
                return Err(Problem { field: "goal-what", words });
            }
            let part = part_chosen.with_untracked(|part| part.first().and_then(|word| part_of_word(word)));
            if part.is_none() {
                return Err(Problem { field: "part-0", words: "Choose a part of life".to_owned() });
            }
            if let Some(picture) = seed_picture.clone().filter(|_| chosen.is_empty()) {
                chosen.push(picture);
            }
            let showed = showed.read(today)?;
            let by = if theirs { None } else { when.read(today)? };
            Ok(NewGoal {
                what,
                idea: seed_id.clone(),
                part,
                pictures: chosen,
                who: who.get_untracked(),
                helps: helps.get_untracked(),
                by,
                showed,
            })
        };
        match read() {
            Err(found) => problem.set(Some(found)),
            Ok(goal) => {
                problem.set(None);
                let (id, by) = (new_id(), here.reading.author());
                let mut edits: Vec<Edit> = start(&id, goal, &by);
                if !theirs {
                    let own = own_steps.get_untracked();
                    let own = own.lines().filter_map(typed);
                    let all = steps.get_untracked().into_iter().chain(own).map(|what| (new_id(), what));
                    edits.extend(add_small_steps(&id, 0, all, &by));
                }
                here.edit(edits, "Goal added");
                let next = if theirs { "/start/who" } else { "" };
                here.go_in_place(&["goals/", id.as_str(), next].concat());
            }
        }
    };
    let title = if theirs { "My goal, my way" } else { "A new goal" };
    let back_to = match (theirs, part) {
        (true, Some(part)) => ["goals/new/", part_word(part)].concat(),
        _ => "goals".to_owned(),
    };
    let easy = idea
        .as_ref()
        .filter(|_| theirs && here.reading.easy_read())
        .map(|idea| view! { <EasyRows lines=idea.easy.clone() name=here.name() /> }.into_any());
    let label = {
        let name = name.clone();
        live(move || match (showed.used.get(), theirs) {
            (true, _) if name.is_empty() => "What was shown".to_owned(),
            (true, _) => ["What ", &name, " showed"].concat(),
            (false, true) => "My words".to_owned(),
            (false, false) => "The goal, in plain words".to_owned(),
        })
    };
    let shelf = here.shelf();
    let (born, offset) = here.born();
    let ages = born.map(|born| bands(born, offset, today)).unwrap_or_default();
    let first = ideas(&shelf.national.goals, &Wanted { ages, part, ..Wanted::default() });
    let images = all_pictures(&shelf, &first);
    let by_pictures = {
        let content = finder(images, pictures);
        let is_open = theirs && from.is_none();
        view! {
            <details class="fold" open=is_open>
                <summary>{if theirs { "Say it with pictures" } else { "Add pictures" }}</summary>
                {content}
            </details>
        }
        .into_any()
    };
    let choose_part = (part.is_none()).then(|| {
        let tile =
            |(part, word): (Part, &'static str)| Tile::plain(word, words::part_words(part), part_icon(part));
        let legend = view! { <span>"Part of life"</span> }.into_any();
        tiles("part", Pick::One, legend, PARTS.into_iter().map(tile).collect(), part_chosen, None)
    });
    let more = (!theirs).then(|| {
        let suggestions =
            suggested_steps(level).into_iter().map(|step| Tile::plain(step, step, "")).collect::<Vec<_>>();
        let legend = view! { <span>"Small steps to begin with"</span> }.into_any();
        view! {
            {text_field("goal-who", "Who helps? (optional)", who)}
            {text_field("goal-helps", "What helps? (optional)", helps)}
            {when.view("By when?", error_of(&["by-day"]))}
            {tiles("suggested", Pick::Any, legend, suggestions, steps, None)}
            <div class="field">
                <label for="own-steps">"Other small steps, one on each line (optional)"</label>
                <textarea id="own-steps" rows="3" maxlength=MOST_LETTERS prop:value=own_steps on:input=on(move |event| own_steps.set(event_target_value(&event)))></textarea>
            </div>
        }
        .into_any()
    });
    let look = (!theirs && from.is_none()).then(|| {
        view! { <p><a class="button button-quiet" href=here.href("goals/ideas")>"Look at ideas first"</a></p> }.into_any()
    });
    let hint = match (theirs, &from) {
        (_, Some(Seed::Statement(statement))) if !theirs => {
            Some(["From the readiness check: ", &statement.says].concat())
        }
        (true, _) => Some("Nobody else changes your words.".to_owned()),
        (false, _) => {
            Some("A good goal says what will be different, where, how often and with what help.".to_owned())
        }
    };
    let part_line = part.map(super::goals::part_title);
    view! {
        <div class="stack narrow">
            {back(here, &back_to, "‹ Back")}
            <ErrorSummary problem=problem />
            <Heading title="A new goal">{title}</Heading>
            {part_line}
            {easy}
            {look}
            <WhoIsWriting />
            <div hidden=move || !may_write_now()>
            <form class="stack goal-form" novalidate on:submit=on(send)>
                {choose_part}
                <div class="field">
                    <label for="goal-what">{label}</label>
                    {hint.map(|hint| view! { <p class="hint" id="goal-hint">{hint}</p> }.into_any())}
                    {move || text_error.get().map(|words| view! { <p class="field-error" id="goal-what-error"><span class="heard-only">"Error: "</span>{words}</p> }.into_any())}
                    <textarea
                        id="goal-what"
                        class="goal-text"
                        rows="3"
                        maxlength=MOST_LETTERS
                        aria-describedby="goal-hint"
                        prop:value=text
                        on:input=on(move |event| text.set(event_target_value(&event)))
                    ></textarea>
                </div>
                {by_pictures}
                {showed.view(&name, problem)}
                {more}
                <p><button type="submit" class="button button-first">{if theirs { "This is my goal" } else { "Add this goal" }}</button></p>
            </form>
            </div>
        </div>
    }
    .into_any()
}

/// What is wrong with a field, beside it.
fn field_error(words: &str) -> AnyView {
    view! { <p class="field-error"><span class="heard-only">"Error: "</span>{words.to_owned()}</p> }
        .into_any()
}

/// A line to write in.
pub fn text_field(id: &'static str, label: &'static str, text: RwSignal<String>) -> AnyView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input id=id type="text" autocomplete="off" maxlength="400" prop:value=text on:input=on(move |event| text.set(event_target_value(&event))) />
        </div>
    }
    .into_any()
}

/// One idea as a line of Easy Read, for pages that ask.
pub fn easy_line(picture: &str, words: &str) -> Vec<EasyLine> {
    vec![EasyLine { picture: picture.to_owned(), words: words.to_owned() }]
}
