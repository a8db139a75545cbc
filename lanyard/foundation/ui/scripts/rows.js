// Dense lists by keyboard: j or down to the next row, k or up to the one before; Enter opens it.
const WRITING = "input, textarea, select, [contenteditable]";

function step(links, by) {
  const now = links.indexOf(document.activeElement);
  const next = now < 0 ? (by > 0 ? 0 : links.length - 1) : now + by;
  links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
}

export function rows() {
  const links = [...document.querySelectorAll('[data-module="lanyard-rows"] .lanyard-row__link')];
  if (!links.length) return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest(WRITING)) return;
    const within = links.includes(document.activeElement);
    const by = { j: 1, k: -1, ...(within && { ArrowDown: 1, ArrowUp: -1 }) }[event.key];
    if (!by) return;
    event.preventDefault();
    step(links, by);
  });
}
