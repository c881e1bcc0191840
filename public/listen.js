// Listen: reads the page aloud, one sentence at a time.
//
// The app draws the button (#listen, hidden) and the place for the choice of a voice (#voices); this
// shows them where a voice works without a network. Invariants:
// - nothing in the page is changed to show the spoken sentence: the app owns the page's nodes;
// - speech ends at once: on Stop, on Escape, when the page changes or is left;
// - one sentence is one utterance, because Chromium cuts long speech and some engines lose their place.

const RATES = { slow: 0.75, usual: 1, fast: 1.3 };
// What leads away, or is for pressing. `.heard-only` repeats headings for screen readers.
const UNREAD =
  "nav, header, footer, button, input, select, textarea, svg, script, style, dialog, search, [hidden], [aria-hidden='true'], [role='status'], .heard-only, .banner, .back";

const root = document.documentElement;
const speech = window.speechSynthesis;

/** @type {SpeechSynthesisVoice[]} */
let voices = [];
// A new number ends what was spoken under the one before.
let turn = 0;
let isReading = false;
// Chromium forgets an utterance that nothing holds, and then never says that it ended.
let utterance = null;

// ---- voices ----

function findVoices() {
  const local = speech.getVoices().filter((voice) => voice.localService);
  const english = local.filter((voice) => voice.lang.toLowerCase().startsWith("en"));
  voices = english.length > 0 ? english : local;
  show();
}

function voice() {
  const wanted = root.dataset.voice;
  const british = (voice) => /^en[-_]gb/i.test(voice.lang);
  return voices.find((voice) => voice.voiceURI === wanted) || voices.find(british) || voices[0];
}

/** The app draws the button and the choice anew with each page. */
function show() {
  const button = document.getElementById("listen");
  if (button) {
    button.hidden = voices.length === 0;
    button.toggleAttribute("data-reading", isReading);
  }
  const place = document.getElementById("voices");
  if (!place || voices.length === 0 || place.dataset.count === String(voices.length)) return;
  place.dataset.count = String(voices.length);
  const label = document.createElement("label");
  label.htmlFor = "voice";
  label.textContent = "Voice";
  const select = document.createElement("select");
  select.id = "voice";
  select.name = "voice";
  for (const known of voices) select.add(new Option(known.name, known.voiceURI, false, known === voice()));
  place.replaceChildren(label, select);
}

// ---- sentences ----

/** Whether a person sees it: text in a closed fold counts as hidden. */
function isShown(element) {
  return element.checkVisibility ? element.checkVisibility({ visibilityProperty: true }) : element.getClientRects().length > 0;
}

function block(node) {
  let element = node.parentElement;
  while (element && getComputedStyle(element).display.startsWith("inline")) element = element.parentElement;
  return element;
}

/** Sentences under an element in reading order: their words, and where they stand. */
function sentences(element) {
  const found = [];
  /** @type {Text[]} */
  let nodes = [];
  let of = null;
  const finish = () => {
    const text = nodes.map((node) => node.data).join("");
    for (const [start, end] of cuts(text)) {
      const words = text.slice(start, end).replace(/\s+/g, " ").trim();
      if (/[\p{L}\p{N}]/u.test(words)) found.push({ words, range: range(nodes, start, end) });
    }
    nodes = [];
  };
  const filter = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
    return node.matches(UNREAD) || !isShown(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
  };
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, filter);
  while (walker.nextNode()) {
    const own = block(walker.currentNode);
    if (own !== of) finish();
    of = own;
    nodes.push(walker.currentNode);
  }
  finish();
  return found;
}

function cuts(text) {
  if (Intl.Segmenter) {
    const parts = new Intl.Segmenter("en-GB", { granularity: "sentence" }).segment(text);
    return [...parts].map(({ index, segment }) => [index, index + segment.length]);
  }
  return [...text.matchAll(/[^.!?]+[.!?]*\s*/g)].map((match) => [match.index, match.index + match[0].length]);
}

function range(nodes, start, end) {
  const made = document.createRange();
  let passed = 0;
  for (const node of nodes) {
    const next = passed + node.length;
    if (start >= passed && start <= next) made.setStart(node, start - passed);
    if (end > passed && end <= next) made.setEnd(node, end - passed);
    passed = next;
  }
  return made;
}

function mark(range) {
  if (!window.Highlight || !CSS.highlights) return;
  if (range) CSS.highlights.set("spoken", new Highlight(range));
  else CSS.highlights.delete("spoken");
}

function bringIntoView(range) {
  const box = range.getBoundingClientRect();
  if (box.height === 0 || (box.top > 80 && box.bottom < innerHeight - 160)) return;
  const isStill = root.dataset.motion === "less" || matchMedia("(prefers-reduced-motion: reduce)").matches;
  scrollBy({ top: box.top - innerHeight / 3, behavior: isStill ? "instant" : "smooth" });
}

// ---- reading ----

function read() {
  stop();
  const main = document.querySelector("main");
  if (!main || voices.length === 0) return;
  const list = sentences(main);
  const mine = ++turn;
  isReading = list.length > 0;
  show();
  const say = (at) => {
    if (mine !== turn) return;
    if (at === list.length) return stop();
    const { words, range } = list[at];
    utterance = new SpeechSynthesisUtterance(words);
    utterance.voice = voice();
    utterance.lang = utterance.voice.lang;
    utterance.rate = RATES[root.dataset.speed || "usual"];
    utterance.onend = () => say(at + 1);
    utterance.onerror = () => mine === turn && stop();
    mark(range);
    bringIntoView(range);
    speech.speak(utterance);
  };
  if (isReading) say(0);
}

function stop() {
  turn += 1;
  const was = isReading;
  isReading = false;
  utterance = null;
  if (was) speech.cancel();
  mark(null);
  show();
}

if (speech) {
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#listen")) isReading ? stop() : read();
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isReading) stop();
  });
  addEventListener("pagehide", stop);
  // The page that was read is gone from the screen.
  addEventListener("onward:page", () => {
    if (!isReading) show();
    else if (root.dataset.follow === "on") read();
    else stop();
  });
  speech.addEventListener?.("voiceschanged", findVoices);
  // Safari never says that its voices have come.
  for (const wait of [0, 250, 1000, 3000]) setTimeout(findVoices, wait);
}
