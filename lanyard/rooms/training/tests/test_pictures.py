"""Pictures of one's own in a module: said in words, without metadata, shown to whoever reads it."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lanyard.engine.duties.tests.scene import browse, staff
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Person
from lanyard.rooms.training.actions.courses import PictureNotReady, publish_text
from lanyard.rooms.training.actions.pictures import add_picture
from lanyard.rooms.training.models import CoursePicture
from lanyard.rooms.training.tests.packages import a_picture
from lanyard.rooms.training.tests.scene import TEXT, a_module, under
from lanyard.rooms.training.tests.test_pages import text

SECRET = "Taken at home"
PAGE = "/training/courses/safety/pictures/"
SHOWS = TEXT.replace("Read this.", "![The gate](picture:gate)")


@pytest.fixture
def hal(college: Organisation) -> Person:
    """Somebody who runs training."""
    under("oaklands")
    return staff("Hal", "hr-director")


def sent(**more: str) -> dict[str, object]:
    """Return a filled form."""
    picture = SimpleUploadedFile("gate.png", a_picture(SECRET), content_type="image/png")
    return {"picture": picture, "name": "gate", "alt": "The gate", **more}


def test_a_picture_is_said_in_words_and_loses_what_it_tells(hal: Person) -> None:
    course = a_module()
    client, stranger = browse(hal), browse(staff("Stan", "tutor"))
    assert client.post(PAGE, sent(alt="")).status_code == 422
    assert client.post(PAGE, sent(picture="")).status_code == 422
    assert client.post(PAGE, sent()).status_code == 302
    assert client.post(PAGE, sent()).status_code == 422
    assert "picture:gate" in text(client, PAGE)
    one = CoursePicture.objects.get()
    shown = stranger.get(f"/training/pictures/{one.pk}/")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
    assert SECRET.encode() in a_picture(SECRET)
    assert SECRET.encode() not in shown.content
    assert stranger.get(PAGE).status_code == 404
    publish_text(course, SHOWS, by=hal)
    page = stranger.post("/training/courses/safety/start/")["Location"]
    html = stranger.get(page).content.decode()
    assert f'src="/training/pictures/{one.pk}/"' in html
    assert 'alt="The gate"' in html


def test_words_show_no_picture_that_is_not_here_or_says_nothing(hal: Person) -> None:
    course = a_module()
    with pytest.raises(PictureNotReady, match="gate"):
        publish_text(course, SHOWS, by=hal)
    add_picture(course, "gate", "The gate", ("gate.png", io.BytesIO(a_picture())), by=hal)
    with pytest.raises(PictureNotReady, match="gate"):
        publish_text(course, SHOWS.replace("![The gate]", "![]"), by=hal)
    with pytest.raises(ValueError, match="what the picture shows"):
        add_picture(course, "wall", " ", ("wall.png", io.BytesIO(a_picture())), by=hal)
    assert publish_text(course, SHOWS, by=hal).number == 2
