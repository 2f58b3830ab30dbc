//! Who sits at which machine: what the history notes beside every change.

use std::fs;

/// The user and the machine, as the history names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The login name.
    pub name: String,
    /// The machine's name.
    pub host: String,
}

impl User {
    /// Whoever runs the program here. What the machine does not tell is "somebody" and "somewhere".
    pub fn here() -> Self {
        let name = ["USER", "LOGNAME", "USERNAME"].iter().find_map(|variable| env(variable));
        let host = ["/proc/sys/kernel/hostname", "/etc/hostname"]
            .iter()
            .find_map(|file| fs::read_to_string(file).ok().and_then(|text| clean(&text)))
            .or_else(|| env("HOSTNAME"));
        Self {
            name: name.unwrap_or_else(|| "somebody".to_owned()),
            host: host.unwrap_or_else(|| "somewhere".to_owned()),
        }
    }
}

fn env(variable: &str) -> Option<String> {
    clean(&std::env::var_os(variable)?.to_string_lossy())
}

/// One short line, or nothing.
fn clean(text: &str) -> Option<String> {
    let line: String = text.lines().next()?.trim().chars().take(64).collect();
    (!line.is_empty()).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_short_line() {
        assert_eq!(clean(" desk-7 \nrest").as_deref(), Some("desk-7"));
        assert_eq!(clean("\n"), None);
        assert_eq!(clean(&"x".repeat(100)).map(|name| name.len()), Some(64));
    }
}
