//! `cargo xtask`: the one command for setting up, building, serving and testing Onward.

use std::process::ExitCode;

use xtask::build::Settings;
use xtask::engine::Engine;
use xtask::options::Options;
use xtask::project::{Result, dist, fail, say};
use xtask::server::Server;
use xtask::test::Extent;
use xtask::{build, content, hooks, path, setup, shots, test};

const HELP: &str = "\
cargo xtask serve [--port 8080] [--public-url /x/]   build what changed, then serve the site
cargo xtask build [--public-url /x/] [--debug]       build the site into dist
cargo xtask test [--native-only | --all]             everything that must hold: format, lints, tests, site, browser;
                                                     with --all, every page in every theme and lens
                 [--engines firefox,webkit | all]    every browser test on these engines; without it, on Chromium,
                                                     and the core journeys on the others
cargo xtask path --dob 2015-03-02 [--help]           print a path for a birth date and other facts
cargo xtask shots [place …] [--site <folder>]        pictures of every page into target/shots
cargo xtask content                                  check the content packs
cargo xtask setup [--engines all]                    put the tools in place and stop";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_else(|| "help".to_owned());
    match perform(&command, words.collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("onward: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn perform(command: &str, words: Vec<String>) -> Result<()> {
    if command == "shots" {
        return shots::shots(&words);
    }
    let mut options = Options::new(words);
    match command {
        "serve" => {
            let port = match options.value("--port")? {
                None => 8080,
                Some(text) => match text.parse() {
                    Ok(port) => port,
                    Err(_) => return fail(format!("\"{text}\" is not a port number")),
                },
            };
            let settings = Settings::release(options.value("--public-url")?.as_deref());
            options.finish()?;
            serve(&settings, port)
        }
        "build" => {
            let mut settings = Settings::release(options.value("--public-url")?.as_deref());
            settings.release = !options.flag("--debug");
            options.finish()?;
            build::build(&settings)
        }
        "test" => {
            let extent = match (options.flag("--native-only"), options.flag("--all")) {
                (false, false) => Extent::Usual,
                (true, false) => Extent::NativeOnly,
                (false, true) => Extent::All,
                (true, true) => return fail("--native-only and --all exclude each other"),
            };
            let engines = options.value("--engines")?.as_deref().map(Engine::list).transpose()?;
            options.finish()?;
            if engines.is_some() && extent == Extent::NativeOnly {
                return fail("--native-only and --engines exclude each other");
            }
            test::test(extent, engines)
        }
        "path" => path::command(options),
        "content" => {
            options.finish()?;
            content::check()
        }
        "setup" => {
            let engines = options.value("--engines")?.as_deref().map(Engine::list).transpose()?;
            options.finish()?;
            setup::site()?;
            for engine in engines.unwrap_or_else(|| vec![Engine::Chromium]) {
                setup::browser(engine)?;
            }
            say("everything is in place");
            Ok(())
        }
        "hook-style" => hooks::before_build(),
        "hook-finish" => hooks::after_build(),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => fail(format!("there is no command \"{other}\"\n{HELP}")),
    }
}

fn serve(settings: &Settings, port: u16) -> Result<()> {
    build::build_if_changed(settings)?;
    let server = Server::start(&dist(), &settings.public_url, port)?;
    say(format_args!("serving {} (stop with Ctrl+C)", server.url));
    server.wait();
    Ok(())
}
