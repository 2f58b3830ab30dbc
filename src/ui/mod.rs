//! The toolkit of the screens: keys, themes, tables, fields, forms, menus, questions, cards and charts. It knows nothing of mentoring.

pub mod card;
mod card_lines;
pub mod chart;
pub mod chooser;
pub mod field;
pub mod form;
pub mod keys;
pub mod layout;
pub mod menu;
pub mod month;
pub mod paint;
pub mod table;
pub mod theme;
pub mod window;
pub mod writing;
