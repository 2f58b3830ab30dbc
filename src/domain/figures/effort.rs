//! Figures of effort and cost: support contacts, the coordinator's hours, money, and what volunteers gave (S3).

use crate::domain::figures::value::{real, size};
use crate::domain::figures::{Figure, Good, Section, Unit, Value, View};
use crate::domain::ids::AnyId;
use crate::domain::records::{BudgetLine, Hours};
use crate::domain::settings::Key;

/// The figures of this section.
pub(super) const FIGURES: &[Figure] = &[
    Figure {
        id: "support-contact-rate",
        section: Section::Effort,
        name: "Support-contact rate",
        definition: "Contacts asked for in the period ({contact-first-days} and \
                     {contact-second-days} days after the start of a pair, then every \
                     {contact-every-days}) before which somebody was in touch with the pair since \
                     the one before, of all asked for; none where the scheme asks for none.",
        unit: Unit::Share,
        good: Good::Higher,
        target: None,
        dated: true,
        compute: support_contacts,
    },
    Figure {
        id: "coordinator-hours",
        section: Section::Effort,
        name: "Coordinator hours",
        definition: "Hours of the coordinator recorded in the period.",
        unit: Unit::Hours,
        good: Good::Neither,
        target: None,
        dated: true,
        compute: |view| Value::amount(hours(view), hours_rows(view)),
    },
    Figure {
        id: "coordinator-hours-per-pair",
        section: Section::Effort,
        name: "Coordinator hours per pair",
        definition: "Hours of the coordinator in the period for each pair served.",
        unit: Unit::Ratio,
        good: Good::Lower,
        target: None,
        dated: true,
        compute: |view| per_pair(view, hours(view), hours_rows(view)),
    },
    Figure {
        id: "spent",
        section: Section::Effort,
        name: "Spent",
        definition: "Budget lines of the period: what was spent, in {currency}.",
        unit: Unit::Money,
        good: Good::Neither,
        target: None,
        dated: true,
        compute: |view| Value::amount(spent(view), lines(view, |line| line.spent.is_some())),
    },
    Figure {
        id: "planned",
        section: Section::Effort,
        name: "Planned",
        definition: "Budget lines of the period: what was planned, in {currency}.",
        unit: Unit::Money,
        good: Good::Neither,
        target: None,
        dated: true,
        compute: |view| {
            let sum = budget(view).filter_map(|line| line.planned).sum();
            Value::amount(major(sum), lines(view, |line| line.planned.is_some()))
        },
    },
    Figure {
        id: "cost-per-pair",
        section: Section::Effort,
        name: "Cost per pair",
        definition: "Spent, and hours of the coordinator at {coordinator-rate} {currency} an hour, \
                     for each pair served.",
        unit: Unit::MoneyPer,
        good: Good::Lower,
        target: None,
        dated: true,
        compute: |view| per_pair(view, cost(view), lines(view, |line| line.spent.is_some())),
    },
    Figure {
        id: "value-of-volunteer-hours",
        section: Section::Effort,
        name: "Value of volunteer hours",
        definition: "Hours delivered in the period at {volunteer-rate} {currency} an hour; none \
                     while no rate is set.",
        unit: Unit::Money,
        good: Good::Higher,
        target: None,
        dated: true,
        compute: |view| {
            let held = super::relationships::held(view).into_iter();
            let held = held.map(|meeting| meeting.id.into()).collect();
            volunteer_value(view).map_or_else(none, |sum| Value::amount(sum, held))
        },
    },
    Figure {
        id: "return-on-cost",
        section: Section::Effort,
        name: "Return on cost",
        definition: "Value of volunteer hours for each {currency} of cost in the period.",
        unit: Unit::MoneyPer,
        good: Good::Higher,
        target: None,
        dated: true,
        compute: |view| volunteer_value(view).map_or_else(none, |sum| Value::part(sum, cost(view))),
    },
];

fn none() -> Value {
    Value::default()
}

/// Minor units as the amount that people say.
fn major(minor: i64) -> f64 {
    let (whole, part) = (minor / 100, minor % 100);
    real(whole) + real(part) / 100.0
}

fn budget<'a>(view: &'a View<'_>) -> impl Iterator<Item = &'a BudgetLine> {
    view.scheme.all::<BudgetLine>().filter(|line| view.covers(line.day))
}

fn lines(view: &View<'_>, counts: fn(&BudgetLine) -> bool) -> Vec<AnyId> {
    budget(view).filter(|line| counts(line)).map(|line| line.id.into()).collect()
}

fn spent(view: &View<'_>) -> f64 {
    major(budget(view).filter_map(|line| line.spent).sum())
}

fn recorded<'a>(view: &'a View<'_>) -> impl Iterator<Item = &'a Hours> {
    view.scheme.all::<Hours>().filter(|hours| view.covers(hours.day))
}

fn hours(view: &View<'_>) -> f64 {
    real(recorded(view).map(|hours| hours.minutes).sum()) / 60.0
}

fn hours_rows(view: &View<'_>) -> Vec<AnyId> {
    recorded(view).map(|hours| hours.id.into()).collect()
}

