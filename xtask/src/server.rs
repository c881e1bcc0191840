//! A small web server for the built site: for `cargo xtask serve` and for the browser tests.
//!
//! It answers as the host of the real site should: right types, compressed siblings, addresses of the
//! app answered with its one page, missing files with a real 404. [`Server::stop`] closes the listener
//! *and* every connection, so that in a test "offline" is what a browser sees when the network is gone.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
pub use axum::http::StatusCode;
use axum::http::{HeaderName, HeaderValue, Method, Uri, header};
use axum::response::{IntoResponse, Response};
use tokio::sync::oneshot;
use tower::ServiceExt;
use tower_http::services::ServeDir;

use crate::project::{Context, Failure, Result, fail};

/// What a test asks of the server besides the site; `cargo xtask serve` asks for nothing.
///
/// For engines that WebDriver cannot tell such things. Only pages a browser opens are touched: what the
/// service worker keeps is the site itself.
#[derive(Clone, Debug, Default)]
pub struct Wishes(Arc<Mutex<Wish>>);

#[derive(Debug, Default)]
struct Wish {
    before_pages: String,
    without_scripts: bool,
    /// The ending of the addresses that are refused, and with which status.
    refused: Option<(String, StatusCode)>,
}

impl Wishes {
    /// Runs a script in every page from now on, before the page's own scripts.
    pub fn run_before_pages(&self, script: &str) {
        self.with(|wish| wish.before_pages.push_str(&format!("{{\n{script}\n}}\n")));
    }

    /// From now on no page may run a script.
    pub fn no_scripts(&self) {
        self.with(|wish| wish.without_scripts = true);
    }

    /// Answers addresses that end like this with an error from now on, as a host does that is being
    /// changed or is in trouble.
    pub fn refuse(&self, ending: &str, status: StatusCode) {
        self.with(|wish| wish.refused = Some((ending.to_owned(), status)));
    }

    /// Answers everything again.
    pub fn refuse_nothing(&self) {
        self.with(|wish| wish.refused = None);
    }

    /// The status an address is refused with, if it is.
    fn refusal(&self, path: &str) -> Option<StatusCode> {
        self.with(|wish| {
            wish.refused.as_ref().filter(|(ending, _)| path.ends_with(ending)).map(|(_, status)| *status)
        })
    }

