// Keys: one-key shortcuts, and the list of them.
//
// A shortcut presses what the page marks with aria-keyshortcuts, so it can do nothing that a person
// could not see and press. Never while somebody types, and not at all if switched off in the settings
// (WCAG 2.1.4).

const KEYS = [
  ["?", "Show this list"],
  ["/", "Search the guide"],
  ["p", "Go to the path"],
  ["g", "Go to the goals"],
  ["b", "Go to About me"],
  ["m", "Go to the meetings"],
  ["c", "Go to the charter"],
  ["a", "Go to the answers"],
  ["s", "Go to save and share"],
  ["l", "Listen, or stop"],
  ["u", "Undo the last change"],
  ["Escape", "Close this list, or stop listening"],
];
const SEARCH = "guide-query";

const root = document.documentElement;

function element(name, text, ...children) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}

/** @type {HTMLDialogElement | null} */
let dialog = null;

function showList() {
  if (!dialog) {
    const heading = element("h2", "Keys");
    heading.id = "keys-title";
    heading.tabIndex = -1;
    heading.autofocus = true;
    const rows = KEYS.map(([key, does]) => element("div", "", element("dt", "", element("kbd", key)), element("dd", does)));
    const close = element("button", "Close");
    close.type = "button";
    close.className = "button";
    close.addEventListener("click", () => dialog.close());
    const off = element("p", "You can switch these keys off in Settings.");
    dialog = element("dialog", "", heading, element("dl", "", ...rows), off, close);
    dialog.className = "keys";
    dialog.setAttribute("aria-labelledby", "keys-title");
    document.body.append(dialog);
  }
  // The browser gives the focus back when it closes.
  if (!dialog.open) dialog.showModal();
}

function search() {
  const field = document.getElementById(SEARCH);
  field?.focus();
  return Boolean(field);
}

function press(key) {
  if (key === "?") return showList();
  if (key === "/" && search()) return;
  const named = [...document.querySelectorAll(`[aria-keyshortcuts="${key}"]`)];
  const shown = named.find((node) => node.getClientRects().length > 0) || named.find((node) => node.matches("a[href]"));
  shown?.click();
  isSearchWanted = key === "/" && Boolean(shown);
}

// The guide's first page comes in two steps, and each takes the focus to its heading.
let isSearchWanted = false;
addEventListener("onward:page", () => isSearchWanted && search());
addEventListener("pointerdown", () => (isSearchWanted = false));

addEventListener("keydown", (event) => {
  const { key, target } = event;
  isSearchWanted = false;
  if (root.dataset.keys === "off" || event.defaultPrevented || event.isComposing || event.repeat) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (key.length !== 1 || !KEYS.some(([known]) => known === key)) return;
  if (dialog?.open || target.closest?.("input, select, textarea, [contenteditable]")) return;
  event.preventDefault();
  press(key);
});

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-shows-keys]")) showList();
});
