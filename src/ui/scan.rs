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
    let start = move |_| {
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
                <div class="row">
                    <button type="button" class="button" hidden=is_on on:click=on(start)><Icon name="camera" />"Start the camera"</button>
                    <button type="button" class="button button-quiet" hidden=move || !is_on() on:click=on(move |_| stop())>"Stop the camera"</button>
                </div>
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
