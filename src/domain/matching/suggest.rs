//! Ranked mentors for one mentee and ranked mentees for one mentor, each line explained, and everybody excluded with the rule that blocks them (M1).

use std::cmp::Reverse;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use crate::domain::codes::{Answer, DeclineReason};
use crate::domain::ids::PersonId;
use crate::domain::matching::asking::{Asking, offers};
use crate::domain::matching::criteria::Both;
use crate::domain::matching::facts::{MenteeFacts, MentorFacts};
use crate::domain::matching::objections::{Objection, RULES, objections_except};
use crate::domain::matching::pool::waiting;
use crate::domain::matching::prepared::Prepared;
use crate::domain::matching::terms::Worked;
use crate::domain::records::Offer;
use crate::domain::scheme::Scheme;
use crate::text::days::short;

/// A mentor who may be asked for a mentee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The mentee.
    pub mentee: PersonId,
    /// The mentor.
    pub mentor: PersonId,
    /// The sum of the points of `lines`; may be below zero.
    pub points: i64,
    /// One line a criterion, in the order of the table, then one for each soft rule.
    pub lines: Vec<Line>,
    /// Soft rules that speak against the two.
    pub warnings: Vec<Objection>,
    /// Free places on the day, 1 or more.
    pub free: i64,
}

impl Suggestion {
    /// What speaks for the mentor, shortly: the lines that brought most points, in their order.
    pub fn reason(&self) -> String {
        self.reason_without(&[])
    }

    /// The same without the lines of some criteria, which are shown elsewhere or tell nothing here.
    pub fn reason_without(&self, criteria: &[&str]) -> String {
        const FEW: usize = 3;
        // topics that are shared stand in both texts too
        let topics = self.lines.iter().any(|line| line.criterion == "topics" && line.points > 0);
        let speaks = |line: &&Line| {
            let said = criteria.contains(&line.criterion) || (topics && line.criterion == "text");
            line.points > 0 && !said
        };
        let mut lines: Vec<(usize, &Line)> = self.lines.iter().filter(speaks).enumerate().collect();
        lines.sort_by_key(|(place, line)| (Reverse(line.points), *place));
        lines.truncate(FEW);
        lines.sort_by_key(|(place, _)| *place);
        lines.iter().map(|(_, line)| line.why.as_str()).collect::<Vec<_>>().join(", ")
    }
}

/// Points of one criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Id of the criterion or of the soft rule.
    pub criterion: &'static str,
    /// Points; may be 0 or below.
    pub points: i64,
    /// Why, without a full stop.
    pub why: String,
}

/// Two who may not be a pair, with the first rule that says so. A mentor who was asked already
/// has the rule `asked`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excluded {
    /// The mentee.
    pub mentee: PersonId,
    /// The mentor.
    pub mentor: PersonId,
    /// Why not.
    pub objection: Objection,
}

/// Suggestions of a scheme on a day; the scheme is read at the first one.
#[derive(Debug)]
pub struct Matcher {
    scheme: Arc<Scheme>,
    on: NaiveDate,
    prepared: OnceLock<Prepared>,
}

/// What [`Matcher::mentors`] says of a scheme, where it is asked once.
pub fn suggest(
    scheme: &Scheme,
    mentee: PersonId,
    on: NaiveDate,
    topic: Option<&str>,
    asked: &[PersonId],
) -> (Vec<Suggestion>, Vec<Excluded>) {
    Matcher::new(Arc::new(scheme.clone()), on).mentors(mentee, topic, asked)
}

/// What [`Matcher::mentees`] says of a scheme, where it is asked once.
pub fn suggest_mentees(
    scheme: &Scheme,
    mentor: PersonId,
    on: NaiveDate,
) -> (Vec<Suggestion>, Vec<Excluded>) {
    Matcher::new(Arc::new(scheme.clone()), on).mentees(mentor)
}

