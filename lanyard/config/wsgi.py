"""The WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lanyard.config.settings")
application = get_wsgi_application()
# Django would read the addresses, and with them every view, at the first request, and let whoever
# sent it (a probe of readiness, most often) wait for that.
reverse("home")
