"""The addresses of contact."""

from django.urls import path

from lanyard.rooms.contact.views import channels, groups, hours

app_name = "contact"
urlpatterns = [
    path("contact/", channels.home, name="home"),
    path("contact/channels/new/", channels.add, name="add"),
    path("contact/channels/<uuid:channel_id>/", channels.change, name="change"),
    path("contact/channels/<uuid:channel_id>/end/", channels.end, name="end"),
    path("contact/hours/", hours.hours, name="hours"),
    path("contact/hours/<uuid:person_id>/", hours.agree, name="agree"),
    path("contact/hours/<uuid:person_id>/end/", hours.unagree, name="unagree"),
    path("contact/groups/", groups.groups, name="groups"),
    path("contact/groups/<uuid:group_id>/", groups.places, name="places"),
]
