//! Reading codes: with the camera, or from a photo. A part of its own, because the decoder is large and few
//! need it. What was read is looked at on the page that opens copies; nothing is written here.

use leptos::html::Video;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::arriving::{self, Came};
use super::components::heading::Heading;
use super::components::icon::Icon;
use super::route::Route;
use super::{live, navigator, on};
use crate::platform::camera::{Camera, CameraError, Grey, of_photo};

/// How often the camera's picture is looked at.
const EVERY: std::time::Duration = std::time::Duration::from_millis(250);

/// What the camera does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Off,
    Asking,
    On,
    Failed(CameraError),
}

/// Draws the page of this part.
pub fn draw(_: Route) -> AnyView {
    view! { <Scan /> }.into_any()
}

/// The texts of the codes in a picture.
fn texts_in(picture: &Grey) -> Vec<String> {
    let shade = |x: usize, y: usize| picture.shades.get(y * picture.width + x).copied().unwrap_or(u8::MAX);
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(picture.width, picture.height, shade);
    let grids = prepared.detect_grids();
    grids.iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
}

#[component]
fn Scan() -> impl IntoView {
    let navigator = navigator();
    let state = RwSignal::new(State::Off);
    let said = RwSignal::new(String::new());
    let video = NodeRef::<Video>::new();
    let camera = StoredValue::new_local(None::<Camera>);
    // Leaving the page turns the camera off.
    let stop = move || {
        camera.try_set_value(None);
        state.try_set(State::Off);
    };
    let read = move |picture: &Grey, is_photo: bool| {
        let texts = texts_in(picture);
        if texts.is_empty() && is_photo {
            said.set(
                "No code was found in this photo. Take it straight from above, near and sharp.".to_owned(),
            );
        }
        for text in texts {
            match arriving::take(&text) {
                Came::Whole(packet) => {
                    arriving::wait(packet);
                    stop();
                    navigator.go_in_place(Route::of_all("open"));
                    return;
                }
                Came::Part { read, missing } => said.set(arriving::words(read, &missing)),
                Came::Wrong(error) => said.set(error.to_string()),
            }
        }
    };
    let timer = StoredValue::new(None::<IntervalHandle>);
    let look = move || {
        let is_hidden =
            web_sys::window().and_then(|window| window.document()).is_some_and(|page| page.hidden());
        if is_hidden {
            // Nobody sees that it is on.
            stop();
        } else if let Some(picture) =
            camera.try_with_value(|camera| camera.as_ref().and_then(Camera::look)).flatten()
        {
            read(&picture, false);
        }
    };
    timer.set_value(set_interval_with_handle(look, EVERY).ok());
    on_cleanup(move || {
        if let Some(timer) = timer.try_get_value().flatten() {
            timer.clear();
        }
        stop();
    });
    let start = move || {
        let Some(video) = video.get_untracked() else { return };
        state.set(State::Asking);
        spawn_local(async move {
            match Camera::start(video).await {
                Ok(started) => {
                    // The person may have left while the browser asked.
                    if state.try_set(State::On).is_none() {
                        camera.try_set_value(Some(started));
                    }
                }
                Err(error) => {
                    state.try_set(State::Failed(error));
                }
            }
        });
    };
    let photo = move |event: leptos::ev::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let files = input.files();
        let all: Vec<web_sys::File> =
            files.iter().flat_map(|files| (0..files.length()).filter_map(|at| files.get(at))).collect();
        // The same photo can be chosen again.
        input.set_value("");
        spawn_local(async move {
            for file in all {
                match of_photo(&file).await {
                    Some(picture) => read(&picture, true),
                    None => said.set("This file is not a picture. Choose a photo of the code.".to_owned()),
                }
            }
        });
    };
    let is_on = move || matches!(state.get(), State::On | State::Asking);
    let problem = live(move || match state.get() {
        State::Failed(error) => Some(view! { <p class="field-error">{error.to_string()}</p> }.into_any()),
        State::Asking => {
            Some(view! { <p>"Your browser asks now whether Onward may use the camera."</p> }.into_any())
        }
        _ => None,
    });
    let again = move |_| {
        arriving::start_again();
        said.set("Forgotten. Scan the first code.".to_owned());
    };
    view! {
        <div class="stack narrow">
            <a class="back" href=Route::of_all("open").href()>"‹ Open a copy"</a>
            <Heading title="Scan a code">"Scan a code"</Heading>
            <p>"Hold the camera over the code. If there are several, take them in any order. You see what is in them before anything changes."</p>
            <section class="card stack" aria-labelledby="camera-title">
                <h2 id="camera-title">"With the camera"</h2>
                <p>"Your browser asks first. The picture stays on this device, and no photo is kept. The camera goes off when you leave this page."</p>
                <button type="button" class="button" on:click=on(move |_| if is_on() { stop() } else { start() })>
                    <Icon name="camera" />{move || if is_on() { "Stop the camera" } else { "Start the camera" }}
                </button>
                <div role="status">{problem}</div>
                <video class="camera" node_ref=video hidden=move || state.get() != State::On muted playsinline aria-label="What the camera sees"></video>
            </section>
            <section class="card stack" aria-labelledby="photo-title">
                <h2 id="photo-title">"From a photo"</h2>
                <div class="field">
                    <label for="code-photo">"Choose a photo of the code, or several"</label>
                    <input id="code-photo" type="file" accept="image/*" multiple on:change=on(photo) />
                </div>
            </section>
            <p role="status" class="lead">{move || said.get()}</p>
            <p><button type="button" class="link" on:click=on(again)>"Forget the codes read so far"</button></p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture as a shaking hand makes it: a code cut off, turned, covered, in bad light, or none at all.
    fn picture(seed: u64) -> Grey {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut roll = move |most: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % most.max(1)
        };
        let text: String =
            (0..roll(600)).map(|at| char::from(b'A' + ((at * 7 + roll(26)) % 26) as u8)).collect();
        let code = qrcodegen::QrCode::encode_text(&text, qrcodegen::QrCodeEcc::Low).expect("a code");
        let (width, height) = (40 + roll(360), 40 + roll(360));
        let dots = 1 + roll(8);
        let (left, top, lean) = (roll(width) as i64 - 60, roll(height) as i64 - 60, roll(5) as i64 - 2);
        let noise = roll(120);
        let mut shades = Vec::with_capacity(width * height);
        for y in 0..height as i64 {
            for x in 0..width as i64 {
                let at = |place: i64| (place.div_euclid(dots as i64)) as i32;
                let (across, down) = (x - left + lean * y / 16, y - top + lean * x / 16);
                let dark = code.get_module(at(across), at(down));
                let shade = if dark { 40 } else { 200 };
                shades.push((shade + roll(noise + 1)).min(255) as u8);
            }
        }
        Grey { width, height, shades }
    }

    #[test]
    fn no_picture_ends_the_app() {
        for seed in 0..400 {
            let _ = texts_in(&picture(seed));
        }
        for (width, height) in [(1, 1), (1, 500), (500, 1), (7, 7), (64, 64)] {
            for shade in [0, 128, 255] {
                let picture = Grey { width, height, shades: vec![shade; width * height] };
                assert_eq!(texts_in(&picture), Vec::<String>::new());
            }
        }
    }
}
