//! Topics of the scheme, and which person offers or wants which (P2, P3).

use serde::{Deserialize, Serialize};

use crate::domain::codes::TopicSide;
use crate::domain::ids::{PersonId, PersonTopicId, TopicId};
use crate::domain::tables::{Called, Link, Linked};
use crate::text::{Text, fold};

/// A topic; one spelling, compared by its folded form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    /// Primary key.
    pub id: TopicId,
    /// The topic as shown.
    pub name: Text,
    /// The topic that this is another word for.
    pub same_as: Option<TopicId>,
}

impl Linked for Topic {
    fn links(&self, _: &mut dyn FnMut(Link, i64)) {}

    fn names(&self, name: &mut dyn FnMut(Called, String)) {
        name(Called::Topic, fold(self.name.exact()));
    }
}

/// A topic that a person offers or wants.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonTopic {
    /// Primary key.
    pub id: PersonTopicId,
    /// The person.
    pub person: PersonId,
    /// The topic.
    pub topic: TopicId,
    /// Offered or wanted.
    pub side: TopicSide,
}

impl Linked for PersonTopic {
    fn links(&self, link: &mut dyn FnMut(Link, i64)) {
        link(Link::TopicsOfPerson, self.person.0);
        link(Link::PeopleOfTopic, self.topic.0);
    }
}
