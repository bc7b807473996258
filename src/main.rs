//! Parses the command line, runs the command, says what went wrong with its hints, and sets the exit code.

use std::process::ExitCode;

use huike::deliver::console::{Colour, Console, Verbosity};
use huike::error::{Error, Kind};
use huike::labels::Lang;
use huike::settings::{ParseError, parse};
use huike::{commands, interrupt};

/// Reading makes and frees many small texts on several threads, which this allocator is made for.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // A dependency that panics on a damaged file is caught and told as an error of that file.
    std::panic::set_hook(Box::new(|_| {}));
    match std::panic::catch_unwind(run) {
        Ok(code) => code,
        Err(_) => {
            let console = Console::new(Lang::En, Verbosity::Normal, Colour::Auto, false);
            console.error(&Error::internal(
                "huike stopped on a fault of its own; please report the command and the input",
            ));
            ExitCode::from(1)
        }
    }
}

fn run() -> ExitCode {
    let parsed = match parse(std::env::args_os().collect()) {
        Ok(parsed) => parsed,
        Err(ParseError::Clap(error)) => {
            // Help and version go to standard output; a closed pipe is no failure.
            if error.print().is_err_and(|why| why.kind() != std::io::ErrorKind::BrokenPipe) {
                return ExitCode::from(Kind::Output.exit_code());
            }
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
        Err(ParseError::Config(error, lang)) => {
            Console::new(lang, Verbosity::Normal, Colour::Auto, false).error(&error);
            return ExitCode::from(error.kind.exit_code());
        }
    };
    let console = commands::console(&parsed.cli.command);
    let result = interrupt::listen()
        .map_err(Error::internal)
        .and_then(|()| commands::run(&parsed.cli.command, parsed.records, &console));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            console.error(&error);
            ExitCode::from(error.kind.exit_code())
        }
    }
}
