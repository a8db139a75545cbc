"""The shipped training of every profile: complete, cited, covering what the policies name."""

from __future__ import annotations

from pathlib import Path

import pytest

from lanyard.engine.policy.api import shipped as profile_of
from lanyard.engine.policy.api import slugs
from lanyard.rooms.training import shipped, words
from lanyard.rooms.training.modules import ModuleInvalid, for_profile, module_of, uncovered

LEARNERS = {
    "sharing-images", "phone-use", "cyber-bullying", "whom-to-tell", "scams", "privacy-settings",
    "radicalisation", "sources-and-copyright", "digital-footprint",
}  # fmt: skip
EVERYWHERE = {
    "staff-induction", "new-users", "kcsie", "prevent", "lead-training", "governors",
    "staff-online-safety", "role-model", "forms-of-abuse", "images-overview",
    "who-is-responsible", "skills-check", *LEARNERS,
}  # fmt: skip
ONLY_KINGSTON = {"refresher", "key-staff-update", "updates", "extremist-recruiters"}
_PICTURES = Path(words.__file__).parent / "static" / "training"


@pytest.mark.parametrize("slug", slugs())
def test_each_profile_asks_its_training(slug: str) -> None:
    asked = {row.slug for row in shipped.asked_by(profile_of(slug))}
    assert asked == EVERYWHERE | (ONLY_KINGSTON if slug == "kingston-maurward" else set())


@pytest.mark.parametrize("slug", slugs())
def test_each_module_has_words_that_cover_its_topics(slug: str) -> None:
    for course in shipped.shipped(slug).courses:
        if course.kind != "module" or course.written_from_posts:
            continue
        text = for_profile(shipped.text_of(course.slug), slug)
        assert uncovered(text, course.topics) == [], course.slug
        assert module_of(text).questions, course.slug
        assert all(c.said for q in module_of(text).questions for c in q.choices), course.slug


def test_every_drawing_that_words_name_is_there() -> None:
    texts = [shipped.text_of(one.slug) for one in shipped.shipped("oaklands").courses]
    named = {name for text in texts for name in words._PICTURE.findall(text)}
    assert named == {path.stem for path in _PICTURES.glob("*.svg")}


def test_every_clause_on_learners_modules_of_the_company_is_met() -> None:
    rules = {row.slug: row for row in shipped.asked_by(profile_of("company"))}
    induction = {slug for slug, row in rules.items() if row.part_of == "learner-induction"}
    assert induction >= {"phone-use", "sharing-images", "cyber-bullying"}
    assert "COM-LRN-05" in rules["phone-use"].clauses


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (
            '[[requirements]]\nslug = "kcsie"\ncourses = ["none"]',
            "requirements.kcsie.courses: none",
        ),
        ('[[requirements]]\nslug = "kcsie"\nclauses = ["OAK-0"]', "OAK-0 is no clause"),
        ('[[requirements]]\nslug = "kcsie"\nwhom = ["staff"]', "requirements.kcsie: whom"),
        ('[[requirements]]\nslug = "new"\ntitle = "New"\ncourses = []', "names nobody"),
        ("[[requirements", "oaklands/training.toml"),
    ],
)
def test_bad_content_is_refused_with_file_and_key(
    own: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "oaklands").mkdir()
    shipping = (shipped.CONTENT / "training.toml").read_text("utf-8")
    (tmp_path / "training.toml").write_text(shipping, "utf-8")
    (tmp_path / "oaklands" / "training.toml").write_text(own, "utf-8")
    monkeypatch.setattr(shipped, "CONTENT", tmp_path)
    with pytest.raises(shipped.TrainingInvalid, match=said):
        shipped.shipped.__wrapped__("oaklands")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Words", "Line 1: begin with a page"),
        ("", "Line 1: begin with a page"),
        ("# A\n? Who?\n* Me", "Line 2: a question needs two answers"),
        ("# A\n? Who?\n- Me\n- You", "Line 2: a question needs two answers"),
        ("# A\n? Who?\n* Me\nYou", "Line 4: an answer begins"),
        ("# A\n" + "x" * 200_001, "longer than 200,000"),
    ],
)
def test_words_that_make_no_module_are_refused_with_their_line(text: str, said: str) -> None:
    with pytest.raises(ModuleInvalid, match=said):
        module_of(text)


def test_passages_of_single_profiles_and_places() -> None:
    text = "# A\nAll.\n<<landau, portland\nTwo.\n>>\nEnd.\n"
    assert for_profile(text, "oaklands") == "# A\nAll.\nEnd.\n"
    assert for_profile(text, "portland") == "# A\nAll.\nTwo.\nEnd.\n"
    assert words.filled("[[lead]] of [[college]]", {"lead": "Ann"}) == "Ann of [[college]]"


def test_html_is_safe_and_shows_only_our_drawings() -> None:
    html = words.as_html(
        "<script>x</script>\n\n![A map](picture:footprint) ![No](https://bad.example/x.png)\n\n"
        "[Out](javascript:x)"
    )
    assert "<script" not in html
    assert 'src="/static/training/footprint.svg"' in html
    assert "bad.example" not in html
    assert "javascript" not in html.split("href")[-1] or 'href="javascript' not in html


@pytest.mark.parametrize("slug", slugs())
def test_every_audience_is_asked_what_upskirting_is(slug: str) -> None:
    asked: set[str] = set()
    for row in shipped.asked_by(profile_of(slug)):
        for course in row.courses:
            text = for_profile(shipped.text_of(course), slug)
            if text.strip() and any(
                "upskirting" in (question.ask + choice.text).lower()
                for question in module_of(text).questions
                for choice in question.choices
            ):
                asked |= set(row.who)
    assert asked == {"staff", "sponsored", "governor", "learner"}


def test_the_groups_that_the_policy_names_are_examples_without_profiling() -> None:
    rules = {row.slug: row for row in shipped.asked_by(profile_of("kingston-maurward"))}
    quiz = rules["extremist-recruiters"]
    assert (quiz.who, quiz.months) == (("staff",), 12)
    assert quiz.courses == ("extremist-recruiters",)
    groups = ("far right", "animal", "religious fundamentalists")
    for slug in ("extremist-recruiters", "radicalisation"):
        text = for_profile(shipped.text_of(slug), "kingston-maurward").lower()
        assert all(group in text for group in groups), slug
    assert "fundamentalists" not in for_profile(shipped.text_of("radicalisation"), "oaklands")
    asked = module_of(shipped.text_of("extremist-recruiters")).questions
    faith = next(one for one in asked if "headscarf" in one.ask)
    assert faith.choices[faith.right].text == "Nothing"


def test_staff_of_oaklands_are_asked_about_telling_too_much() -> None:
    asked = {
        slug: "first pet" in for_profile(shipped.text_of("staff-online-safety"), slug)
        for slug in slugs()
    }
    assert [slug for slug, there in asked.items() if there] == ["oaklands"]
