//! Where things are in the repository, and running other programs.
//!
//! Invariant: nothing here changes the user's own installation; tools go below `target/tools`.

use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Why a task stopped: one sentence for the person at the keyboard, with a way out where there is one.
#[derive(Debug)]
pub struct Failure(pub String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Failure(error.to_string())
    }
}

/// The result of a task.
pub type Result<T> = std::result::Result<T, Failure>;

/// A failure with this message.
pub fn fail<T>(message: impl Into<String>) -> Result<T> {
    Err(Failure(message.into()))
}

/// Says which file or step an error is about.
pub trait Context<T> {
    /// Puts words before the error.
    fn about(self, what: impl fmt::Display) -> Result<T>;
}

impl<T, E: fmt::Display> Context<T> for std::result::Result<T, E> {
    fn about(self, what: impl fmt::Display) -> Result<T> {
        self.map_err(|error| Failure(format!("{what}: {error}")))
    }
}

/// The top folder of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// Where the tools of this project are installed.
pub fn tools() -> PathBuf {
    root().join("target/tools")
}

/// Where the programs of [`tools`] are.
pub fn tools_bin() -> PathBuf {
    tools().join("bin")
}

/// What the hooks write before Trunk collects the site: style sheet, font, icons.
pub fn site_parts() -> PathBuf {
    root().join("target/site")
}

/// The built site.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// A line about what is going on.
pub fn say(line: impl fmt::Display) {
    println!("onward: {line}");
}

/// Runs something that may take a while, and says how long it took.
pub fn timed<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    say(format_args!("{what} …"));
    let begun = Instant::now();
    let result = work();
    let seconds = begun.elapsed().as_secs_f32();
    if seconds >= 3.0 {
        say(format_args!("{what}: {seconds:.0} s"));
    }
    result
}

/// A command in the top folder with the project's tools first on the search path.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    let old = std::env::var_os("PATH").unwrap_or_default();
    let paths = std::iter::once(tools_bin()).chain(std::env::split_paths(&old));
    if let Ok(joined) = std::env::join_paths(paths) {
        command.env("PATH", joined);
    }
    command.current_dir(root());
    command
}

/// Runs a command to its end; its output goes where ours goes.
pub fn run(command: &mut Command) -> Result<()> {
    let name = shown(command);
    let status = command.status().about(format_args!("could not start {name}"))?;
    if status.success() { Ok(()) } else { fail(format!("{name} failed ({status})")) }
}

/// Runs a command and returns what it printed, if it ran and succeeded.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The program's full path, if it is on the search path.
pub fn which(program: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    std::env::split_paths(&paths).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// Every file below a folder, as sorted paths relative to it with `/`; nothing if there is no such folder.
pub fn files_below(folder: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut waiting = vec![String::new()];
    while let Some(relative) = waiting.pop() {
        let Ok(entries) = std::fs::read_dir(folder.join(&relative)) else {
            continue;
        };
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if relative.is_empty() { name } else { format!("{relative}/{name}") };
            if entry.file_type()?.is_dir() { waiting.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let mut words = vec![program.to_string_lossy().into_owned()];
    words.extend(command.get_args().take(3).map(|word| word.to_string_lossy().into_owned()));
    format!("`{}`", words.join(" "))
}
