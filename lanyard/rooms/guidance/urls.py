"""The addresses of guidance."""

from django.urls import path

from lanyard.rooms.guidance.views import reading, writing

app_name = "guidance"
urlpatterns = [
    path("", reading.index, name="index"),
    path("<slug:slug>/", reading.page, name="page"),
    path("<slug:slug>/read/", reading.read, name="read"),
    path("<slug:slug>/poster/", reading.poster, name="poster"),
    path("<slug:slug>/write/", writing.write, name="write"),
    path("<slug:slug>/write/back/", writing.withdraw, name="withdraw"),
    path("<slug:slug>/write/<int:number>/", writing.version, name="version"),
]
