//! Free search (P5): every field it promises, accents or not, best first; and pairs and requests by the names in them.

use matchbook::domain::codes::TopicSide;
use matchbook::domain::ids::PersonId;
use matchbook::domain::records::{Person, Request};
use matchbook::domain::search::{Finder, person_named};
use matchbook::text::Text;

use crate::small_scheme::Small;

fn people(small: &Small, typed: &str) -> Vec<PersonId> {
    Finder::new(&small.scheme).people(typed).iter().map(|hit| hit.id).collect()
}

#[test]
fn every_field_of_p5_finds_its_person_without_accents_and_nobody_else() {
    let mut small = Small::default();
    let id = small.mentor("Zoë Łukasz", 1);
    small.mentor("Somebody Else", 1);
    small.change::<Person>(id, |person| {
        person.email = "zl@uni.example".into();
        person.location = "Coimbra".into();
        person.year = Some(1998);
        person.employer = "Société Générale".into();
        person.industry = "Banking".into();
        person.job_function = "Risk".into();
        person.department = "Économie".into();
        person.team = "Group Ω".into();
    });
    small.topic(id, TopicSide::Offered, "CV and interviews");
    let finder = Finder::new(&small.scheme);
    for (typed, label) in [
        ("zoe", "Name"),
        ("LUKASZ", "Name"),
        ("zl@uni", "E-mail"),
        ("coimbra", "Location"),
        ("1998", "Year"),
        ("generale", "Employer"),
        ("banking", "Industry"),
        ("risk", "Job function"),
        ("economie", "Department"),
        ("interviews", "Topics"),
        ("ω", "Team or group"),
    ] {
        let hits = finder.people(typed);
        let found: Vec<_> = hits.iter().map(|hit| (hit.id, hit.found_in.as_slice())).collect();
        assert_eq!(found, [(id, &[label][..])], "{typed}");
    }
    assert_eq!(finder.people("zoe interviews")[0].found_in, ["Name", "Topics"]);
    assert!(finder.people("zoe nowhere").is_empty(), "every word must be found");
}

#[test]
fn a_whole_name_comes_before_its_beginning_before_its_inside_before_other_fields() {
    let mut small = Small::default();
    let inside = small.mentor("Joanna Bell", 1);
    let begins = small.mentor("Annabel Cole", 1);
    let word = small.mentor("Anna Dean", 1);
    let whole = small.mentor("Anna", 1);
    let other = small.mentor("Zed Young", 1);
    small.change::<Person>(other, |person| person.location = "Anna".into());
    assert_eq!(people(&small, "ánna"), [whole, word, begins, other, inside]);
    assert_eq!(people(&small, "an"), [whole, word, begins, other], "two letters only at starts");
}

#[test]
fn nothing_typed_finds_everybody_by_name_and_an_id_finds_one() {
    let mut small = Small::default();
    let zoe = small.person("Zoe");
    let ana = small.person("Ána");
    let bo = small.person("bo");
    assert_eq!(people(&small, "  "), [ana, bo, zoe]);
    assert_eq!(people(&small, "p2"), [ana]);
    assert_eq!(people(&small, "P9"), [] as [PersonId; 0]);
}

#[test]
fn names_of_scripts_without_spaces_are_found_by_one_sign() {
    let mut small = Small::default();
    let id = small.person("王小明");
    small.person("李四");
    assert_eq!(people(&small, "小"), [id]);
}

#[test]
fn pairs_and_requests_are_found_by_the_names_in_them() {
    let mut small = Small::default();
    let (marta, tom) = (small.mentor("Marta Costa", 2), small.mentee("Tom Reed"));
    let (uma, ana) = (small.mentor("Uma Bell", 2), small.mentee("Ana Costa"));
    let first = small.pair(marta, tom, "2026-01-10");
    let second = small.pair(uma, ana, "2026-01-10");
    let request = small.request(tom, "2026-03-01");
    small.offer(request, uma, "2026-03-02");
    small.change::<Request>(request, |request| request.topic = "Funding".into());
    let finder = Finder::new(&small.scheme);
    let pairs = |typed| finder.pairs(typed).iter().map(|hit| hit.id).collect::<Vec<_>>();
    assert_eq!(pairs("costa"), [second, first], "by the mentee's name where equal");
    assert_eq!(pairs("reed marta"), [first]);
    assert_eq!(pairs("m2"), [second]);
    for typed in ["tom", "bell", "funding", "R1"] {
        assert_eq!(finder.requests(typed).len(), 1, "{typed}");
    }
    assert!(finder.requests("marta").is_empty());
}

#[test]
fn a_name_as_told_means_one_person_or_nobody() {
    let mut small = Small::default();
    let id = small.person("Tom Reed");
    small.change::<Person>(id, |person| {
        (person.first_name, person.last_name) = ("Thomas".into(), "Reed".into());
        person.email = "tom@example.org".into();
    });
    let named = |small: &Small, told: &str| person_named(&small.scheme, &Text::from(told));
    for told in ["tom reed", " Tom  REED ", "Reed, Thomas", "thomas reed", "Tom@example.org", "P1"]
    {
        assert_eq!(named(&small, told), Some(id), "{told}");
    }
    for told in ["", "Tom", "P2", "Reed Tom"] {
        assert_eq!(named(&small, told), None, "{told}");
    }
    small.person("Tom Reed");
    assert_eq!(named(&small, "Tom Reed"), None, "two people have that name");
}
