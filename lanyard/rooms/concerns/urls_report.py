"""The addresses of reporting, for those signed in and for everybody."""

from __future__ import annotations

from django.urls import path

from lanyard.rooms.concerns.views import files, low_level, receipts, report, sent, start

urlpatterns = [
    path("report/", start.report, name="report"),
    path("report/low-level/", low_level.note, name="low-level"),
    path("report/low-level/sent/", low_level.sent, name="low-level-sent"),
    path("low-level/", low_level.records, name="low-level-records"),
    path("contacts/", start.contacts, name="contacts"),
    path("report/sent/<uuid:receipt>/", sent.signed, name="report-sent"),
    path("report/<slug:form>/check/", report.check, name="report-check"),
    path("report/<slug:form>/files/", files.of_report, name="report-files"),
    path("report/<slug:form>/<slug:page>/", report.page, name="report-page"),
    path("my-reports/", receipts.mine, name="my-reports"),
    path("my-reports/<uuid:receipt>/", receipts.one_of_mine, name="my-report"),
    path("my-reports/<uuid:receipt>/file/", files.to_my_report, name="my-report-file"),
    path("receipt/", receipts.ask, name="receipt"),
    path("receipt/open/", receipts.opened, name="receipt-open"),
    path("receipt/open/file/", files.to_receipt, name="receipt-file"),
    path("tell/", start.tell, name="tell"),
    path("tell/without-name/", start.without_name, name="without-name"),
    path("tell/sent/", sent.unsigned, name="tell-sent"),
    path("tell/<slug:form>/check/", report.check, name="tell-check"),
    path("tell/<slug:form>/files/", files.of_report, name="tell-files"),
    path("tell/<slug:form>/<slug:page>/", report.page, name="tell-page"),
]
