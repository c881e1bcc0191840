//! The addresses of the app, as one type: reading an address and writing it are each other's inverse.
//!
//! Our own instead of the framework's router, which made a first visit about 40 KiB heavier
//! (ARCHITECTURE.md) and has no word on focus. Ids in addresses are letters, digits, `-`, `_` and `~`,
//! so nothing needs percent-encoding.

use onward_core::exchange::link;
use onward_core::plan::{PlanId, StepKey};

use crate::platform::address;

/// A part of the app with a file of its own, which is fetched when one of its pages is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// The young person's: goals, about me, my views.
    Person,
    /// Meetings and the charter.
    Meetings,
    /// Copies: saving, opening, combining, sharing, printing.
    Share,
    /// Reading codes with the camera.
    Scan,
    /// All plans of a school.
    School,
}

/// The first word of each page of a plan that is in an area.
const PLAN_PAGES: &[(&str, Area)] = &[
    ("goals", Area::Person),
    ("readiness", Area::Person),
    ("countdown", Area::Person),
    ("about", Area::Person),
    ("views", Area::Person),
    ("said", Area::Person),
    ("check-ins", Area::Person),
    ("meetings", Area::Meetings),
    ("charter", Area::Meetings),
    ("message", Area::Meetings),
    ("messages", Area::Meetings),
    ("disagree", Area::Meetings),
    ("share", Area::Share),
    ("history", Area::Share),
    ("bin", Area::Share),
    ("print", Area::Share),
];

/// The first word of each page of no single plan that is in an area.
const OTHER_PAGES: &[(&str, Area)] = &[
    ("open", Area::Share),
    ("scan", Area::Scan),
    ("folder", Area::Share),
    ("lock", Area::Share),
    ("delete", Area::Share),
    ("school", Area::School),
];

fn area_of(pages: &[(&str, Area)], word: &str) -> Option<Area> {
    pages.iter().find(|(page, _)| *page == word).map(|(_, area)| *area)
}

/// A page of the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The first page.
    Start,
    /// The start of a new plan.
    Begin,
    /// One question of a new plan, by its word in the address.
    Ask(String),
    /// The answers of a new plan.
    Check,
    /// The path of a plan.
    Plan(PlanId),
    /// One step.
    Step(PlanId, StepKey),
    /// The answers of a plan.
    Answers(PlanId),
    /// One answer of a plan, by its word in the address.
    Answer(PlanId, String),
    /// A page of an area.
    Page {
        /// The area.
        area: Area,
        /// The plan, if it is about one.
        plan: Option<PlanId>,
        /// The rest of the address: `goals/3f2a`.
        page: String,
    },
    /// A page of the guide, with the place on it: `words/easy-read#senco`; empty for the first.
    Guide(String),
    /// The other places of a plan, where there is no room for all of them.
    More(PlanId),
    /// The reading settings, and what Onward is.
    Settings,
    /// No such page.
    NotFound,
}

impl Route {
    /// Reads the part of an address after the site's own path.
    pub fn read(place: &str) -> Self {
        // A share in the address, even where mail made `#` a part of the path (P9).
        if link::is_marked(place) {
            return Self::of_all("open");
        }
        let (path, fragment) = place.split_once('#').unwrap_or((place, ""));
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let id = |id: &str| PlanId::new(id);
        match parts.as_slice() {
            [] | ["index.html"] => Self::Start,
            ["start"] => Self::Begin,
            ["start", "check"] => Self::Check,
            ["start", question] => Self::Ask((*question).to_owned()),
            ["plan", plan] => Self::Plan(id(plan)),
            ["plan", plan, "step", step] => Self::Step(id(plan), StepKey::new(*step)),
            ["plan", plan, "situation"] => Self::Answers(id(plan)),
            ["plan", plan, "situation", fact] => Self::Answer(id(plan), (*fact).to_owned()),
            ["plan", plan, "more"] => Self::More(id(plan)),
            ["plan", plan, page @ ..] => Self::in_area(PLAN_PAGES, Some(id(plan)), page),
            ["settings"] => Self::Settings,
            ["guide", page @ ..] if fragment.is_empty() => Self::Guide(page.join("/")),
            ["guide", page @ ..] => Self::Guide([page.join("/").as_str(), "#", fragment].concat()),
            page => Self::in_area(OTHER_PAGES, None, page),
        }
    }

    fn in_area(pages: &[(&str, Area)], plan: Option<PlanId>, page: &[&str]) -> Self {
        match page.first().and_then(|word| area_of(pages, word)) {
            Some(area) => Self::Page { area, plan, page: page.join("/") },
            None => Self::NotFound,
        }
    }

