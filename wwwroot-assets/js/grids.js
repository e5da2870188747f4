// Row focus of DeskGrid. Moving between rows never asks the server; opening and picking click the row's own link and checkbox.
// Focus is never lost to the page: when the focused row goes away, the row that took its place has it.
let last = null;

function rowsOf(grid) {
  return [...grid.querySelectorAll("tbody > tr[data-key]")];
}

function isShown(grid) {
  return grid.checkVisibility({ visibilityProperty: true }) && grid.querySelector("tbody > tr[data-key]") !== null;
}

function activeGrid() {
  return document.activeElement?.closest?.("[data-grid]") ?? [...document.querySelectorAll("[data-grid]")].find(isShown) ?? null;
}

function focusRow(row) {
  const grid = row.closest("[data-grid]");
  for (const other of grid.querySelectorAll('tbody > tr[tabindex="0"]')) {
    other.tabIndex = -1;
  }

  row.tabIndex = 0;
  row.focus({ preventScroll: true });
  keepInSight(row);
}

// The sticky head and the bars at the foot must not cover the focused row (WCAG 2.4.11).
function keepInSight(row) {
  const head = row.closest("table").tHead?.getBoundingClientRect();
  const foot = document.querySelector(".actions, .bulk")?.getBoundingClientRect();
  const box = row.getBoundingClientRect();
  const top = (head?.bottom ?? 0) + 4;
  const bottom = (foot?.top ?? innerHeight) - 4;
  const scroller = row.closest("[data-fixed] .grid-scroll") ?? document.scrollingElement;
  if (box.top < top) {
    scroller.scrollBy(0, box.top - top);
  } else if (box.bottom > bottom) {
    scroller.scrollBy(0, box.bottom - bottom);
  }
}

function pick(row, range) {
  const box = row.querySelector("[data-pick]");
  if (!box) {
    return;
  }

  const rows = rowsOf(row.closest("[data-grid]"));
  const anchor = rows.findIndex(candidate => candidate.dataset.key === pick.anchor);
  if (range && anchor >= 0) {
    const here = rows.indexOf(row);
    for (const between of rows.slice(Math.min(anchor, here), Math.max(anchor, here) + 1)) {
      const other = between.querySelector("[data-pick]");
      if (other && !other.checked) {
        other.click();
      }
    }
  } else {
    box.click();
  }

  pick.anchor = row.dataset.key;
}

/** Handles a key that belongs to a list; true when it did. Arrow keys and Enter act only inside the list, letters from anywhere. */
export function moveInGrid(event, name, singleKeys) {
  const inside = event.target instanceof Element ? event.target.closest("[data-grid]") : null;
  const letters = { J: 1, K: -1 };
  const arrows = { ArrowDown: 1, ArrowUp: -1 };
  const onRow = event.target instanceof Element && event.target.matches("tr[data-key]");
  const step = (singleKeys ? letters[name] : undefined) ?? (inside ? arrows[name] : undefined);
  const grid = inside ?? activeGrid();
  if (!grid) {
    return false;
  }

  const rows = rowsOf(grid);
  const current = document.activeElement?.closest?.("tr[data-key]");
  if (step !== undefined) {
    const at = rows.indexOf(current ?? rows.find(row => row.tabIndex === 0 && row.hasAttribute("data-current")));
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
    if (next) {
      focusRow(next);
    }

    return true;
  }

  if (!current || event.repeat) {
    return false;
  }

  if ((onRow && name === "Enter") || (singleKeys && name === "O")) {
    const link = current.querySelector("[data-open]");
    link?.click();
    return link !== null;
  }

  if (onRow && name === "Space" && current.querySelector("[data-pick]")) {
    pick(current, false);
    return true;
  }

  if (singleKeys && (name === "X" || name === "Shift+X")) {
    pick(current, name === "Shift+X");
    return true;
  }

  if (onRow && (name === "Home" || name === "End")) {
    focusRow(rows.at(name === "Home" ? 0 : -1));
    return true;
  }

  return false;
}

