// An @ in a note opens the list of colleagues. The page renders the list once; filtering, choosing and taking happen here, so
// that no key waits for the server. While a word is being composed nothing opens and no key is taken.
const SIGNS = "@＠";
const MOST_SHOWN = 8;
const FOOT = 64;
let open = null;

function close() {
  if (open) {
    open.list.hidden = true;
    open.box.removeAttribute("aria-activedescendant");
    open.box.removeAttribute("aria-controls");
    open = null;
  }
}

/** Where the @ before the caret stands and what is typed after it, or null where no name is being typed. */
function typedName(box) {
  if (box.selectionStart !== box.selectionEnd) {
    return null;
  }

  const before = box.value.slice(0, box.selectionStart);
  const start = Math.max(...[...SIGNS].map(sign => before.lastIndexOf(sign)));
  // ada@example.com names nobody; 请@ does.
  return start < 0 || /[A-Za-z0-9._-]$/.test(before.slice(0, start)) || /[\n@＠]/.test(before.slice(start + 1)) ? null : { start, text: before.slice(start + 1) };
}

function choose(option) {
  for (const other of open.list.querySelectorAll("[role=option]")) {
    other.setAttribute("aria-selected", String(other === option));
  }

  open.chosen = option;
  open.box.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function update(box) {
  const typed = typedName(box);
  const list = document.getElementById(box.dataset.mentions);
  if (!typed || !list) {
    close();
    return;
  }

  const wanted = typed.text.toLocaleLowerCase();
  const fits = option => ` ${option.dataset.name.toLocaleLowerCase()}`.includes(/^[\x20-\x7f]*$/.test(wanted) ? ` ${wanted}` : wanted);
  const options = [...list.querySelectorAll("[role=option]")];
  const shown = options.filter(fits).slice(0, MOST_SHOWN);
  for (const option of options) {
    option.hidden = !shown.includes(option);
  }

  // A name that is written out is taken already.
  if (shown.length === 0 || (shown.length === 1 && wanted.startsWith(shown[0].dataset.name.toLocaleLowerCase()))) {
    close();
    return;
  }

  const before = open?.chosen;
  open = { box, list, shown, chosen: null, start: typed.start };
  list.hidden = false;
  list.removeAttribute("data-above");
  list.toggleAttribute("data-above", list.getBoundingClientRect().bottom > innerHeight - FOOT);
  box.setAttribute("aria-controls", list.id);
  choose(shown.includes(before) ? before : shown[0]);
}

function take(option) {
  const { box, start } = open;
  close();
  box.setRangeText(`@${option.dataset.name} `, start, box.selectionStart, "end");
  // The box hears of it as of anything typed, and its page as when the box is left.
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.dispatchEvent(new Event("change", { bubbles: true }));
  box.focus();
}

function onKey(event) {
  if (!open || event.target !== open.box || event.isComposing || event.keyCode === 229) {
    return;
  }

  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step !== 0) {
    choose(open.shown.at((open.shown.indexOf(open.chosen) + step) % open.shown.length));
  } else if (event.key === "Enter" || event.key === "Tab") {
    take(open.chosen);
  } else if (event.key === "Escape") {
    close();
  } else {
    return;
  }

  event.preventDefault();
  event.stopPropagation();
}

function boxOf(event) {
  return event.target instanceof HTMLTextAreaElement && event.target.dataset.mentions ? event.target : null;
}

export function tendMentions() {
  document.addEventListener("input", event => {
    const box = boxOf(event);
    if (box) {
      event.isComposing ? close() : update(box);
    }
  });
  document.addEventListener("compositionend", event => boxOf(event) && update(boxOf(event)));
  document.addEventListener("focusout", event => boxOf(event) && close());
  document.addEventListener("keydown", onKey, true);
  // The pointer must not take the focus out of the box before the name is taken.
  document.addEventListener("mousedown", event => {
    const option = open && event.target instanceof Element ? event.target.closest(".mention-option") : null;
    if (option) {
      event.preventDefault();
      take(option);
    }
  });
}
