//! The main job from end to end: a family answers a few questions, sees its own path and works on it.
//!
//! The dates were worked out by hand from the facts' rows named beside them, on the pretended day,
//! Sunday 22 November 2026.

use onward_browser_tests::{Child, DESK, PHONE, Reply, Visit};

/// Opens the step whose row has this title, from the path.
async fn open_step(visit: &Visit, title: &str) {
    visit.press_starting(title).await;
    visit.heading_is(title).await;
    visit.sees("Where are you with this?").await;
    // The explanation comes with the details, after the first view.
    visit.sees("Why it matters").await;
    visit.sees("Checked on").await;
}

/// The first thing on the path: for whom and what, who does it, and by when.
async fn hero_says(visit: &Visit, what: &str, who: &str, when: &str) {
    let hero = visit.words_of(".hero").await;
    assert_eq!(hero, format!("{what} {who} does this. {when}"));
}

/// What a person leaves on a step: a status with a reason, a note and a date of their own. Every
/// status is set on the way, and each is on disk before the next.
async fn work_on_step(visit: &Visit, reason: &str, note: &str) {
    for status in ["Doing", "Waiting for", "Done", "Not started", "Not for us"] {
        visit.press_starting(status).await;
        visit
            .until(&format!(
                "[...document.querySelectorAll('button[aria-pressed=true]')].map(b => b.innerText.trim()).join() \
                 .startsWith({status:?})"
            ))
            .await;
        visit.saved().await;
    }
    visit.fill("Why not? (optional)", reason).await;
    visit.leave_field().await;
    visit.saved().await;
    visit.fill("Write a note", note).await;
    visit.press("Add this note").await;
    visit.sees(note).await;
    visit.press("Add a date, such as a meeting").await;
    visit.fill("Day", "12").await;
    visit.fill("Month", "feb").await;
    visit.fill("Year", "2027").await;
    visit.press("Save this date").await;
    // 12 February 2027 is a Friday, 82 days on.
    visit.sees("Your own date Friday 12 February 2027 11 weeks and 5 days away").await;
    visit.saved().await;
}

/// Everything [`work_on_step`] left is there.
async fn step_holds(visit: &Visit, reason: &str, note: &str) {
    visit
        .until("document.querySelector('button[aria-pressed=true]')?.innerText.trim() === 'Not for us'")
        .await;
    visit.until(&format!("document.getElementById('reason')?.value === {reason:?}")).await;
    visit.sees(note).await;
    visit.sees("Your own date Friday 12 February 2027").await;
}

