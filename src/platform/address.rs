//! Addresses under the path the site is served from.

/// The site's path without its last slash: empty at the root of a host, `/onward` under a sub-path.
pub fn base() -> String {
    let document = web_sys::window().and_then(|window| window.document());
    let uri = document.and_then(|document| document.base_uri().ok().flatten()).unwrap_or_default();
    let path = web_sys::Url::new(&uri).map(|url| url.pathname()).unwrap_or_default();
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    folder.to_owned()
}

/// The full address of a place in the app, given as `/plan/…`.
pub fn href(place: &str) -> String {
    format!("{}{place}", base())
}
