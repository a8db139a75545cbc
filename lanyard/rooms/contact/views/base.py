"""What the pages of contact share."""

from __future__ import annotations

from django.views.decorators.http import require_http_methods

FORM = require_http_methods(["GET", "HEAD", "POST"])
