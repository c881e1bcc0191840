//! A folder of plan files that the person points Onward at, where the browser has the File System Access
//! API: for example one that a school's own drive already keeps the same on several computers.
//!
//! Invariants:
//! - a file is read again just before it is written, so that what a colleague wrote since is in it too.
//! - only files that hold a plan of Onward are read, and only those are written; nothing is deleted.

use std::future::Future;

use js_sys::{AsyncIterator, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Why a folder could not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FolderError {
    /// The person closed the question, or said no.
    NotAllowed,
    /// The folder or a file in it could not be read or written.
    Failed,
}

impl std::fmt::Display for FolderError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Self::NotAllowed => "Onward may not use this folder. Choose it again, and allow it.",
            Self::Failed => "The folder could not be read or written. Is it still there?",
        })
    }
}

/// A text file of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub text: String,
}

/// A directory of plan files.
pub trait Folder {
    /// Every file that may hold a plan.
    fn files(&self) -> impl Future<Output = Result<Vec<File>, FolderError>>;
    /// One file; `None` if there is none of that name.
    fn file(&self, name: &str) -> impl Future<Output = Result<Option<File>, FolderError>>;
    /// Writes a file whole, or not at all.
    fn write(&self, name: &str, text: &str) -> impl Future<Output = Result<(), FolderError>>;
}

/// A folder of this device.
#[derive(Clone)]
pub struct Picked(JsValue);

/// Larger files hold no plan.
const LARGEST: f64 = 100_000_000.0;
const PICK: &str = "showDirectoryPicker";

/// Whether this browser can be pointed at a folder.
pub fn is_possible() -> bool {
    let window = web_sys::window();
    window.and_then(|window| Reflect::get(&window, &PICK.into()).ok()).is_some_and(|is| is.is_function())
}

impl Picked {
    /// Asks the person for a folder. Only in answer to a press.
    pub async fn ask() -> Result<Self, FolderError> {
        let window = web_sys::window().ok_or(FolderError::Failed)?;
        let options = Object::new();
        let _ = Reflect::set(&options, &"mode".into(), &"readwrite".into());
        call(&window, PICK, &options).await.map(Self).map_err(|_| FolderError::NotAllowed)
    }

    /// What the folder is called.
    pub fn name(&self) -> String {
        Reflect::get(&self.0, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default()
    }

    async fn handle(&self, name: &str, create: bool) -> Result<JsValue, JsValue> {
        let options = Object::new();
        Reflect::set(&options, &"create".into(), &create.into())?;
        let function: Function = Reflect::get(&self.0, &"getFileHandle".into())?.dyn_into()?;
        let asked: Promise = function.call2(&self.0, &name.into(), &options)?.dyn_into()?;
        JsFuture::from(asked).await
    }
}

impl Folder for Picked {
    async fn files(&self) -> Result<Vec<File>, FolderError> {
        let names =
            Reflect::get(&self.0, &"keys".into()).ok().and_then(|keys| keys.dyn_into::<Function>().ok());
        let names = names.and_then(|keys| keys.call0(&self.0).ok()).ok_or(FolderError::Failed)?;
        let names: AsyncIterator = names.unchecked_into();
        let mut files = Vec::new();
        loop {
            let next = names.next().map_err(|_| FolderError::Failed)?;
            let next = JsFuture::from(next).await.map_err(|_| FolderError::NotAllowed)?;
            let get = |key: &str| Reflect::get(&next, &key.into()).unwrap_or_default();
            if get("done").is_truthy() {
                return Ok(files);
            }
            let Some(name) = get("value").as_string().filter(|name| name.ends_with(".json")) else {
                continue;
            };
            // A folder of that name, or a file too large, is none of ours.
            if let Ok(Some(file)) = self.file(&name).await {
                files.push(file);
            }
        }
    }

    async fn file(&self, name: &str) -> Result<Option<File>, FolderError> {
        // A file that is not there is the usual reason; any other shows when it is written.
        let Ok(handle) = self.handle(name, false).await else { return Ok(None) };
        let file = call0(&handle, "getFile").await.map_err(|_| FolderError::Failed)?;
        let file: web_sys::File = file.dyn_into().map_err(|_| FolderError::Failed)?;
        if file.size() > LARGEST {
            return Ok(None);
        }
        let text = JsFuture::from(file.text()).await.map_err(|_| FolderError::Failed)?;
        Ok(Some(File { name: name.to_owned(), text: text.as_string().unwrap_or_default() }))
    }

    async fn write(&self, name: &str, text: &str) -> Result<(), FolderError> {
        let write = async {
            let handle = self.handle(name, true).await?;
            // The file changes only when the stream is closed.
            let stream = call0(&handle, "createWritable").await?;
            call(&stream, "write", &text.into()).await?;
            call0(&stream, "close").await
        };
        write.await.map(|_: JsValue| ()).map_err(|_| FolderError::Failed)
    }
}

async fn call(of: &JsValue, name: &str, with: &JsValue) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(of, &name.into())?.dyn_into()?;
    let asked: Promise = function.call1(of, with)?.dyn_into()?;
    JsFuture::from(asked).await
}

async fn call0(of: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(of, &name.into())?.dyn_into()?;
    let asked: Promise = function.call0(of)?.dyn_into()?;
    JsFuture::from(asked).await
}
