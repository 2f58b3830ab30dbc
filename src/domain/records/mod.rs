//! What is kept: one file a record, with its columns, its fields for people, and what it knows of itself.

mod agreement;
mod closure;
mod extra;
mod line;
mod meeting;
pub mod mentee;
pub mod mentor;
mod offer;
mod overrides;
mod pair;
pub mod person;
mod phase;
mod request;
mod review;
mod setting;
mod snooze;
mod topic;

pub use agreement::Agreement;
pub use closure::Closure;
pub use extra::ExtraField;
pub use line::Line;
pub use meeting::Meeting;
pub use mentee::{Mentee, Preference};
pub use mentor::{Absence, Mentor};
pub use offer::{Offer, Reminder};
pub use overrides::Overrides;
pub use pair::Pair;
pub use person::Person;
pub use phase::Phase;
pub use request::Request;
pub use review::Review;
pub use setting::SettingRow;
pub use snooze::Snooze;
pub use topic::{PersonTopic, Topic};
