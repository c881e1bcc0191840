//! `cargo xtask test`: everything that must hold before a change goes in, in the order of what is quick.
//!
//! Stops at the first stage that fails and names it.

use std::io::{BufRead, BufReader, IsTerminal};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::build::{self, Settings};
use crate::engine::{self, Engine};
use crate::project::{Context, Failure, Result, command, dist, fail, root, run, say, which};
use crate::setup::{self, Toolchain, WASM};

/// What the test runners said at the end of each test program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Totals {
    passed: u32,
    failed: u32,
    ignored: u32,
}

impl Totals {
    fn add_line(&mut self, line: &str) {
        let Some((_, counts)) = line.split_once("test result: ") else {
            return;
        };
        for part in counts.split([';', '.']) {
            let mut words = part.split_whitespace();
            let (Some(count), Some(what)) = (words.next(), words.next()) else {
                continue;
            };
            let Ok(count) = count.parse::<u32>() else {
                continue;
            };
            match what {
                "passed" => self.passed += count,
                "failed" => self.failed += count,
                "ignored" => self.ignored += count,
                _ => {}
            }
        }
    }
}

struct Stages {
    done: Vec<(String, Duration)>,
}

impl Stages {
    fn stage(&mut self, name: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
        say(format_args!("=== {name} ==="));
        let begun = Instant::now();
        work().map_err(|failure| Failure(format!("stage \"{name}\" failed: {failure}")))?;
        self.done.push((name.to_owned(), begun.elapsed()));
        Ok(())
    }
}

/// How much is tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What needs neither a built site nor a browser.
    NativeOnly,
    /// Everything, with themes and lenses in turn over the pages.
    Usual,
    /// Everything, with every page in every theme and lens.
    All,
}

/// Runs every stage. Browser tests run on the engines asked for, all of them on each; without a wish
/// all run on Chromium, and the core journeys on the others where those can be had.
pub fn test(extent: Extent, engines: Option<Vec<Engine>>) -> Result<()> {
    let native_only = extent == Extent::NativeOnly;
    let mut runs: Vec<(Engine, bool)> = Vec::new();
    let mut remarks: Vec<String> = Vec::new();
    let mut stages = Stages { done: Vec::new() };
    let mut totals = Totals::default();
    let mut toolchain = Toolchain::default();
    stages.stage("set-up", || {
        toolchain = setup::site()?;
        if native_only {
            return Ok(());
        }
        if let Some(engines) = &engines {
            for engine in engines {
                setup::browser(*engine)?;
                runs.push((*engine, true));
            }
            return Ok(());
        }
        setup::browser(Engine::Chromium)?;
        runs.push((Engine::Chromium, true));
        for engine in [Engine::Firefox, Engine::WebKit] {
            match setup::browser(engine) {
                Ok(()) => runs.push((engine, false)),
                // A machine that has only one engine can still tell whether a change holds there.
                Err(why) => {
                    let remark = format!("{} was not run: {why}", engine.name());
                    say(&remark);
                    remarks.push(remark);
                }
            }
        }
        Ok(())
    })?;
    stages.stage("format", || run(command("cargo").args(["fmt", "--all", "--check"])))?;
    stages.stage("lints", || {
        run(command("cargo").args([
            "clippy",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]))
    })?;
    stages.stage("lints of the app for WASM", || {
        // Debian's stand-in toolchain has no linter; the compiler's own warnings still count.
        let lint = if toolchain.is_fallback() { "check" } else { "clippy" };
        let mut cargo = toolchain.command("cargo");
        cargo.args([lint, "--quiet", "-p", "onward", "--target", WASM]);
        if toolchain.is_fallback() {
            cargo.env("RUSTFLAGS", "-Dwarnings")
        } else {
            cargo.args(["--", "-D", "warnings"])
        };
        run(&mut cargo)
    })?;
    stages.stage("programs of others that read our files", || {
        for line in missing_readers() {
            say(format_args!("LEFT OUT: {line}"));
        }
        Ok(())
    })?;
    stages.stage("tests without a browser", || run_tests(command("cargo").arg("test"), &mut totals))?;
    // On their own: tested together, packages would get each other's features.
    stages.stage("tests of the build tools", || {
        run_tests(command("cargo").args(["test", "-p", "xtask"]), &mut totals)
    })?;
    if !native_only {
        stages.stage("release build of the site", || build::build(&Settings::release(None)))?;
        for (engine, in_full) in &runs {
            let what = if *in_full { "tests" } else { "core journeys" };
            stages.stage(&format!("{what} in {}", engine.name()), || {
                in_browser(*engine, *in_full, extent, &mut totals)
            })?;
            for (test, why) in engine.left_out().filter(|(test, _)| *in_full || engine::CORE.contains(test)) {
                remarks.push(format!("not run on {}: {test}: {why}", engine.name()));
            }
        }
    }
    println!();
    for (name, time) in &stages.done {
        println!("{:>7.1} s  {name}", time.as_secs_f32());
    }
    let all: Duration = stages.done.iter().map(|(_, time)| *time).sum();
    println!("{:>7.1} s  altogether", all.as_secs_f32());
    for remark in &remarks {
        say(remark);
    }
    println!("test totals: {} passed; {} failed; {} ignored", totals.passed, totals.failed, totals.ignored);
    if totals.passed == 0 { fail("no test ran") } else { Ok(()) }
}

