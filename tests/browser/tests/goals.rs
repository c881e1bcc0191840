//! Goals as three people set them, the readiness check, and the countdown: whole stories, from the first
//! page to what is kept.

use onward_browser_tests::{DESK, NARROW, PHONE, Reply, Visit};
use serde_json::json;
use thirtyfour::Key;

/// A made-up person: name, and date of birth as typed.
type Person = (&'static str, (&'static str, &'static str, &'static str));

/// Nine years old, in Year 5.
const DAN: Person = ("Dan", ("3", "2", "2017"));
/// Fifteen, in Year 11.
const EVE: Person = ("Eve", ("5", "5", "2011"));
/// Nineteen.
const KIT: Person = ("Kit", ("1", "5", "2007"));

/// A plan for somebody at a special school, by the real questions; returns its id.
async fn plan_of(visit: &Visit, (name, (day, month, year)): Person) -> String {
    visit.goto("").await;
    visit.press_starting("I am a parent or carer").await;
    visit.heading_is("Start a plan").await;
    visit.press("Yes, my own or my family’s").await;
    visit.heading_is("What shall we call your child?").await;
    visit.fill("Name or nickname (optional)", name).await;
    visit.press("Continue").await;
    visit.heading_is(&format!("What is {name}’s date of birth?")).await;
    visit.reply(Reply::Date(day, month, year)).await;
    visit.press("Continue").await;
    visit.heading_is(&format!("Which council does {name} live in?")).await;
    visit.choose("Kent").await;
    visit.press("Continue").await;
    visit.heading_is(&format!("What extra help for learning does {name} have?")).await;
    visit.choose("SEN support at nursery, school or college").await;
    visit.press("Continue").await;
    visit.heading_is(&format!("Where is {name} now?")).await;
    visit.choose("At a special school").await;
    visit.press("Continue").await;
    visit.until(&format!("document.querySelector('main h1').innerText !== 'Where is {name} now?'")).await;
    while !visit.is("location.pathname.endsWith('/start/check')").await {
        let asked = visit.words_of("main h1").await;
        visit.choose("I’m not sure").await;
        visit.press("Continue").await;
        visit.until(&format!("document.querySelector('main h1').innerText !== {asked:?}")).await;
    }
    visit.press("Show the path").await;
    visit.until("document.querySelector('.hero h1')").await;
    visit.plan_id().await
}

/// Looks through a lens, by the word of its switch.
async fn through(visit: &Visit, lens: &str) {
    visit.run(&format!("document.getElementById('{lens}').click()")).await;
    visit
        .until(&format!("document.getElementById('{lens}').checked && document.querySelector('main h1')"))
        .await;
}

/// Opens the goals of the plan by the navigation.
async fn open_goals(visit: &Visit) {
    visit.press("Goals").await;
    visit.until("document.querySelector('.goal-parts')").await;
}

/// Says that the person writes themselves.
async fn i_am_writing(visit: &Visit) {
    visit.press("Me").await;
    visit.sees("You are writing.").await;
}

