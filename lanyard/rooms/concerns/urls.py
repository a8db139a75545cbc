"""The addresses of concerns."""

from __future__ import annotations

from lanyard.rooms.concerns import urls_cases, urls_insight, urls_registers, urls_report

app_name = "concerns"
urlpatterns = [
    *urls_report.urlpatterns,
    *urls_cases.urlpatterns,
    *urls_insight.urlpatterns,
    *urls_registers.urlpatterns,
]
