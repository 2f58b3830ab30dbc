//! The requests of the fixed week: four overdue, two due, two young ones, and those of the past.

use std::collections::BTreeMap;

use crate::domain::codes::{Answer, Channel, Ending, ReminderKind};
use crate::domain::ids::RequestId;
use crate::domain::records::Reminder;
use crate::sample::plant::Planter;
use crate::sample::week::People;

/// Requests that became pairs: mentee, topic, days since it came, and the offers: mentor, days
/// since it was sent and since it was answered, answer.
type Past = (&'static str, &'static str, i64, &'static [(&'static str, i64, i64, Answer)]);

use Answer::{Accepted, Declined, Reassigned};

const PAST: &[Past] = &[
    ("minjun.kim", "academic writing", 158, &[("sofia.papadopoulou", 156, 150, Accepted)]),
    (
        "zofia.zak",
        "data analysis",
        132,
        &[("joan.price", 131, 126, Declined), ("tom.reed", 125, 120, Accepted)],
    ),
    ("chloe.dubois", "networking", 104, &[("priya.nair", 102, 100, Accepted)]),
    ("eva.georgiou", "promotion", 49, &[("anhtuyet.nguyen", 48, 45, Accepted)]),
    (
        "nia.pritchard",
        "setting up a business",
        20,
        &[("sam.hughes", 20, 9, Reassigned), ("orly.cohen", 9, 3, Accepted)],
    ),
];

/// Open requests: mentee, topic, days since it came, and whom it is with since when.
type Open = (&'static str, &'static str, i64, Option<(&'static str, i64)>);

const OPEN: &[Open] = &[
    ("amina.yusuf", "data analysis", 25, Some(("tom.reed", 23))),
    ("ben.okafor", "interview skills", 17, None),
    ("carla.diaz", "confidence", 15, Some(("uma.bell", 14))),
    ("dev.shah", "teaching", 13, Some(("tom.reed", 12))),
    ("finn.walsh", "managing people", 9, None),
    ("ella.novakova", "public speaking", 8, Some(("sam.hughes", 8))),
    ("tariq.aziz", "networking", 6, Some(("ana.costa", 6))),
    ("yuki.takahashi", "academic writing", 3, Some(("priya.nair", 3))),
];

/// Plants all requests; gives back by mentee those that became pairs.
pub(super) fn plant_requests(
    plant: &mut Planter,
    people: &People,
) -> BTreeMap<&'static str, RequestId> {
    let mut of_pairs = BTreeMap::new();
    for (mentee, topic, received, offers) in PAST {
        let end = offers.last().map(|(_, _, answered, _)| (*answered, Ending::Accepted));
        let id = plant.request(people.get(mentee), *received, topic, end);
        for (mentor, sent, answered, answer) in *offers {
            plant.offer(id, people.get(mentor), *sent, Some((*answered, *answer)));
        }
        of_pairs.insert(*mentee, id);
    }
    let late = plant.request(people.get("mia.lopez"), 191, "teaching", Some((182, Ending::Lapsed)));
    plant.offer(late, people.get("paul.stone"), 190, Some((182, Answer::Lapsed)));
    let dropped = plant.request(
        people.get("ifeoma.nwosu"),
        168,
        "leadership",
        Some((160, Ending::Withdrawn)),
    );
    plant.offer(dropped, people.get("olga.smirnova"), 167, Some((160, Answer::Withdrawn)));
    for (mentee, topic, received, offer) in OPEN {
        let id = plant.request(people.get(mentee), *received, topic, None);
        let Some((mentor, sent)) = offer else { continue };
        let offer = plant.offer(id, people.get(mentor), *sent, None);
        if *mentee == "amina.yusuf" {
            let reminder = Reminder {
                id: plant.id::<Reminder>(),
                request: Some(id),
                offer: Some(offer),
                pair: None,
                day: plant.ago(11),
                channel: Channel::Email,
                kind: ReminderKind::Reminder,
            };
            plant.put(reminder);
        }
    }
    of_pairs
}
