//! What a letter says and to whom: exact texts, days at their limits, nothing confidential; and what a sent one is recorded as.

use matchbook::domain::codes::{
    Answer, Channel, CloseReason, ContactPurpose, DeclineReason, EventKind, Fit, ReviewKind,
    ServiceKind, Several, Status, Subject,
};
use matchbook::domain::entry::Entry;
use matchbook::domain::ids::{
    AnyId, EventId, OfferId, PairId, PersonId, RequestId, ReviewId, ServiceId,
};
use matchbook::domain::letters::{Letter, LetterKind, compose, kinds_for};
use matchbook::domain::records::{
    Absence, Agreement, Attendance, Closure, Contact, Event, Mentor, Offer, Pair, Person, Reminder,
    Request, Review, Service,
};
use matchbook::domain::verbs::{SentLetter, letter_sent};
use matchbook::domain::{Change, Refusal, Scheme};
use matchbook::text::Text;
use rstest::rstest;

use crate::small_scheme::{Small, day};

const TODAY: &str = "2026-03-03";

struct Case {
    small: Small,
    tom: PersonId,
    priya: PersonId,
    ana: PersonId,
    pair: PairId,
    request: RequestId,
    offer: OfferId,
}

/// Tom and Ana are a pair since 5 January; Ana's request for data analysis of 10 February waits
/// with Tom; Priya is a mentor too.
fn case() -> Case {
    let mut small = Small::default();
    let tom = small.mentor("Tom Reed", 2);
    let priya = small.mentor("Priya Nair", 2);
    let ana = small.mentee("Ana Costa");
    let pair = small.pair(tom, ana, "2026-01-05");
    let request = small.request(ana, "2026-02-10");
    small.change::<Request>(request, |request| request.topic = "data analysis.".into());
    let offer = small.offer(request, tom, "2026-02-11");
    for (id, email) in
        [(tom, "tom@example.org"), (priya, "priya@example.org"), (ana, "ana@example.org")]
    {
        small.change::<Person>(id, |person| person.email = email.into());
    }
    small.set("name", "Staff mentoring");
    small.set("coordinator", "Una Bell");
    Case { small, tom, priya, ana, pair, request, offer }
}

fn write(scheme: &Scheme, kind: LetterKind, about: impl Into<AnyId>) -> Vec<Letter> {
    compose(scheme, day(TODAY), kind, about.into(), None).unwrap()
}

fn refusal(scheme: &Scheme, kind: LetterKind, about: impl Into<AnyId>) -> String {
    compose(scheme, day(TODAY), kind, about.into(), None).unwrap_err().to_string()
}

fn decline(case: &mut Case, reason: DeclineReason) {
    case.small.change::<Offer>(case.offer, |offer| {
        offer.answer = Some(Answer::Declined);
        offer.answered = Some(day("2026-02-20"));
        offer.decline_reason = Some(reason);
        offer.decline_text = "SECRET: I cannot stand her".into();
    });
}

#[test]
fn a_reminder_says_who_asked_for_what_since_when_and_by_when_to_answer() {
    let case = case();
    let letters = write(&case.small.scheme, LetterKind::Reminder, case.request);
    let [letter] = letters.as_slice() else { panic!("{letters:?}") };
    assert_eq!(letter.to[0].email, "tom@example.org");
    assert_eq!(letter.subject, "Could you answer Ana Costa by Tuesday 10 March 2026?");
    assert_eq!(
        letter.body,
        "Dear Tom,\n\n\
         On 11 February 2026 we passed on to you a request from Ana Costa for mentoring about data \
         analysis. That is 20 days ago, and Ana is still waiting to hear. I know how full a week \
         can be.\n\n\
         Please let me know by Tuesday 10 March 2026 whether you can take it on. One line is \
         enough, and \"no\" is a perfectly good answer: I will then ask somebody else. If you need \
         more information, or a little more time, tell me that instead, and I will let Ana know.\n\n\
         Thank you for giving your time to mentoring.\n\n\
         With best wishes,\nUna Bell\nStaff mentoring"
    );
}

