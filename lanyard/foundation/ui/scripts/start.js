// Runs at the top of the body, before anything is drawn, so that nothing moves later.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
