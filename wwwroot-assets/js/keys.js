// Single keys. A key presses the control that names it in aria-keyshortcuts, so what is printed, what is announced and what
// works are one thing, and a control that is hidden or disabled cannot be reached by its key either. What stands in a menu
// that is closed is not hidden: the menu is there to be opened, and help lists it.
import { moveInGrid } from "./grids.js";

const PREFIX_MS = 1200;
const LOCK_MS = 15000;
const locks = new Map();
let prefixUntil = 0;

function isTyping(element) {
  return element instanceof Element
    && element.closest("input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable=''], [contenteditable=true], [role=textbox], [role=combobox]") !== null;
}

/** The name of the pressed key: a letter whatever the keyboard layout, "Shift+E" for a shifted letter, "?" as it is. */
export function nameOf(event) {
  let key = event.key;
  if (key.length === 1 && key.charCodeAt(0) > 127 && /^Key[A-Z]$/.test(event.code)) {
    key = event.code.slice(3);
  }

  if (!/^[a-z]$/i.test(key)) {
    return key === " " ? "Space" : key;
  }

  const modifiers = (event.ctrlKey ? "Control+" : "") + (event.metaKey ? "Meta+" : "") + (event.altKey ? "Alt+" : "") + (event.shiftKey ? "Shift+" : "");
  return modifiers + key.toUpperCase();
}

function topLayer() {
  const dialogs = document.querySelectorAll(".mud-dialog, dialog[open]");
  return dialogs.length > 0 ? dialogs[dialogs.length - 1] : null;
}

/** Whether a person can see this control, or the menu it is folded into. */
export function isShown(element) {
  const folded = element.closest("details.menu:not([open])");
  return (folded?.querySelector("summary") ?? element).checkVisibility({ visibilityProperty: true });
}

function isReachable(element) {
  return !element.disabled && element.getAttribute("aria-disabled") !== "true" && isShown(element);
}

function controlFor(name, scope) {
  for (const element of scope.querySelectorAll("[aria-keyshortcuts]")) {
    if (element.getAttribute("aria-keyshortcuts").split(" ").includes(name) && isReachable(element)) {
      return element;
    }
  }

  return null;
}

// A decision belongs to one order at one version. Until the page shows another token the same decision is not sent again,
// however often or long the key is held and however slow the line is.
function isLocked(control, now) {
  const token = control.dataset.token;
  if (!token) {
    return false;
  }

  const until = locks.get(token);
  if (until !== undefined && until > now) {
    return true;
  }

  locks.clear();
  locks.set(token, now + LOCK_MS);
  return false;
}

function press(control) {
  if (control.matches("input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select")) {
    control.focus();
    // Clear of the bar at the foot, for which the box keeps a margin.
    control.scrollIntoView({ block: "nearest" });
    control.select?.();
  } else if (!isLocked(control, performance.now())) {
    control.click();
    enterMenu(control);
  }
}

/** A menu that a key has opened is walked at once: Enter presses its first entry, the arrows lead on. */
function enterMenu(summary) {
  if (summary.matches("details.menu[open] > summary")) {
    summary.parentElement.querySelector(".menu-panel :is(a, button:not(:disabled, [aria-disabled=true]))")?.focus();
  }
}

/** Enter ends a line in a box of several lines, so Ctrl+Enter sends its form; what was typed is taken first, as when the box is left. */
function sendForm(box) {
  if (!(box instanceof HTMLTextAreaElement) || !box.form) {
    return false;
  }

  box.dispatchEvent(new Event("change", { bubbles: true }));
  box.form.requestSubmit();
  return true;
}

function onKey(event) {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229) {
    return;
  }

  const name = nameOf(event);
  const withModifier = event.ctrlKey || event.metaKey || event.altKey;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && sendForm(event.target)) {
    event.preventDefault();
    return;
  }

  const scope = topLayer() ?? document;
  if (withModifier) {
    const control = event.repeat ? null : controlFor(name, scope);
    if (control) {
      event.preventDefault();
      press(control);
    }

    return;
  }

  if (isTyping(event.target) || (event.target instanceof Element && event.target.closest("details.menu[open]"))) {
    return;
  }

  const single = document.documentElement.dataset.keys !== "off";
  if (scope === document && moveInGrid(event, name, single)) {
    event.preventDefault();
    return;
  }

  if (!single || event.repeat) {
    return;
  }

  if (scope === document && prefixUntil > performance.now()) {
    prefixUntil = 0;
    const goal = document.querySelector(`[data-go="${CSS.escape(name)}"]`);
    if (goal) {
      event.preventDefault();
      if (goal.matches("summary")) {
        goal.focus();
      }

      goal.click();
    }

    return;
  }

  if (scope === document && name === "G") {
    prefixUntil = performance.now() + PREFIX_MS;
    return;
  }

  if (scope === document && name === "?") {
    document.querySelector("[data-help]")?.click();
    return;
  }

  if (scope === document && (name === "[" || name === "]")) {
    const tab = document.querySelector(".tabs :is([aria-current=page], [aria-selected=true])");
    (name === "[" ? tab?.previousElementSibling : tab?.nextElementSibling)?.click();
    return;
  }

  const control = controlFor(name, scope);
  if (control) {
    event.preventDefault();
    press(control);
  }
}

/** A click on a decision counts like its key: the second one on the same token is swallowed. What waits keeps the focus and does nothing. */
function onClick(event) {
  if (event.target instanceof Element && event.target.closest("[aria-disabled=true]")) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }

  const control = event.target instanceof Element ? event.target.closest("[data-token]") : null;
  if (control && event.isTrusted && isLocked(control, performance.now())) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}

export function listenForKeys() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick, true);
}
