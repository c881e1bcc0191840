//! Pages about meetings: what each kind brings along, and what can be done about a decision.

use onward_core::pack::EasyLine;
use onward_core::pack::library::Invite;
use onward_packs::Compiled;

use super::html::{Html, checked, escaped, unnamed};
use super::{Reader, easy, pathway};

/// Who a text is about, on a page that is about nobody in particular.
const PERSON: &str = "the person";

/// The kinds of meeting.
pub fn kinds(compiled: &Compiled, reader: Reader) -> Option<Html> {
    if reader == Reader::School {
        return None;
    }
    let mut body = Html::default();
    let words = |text: &str| escaped(&unnamed(text, PERSON));
    for pack in compiled.library.packs() {
        for meeting in &pack.meetings {
            body.section(&format!("meeting-{}", meeting.id), &meeting.title);
            if reader == Reader::EasyRead {
                let agenda = meeting.agenda.iter().map(|item| item.easy.clone());
                let lines: Vec<EasyLine> =
                    std::iter::once(meeting.title_easy.clone()).chain(agenda).collect();
                easy::rows(&mut body, &lines);
                body.close("section");
                continue;
            }
            body.paragraph("", &meeting.about);
            body.heading(
                3,
                &format!("{}-agenda", meeting.id),
                &format!("In order, {} minutes", meeting.minutes()),
            );
            body.list(
                "lines",
                meeting.agenda.iter().map(|item| {
                    format!(
                        "<strong>{}</strong>, {} minutes. {}",
                        words(&item.title),
                        item.minutes,
                        words(&item.about)
                    )
                }),
            );
            body.heading(3, &format!("{}-invite", meeting.id), "Who is invited");
            body.list("lines", meeting.invite.iter().map(|invite| invited(invite, &words(&invite.who))));
            body.heading(3, &format!("{}-papers", meeting.id), "What is needed");
            body.list("lines", meeting.papers.iter().map(|paper| words(&paper.says)));
            body.raw(&checked(&meeting.checked));
            body.close("section");
        }
        for local in &pack.meeting_locals {
            let national = compiled.library.packs().flat_map(|pack| &pack.meetings);
            let mut title =
                national.filter(|meeting| meeting.id == local.meeting).map(|meeting| &meeting.title);
            let Some(title) = title.next().filter(|_| reader == Reader::Family) else {
                continue;
            };
            body.section(&format!("{}-{}", pack.id, local.meeting), &format!("{title}: {}", pack.council));
            body.list("lines", local.says.iter().map(|says| words(says)));
            body.raw(&checked(&local.checked));
            body.close("section");
        }
    }
    Some(body)
}

fn invited(invite: &Invite, who: &str) -> String {
    if invite.must {
        format!("{who}. The law says so. <small>{}</small>", escaped(&invite.basis))
    } else {
        who.to_owned()
    }
}

/// What can be done about a decision.
pub fn disagree(compiled: &Compiled, reader: Reader) -> Option<Html> {
    if reader == Reader::School {
        return None;
    }
    let mut body = Html::default();
    for pack in compiled.library.packs() {
        for decision in &pack.decisions {
            body.section(&decision.id, &decision.title);
            if reader == Reader::EasyRead {
                easy::rows(&mut body, &decision.easy);
            } else {
                body.paragraph("", &decision.about);
                let next = |next: &onward_core::pack::library::DecisionNext| match next.when.as_str() {
                    "" => escaped(&next.says),
                    when => format!("{} <strong>{}.</strong>", escaped(&next.says), escaped(when)),
                };
                body.list("lines", decision.next.iter().map(next));
            }
            let steps: Vec<_> =
                decision.steps.iter().filter_map(|id| pathway::step_link(compiled, id, reader)).collect();
            body.list("lines", steps);
            let services = compiled.library.packs().flat_map(|pack| &pack.services);
            let help = services.filter(|service| decision.services.contains(&service.id)).map(|service| {
                format!("<a href=\"guide/who-can-help#{}\">{}</a>", service.id, escaped(&service.name))
            });
            body.raw("<p><strong>Who can help</strong></p>");
            body.list("lines", help);
            body.raw(&checked(&decision.checked));
            body.close("section");
        }
    }
    Some(body)
}
