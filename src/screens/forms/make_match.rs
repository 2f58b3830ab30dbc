//! The form of `m`: a mentee, or the mentee of a request, gets a mentor, and the pair starts.

use crate::domain::codes::{Frequency, Origin, PairKind, RequestKind};
use crate::domain::ids::{AnyId, Id, PersonId, RequestId};
use crate::domain::records::{Mentee, Mentor, Request};
use crate::domain::settings::Key;
use crate::domain::verbs::{StartPair, start_pair};
use crate::domain::{Change, Refusal};
use crate::screens::contract::World;
use crate::screens::form::Act;
use crate::screens::forms::{choice, chosen, coming_day, leave, mentors, text};
use crate::text::days;
use crate::ui::field::{Field, Input, Pick, PickOption};
use crate::ui::form::Form;

/// Starts a pair.
#[derive(Debug)]
pub struct Match {
    /// A request, a mentee, or a mentor who is no mentee; none asks for both.
    pub about: Option<AnyId>,
}

impl Match {
    fn request<'w>(&self, world: &'w World) -> Option<&'w Request> {
        let id = self.about.filter(|id| id.letter == 'R')?;
        world.scheme.get::<Request>(RequestId(id.number))
    }

    fn mentee(&self, world: &World) -> Option<PersonId> {
        let person = self.person().filter(|_| self.mentor(world).is_none());
        self.request(world).map(|request| request.mentee).or(person)
    }

    /// The mentor, where a mentee is to be found for one.
    fn mentor(&self, world: &World) -> Option<PersonId> {
        let is_mentor = |id: &PersonId| {
            world.scheme.get::<Mentor>(*id).is_some() && world.scheme.get::<Mentee>(*id).is_none()
        };
        self.person().filter(is_mentor)
    }

    fn person(&self) -> Option<PersonId> {
        self.about.filter(|id| id.letter == 'P').map(|id| PersonId::from_raw(id.number))
    }

    fn mentor_field(&self, world: &World, mentee: Option<PersonId>) -> Field {
        let Some(mentee) = mentee else {
            return Field::new("mentor", "Mentor", Input::pick(Pick::new(Vec::new(), "")));
        };
        let request = self.request(world);
        let waiting =
            request.and_then(|request| world.scheme.pending_offer(request.id, world.today));
        let topic = request.and_then(mentors::topic);
        let Some(offer) = waiting else {
            return mentors::field("mentor", "Mentor", world, mentee, topic, &[]);
        };
        // the offer that waits ends with the match: who has it comes first, the others as if free
        let asked = mentors::who_has_it(world, mentee, offer);
        let mut options = mentors::options(world, mentee, topic, &[offer.mentor]);
        options.retain(|option| option.id != asked.id);
        options.insert(0, asked);
        Field::new("mentor", "Mentor", Input::pick(Pick::first(options)))
    }
}

impl Act for Match {
    const LETTERS: bool = true;

    fn title(&self, world: &World) -> String {
        match self.mentee(world).or_else(|| self.mentor(world)) {
            Some(person) => format!("Match {}", world.scheme.name(person)),
            None => "Match a mentee".into(),
        }
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        if let Some(request) = self.request(world)
            && !request.is_open(world.today)
        {
            return Err(Refusal::because(format!("{} is not open any more", request.id)));
        }
        let mentee = self.mentee(world);
        let mut fields = Vec::new();
        if let Some(mentor) = self.mentor(world) {
            let waiting = mentors::mentees(world, mentor);
            if waiting.is_empty() {
                return Err(Refusal::because("no mentee waits: match one on their own row"));
            }
            let input = Input::pick(Pick::first(waiting));
            fields.push(Field::new("mentee", "Mentee", input).required().decides());
        } else {
            if mentee.is_none() {
                fields.push(mentee_field(world));
            }
            fields.push(self.mentor_field(world, mentee).required().decides());
        }
        let kind = match self.request(world).map(|request| request.kind) {
            Some(RequestKind::Help) => PairKind::OneOff,
            Some(RequestKind::Mentoring) | None => PairKind::Tactical,
        };
        fields.extend([
            coming_day("start", "Starts on", "today").required(),
            coming_day("end", "Agreed end", ""),
            choice::<PairKind>("kind", "Kind", Some(kind))
                .help("tactical: one challenge for a time; strategic: over a longer period"),
            choice::<Frequency>("frequency", "They meet", None)
                .help("what they agreed, if they did"),
            Field::minutes("minutes", "Length", "").help("of a meeting: 45, 1h, 1h30"),
            choice::<Origin>("origin", "Comes from", None).help("empty: the request, else you"),
            Field::line("reasons", "Why these two", ""),
            Field::yes_no("provisional", "Provisional", false)
                .help("until both agreed: o confirms"),
        ]);
        let mut form = Form::new(self.title(world), "start the pair", fields, world.calendar());
        if let Some(request) = self.request(world) {
            let topic = request.topic.to_string();
            let came = days::long(request.received);
            form = form.heading("Request", format!("{} of {came}: {topic}", request.id));
        }
        Ok(form)
    }