#[rstest]
#[case::long_overdue("2026-02-01", "Tuesday 10 March 2026")]
#[case::day_10_is_today("2026-02-21", "Tuesday 10 March 2026")]
#[case::tomorrow_is_the_last_day("2026-02-22", "Wednesday 4 March 2026")]
#[case::a_week_is_left("2026-02-28", "Tuesday 10 March 2026")]
#[case::sent_today("2026-03-03", "Tuesday 10 March 2026")]
fn a_reminder_gives_a_week_but_not_more_than_the_time_that_is_left(
    #[case] sent: &str,
    #[case] by: &str,
) {
    let mut case = case();
    case.small.change::<Request>(case.request, |request| request.received = day("2026-01-20"));
    case.small.change::<Offer>(case.offer, |offer| offer.sent = day(sent));
    let letter = write(&case.small.scheme, LetterKind::Reminder, case.request).remove(0);
    assert!(letter.subject.ends_with(&format!("by {by}?")), "{}", letter.subject);
    assert_eq!(letter.body.contains(" ago,"), sent != TODAY, "{}", letter.body);
}

#[rstest]
#[case::just_sent("2026-03-03", "Friday 13 March 2026")]
#[case::the_last_day_is_today("2026-02-21", "Tuesday 3 March 2026")]
#[case::the_time_ran_out_yesterday("2026-02-20", "Tuesday 10 March 2026")]
fn an_offer_never_asks_for_an_answer_by_a_day_that_is_past(#[case] sent: &str, #[case] by: &str) {
    let mut case = case();
    case.small.change::<Request>(case.request, |request| request.received = day("2026-01-20"));
    case.small.change::<Offer>(case.offer, |offer| offer.sent = day(sent));
    let letter = write(&case.small.scheme, LetterKind::Offer, case.request).remove(0);
    assert!(letter.body.contains(&format!("Please tell me by {by} whether")), "{}", letter.body);
}

#[test]
fn a_courtesy_message_points_on_and_says_what_happens_next() {
    let mut case = case();
    decline(&mut case, DeclineReason::NoTime);
    let service = Service {
        name: "Writing Centre".into(),
        kind: ServiceKind::Other,
        contact: "writing@example.org".into(),
        ..Service::blank(ServiceId(1))
    };
    case.small.put(service);
    case.small.change::<Offer>(case.offer, |offer| {
        offer.alternative = "Writing Centre; a good book".into();
    });
    let letter = write(&case.small.scheme, LetterKind::Courtesy, case.request).remove(0);
    assert_eq!(letter.to[0].name, "Ana Costa");
    assert_eq!(
        letter.body,
        "Dear Ana,\n\n\
         Thank you for your patience. Tom Reed does not have the time at present and so cannot \
         take on your request about data analysis. That says nothing about you or about what you \
         asked for.\n\n\
         I am now looking for another mentor for you.\n\n\
         Meanwhile you may find this helpful: Writing Centre (writing@example.org) and a good \
         book.\n\n\
         Please tell me by Tuesday 10 March 2026 if there is somebody whom you would like me to \
         ask, or if your plans have changed. Otherwise you need not do anything: you will hear \
         from me as soon as a mentor has said yes.\n\n\
         With best wishes,\nUna Bell\nStaff mentoring"
    );
    case.small.offer(case.request, case.priya, "2026-03-02");
    let letter = write(&case.small.scheme, LetterKind::Courtesy, case.request).remove(0);
    assert!(
        letter.body.contains("another mentor, who has until 12 March 2026 to answer"),
        "{}",
        letter.body
    );
    assert!(!letter.body.contains("Priya"), "who is asked next is not told before an answer");
}

#[rstest]
#[case(DeclineReason::NoTime, Some("does not have the time"))]
#[case(DeclineReason::Full, Some("has no free place"))]
#[case(DeclineReason::NotMyExpertise, Some("somebody else could help"))]
#[case(DeclineReason::SomeoneElse, Some("somebody else could help"))]
#[case(DeclineReason::ConflictOfInterest, None)]
#[case(DeclineReason::Other, None)]
fn only_a_neutral_reason_of_a_decline_is_told(
    #[case] reason: DeclineReason,
    #[case] told: Option<&str>,
) {
    let mut case = case();
    decline(&mut case, reason);
    let letter = write(&case.small.scheme, LetterKind::Courtesy, case.request).remove(0);
    match told {
        Some(words) => assert!(letter.body.contains(words), "{}", letter.body),
        None => {
            assert!(
                letter.body.contains("Tom Reed cannot take on your request"),
                "{}",
                letter.body
            );
        }
    }
}