    /// A page of a plan by its words, for example `goals/new`.
    pub fn of_plan(plan: &PlanId, page: &str) -> Self {
        let words: Vec<&str> = page.split('/').collect();
        Self::in_area(PLAN_PAGES, Some(plan.clone()), &words)
    }

    /// A page of no single plan by its words, for example `school`.
    pub fn of_all(page: &str) -> Self {
        let words: Vec<&str> = page.split('/').collect();
        Self::in_area(OTHER_PAGES, None, &words)
    }

    /// The part of the address after the site's own path.
    pub fn place(&self) -> String {
        match self {
            Self::Start | Self::NotFound => "/".to_owned(),
            Self::Settings => "/settings".to_owned(),
            Self::Begin => "/start".to_owned(),
            Self::Ask(question) => format!("/start/{question}"),
            Self::Check => "/start/check".to_owned(),
            Self::Plan(plan) => format!("/plan/{}", plan.as_str()),
            Self::Step(plan, step) => format!("/plan/{}/step/{}", plan.as_str(), step.as_str()),
            Self::Answers(plan) => format!("/plan/{}/situation", plan.as_str()),
            Self::Answer(plan, fact) => format!("/plan/{}/situation/{fact}", plan.as_str()),
            Self::More(plan) => format!("/plan/{}/more", plan.as_str()),
            Self::Page { plan: Some(plan), page, .. } => ["/plan/", plan.as_str(), "/", page].concat(),
            Self::Page { plan: None, page, .. } => ["/", page].concat(),
            Self::Guide(page) if page.is_empty() => "/guide".to_owned(),
            Self::Guide(page) if page.starts_with('#') => ["/guide", page].concat(),
            Self::Guide(page) => ["/guide/", page].concat(),
        }
    }

    /// The whole address on this site, for a link.
    pub fn href(&self) -> String {
        address::href(&self.place())
    }

    /// The page of one answer, by the name of its fact.
    pub fn answer(plan: &PlanId, fact: &str) -> Self {
        Self::Answer(plan.clone(), fact.replace('_', "-"))
    }

    /// The page of the guide at a place, without the place on it.
    pub fn guide_page(place: &str) -> Option<String> {
        match Self::read(place) {
            Self::Guide(page) => Some(page.split('#').next().unwrap_or_default().to_owned()),
            _ => None,
        }
    }

    /// The plan a page is about.
    pub fn plan(&self) -> Option<&PlanId> {
        match self {
            Self::Plan(plan)
            | Self::Step(plan, _)
            | Self::Answers(plan)
            | Self::More(plan)
            | Self::Answer(plan, _) => Some(plan),
            Self::Page { plan, .. } => plan.as_ref(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_read_back_from_its_address() {
        let plan = || PlanId::new("3f1c-9");
        let pages = [
            Route::Start,
            Route::Begin,
            Route::Ask("date-of-birth".into()),
            Route::Check,
            Route::Settings,
            Route::Plan(plan()),
            Route::Step(plan(), StepKey::new("annual-review~2027")),
            Route::Answers(plan()),
            Route::Answer(plan(), "gets-dla".into()),
            Route::More(plan()),
            Route::of_plan(&plan(), "share"),
            Route::of_plan(&plan(), "goals/3f2a"),
            Route::of_plan(&plan(), "meetings/3f2a/run"),
            Route::of_all("school/board"),
            Route::of_all("open"),
            Route::Guide(String::new()),
            Route::Guide("words/easy-read".into()),
            Route::Guide("words#ehc-plan".into()),
            Route::Guide("#found".into()),
        ];
        for page in pages {
            assert_eq!(Route::read(&page.place()), page);
        }
    }

    #[test]
    fn a_last_slash_does_not_matter_and_the_rest_is_no_page() {
        assert_eq!(Route::read("/plan/a/"), Route::Plan(PlanId::new("a")));
        assert_eq!(Route::read(""), Route::Start);
        for place in
            ["/open#onward-l1-AbC", "/open%23onward-l1-AbC", "/open%2523onward-l1-AbC", "/#onward-p1-A"]
        {
            assert_eq!(Route::read(place), Route::of_all("open"), "{place}");
        }
        for place in ["/plan", "/plan/a/b", "/plan/a/step", "/settings/a", "/start/a/b", "/goals"] {
            assert_eq!(Route::read(place), Route::NotFound, "{place}");
        }
    }
}
