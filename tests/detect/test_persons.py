"""Persons who were named in full and are then called by their last name."""

from __future__ import annotations

from datetime import date

import pytest

from service.detect.lexicon import Lexicon, Tag
from service.detect.persons import recall_persons
from service.detect.sentences import annotate, sentences_of
from service.detect.vocabulary import Morphology, Vocabulary
from tests.detect.coded import entry

MORPHOLOGY = Morphology(proclitics=("و",), possessives=frozenset({"s"}))


def told(text: str, name: str = "Ayla Kuzu", sort: str = "person") -> list[str]:
    """The words taken for the person."""
    lexicon = Lexicon(Vocabulary(MORPHOLOGY))
    lexicon.add(name, Tag("actor", "TUR", sort))
    lexicon.add("Oman", Tag("actor", "OMN", "name"))
    lexicon.add("ban", Tag("concept", "CLOSE"))
    sentences = list(sentences_of(entry("", text)))
    for one in sentences:
        annotate(one, (lexicon,), date(2023, 5, 1))
    recall_persons(sentences, MORPHOLOGY)
    for one in sentences:
        assert [span.start for span in one.spans] == sorted(span.start for span in one.spans)
    return [
        " ".join(word.text for word in one.words[span.start : span.end])
        for one in sentences
        for span in one.of("actor")
        if span.tag.name == "TUR"
    ]


CASES = {
    "in a later sentence": ("Ayla Kuzu sang. Then Kuzu met Oman.", ["ayla kuzu", "kuzu"]),
    "with a possessive": ("Ayla Kuzu sang. Kuzu's song ended.", ["ayla kuzu", "kuzu"]),
    "before the full name": ("Kuzu sang. Ayla Kuzu met Oman.", ["ayla kuzu"]),
    "in the same sentence": ("Ayla Kuzu sang and Kuzu met Oman.", ["ayla kuzu"]),
    "without a capital": ("Ayla Kuzu sang. Then kuzu met Oman.", ["ayla kuzu"]),
    "in full again": ("Ayla Kuzu sang. Ayla Kuzu met Oman.", ["ayla kuzu", "ayla kuzu"]),
    "by the first name": ("Ayla Kuzu sang. Ayla met Oman.", ["ayla kuzu"]),
    "twice": ("Ayla Kuzu sang. Kuzu met Kuzu.", ["ayla kuzu", "kuzu", "kuzu"]),
}


@pytest.mark.parametrize(("text", "wanted"), CASES.values(), ids=CASES)
def test_a_last_name_is_recalled(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


def test_a_short_last_name_is_too_often_another_word() -> None:
    assert told("Ayla Ban sang. Ban met Oman.", "Ayla Ban") == ["ayla ban"]


def test_a_name_of_one_word_and_what_is_no_person_are_not_recalled() -> None:
    assert told("Kuzu sang. Kuzu met Oman.", "Kuzu") == ["kuzu", "kuzu"]
    assert told("Ayla Kuzu sang. Kuzu met Oman.", sort="office") == ["ayla kuzu"]


def test_a_particle_before_the_last_name_is_split_off() -> None:
    assert told("أيلا كوزو غنت. وكوزو التقى.", "أيلا كوزو") == ["ايلا كوزو", "وكوزو"]


def test_the_first_of_two_of_a_name_is_meant() -> None:
    lexicon = Lexicon(Vocabulary(MORPHOLOGY))
    lexicon.add("Ayla Kuzu", Tag("actor", "TUR", "person"))
    lexicon.add("Omar Kuzu", Tag("actor", "EGY", "person"))
    sentences = list(sentences_of(entry("", "Ayla Kuzu sang. Omar Kuzu slept. Kuzu left.")))
    for one in sentences:
        annotate(one, (lexicon,), date(2023, 5, 1))
    recall_persons(sentences, MORPHOLOGY)
    assert [span.tag.name for one in sentences for span in one.of("actor")] == ["TUR", "EGY", "TUR"]
