"""Who holds office, and so can meet: persons, and names with a title beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.clauses import asides
from service.detect.ranking import acts_on
from service.detect.steps import apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.lexicon import Span
    from service.detect.roles import Cast, Party
    from service.detect.sentences import Sentence

BESIDE = 2
"""Words between a state's adjective and the title that makes an official of it."""
NEAR_WHOM = 3
"""Words between "with" and the official with whom something is discussed: ``with his visiting Syrian counterpart``."""
SUBJECTS = ("TIES", "NORMALIZE", "DIALOGUE", "MEET", "PARLEY", "TRADE")
"""Concepts of what is only discussed, with whomever it is."""


def are_officials(hosts: Sequence[Party], guests: Sequence[Party], cast: Cast, *, travels: bool) -> bool:
    """Whether somebody in office is among those who meet; who travels must be, since a capital alone is only where it happens."""
    if travels:
        return any(holds_office(party, cast) for party in hosts) or any(is_official(party, cast) for party in guests)
    return any(holds_office(party, cast) or party.span.tag.sort == "metonym" for party in (*hosts, *guests))


def holds_office(party: Party, cast: Cast) -> bool:
    """Whether a party is an office or an official."""
    return party.span.tag.sort == "office" or is_official(party, cast)


def is_official(party: Party, cast: Cast) -> bool:
    """Whether a party is a person, or stands beside a title: ``Syrian counterpart``."""
    beside = party.span.tag.sort == "demonym" and any(
        apart(party.span, word) <= BESIDE for word in cast.sentence.of("concept", "COUNTERPART")
    )
    return party.span.tag.sort == "person" or beside or cast.ranked(party) is not None or cast.has_envoy(party)


def stand_together(one: Span, other: Span, sentence: Sentence) -> bool:
    """Whether two spans stand side by side with no comma between."""
    low, high = sorted((one, other), key=lambda span: span.start)
    return apart(one, other) <= 1 and not any("," in word.gap for word in sentence.words[low.end : high.start + 1])


def is_of_anybody(rank: Span, cast: Cast) -> bool:
    """Whether a title stands beside a party that is more than a place."""
    return any(
        apart(rank, party.span) <= BESIDE and not acts_on(rank, party.span, cast) for party in cast.parties if not party.place
    )


def is_mere_body(party: Party, cast: Cast) -> bool:
    """Whether it is an organization, and nobody who speaks for it by name."""
    return party.code in cast.organizations and party.span.tag.sort != "person"


def is_met(party: Party, cast: Cast) -> bool:
    """Whether a party can sit at a table: by a name that is no mere place, a person, or a demonym with a title beside it."""
    if party.span.tag.sort == "demonym":
        sources = cast.sentence.of("cue", "HEARSAY") if cast.sentence.of("cue", "DENY", "NEG") else []  # "a Syrian source denies"
        words = (*cast.sentence.of("concept", "COUNTERPART", "GOVERNMENT"), *sources)
        return any(apart(party.span, span) <= BESIDE for span in words) or cast.ranked(party) is not None
    return not party.place or party.span.tag.sort == "metonym"


def is_discussed_with(theirs: Sequence[Party], step: Sequence[Span], cast: Cast) -> bool:
    """Whether it is with an official of the target that something is discussed: ``discusses the border with Assad``.

    Relations with him may be only what is discussed.
    """
    sentence = cast.sentence
    if cast.language.verb_last:
        return any(_is_with(party, step, cast) for party in theirs)
    subjects = {word.end for word in sentence.of("concept", *SUBJECTS)}
    signs = [each for each in sentence.of("sign", "companions") if step[-1].end <= each.start and each.start not in subjects]
    met = [party for party in theirs if is_official(party, cast)]
    return any(0 <= party.span.start - sign.end <= NEAR_WHOM for party in met for sign in signs)


def _is_with(party: Party, step: Sequence[Span], cast: Cast) -> bool:
    """Whether somebody is with whom it is talked about: ``Mikdad'la sınırı konuştu``, ``Suriyeli mevkidaşı ile konuştu``."""
    sentence, end = cast.sentence, party.span.end
    titles = (*sentence.of("rank"), *sentence.of("concept", "COUNTERPART", "GOVERNMENT"))
    title = next((word for word in titles if word.start == end and not party.span.tail), None)
    last = title or party.span
    led = any(sign.start == last.end for sign in sentence.of("sign", "companions", "coordinators"))
    led = led and not any(other.span.start == last.end + 1 for other in cast.parties)
    official = title is not None or is_official(party, cast)
    return official and last.end <= step[0].start and (led or last.tail in cast.language.companion_endings)


def first_official(parties: Sequence[Party], cast: Cast) -> list[Party]:
    """Of several parties a person or a state; an organization may only be where they met."""
    return sorted(parties, key=lambda party: (party.code in cast.organizations, party.span.tag.sort != "person"))[:1]


def antecedent_of(step: Sequence[Span], cast: Cast) -> list[Party]:
    """Whom the relative clause in which a step stands is told of: ``the Emirates, whose president hosted Assad, ...``."""
    first = [aside[0] for aside in asides(cast.sentence) if aside[0] <= step[0].start < aside[1]]
    return [party for party in cast.parties if first and party.span.end == first[0] and not party.place]
