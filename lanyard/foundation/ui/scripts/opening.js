// What opens and closes: filters stand open where there is room; menus close on Escape or elsewhere.
const WIDE = window.matchMedia("(min-width: 48.0625em)");

function standOpen() {
  for (const box of document.querySelectorAll('[data-module="lanyard-wide-open"]')) {
    box.open = WIDE.matches;
  }
}

function closeMenus(event) {
  for (const menu of document.querySelectorAll(".lanyard-person[open]")) {
    const within = menu.contains(event.target);
    if (event.type === "keydown" ? event.key !== "Escape" : within) continue;
    menu.open = false;
    if (event.type === "keydown" && within) menu.querySelector("summary").focus();
  }
}

export function opening() {
  standOpen();
  WIDE.addEventListener("change", standOpen);
  document.addEventListener("click", closeMenus);
  document.addEventListener("keydown", closeMenus);
}
