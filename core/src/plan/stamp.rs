//! When and where an edit was made.

text_id!(
    DeviceId,
    "Names a device and a visit on it, so that stamps of two devices, or two tabs, never tie."
);

/// When and where an edit was made: a hybrid clock, so that a device whose clock was set back
/// still makes later stamps.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    /// Milliseconds since 1970, by the device's clock or the latest stamp seen, whichever is later.
    pub millis: i64,
    /// Tells apart edits of the same millisecond.
    pub counter: u32,
    /// The device.
    pub device: DeviceId,
}

impl Stamp {
    /// The next stamp on `device` after every stamp seen so far.
    pub fn after(latest: Option<&Stamp>, now_millis: i64, device: &DeviceId) -> Stamp {
        match latest {
            Some(seen) if seen.millis >= now_millis => {
                Stamp { millis: seen.millis, counter: seen.counter.saturating_add(1), device: device.clone() }
            }
            _ => Stamp { millis: now_millis, counter: 0, device: device.clone() },
        }
    }
}
