// "Leave now": empties the page at once, goes to a neutral site in its place, and on Escape three times.
const TIMES = 3;
const WITHIN = 3000;

export function leaving() {
  const link = document.querySelector('[data-module="lanyard-exit"]');
  if (!link) return;
  const leave = (event) => {
    event?.preventDefault();
    document.title = "";
    document.body.hidden = true;
    window.location.replace(link.href);
  };
  link.addEventListener("click", leave);
  let presses = [];
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Escape") return;
    presses = [...presses, event.timeStamp].filter((at) => event.timeStamp - at < WITHIN);
    if (presses.length >= TIMES) leave();
  });
  // Coming back by the browser's button must not show what was written.
  window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());
}
