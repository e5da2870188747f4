// Tabs that do not fit move sideways: the one that is shown comes into sight, once, and then stays wherever the person moves it.
const EDGE = 24;
const seen = new WeakMap();

function bringIntoSight(line) {
  const tab = line.querySelector("[aria-current=page], [aria-selected=true]");
  if (!tab || seen.get(line) === tab) {
    return;
  }

  seen.set(line, tab);
  const [frame, box] = [line.getBoundingClientRect(), tab.getBoundingClientRect()];
  if (box.left < frame.left) {
    line.scrollLeft -= frame.left - box.left + EDGE;
  } else if (box.right > frame.right) {
    line.scrollLeft += box.right - frame.right + EDGE;
  }
}

export function tendTabs() {
  let due = 0;
  const tend = () => { due = 0; document.querySelectorAll(".tabs").forEach(bringIntoSight); };
  new MutationObserver(() => { due ||= requestAnimationFrame(tend); })
    .observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-current", "aria-selected"] });
  tend();
}
