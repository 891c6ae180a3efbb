"""Words taken apart: what each may stand for among the words of a language's phrases."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.detect.lexicon import Lexicon, Tag
from service.detect.vocabulary import MOST_REMEMBERED, SHORTEST_STEM, SHORTEST_VERB, Form, Morphology, Vocabulary
from service.text.words import Word
from tests.detect.coded import DAY, detector, sentence

LETTERS = st.text("abأل", max_size=5)
MORPHOLOGY = Morphology(
    proclitics=("وال", "بال", "لل", "ال", "ab", "b"),
    article="ال",
    cases=re.compile("a|ba?"),
    persons=("", "a", "ba"),
    inflections=frozenset({"", "b", "ab"}),
    verbs=re.compile("b{2}a*"),
)


def word(text: str, suffix: str = "") -> Word:
    return Word(text, suffix, 0, len(text), "", capital=False, upper=False)


def vocabulary(*keys: str) -> Vocabulary:
    made = Vocabulary(MORPHOLOGY)
    made.enter(keys)
    return made


def looked_through(keys: set[str], text: str, suffix: str, shortest: int) -> set[Form]:
    """What a word may stand for, by trying every key."""
    found = set()
    for read, prefix in MORPHOLOGY.readings(text, suffix):
        for key in keys:
            stem, sign = (key[:-1], key[-1]) if key[-1] in "*~+" else (key, "")
            rest = read[len(stem) :]
            if not sign and read == stem:
                found.add(Form(key, suffix, prefix))
            if sign == "*" and read.startswith(stem) and len(stem) >= shortest:
                found.add(Form(key, rest + suffix, prefix))
            whole = not rest or (MORPHOLOGY.cases.fullmatch(rest) and not (suffix and f"{read}~" in keys))  # "Sudani'yi"
            if sign == "~" and read.startswith(stem) and len(stem) >= shortest and whole:
                found.add(Form(key, rest or suffix, prefix))
            for person in MORPHOLOGY.persons if sign == "+" else ():
                ending = read.removeprefix(person + stem)
                known = ending in MORPHOLOGY.inflections or MORPHOLOGY.verbs.fullmatch(ending)
                if read == person + stem + ending and known and len(stem) >= (SHORTEST_VERB if person else SHORTEST_STEM):
                    found.add(Form(key, ending, prefix))
    return found


KEYS = st.sets(st.builds(str.__add__, LETTERS.filter(bool), st.sampled_from(["", "*", "~", "+"])), max_size=20)


@example({"ba~", "b~"}, "ba", "a")
@given(KEYS, LETTERS.filter(bool), st.sampled_from(["", "a", "b"]))
def test_a_word_stands_for_what_trying_every_word_finds(keys: set[str], text: str, suffix: str) -> None:
    forms = vocabulary(*keys).forms(word(text, suffix))
    assert set(forms.first) == looked_through(keys, text, suffix, SHORTEST_STEM)
    inner = {form for form in looked_through(keys, text, suffix, 1) if form.prefix in {"", MORPHOLOGY.article}}
    assert set(forms.inner) == inner


def test_the_likeliest_comes_first() -> None:
    """The word as it stands, then the longer stem, then forms; what is split off comes last."""
    forms = vocabulary("abab", "baba+", "bab*", "baba*", "babab~", "babab").forms(word("babab"))
    assert [form.key for form in forms.first] == ["babab", "babab~", "baba*", "bab*", "baba+", "abab"]
    assert [form.key for form in forms.inner] == ["babab", "babab~", "baba*", "bab*", "baba+"]


def test_one_letter_is_a_stem_only_within_a_phrase() -> None:
    forms = vocabulary("a*", "b~").forms(word("ab"))
    assert (forms.first, [form.key for form in forms.inner]) == ((), ["a*"])


def test_the_same_word_is_one_text_for_all_phrases() -> None:
    made = vocabulary("embassy", "reopen+")
    for key in ("embassy", "reopen+"):
        again = key[:3] + key[3:]
        assert made.enter([again])[0] is made.enter([key])[0] is not again


def test_what_is_remembered_of_words_is_bounded() -> None:
    made = vocabulary("embassy")
    for number in range(MOST_REMEMBERED + 100):
        assert made.forms(word(f"word{number}")) == ((), ())
    assert made._remembered.cache_info().currsize == MOST_REMEMBERED


def test_a_phrase_that_is_entered_later_is_found_too() -> None:
    made = Vocabulary(MORPHOLOGY)
    lexicon = Lexicon(made)
    assert made.forms(word("embassy")).first == ()
    lexicon.add("embassy", Tag("concept", "MISSION"))
    assert [form.key for form in made.forms(word("embassy")).first] == ["embassy"]


@pytest.mark.parametrize("lang", ["en", "ar", "tr"])
def test_the_lexicons_of_a_language_share_its_words(lang: str) -> None:
    language = detector().languages[lang]
    lexicons = (language.names, language.words, language.signs, language.softeners)
    assert len({id(lexicon.morphology) for lexicon in lexicons}) == 1
    assert len({id(lexicon._vocabulary) for lexicon in lexicons}) == 1


def test_words_read_before_change_nothing() -> None:
    before = sentence("Turkey reopens its embassy in Damascus", day=DAY).spans
    sentence("Syria waits " * 20)
    assert sentence("Turkey reopens its embassy in Damascus", day=DAY).spans == before
