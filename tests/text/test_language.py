"""The script of a text."""

from __future__ import annotations

import pytest

from service.text.language import script


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Damascus", "latin"),
        ("دمشق", "arabic"),
        ("ﺩﻣﺸﻖ", "arabic"),  # presentation forms
        ("\ufeffOman", "latin"),
        ("\ufeffO\ufeffm\ufeffa\ufeffn\ufeff\ufeff", "latin"),  # marks of the byte order are no letters
        ("", "latin"),
    ],
)
def test_a_text_is_in_the_script_of_most_letters(text: str, wanted: str) -> None:
    assert script(text) == wanted
