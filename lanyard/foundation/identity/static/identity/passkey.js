// Joins a page's passkey form to the ceremony of the browser. Without scripts the codes still work.
(function () {
  "use strict";
  document.querySelectorAll("form[data-passkey]").forEach(function (form) {
    var begin = form.querySelector("[data-passkey-begin]");
    var answer = form.querySelector("[name=credential]");
    var alone = form.querySelector("[name=passwordless]");
    var failed = form.querySelector("[data-passkey-failed]");
    var ids = { credential: answer.id };
    ids[form.dataset.passkey === "add" ? "add" : form.dataset.passkey === "login" ? "login" : "authenticate"] = begin.id;
    if (alone) { ids.passwordless = alone.id; }
    var data = form.dataset.options ? JSON.parse(form.dataset.options) : {};
    form.hidden = !window.PublicKeyCredential;
    window.allauth.webauthn.forms[form.dataset.passkey + "Form"]({ ids: ids, data: data });
    document.addEventListener("allauth.error", function (event) {
      event.preventDefault();
      if (failed) { failed.hidden = false; failed.focus(); }
    });
  });
}());