impl Matcher {
    /// Suggestions of a scheme as it stands on a day.
    pub fn new(scheme: Arc<Scheme>, on: NaiveDate) -> Self {
        Self { scheme, on, prepared: OnceLock::new() }
    }

    fn prepared(&self) -> &Prepared {
        self.prepared.get_or_init(|| Prepared::new(&self.scheme, self.on))
    }

    /// Every mentor of the scheme in one of two lists: those who may be asked for a mentee, best
    /// first, and those who may not, by rule. `topic` is the request's, in the mentee's words. Who
    /// was `asked` before for the same request, or is the mentor to be replaced, is not suggested
    /// again; their waiting offer and their pair with the mentee count as gone.
    ///
    /// The order is the same every time: points, fewest open pairs, longest since the last mentee,
    /// id.
    pub fn mentors(
        &self,
        mentee: PersonId,
        topic: Option<&str>,
        asked: &[PersonId],
    ) -> (Vec<Suggestion>, Vec<Excluded>) {
        let (prepared, mentee) = self.asking(mentee, topic, asked);
        let (mut ranked, mut excluded) = (Vec::new(), Vec::new());
        for mentor in &prepared.mentors {
            match forbidden(prepared, &mentee, mentor) {
                Some(objection) => {
                    excluded.push(Excluded { mentee: mentee.id, mentor: mentor.id, objection });
                }
                None => ranked.push((explained(prepared, &mentee, mentor), mentor)),
            }
        }
        ranked.sort_by_key(|(suggestion, mentor)| place(suggestion.points, mentor));
        by_rule(&mut excluded, |excluded| excluded.mentor);
        (ranked.into_iter().map(|(suggestion, _)| suggestion).collect(), excluded)
    }

    /// The first of [`Matcher::mentors`], without a sentence about any other.
    pub fn best(
        &self,
        mentee: PersonId,
        topic: Option<&str>,
        asked: &[PersonId],
    ) -> Option<Suggestion> {
        let (prepared, mentee) = self.asking(mentee, topic, asked);
        let scored = prepared.mentors.iter().filter_map(|mentor| {
            let points = prepared.score(&mentee, mentor).ok()?;
            Some((place(points, mentor), mentor))
        });
        let (_, mentor) = scored.min_by_key(|(place, _)| *place)?;
        Some(explained(prepared, &mentee, mentor))
    }

    fn asking(
        &self,
        mentee: PersonId,
        topic: Option<&str>,
        asked: &[PersonId],
    ) -> (&Prepared, MenteeFacts) {
        let prepared = self.prepared();
        let asking = Asking::told(&self.scheme, mentee, self.on, topic, asked);
        (prepared, prepared.mentee(mentee, asking, &mut Worked::default()))
    }

    /// Every mentee who waits (approved or active, without open pair and without an offer that
    /// waits for its answer) in one of two lists: those whom a mentor may get, best first, and
    /// those whom a hard rule keeps from the mentor, by rule. Each is held against the mentor with
    /// the newest open request, if there is one.
    ///
    /// The order is the same every time: points, longest in the scheme, id.
    pub fn mentees(&self, mentor: PersonId) -> (Vec<Suggestion>, Vec<Excluded>) {
        let (scheme, on, prepared) = (&*self.scheme, self.on, self.prepared());
        let mut worked = Worked::default();
        let (mut ranked, mut excluded) = (Vec::new(), Vec::new());
        let Some(mentor) = prepared.mentor(mentor) else { return (ranked, excluded) };
        for id in waiting(scheme, on) {
            let mentee = prepared.mentee(id, Asking::newest(scheme, id, on), &mut worked);
            match forbidden(prepared, &mentee, mentor) {
                Some(objection) => {
                    excluded.push(Excluded { mentee: id, mentor: mentor.id, objection });
                }
                None => ranked.push(explained(prepared, &mentee, mentor)),
            }
        }
        ranked.sort_by_cached_key(|suggestion| {
            let since = scheme.takes_part_since(suggestion.mentee, on);
            (Reverse(suggestion.points), since, suggestion.mentee)
        });
        by_rule(&mut excluded, |excluded| excluded.mentee);
        (ranked, excluded)
    }
}

