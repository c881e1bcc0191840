//! The device's clock, as a civil date.

use chrono::NaiveDate;
use onward_core::calendar::parse_iso;

/// Key in the session's storage under which a tester sets another day as today.
const TODAY_KEY: &str = "onward.today";

/// The day it is where the person is, or the day a tester set for this tab.
pub fn today() -> NaiveDate {
    pretended().unwrap_or_else(|| {
        let now = js_sys::Date::new_0();
        let year = i32::try_from(now.get_full_year()).unwrap_or(1970);
        NaiveDate::from_ymd_opt(year, now.get_month() + 1, now.get_date()).unwrap_or_default()
    })
}

fn pretended() -> Option<NaiveDate> {
    let storage = web_sys::window()?.session_storage().ok()??;
    parse_iso(&storage.get_item(TODAY_KEY).ok()??)
}

/// Milliseconds since 1970, for stamps.
pub fn millis() -> i64 {
    // Whole milliseconds below 2^53: exact. A clock set before 1970 counts as 1970.
    (js_sys::Date::now() as i64).max(0)
}

/// The day of a moment, in milliseconds since 1970, where the person is; `None` if no calendar holds it.
pub fn day_of(millis: i64) -> Option<NaiveDate> {
    // A stamp from a hostile file may be any number; a date that JavaScript cannot hold is not one.
    let then = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(millis as f64));
    if then.get_time().is_nan() {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(then.get_full_year()).ok()?, then.get_month() + 1, then.get_date())
}

/// The time of day in words, for example "10:42".
pub fn time_of_day() -> String {
    let now = js_sys::Date::new_0();
    format!("{}:{:02}", now.get_hours(), now.get_minutes())
}

/// The day and the time of day of a moment, where the person is; `None` for one nobody noted.
pub fn moment(millis: i64) -> Option<(NaiveDate, String)> {
    if millis <= 0 {
        return None;
    }
    // Whole milliseconds below 2^53: exact. Beyond what a date can say it is not a number.
    let at = js_sys::Date::new(&(millis as f64).into());
    let year = i32::try_from(at.get_full_year()).ok()?;
    let day = NaiveDate::from_ymd_opt(year, at.get_month() + 1, at.get_date())?;
    Some((day, format!("{}:{:02}", at.get_hours(), at.get_minutes())))
}
