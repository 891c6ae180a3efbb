"""Who stays away from a table: the target, or the opposition, without which it is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.lexicon import Span
    from service.detect.roles import Cast


def is_target_away(step: Sequence[Span], cast: Cast) -> bool:
    """Whether it is the target, or anybody else, who stays away."""
    absent = next((span for span in step if span.tag.name == "STAYAWAY"), None)
    if absent is None:
        return False
    if any(sign.start == absent.start for sign in cast.sentence.of("sign", "missing")):
        return not _is_missed(absent, cast)
    before = [party for party in cast.parties if not party.place and party.span.end <= absent.start]
    before = [party for party in before if party.span.tail not in cast.language.companion_endings]  # with whom one does not sit
    return bool(before) and before[-1].part != "opposition"


def is_opposition_away(step: Sequence[Span], cast: Cast) -> bool:
    """Whether a sentence tells that what is held is held without the opposition."""
    absent = cast.sentence.of("concept", "STAYAWAY")
    return all(span not in step for span in absent) and any(_is_missed(span, cast) for span in absent)


def _is_missed(absent: Span, cast: Cast) -> bool:
    """Whether words tell that the opposition is missing, and not who stays away: ``without the opposition``."""
    if not any(sign.start == absent.start for sign in cast.sentence.of("sign", "missing")):
        return False
    return any(absent.start < party.span.start <= absent.end + 1 for party in cast.of("opposition"))