/// What the scheme cost: money spent, and the coordinator's hours where they have a rate.
fn cost(view: &View<'_>) -> f64 {
    spent(view) + hours(view) * major(view.scheme.settings().amount(Key::CoordinatorRate))
}

fn per_pair(view: &View<'_>, amount: f64, behind: Vec<AnyId>) -> Value {
    let known = !behind.is_empty();
    let part = Value::part(amount, size(view.served().len()));
    if known { part.of(behind) } else { none() }
}

/// The value of the hours delivered, where they have a rate.
fn volunteer_value(view: &View<'_>) -> Option<f64> {
    let rate = view.scheme.settings().amount(Key::VolunteerRate);
    (rate > 0).then(|| super::relationships::hours_delivered(view) * major(rate))
}

/// Contacts asked for, and those before which somebody was in touch.
fn support_contacts(view: &View<'_>) -> Value {
    if !view.scheme.settings().is_on(Key::Contacts) {
        return none();
    }
    let mut asked = Vec::new();
    for facts in view.served() {
        let until = facts.ended.unwrap_or(view.as_of);
        let touched = view.scheme.touched(facts.pair, until);
        let mut before = facts.pair.start;
        for day in view.scheme.contact_days(facts.pair, until) {
            if view.covers(day) {
                let met = touched.iter().any(|touch| before <= *touch && *touch <= day);
                asked.push((facts.pair.id, met));
            }
            before = day.succ_opt().unwrap_or(day);
        }
    }
    Value::share(&asked, |(pair, _)| (*pair).into(), |(_, met)| *met)
}

#[cfg(test)]
mod tests {
    use crate::domain::codes::{ContactPurpose, HoursTask, MeetingStatus};
    use crate::domain::entry::Entry;
    use crate::domain::figures::{Figure, View};
    use crate::domain::hand::{Hand, day};
    use crate::domain::ids::{BudgetLineId, ContactId, HoursId, SettingId};
    use crate::domain::records::{BudgetLine, Contact, Hours, SettingRow};

    /// Two pairs in October 2026; 90 minutes of meetings, 8 hours of the coordinator, 120 spent of
    /// 200 planned; an hour of a volunteer is worth 20, one of the coordinator costs 15.
    fn october() -> Hand {
        let mut hand = Hand::default();
        let rates =
            [("volunteer-rate", "20.00"), ("coordinator-rate", "15.00"), ("contacts", "yes")];
        for (id, (key, value)) in (1..).zip(rates) {
            hand.put(SettingRow { id: SettingId(id), key: key.into(), value: value.into() });
        }
        for start in ["2026-10-01", "2026-10-20"] {
            let mentor = hand.mentor("mentor", "2026-01-01", 1);
            let mentee = hand.mentee("mentee", "2026-01-01");
            let pair = hand.pair(mentee, mentor, start, "2027-03-31");
            hand.meeting(pair, "2026-10-21", MeetingStatus::Held, Some(45));
            if start == "2026-10-01" {
                let contact = Contact::blank(ContactId(1));
                let purpose = ContactPurpose::CheckIn;
                hand.put(Contact { pair: Some(pair), day: day("2026-10-15"), purpose, ..contact });
            }
        }
        let spending = [("2026-10-01", Some(20_000), None), ("2026-10-31", None, Some(12_000))];
        let outside = [("2026-09-30", Some(1), Some(1)), ("2026-11-01", Some(1), Some(1))];
        for (id, (on, planned, spent)) in (1..).zip(spending.into_iter().chain(outside)) {
            let line = BudgetLine::blank(BudgetLineId(id));
            hand.put(BudgetLine { day: day(on), planned, spent, what: "x".into(), ..line });
        }
        let worked = [("2026-10-06", 450), ("2026-10-31", 30), ("2026-11-01", 600)];
        for (id, (on, minutes)) in (1..).zip(worked) {
            let task = HoursTask::Support;
            hand.put(Hours { id: HoursId(id), day: day(on), minutes, task });
        }
        hand
    }

    #[test]
    fn effort_and_cost_are_those_worked_out_by_hand() {
        let hand = october();
        let period = "2026-10".parse().unwrap();
        let view = View::new(hand.scheme(), period, day("2026-11-05"));
        for (id, said) in [
            // 15 Oct was met on that day, 31 Oct by nobody; M2's first is on 3 November
            ("support-contact-rate", "1 of 2 (50 %)"),
            ("coordinator-hours", "8 hours"),
            ("coordinator-hours-per-pair", "4 (8 to 2)"),
            ("spent", "120.00"),
            ("planned", "200.00"),
            // 120 and 8 hours at 15 are 240, for 2 pairs
            ("cost-per-pair", "120.00 (240.00 for 2)"),
            // 1.5 hours at 20
            ("value-of-volunteer-hours", "30.00"),
            ("return-on-cost", "0.13 (30.00 for 240)"),
        ] {
            let figure = Figure::named(id).unwrap();
            assert_eq!(figure.value(&view).said(figure.unit), said, "{id}");
        }
    }
}
