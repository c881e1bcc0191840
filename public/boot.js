// Starts Onward, and stands in for it when it cannot start or has stopped.
//
// The page's own text is there before this runs. Everything here works without WebAssembly: the
// recovery view and the rescue file above all. Nothing is inline, so that the page's policy can
// forbid inline scripts and styles.
//
// With the app it speaks through the window:
//   the app dispatches  "onward:started"        after its first view is up
//                       "onward:page"           after each change of page
//                       "onward:saved"          after a plan of the family's own is on disk
//   this dispatches     "onward:update-ready"   a new version waits; call onwardUpdate() to take it
//                       "onward:offline-ready"  everything is on the device
//   the app may read    window.onwardUpdateReady, window.onwardOfflineReady
//                       "onward:launched"      the device opened a file with Onward: window.onwardLaunched
//   the app calls       window.onwardUpdate(), window.onwardCrashed(code) and window.onwardForget()
//   the app sets        window.onwardKeepsNothing   while plans are in memory only

const script = document.querySelector("script[data-wasm]");
const root = document.documentElement;
const base = new URL("./", document.baseURI);
// For an app that starts listening after the event.
window.onwardUpdateReady = false;
window.onwardOfflineReady = false;

let hasCrashed = false;

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function button(text, action, kind = "button") {
  const made = element("button", text, { type: "button", class: kind });
  made.addEventListener("click", action);
  return made;
}

// ---- starting ----

async function start() {
  if (typeof WebAssembly !== "object") {
    couldNotStart("This browser is too old for it. Update the browser, or open Onward in another one.");
    return;
  }
  root.dataset.app = "starting";
  try {
    // Both at once: the app need not wait for its script to be read. The page does not preload the
    // WASM, because Safari then fetches it twice (trunk issue 229).
    const wasm = fetch(script.dataset.wasm, { credentials: "same-origin" });
    wasm.catch(() => {});
    const { default: init } = await import(script.dataset.js);
    const response = await wasm;
    if (!response.ok) throw new Error("the app file answered " + response.status);
    await init({ module_or_path: response });
  } catch (error) {
    // A crash while starting has its own view already.
    if (hasCrashed) return;
    console.error(error);
    couldNotStart("Check the connection and try again. If that does not help, update the browser or open Onward in another one.");
  }
}

function couldNotStart(advice) {
  root.dataset.app = "failed";
  const plain = document.getElementById("plain") || document.body;
  const box = element("div", "", { class: "notice notice-problem", role: "alert" });
  box.append(
    element("p", "The interactive part of Onward could not start on this browser."),
    element("p", advice + " You can still read the dates below. Plans you made stay on this device."),
    actions("Try again"),
  );
  plain.prepend(box);
}

window.addEventListener(
  "onward:started",
  () => {
    root.dataset.app = "started";
    document.getElementById("plain")?.remove();
    // Reading aloud and keys come after the first view; the app is whole without them.
    for (const name of ["listen.js", "keys.js"]) {
      import(new URL(name, base)).catch((error) => console.info(name + " is not available:", error.message));
    }
  },
  { once: true },
);

// ---- when the app has stopped ----

window.onwardCrashed = (code) => {
  // The first crash is the cause; later ones are its echo.
  if (hasCrashed) return;
  hasCrashed = true;
  root.dataset.app = "crashed";
  const view = element("main", "", { class: "crash", id: "crash" });
  const heading = element("h1", "Something went wrong", { tabindex: "-1" });
  view.append(
    heading,
    element(
      "p",
      window.onwardKeepsNothing
        ? "On this device nothing is kept. Start again, and open the file you saved."
        : "Your plan is saved on this device. Start again to go on with it.",
    ),
    actions("Start again"),
    element("p", "If this happens again, save a file of your plans first."),
  );
  if (code) view.append(element("p", "Code: " + code, { class: "crash-code" }));
  document.body.replaceChildren(view);
  const title = () => (document.title = "Something went wrong: Onward");
  title();
  // What the app had waiting may still run once, and set the title of the page that is gone.
  setTimeout(title, 0);
  setTimeout(title, 200);
  heading.focus();
  // A newer version may have mended it.
  navigator.serviceWorker?.getRegistration(base).then((registration) => registration?.update()).catch(() => {});
};

function actions(again) {
  const row = element("div", "", { class: "crash-actions" });
  const said = element("p", "", { role: "status" });
  row.append(
    button(again, startAgain, "button button-primary"),
    button("Save a file of my plans", () => saveRescueFile(said)),
    said,
  );
  return row;
}

// A page that broke must be able to get the version that mends it, without the app's own banner.
async function startAgain() {
  const registration = await navigator.serviceWorker?.getRegistration(base).catch(() => undefined);
  if (registration?.waiting) {
    await new Promise((resolve) => {
      navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true });
      setTimeout(resolve, 2000);
      registration.waiting.postMessage({ type: "activate" });
    });
  }
  location.reload();
}

