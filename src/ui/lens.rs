//! The lens: the same plan for the young person, for a parent or carer, and for a school, in another order,
//! other words and another amount; never other facts or dates.
//!
//! [`Reading`] is the one place that knows which lens is on and whether Easy Read is. Both are remembered
//! on this device, or only in memory where nothing is kept. The address can name a lens: `?as=school`.
//!
//! What is *not* here: what each page makes of a lens (`pages`), and how it looks (`style/components/lens.css`).

use leptos::prelude::*;
use onward_core::pack::{Details, Party, Pathway, Step};
use onward_core::plan::{Author, Voice};

use super::comfort::Comfort;
use super::words::named;
use crate::platform::{device, navigation};
use crate::workspace::Workspace;

/// The word in an address after which a lens stands.
const IN_ADDRESS: &str = "as";
const LENS_KEY: &str = "onward.lens";
const EASY_READ_KEY: &str = "onward.easy-read";
const OFF: &str = "off";

/// Whose view of a plan is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lens {
    /// The young person's.
    YoungPerson,
    /// A parent's or carer's.
    ParentCarer,
    /// A school's.
    School,
}

impl Lens {
    /// All, in the order of the switch.
    pub const ALL: [Lens; 3] = [Lens::YoungPerson, Lens::ParentCarer, Lens::School];

    /// The word in an address and in the device's memory.
    pub fn word(self) -> &'static str {
        match self {
            Lens::YoungPerson => "young-person",
            Lens::ParentCarer => "parent",
            Lens::School => "school",
        }
    }

    /// The lens of a word; other words are no lens.
    pub fn read(word: &str) -> Option<Lens> {
        Lens::ALL.into_iter().find(|lens| lens.word() == word)
    }

    /// The name on the switch.
    pub fn name(self) -> &'static str {
        match self {
            Lens::YoungPerson => "Young person",
            Lens::ParentCarer => "Parent or carer",
            Lens::School => "School",
        }
    }

    /// In whose voice somebody writes through it.
    pub fn voice(self) -> Voice {
        match self {
            Lens::YoungPerson => Voice::YoungPerson,
            Lens::ParentCarer => Voice::ParentCarer,
            Lens::School => Voice::School,
        }
    }

    /// The class of pages seen through it.
    pub fn class(self) -> &'static str {
        match self {
            Lens::YoungPerson => "lens-young-person",
            Lens::ParentCarer => "lens-parent",
            Lens::School => "lens-school",
        }
    }
}

/// How a plan is read: through which lens, and whether in Easy Read.
#[derive(Clone, Copy)]
pub struct Reading {
    workspace: Workspace,
    comfort: Comfort,
    lens: RwSignal<Lens>,
    easy_read: RwSignal<bool>,
    /// Who writes what the young person says: asked once a visit, kept only for it. Empty if they write
    /// themselves.
    pub writer: RwSignal<Option<String>>,
}

impl Reading {
    /// As the address asks, else as it was at the last visit.
    pub fn restore(workspace: Workspace, comfort: Comfort) -> Self {
        let asked = navigation::asked(IN_ADDRESS).and_then(|word| Lens::read(&word));
        if let Some(lens) = asked {
            stay_in_address(lens);
        }
        let remembered = || device::recall(LENS_KEY).and_then(|word| Lens::read(&word));
        let easy_read = device::recall(EASY_READ_KEY).is_none_or(|word| word != OFF);
        Self {
            workspace,
            comfort,
            lens: RwSignal::new(asked.or_else(remembered).unwrap_or(Lens::ParentCarer)),
            easy_read: RwSignal::new(easy_read),
            writer: RwSignal::new(None),
        }
    }

    /// Who is writing now, without following changes.
    pub fn author(self) -> Author {
        let voice = self.lens.get_untracked().voice();
        let name = match voice {
            Voice::YoungPerson => self.writer.get_untracked().unwrap_or_default(),
            _ => String::new(),
        };
        Author { voice, name }
    }

