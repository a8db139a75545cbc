// How strong a password is, told in the browser alone. Nothing that is typed is sent or kept, and
// the field has no name, so that no form could send it either.
const COMMON =
  /pass|word|welcome|letme|admin|qwert|asdf|zxcv|1234|abcd|love|monkey|dragon|football|college|summer|winter|spring|autumn|20[0-3]\d|19\d\d/gi;
const RUN = /(.)\1{2,}/g;

// Roughly how many bits: letters count by their kinds, what everybody tries first counts as one.
function bits(typed) {
  const plain = typed.replace(COMMON, "a").replace(RUN, "$1");
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9\s]/].filter((one) => one.test(plain));
  const pool = { 0: 1, 1: 26, 2: 52, 3: 62, 4: 90 }[kinds.length];
  return new Set(plain).size < 4 ? 0 : plain.length * Math.log2(pool);
}

function step(typed) {
  if (!typed) return "";
  const found = bits(typed);
  if (typed.length < 12 || found < 45) return "weak";
  return found < 65 ? "fair" : "strong";
}

export function strength() {
  for (const box of document.querySelectorAll('[data-module="lanyard-strength"]')) {
    const field = box.querySelector("input");
    const told = box.querySelector('[role="status"]');
    box.hidden = false;
    field.addEventListener("input", () => {
      told.textContent = told.dataset[step(field.value)] ?? "";
    });
    addEventListener("pagehide", () => {
      field.value = "";
    });
  }
}