function onClick(event) {
  const row = event.target instanceof Element ? event.target.closest("[data-grid] tbody > tr[data-key]") : null;
  if (!row) {
    return;
  }

  if (event.target.matches("[data-pick]")) {
    if (event.isTrusted && event.shiftKey && pick.anchor) {
      const anchor = pick.anchor;
      setTimeout(() => { pick.anchor = anchor; pick(row, true); });
    } else if (event.isTrusted) {
      pick.anchor = row.dataset.key;
    }

    return;
  }

  if (event.target.closest("a, button, input, select, label, summary") || String(getSelection()).length > 0) {
    return;
  }

  focusRow(row);
  if (row.closest("[data-grid]").dataset.opens !== undefined && event.detail > 0) {
    row.querySelector("[data-open]")?.click();
  }
}

function onFocus(event) {
  const row = event.target instanceof Element ? event.target.closest("[data-grid] tbody > tr[data-key]") : null;
  last = row ? { row, key: row.dataset.key, grid: row.closest("[data-grid]"), index: rowsOf(row.closest("[data-grid]")).indexOf(row) } : null;
}

function tend() {
  for (const grid of document.querySelectorAll("[data-grid]")) {
    const rows = rowsOf(grid);
    if (rows.length > 0 && !rows.some(row => row.tabIndex === 0)) {
      (rows.find(row => row.hasAttribute("data-current")) ?? rows[0]).tabIndex = 0;
    }
  }

  const lost = last && !last.row.isConnected && last.grid.isConnected && (document.activeElement === document.body || document.activeElement === null);
  if (lost) {
    const rows = rowsOf(last.grid);
    const heir = rows.find(row => row.dataset.key === last.key) ?? rows[Math.min(last.index, rows.length - 1)];
    if (heir) {
      focusRow(heir);
    }
  }
}

// The edge of a column head can be dragged; the page is told once, when it is let go.
const EDGE = 8;
let sizing = null;

function edgeOf(event) {
  const head = event.target instanceof Element ? event.target.closest("[data-grid]:has([data-sized]) thead th[data-column]") : null;
  return head && event.clientX > head.getBoundingClientRect().right - EDGE ? head : null;
}

function onDown(event) {
  const head = event.button === 0 ? edgeOf(event) : null;
  if (head) {
    sizing = { head, from: event.clientX, width: head.getBoundingClientRect().width };
    event.preventDefault();
  }
}

function onDrag(event) {
  if (!sizing) {
    if (event.pointerType === "mouse" && event.target instanceof Element && event.target.closest("thead")) {
      document.documentElement.classList.toggle("at-edge", edgeOf(event) !== null);
    } else {
      document.documentElement.classList.remove("at-edge");
    }

    return;
  }

  const width = Math.round(Math.min(640, Math.max(48, sizing.width + event.clientX - sizing.from)));
  sizing.head.style.width = sizing.head.style.minWidth = `${width}px`;
  sizing.now = width;
}

function onUp() {
  if (sizing?.now) {
    const told = sizing.head.closest("[data-grid]").querySelector("[data-sized]");
    told.value = `${sizing.head.dataset.column}~${sizing.now}`;
    told.dispatchEvent(new Event("change", { bubbles: true }));
    // The press that ends the dragging is no wish to sort.
    document.addEventListener("click", event => { event.preventDefault(); event.stopImmediatePropagation(); }, { capture: true, once: true });
    setTimeout(() => document.dispatchEvent(new Event("click")), 0);
  }

  sizing = null;
}

export function tendGrids() {
  let due = 0;
  document.addEventListener("focusin", onFocus);
  document.addEventListener("click", onClick);
  document.addEventListener("pointerdown", onDown);
  document.addEventListener("pointermove", onDrag);
  document.addEventListener("pointerup", onUp);
  new MutationObserver(() => {
    due ||= requestAnimationFrame(() => { due = 0; tend(); });
  }).observe(document.body, { childList: true, subtree: true });
  tend();
}