    /// The lens.
    pub fn lens(self) -> Lens {
        self.lens.get()
    }

    /// Whether pages show their Easy Read, with a picture beside each sentence: as the settings want it
    /// everywhere, else in the young person's lens as its switch stands.
    pub fn easy_read(self) -> bool {
        let as_the_lens_is_set = || self.lens() == Lens::YoungPerson && self.easy_read.get();
        self.comfort.simpler_words().unwrap_or_else(as_the_lens_is_set)
    }

    /// Whether the young person's lens has its switch for Easy Read: not where the settings decide.
    pub fn has_easy_read_switch(self) -> bool {
        self.lens() == Lens::YoungPerson && self.comfort.simpler_words().is_none()
    }

    /// The door somebody came in by. Nothing is remembered yet: they may say next that this is a shared
    /// computer.
    pub fn come_in_by(self, lens: Lens) {
        self.lens.set(lens);
    }

    /// Looks through another lens, from now on and in the address, so that a copied link carries it.
    pub fn switch(self, lens: Lens) {
        self.lens.set(lens);
        stay_in_address(lens);
        self.remember();
    }

    /// Switches Easy Read on or off.
    pub fn switch_easy_read(self) {
        self.easy_read.update(|on| *on = !*on);
        self.remember();
    }

    /// Remembers lens and Easy Read on this device.
    pub fn remember(self) {
        if !self.workspace.memory_only.get_untracked() {
            device::remember(LENS_KEY, self.lens.get_untracked().word());
            device::remember(EASY_READ_KEY, if self.easy_read.get_untracked() { "on" } else { OFF });
        }
    }

    /// The title of a step as this lens says it; the pack's own until the details are here.
    pub fn title(self, step: &Step, name: &str) -> String {
        let lens = self.lens();
        let title =
            self.workspace.details.with(|details| title_in(lens, step, details.as_deref()).to_owned());
        // Said to the young person; of a small child the others speak.
        match lens {
            Lens::YoungPerson if step.pathway != Pathway::EarlyYearsToPrimary => {
                named(&title.replace("{name's}", "your").replace("{name}", "you"), name)
            }
            _ => named(&title, name),
        }
    }

    /// Where the expectation of a step is written, for a school.
    pub fn reference(self, step: &Step) -> Option<String> {
        if self.lens() != Lens::School {
            return None;
        }
        let source = |details: &Details| details.steps.get(&step.id).map(|detail| detail.source.name.clone());
        self.workspace.details.with(|details| details.as_deref().and_then(source))
    }
}

fn title_in<'t>(lens: Lens, step: &'t Step, details: Option<&'t Details>) -> &'t str {
    let title = details.and_then(|details| details.steps.get(&step.id)).map(|detail| match lens {
        Lens::YoungPerson => detail.me.as_str(),
        Lens::ParentCarer => "",
        Lens::School => detail.official.as_str(),
    });
    title.filter(|title| !title.is_empty()).unwrap_or(&step.title)
}

fn stay_in_address(lens: Lens) {
    navigation::ask_always(["?", IN_ADDRESS, "=", lens.word()].concat());
}

/// Whether a school or setting has to do it.
pub fn is_for_school(party: Party) -> bool {
    matches!(party, Party::EarlyYearsSetting | Party::CurrentSchool | Party::NextSchool)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lens_is_read_back_from_its_word() {
        for lens in Lens::ALL {
            assert_eq!(Lens::read(lens.word()), Some(lens));
        }
    }

    #[test]
    fn other_words_are_no_lens() {
        for word in ["", "Parent", "teacher", "parent ", "young person", "school&x=1"] {
            assert_eq!(Lens::read(word), None, "{word}");
        }
    }

    #[test]
    fn without_details_every_lens_says_the_pack_s_own_title() {
        let spine = crate::content::spine();
        for step in &spine.national.steps {
            for lens in Lens::ALL {
                assert_eq!(title_in(lens, step, None), step.title);
            }
        }
    }
}
