//! The criteria of working together: ways of meeting, and free days.

use crate::domain::codes::{Code, Format};
use crate::domain::matching::criteria::Both;
use crate::domain::matching::free_times::share;
use crate::domain::records::{Mentee, Mentor};

pub(super) fn formats(both: &Both) -> i64 {
    share(both.mentor.side.formats, both.mentee.side.formats)
}

pub(super) fn why_formats(both: &Both) -> String {
    let (own, other) = (both.mentor.side.formats, both.mentee.side.formats);
    if own == 0 || other == 0 {
        return "ways of meeting not known".to_owned();
    }
    let all = Format::ALL.iter().enumerate();
    let shared = all.filter(|(bit, _)| own & other & (1 << bit) != 0);
    let shared: Vec<&str> = shared.map(|(_, format)| format.label()).collect();
    if shared.is_empty() {
        "no way of meeting in common".to_owned()
    } else {
        format!("both meet by {}", shared.join(", "))
    }
}

pub(super) fn availability(both: &Both) -> i64 {
    both.mentor.side.free.fits(both.mentee.side.free)
}

pub(super) fn why_availability(both: &Both) -> String {
    let scheme = &both.prepared.scheme;
    let mentor = scheme.get::<Mentor>(both.mentor.id).map(|mentor| &mentor.availability);
    let mentee = scheme.get::<Mentee>(both.mentee.id).map(|mentee| &mentee.availability);
    let (Some(own), Some(other)) = (mentor, mentee) else {
        return "free days not known".to_owned();
    };
    if own.is_empty() || other.is_empty() {
        return "free days not known".to_owned();
    }
    let (mine, theirs) = (both.mentor.side.free, both.mentee.side.free);
    let shared = mine.in_common(theirs);
    if mine.is_unknown() || theirs.is_unknown() {
        format!("free days not comparable, {own} and {other}")
    } else if !shared.is_empty() && mine.fits(theirs) > 0 {
        format!("both free {}", shared.join(", "))
    } else {
        format!("free {own} and {other}")
    }
}
