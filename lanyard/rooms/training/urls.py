"""The addresses of training."""

from django.urls import path

from lanyard.rooms.training.views import learning, managing, mine, overview, sessions

app_name = "training"
urlpatterns = [
    path("", mine.mine, name="mine"),
    path("calendar/", mine.calendar, name="calendar"),
    path("calendar/address/", mine.new_address, name="new-address"),
    path("calendar/<str:token>.ics", mine.feed, name="feed"),
    path("confirm/<uuid:completion_id>/", mine.confirm_date, name="confirm"),
    path("certificates/<uuid:completion_id>/", mine.certificate, name="certificate"),
    path("certificates/<uuid:completion_id>/aside/", managing.set_aside, name="set-aside"),
    path("people/<uuid:person_id>/", mine.person, name="person"),
    path("courses/", managing.catalogue, name="catalogue"),
    path("courses/new/", managing.new_course, name="new-course"),
    path("courses/<slug:slug>/", mine.course, name="course"),
    path("courses/<slug:slug>/start/", learning.start, name="start"),
    path("courses/<slug:slug>/write/", managing.write, name="write"),
    path("courses/<slug:slug>/ask/", managing.ask, name="ask"),
    path("modules/<uuid:attempt_id>/pages/<int:number>/", learning.page, name="page"),
    path("modules/<uuid:attempt_id>/questions/<int:number>/", learning.question, name="question"),
    path("modules/<uuid:attempt_id>/result/", learning.result, name="result"),
    path("courses/<slug:slug>/hand-in/", overview.hand_in, name="hand-in"),
    path("courses/<slug:slug>/sessions/new/", sessions.plan, name="plan-session"),
    path("sessions/", sessions.everything, name="sessions"),
    path("sessions/<uuid:session_id>/", sessions.one, name="session"),
    path("sessions/<uuid:session_id>/join/", sessions.join, name="join-session"),
    path("sessions/<uuid:session_id>/book/", sessions.book, name="book"),
    path("sessions/<uuid:session_id>/register/", sessions.register, name="register"),
    path("sessions/<uuid:session_id>/call-off/", sessions.call_off, name="call-off"),
    path("team/", overview.team, name="team"),
    path("team/<uuid:person_id>/nudge/", overview.nudge, name="nudge"),
    path("verify/", overview.verify, name="verify"),
    path("verify/<uuid:completion_id>/", overview.verify_one, name="verify-one"),
    path("verify/<uuid:completion_id>/refuse/", overview.refuse_one, name="refuse-one"),
    path("matrix/", overview.matrix, name="matrix"),
    path("matrix/csv/", overview.matrix_csv, name="matrix-csv"),
    path("forecast/", overview.forecast, name="forecast"),
    path("accounts/", overview.accounts, name="accounts"),
    path("everybody/", managing.everything, name="everything"),
    path("everybody/set-up/", managing.bring, name="bring"),
    path("everybody/<slug:slug>/", managing.rule, name="rule"),
    path("everybody/<slug:slug>/stop/", managing.stop, name="stop"),
]
