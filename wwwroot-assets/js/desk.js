// Everything the browser does by itself: menus, rail, preferences, copying, keys, row focus and the health of the connection.
// All of it listens on the document, so it works on the frame the server painted first and on the live one after it.
import { isShown, listenForKeys } from "./keys.js";
import { tendGrids } from "./grids.js";
import { tendCircuit } from "./circuit.js";
import { tendMentions } from "./mentions.js";
import { tendWork } from "./work.js";
import { tendPalette } from "./palette.js";
import { tendTabs } from "./tabs.js";

const root = document.documentElement;

/** Tells a screen reader, politely. */
export function say(text) {
  const place = document.getElementById("desk-says");
  if (place) {
    place.textContent = "";
    requestAnimationFrame(() => { place.textContent = text; });
  }
}

/** Keeps a choice in its cookie; the page already shows it. */
async function keep(name, value) {
  const form = document.getElementById("preferences");
  if (!form) {
    return;
  }

  const body = new FormData(form);
  body.set(name, value);
  await fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "desk" }, redirect: "manual" }).catch(() => undefined);
}

function showChoice(name, value) {
  root.dataset[name] = value;
  for (const button of document.querySelectorAll(`[data-prefer="${name}"]`)) {
    button.setAttribute("aria-pressed", String(button.value === value));
  }
}

function toggleRail() {
  const open = root.dataset.rail === "open" ? "closed" : "open";
  root.dataset.rail = open;
  for (const button of document.querySelectorAll("[data-rail-toggle]")) {
    button.setAttribute("aria-expanded", String(open === "open"));
  }

  keep("rail", open);
}

function setDrawer(open) {
  if (open) {
    root.dataset.drawer = "open";
    document.querySelector(".rail a")?.focus();
  } else if (root.dataset.drawer) {
    delete root.dataset.drawer;
    document.querySelector("[data-drawer-toggle]")?.focus();
  }

  document.querySelector("[data-drawer-toggle]")?.setAttribute("aria-expanded", String(open));
}

/** A long form shows the first place that is not right, whatever it is folded into. */
function showWrong() {
  const place = document.querySelector(".main :is([aria-invalid=true], .field-error:not([data-part]))");
  for (let fold = place?.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) {
    fold.open = true;
  }

  const field = place?.matches("input, select, textarea") ? place : place?.parentElement.querySelector("input, select, textarea");
  field?.focus({ preventScroll: true });
  place?.scrollIntoView({ block: "center" });
}

async function copy(button) {
  const text = button.dataset.copy;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Over plain http beyond this machine there is no clipboard object.
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "sr-only";
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    button.focus();
  }

  button.dataset.done = "";
  say(button.dataset.copied ?? "");
  setTimeout(() => delete button.dataset.done, 1500);
}

/** The help lists what the page itself announces, so it is never out of date. */
function showKeys() {
  const help = document.getElementById("key-help");
  if (!help || help.open) {
    return;
  }

  closeMenus(null);
  const list = help.querySelector("[data-keys-here]");
  const rows = [...document.querySelectorAll(".main [aria-keyshortcuts]")].filter(item => isShown(item)).map(item => {
    const row = document.createElement("div");
    const name = document.createElement("dt");
    const keys = document.createElement("dd");
    const words = item.cloneNode(true);
    words.querySelectorAll("kbd, svg").forEach(extra => extra.remove());
    name.textContent = item.getAttribute("aria-label") ?? words.textContent.trim();
    for (const key of item.getAttribute("aria-keyshortcuts").split(" ")) {
      const cap = document.createElement("kbd");
      cap.textContent = key.replace("Shift+", "⇧").replace("Control+", "Ctrl ");
      keys.append(cap);
    }

    row.append(name, keys);
    return row;
  });
  list.replaceChildren(...rows);
  for (const row of help.querySelectorAll("[data-keys-for]")) {
    row.hidden = document.querySelector(`.main :is(${row.dataset.keysFor})`) === null;
  }

  for (const section of help.querySelectorAll("section")) {
    section.hidden = section.querySelector("dl > div:not([hidden])") === null;
  }

  help.showModal();
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(except)) {
      menu.open = false;
    }
  }
}

document.addEventListener("click", event => {
  const target = event.target instanceof Element ? event.target : null;
  if (!target) {
    return;
  }

  closeMenus(target);
  const button = target.closest("button, a, [data-rail-veil]");
  if (!button) {
    return;
  }

  if (button.closest(".menu-panel") && !button.closest("[data-stay]")) {
    button.closest("details.menu").open = false;
  }

  if (button.dataset.copy !== undefined) {
    copy(button);
  } else if (button.dataset.prefer) {
    event.preventDefault();
    showChoice(button.dataset.prefer, button.value);
    keep(button.name, button.value);
  } else if (button.dataset.skip !== undefined) {
    document.querySelector(".frame:not(.frame-first) #main, #main")?.focus();
  } else if (button.dataset.toWrong !== undefined) {
    showWrong();
  } else if (button.dataset.railToggle !== undefined) {
    toggleRail();
  } else if (button.dataset.drawerToggle !== undefined) {
    setDrawer(root.dataset.drawer !== "open");
  } else if (button.dataset.railVeil !== undefined || (root.dataset.drawer === "open" && button.closest(".rail"))) {
    setDrawer(false);
  } else if (button.dataset.help !== undefined) {
    showKeys();
  } else if (button.dataset.shut !== undefined) {
    button.closest("dialog").close();
  } else if (button.dataset.reload !== undefined) {
    location.reload();
  } else if (button.dataset.print !== undefined) {
    window.print();
  }
});

// A form of preferences brings the person back to the very page and filters they were on.
document.addEventListener("submit", event => {
  if (event.target.id === "preferences") {
    event.target.elements.back.value = location.pathname + location.search;
  }
});

document.addEventListener("keydown", event => {
  if (event.key !== "Escape") {
    return;
  }

  const menu = document.activeElement?.closest?.("details.menu[open]") ?? document.querySelector("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
    event.stopPropagation();
  } else if (root.dataset.drawer === "open") {
    setDrawer(false);
  }
}, true);

// Arrow keys inside an open menu.
document.addEventListener("keydown", event => {
  const menu = event.target instanceof Element ? event.target.closest("details.menu[open]") : null;
  if (!menu || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) {
    return;
  }

  const items = [...menu.querySelectorAll(".menu-panel :is(a, button, input, select)")].filter(item => !item.disabled);
  const next = items.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
  items.at(next < 0 ? -1 : next % items.length)?.focus();
  event.preventDefault();
});

// The frame painted first is emptied when the live one stands in its place; its ids and landmarks must not be there twice.
// The element itself stays: Blazor counts it among the neighbours of its root, and a resumed page would stumble over the gap.
function dropFirstFrame() {
  const first = document.querySelector(".frame-first");
  const live = document.querySelector(".frame:not(.frame-first)") !== null;
  if (first && live) {
    first.hidden = true;
    first.replaceChildren();
  }

  return live || !first;
}

if (!dropFirstFrame()) {
  const watch = new MutationObserver(() => dropFirstFrame() && watch.disconnect());
  watch.observe(document.body, { childList: true });
}

listenForKeys();
tendGrids();
tendWork();
tendMentions();
tendPalette();
tendTabs();
tendCircuit();
