//! What a person can do in the built app, checked over WebDriver in a real browser.
