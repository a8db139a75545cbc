"""The addresses of guidance."""

from django.urls import path

from lanyard.rooms.guidance.views import checking, reading, writing

app_name = "guidance"
urlpatterns = [
    path("", reading.index, name="index"),
    path("check/", checking.check, name="check"),
    path("terms/", checking.terms, name="terms"),
    path("terms/<uuid:term_id>/end/", checking.end, name="end-term"),
    path("<slug:slug>/", reading.page, name="page"),
    path("<slug:slug>/read/", reading.read, name="read"),
    path("<slug:slug>/poster/", reading.poster, name="poster"),
    path("<slug:slug>/write/", writing.write, name="write"),
    path("<slug:slug>/write/back/", writing.withdraw, name="withdraw"),
    path("<slug:slug>/write/<int:number>/", writing.version, name="version"),
]
