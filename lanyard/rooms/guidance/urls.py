"""The addresses of guidance."""

from django.urls import path

from lanyard.rooms.guidance.views import checking, links, reading, ready, selfcheck, writing

app_name = "guidance"
urlpatterns = [
    path("", reading.index, name="index"),
    path("check/", checking.check, name="check"),
    path("check/ready/", ready.ready, name="ready"),
    path("check/official/", ready.official, name="official"),
    path("links/", links.links, name="links"),
    path("privacy-check/", selfcheck.self_check, name="self-check"),
    path("privacy-check/mine/", selfcheck.self_checks, name="self-checks"),
    path("privacy-check/decline/", selfcheck.decline, name="self-check-decline"),
    path("privacy-check/take-up/", selfcheck.take_up, name="take-up"),
    path("terms/", checking.terms, name="terms"),
    path("terms/<uuid:term_id>/end/", checking.end, name="end-term"),
    path("<slug:slug>/", reading.page, name="page"),
    path("<slug:slug>/read/", reading.read, name="read"),
    path("<slug:slug>/poster/", reading.poster, name="poster"),
    path("<slug:slug>/write/", writing.write, name="write"),
    path("<slug:slug>/write/back/", writing.withdraw, name="withdraw"),
    path("<slug:slug>/write/<int:number>/", writing.version, name="version"),
]
