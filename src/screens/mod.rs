//! The screens: one file each, with its state, keys and look; where each of them is reached.

pub mod contract;
pub mod form;
pub mod list;
pub mod listing;
pub mod menu;
mod pairs;
mod people;
mod requests;
mod reviews;

pub use contract::{AnyScreen, Ctx, Effect, Head, Screen, Spot, Step, Then, World};

use crate::domain::Refusal;
use crate::ui::keys::Key;
use list::ListScreen;

/// A place of the program: a tab, or something that opens over one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// All requests.
    Requests,
    /// All pairs.
    Pairs,
    /// Everybody.
    People,
    /// All reviews.
    Reviews,
}

/// Opens a place, or says why it cannot be opened.
pub fn open(route: Route, world: &World) -> Result<Box<dyn AnyScreen>, Refusal> {
    Ok(match route {
        Route::Requests => Box::new(ListScreen::new(requests::Requests::default(), world)),
        Route::Pairs => Box::new(ListScreen::new(pairs::Pairs::default(), world)),
        Route::People => Box::new(ListScreen::new(people::People::default(), world)),
        Route::Reviews => Box::new(ListScreen::new(reviews::Reviews::default(), world)),
    })
}

/// A screen with a place on the tab line.
#[derive(Debug)]
pub struct Tab {
    /// Where it leads.
    pub route: Route,
    /// The key of its number.
    pub key: Key,
    /// Name in the palette, in stored places and on wide tab lines.
    pub name: &'static str,
    /// Name on narrow tab lines.
    pub short: &'static str,
    /// What is shown there, in a sentence for help.
    pub help: &'static str,
    /// How many things wait there; asked once a world.
    pub count: fn(&World) -> usize,
}

/// The tabs, in the order of their numbers.
pub const TABS: &[Tab] = &[
    Tab {
        route: Route::Requests,
        key: Key::Char('2'),
        name: "Requests",
        short: "Req",
        help: "Requests of mentees and who was asked",
        count: requests::open,
    },
    Tab {
        route: Route::Pairs,
        key: Key::Char('3'),
        name: "Pairs",
        short: "Pairs",
        help: "All pairs by name with their state",
        count: pairs::open,
    },
    Tab {
        route: Route::People,
        key: Key::Char('4'),
        name: "People",
        short: "People",
        help: "Everybody: mentors, mentees and others",
        count: people::all,
    },
    Tab {
        route: Route::Reviews,
        key: Key::Char('5'),
        name: "Reviews",
        short: "Rev",
        help: "Reviews that wait and those that were held",
        count: reviews::open,
    },
];

/// Which tab a route is.
pub fn tab_of(route: Route) -> Option<usize> {
    TABS.iter().position(|tab| tab.route == route)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tab_has_its_own_number_and_words() {
        for (at, tab) in TABS.iter().enumerate() {
            assert!(matches!(tab.key, Key::Char('1'..='9')), "{}", tab.name);
            assert!(!tab.help.is_empty() && !tab.help.ends_with('.'), "{}", tab.name);
            assert!(tab.short.len() <= tab.name.len());
            assert_eq!(tab_of(tab.route), Some(at), "a route stands twice");
            assert!(TABS.iter().skip(at + 1).all(|other| other.key != tab.key), "a key twice");
        }
    }
}
