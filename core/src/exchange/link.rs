//! A share as a link, and as codes to scan.
//!
//! A link carries the share behind its `#`, which browsers do not send to any server. What mail and chat
//! do to links on the way was taken from real reports (pitfalls P9 to P13): `#` becomes `%23`, something is
//! added at the end, the last character gets lost, a line is broken in two, letters change their case.
//! Invariants:
//! - a link is at most [`MOST_CHARACTERS`] long, and made of letters, digits, `-` and `_` after its mark;
//! - a link that is not whole is never opened: its length and a checksum are in it;
//! - reading has a limit at every step, whatever the text says about itself.
//!
//! What is *not* here: what is in a share ([`super::share`]), drawing codes, sealing with a passphrase.

use std::fmt;

use miniz_oxide::{deflate, inflate};
use serde_json::Value;

use super::letters::{from_letters, to_letters};
use super::locked::{CHECK, Locked, SALT};
use super::packed;

/// The longest link. Chat programs cut links from about 2,000 characters on (P11).
pub const MOST_CHARACTERS: usize = 1_800;

/// The most codes a share is spread over: two sheets of paper.
pub const MOST_CODES: usize = 12;

/// Bits that a code of version 20 holds at medium error correction (669 bytes; P12).
const CODE_BITS: usize = 5_352;

/// The most bytes a share may have when it is inflated. A large plan has 100,000.
const MOST_INFLATED: usize = 1 << 20;

/// What stands before the share in every link and code, in any case of letters.
const MARK: &str = "onward-";

/// The version of links that this build writes and the newest it reads.
const VERSION: u8 = b'1';

/// Kind of mark: the whole share in letters of both cases, for a link.
const WHOLE: u8 = b'l';
/// Kind of mark: the whole share in capitals, for a code.
const CODE: u8 = b'q';
/// Kind of mark: a part of a share in capitals, for one of several codes.
const PART: u8 = b'p';

const LETTERS_32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Why a link or code was not read. Nothing was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// There is no share in it.
    Nothing,
    /// Its end is missing.
    Cut,
    /// All its letters are small, or all are capitals.
    CaseChanged,
    /// Something in it is different.
    Changed,
    /// It was made by a newer version.
    Newer,
    /// The code belongs to another share than those scanned before.
    OtherShare,
}

impl fmt::Display for LinkError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Nothing => {
                "There is no plan in this link. Open the whole link again, or paste all of it here."
            }
            Self::Cut => {
                "The end of this link is missing. Copy the whole link, or ask for the plan as a file."
            }
            Self::CaseChanged => {
                "A mail program changed capital and small letters in this link. Ask for the plan as a file."
            }
            Self::Changed => {
                "This link was changed on the way. Copy it again, or ask for the plan as a file."
            }
            Self::Newer => "This link was made by a newer Onward. Update Onward first, then open it again.",
            Self::OtherShare => {
                "This code belongs to another plan. Scan the other codes of the first plan, or start again."
            }
        })
    }
}

/// A share made ready for the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Packet {
    /// Packed and deflated: see [`pack`].
    Open(Vec<u8>),
    /// Sealed with a passphrase, by the browser.
    Sealed(Vec<u8>),
}

/// Packs the JSON of a share.
pub fn pack(share: &Value) -> Packet {
    Packet::Open(deflate::compress_to_vec(&packed::pack(share), 9))
}

/// The JSON in a packet that is not sealed.
pub fn unpack(bytes: &[u8]) -> Result<Value, LinkError> {
    let inflated =
        inflate::decompress_to_vec_with_limit(bytes, MOST_INFLATED).map_err(|_| LinkError::Changed)?;
    packed::unpack(&inflated).ok_or(LinkError::Changed)
}

/// What was locked with a passphrase, ready for the way: shorter than its JSON.
pub fn seal(locked: &Locked) -> Packet {
    let rounds = locked.rounds.to_be_bytes();
    Packet::Sealed([&rounds[..], &locked.salt, &locked.check, &locked.sealed].concat())
}

