//! The addresses of the app, as one type: reading an address and writing it are each other's inverse.
//!
//! Our own instead of the framework's router, which made a first visit about 40 KiB heavier
//! (ARCHITECTURE.md) and has no word on focus. Ids in addresses are letters, digits, `-`, `_` and `~`,
//! so nothing needs percent-encoding.

use onward_core::plan::{PlanId, StepKey};

use crate::platform::address;

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
    /// Saving a copy.
    Copy(PlanId),
    /// A page of the guide, with the place on it: `words/easy-read#senco`; empty for the first.
    Guide(String),
    /// The reading settings, and what Onward is.
    Settings,
    /// No such page.
    NotFound,
}

impl Route {
    /// Reads the part of an address after the site's own path.
    pub fn read(place: &str) -> Self {
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
            ["plan", plan, "share"] => Self::Copy(id(plan)),
            ["settings"] => Self::Settings,
            ["guide", page @ ..] if fragment.is_empty() => Self::Guide(page.join("/")),
            ["guide", page @ ..] => Self::Guide([page.join("/").as_str(), "#", fragment].concat()),
            _ => Self::NotFound,
        }
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
            Self::Copy(plan) => format!("/plan/{}/share", plan.as_str()),
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
            | Self::Answer(plan, _)
            | Self::Copy(plan) => Some(plan),
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
            Route::Copy(plan()),
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
        for place in ["/plan", "/plan/a/b", "/plan/a/step", "/settings/a", "/start/a/b"] {
            assert_eq!(Route::read(place), Route::NotFound, "{place}");
        }
    }
}
