"""Errands, duos and infinitives, seen in single sentences: the hit and the near miss beside it."""

from __future__ import annotations

import pytest

from service.detect import errands, infinitives
from service.detect.lexicon import Span
from tests.detect.coded import sentence, words
from tests.detect.test_strangers import cast

DUOS = [
    ("named by their office", "the two ministers met yesterday", "MEET", True),
    ("named as men", "both leaders met yesterday", "MEET", True),
    ("a word or two between", "the two ministers later also met", "MEET", True),
    ("three words between", "the two ministers of the kingdom met", "MEET", False),
    ("behind it", "met yesterday the two ministers", "MEET", False),
    ("one alone", "the minister met yesterday", "MEET", False),
]


@pytest.mark.parametrize(("text", "concept", "wanted"), [row[1:] for row in DUOS], ids=[row[0] for row in DUOS])
def test_two_who_were_named_before_act_together(text: str, concept: str, wanted: bool) -> None:
    made = cast(text)
    assert errands.are_duo(made.sentence.of("concept", concept)[:1], made) is wanted


MISSIONS = [
    ("an ambassador", "Omani ambassador visits Damascus", True),
    ("a word or two between", "Omani ambassador again quietly visits Damascus", True),
    ("too far", "Omani ambassador on a rainy day visits Damascus", False),
    ("a minister", "Omani minister visits Damascus", False),
    ("an embassy", "Omani embassy team visits Damascus", True),
    ("plain diplomats", "Omani diplomats visit Damascus", False),
]


@pytest.mark.parametrize(("text", "wanted"), [row[1:] for row in MISSIONS], ids=[row[0] for row in MISSIONS])
def test_a_mission_travels_on_no_errand(text: str, wanted: bool) -> None:
    made = cast(text)
    assert errands.tells_of_mission(made.sentence.of("concept", "VISIT")[:1], made) is wanted


@pytest.mark.parametrize(
    ("text", "sent", "talks"),
    [
        ("Oman sends a delegation to Damascus", True, False),
        ("Oman sends a message to Damascus", False, False),
        ("Oman holds talks with Damascus", False, True),
        ("Oman has contacts with Damascus", False, True),
        ("Oman has plans with Damascus", False, False),
        ("Oman meets Damascus", False, False),
    ],
)
def test_a_step_tells_itself_of_officials_or_talks(text: str, sent: bool, talks: bool) -> None:
    made = cast(text)
    step = made.sentence.of("concept")
    assert errands.delegates_in(step, made) is sent
    assert errands.are_talks(step, made) is talks


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Erdogan and Assad announce a new page", True),
        ("Erdogan and Assad announce that they meet", False),  # that they will meet says not that they met
        ("Turkey and Syria announce a new page", False),
    ],
)
def test_two_persons_do_what_states_do_not(text: str, wanted: bool) -> None:
    made = cast(text)
    party, word = made.parties[0], next(at for at, word in enumerate(made.sentence.words) if word.text == "announce")
    step = [Span(word, word + 1, party.span.tag)]
    assert errands.are_two_persons(party, step, made) is wanted


def test_who_stands_behind_it_is_no_person_who_did_it() -> None:
    made = cast("Announced by Erdogan and Assad")
    assert not errands.are_two_persons(made.parties[0], [Span(0, 1, made.parties[0].span.tag)], made)


def to_of(text: str) -> tuple[Span, list[Span]]:
    """The first "to" of a sentence, and all its concepts."""
    made = sentence(text)
    return made.of("sign", "infinitives")[0], made.of("concept")


DEPENDING = [
    ("alone", "Turkey to reopen embassy", False),
    ("behind what may be", "Turkey might to reopen embassy", True),
    ("behind a call", "Turkey urges to reopen embassy", True),
    ("behind a refusal", "Turkey refuses to reopen embassy", True),
    ("a state follows", "the envoy to Syria reopens embassy", True),
    ("a place follows", "the envoy to Homs reopens embassy", True),
    ("who was the first", "Oman is the first state to reopen embassy", True),
    ("first, six words before", "first of them all in the region to reopen embassy", True),
    ("first, too far", "first of them all in the region these days to reopen embassy", False),
]


@pytest.mark.parametrize(("text", "wanted"), [row[1:] for row in DEPENDING], ids=[row[0] for row in DEPENDING])
def test_an_infinitive_only_completes_another_word(text: str, wanted: bool) -> None:
    assert infinitives.depends(to_of(text)[0], sentence(text)) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Time for Syria to return", True),
        ("Time for the Syria to return", True),
        ("Time for Syria now to return", False),
        ("Time has come and Syria to return", False),
    ],
)
def test_a_step_is_wished_of_whoever_stands_between_for_and_to(text: str, wanted: bool) -> None:
    assert infinitives.is_wished(to_of(text)[0], sentence(text)) is wanted


def test_a_step_that_begins_with_to_is_its_own_infinitive() -> None:
    made = sentence("Turkey to reopen embassy")
    to = made.of("sign", "infinitives")[0]
    whole, short = Span(to.start, to.end + 1, to.tag), Span(to.start, to.end, to.tag)
    assert infinitives.own_infinitive([whole], made) == whole
    assert words(made, (whole.start, whole.end)) == "to reopen"
    assert infinitives.own_infinitive([short], made) is None
    assert infinitives.own_infinitive([Span(to.end, to.end + 2, to.tag)], made) is None