#[test]
fn an_introduction_gives_both_addresses_unless_one_refused_consent() {
    let mut case = case();
    let letters = write(&case.small.scheme, LetterKind::Introduction, case.pair);
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to.len(), 2, "mentee and mentor together");
    assert!(letters[0].body.starts_with("Dear Ana and Tom,"), "{}", letters[0].body);
    for address in ["ana@example.org", "tom@example.org"] {
        assert!(letters[0].body.contains(address), "{address}");
    }
    case.small.change::<Person>(case.tom, |tom| tom.consent = Some(false));
    let letters = write(&case.small.scheme, LetterKind::Introduction, case.pair);
    assert_eq!(letters.len(), 2, "each their own");
    for letter in letters {
        assert_eq!(letter.to.len(), 1);
        assert!(!letter.body.contains('@'), "{}", letter.body);
    }
}

#[test]
fn people_are_greeted_as_they_wish_and_called_by_their_names() {
    let mut case = case();
    case.small.change::<Person>(case.tom, |tom| tom.preferred_name = "Tommy".into());
    let letter = write(&case.small.scheme, LetterKind::Reminder, case.request).remove(0);
    assert!(letter.body.starts_with("Dear Tommy,"), "{}", letter.body);
    assert_eq!(letter.to[0].name, "Tom Reed");
}

#[test]
fn the_mentees_message_goes_to_the_mentor_to_whom_it_was_written_alone() {
    let mut case = case();
    case.small.change::<Request>(case.request, |request| {
        request.message = "Dear Tom,\r\nI read your book.".into();
    });
    let first = write(&case.small.scheme, LetterKind::Offer, case.request).remove(0);
    assert!(first.body.contains("Ana writes:\n\nDear Tom,\nI read your book."), "{}", first.body);
    let about = case.request.into();
    let to = Some(case.priya);
    let next =
        compose(&case.small.scheme, day(TODAY), LetterKind::Offer, about, to).unwrap().remove(0);
    assert_eq!(next.to[0].name, "Priya Nair");
    assert!(!next.body.contains("book"), "{}", next.body);
    assert!(
        next.body.contains("tell me by Friday 13 March 2026"),
        "ten days from today: {}",
        next.body
    );
}

/// Puts a word that no letter may have into every field that is confidential or about the other.
fn with_secrets() -> Case {
    let mut case = case();
    decline(&mut case, DeclineReason::Other);
    let secret = || Text::from("SECRET");
    for id in [case.tom, case.ana, case.priya] {
        case.small.change::<Person>(id, |person| {
            person.notes = secret();
            person.biography = secret();
            person.phone = secret();
            person.grade = secret();
            person.department = secret();
            person.team = secret();
            person.pronouns = secret();
            person.source = secret();
            person.keep_reason = secret();
        });
    }
    case.small.change::<Mentor>(case.tom, |mentor| {
        mentor.cannot_help = secret();
        mentor.evaluation_score = Some(1);
        mentor.trained = Some(false);
    });
    case.small.change::<Request>(case.request, |request| {
        request.reason = secret();
        request.source = secret();
    });
    case.small.change::<Pair>(case.pair, |pair| {
        pair.reasons = secret();
        pair.overrides.set("line", &secret());
    });
    let agreement = Agreement {
        objective: secret(),
        ground_rules: secret(),
        support: secret(),
        activities: secret(),
        confidentiality: secret(),
        mentor_fit: Some(Fit::NotAFit),
        ..Agreement::blank(case.pair)
    };
    case.small.put(agreement);
    let review =
        Review::planned(ReviewId(1), case.pair, ReviewKind::FirstCheckIn, day("2026-03-10"));
    case.small.put(Review { mentor_fit: Some(Fit::NotAFit), mentor_score: Some(1), ..review });
    let absence = Absence {
        id: matchbook::domain::ids::AbsenceId(1),
        person: case.tom,
        since: day("2026-02-01"),
        until: None,
        reason: secret(),
        ended: None,
    };
    case.small.put(absence);
    case
}

