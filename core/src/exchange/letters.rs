//! Bytes as letters that survive mail, links and files: base64url without padding (RFC 4648, section 5).

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Writes bytes as letters, digits, `-` and `_`.
pub fn to_letters(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let at = |place: usize| u32::from(group.get(place).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..=group.len() {
            let letter = (bits >> (18 - 6 * place)) & 63;
            out.push(char::from(LETTERS.get(letter as usize).copied().unwrap_or(b'A')));
        }
    }
    out
}

/// Reads such letters back; `None` if there is anything else among them, or a letter too few.
pub fn from_letters(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for group in text.as_bytes().chunks(4) {
        let mut bits = 0_u32;
        for letter in group {
            let value = match letter {
                b'A'..=b'Z' => letter - b'A',
                b'a'..=b'z' => letter - b'a' + 26,
                b'0'..=b'9' => letter - b'0' + 52,
                b'-' => 62,
                b'_' => 63,
                _ => return None,
            };
            bits = bits << 6 | u32::from(value);
        }
        let (bytes, spare) = match group.len() {
            4 => (3, 0),
            3 => (2, 2),
            2 => (1, 4),
            _ => return None,
        };
        if bits & ((1 << spare) - 1) != 0 {
            return None;
        }
        bits >>= spare;
        for place in (0..bytes).rev() {
            out.push((bits >> (8 * place)) as u8);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_the_standard() {
        // The examples of RFC 4648, section 10, without padding.
        let cases =
            [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE")];
        for (bytes, letters) in cases {
            assert_eq!(to_letters(bytes.as_bytes()), letters);
            assert_eq!(from_letters(letters).as_deref(), Some(bytes.as_bytes()));
        }
        assert_eq!(to_letters(&[0xfb, 0xff]), "-_8");
    }

    #[test]
    fn what_nobody_wrote_is_refused() {
        for text in ["Z", "Zm9vY", "Zh", "Zm9v=", "Zm 9", "Zm+v", "é"] {
            assert_eq!(from_letters(text), None, "{text}");
        }
    }
}
