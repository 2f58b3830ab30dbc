//! The form of `l`: a meeting of a pair, with today and what was usual last time.

use crate::domain::codes::{Format, MeetingStatus, Party};
use crate::domain::ids::PairId;
use crate::domain::records::{Meeting, Pair};
use crate::domain::tables::Link;
use crate::domain::verbs::{LogMeeting, log_meeting};
use crate::domain::{Change, Refusal};
use crate::screens::Route;
use crate::screens::contract::{Then, World};
use crate::screens::form::Act;
use crate::screens::forms::{choice, chosen, coming_day, past_day};
use crate::text::days;
use crate::text::minutes::say_minutes;
use crate::ui::field::Field;
use crate::ui::form::{Extra, Form};
use crate::ui::keys::Key;

/// Logs a meeting of a pair.
#[derive(Debug)]
pub struct Log {
    /// The pair.
    pub pair: PairId,
    /// Pairs to go on with after this one.
    pub next: Vec<PairId>,
}

const AND_NEXT: &str = "next";

impl Act for Log {
    fn title(&self, world: &World) -> String {
        format!("Log a meeting: {}", world.scheme.title(self.pair.into()))
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        let scheme = &world.scheme;
        let pair = scheme
            .get::<Pair>(self.pair)
            .ok_or_else(|| Refusal::NotFound(format!("pair {}", self.pair)))?;
        let last = scheme.last_held(self.pair, world.today);
        let (minutes, format) = scheme.usual_meeting(self.pair, world.today);
        let minutes = u32::try_from(minutes).map(say_minutes).unwrap_or_default();
        let planned = scheme
            .linked::<Meeting>(Link::MeetingsOfPair, self.pair)
            .filter(|meeting| meeting.status == MeetingStatus::Planned)
            .filter(|meeting| meeting.day <= world.today)
            .max_by_key(|meeting| meeting.day);
        let day = planned.map_or("today".to_owned(), |meeting| meeting.day.to_string());
        let fields = vec![
            past_day("day", "Day", &day).required(),
            choice::<MeetingStatus>("status", "It was", Some(MeetingStatus::Held)),
            Field::minutes("minutes", "Length", &minutes),
            choice::<Format>("format", "How", format),
            choice::<Party>("by", "By whom", None).help("who called it off"),
            Field::yes_no("agenda", "Agenda sent", false),
            Field::yes_no("actions", "Actions recorded", false)
                .help("by the pair; not what was said"),
            coming_day("next", "Next meeting", "").help("planned if you know it"),
        ];
        let met = last.map_or("no meeting yet".to_owned(), |meeting| {
            format!("last met {}", days::long(meeting.day))
        });
        let mut form = Form::new(self.title(world), "log the meeting", fields, world.calendar())
            .heading("Pair", format!("since {}, {met}", days::long(pair.start)));
        if !self.next.is_empty() {
            let key = Key::Ctrl('n');
            form.extras =
                vec![Extra { key, id: AND_NEXT, label: "save and next pair", saves: true }];
        }
        Ok(form)
    }

    fn draft_key(&self) -> String {
        format!("log:{}", self.pair)
    }

    fn changed(&self, form: &mut Form, _field: &str, _world: &World) {
        let status = chosen::<MeetingStatus>(form, "status");
        let missed = status.is_some_and(MeetingStatus::is_missed);
        form.show("by", missed);
        form.show("actions", status == Some(MeetingStatus::Held));
    }

    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
        let mut input = LogMeeting::held(self.pair, form.day("day").unwrap_or(world.today));
        input.status = chosen(form, "status").unwrap_or(MeetingStatus::Held);
        input.minutes = form.minutes("minutes").map(i64::from);
        input.format = chosen(form, "format");
        input.by = chosen(form, "by");
        input.agenda_sent = form.yes("agenda").then_some(true);
        input.actions_recorded = form.yes("actions").then_some(true);
        input.next = form.day("next");
        input.again = form.insists();
        log_meeting(&world.scheme, world.today, &input).map(|(_, change)| change)
    }

    fn then(&self, _form: &Form, extra: Option<&str>) -> Then {
        match (extra, self.next.split_first()) {
            (Some(AND_NEXT), Some((first, rest))) => Then::Open(Route::Log(*first, rest.to_vec())),
            _ => Then::Close,
        }
    }
}