#[test]
fn nothing_confidential_stands_in_any_letter() {
    let mut case = with_secrets();
    let mut written = 0;
    for closed in [false, true] {
        if closed {
            case.small.status(Subject::Pair, case.pair.0, "2026-03-01", Status::Closed);
            let mut closure = Closure::on(case.pair, day("2026-03-01"));
            closure.reasons = Several(vec![CloseReason::Concern, CloseReason::NotAFit]);
            case.small.put(closure);
        }
        let scheme = &case.small.scheme;
        let ids: [AnyId; 5] = [
            case.request.into(),
            case.pair.into(),
            case.tom.into(),
            case.ana.into(),
            ReviewId(1).into(),
        ];
        for id in ids {
            for kind in kinds_for(scheme, day(TODAY), id) {
                for letter in write(scheme, kind, id) {
                    let whole = format!("{}\n{}", letter.subject, letter.body);
                    for word in
                        ["SECRET", "not a fit", "concern", "conflict", "untrained", "stand her"]
                    {
                        assert!(!whole.contains(word), "{word} in {kind}:\n{whole}");
                    }
                    written += 1;
                }
            }
        }
    }
    assert!(written > 12, "{written}");
}

#[test]
fn what_an_address_or_topic_holds_is_never_read_as_a_template() {
    let mut case = case();
    case.small
        .change::<Request>(case.request, |request| request.topic = "{{ signature }}{% if".into());
    let letter = write(&case.small.scheme, LetterKind::Reminder, case.request).remove(0);
    assert!(letter.body.contains("about {{ signature }}{% if."), "{}", letter.body);
}

#[test]
fn there_is_no_letter_to_nobody_or_about_what_is_over() {
    let mut case = case();
    let scheme = &case.small.scheme;
    assert!(refusal(scheme, LetterKind::Reminder, case.pair).contains("is about a request (R42)"));
    assert!(refusal(scheme, LetterKind::Invitation, EventId(9)).contains("there is no event E9"));
    assert!(refusal(scheme, LetterKind::Evaluation, case.ana).contains("is no mentor"));
    let why = refusal(scheme, LetterKind::Waiting, case.tom);
    assert_eq!(why, "Tom Reed is no mentee: nobody else waits for a mentor");
    assert_eq!(write(scheme, LetterKind::Waiting, case.ana).len(), 1);
    let event =
        Event { kind: EventKind::Training, day: day("2026-03-02"), ..Event::blank(EventId(1)) };
    case.small.put(event);
    assert!(refusal(&case.small.scheme, LetterKind::Invitation, EventId(1)).contains("too late"));
    case.small.change::<Event>(EventId(1), |event| event.day = day("2026-03-03"));
    let why = refusal(&case.small.scheme, LetterKind::Invitation, EventId(1));
    assert!(why.contains("nobody is invited"), "{why}");
    case.small.change::<Person>(case.tom, |tom| tom.full_name = "Erased person".into());
    let why = refusal(&case.small.scheme, LetterKind::Reminder, case.request);
    assert!(why.contains("was erased"), "{why}");
}

fn sent(kind: LetterKind, about: impl Into<AnyId>) -> SentLetter {
    let (about, day) = (about.into(), day("2026-03-02"));
    SentLetter { kind, about, to: None, day, channel: Channel::Phone }
}

fn record(small: &mut Small, sent: &SentLetter) -> Result<Change, Refusal> {
    let change = letter_sent(&small.scheme, day(TODAY), sent)?;
    small.accept(&change);
    Ok(change)
}

