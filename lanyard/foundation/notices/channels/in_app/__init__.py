"""In the app: the notification's own row is shown, so it is delivered once it is written."""

SLUG = "in-app"
