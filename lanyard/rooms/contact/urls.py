"""The addresses of contact."""

from django.urls import path

from lanyard.rooms.contact.views import channels, devices, groups, hours, ledger, recruiting

app_name = "contact"
urlpatterns = [
    path("contact/", channels.home, name="home"),
    path("contact/channels/new/", channels.add, name="add"),
    path("contact/channels/<uuid:channel_id>/", channels.change, name="change"),
    path("contact/channels/<uuid:channel_id>/end/", channels.end, name="end"),
    path("contact/hours/", hours.hours, name="hours"),
    path("contact/hours/<uuid:person_id>/", hours.agree, name="agree"),
    path("contact/hours/<uuid:person_id>/end/", hours.unagree, name="unagree"),
    path("contact/tell/", ledger.tell, name="tell"),
    path("contact/told/", ledger.told, name="told"),
    path("contact/word/", ledger.word, name="word"),
    path("contact/outside/", ledger.everything, name="ledger"),
    path("contact/events/<uuid:event_id>/", ledger.event, name="event"),
    path("contact/events/<uuid:event_id>/done/", ledger.done, name="done"),
    path("contact/devices/", devices.devices, name="devices"),
    path("contact/devices/new/", devices.register, name="register"),
    path("contact/devices/<uuid:device_id>/end/", devices.end_device, name="end-device"),
    path("contact/own-device/", devices.own_device, name="own-device"),
    path("contact/applicants/", recruiting.screenings, name="screenings"),
    path("contact/applicants/new/", recruiting.open_screening, name="open-screening"),
    path("contact/applicants/networks/", recruiting.allow, name="allow-network"),
    path("contact/applicants/<uuid:screening_id>/", recruiting.screening, name="screening"),
    path("contact/applicants/<uuid:screening_id>/look/", recruiting.look_at, name="look"),
    path("contact/applicants/<uuid:screening_id>/close/", recruiting.close, name="close-screening"),
    path("contact/applicants/findings/<uuid:finding_id>/", recruiting.check, name="check-finding"),
    path("contact/groups/", groups.groups, name="groups"),
    path("contact/groups/<uuid:group_id>/", groups.places, name="places"),
]