    fn draft_key(&self) -> String {
        format!("match:{}", self.about.map(|id| id.to_string()).unwrap_or_default())
    }

    fn changed(&self, form: &mut Form, field: &str, world: &World) {
        if field == "mentee"
            && let Some(mentee) = mentors::picked(&form.value("mentee"))
            && let Some(mentor) = form.field_mut("mentor")
        {
            mentor.input = self.mentor_field(world, Some(mentee)).input;
        }
        let start = form.day("start").unwrap_or(world.today);
        let months = i32::try_from(world.scheme.settings().number(Key::TermMonths)).unwrap_or(6);
        if let Some(end) = form.field_mut("end") {
            let usual = days::long(days::add_months(start, months));
            end.help = format!("empty: {usual}, the usual term");
        }
        let check_in = world.scheme.settings().number(Key::CheckInDays);
        let check_in = start + chrono::Days::new(u64::try_from(check_in).unwrap_or_default());
        form.notes = if chosen::<PairKind>(form, "kind") == Some(PairKind::OneOff) {
            vec!["A one-off pair gets a review at its end only.".into()]
        } else {
            vec![format!("Reviews are planned, the first on {}.", days::long(check_in))]
        };
    }

    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
        let mentee = self.mentee(world).or_else(|| mentors::picked(&form.value("mentee")));
        let mentee = mentee.ok_or_else(|| Refusal::field("mentee", "choose the mentee"))?;
        let mentor = self.mentor(world).or_else(|| mentors::picked(&form.value("mentor")));
        let mentor = mentor.ok_or_else(|| Refusal::field("mentor", "choose the mentor"))?;
        let mut input = StartPair::of(mentee, mentor, form.day("start").unwrap_or(world.today));
        // from a mentor's side the mentee's waiting request was what the two were held together by
        let waiting = || world.scheme.open_requests(mentee, world.today);
        let waiting = self
            .mentor(world)
            .and_then(|_| waiting().max_by_key(|request| (request.received, request.id)));
        if let Some(request) = self.request(world).or(waiting) {
            input = input.answering(request);
        }
        input.end = form.day("end");
        input.kind = chosen(form, "kind").unwrap_or(input.kind);
        input.frequency = chosen(form, "frequency");
        input.minutes = form.minutes("minutes").map(i64::from);
        input.reasons = text(form, "reasons");
        input.provisional = form.yes("provisional");
        input.leave = leave(form);
        if let Some(origin) = chosen(form, "origin") {
            input.origin = origin;
        }
        start_pair(&world.scheme, world.today, &input).map(|(_, change)| change)
    }
}

fn mentee_field(world: &World) -> Field {
    let scheme = &world.scheme;
    let options = scheme.all::<Mentee>().map(|mentee| {
        let pairs = scheme.standing(crate::domain::Link::PairsOfMentee, mentee.id).count();
        let detail = if pairs == 0 { "no mentor".to_owned() } else { "has a mentor".to_owned() };
        PickOption::new(mentee.id.to_string(), scheme.name(mentee.id), detail)
    });
    let mut options: Vec<_> = options.collect();
    options.sort_by(|a, b| b.detail.cmp(&a.detail).then(a.label.cmp(&b.label)));
    Field::new("mentee", "Mentee", Input::pick(Pick::new(options, ""))).required()
}
