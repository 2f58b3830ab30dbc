//! What a coordinator does: pure functions that look at the scheme and refuse in words, or build the change.

mod absence;
mod agree;
mod closing;
mod concern;
mod erase;
mod event;
mod keep;
mod leave;
mod letter;
mod life;
mod line;
mod match_draft;
mod meeting;
mod offer;
mod pair;
mod person;
mod request;
mod review;
mod series;
mod setting;
mod snooze;
mod status;
mod traces;
mod wishes;

pub use absence::{hide_mentor, show_again};
pub use agree::{agree_pair, as_usual, usual_clause};
pub use closing::{ClosePair, ClosingSteps, close_pair, complete_closing};
pub use concern::{ConcernInput, change_concern, close_concern, raise_concern, reopen_concern};
pub use erase::{erase_person, may_erase, mentions};
pub use event::{invite, mark_attendance, uninvite};
pub use keep::{Retained, handed_over, keep_longer, put_into_file, retained};
pub use leave::{Leave, allow};
pub use letter::{SentLetter, letter_sent};
pub use life::{confirm_pair, hold_pair, resume_pair, wind_down};
pub use line::{manager_agreed, manager_briefed};
pub use match_draft::{change_draft, confirm_draft, drop_draft, save_draft};
pub use meeting::{LogMeeting, MeetingResult, log_meeting, meeting_result};
pub use offer::{
    Reply, SendOffer, answer_request, offer_request, reassign_request, remind_mentor, remind_pair,
    send_courtesy,
};
pub use pair::{ReassignPair, StartPair, end_on, reassign_pair, start_pair};
pub use person::{save_person, take_person};
pub use request::{AddRequest, add_request, withdraw_request};
pub use review::{HoldReview, hold_review, move_review, plan_review, plan_reviews};
pub use series::{PlanSeries, plan_series};
pub use setting::set_setting;
pub use snooze::{snooze, wake};
pub use status::set_status;
pub use traces::Traces;
