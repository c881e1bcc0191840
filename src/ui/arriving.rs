//! A share on its way in, from a link or from codes, until somebody looks at it. In memory only: nothing is
//! written before the person has seen what it is.

use std::cell::RefCell;

use onward_core::exchange::link::{self, Found, LinkError, Packet, Scanned};

thread_local! {
    // The codes read so far: some by the camera of the device itself, which opens a page for each.
    static SCANNED: RefCell<Scanned> = RefCell::new(Scanned::new());
    // A share that was read whole and waits to be looked at.
    static WAITING: RefCell<Option<Packet>> = const { RefCell::new(None) };
}

/// What a text from a link or a code turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Came {
    /// A whole share.
    Whole(Packet),
    /// One of several codes.
    Part {
        /// How many codes were read.
        read: usize,
        /// The numbers of those still missing.
        missing: Vec<usize>,
    },
    /// Nothing that can be opened.
    Wrong(LinkError),
}

/// Takes in what a link says, or what a scanner read.
pub fn take(text: &str) -> Came {
    match link::find(text) {
        Ok(Found::Whole(packet)) => Came::Whole(packet),
        Ok(Found::Part(part)) => SCANNED.with_borrow_mut(|scanned| match scanned.take(part) {
            Ok(Some(packet)) => {
                *scanned = Scanned::new();
                Came::Whole(packet)
            }
            Ok(None) => {
                let missing = scanned.missing();
                Came::Part { read: scanned.count() - missing.len(), missing }
            }
            Err(error) => Came::Wrong(error),
        }),
        Err(error) => Came::Wrong(error),
    }
}

/// Forgets the codes read so far.
pub fn start_again() {
    SCANNED.set(Scanned::new());
}

/// Keeps a whole share for the page that shows what is in it.
pub fn wait(packet: Packet) {
    WAITING.set(Some(packet));
}

/// The share that waits to be looked at.
pub fn waiting() -> Option<Packet> {
    WAITING.take()
}

/// How far the codes are: "2 codes are read. Still to scan: code 1."
pub fn words(read: usize, missing: &[usize]) -> String {
    let numbers: Vec<String> = missing.iter().map(usize::to_string).collect();
    let read = if read == 1 { "1 code is read.".to_owned() } else { format!("{read} codes are read.") };
    let codes = if numbers.len() == 1 { "code" } else { "codes" };
    [read.as_str(), " Still to scan: ", codes, " ", &numbers.join(", "), "."].concat()
}