/// What [`seal`] wrote; `None` if it is no such thing, or asks for more work than an honest one.
pub fn sealed(bytes: &[u8]) -> Option<Locked> {
    let (rounds, rest) = bytes.split_first_chunk::<4>()?;
    let (salt, rest) = rest.split_at_checked(SALT)?;
    let (check, sealed) = rest.split_at_checked(CHECK)?;
    let locked = Locked {
        rounds: u32::from_be_bytes(*rounds),
        salt: salt.to_vec(),
        check: check.to_vec(),
        sealed: sealed.to_vec(),
    };
    // Judged as one from a file is.
    Locked::from_json(&locked.to_json())
}

/// The packet with its kind and length before it, and a checksum after it; `None` if it is too long for
/// any way but a file.
///
/// The checksum covers a byte that is tried until the text of it all ends on a letter: mail programs leave
/// marks at the end of a link out of it (P10).
fn framed(packet: &Packet) -> Option<Vec<u8>> {
    let (kind, body) = match packet {
        Packet::Open(body) => (1, body),
        Packet::Sealed(body) => (2, body),
    };
    let [high, low] = u16::try_from(body.len()).ok()?.to_be_bytes();
    let mut frame = vec![kind, high, low, 0];
    frame.extend(body);
    let spin = |spin: u8| {
        let mut frame = frame.clone();
        if let Some(place) = frame.get_mut(SPIN) {
            *place = spin;
        }
        let sum = crc_32(&frame);
        frame.extend(sum.to_be_bytes());
        frame
    };
    (0..=u8::MAX).map(spin).find(|frame| to_letters(frame).ends_with(|end: char| end.is_ascii_alphabetic()))
}

/// Where the byte stands that is tried.
const SPIN: usize = 3;
/// Bytes before the body, and after it.
const AROUND: (usize, usize) = (4, 4);

fn unframed(frame: &[u8]) -> Result<Packet, LinkError> {
    let (inner, sum) = frame.split_last_chunk::<4>().ok_or(LinkError::Cut)?;
    let (head, body) = inner.split_first_chunk::<4>().ok_or(LinkError::Cut)?;
    if crc_32(inner).to_be_bytes() != *sum {
        return Err(LinkError::Changed);
    }
    match head {
        [1, ..] => Ok(Packet::Open(body.to_vec())),
        [2, ..] => Ok(Packet::Sealed(body.to_vec())),
        _ => Err(LinkError::Newer),
    }
}

/// How long a frame is by what its first bytes say.
fn frame_length(start: &[u8]) -> Option<usize> {
    let (_, rest) = start.split_first()?;
    let length = u16::from_be_bytes(*rest.first_chunk::<2>()?);
    Some(usize::from(length) + AROUND.0 + AROUND.1)
}

/// The link to a page of this site with a share in it, or how many characters it would have.
pub fn link(page: &str, packet: &Packet) -> Result<String, usize> {
    let text = framed(packet).map(|frame| to_letters(&frame));
    let start = [page, "#", MARK, "l1-"].concat();
    match text {
        Some(text) if start.len() + text.len() <= MOST_CHARACTERS => Ok(start + &text),
        Some(text) => Err(start.len() + text.len()),
        None => Err(usize::MAX),
    }
}

/// What stands in a code: an address, and capitals that take less room in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The address with the start of the mark, as bytes.
    pub address: String,
    /// The rest, in the letters of a code's own short form.
    pub capitals: String,
}

impl Code {
    /// All of it, as a scanner reads it.
    pub fn text(&self) -> String {
        [self.address.as_str(), &self.capitals].concat()
    }
}

