// The command palette: opened and walked in the browser; only what is searched for goes to the desk, after a pause.
const PAUSE_MS = 150;
const RECENT = "od-recent";
const MOST_RECENT = 5;
let pause = 0;

const palette = () => document.getElementById("palette");
const input = () => palette()?.querySelector("[data-palette-input]");
const options = () => [...palette().querySelectorAll("[data-option]")].filter(option => option.checkVisibility());

function wordOf(control) {
  const copy = control.cloneNode(true);
  copy.querySelectorAll("kbd, svg").forEach(extra => extra.remove());
  return (control.getAttribute("aria-label") ?? control.title ?? "").trim() || copy.textContent.trim();
}

function optionOf(word, key, tag = "button") {
  const option = document.createElement(tag);
  option.className = "palette-item";
  option.tabIndex = -1;
  option.dataset.option = "";
  option.setAttribute("role", "option");
  const text = document.createElement("span");
  text.className = "palette-word";
  text.textContent = word;
  option.append(text);
  if (key) {
    const cap = document.createElement("kbd");
    cap.className = "push";
    cap.textContent = key.replace("Shift+", "⇧");
    option.append(cap);
  }

  return option;
}

function fill(group, made) {
  group.replaceChildren(group.firstElementChild, ...made);
  group.hidden = made.length === 0;
}

/** What this page can do now: every control that has a key, then what menus offer besides. */
function acts() {
  return [...document.querySelectorAll(".main :is([aria-keyshortcuts], [data-offer])")]
    .filter(control => control.matches("button, a") && !control.disabled && control.getAttribute("aria-disabled") !== "true" && wordOf(control) !== "")
    .filter(control => control.checkVisibility() || control.closest("details.menu"))
    .sort((one, other) => other.hasAttribute("aria-keyshortcuts") - one.hasAttribute("aria-keyshortcuts"))
    .map(control => {
      const option = optionOf(wordOf(control), control.getAttribute("aria-keyshortcuts")?.split(" ")[0]);
      option.addEventListener("click", () => control.click());
      return option;
    });
}

function recents() {
  try {
    return JSON.parse(sessionStorage.getItem(RECENT) ?? "[]");
  } catch {
    return [];
  }
}

function remember() {
  const here = /^\/orders\/(OD-\d+)$/.exec(location.pathname)?.[1] ?? new URLSearchParams(location.search).get("order");
  if (here && /^OD-\d+$/.test(here)) {
    sessionStorage.setItem(RECENT, JSON.stringify([here, ...recents().filter(other => other !== here)].slice(0, MOST_RECENT)));
  }
}

function narrow() {
  const words = input().value.trim().toLocaleLowerCase().split(/\s+/).filter(word => word !== "");
  for (const group of palette().querySelectorAll("[data-narrowed], [data-acts], [data-recent]")) {
    let some = false;
    for (const option of group.querySelectorAll("[data-option]")) {
      const text = option.textContent.toLocaleLowerCase();
      option.hidden = !words.every(word => text.includes(word));
      some ||= !option.hidden;
    }

    group.hidden = !some;
  }

  mark(options()[0]);
}

function mark(option) {
  for (const other of palette().querySelectorAll("[data-option][aria-selected=true]")) {
    other.setAttribute("aria-selected", "false");
  }

  if (option) {
    option.id ||= `palette-${Math.random().toString(36).slice(2)}`;
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
  }

  input()?.setAttribute("aria-activedescendant", option?.id ?? "");
}

function move(step) {
  const all = options();
  const at = all.findIndex(option => option.getAttribute("aria-selected") === "true");
  mark(all[(at + step + all.length) % all.length]);
}

export function openPalette() {
  const dialog = palette();
  if (!dialog || dialog.open) {
    return;
  }

  remember();
  fill(dialog.querySelector("[data-acts]"), acts());
  fill(dialog.querySelector("[data-recent]"), recents().map(number => {
    const link = optionOf(number, null, "a");
    link.href = `/orders/${number}`;
    return link;
  }));
  input().value = "";
  ask();
  dialog.showModal();
  narrow();
}

function ask() {
  clearTimeout(pause);
  input().dispatchEvent(new Event("change", { bubbles: true }));
}

function onInput(event) {
  if (event.target !== input() || event.isComposing) {
    return;
  }

  narrow();
  clearTimeout(pause);
  pause = setTimeout(ask, PAUSE_MS);
}

function onKey(event) {
  if (!palette()?.open || event.isComposing || event.keyCode === 229) {
    return;
  }

  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter") {
    event.preventDefault();
    event.stopImmediatePropagation();
    palette().querySelector("[data-option][aria-selected=true]")?.click();
  }
}

function onClick(event) {
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest("[data-palette]")) {
    openPalette();
  } else if (palette()?.open && (target === palette() || target?.closest("[data-option]"))) {
    palette().close();
  }
}

export function tendPalette() {
  document.addEventListener("input", onInput);
  document.addEventListener("compositionend", onInput);
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("click", onClick);
  // What the desk found stands above; the first of it is what Enter opens.
  new MutationObserver(changes => {
    if (palette()?.open && changes.some(change => change.target instanceof Element && change.target.closest("#palette-list"))) {
      const chosen = palette().querySelector("[data-option][aria-selected=true]");
      if (!chosen || !chosen.checkVisibility() || chosen.closest("[data-narrowed], [data-acts], [data-recent]")) {
        mark(options()[0]);
      }
    }
  }).observe(document.body, { childList: true, subtree: true });
}
