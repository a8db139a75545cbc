"""The addresses of governance."""

from __future__ import annotations

from django.urls import path

from lanyard.rooms.governance.views import laws, meetings, overview, papers, surveys

app_name = "governance"
urlpatterns = [
    path("", overview.home, name="home"),
    path("coverage/", overview.coverage_map, name="coverage"),
    path("coverage/csv/", overview.coverage_csv, name="coverage-csv"),
    path("laws/", laws.everything, name="laws"),
    path("laws/csv/", laws.as_csv, name="laws-csv"),
    path("laws/new/", laws.new, name="new-law"),
    path("laws/<slug:slug>/", laws.one, name="law"),
    path("laws/<slug:slug>/check/", laws.check, name="check-law"),
    path("laws/<slug:slug>/owner/", laws.give, name="give-law"),
    path("papers/<uuid:paper_id>/", papers.one, name="paper"),
    path("papers/<uuid:paper_id>/write/", papers.write, name="write-paper"),
    path("papers/<uuid:paper_id>/sign/", papers.sign, name="sign-paper"),
    path("papers/<uuid:paper_id>/receive/", papers.receive, name="receive-paper"),
    path("papers/<uuid:paper_id>/clauses/", papers.judged, name="judgements"),
    path("papers/clause/<uuid:judgement_id>/", papers.judge_clause, name="judge"),
    path("papers/<slug:kind>/", papers.of_kind, name="papers-of"),
    path("papers/<slug:kind>/begin/", papers.begin, name="begin-paper"),
    path("meetings/", meetings.everything, name="meetings"),
    path("meetings/call/", meetings.call, name="call-meeting"),
    path("meetings/<uuid:meeting_id>/", meetings.one, name="meeting"),
    path("meetings/<uuid:meeting_id>/minutes/", meetings.minutes, name="minutes"),
    path("meetings/<uuid:meeting_id>/cancel/", meetings.cancel, name="cancel-meeting"),
    path("liaison/", meetings.liaison, name="liaison"),
    path("liaison/new/", meetings.log, name="log-liaison"),
    path("confidence/", surveys.confidence, name="confidence"),
    path("confidence/open/", surveys.start, name="open-survey"),
]
