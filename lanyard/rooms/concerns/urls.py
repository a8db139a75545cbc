"""The addresses of concerns."""

from __future__ import annotations

from lanyard.rooms.concerns import urls_cases, urls_report

app_name = "concerns"
urlpatterns = [*urls_report.urlpatterns, *urls_cases.urlpatterns]
