//! Who may mentor whom (hard and soft rules) and who should (ranked suggestions), each with its reason in words.

mod asking;
mod criteria;
mod draft;
mod facts;
mod free_times;
mod ladder;
mod likeness;
mod objections;
mod past;
mod places;
mod pool;
mod prepared;
mod published;
mod relations;
mod solve;
mod suggest;
mod terms;
mod words;
mod zones;

pub use criteria::{CRITERIA, Criterion};
pub use draft::{Board, Instead, Lack, Placed, Proposal, Wishes, kept_pairs, lacking, unmatched};
pub use objections::{Objection, RULES, Rule, in_line, objections, objections_except};
pub use places::{free_places, holds_place, places_taken};
pub use pool::Pool;
pub use published::{NEVER, PARTS, Part, Published, published};
pub use solve::{
    Aim, Forced, MOST_LINES, MOST_POINTS, Problem, Solution, Unsolvable, Watch, force, solve,
};
pub use suggest::{Excluded, Line, Matcher, Suggestion, suggest, suggest_mentees};
