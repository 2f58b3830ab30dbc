//! `completions` and `man`: both made from the same table of commands as the help.

use clap::CommandFactory;
use clap_complete::Shell;
use color_eyre::Result;
use color_eyre::eyre::eyre;

use super::args::Cli;
use super::output::Out;
use super::{DONE, NAME};

/// Prints what a shell needs to complete commands and options.
pub(super) fn completions(shell: Shell, out: &mut Out<'_>) -> Result<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), NAME, &mut script);
    out.to.write_all(&script)?;
    Ok(DONE)
}

/// Prints the manual page of the program, or of the command that these words name.
pub(super) fn man(words: &[String], out: &mut Out<'_>) -> Result<u8> {
    let mut root = Cli::command();
    root.build();
    let mut command = &root;
    for word in words {
        let above = command.get_bin_name().unwrap_or(NAME);
        command = command.find_subcommand(word).ok_or_else(|| {
            eyre!("there is no command '{}': see {above} --help", words.join(" "))
        })?;
    }
    let title = command.get_display_name().unwrap_or(NAME).to_owned();
    let page = clap_mangen::Man::new(command.clone()).title(title.to_uppercase());
    let mut text = Vec::new();
    page.render(&mut text)?;
    out.to.write_all(&text)?;
    Ok(DONE)
}
