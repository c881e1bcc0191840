// The reading settings, on every page before its first paint, so that nobody sees the wrong colours.
//
// The app writes the settings (src/platform/comfort.rs) and hands each change to onwardComfort(). Here
// they become attributes of <html>, which style/tokens.css reads. A word that is not known counts as
// not set; the others hold all the same. A default has no attribute: the device's own wish decides.

(() => {
  const KEY = "onward.comfort";
  // The first word of each is the default. src/platform/comfort.rs has the same list (tests/tidy).
  const CHOICES = {
    theme: ["auto", "paper", "white", "blue", "dark", "contrast-light", "contrast-dark"],
    size: ["100", "110", "125", "150", "175", "200"],
    font: ["atkinson", "device", "opendyslexic"],
    lines: ["usual", "more", "most"],
    letters: ["usual", "more", "most"],
    width: ["usual", "short", "long"],
    pictures: ["colour", "lines", "none"],
    simpler: ["auto", "on", "off"],
    motion: ["auto", "less"],
    speed: ["usual", "slow", "fast"],
    follow: ["stop", "on"],
    keys: ["on", "off"],
  };
  const root = document.documentElement;

  function stored() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      // The browser allows no storage: the device's own settings hold.
      return null;
    }
  }

  function settings(text) {
    try {
      return Object(JSON.parse(text));
    } catch {
      return {};
    }
  }

  function show(text) {
    const chosen = settings(text);
    for (const [name, words] of Object.entries(CHOICES)) {
      if (words.indexOf(chosen[name]) > 0) root.dataset[name] = chosen[name];
      else delete root.dataset[name];
    }
    if (typeof chosen.voice === "string") root.dataset.voice = chosen.voice;
    else delete root.dataset.voice;
    measure();
    frame();
    pictures();
  }

  // How the page is laid out depends on how many letters fit, and a media query cannot know the text
  // size chosen here.
  let watched = [];
  function measure() {
    const scale = Number(root.dataset.size || 100) / 100;
    for (const query of watched) query.onchange = null;
    watched = [
      ["wide", `(min-width: ${62 * scale}em)`],
      ["tight", `(max-width: ${19 * scale}em)`],
    ].map(([name, condition]) => {
      const query = matchMedia(condition);
      const set = () => root.toggleAttribute("data-" + name, query.matches);
      query.onchange = set;
      set();
      return query;
    });
  }

  // The browser's own frame takes the colour of the theme.
  function frame() {
    const meta = document.querySelector('meta[name="theme-color"]');
    const colour = getComputedStyle(root).getPropertyValue("--hero").trim();
    if (meta && colour) meta.content = colour;
  }

  // Drawings in colour or in lines are two files with the same ids.
  function pictures() {
    const file = root.dataset.pictures === "lines" ? "pictures-line.svg#" : "pictures.svg#";
    for (const use of document.querySelectorAll(".picture use")) {
      const drawing = use.getAttribute("href") || "";
      const wanted = drawing.replace(/pictures(-line)?\.svg#/, file);
      if (wanted !== drawing) use.setAttribute("href", wanted);
    }
  }

  window.onwardComfort = show;
  show(stored());
  // The page's text and the style sheet come after this script.
  document.addEventListener("DOMContentLoaded", pictures, { once: true });
  addEventListener("load", frame, { once: true });
  addEventListener("onward:page", pictures);
  for (const wish of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"]) {
    matchMedia(wish).addEventListener("change", frame);
  }
  // Another tab changed them.
  addEventListener("storage", (event) => {
    if (event.key === KEY) show(event.newValue);
  });
})();
