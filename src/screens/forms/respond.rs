//! The menu of `r`: what came of a request, or that somebody was reminded; one key each.

use crate::domain::codes::{Answer, Channel, ReminderKind};
use crate::domain::ids::{AnyId, PairId, RequestId};
use crate::domain::records::{Offer, Request};
use crate::domain::tables::Link;
use crate::domain::verbs::{
    Leave, Reply, answer_request, remind_mentor, remind_pair, send_courtesy, withdraw_request,
};
use crate::domain::{Builder, Change, Refusal};
use crate::screens::contract::{Ctx, Effect, Step, Then, World};
use crate::screens::menu::Choose;
use crate::screens::{Route, Wanted};
use crate::text::Text;
use crate::ui::keys::Key;
use crate::ui::menu::{Menu, MenuItem};

/// The line that leads to the letter.
const LETTER: &str = "letter";

/// Records what came of one or several requests or pairs.
#[derive(Debug)]
pub struct Respond {
    /// Requests, or pairs to be reminded.
    pub rows: Vec<AnyId>,
}

impl Respond {
    fn requests(&self) -> impl Iterator<Item = RequestId> {
        self.rows.iter().filter(|id| id.letter == 'R').map(|id| RequestId(id.number))
    }

    fn about_requests(&self) -> bool {
        self.requests().next().is_some()
    }

    /// Why an answer does not fit: the first row that is no request, or for which `fits` says no.
    fn against(
        &self,
        world: &World,
        fits: impl Fn(RequestId) -> bool,
        why: &str,
    ) -> Option<String> {
        let request = |id: &AnyId| (id.letter == 'R').then_some(RequestId(id.number));
        let odd = self.rows.iter().find(|id| !request(id).is_some_and(&fits))?;
        let title = world.scheme.title(*odd);
        Some(match (request(odd), self.rows.len()) {
            (None, _) => format!("{title} is a pair: an answer belongs to a request"),
            (Some(_), 1) => why.to_owned(),
            (Some(_), _) => format!("{title}: {why}"),
        })
    }

    /// Does one act for every row, as one change.
    fn all(
        &self,
        world: &World,
        words: &str,
        act: impl Fn(&crate::domain::Scheme, AnyId) -> Result<Change, Refusal>,
    ) -> Step {
        match together(world, &self.rows, words, act) {
            Ok(change) => Step::Do(Effect::Commit { change, then: Then::Close }),
            Err(why) => why.into(),
        }
    }

    fn reply(&self, world: &World, reply: &Reply, words: &str) -> Step {
        let today = world.today;
        self.all(world, words, |scheme, id| {
            answer_request(scheme, today, RequestId(id.number), today, reply)
        })
    }
}

/// One change for several rows: each act sees what those before it did.
pub(super) fn together(
    world: &World,
    rows: &[AnyId],
    words: &str,
    act: impl Fn(&crate::domain::Scheme, AnyId) -> Result<Change, Refusal>,
) -> Result<Change, Refusal> {
    if let [only] = rows {
        return act(&world.scheme, *only);
    }
    let mut scheme = (*world.scheme).clone();
    let mut all = Builder::new(&world.scheme);
    for id in rows {
        let change = act(&scheme, *id)?;
        scheme.apply(&change)?;
        all.extend(change);
    }
    Ok(all.done(format!("{} of them {words}", rows.len())))
}

/// What may be asked of a request before something is recorded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    /// Is it open?
    Open,
    /// Does it wait for a mentor's answer?
    Answer,
    /// Does a decline owe the mentee a message (Q4)?
    Courtesy,
}

fn asks(world: &World, id: RequestId, what: Asks) -> bool {
    let open = world.scheme.get::<Request>(id).is_some_and(|request| request.ended.is_none());
    match what {
        Asks::Open => open,
        Asks::Answer => open && world.scheme.pending_offer(id, world.today).is_some(),
        Asks::Courtesy => world
            .scheme
            .linked::<Offer>(Link::OffersOfRequest, id)
            .any(|offer| offer.answer == Some(Answer::Declined) && offer.courtesy.is_none()),
    }
}

