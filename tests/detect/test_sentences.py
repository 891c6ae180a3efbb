"""Entries cut into sentences, whose words keep their place in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.detect.lexicon import Span, Tag
from service.detect.sentences import LONGEST_SENTENCE, Sentence, sentences_of
from service.model.entry import Entry
from tests.detect.coded import detector, entry, read

CUT = {
    "full stop": ("Turkey waits. Syria waits.", ["turkey waits", "syria waits"]),
    "question mark": ("Talks? No talks.", ["talks", "no talks"]),
    "exclamation mark without a blank": ("Enough!Go home", ["enough", "go home"]),
    "Arabic question mark": ("هل تعود السفارة؟ لا تعليق", ["هل تعود السفاره", "لا تعليق"]),
    "line break": ("Ankara\nDamascus", ["ankara", "damascus"]),
    "Unicode line separator": ("Ankara\u2028Damascus", ["ankara", "damascus"]),
    "ellipsis": ("Ankara waits... Damascus too", ["ankara waits", "damascus too"]),
    "stop before a closing quotation mark": ("“We wait.” Nobody came", ["we wait", "nobody came"]),
    "decimal point parts nothing": ("Trade worth 2.5 billion", ["trade worth 2 5 billion"]),
    "stops of an acronym part nothing": ("The U.S. envoy waits", ["the us envoy waits"]),
    "address parts nothing": ("See example.org for more", ["see example org for more"]),
    "Turkish ordinal": ("Görüşmelerin 11. turu bitti", ["görüşmelerin 11 turu bitti"]),
    "number at the end of a sentence": ("It was 2011. Nobody came", ["it was 2011", "nobody came"]),
    "comma and semicolon part nothing": ("One, two; three: four — five", ["one two three four five"]),
}


@pytest.mark.parametrize(("text", "wanted"), CUT.values(), ids=CUT)
def test_sentences_end_where_readers_end_them(text: str, wanted: list[str]) -> None:
    assert [" ".join(word.text for word in each.words) for each in sentences_of(entry(text))] == wanted


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("Will Turkey reopen it?", [True]),
        ("Will Turkey reopen it? It will.", [True, False]),
        ("It will. Will it?", [False, True]),
        ("هل تعيد تركيا فتحها؟", [True]),
        ("It will!", [False]),
    ],
)
def test_a_question_is_the_sentence_before_its_mark(text: str, questions: list[bool]) -> None:
    assert [each.question for each in sentences_of(entry(text))] == questions


def test_fields_are_read_in_order_and_only_the_title_is_a_headline() -> None:
    made = entry("One", "Two. Three.", content="Four.")
    assert [(each.part, each.headline) for each in sentences_of(made)] == [
        ("title", True),
        ("summary", False),
        ("summary", False),
        ("content", False),
    ]


def test_an_entry_without_text_has_no_sentence() -> None:
    assert list(sentences_of(entry(""))) == []
    assert list(sentences_of(entry(" … ?! ", "—"))) == []


@pytest.mark.parametrize(
    ("count", "lengths"),
    [
        (LONGEST_SENTENCE, [LONGEST_SENTENCE]),
        (LONGEST_SENTENCE + 1, [LONGEST_SENTENCE, 1]),
        (3 * LONGEST_SENTENCE, [LONGEST_SENTENCE] * 3),
    ],
)
def test_what_goes_on_for_too_long_is_cut(count: int, lengths: list[int]) -> None:
    assert [len(each.words) for each in sentences_of(entry("word " * count))] == lengths


def test_spans_stand_in_order_whatever_lexicon_found_them() -> None:
    (one,) = read("Turkish foreign minister may meet Assad in Damascus")
    assert [span.start for span in one.spans] == sorted(span.start for span in one.spans)
    assert {span.tag.kind for span in one.spans} >= {"actor", "rank", "cue", "concept", "sign"}


def test_spans_are_picked_by_kind_and_name() -> None:
    (one,) = read("Turkish foreign minister may meet Assad in Damascus")
    assert [span.tag.name for span in one.of("actor")] == ["TUR", "SYR", "SYR"]
    assert [span.tag.name for span in one.of("cue", "MODAL", "NEG")] == ["MODAL"]
    assert one.of("cue", "NEG") == []
    assert one.of("nothing") == []


@given(st.text(), st.text())
def test_every_word_stands_where_it_says(title: str, summary: str) -> None:
    made = Entry(id="x", title=title, summary=summary)
    for each in sentences_of(made):
        text = getattr(made, each.part)
        ends = [(word.start, word.end) for word in each.words]
        assert ends == sorted(ends)
        assert all(0 <= start < end <= len(text) for start, end in ends)
        assert 0 < len(each.words) <= LONGEST_SENTENCE


@given(st.lists(st.sampled_from(["Ankara", "may", "reopen", "11", "U.S.", "said", "سفارة", "Şam'da"]), min_size=1))
def test_no_word_is_lost_or_told_twice(parts: list[str]) -> None:
    joined = list(sentences_of(entry(". ".join(parts))))
    apart = [word.text for part in parts for each in sentences_of(entry(part)) for word in each.words]
    assert [word.text for each in joined for word in each.words] == apart


def test_reading_in_another_language_finds_other_spans() -> None:
    turkish = read("Şam Büyükelçiliği açıldı", lang="tr")[0]
    assert {span.tag.name for span in turkish.of("concept")} >= {"MISSION", "REOPEN"}
    assert read("Şam Büyükelçiliği açıldı", lang="en")[0].of("concept") == []
    assert set(detector().languages) == {"en", "ar", "tr"}


KINDS, NAMES = ("actor", "concept", "cue"), ("TUR", "MEET", "NEG", "SAY")
SPANS = st.lists(
    st.builds(
        lambda start, length, kind, name: Span(start, start + length, Tag(kind, name)),
        st.integers(0, 9),
        st.integers(1, 3),
        st.sampled_from(KINDS),
        st.sampled_from(NAMES),
    ),
    max_size=12,
)


@given(st.lists(SPANS, max_size=3), st.sampled_from(KINDS), st.lists(st.sampled_from(NAMES), max_size=3))
def test_spans_are_found_by_kind_and_name_as_if_all_were_looked_through(
    rounds: list[list[Span]], kind: str, names: list[str]
) -> None:
    one = Sentence("title", (), question=False)
    for spans in rounds:
        one.add(spans)
    every = sorted((span for spans in rounds for span in spans), key=lambda span: (span.start, span.end))
    assert list(one.spans) == every
    assert one.of(kind, *names) == [span for span in every if span.tag.kind == kind and (not names or span.tag.name in names)]
    assert one.tells(set(names)) is any(span.tag.kind == "concept" and span.tag.name in names for span in every)


def test_what_is_done_with_found_spans_changes_no_sentence() -> None:
    one = read("Turkey and Syria")[0]
    for names in ((), ("TUR",), ("TUR", "SYR")):
        found = one.of("actor", *names)
        before = len(found)
        assert before
        found.clear()
        assert len(one.of("actor", *names)) == before


def test_a_full_stop_behind_a_shortened_word_ends_no_sentence() -> None:
    text = "It opened on Dec. 14. Mr. Assad was away in June. He came later."
    cut = [" ".join(word.text for word in each.words) for each in sentences_of(entry(text), {"dec", "mr"})]
    assert cut == ["it opened on dec 14", "mr assad was away in june", "he came later"]
    assert len(list(sentences_of(entry(text)))) == 5