// Every plan of the store, as one JSON list. A record is a header line, then JSON; what cannot be read
// as that goes in as the text it is, because a damaged plan is worth more than none.
async function saveRescueFile(said) {
  try {
    const records = await readPlans();
    if (records.length === 0) {
      said.textContent = "There are no plans on this device.";
      return;
    }
    const isLocked = records.some((record) => typeof record === "string" && record.startsWith("onward-sealed:"));
    const plans = records.map((record) => {
      if (typeof record !== "string") return record;
      // Sealed with the device's key: it goes along as it is, with the lock that the passphrase opens.
      if (record.startsWith("onward-sealed:")) return record;
      try {
        return JSON.parse(record.slice(record.indexOf("\n") + 1));
      } catch {
        return record;
      }
    });
    const file = new Blob([JSON.stringify(plans, null, 1)], { type: "application/json" });
    const address = URL.createObjectURL(file);
    const link = element("a", "", { href: address, download: "onward-rescue.json" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    said.textContent = isLocked
      ? "The file onward-rescue.json is saved. It is locked: open it in Onward with the passphrase of this device, or the code of its recovery sheet."
      : "The file onward-rescue.json is saved. Keep it safe: everything in your plans is in it.";
  } catch (error) {
    console.error(error);
    said.textContent = "The plans could not be read. They may still be there: start again.";
  }
}

function readPlans() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("onward");
    // There was no database: undo making one, or the app would find it without its stores.
    opening.onupgradeneeded = () => opening.transaction.abort();
    opening.onerror = () => (opening.error?.name === "AbortError" ? resolve([]) : reject(opening.error));
    opening.onblocked = () => reject(new Error("the database is in use"));
    opening.onsuccess = () => {
      const database = opening.result;
      if (!database.objectStoreNames.contains("plans")) {
        database.close();
        resolve([]);
        return;
      }
      // The lock comes along: without it nothing that is sealed can be opened again.
      const names = ["plans", "lock"].filter((name) => database.objectStoreNames.contains(name));
      const reading = database.transaction(names);
      const asked = names.map((name) => reading.objectStore(name).getAll());
      reading.oncomplete = () => {
        database.close();
        const plans = asked[0].result;
        resolve(plans.length === 0 ? [] : plans.concat(asked[1]?.result ?? []));
      };
      reading.onabort = () => reject(reading.error);
    };
  });
}

// ---- offline, and new versions ----

const HOURS_3 = 3 * 60 * 60 * 1000;

let registration;
let isReloading = false;
let askedToUpdate = false;

function announce(name, flag) {
  window[flag] = true;
  window.dispatchEvent(new CustomEvent(name));
}

window.onwardUpdate = () => {
  askedToUpdate = true;
  registration?.active?.postMessage({ type: "stop" });
  if (registration?.waiting) registration.waiting.postMessage({ type: "activate" });
  // Another tab has taken the update already.
  else reloadOnce();
};

function reloadOnce() {
  if (isReloading) return;
  isReloading = true;
  location.reload();
}

async function registerWorker() {
  if (!("serviceWorker" in navigator) || !location.protocol.startsWith("http")) return;
  const worker = script.dataset.worker;
  try {
    if (!worker) {
      // A build for developing names no worker; one left from a release would go on serving that.
      const old = await navigator.serviceWorker.getRegistration(base);
      await old?.unregister();
      return;
    }
    const hadController = Boolean(navigator.serviceWorker.controller);
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      if (askedToUpdate) reloadOnce();
      // Taken in another tab: this page is old now, and says so instead of losing what is being typed.
      else if (hadController) announce("onward:update-ready", "onwardUpdateReady");
    });
    navigator.serviceWorker.addEventListener("message", (event) => {
      if (event.data?.type === "offline-ready") announce("onward:offline-ready", "onwardOfflineReady");
    });
    registration = await navigator.serviceWorker.register(worker, { scope: base.pathname, updateViaCache: "none" });
    if (registration.waiting && registration.active) announce("onward:update-ready", "onwardUpdateReady");
    registration.addEventListener("updatefound", () => {
      const installing = registration.installing;
      installing?.addEventListener("statechange", () => {
        if (installing.state === "installed" && registration.active) announce("onward:update-ready", "onwardUpdateReady");
      });
    });
    const keepExtra = () => navigator.serviceWorker.ready.then((ready) => ready.active.postMessage({ type: "keep-extra" }));
    await keepExtra();
    window.addEventListener("online", keepExtra);
    const check = () => registration.update().catch(() => {});
    setInterval(check, HOURS_3);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") check();
    });
  } catch (error) {
    // Private windows may forbid it; the app works without, only not offline.
    console.info("Onward is not available offline here:", error.message);
  }
}

// ---- keeping what is stored ----

// Asked once there is something to keep: browsers say no to a site that nobody has used yet, and some ask
// the person.
window.addEventListener("onward:saved", () => navigator.storage?.persist?.().catch(() => {}), { once: true });

// Takes the app's own files off the device.
window.onwardForget = async () => {
  try {
    for (const name of await caches.keys()) if (name.startsWith("onward-")) await caches.delete(name);
    const known = await navigator.serviceWorker?.getRegistration(base);
    await known?.unregister();
  } catch (error) {
    console.info("The app's files stay:", error.message);
  }
};

// A file that the device opened with Onward. The app looks at it when its page is there.
window.launchQueue?.setConsumer(async (launch) => {
  if (!launch.files?.length) return;
  window.onwardLaunched = await launch.files[0].getFile();
  window.dispatchEvent(new CustomEvent("onward:launched"));
});

// After the first view, so that keeping files does not compete with showing it.
let isRegistered = false;
function registerOnce() {
  if (isRegistered) return;
  isRegistered = true;
  registerWorker();
}
window.addEventListener("onward:started", registerOnce, { once: true });
setTimeout(registerOnce, 15000);

start();