/// The codes of a share, each at most of version 20; `None` if it needs more than [`MOST_CODES`].
pub fn codes(page: &str, packet: &Packet) -> Option<Vec<Code>> {
    let frame = framed(packet)?;
    let address = [page, "#", MARK].concat();
    // Each stretch of a code says its kind in 4 bits and its length in 16 or 11; capitals take 11 bits a pair.
    let capitals = CODE_BITS.checked_sub(20 + 8 * address.len() + 15)? * 2 / 11;
    let bytes = capitals.checked_sub("P1-".len())? * 5 / 8;
    let code = |kind: &str, bytes: &[u8]| Code {
        address: address.clone(),
        capitals: [kind, &to_32(bytes)].concat(),
    };
    if frame.len() <= bytes {
        return Some(vec![code("Q1-", &frame)]);
    }
    let room = bytes.checked_sub(PART_HEAD)?;
    let count = frame.len().div_ceil(room);
    if count > MOST_CODES {
        return None;
    }
    let sum = crc_32(&frame).to_be_bytes();
    // All of one size, so that none is harder to scan than it must be.
    let size = frame.len().div_ceil(count);
    let parts = frame.chunks(size).enumerate().map(|(at, part)| {
        let mut bytes = vec![at as u8, count as u8];
        bytes.extend(sum);
        bytes.extend(part);
        code("P1-", &bytes)
    });
    Some(parts.collect())
}

/// Number, count and the checksum of the whole, before each part.
const PART_HEAD: usize = 6;

/// What was found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A whole share.
    Whole(Packet),
    /// One of several codes.
    Part(Part),
}

/// One of several codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    at: usize,
    count: usize,
    sum: [u8; 4],
    bytes: Vec<u8>,
}

/// Whether there is the mark of a share in a text, whole or not.
pub fn is_marked(text: &str) -> bool {
    marked(text).is_some()
}

/// The kind, the version and the rest of the first mark in a text.
fn marked(text: &str) -> Option<(u8, u8, &str)> {
    let bytes = text.as_bytes();
    let found = bytes.windows(MARK.len() + 3).enumerate().find_map(|(at, window)| {
        let (start, rest) = window.split_at_checked(MARK.len())?;
        let [kind, version, b'-'] = rest else { return None };
        let kind = kind.to_ascii_lowercase();
        let is_mark = start.eq_ignore_ascii_case(MARK.as_bytes())
            && matches!(kind, WHOLE | CODE | PART)
            && version.is_ascii_digit();
        is_mark.then_some((kind, *version, at + window.len()))
    });
    let (kind, version, end) = found?;
    Some((kind, version, text.get(end..)?))
}

/// Finds a share in a text: an address as it was opened, a message that was pasted, or what a scanner read.
pub fn find(text: &str) -> Result<Found, LinkError> {
    let (kind, version, rest) = marked(text).ok_or(LinkError::Nothing)?;
    if version > VERSION {
        return Err(LinkError::Newer);
    }
    match kind {
        WHOLE => whole(rest).map(Found::Whole),
        CODE => unframed(&from_32(rest)?).map(Found::Whole),
        _ => part(&from_32(rest)?).map(Found::Part),
    }
}

