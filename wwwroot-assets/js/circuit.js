// The connection: says what is going on in our own words, rests when nobody looks, and notices a page that only looks alive.
const BEAT_MS = 60_000;
const PAUSE_AFTER_MS = 120_000;
const root = document.documentElement;

let self = null;
let beating = null;
let missed = 0;
let paused = false;
let hiddenTimer = 0;
let active = false;

const notice = () => document.getElementById("components-reconnect-modal");

function show(state) {
  const box = notice();
  if (!box) {
    return;
  }

  if (state) {
    box.dataset.state = state;
  } else {
    delete box.dataset.state;
  }
}

function duration(name, fallback) {
  const set = Number(root.dataset[name]);
  return set > 0 ? set : fallback;
}

/** Text that has been typed and not been taken yet would be gone after a pause. */
function holdsUnsaved() {
  return document.querySelector(".mud-dialog, dialog[open], [data-dirty]") !== null
    || [...document.querySelectorAll("textarea, input:not([type=checkbox], [type=radio], [type=hidden], [type=search])")].some(field => field.value !== field.defaultValue);
}

async function pause() {
  if (paused || !window.Blazor?.pauseCircuit) {
    return;
  }

  paused = true;
  await Blazor.pauseCircuit();
}

async function resume() {
  try {
    if (!await Blazor.resumeCircuit()) {
      location.reload();
      return;
    }

    paused = false;
    missed = 0;
    show(null);
  } catch {
    show("failed");
  }
}

async function retry() {
  try {
    if (await Blazor.reconnect() || await Blazor.resumeCircuit()) {
      show(null);
    } else {
      location.reload();
    }
  } catch {
    show("failed");
  }
}

function onState(event) {
  const state = event.detail.state;
  if (state === "show") {
    show(notice().dataset.state === "updating" ? "updating" : "trying");
  } else if (state === "retrying") {
    show(notice().dataset.state === "updating" ? "updating" : "retrying");
  } else if (state === "hide") {
    show(null);
  } else if (state === "failed" || state === "resume-failed") {
    show("failed");
  } else if (state === "rejected" && notice()?.dataset.state !== "updating") {
    // During an update a try to reconnect meets the new process before the page has resumed there; what is done then is for goDown to say.
    location.reload();
  } else if (state === "paused" && !document.hidden && !paused) {
    show("paused");
  }
}

/** Rests once nothing is unsaved any more: a claim lapses, a draft is kept. */
function restWhenFree() {
  hiddenTimer = setTimeout(() => holdsUnsaved() ? restWhenFree() : pause(), duration("pauseAfter", PAUSE_AFTER_MS));
}

function onVisibility() {
  clearTimeout(hiddenTimer);
  if (document.hidden) {
    restWhenFree();
  } else if (paused) {
    resume();
  } else if (notice()?.dataset.state === "failed") {
    retry();
  }
}

/** Whether the server still answers for this page. */
export async function answers() {
  const late = new Promise(done => setTimeout(() => done(false), 10_000));
  const since = active;
  active = false;
  return Promise.race([self?.invokeMethodAsync("Beat", since).catch(() => false) ?? false, late]);
}

async function beat() {
  if (document.hidden || paused || notice()?.dataset.state) {
    return;
  }

  missed = await answers() ? 0 : missed + 1;
  if (missed >= 2) {
    location.reload();
  }
}

/** Called by the live page: a page that no longer answers twice in a row is loaded again. */
export function keepBeating(dotnet) {
  clearInterval(beating);
  missed = 0;
  self = dotnet;
  root.dataset.live = "yes";
  beating = setInterval(beat, duration("beatEvery", BEAT_MS));
}

/** Called by the server before it stops: the state goes to the browser, so that the new process finds it. */
export async function goDown() {
  show("updating");
  await pause().catch(() => { paused = false; });
  const withState = paused;
  for (let tries = 0; tries < 120; tries++) {
    await new Promise(done => setTimeout(done, 1000 + Math.random() * 1000));
    if (notice()?.dataset.state !== "updating") {
      return;
    }

    const answer = await fetch("health/live", { cache: "no-store" }).catch(() => null);
    if (answer?.ok) {
      await (withState ? resume() : location.reload());
      return;
    }
  }

  show("failed");
}

export function tendCircuit() {
  const box = notice();
  box?.addEventListener("components-reconnect-state-changed", onState);
  box?.addEventListener("click", event => {
    if (event.target instanceof Element && event.target.closest("[data-retry]")) {
      paused || box.dataset.state === "paused" ? resume() : retry();
    }
  });
  document.addEventListener("visibilitychange", onVisibility);
  // A person who reads, types or decides on one page is active, whether or not that asks the server; a page left open is not.
  for (const sign of ["pointerdown", "keydown", "input", "wheel"]) {
    document.addEventListener(sign, () => { active = true; }, { passive: true, capture: true });
  }
}
