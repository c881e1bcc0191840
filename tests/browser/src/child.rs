//! The answers that make a plan, and giving them question by question.

use crate::visit::Visit;

/// The first question, as it fits the door a person came in by.
const NAME_QUESTIONS: &[&str] = &[
    "What shall we call you?",
    "What shall we call your child?",
    "What shall we call the child or young person?",
];

/// What a person answers.
#[derive(Clone, Copy, Debug)]
pub enum Reply {
    /// The choice with these words.
    Choice(&'static str),
    /// Three boxes, as typed.
    Date(&'static str, &'static str, &'static str),
    /// "I'm not sure".
    NotSure,
}

/// A made-up child or young person.
#[derive(Clone, Copy, Debug)]
pub struct Child {
    /// Name or nickname.
    pub name: &'static str,
    /// Date of birth as typed.
    pub born: (&'static str, &'static str, &'static str),
    /// The council's name among the choices.
    pub council: &'static str,
    /// The questions after the council, each as it is read.
    pub replies: &'static [(&'static str, Reply)],
}

impl Child {
    /// Three years old, with Portage, being assessed; starts Reception in September 2027.
    pub const AVA: Child = Child {
        name: "Ava",
        born: ("20", "3", "2023"),
        council: "Kent",
        replies: &[
            (
                "What extra help for learning does Ava have?",
                Reply::Choice("The council was asked for an EHC assessment, and there is no plan yet"),
            ),
            ("Where is Ava now?", Reply::Choice("At a nursery, pre-school or childminder")),
            ("When did the council get the request for an EHC assessment?", Reply::Date("19", "10", "2026")),
        ],
    };

    /// In Year 6 with an EHC plan; starts secondary school in September 2027.
    pub const BEN: Child = Child {
        name: "Ben",
        born: ("14", "mar", "2016"),
        council: "Kent",
        replies: &[
            (
                "What extra help for learning does Ben have?",
                Reply::Choice("Yes, an Education, Health and Care (EHC) plan"),
            ),
            ("Where is Ben now?", Reply::Choice("At a mainstream school")),
            (
                "What is the date on the council's letter after the last annual review?",
                Reply::Date("25", "june", "2026"),
            ),
        ],
    };

    /// In Year 9 with an EHC plan; begins to plan for adult life.
    pub const CAT: Child = Child {
        name: "Cat",
        born: ("14", "3", "2013"),
        council: "Kent",
        replies: &[
            (
                "What extra help for learning does Cat have?",
                Reply::Choice("Yes, an Education, Health and Care (EHC) plan"),
            ),
            ("Where is Cat now?", Reply::Choice("At a special school")),
            (
                "What is the date on the council's letter after the last annual review?",
                Reply::Date("12", "3", "2026"),
            ),
            ("What does Cat plan to do after Year 11?", Reply::NotSure),
        ],
    };
}

impl Visit {
    /// From the first page through the real questions to the path, on a device of the family's own.
    pub async fn make_plan(&self, child: &Child) -> String {
        self.goto("").await;
        // Which of the two first pages it is depends on whether there is a plan already.
        self.until("document.querySelector('a[href$=\"/start\"]')").await;
        if self
            .is("[...document.querySelectorAll('a')].some(a => a.innerText.trim() === 'Start another plan')")
            .await
        {
            self.press("Start another plan").await;
        } else {
            self.press_starting("I am a parent or carer").await;
        }
        self.heading_is("Start a plan").await;
        self.press("Yes, my own or my family’s").await;
        self.answer_questions(child).await;
        self.press("Show the path").await;
        self.until("/\\/plan\\/[^/]+$/.test(location.pathname)").await;
        self.until("document.querySelector('.hero h1')").await;
        self.plan_id().await
    }

    /// The questions, up to the page that shows the answers.
    pub async fn answer_questions(&self, child: &Child) {
        self.heading_is_one_of(NAME_QUESTIONS).await;
        self.fill("Name or nickname (optional)", child.name).await;
        self.press("Continue").await;
        self.heading_is(&format!("What is {}’s date of birth?", child.name)).await;
        self.reply(Reply::Date(child.born.0, child.born.1, child.born.2)).await;
        self.press("Continue").await;
        self.heading_is(&format!("Which council does {} live in?", child.name)).await;
        self.choose(child.council).await;
        self.press("Continue").await;
        // Each question comes once, and no question comes that has no answer here.
        let mut open: Vec<&(&str, Reply)> = child.replies.iter().collect();
        while !open.is_empty() {
            let words = open.iter().map(|(question, _)| *question).collect::<Vec<_>>();
            self.heading_is_one_of(&words).await;
            let asked = self.words_of("main h1").await;
            let at = open.iter().position(|(question, _)| *question == asked).expect("one of them");
            self.reply(open.remove(at).1).await;
            self.press("Continue").await;
        }
        self.heading_is("Check your answers").await;
    }

    /// Fills in the open question's field.
    pub async fn reply(&self, reply: Reply) {
        match reply {
            Reply::Choice(words) => self.choose(words).await,
            Reply::Date(day, month, year) => {
                self.fill("Day", day).await;
                self.fill("Month", month).await;
                self.fill("Year", year).await;
            }
            Reply::NotSure => self.choose("I’m not sure").await,
        }
    }
}
