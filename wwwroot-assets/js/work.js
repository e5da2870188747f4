// What a person is doing on a page: text boxes that keep what is typed, and the sign of life that keeps a claim.
const KEEP_AFTER_MS = 2000;
const ALIVE_EVERY_MS = 60_000;
const waiting = new WeakMap();
let lastSign = 0;

/** A box that keeps itself tells its page after a pause, as if it had been left: Blazor hears one change instead of every key. */
function keepSoon(box) {
  clearTimeout(waiting.get(box));
  waiting.set(box, setTimeout(() => box.dispatchEvent(new Event("change", { bubbles: true })), KEEP_AFTER_MS));
}

function onInput(event) {
  if (event.target instanceof Element && event.target.matches("[data-autosave]") && !event.isComposing) {
    keepSoon(event.target);
  }
}

/** What is being composed is no text yet, and taking it would end the composing. */
function onCompose(event) {
  clearTimeout(waiting.get(event.target));
}

/** The page of a claimed order has a hidden button that says "still here"; it is pressed at most once a minute. */
function onSign() {
  const now = performance.now();
  const page = document.querySelector("[data-active]");
  if (page && now - lastSign > ALIVE_EVERY_MS) {
    if (lastSign > 0) {
      page.click();
    }

    lastSign = now;
  }
}

export function tendWork() {
  document.addEventListener("input", onInput);
  document.addEventListener("compositionstart", onCompose);
  document.addEventListener("compositionend", onInput);
  for (const sign of ["keydown", "pointerdown", "input"]) {
    document.addEventListener(sign, onSign, { passive: true, capture: true });
  }
}