fn whole(rest: &str) -> Result<Packet, LinkError> {
    let run = letters_of(rest, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let letters = || run.bytes().filter(u8::is_ascii_alphabetic);
    // By chance, a share has letters of one case only once in many millions.
    let is_one_case = letters().all(|letter| letter.is_ascii_lowercase())
        || letters().all(|letter| letter.is_ascii_uppercase());
    if letters().count() > 24 && is_one_case {
        return Err(LinkError::CaseChanged);
    }
    let head = run.get(..4).and_then(from_letters).ok_or(LinkError::Cut)?;
    let length = frame_length(&head).ok_or(LinkError::Cut)?;
    // What follows is another thing: words of the message, or what was added to the link.
    let own = run.get(..(length * 8).div_ceil(6)).ok_or(LinkError::Cut)?;
    unframed(&from_letters(own).ok_or(LinkError::Changed)?)
}

/// The letters of a share, past white space and past the marks by which mail breaks a line.
fn letters_of(text: &str, is_letter: fn(u8) -> bool) -> String {
    let mut own = String::new();
    let mut rest = text.bytes().peekable();
    while let Some(byte) = rest.next() {
        let breaks_line = byte == b'=' && rest.peek().is_some_and(|next| matches!(next, b'\r' | b'\n'));
        if is_letter(byte) {
            own.push(char::from(byte));
        } else if !byte.is_ascii_whitespace() && !breaks_line {
            break;
        }
    }
    own
}

/// The bytes behind capitals, whatever became of their case.
fn from_32(rest: &str) -> Result<Vec<u8>, LinkError> {
    let own = letters_of(&rest.to_ascii_uppercase(), |byte| LETTERS_32.contains(&byte));
    let mut bytes = Vec::new();
    let (mut held, mut count) = (0_u32, 0);
    for letter in own.bytes() {
        let value = LETTERS_32.iter().position(|known| *known == letter).unwrap_or_default();
        held = (held << 5) | value as u32;
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push((held >> count) as u8);
            held &= (1 << count) - 1;
        }
    }
    // What is left over fills the last letter with 0.
    if held == 0 && count < 5 { Ok(bytes) } else { Err(LinkError::Changed) }
}

fn part(bytes: &[u8]) -> Result<Part, LinkError> {
    let ([at, count, sum @ ..], bytes) = bytes.split_first_chunk::<PART_HEAD>().ok_or(LinkError::Cut)?;
    let part = Part { at: (*at).into(), count: (*count).into(), sum: *sum, bytes: bytes.to_vec() };
    let is_real = part.at < part.count && (2..=MOST_CODES).contains(&part.count);
    if is_real { Ok(part) } else { Err(LinkError::Changed) }
}

/// Codes of a share as they are scanned, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scanned {
    sum: [u8; 4],
    parts: Vec<Option<Vec<u8>>>,
}

impl Scanned {
    /// Nothing scanned yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a code in. The whole share once all are there.
    pub fn take(&mut self, part: Part) -> Result<Option<Packet>, LinkError> {
        if self.parts.is_empty() {
            self.sum = part.sum;
            self.parts = vec![None; part.count];
        } else if self.sum != part.sum || self.parts.len() != part.count {
            return Err(LinkError::OtherShare);
        }
        if let Some(place) = self.parts.get_mut(part.at) {
            *place = Some(part.bytes);
        }
        let Some(parts) = self.parts.iter().cloned().collect::<Option<Vec<_>>>() else {
            return Ok(None);
        };
        let frame = parts.concat();
        if crc_32(&frame).to_be_bytes() != self.sum {
            return Err(LinkError::Changed);
        }
        unframed(&frame).map(Some)
    }

    /// How many codes there are, 0 if none was scanned.
    pub fn count(&self) -> usize {
        self.parts.len()
    }

    /// The numbers of codes still missing, from 1.
    pub fn missing(&self) -> Vec<usize> {
        let missing = self.parts.iter().enumerate().filter(|(_, part)| part.is_none());
        missing.map(|(at, _)| at + 1).collect()
    }
}

/// Bytes in the 32 letters that take least room in a code.
fn to_32(bytes: &[u8]) -> String {
    let mut text = String::new();
    let (mut held, mut count) = (0_u32, 0);
    let mut put = |value: u32| {
        text.extend(LETTERS_32.get(value as usize & 31).map(|letter| char::from(*letter)));
    };
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        count += 8;
        while count >= 5 {
            count -= 5;
            put(held >> count);
            held &= (1 << count) - 1;
        }
    }
    if count > 0 {
        put(held << (5 - count));
    }
    text
}

/// CRC-32 bit by bit: no table, and a link is short. Unlike the sums of `adler32` it spreads in short texts.
pub(super) fn crc_32(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = (sum >> 1) ^ if sum & 1 == 1 { 0xedb8_8320 } else { 0 };
        }
    }
    !sum
}
