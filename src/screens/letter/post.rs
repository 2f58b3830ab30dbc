//! How letters leave the program: as drafts of the mail program, as a mail link, or as files.

/// The way that letters go. Matchbook sends nothing by itself (I3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// Each as a draft that the mail program opens.
    Draft,
    /// As a mail link.
    Link,
    /// One into a file; by its ending a draft or plain text.
    File {
        /// The path as it was typed.
        path: String,
        /// Whether a file that is there is replaced.
        replace: bool,
    },
    /// Each into a new file of its own in a folder, at a path as it was typed.
    Folder(String),
}