#[test]
fn a_reminder_and_a_nudge_are_recorded_as_reminders() {
    let Case { mut small, pair, request, offer, .. } = case();
    record(&mut small, &sent(LetterKind::Reminder, request)).unwrap();
    record(&mut small, &sent(LetterKind::Nudge, pair)).unwrap();
    let kept: Vec<_> = small.scheme.all::<Reminder>().collect();
    assert_eq!((kept[0].request, kept[0].offer), (Some(request), Some(offer)));
    assert_eq!(
        (kept[1].pair, kept[1].channel, kept[1].day),
        (Some(pair), Channel::Phone, day("2026-03-02"))
    );
    assert_eq!(small.scheme.all::<Contact>().len(), 0);
}

#[test]
fn a_courtesy_message_is_recorded_with_the_decline() {
    let mut case = case();
    decline(&mut case, DeclineReason::Full);
    record(&mut case.small, &sent(LetterKind::Courtesy, case.request)).unwrap();
    let offer = case.small.scheme.get::<Offer>(case.offer).unwrap();
    assert_eq!(offer.courtesy, Some(day("2026-03-02")));
}

#[test]
fn an_offer_letter_to_another_mentor_is_the_offer() {
    let mut case = case();
    let letter = SentLetter { to: Some(case.priya), ..sent(LetterKind::Offer, case.request) };
    record(&mut case.small, &letter).unwrap_err();
    // Ana has a mentor already: the rule that speaks against a second one is not passed over
    case.small.status(Subject::Pair, case.pair.0, "2026-03-01", Status::Closed);
    record(&mut case.small, &letter).unwrap();
    let now = case.small.scheme.pending_offer(case.request, day(TODAY)).unwrap();
    assert_eq!((now.mentor, now.sent), (case.priya, day("2026-03-02")));
    record(&mut case.small, &letter).unwrap();
    let contacts: Vec<_> = case.small.scheme.all::<Contact>().collect();
    assert_eq!(contacts.len(), 1, "once asked, the letter is a contact");
    assert_eq!(contacts[0].person, Some(case.priya));
}

#[test]
fn letters_about_pairs_and_people_are_contacts_with_their_purpose() {
    let Case { mut small, pair, ana, tom, .. } = case();
    record(&mut small, &sent(LetterKind::Introduction, pair)).unwrap();
    record(&mut small, &sent(LetterKind::Welcome, ana)).unwrap();
    record(&mut small, &sent(LetterKind::Evaluation, pair)).unwrap();
    let kept: Vec<_> =
        small.scheme.all::<Contact>().map(|one| (one.pair, one.person, one.purpose)).collect();
    assert_eq!(
        kept,
        [
            (Some(pair), None, ContactPurpose::Welcome),
            (None, Some(ana), ContactPurpose::Welcome),
            (None, Some(tom), ContactPurpose::Other),
        ]
    );
}

#[test]
fn an_invitation_invites_who_was_not_invited_yet() {
    let Case { mut small, ana, tom, .. } = case();
    small.put(Event {
        kind: EventKind::Training,
        day: day("2026-03-12"),
        ..Event::blank(EventId(1))
    });
    let one = SentLetter { to: Some(tom), ..sent(LetterKind::Invitation, EventId(1)) };
    record(&mut small, &one).unwrap();
    let place = small.scheme.attendance(EventId(1), tom).unwrap();
    assert_eq!(place.invited, Some(day("2026-03-02")));
    small.put(Attendance {
        id: matchbook::domain::ids::AttendanceId(2),
        event: EventId(1),
        person: ana,
        invited: None,
        attended: None,
    });
    let change = record(&mut small, &sent(LetterKind::Invitation, EventId(1))).unwrap();
    assert_eq!(change.put::<Attendance>().count(), 1, "Ana is invited");
    assert_eq!(change.put::<Contact>().count(), 1, "Tom is written to again");
}

#[test]
fn a_letter_is_not_recorded_in_the_future_and_its_text_never() {
    let Case { mut small, request, .. } = case();
    let later = SentLetter { day: day("2026-03-04"), ..sent(LetterKind::Reminder, request) };
    assert!(record(&mut small, &later).unwrap_err().to_string().contains("future"));
    let change = record(&mut small, &sent(LetterKind::Reminder, request)).unwrap();
    let kept = format!("{change:?}");
    assert!(!kept.contains("Dear") && !change.words.contains("Reed"), "{kept}");
}