/// Programs that are not here, though tests ask them to read what Onward writes. A test without its program
/// has little to say, so what was left out is said in a stage of its own.
fn missing_readers() -> Vec<String> {
    let programs = [
        ("soffice", "libreoffice-writer-nogui", "no word processor has opened the documents"),
        ("pdftotext", "poppler-utils", "nobody has read the printed sheets"),
        ("zbarimg", "zbar-tools", "one decoder less has read the codes"),
    ];
    let mut missing: Vec<String> = programs
        .iter()
        .filter(|(program, ..)| which(program).is_none())
        .map(|(program, package, what)| format!("{program} is missing (Debian: {package}), so {what}"))
        .collect();
    let reads_calendars = |python: &str| {
        let mut ask = Command::new(python);
        ask.args(["-c", "import icalendar"]).stdout(Stdio::null()).stderr(Stdio::null());
        ask.status().is_ok_and(|status| status.success())
    };
    if !["/usr/bin/python3", "python3"].into_iter().any(reads_calendars) {
        missing.push("icalendar for Python is missing (Debian: python3-icalendar), so no other parser has read the calendar".to_owned());
    }
    missing
}

/// Runs the browser tests on one engine: all of them, or the core journeys.
fn in_browser(engine: Engine, in_full: bool, extent: Extent, totals: &mut Totals) -> Result<()> {
    let mut cargo = command("cargo");
    cargo.args(["test", "-p", "onward-browser-tests", "--", "--test-threads=1", "--exact"]);
    cargo.env("ONWARD_DIST", dist()).env("ONWARD_ROOT", root()).env(engine::VARIABLE, engine.word());
    for (test, _) in engine.left_out() {
        cargo.args(["--skip", test]);
    }
    if extent == Extent::All {
        cargo.env("ONWARD_ALL", "1");
    }
    if in_full {
        return run_tests(&mut cargo, totals);
    }
    let wanted = engine::CORE.iter().filter(|core| engine.left_out().all(|(test, _)| test != **core));
    cargo.args(wanted.clone());
    let before = totals.passed;
    run_tests(&mut cargo, totals)?;
    let (ran, wanted) = (totals.passed - before, wanted.count());
    if ran as usize == wanted { Ok(()) } else { fail(format!("{ran} core journeys ran instead of {wanted}")) }
}

/// Runs `cargo test`, passes its output on and counts what it says.
fn run_tests(cargo: &mut Command, totals: &mut Totals) -> Result<()> {
    if std::io::stdout().is_terminal() {
        cargo.env("CARGO_TERM_COLOR", "always");
    }
    let mut child = cargo.stdout(Stdio::piped()).spawn().about("could not start cargo")?;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            let line = line?;
            println!("{line}");
            totals.add_line(&line);
        }
    }
    let status = child.wait()?;
    if status.success() { Ok(()) } else { fail(format!("tests failed ({status})")) }
}

#[cfg(test)]
mod tests {
    use super::Totals;

    #[test]
    fn totals_add_up_over_test_programs() {
        let mut totals = Totals::default();
        totals.add_line("running 3 tests");
        totals.add_line(
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.10s",
        );
        totals.add_line("test result: FAILED. 12 passed; 2 failed; 0 ignored; 0 measured; 4 filtered out; finished in 1.5s");
        assert_eq!(totals, Totals { passed: 15, failed: 2, ignored: 1 });
    }
}