/// The place of a mentor among others: the first has the least.
fn place(points: i64, mentor: &MentorFacts) -> impl Ord + Copy + use<> {
    (Reverse(points), mentor.taken, mentor.last_start, mentor.id)
}

/// In the order of the table of rules, then by id.
fn by_rule(excluded: &mut [Excluded], whom: fn(&Excluded) -> PersonId) {
    excluded.sort_by_key(|excluded| {
        let rule = excluded.objection.rule;
        let place = RULES.iter().position(|row| row.id == rule).unwrap_or(RULES.len());
        (place, whom(excluded))
    });
}

/// The line of each criterion that counts, then one for each soft rule; hard rules left aside.
pub(super) fn explained(
    prepared: &Prepared,
    mentee: &MenteeFacts,
    mentor: &MentorFacts,
) -> Suggestion {
    // most have nothing against them, and to know that is quick
    let mut warnings = match prepared.warnings(mentee, mentor) {
        Ok(0) => Vec::new(),
        _ => against(prepared, mentee, mentor),
    };
    warnings.retain(|objection| !objection.hard);
    let both = Both { prepared, mentee, mentor };
    let mut lines: Vec<Line> = prepared
        .weighed()
        .map(|(criterion, weight)| Line {
            criterion: criterion.id,
            points: criterion.points(&both, weight),
            why: criterion.why(&both),
        })
        .collect();
    if prepared.soft > 0 {
        lines.extend(warnings.iter().map(|warning| Line {
            criterion: warning.rule,
            points: -prepared.soft,
            why: warning.why.clone(),
        }));
    }
    Suggestion {
        mentee: mentee.id,
        mentor: mentor.id,
        points: lines.iter().map(|line| line.points).sum(),
        lines,
        warnings,
        free: mentor.free,
    }
}

/// The first hard rule that forbids these two.
pub(super) fn forbidden(
    prepared: &Prepared,
    mentee: &MenteeFacts,
    mentor: &MentorFacts,
) -> Option<Objection> {
    prepared.warnings(mentee, mentor).err()?;
    let hard = against(prepared, mentee, mentor).into_iter().find(|objection| objection.hard);
    let asked = || asked_before(&prepared.scheme, mentor.id, mentee.id, prepared.on);
    Some(hard.unwrap_or_else(asked))
}

fn against(prepared: &Prepared, mentee: &MenteeFacts, mentor: &MentorFacts) -> Vec<Objection> {
    let (pair, offer) = mentee.leaving;
    objections_except(&prepared.scheme, mentor.id, mentee.id, prepared.on, pair, offer)
}

/// What came of the last offer of this mentee to the mentor.
pub(super) fn asked_before(
    scheme: &Scheme,
    mentor: PersonId,
    mentee: PersonId,
    on: NaiveDate,
) -> Objection {
    let name = scheme.name(mentor);
    let last = offers(scheme, mentee)
        .filter(|offer| offer.mentor == mentor && offer.sent <= on)
        .max_by_key(|offer| (offer.sent, offer.id));
    let why = match last {
        None => format!("{name} is the mentor to be replaced"),
        Some(offer) => {
            let sent = short(offer.sent, on);
            format!("{name} was asked on {sent} {}", outcome(offer, on))
        }
    };
    Objection { rule: "asked", hard: true, why }
}

fn outcome(offer: &Offer, on: NaiveDate) -> String {
    match offer.answer_on(on) {
        None | Some(Answer::Reassigned | Answer::Lapsed) => "and has not answered".to_owned(),
        Some(Answer::Accepted) => "and accepted".to_owned(),
        Some(Answer::Withdrawn) => "and the mentee withdrew".to_owned(),
        Some(Answer::Declined) => match offer.decline_reason {
            None | Some(DeclineReason::Other) => "and declined".to_owned(),
            Some(reason) => format!("and declined ({reason})"),
        },
    }
}
