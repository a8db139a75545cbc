// Copy a receipt number. The button is shown only where copying works.
export function copying() {
  if (!navigator.clipboard) return;
  for (const box of document.querySelectorAll('[data-module="lanyard-copy"]')) {
    const button = box.querySelector("button");
    const words = button.querySelector("span");
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(box.querySelector("[data-copy]").dataset.copy);
      words.textContent = button.dataset.copied;
      box.querySelector('[role="status"]').textContent = button.dataset.copied;
    });
  }
}
