// Onward's service worker: keeps the whole site on the device, so that it works without a network.
//
// Written at build time by xtask, which fills in the two lists and the version. Invariants:
// - the core set is kept whole or not at all, and every file is checked against its hash;
// - a new version waits until the person agrees: it never takes over by itself;
// - only answers of our own files are kept; nothing about a family ever passes through here.
//
// What is not here: plans (they are in IndexedDB, which no version of this file touches).

const VERSION = "{version}";
const CACHE = "onward-" + VERSION;

// Path below the site's address, and hash.
const CORE = [/* core */];
const EXTRA = [/* extra */];

const BASE = new URL("./", self.location.href);
const LISTED = new Set([...CORE, ...EXTRA].map(([path]) => path));

const TYPES = {
  html: "text/html",
  js: "javascript",
  css: "text/css",
  wasm: "application/wasm",
  svg: "image/svg+xml",
  png: "image/png",
};

// The page is kept under the site's own address: some hosts redirect "index.html", and a redirected
// answer may not be used for a page.
function addressOf(path) {
  return new URL(path === "index.html" ? "./" : path, BASE).href;
}

async function keep(cache, [path, integrity]) {
  const address = addressOf(path);
  if (await cache.match(address)) return;
  // "no-cache" asks the host whether the browser's copy is still right, instead of trusting it.
  const response = await fetch(address, { cache: "no-cache", integrity, credentials: "same-origin" });
  const wanted = TYPES[path.split(".").pop()];
  const type = response.headers.get("content-type") || "";
  if (!response.ok || (wanted && !type.includes(wanted))) throw new Error("not as expected: " + path);
  await cache.put(address, response);
}

// A worker that still has something to do cannot be replaced: an update asks it to stop here.
let isStopped = false;

// A few at a time, so that a phone on a slow line can do something else besides.
async function keepExtra() {
  const cache = await caches.open(CACHE);
  const left = [...EXTRA];
  let isWhole = true;
  const keepNext = async () => {
    while (left.length > 0 && !isStopped) {
      await keep(cache, left.shift()).catch(() => (isWhole = false));
    }
  };
  await Promise.all(Array.from({ length: 6 }, keepNext));
  return isWhole && left.length === 0;
}

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      try {
        await Promise.all(CORE.map((file) => keep(cache, file)));
      } catch (error) {
        await caches.delete(CACHE);
        throw error;
      }
      // No skipWaiting: a first worker, and one that no page stands in the way of, starts by itself.
      // An update fetches the rest too before it offers itself, because taking over drops the old copy.
      if (self.registration.active) await keepExtra();
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      const old = names.filter((name) => name.startsWith("onward-") && name !== CACHE);
      await Promise.all(old.map((name) => caches.delete(name)));
    })(),
  );
});

self.addEventListener("message", (event) => {
  const type = event.data && event.data.type;
  if (type === "activate") {
    self.skipWaiting();
  }
  if (type === "stop") {
    isStopped = true;
  }
  if (type === "keep-extra") {
    isStopped = false;
    event.waitUntil(
      keepExtra().then((whole) => {
        if (event.source) event.source.postMessage({ type: whole ? "offline-ready" : "offline-partly" });
      }),
    );
  }
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const url = new URL(request.url);
  if (url.origin !== BASE.origin || !url.pathname.startsWith(BASE.pathname)) return;
  const path = url.pathname.slice(BASE.pathname.length);
  if (LISTED.has(path)) {
    event.respondWith(kept(path, request));
  } else if (request.mode === "navigate") {
    // A page of the guide has a file of its own; every other address is answered by the app's one page.
    const own = path.replace(/\/$/, "") + ".html";
    event.respondWith(LISTED.has(own) ? keptOrApp(own, request) : kept("index.html", request));
  }
});

// A page of the guide may not be kept yet: without a connection the app can still say so.
async function keptOrApp(path, request) {
  try {
    return await kept(path, request);
  } catch {
    return kept("index.html", request);
  }
}

async function kept(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(addressOf(path))) || fetch(request);
}