    fn with<T>(&self, work: impl FnOnce(&mut Wish) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The name under which the wished script is served.
const BEFORE_PAGES: &str = "onward-before-pages.js";

/// A running server.
pub struct Server {
    /// The address of the site's first page, ending in `/`.
    pub url: String,
    /// The port it listens on.
    pub port: u16,
    /// What a test asks of it besides the site.
    pub wishes: Wishes,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves a built site under `public_url` (`/` or `/x/`) on this machine only; port 0 takes any free one.
    ///
    /// It has a thread and a runtime of its own, so it works from any test.
    pub fn start(dist: &Path, public_url: &str, port: u16) -> Result<Server> {
        if !dist.join("index.html").exists() {
            return fail(format!(
                "there is no built site in {}: run `cargo xtask build` first",
                dist.display()
            ));
        }
        let wishes = Wishes::default();
        let site = Site { dist: dist.to_owned(), base: public_url.to_owned(), wishes: wishes.clone() };
        // Bound here, so that a port in use is told to the caller.
        let listener = TcpListener::bind(("127.0.0.1", port))
            .about(format_args!("port {port} cannot be used (choose another with --port)"))?;
        let port = listener.local_addr()?.port();
        listener.set_nonblocking(true)?;
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = std::thread::spawn(move || {
            if let Err(failure) = serve(listener, site, stopped) {
                eprintln!("onward: the server stopped: {failure}");
            }
        });
        let url = format!("http://127.0.0.1:{port}{public_url}");
        Ok(Server { url, port, wishes, stop: Some(stop), thread: Some(thread) })
    }

    /// Closes the listener and all connections, and returns when that is done.
    pub fn stop(mut self) {
        self.end();
    }

    /// Serves until the program is ended.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }

    fn end(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

/// Answers until told to stop. On a thread of its own, because a runtime cannot start inside another.
fn serve(listener: TcpListener, site: Site, stopped: oneshot::Receiver<()>) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let app = Router::new().fallback(answer).with_state(site);
        tokio::select! {
            ended = axum::serve(listener, app) => ended?,
            // An error means the `Server` was dropped, which is as good as asked to stop.
            _ = stopped => {}
        }
        Ok::<_, Failure>(())
    })?;
    // Ends the tasks of open connections too: their sockets close.
    runtime.shutdown_timeout(Duration::from_millis(200));
    Ok(())
}

#[derive(Clone)]
struct Site {
    dist: PathBuf,
    base: String,
    wishes: Wishes,
}

impl Site {
    /// The file that answers a page's address: one of its own, as the guide has, or the app's.
    fn page(&self, path: &str) -> String {
        let own = format!("{}.html", path.trim_end_matches('/'));
        let is_plain = path.split('/').all(|part| part != ".." && !part.contains('\\'));
        if is_plain && self.dist.join(&own).is_file() { own } else { "index.html".to_owned() }
    }
}

async fn answer(State(site): State<Site>, mut request: Request) -> Response {
    let path = request.uri().path().to_owned();
    if let Some(status) = site.wishes.refusal(&path) {
        return status.into_response();
    }
    let Some(inner) = path.strip_prefix(&site.base) else {
        // "/x" for "/x/".
        let is_base = format!("{path}/") == site.base;
        let to = if is_base { HeaderValue::from_str(&site.base).ok() } else { None };
        return match to {
            Some(to) => (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response(),
            None => StatusCode::NOT_FOUND.into_response(),
        };
    };
    if inner == BEFORE_PAGES {
        let script = site.wishes.with(|wish| wish.before_pages.clone());
        let kind = [(header::CONTENT_TYPE, "text/javascript"), (header::CACHE_CONTROL, "no-store")];
        return (kind, format!("document.currentScript.remove();\n{script}")).into_response();
    }
    let is_page = is_page(&request, inner);
    let name = match is_page {
        true => site.page(inner),
        false => inner.to_owned(),
    };
    let is_opened = is_page && wants_html(&request);
    let (is_preceded, without_scripts) = site
        .wishes
        .with(|wish| (is_opened && !wish.before_pages.is_empty(), is_opened && wish.without_scripts));
    if is_preceded {
        // The page itself is wanted, whole and as text.
        for name in [header::ACCEPT_ENCODING, header::IF_MODIFIED_SINCE, header::IF_NONE_MATCH] {
            request.headers_mut().remove(name);
        }
    }
    let file = &name;
    let Ok(uri) = format!("/{file}").parse::<Uri>() else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    *request.uri_mut() = uri;
    let files = ServeDir::new(&site.dist)
        .precompressed_br()
        .precompressed_gzip()
        .append_index_html_on_directories(false);
    let mut response = match files.oneshot(request).await {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    };
    if is_preceded {
        response = preceded(response, &site.base).await;
    }
    let found = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    let mut set =
        |name: HeaderName, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    if found {
        if let Some(kind) = content_type(&name) {
            set(header::CONTENT_TYPE, kind);
        }
        set(
            header::CACHE_CONTROL,
            if is_hashed(&name) { "public, max-age=31536000, immutable" } else { "no-cache" },
        );
        set(header::VARY, "accept-encoding, accept");
    }
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "no-referrer");
    // The part of the page's policy that a page cannot set for itself.
    let policy = if without_scripts { "script-src 'none'" } else { "frame-ancestors 'none'" };
    set(header::CONTENT_SECURITY_POLICY, policy);
    if is_preceded {
        set(header::CACHE_CONTROL, "no-store");
    }
    set(HeaderName::from_static("permissions-policy"), "geolocation=(), microphone=(), payment=(), usb=()");
    response
}

/// A page with the wished script before all others.
async fn preceded(response: Response, base: &str) -> Response {
    let (mut head, body) = response.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let script = format!("<script src=\"{base}{BEFORE_PAGES}\"></script>");
    // Before the first script, and after the page's policy and charset.
    let page = String::from_utf8_lossy(&bytes).replacen("<script", &format!("{script}<script"), 1);
    head.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(head, Body::from(page))
}

/// Whether a browser is asking for one of the app's addresses, which only the app's page can answer.
fn is_page(request: &Request, path: &str) -> bool {
    let asks = request.method() == Method::GET || request.method() == Method::HEAD;
    let last = path.rsplit('/').next().unwrap_or_default();
    // The first page is also what the service worker fetches, which does not say that it wants HTML.
    path.is_empty() || (asks && wants_html(request) && !last.contains('.'))
}

fn wants_html(request: &Request) -> bool {
    let accept = request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    accept.unwrap_or_default().contains("text/html")
}

/// Whether a name holds a hash of its content, as Trunk's files, the folder of the parts and the details
/// have it.
fn is_hashed(name: &str) -> bool {
    name.split(['-', '.', '_', '/'])
        .any(|part| part.len() >= 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn content_type(name: &str) -> Option<&'static str> {
    Some(match name.rsplit_once('.')?.1 {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "bin" => "application/octet-stream",
        "tsv" => "text/tab-separated-values; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    struct Reply {
        status: u16,
        head: String,
        body: Vec<u8>,
    }

    fn get(port: u16, path: &str, headers: &str) -> Reply {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{headers}\r\n")
            .unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let at = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(bytes[..at].to_vec()).unwrap().to_ascii_lowercase();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Reply { status, head, body: bytes[at + 4..].to_vec() }
    }

    fn site(name: &str) -> PathBuf {
        let dist = std::env::temp_dir().join(format!("onward-server-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&dist).unwrap();
        for (file, text) in [
            ("index.html", "<!DOCTYPE html>page"),
            ("sw.js", "1"),
            ("app-0123456789abcdef_bg.wasm", "wasm"),
            ("app-0123456789abcdef_bg.wasm.br", "small"),
            ("manifest.webmanifest", "{}"),
            ("parts-0123456789abcdef/split_more.wasm", "part"),
        ] {
            std::fs::create_dir_all(dist.join(file).parent().unwrap()).unwrap();
            std::fs::write(dist.join(file), text).unwrap();
        }
        dist
    }

    const HTML: &str = "accept: text/html,*/*\r\n";

    #[test]
    fn addresses_of_the_app_are_answered_with_its_page_and_missing_files_are_not() {
        let dist = site("pages");
        let server = Server::start(&dist, "/x/", 0).unwrap();
        for path in ["/x/", "/x/plan/1/step/a"] {
            let reply = get(server.port, path, HTML);
            assert_eq!(
                (reply.status, reply.body.as_slice()),
                (200, b"<!DOCTYPE html>page".as_slice()),
                "{path}"
            );
            assert!(reply.head.contains("cache-control: no-cache"));
            assert!(reply.head.contains("x-content-type-options: nosniff"));
        }
        assert_eq!(get(server.port, "/x/gone.js", "").status, 404);
        assert_eq!(get(server.port, "/x/plan/1", "").status, 404, "not a navigation");
        assert_eq!(get(server.port, "/elsewhere", HTML).status, 404);
        assert_eq!(get(server.port, "/x/../../Cargo.toml", "").status, 404);
        assert_eq!(get(server.port, "/x", HTML).status, 308);
        std::fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn types_caching_and_compressed_siblings() {
        let dist = site("types");
        let server = Server::start(&dist, "/", 0).unwrap();
        let wasm = get(server.port, "/app-0123456789abcdef_bg.wasm", "accept-encoding: gzip, br\r\n");
        assert!(wasm.head.contains("content-type: application/wasm"), "{}", wasm.head);
        assert!(wasm.head.contains("content-encoding: br"));
        assert!(wasm.head.contains("immutable"));
        assert_eq!(wasm.body, b"small");
        let part = get(server.port, "/parts-0123456789abcdef/split_more.wasm", HTML);
        assert!(part.head.contains("content-type: application/wasm") && part.head.contains("immutable"));
        assert_eq!(part.body, b"part", "a file is answered as such, whatever the browser would like");
        let worker = get(server.port, "/sw.js", "");
        assert!(worker.head.contains("text/javascript") && worker.head.contains("cache-control: no-cache"));
        assert!(get(server.port, "/manifest.webmanifest", "").head.contains("application/manifest+json"));
        std::fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn an_address_can_be_refused_and_answered_again() {
        let dist = site("refused");
        let server = Server::start(&dist, "/", 0).unwrap();
        server.wishes.refuse("more.wasm", StatusCode::INTERNAL_SERVER_ERROR);
        let part = || get(server.port, "/parts-0123456789abcdef/split_more.wasm", "").status;
        assert_eq!((part(), get(server.port, "/sw.js", "").status), (500, 200));
        server.wishes.refuse_nothing();
        assert_eq!(part(), 200);
        std::fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn a_wished_script_comes_first_in_pages_and_in_nothing_else() {
        let dist = site("wishes");
        std::fs::write(dist.join("index.html"), "<!DOCTYPE html><script src=a.js></script>").unwrap();
        let server = Server::start(&dist, "/", 0).unwrap();
        server.wishes.run_before_pages("window.x = 1");
        let page = get(server.port, "/", HTML);
        let text = String::from_utf8(page.body).unwrap();
        let first = format!("<!DOCTYPE html><script src=\"/{BEFORE_PAGES}\"></script><script src=a.js>");
        assert!(text.starts_with(&first), "{text}");
        assert!(page.head.contains("no-store"));
        let script = String::from_utf8(get(server.port, &format!("/{BEFORE_PAGES}"), "").body).unwrap();
        assert!(script.contains("window.x = 1"), "{script}");
        // The service worker asks for the page without wanting HTML, and checks its hash.
        assert_eq!(get(server.port, "/", "").body, b"<!DOCTYPE html><script src=a.js></script>");
        assert!(!get(server.port, "/", HTML).head.contains("script-src"));
        server.wishes.no_scripts();
        assert!(get(server.port, "/", HTML).head.contains("script-src 'none'"));
        std::fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn stopping_closes_open_connections_and_the_port_can_be_used_again() {
        let dist = site("stop");
        let server = Server::start(&dist, "/", 0).unwrap();
        let port = server.port;
        let mut kept = TcpStream::connect(("127.0.0.1", port)).unwrap();
        write!(kept, "GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
        server.stop();
        kept.set_read_timeout(Some(Duration::from_secs(2))).unwrap();
        let mut rest = Vec::new();
        // The end of the stream or a reset, not a time-out: the connection is closed.
        if let Err(error) = kept.read_to_end(&mut rest) {
            assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
        }
        assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
        let again = Server::start(&dist, "/", port).unwrap();
        assert_eq!(get(port, "/", HTML).status, 200);
        again.stop();
        std::fs::remove_dir_all(dist).unwrap();
    }
}
