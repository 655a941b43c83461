//! Help texts in a language: the definition of the command line holds keys of the message
//! files, because clap knows one language only.

use clap::Command;
use clap::builder::StyledStr;

use crate::cli::terminal::words;
use crate::diag::Language;

/// A command with its words in a language, and those below it.
pub(super) fn localized(command: Command, language: Language) -> Command {
    let say = |key: &StyledStr| words(language, &key.to_string(), &[]);
    let about = command.get_about().map(say).unwrap_or_default();
    let usage = command.get_before_help().map(say).unwrap_or_default();
    let template = template(language, &command, &about, &usage);
    command
        .about(about)
        .help_template(template)
        .mut_args(|arg| match arg.get_help().map(say) {
            Some(help) => arg.help(help),
            None => arg,
        })
        .mut_subcommands(|below| localized(below, language))
}

/// The order of a help text; sections that would be empty are left out.
fn template(language: Language, command: &Command, about: &str, usage: &str) -> String {
    let head = |key: &str| words(language, key, &[]);
    let mut text = format!("{about}\n\n{}\n{usage}\n", head("help-head-usage"));
    if command.has_subcommands() {
        let title = head("help-head-commands");
        text.push_str(&format!("\n{title}\n{{subcommands}}\n"));
    }
    if command.get_positionals().next().is_some() {
        let title = head("help-head-arguments");
        text.push_str(&format!("\n{title}\n{{positionals}}\n"));
    }
    text.push_str(&format!("\n{}\n{{options}}\n", head("help-head-options")));
    text
}
