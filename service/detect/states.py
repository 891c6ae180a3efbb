"""The names of states that CLDR gives."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from babel import localedata

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES_KEPT = 8


@lru_cache(LANGUAGES_KEPT)
def state_names(lang: str) -> Mapping[str, str]:
    """What states are called in a language, by their ISO 3166 codes.

    Of what Babel knows of a language only this is read and kept: all of it takes megabytes.
    """
    names: dict[str, str] = dict(localedata.load(lang, merge_inherited=False)["territories"])
    vars(localedata)["_cache"].clear()
    return names