impl Choose for Respond {
    fn title(&self, world: &World) -> String {
        match self.rows.as_slice() {
            [only] if !self.about_requests() => format!("Remind {}", world.scheme.title(*only)),
            [only] => format!("What came of {}?", world.scheme.title(*only)),
            rows if !self.about_requests() => format!("Remind these {} pairs", rows.len()),
            rows => format!("What came of these {}?", rows.len()),
        }
    }

    fn menu(&self, world: &World) -> Result<Menu, Refusal> {
        if !self.about_requests() {
            let label = "reminded today, by e-mail";
            let items = vec![
                MenuItem::new(Key::Char('n'), "reminded", label),
                MenuItem::new(Key::Char('l'), LETTER, "the letter, to be read and sent first"),
            ];
            return Ok(Menu::new(self.title(world), items));
        }
        let asked = |id| asks(world, id, Asks::Answer);
        let owed = |id| asks(world, id, Asks::Courtesy);
        let waits = self.against(world, asked, "nobody is asked, press m to match or a to ask");
        let open = self.against(world, |id| asks(world, id, Asks::Open), "it is closed");
        let courtesy = self.against(world, owed, "no courtesy message is owed");
        let one = (self.rows.len() > 1).then(|| "one at a time: they need their reasons".into());
        let reminded = match (&waits, self.requests().any(asked)) {
            (None, _) => "no reply: reminded today",
            (Some(_), true) => "reminded today; where nobody is asked, the mentee was told",
            (Some(_), false) => "nobody asked yet: mentee told today that you are looking",
        };
        let over = self.requests().find(|id| !asks(world, *id, Asks::Open));
        let over = over.map(|id| format!("{} is closed", world.scheme.title(id.into())));
        let item = |key, id, label: &str| MenuItem::new(Key::Char(key), id, label);
        let mut items = vec![
            item('a', "accepted", "accepted: a pair starts today").refused(waits.clone()),
            item('d', "declined", "declined ...").refused(waits.clone().or(one)),
            item('i', "needs-more", "needs more information; the clock goes on")
                .refused(waits.clone()),
            item('t', "needs-time", "needs more time; the clock goes on").refused(waits.clone()),
            item('n', "reminded", reminded).refused(over),
            item('l', LETTER, "the letter, to be read and sent first"),
            item('c', "courtesy", "courtesy message sent today").refused(courtesy.clone()),
            item('w', "withdrawn", "withdrawn by the mentee").refused(open),
        ];
        if courtesy.is_none() && waits.is_some() {
            items.rotate_left(6);
        }
        // what fits all rows comes first, so that Enter takes something that can be done
        items.sort_by_key(|item| item.refused.is_some());
        Ok(Menu::new(self.title(world), items))
    }

    fn take(&mut self, id: &str, ctx: &Ctx<'_>) -> Step {
        let (world, today) = (ctx.world, ctx.world.today);
        match id {
            LETTER => {
                let wanted = self.rows.iter().copied().map(Wanted::about).collect();
                Step::Become(Route::Letters(wanted))
            }
            "accepted" => {
                let reply = Reply::Accepted { start: None, leave: Leave::none() };
                let step = self.reply(world, &reply, "accepted");
                match (&step, self.rows.as_slice()) {
                    // a rule speaks against it by now: the form asks why all the same
                    (Step::Refuse(_), [only]) => Step::Become(Route::Match(*only)),
                    _ => step,
                }
            }
            "declined" => match self.rows.as_slice() {
                [only] => Step::Become(Route::Decline(RequestId(only.number))),
                _ => Step::Stay,
            },
            "needs-more" => {
                self.reply(world, &Reply::NeedsMore(ReminderKind::NeedsInformation), "need more")
            }
            "needs-time" => {
                self.reply(world, &Reply::NeedsMore(ReminderKind::NeedsTime), "need more time")
            }
            "courtesy" => self.all(world, "got a courtesy message", |scheme, id| {
                send_courtesy(scheme, today, RequestId(id.number), today, &Text::default())
            }),
            "withdrawn" => self.all(world, "are withdrawn", |scheme, id| {
                withdraw_request(scheme, today, RequestId(id.number), today)
            }),
            _ => self.all(world, "were reminded", |scheme, id| match id.letter {
                'R' => remind_mentor(scheme, today, RequestId(id.number), today, Channel::Email),
                _ => remind_pair(scheme, today, PairId(id.number), today, Channel::Email),
            }),
        }
    }
}
