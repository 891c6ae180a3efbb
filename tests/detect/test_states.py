"""Names of states, as CLDR has them."""

from __future__ import annotations

import pytest
from babel import Locale, localedata

from service.detect.pack import load_base
from service.detect.states import state_names


@pytest.mark.parametrize("lang", ["en", "ar", "tr"])
def test_names_are_all_that_babel_has(lang: str) -> None:
    """Also without what a language inherits from others, which is read for nothing."""
    assert state_names(lang) == dict(Locale(lang).territories)


def test_of_what_babel_reads_only_the_names_are_kept() -> None:
    state_names.cache_clear()
    assert state_names("tr")["DE"] == "Almanya"
    assert not vars(localedata)["_cache"]


def test_every_language_that_ships_names_its_states() -> None:
    for lang in load_base().languages:
        assert {"SY", "TR", "AF"} <= state_names(lang).keys()
