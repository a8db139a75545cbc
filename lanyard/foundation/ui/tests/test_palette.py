"""An organisation's colour can always be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanyard.foundation.ui.palette import DEFAULT, contrast, palette

colours = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


def test_a_readable_colour_stays_as_it_is() -> None:
    found = palette(DEFAULT)
    assert (found.brand, found.brand_text, found.strong) == (DEFAULT, "#ffffff", DEFAULT)


def test_what_is_no_colour_gives_the_default() -> None:
    assert palette("red;}body{display:none") == palette(DEFAULT)


@given(colours)
def test_every_colour_becomes_readable(colour: str) -> None:
    found = palette(colour)
    assert contrast(found.brand, found.brand_text) >= 4.5
    assert contrast(found.strong, "#ffffff") >= 4.5
    assert contrast(found.deep, "#ffffff") >= 4.5
    assert contrast(found.light, "#1a2428") >= 4.5
    assert contrast(found.dim, "#ffffff") >= 4.5