/// Checks a box that lies over its label.
async fn tick(visit: &Visit, label: &str) {
    visit.choose(label).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nine_year_old_sets_a_goal_by_pictures_only() {
    let visit = Visit::begin(PHONE).await;
    plan_of(&visit, DAN).await;
    through(&visit, "young-person").await;
    open_goals(&visit).await;
    visit.heading_is("My goals").await;
    visit.press("Add a goal: Health").await;
    visit.heading_is("Pick an idea, or say it your way").await;
    // Nothing but ideas of the age, each with its picture drawn.
    visit
        .until(
            "document.querySelectorAll('.idea').length >= 3 && [...document.querySelectorAll('.idea')].every(idea => \
             idea.querySelector('svg.picture use').getBBox().width > 0)",
        )
        .await;
    visit.press("Use my own words or pictures").await;
    visit.heading_is("My goal, my way").await;
    i_am_writing(&visit).await;
    visit.fill("Find a picture", "swim").await;
    tick(&visit, "swim").await;
    visit.until("document.querySelector('.picked')?.innerText.includes('swim')").await;
    visit.press("This is my goal").await;
    visit.heading_is("Who helps you with it?").await;
    tick(&visit, "My friend").await;
    visit.press("Continue").await;
    visit.heading_is("What helps you?").await;
    visit.press("Skip this").await;
    visit.heading_is("When would you like to do it by?").await;
    tick(&visit, "By the end of Year 5 (31 August 2027)").await;
    visit.press("Continue").await;
    visit.heading_is("My small steps").await;
    visit.press("Watch somebody do it").await;
    visit.until("document.querySelector('.small-steps')?.innerText.includes('Watch somebody do it')").await;
    visit.press("Show my goal").await;
    visit.sees("Small step: Watch somebody do it").await;
    visit.sees("By the end of Year 5, 31 August 2027").await;
    tick(&visit, "With support").await;
    visit.sees("You can do every small step.").await;
    visit.saved().await;
    // No number is said at the person, and nothing is red.
    let said = visit.words_of(".goal-top").await;
    assert!(!said.chars().any(|letter| letter.is_ascii_digit()), "{said}");
    visit.reload().await;
    visit.sees("You can do every small step.").await;
    assert!(visit.is("document.querySelector('.goal-top .picked-pictures')").await);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fifteen_year_old_sets_a_goal_in_easy_read_and_keeps_the_words() {
    let visit = Visit::begin(PHONE).await;
    let plan = plan_of(&visit, EVE).await;
    through(&visit, "young-person").await;
    open_goals(&visit).await;
    visit.until("document.querySelectorAll('.easy li').length >= 2").await;
    visit.press("Add a goal: Home and independence").await;
    visit.press("Search the ideas").await;
    visit.fill("Look for a word", "buss").await;
    visit.until("document.querySelector('.idea')?.innerText.includes('bus')").await;
    visit.press_starting("I choose this").await;
    visit.heading_is("My goal, my way").await;
    visit.until("document.querySelectorAll('.easy li').length >= 2").await;
    i_am_writing(&visit).await;
    visit.fill("My words", "I want to get the bus to town on my own.").await;
    visit.press("This is my goal").await;
    visit.heading_is("Who helps you with it?").await;
    visit.press("Skip this").await;
    visit.press("Skip this").await;
    visit.press("Skip this").await;
    visit.heading_is("My small steps").await;
    visit.fill("A small step in your own words", "Ask for the bus times").await;
    visit.press("Add this small step").await;
    visit.press("Do it alone once").await;
    visit.press("Show my goal").await;
    visit.sees("“I want to get the bus to town on my own.”").await;
    // Others see the same words and may only write beside them.
    through(&visit, "school").await;
    visit.sees("“I want to get the bus to town on my own.”").await;
    visit.sees("These are their own words.").await;
    assert!(!visit.page().await.contains("Change the words"));
    visit.fill("Write a note beside the goal", "The 14 stops at the gate.").await;
    visit.press("Add this note").await;
    visit.sees("The 14 stops at the gate.").await;
    visit.sees("· school").await;
    // Even an address that changes words does not.
    let place = visit.place().await;
    visit.goto(&format!("{place}/words")).await;
    visit.sees("You can write a note beside the goal.").await;
    assert!(!visit.is("document.querySelector('#goal-what')").await);
    // Changed by the person: the earlier wording is kept in sight.
    visit.goto(&place).await;
    through(&visit, "young-person").await;
    visit.press("Change my words").await;
    i_am_writing(&visit).await;
    visit.fill("My words", "I want to get the train.").await;
    visit.press("Save").await;
    visit.sees("“I want to get the train.”").await;
    visit.press("Undo").await;
    visit.sees("“I want to get the bus to town on my own.”").await;
    visit.saved().await;
    visit.goto(&format!("plan/{plan}/goals")).await;
    visit.sees("You are ready to start.").await;
    visit.sees("Small step: Ask for the bus times").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parent_records_what_a_nineteen_year_old_showed() {
    let visit = Visit::begin(DESK).await;
    let plan = plan_of(&visit, KIT).await;
    open_goals(&visit).await;
    visit.press("Ideas for goals").await;
    visit.heading_is("Ideas for goals").await;
    visit.run("const level = document.getElementById('idea-level'); level.value = 'full_support'; level.dispatchEvent(new Event('change'))").await;
    visit.fill("Look for a word", "community role").await;
    visit.until("document.querySelector('.idea')?.innerText.includes('community role')").await;
    // Said of somebody else, an idea is never in the first person.
    assert!(!visit.words_of(".idea").await.starts_with("I "));
    visit.press_starting("Use this idea").await;
    visit.heading_is("A new goal").await;
    visit.until("document.getElementById('goal-what').value.startsWith('Spends part of each week')").await;
    visit.choose("Nobody used words: Kit showed it").await;
    visit.until("document.getElementById('goal-what').value.startsWith('Kit ')").await;
    visit.press("Add this goal").await;
    visit.sees("Choose how it was shown").await;
    tick(&visit, "Looked at it").await;
    tick(&visit, "Smiled").await;
    visit.press("Add this goal").await;
    visit.sees("Enter who saw it and says so").await;
    visit.fill("Who saw it and says so?", "Jo, his support worker").await;
    visit.press("Add this goal").await;
    visit.sees("How it was shown: Looked at it, Smiled. Who says so: Jo, his support worker. Seen on 22 November 2026.").await;
    let words = visit.words_of("main h1").await;
    assert!(words.contains("Kit ") && !words.contains('“') && !words.contains(" I "), "{words}");
    // The young person's lens does not turn it into a first person either.
    through(&visit, "young-person").await;
    visit.sees("How it was shown: Looked at it, Smiled.").await;
    assert!(!visit.words_of("main h1").await.contains('“'));
    visit.saved().await;
    visit.goto(&format!("plan/{plan}/goals/sheet")).await;
    visit.sees("How it was shown: Looked at it, Smiled.").await;
    visit.end().await;
}

/// A goal of Eve's with two small steps, at its page, in the young person's lens.
async fn goal_of_eve(visit: &Visit) -> String {
    plan_of(visit, EVE).await;
    through(visit, "young-person").await;
    open_goals(visit).await;
    visit.press("Add a goal: Work and learning").await;
    visit.press("Use my own words or pictures").await;
    i_am_writing(visit).await;
    visit.fill("My words", "I want to work with animals.").await;
    visit.press("This is my goal").await;
    for _ in 0..3 {
        visit.press("Skip this").await;
    }
    visit.press("Find out how it is done").await;
    visit.press("Do one part of it").await;
    visit.press("Show my goal").await;
    visit.sees("“I want to work with animals.”").await;
    visit.place().await
}

#[tokio::test(flavor = "multi_thread")]
async fn pausing_finishing_and_taking_away_are_taken_back() {
    let visit = Visit::begin(DESK).await;
    let place = goal_of_eve(&visit).await;
    visit.press("Pause for now").await;
    visit.until("document.querySelector('.goal-stand strong').innerText === 'Paused'").await;
    assert_eq!(visit.run("return document.activeElement.id").await, "goal-again");
    visit.press("Undo").await;
    visit.until("document.querySelector('.goal-stand strong').innerText === 'Doing it'").await;
    visit.press("I did it: finish this goal").await;
    visit.sees("You did it. Well done. 22 November 2026.").await;
    visit.press("Back to my goals").await;
    visit.sees("What I have done").await;
    visit.sees("Finished on 22 November 2026.").await;
    visit.back().await;
    visit.press("Go on with this goal").await;
    visit.until("document.querySelector('.goal-stand strong').innerText === 'Doing it'").await;
    visit.press("Take this goal away").await;
    visit
        .until("location.pathname.endsWith('/goals') && !document.body.innerText.includes('animals.”')")
        .await;
    visit.press("Undo").await;
    visit.sees("“I want to work with animals.”").await;
    // Private: marked, and not on a sheet unless asked for there and then.
    visit.goto(&place).await;
    visit.press("Me").await;
    visit.choose("Only for me: never in anything for others").await;
    visit.saved().await;
    let sheet = place.rsplit_once('/').unwrap().0.to_owned() + "/sheet";
    visit.goto(&sheet).await;
    visit.until("document.querySelector('.sheet')").await;
    assert!(!visit.words_of(".sheet").await.contains("animals"));
    visit.choose("Put private goals on it too: a sheet for me only").await;
    visit.until("document.querySelector('.sheet').innerText.includes('animals')").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_goal_is_linked_with_a_step_of_the_path() {
    let visit = Visit::begin(DESK).await;
    goal_of_eve(&visit).await;
    let title = visit
        .text_of("const list = document.getElementById('link-step'); list.selectedIndex = 1; list.dispatchEvent(new Event('change')); return list.options[1].text")
        .await;
    visit.press("Put it with the goal").await;
    visit
        .until(&format!("document.querySelector('.goal-links a')?.innerText.trim() === {title:?}.trim()"))
        .await;
    visit.run("document.querySelector('.goal-links a').click()").await;
    visit.until("location.pathname.includes('/step/')").await;
    visit.back().await;
    visit.press_starting("Take away: ").await;
    visit.sees("No step of the path is put with this goal yet.").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_way_to_a_goal_goes_by_keyboard() {
    let visit = Visit::begin(DESK).await;
    plan_of(&visit, EVE).await;
    through(&visit, "young-person").await;
    open_goals(&visit).await;
    // To what has these words, by the Tab key alone; everything on the way shows where the focus is.
    let tab_to = async |words: &str| {
        for _ in 0..120 {
            visit.press_key(Key::Tab).await;
            let here = visit
                .text_of(
                    "const at = document.activeElement; const plain = text => (text || '').replace(/\\s+/g, ' ').trim(); \
                     return plain(at.labels?.[0]?.innerText || at.getAttribute('aria-label') || at.innerText).replace(' :', ':')",
                )
                .await;
            if here == words || here.starts_with(&format!("{words}:")) {
                return;
            }
        }
        panic!("the Tab key never reached “{words}”\n{}", visit.page().await);
    };
    tab_to("Add a goal").await;
    visit.press_key(Key::Enter).await;
    visit.heading_is("Pick an idea, or say it your way").await;
    visit.until("document.activeElement.tagName === 'H1'").await;
    tab_to("Use my own words or pictures").await;
    visit.press_key(Key::Enter).await;
    visit.heading_is("My goal, my way").await;
    tab_to("Me").await;
    visit.press_key(Key::Enter).await;
    visit.sees("You are writing.").await;
    tab_to("My words").await;
    visit.type_keys("I want to cook.").await;
    tab_to("This is my goal").await;
    visit.press_key(Key::Enter).await;
    visit.heading_is("Who helps you with it?").await;
    tab_to("My mum or dad").await;
    visit.type_keys(" ").await;
    tab_to("Continue").await;
    visit.press_key(Key::Enter).await;
    visit.heading_is("What helps you?").await;
    tab_to("Skip this").await;
    visit.press_key(Key::Enter).await;
    visit.heading_is("When would you like to do it by?").await;
    tab_to("Continue").await;
    visit.press_key(Key::Enter).await;
    visit.heading_is("My small steps").await;
    tab_to("Find out how it is done").await;
    visit.press_key(Key::Enter).await;
    tab_to("Show my goal").await;
    visit.press_key(Key::Enter).await;
    visit.sees("Small step: Find out how it is done").await;
    visit.sees("My mum or dad").await;
    tab_to("Yes").await;
    visit.type_keys(" ").await;
    visit.sees("You can do every small step.").await;
    visit.until("document.activeElement.closest('.tile, #small-step-title')").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn readiness_is_compared_and_becomes_a_goal() {
    let visit = Visit::begin(PHONE).await;
    plan_of(&visit, EVE).await;
    through(&visit, "young-person").await;
    open_goals(&visit).await;
    visit.press("Am I ready? A check for you").await;
    visit.heading_is("Am I ready?").await;
    i_am_writing(&visit).await;
    let answer = async |row: usize, at: usize| {
        visit
            .run(&format!(
                "document.querySelectorAll('.ready-item')[{row}].querySelectorAll('input')[{at}].click()"
            ))
            .await;
        visit
            .until(&format!(
                "document.querySelectorAll('.ready-item')[{row}].querySelectorAll('input')[{at}].checked"
            ))
            .await;
    };
    answer(0, 0).await;
    answer(1, 2).await;
    visit.saved().await;
    visit.sees("What would you like to work on?").await;
    through(&visit, "parent").await;
    visit.sees("About Eve, as you see it").await;
    // The parent's own list of 12 comes first.
    answer(12, 0).await;
    answer(13, 0).await;
    visit.press("Compare the answers").await;
    visit.heading_is("Where you agree and differ").await;
    visit.sees("You see this differently").await;
    visit.sees("You say the same").await;
    assert_eq!(visit.run("return document.querySelectorAll('.compare-row').length").await, json!(2));
    visit.press("The same as a table").await;
    let cells = visit.run("return [...document.querySelectorAll('tbody tr')].map(row => [...row.querySelectorAll('td')].map(cell => cell.innerText))").await;
    assert_eq!(cells, json!([["Not yet", "Yes"], ["Yes", "Yes"]]));
    // Nothing is counted anywhere.
    assert!(!visit.words_of("main .narrow").await.contains('%'));
    // A later check stands beside the first.
    visit.saved().await;
    let place = visit.place().await;
    visit.pretend("2027-05-10").await;
    visit.goto(place.strip_suffix("/compare").unwrap()).await;
    through(&visit, "young-person").await;
    visit.press("Me").await;
    visit.press("Go through it again").await;
    answer(1, 1).await;
    visit.sees("Before: Not yet (22 November 2026)").await;
    visit.press_starting("Make it a goal").await;
    visit.heading_is("My goal, my way").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_countdown_shows_only_once_it_is_switched_on() {
    let visit = Visit::begin(PHONE).await;
    let plan = plan_of(&visit, DAN).await;
    through(&visit, "young-person").await;
    open_goals(&visit).await;
    assert!(!visit.page().await.contains("My new place"));
    through(&visit, "parent").await;
    visit.press("Countdown to a new place").await;
    visit.heading_is("Countdown to a new place").await;
    visit.press("Switch it on").await;
    visit.fill("Name of the new place", "Hill School").await;
    visit.reply(Reply::Date("7", "12", "2026")).await;
    visit.press("Save").await;
    visit.sees("The first day at Hill School is Monday 7 December 2026").await;
    visit.press("Add to the bag").await;
    visit.press("Lunch").await;
    visit.until("document.querySelector('.bag')?.innerText.includes('Lunch')").await;
    visit.saved().await;
    visit.goto(&format!("plan/{plan}/goals")).await;
    through(&visit, "young-person").await;
    visit.press("My new place").await;
    visit.sees("You start at Hill School on Monday 7 December 2026").await;
    visit.press("Me").await;
    visit.press("Cross off Sunday 22 November 2026").await;
    visit.until("document.querySelector('.day-box[aria-pressed=true]')").await;
    assert!(!visit.is("[...document.querySelectorAll('.day-box')].some(day => day.getAttribute('aria-label').includes('23 November'))").await, "tomorrow cannot be crossed off");
    visit.choose("Lunch").await;
    visit.saved().await;
    visit.press("Switch the countdown off").await;
    visit.sees("Switch it on").await;
    visit.press("Undo").await;
    visit.until("document.querySelector('.days')").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_ideas_the_page_says_so_and_tries_again() {
    let visit = Visit::begin(DESK).await;
    plan_of(&visit, EVE).await;
    visit.saved().await;
    let real = "window.realFetch ??= window.fetch; ";
    visit
        .run(&format!("{real} window.fetch = (what, ...rest) => String(what).includes('person-') ? Promise.reject(new TypeError('offline')) : window.realFetch(what, ...rest)"))
        .await;
    visit.press("Goals").await;
    visit.heading_is("This page is not on this device yet").await;
    visit.run("window.fetch = window.realFetch").await;
    visit.press("Try again").await;
    visit.until("document.querySelector('.goal-parts')").await;
    visit.end().await;
}

/// The pages of goals, readiness and countdown in each lens, with something on them.
async fn in_every_lens(visit: &Visit, look: impl AsyncFn(&Visit, &str)) {
    let goal = goal_of_eve(visit).await;
    let plan = goal.split('/').nth(2).unwrap().to_owned();
    visit.goto(&format!("plan/{plan}/readiness")).await;
    visit.press("Me").await;
    for row in 0..3 {
        visit
            .run(&format!(
                "document.querySelectorAll('.ready-item')[{row}].querySelectorAll('input')[{row}].click()"
            ))
            .await;
    }
    through(visit, "parent").await;
    visit.sees("About Eve").await;
    for row in 12..15 {
        visit
            .run(&format!(
                "document.querySelectorAll('.ready-item')[{row}].querySelectorAll('input')[0].click()"
            ))
            .await;
    }
    visit.goto(&format!("plan/{plan}/countdown")).await;
    visit.press("Switch it on").await;
    visit.reply(Reply::Date("7", "12", "2026")).await;
    visit.press("Save").await;
    visit.until("document.querySelector('.days')").await;
    visit.saved().await;
    for lens in ["young-person", "parent", "school"] {
        through(visit, lens).await;
        for page in [
            "goals",
            "goals/ideas",
            "goals/new",
            "goals/new/health/own",
            "goals/sheet",
            "readiness",
            "readiness/compare",
            "readiness/sheet",
            "countdown",
        ] {
            visit.goto(&format!("plan/{plan}/{page}")).await;
            visit.until("!document.querySelector('main').innerText.includes('Fetching')").await;
            if lens == "young-person" && visit.is("document.getElementById('writer-me')").await {
                visit.press("Me").await;
            }
            visit.run("document.querySelectorAll('details').forEach(fold => { fold.open = true; })").await;
            look(visit, &format!("{page}, {lens}")).await;
        }
        for page in ["", "/words", "/who", "/when", "/steps"] {
            visit.goto(&format!("{goal}{page}")).await;
            visit.until("!document.querySelector('main').innerText.includes('Fetching')").await;
            if lens == "young-person" && visit.is("document.getElementById('writer-me')").await {
                visit.press("Me").await;
            }
            look(visit, &format!("a goal{page}, {lens}")).await;
        }
    }
}

async fn axe_finds_nothing(window: (u32, u32)) {
    let visit = Visit::begin(window).await;
    let found = tokio::sync::Mutex::new(Vec::new());
    in_every_lens(&visit, async |visit, page| {
        for theme in ["light", "dark"] {
            visit.in_theme(theme).await;
            if let Some(violations) = visit.violations().await {
                found.lock().await.push(format!("{page}, {theme}: {violations}"));
            }
        }
    })
    .await;
    let found = found.into_inner();
    assert!(found.is_empty(), "{} pages:\n{}", found.len(), found.join("\n"));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_on_a_phone() {
    axe_finds_nothing(PHONE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_on_a_desk() {
    axe_finds_nothing(DESK).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_scrolls_sideways_on_the_narrowest_screen() {
    let visit = Visit::begin(NARROW).await;
    let found = tokio::sync::Mutex::new(Vec::new());
    in_every_lens(&visit, async |visit, page| {
        let width = visit.run("return document.documentElement.scrollWidth").await;
        if width != json!(NARROW.0) {
            found.lock().await.push(format!("{page}: {width} wide"));
        }
    })
    .await;
    let found = found.into_inner();
    assert!(found.is_empty(), "{}", found.join("\n"));
    visit.end().await;
}