/// The same step after a reload, and in a new tab by its address.
async fn step_stays(visit: &Visit, reason: &str, note: &str) {
    visit.reload().await;
    step_holds(visit, reason, note).await;
    let place = visit.place().await;
    visit.new_tab().await;
    visit.goto(&place).await;
    step_holds(visit, reason, note).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_3_year_old_with_portage_moves_to_reception() {
    let visit = Visit::begin(PHONE).await;
    visit.make_plan(&Child::AVA).await;
    let path = visit.place().await;

    // E02: 6 weeks from Monday 19 October 2026.
    visit.heading_is("Get the council's yes or no to an EHC assessment").await;
    hero_says(
        &visit,
        "Next for Ava Get the council's yes or no to an EHC assessment",
        "Kent County Council",
        "The last day is Monday 30 November 2026. That is 1 week and 1 day away. See what to do",
    )
    .await;
    let page = visit.page().await;
    for words in [
        // EY10, primary applications: 15 January.
        "Friday 15 January 2027, 7 weeks and 5 days away Apply for a Reception place",
        // E07: 20 weeks from the request.
        "Monday 8 March 2027, 15 weeks and 1 day away Get Ava’s final EHC plan",
        "The year before Reception: you are here",
    ] {
        assert!(page.contains(words), "{words:?} is not in {page}");
    }

    // Portage is asked about on the page of answers, and shows its step.
    assert!(!page.contains("Ask Portage to help Ava settle"), "{page}");
    visit.press("Answers").await;
    visit.heading_is("What this plan is based on").await;
    visit.press("Does Ava have home visits from Portage?").await;
    visit.heading_is("Does Ava have home visits from Portage?").await;
    visit.choose("Yes").await;
    visit.press("Save this answer").await;
    visit.heading_is("What this plan is based on").await;
    visit.saved().await;
    visit.goto(&path).await;
    visit.press("Show the steps: at any time").await;
    open_step(&visit, "Ask Portage to help Ava settle into nursery").await;
    visit.sees("No fixed date").await;

    work_on_step(&visit, "We have no nursery yet.", "Portage comes on Tuesdays.").await;
    step_stays(&visit, "We have no nursery yet.", "Portage comes on Tuesdays.").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_6_child_with_an_ehc_plan_moves_to_secondary_school() {
    let visit = Visit::begin(DESK).await;
    visit.make_plan(&Child::BEN).await;
    let path = visit.place().await;

    // E20: 12 weeks before Sunday 14 February 2027, which is today.
    hero_says(
        &visit,
        "Next for Ben Hold the review that plans the move to secondary",
        "School or college",
        "A good time is now. The last good day is today, Sunday 22 November 2026. See what to do",
    )
    .await;
    let page = visit.page().await;
    for words in [
        // E16: before 15 February of the year of the move, 85 days on.
        "Monday 15 February 2027, 12 weeks and 1 day away Get the secondary school named in Ben’s EHC plan",
        // E08: within 12 months beginning with 25 June 2026.
        "Thursday 24 June 2027, 30 weeks and 4 days away Finish Ben’s annual review with the council's decision",
        "Year 6: you are here",
        "Year 6 · has an EHC plan",
    ] {
        assert!(page.contains(words), "{words:?} is not in {page}");
    }
    // Next March he would be 11, so nothing of adult life yet.
    assert!(!page.contains("Four parts of adult life"), "{page}");

    // The legal date and Kent's own side by side.
    open_step(&visit, "Get the secondary school named in Ben’s EHC plan").await;
    visit.sees("Must be done before Monday 15 February 2027 12 weeks and 1 day away").await;
    visit
        .sees("Kent asks families for a school by about 15 July 2026 Given for 2023. Check with the council.")
        .await;

    work_on_step(&visit, "We stay at this school.", "Rang the council, they will write.").await;
    step_stays(&visit, "We stay at this school.", "Rang the council, they will write.").await;

    // The next day, nothing else has happened.
    visit.pretend("2026-11-23").await;
    visit.goto(&path).await;
    visit.press("Show the steps: Steps of Year 6").await;
    visit.sees("Not for us").await;
    visit.press_starting("Get the secondary school named in Ben’s EHC plan").await;
    visit.press("Not started").await;
    visit.press("Change this date").await;
    visit.press("Take this date away").await;
    visit.sees("Must be done before Monday 15 February 2027 12 weeks away").await;
    visit.saved().await;
    visit.goto(&path).await;
    hero_says(
        &visit,
        "Next for Ben Get the secondary school named in Ben’s EHC plan",
        "Kent County Council",
        "It must be done before Monday 15 February 2027. That is 12 weeks away. See what to do",
    )
    .await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_9_young_person_plans_for_adult_life() {
    let visit = Visit::begin(DESK).await;
    visit.make_plan(&Child::CAT).await;

    // E34: the first review in or beyond Year 9, at the latest by the end of the school year.
    hero_says(
        &visit,
        "Next for Cat Plan for adult life at the first Year 9 review",
        "School or college",
        "The last day is Tuesday 31 August 2027. That is 40 weeks and 2 days away. See what to do",
    )
    .await;
    let page = visit.page().await;
    for words in [
        // E08: within 12 months beginning with 12 March 2026, so 11 March 2027.
        "Thursday 11 March 2027, 15 weeks and 4 days away Finish Cat’s annual review with the council's decision",
        "Year 9: you are here",
        "Four parts of adult life",
        "Work and learning",
        "Home and independence",
        "Friends and community",
        "Health",
    ] {
        assert!(page.contains(words), "{words:?} is not in {page}");
    }
    // A08: the day after the last Friday in June of the school year in which she turns 16.
    visit.press("Show the steps: Steps of Year 11").await;
    visit.sees("Get ready for EHC plan rights to pass to Cat").await;
    visit.sees("From 30 June 2029").await;
    // A brand-new plan has nothing late in it.
    assert!(
        !visit.is("/\\d+ (day|week)s? late/.test(document.body.textContent)").await,
        "{}",
        visit.page().await
    );

    open_step(&visit, "Plan for adult life at the first Year 9 review").await;
    work_on_step(&visit, "Cat wants to wait.", "The SENCO rings back.").await;
    step_stays(&visit, "Cat wants to wait.", "The SENCO rings back.").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn back_and_forward_lead_to_the_same_place_with_the_focus_on_the_heading() {
    let visit = Visit::begin(DESK).await;
    visit.make_plan(&Child::CAT).await;
    let id = visit.plan_id().await;
    let on_heading = "document.activeElement === document.querySelector('main h1')";
    visit.until(on_heading).await;

    // Far down the path.
    visit.run("window.scrollTo({ top: 900, behavior: 'instant' })").await;
    visit.until("scrollY > 890").await;
    visit
        .run("[...document.querySelectorAll('a.task-link')].find(a => a.getBoundingClientRect().top > 200).click()")
        .await;
    visit.until("location.pathname.includes('/step/') && document.querySelector('#status-title')").await;
    visit.until(on_heading).await;
    visit.until("scrollY < 100").await;
    let step = visit.place().await;
    visit.sees("Why it matters").await;
    visit.run("window.scrollTo({ top: 250, behavior: 'instant' })").await;
    visit.until("scrollY > 200").await;

    visit.back().await;
    visit.until(&format!("location.pathname === '/plan/{id}' && document.querySelector('.hero')")).await;
    visit.until(on_heading).await;
    visit.until("Math.abs(scrollY - 900) < 150").await;

    visit.forward().await;
    visit.until(&format!("location.pathname === {step:?} && document.querySelector('#status-title')")).await;
    visit.until(on_heading).await;
    visit.until("Math.abs(scrollY - 250) < 150").await;

    // A reload is no new page: it stays where it was in the history.
    visit.reload().await;
    visit.back().await;
    visit.until(&format!("location.pathname === '/plan/{id}' && document.querySelector('.hero')")).await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_page_has_a_title_of_its_own_without_the_childs_name() {
    let visit = Visit::begin(DESK).await;
    let mut titles = vec![visit.title().await];
    visit.press_starting("I am a parent or carer").await;
    visit.heading_is("Start a plan").await;
    titles.push(visit.title().await);
    visit.press("Yes, my own or my family’s").await;
    visit.heading_is("What shall we call your child?").await;
    titles.push(visit.title().await);
    visit.fill("Name or nickname (optional)", "Zebedee").await;
    visit.press("Continue").await;
    visit.heading_is("What is Zebedee’s date of birth?").await;
    titles.push(visit.title().await);
    visit.reply(Reply::Date("14", "3", "2016")).await;
    visit.press("Continue").await;
    visit.heading_is("Which council does Zebedee live in?").await;
    titles.push(visit.title().await);
    visit.choose("Kent").await;
    visit.press("Continue").await;
    visit.heading_is("What extra help for learning does Zebedee have?").await;
    titles.push(visit.title().await);
    visit.choose("SEN support at nursery, school or college").await;
    visit.press("Continue").await;
    visit.heading_is("Where is Zebedee now?").await;
    titles.push(visit.title().await);
    visit.choose("At a mainstream school").await;
    visit.press("Continue").await;
    visit.heading_is("Check your answers").await;
    titles.push(visit.title().await);
    visit.press("Show the path").await;
    visit.until("document.querySelector('.hero h1') && document.querySelector('.task-link')").await;
    titles.push(visit.title().await);
    visit.press_starting("See what").await;
    visit.until("document.querySelector('#status-title')").await;
    titles.push(visit.title().await);
    visit.press("Answers").await;
    visit.heading_is("What this plan is based on").await;
    titles.push(visit.title().await);
    visit.press("Change: Council").await;
    visit.heading_is("Which council does Zebedee live in?").await;
    let council_of_plan = visit.title().await;
    visit.press("Save and share").await;
    visit.heading_is("Save and share").await;
    titles.push(visit.title().await);
    visit.press("All plans").await;
    visit.heading_is("Your plans").await;
    titles.push(visit.title().await);
    visit.goto("nowhere").await;
    visit.heading_is("There is no such page").await;
    titles.push(visit.title().await);

    for title in titles.iter().chain([&council_of_plan]) {
        assert!(!title.contains("Zebedee"), "{title}");
        assert!(title.ends_with(" - Onward") && title.len() > " - Onward".len(), "{title}");
    }
    let mut unique = titles.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), titles.len(), "{titles:?}");
    let manifest =
        std::fs::read_to_string(onward_browser_tests::dist().join("manifest.webmanifest")).unwrap();
    assert!(!manifest.contains("Zebedee"));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_change_can_be_taken_back_from_another_page() {
    let visit = Visit::begin(PHONE).await;
    visit.make_plan(&Child::BEN).await;
    let title = "Hold the review that plans the move to secondary";
    visit.press(&format!("Done: {title}")).await;
    visit.sees(&format!("Done: {title} Undo")).await;
    visit.saved().await;
    visit.press("Answers").await;
    visit.heading_is("What this plan is based on").await;
    visit.press("Undo").await;
    visit.sees_no("Undo").await;
    visit.saved().await;
    visit.reload().await;
    visit.press("Path").await;
    visit.heading_is(title).await;
    visit
        .until(&format!(
            "document.querySelector('[role=checkbox][aria-label=\"Done: {title}\"]')?.ariaChecked === 'false'"
        ))
        .await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_door_asks_in_words_that_fit_who_comes_in() {
    let visit = Visit::begin(DESK).await;
    for (door, question) in [
        ("I am the young person", "What shall we call you?"),
        ("I am a parent or carer", "What shall we call your child?"),
        ("I work in a school", "What shall we call the child or young person?"),
    ] {
        visit.goto("").await;
        visit.press_starting(door).await;
        visit.heading_is("Start a plan").await;
        visit.press("Yes, my own or my family’s").await;
        visit.heading_is(question).await;
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticked_step_stays_ticked_and_makes_way_for_the_next() {
    let visit = Visit::begin(DESK).await;
    visit.make_plan(&Child::BEN).await;
    let title = "Hold the review that plans the move to secondary";
    visit.press(&format!("Done: {title}")).await;
    visit.until(&format!("document.querySelector('.hero h1').innerText !== {title:?}")).await;
    visit.saved().await;
    visit.reload().await;
    visit
        .until(&format!(
            "document.querySelector('[role=checkbox][aria-label=\"Done: {title}\"]')?.ariaChecked === 'true'"
        ))
        .await;
    visit.press("Show the steps: Steps of Year 6").await;
    visit.sees("Done on 22 November 2026").await;
    // The next date is said as the law says it.
    let next = visit.words_of("[aria-labelledby=now-title]").await;
    assert!(!next.contains("14 February") && next.contains("Monday 15 February 2027"), "{next}");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_goes_to_the_bin_and_comes_back_whole() {
    let visit = Visit::begin(DESK).await;
    visit.make_plan(&Child::CAT).await;
    let path = visit.place().await;
    let hero = visit.words_of(".hero").await;
    visit.press("Answers").await;
    visit.press("Move this plan to the bin").await;
    visit.sees("Who is starting?").await;
    visit.saved().await;
    visit.reload().await;
    visit.press("Bin").await;
    // 30 days from 22 November 2026.
    visit.sees("Cat: here until 22 December 2026").await;
    visit.press("Bring it back").await;
    visit.heading_is("Your plans").await;
    visit.saved().await;
    visit.goto(&path).await;
    assert_eq!(visit.words_of(".hero").await, hero);

    // For good only after a second question.
    visit.press("Answers").await;
    visit.press("Move this plan to the bin").await;
    visit.press("Bin").await;
    visit.press("Delete for good").await;
    visit.press("Yes, delete it for good").await;
    visit.sees_no("Bin").await;
    visit.goto(&path).await;
    visit.heading_is("This plan is not on this device").await;
    assert_eq!(visit.stored("plans").await, []);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_example_family_is_marked_and_can_be_removed() {
    let visit = Visit::begin(DESK).await;
    visit.press_starting("Leo").await;
    visit.until("document.querySelector('.hero h1')").await;
    visit.sees("An example, not a real family").await;
    visit.sees("Next for Leo").await;
    visit.saved().await;
    visit.press("All plans").await;
    visit.heading_is("Your plans").await;
    visit.sees("An example, not a real family").await;
    visit.press("Remove this example").await;
    visit.sees("Who is starting?").await;
    visit.reload().await;
    visit.sees("Who is starting?").await;
    assert!(!visit.page().await.contains("An example, not a real family"));
    assert!(!visit.page().await.contains("no longer on this device"));
    assert_eq!(visit.stored("plans").await, []);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_answer_changes_the_dates() {
    let visit = Visit::begin(DESK).await;
    visit.make_plan(&Child::AVA).await;
    let path = visit.place().await;
    visit.press("Answers").await;
    visit.press("Change: When did the council get the request for an EHC assessment?").await;
    visit.heading_is("When did the council get the request for an EHC assessment?").await;
    visit.until("document.getElementById('date-day').value === '19'").await;
    visit.reply(Reply::Date("26", "October", "2026")).await;
    visit.press("Save this answer").await;
    visit.sees("Monday 26 October 2026").await;
    visit.saved().await;
    visit.goto(&path).await;
    // E02, a week later than before.
    visit.sees("The last day is Monday 7 December 2026. That is 2 weeks and 1 day away.").await;
    // E07.
    visit.sees("Monday 15 March 2027, 16 weeks and 1 day away Get Ava’s final EHC plan").await;

    // A child a year older is in Reception.
    visit.press("Answers").await;
    visit.press("Change: What is Ava’s date of birth?").await;
    visit.reply(Reply::Date("20", "3", "2022")).await;
    visit.press("Save this answer").await;
    visit.saved().await;
    visit.goto(&path).await;
    visit.sees("Reception: you are here").await;
    visit.sees_no("Apply for a Reception place").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_another_council_there_are_no_kent_dates() {
    let visit = Visit::begin(DESK).await;
    visit.make_plan(&Child { council: "Another council", ..Child::BEN }).await;
    let path = visit.place().await;
    visit.until("document.querySelector('.tasks')").await;
    // Everything of the page, folded or not.
    let all = visit.text_of("return document.querySelector('main').textContent").await;
    assert!(!all.contains("Kent"), "{all}");
    visit.press("Get the secondary school named in Ben’s EHC plan").await;
    visit.sees("Must be done before Monday 15 February 2027").await;
    visit.sees("Why it matters").await;
    let all = visit.text_of("return document.querySelector('main').textContent").await;
    assert!(!all.contains("Kent"), "{all}");

    // With Kent chosen they come, and go again with "not sure".
    visit.press("Answers").await;
    visit.press("Change: Council").await;
    visit.choose("Kent").await;
    visit.press("Save this answer").await;
    visit.heading_is("What this plan is based on").await;
    visit.goto(&path).await;
    visit.until("document.querySelector('main').textContent.includes('Kent asks')").await;
    visit.press("Answers").await;
    visit.press("Change: Council").await;
    visit.choose("I’m not sure").await;
    visit.press("Save this answer").await;
    visit.goto(&path).await;
    visit.until("document.querySelector('.tasks') && !document.querySelector('main').textContent.includes('Kent')").await;
    visit.end().await;
}
