//! Pictures in shades of grey, from the camera and from photos. They are looked at and forgotten: none is
//! kept or sent.

use std::fmt;

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, ImageBitmap, MediaStream,
    MediaStreamConstraints, MediaStreamTrack,
};

/// The longest side that is looked at, in pixels: enough for the densest code in a photo of a page.
const LONGEST_SIDE: f64 = 1_600.0;

/// A picture in shades of grey.
pub struct Grey {
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Row by row: 0 is black.
    pub shades: Vec<u8>,
}

/// Why there is no picture from the camera.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CameraError {
    /// There is none, or this browser does not let pages use it.
    None,
    /// The person, or a setting, said no.
    Refused,
}

impl fmt::Display for CameraError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::None => "There is no camera here that Onward can use. Take a photo of the code instead, and choose it here.",
            Self::Refused => "The browser did not let Onward use the camera. Choose a photo of the code instead.",
        })
    }
}

/// A camera that is on. Dropping it turns it off.
pub struct Camera {
    stream: MediaStream,
    video: HtmlVideoElement,
}

impl Camera {
    /// Asks for the camera at the back and shows what it sees in an element of the page.
    pub async fn start(video: HtmlVideoElement) -> Result<Self, CameraError> {
        let navigator = web_sys::window().map(|window| window.navigator()).ok_or(CameraError::None)?;
        let devices = navigator.media_devices().map_err(|_| CameraError::None)?;
        // A page that is not served safely has no such object at all.
        if devices.is_undefined() {
            return Err(CameraError::None);
        }
        let wanted = js_sys::Object::new();
        let _ = js_sys::Reflect::set(&wanted, &"facingMode".into(), &"environment".into());
        let ask = MediaStreamConstraints::new();
        ask.set_video(&wanted);
        let stream = devices.get_user_media_with_constraints(&ask).map_err(|_| CameraError::None)?;
        let stream = JsFuture::from(stream).await.map_err(|error| {
            let name = js_sys::Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
            if name.as_deref() == Some("NotAllowedError") { CameraError::Refused } else { CameraError::None }
        })?;
        let camera = Self { stream: stream.unchecked_into(), video };
        camera.video.set_src_object(Some(&camera.stream));
        if let Ok(playing) = camera.video.play() {
            // A browser that does not begin by itself begins when the person touches the picture.
            let _ = JsFuture::from(playing).await;
        }
        Ok(camera)
    }

    /// What it sees now; `None` until there is a picture.
    pub fn look(&self) -> Option<Grey> {
        let (width, height) = (self.video.video_width(), self.video.video_height());
        drawn(width, height, |context, width, height| {
            context.draw_image_with_html_video_element_and_dw_and_dh(&self.video, 0.0, 0.0, width, height)
        })
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        for track in self.stream.get_tracks() {
            if let Ok(track) = track.dyn_into::<MediaStreamTrack>() {
                track.stop();
            }
        }
        self.video.set_src_object(None);
    }
}

/// A photo the person chose; `None` if it is no picture this browser reads.
pub async fn of_photo(file: &web_sys::File) -> Option<Grey> {
    let picture = web_sys::window()?.create_image_bitmap_with_blob(file).ok()?;
    let picture: ImageBitmap = JsFuture::from(picture).await.ok()?.unchecked_into();
    drawn(picture.width(), picture.height(), |context, width, height| {
        context.draw_image_with_image_bitmap_and_dw_and_dh(&picture, 0.0, 0.0, width, height)
    })
}

/// Draws a picture where its pixels can be read.
fn drawn(
    width: u32,
    height: u32,
    draw: impl Fn(&CanvasRenderingContext2d, f64, f64) -> Result<(), JsValue>,
) -> Option<Grey> {
    let longest = f64::from(width.max(height));
    if longest < 1.0 {
        return None;
    }
    let smaller = (LONGEST_SIDE / longest).min(1.0);
    let (wide, high) =
        ((f64::from(width) * smaller).floor().max(1.0), (f64::from(height) * smaller).floor().max(1.0));
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(wide as u32);
    canvas.set_height(high as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    draw(&context, wide, high).ok()?;
    let pixels = context.get_image_data(0.0, 0.0, wide, high).ok()?.data();
    // Shares of red, green and blue in how light a colour looks, of 256.
    let shade = |pixel: &[u8]| match pixel {
        [red, green, blue, ..] => {
            ((u32::from(*red) * 77 + u32::from(*green) * 150 + u32::from(*blue) * 29) >> 8) as u8
        }
        _ => 0,
    };
    let shades = pixels.chunks(4).map(shade).collect();
    Some(Grey { width: wide as usize, height: high as usize, shades })
}
