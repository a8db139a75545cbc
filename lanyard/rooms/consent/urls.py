"""The addresses of consent."""

from django.urls import path

from lanyard.rooms.consent.views import (
    answering,
    keeping,
    library,
    looking,
    public,
    publishing,
    rights,
    showing,
)

app_name = "consent"
urlpatterns = [
    path("consent/", answering.mine, name="mine"),
    path("consent/answer/<slug:purpose>/", answering.answer, name="answer"),
    path("consent/for/<uuid:link_id>/<slug:purpose>/", answering.answer_for, name="answer-for"),
    path("consent/withdraw/<uuid:answer_id>/", answering.withdraw, name="withdraw"),
    path("consent/may-they-be-shown/", looking.may_be_shown, name="may-show"),
    path("consent/people/", keeping.people, name="people"),
    path("consent/people/<uuid:person_id>/", keeping.person, name="person"),
    path("consent/people/<uuid:person_id>/ask/", keeping.ask, name="ask"),
    path("consent/people/<uuid:person_id>/paper/", keeping.enter_paper, name="enter-paper"),
    path("consent/answers/<uuid:answer_id>/withdrawn/", keeping.take_down, name="take-down"),
    path("consent/papers/", keeping.papers, name="papers"),
    path("consent/papers/<uuid:paper_id>/", keeping.check_paper, name="check-paper"),
    path("pictures/", library.library, name="library"),
    path("pictures/add/", library.add, name="add"),
    path("pictures/<uuid:picture_id>/", library.picture, name="picture"),
    path("pictures/<uuid:picture_id>/right/", rights.claim, name="claim"),
    path("pictures/sources/<uuid:statement_id>/", rights.check_source, name="check-source"),
    path("pictures/lists/", rights.lists, name="lists"),
    path("pictures/lists/<uuid:entry_id>/end/", rights.end_entry, name="end-entry"),
    path("pictures/<uuid:picture_id>/image/", showing.image, name="image"),
    path("pictures/<uuid:picture_id>/small/", showing.small, name="small"),
    path("pictures/<uuid:picture_id>/film/", showing.film, name="film"),
    path("pictures/<uuid:picture_id>/who/", library.tag, name="tag"),
    path("pictures/who/<uuid:subject_id>/", library.untag, name="untag"),
    path("pictures/<uuid:picture_id>/publish/", publishing.request_one, name="request"),
    path("pictures/asked/<uuid:publication_id>/", publishing.publication, name="publication"),
    path("pictures/asked/<uuid:publication_id>/check/", publishing.check, name="check"),
    path("pictures/asked/<uuid:publication_id>/release/", publishing.release, name="release"),
    path("pictures/takedowns/", publishing.takedowns, name="takedowns"),
    path("pictures/takedowns/<uuid:takedown_id>/", publishing.takedown, name="takedown"),
    path("p/<str:code>/", library.may_use, name="may-use"),
    path("pictures/answer/<str:secret>/", public.by_link, name="by-link"),
    path("pictures/said/<str:secret>/", public.take_back, name="take-back"),
]
