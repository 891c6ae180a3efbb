"""Any text at all: nothing raises, evidence is exact, answers are the same each time and in time that grows with the text."""

from __future__ import annotations

import time
import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.detect.explain import explain
from service.model.entry import Entry
from service.model.mention import PAGING, Status
from tests.detect.coded import codes, detect, detector

NOW = datetime(2023, 5, 1, tzinfo=UTC)
SEEDS = (
    "Turkey Syria Damascus Assad Erdogan opposition regime Taliban Kabul Russia embassy reopens meets visits lifts sanctions may "
    "not will if sources says denies the two his counterpart which that and , ; : — ( ) “ ” . ? ! 2018 May since until in to "
    "from on "
    "تركيا سوريا دمشق الأسد المعارضة النظام تعيد فتح سفارتها قد لن ستعيد مصادر وقال التي و ، ؛ ؟ عام منذ "
    "Türkiye Suriye Şam Büyükelçiliği açtı açmayacak açabilir görüştü rejim muhalefet göre mı yılında "
    "\u202e \u2067 \u2069 \u200b \u200d \u00ad \ufeff \u0000 \u0301 ﷺ ｅｍｂａｓｓｙ 🇹🇷 ١٩٩٩ ² ǆ ﬁ ß İ ı"
)
PIECES = SEEDS.split(" ")
MIXED = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)
TEXT = st.one_of(MIXED, st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@settings(max_examples=120, deadline=None)
@given(
    title=TEXT,
    summary=TEXT,
    content=TEXT,
    watch=st.sampled_from(["assi", "kabul"]),
    day=st.dates(date(1970, 1, 1), date(2100, 1, 1)),
)
def test_any_entry_is_coded_within_bounds(title: str, summary: str, content: str, watch: str, day: date) -> None:
    published = datetime(day.year, day.month, day.day, tzinfo=UTC)
    made = Entry(id="x", title=title, summary=summary, content=content, published=published)
    found = detector(watch).detect(made, NOW)
    assert found.page is (found.severity in PAGING)
    for mention in found.mentions:
        assert mention.watch == watch
        assert mention.actors
        assert mention.target not in mention.actors
        assert 0 < mention.confidence <= 1
        assert not (mention.severity in PAGING and mention.status in {Status.DISCUSSED, Status.DENIED, Status.BACKGROUND})
        for span in mention.evidence:
            assert 0 <= span.start < span.end <= len(getattr(made, span.field))
            assert getattr(made, span.field)[span.start : span.end] == span.text
    assert found == detector(watch).detect(made, NOW)


@settings(max_examples=30, deadline=None)
@given(title=TEXT, summary=TEXT)
def test_any_entry_is_explained_within_bounds(title: str, summary: str) -> None:
    made = Entry(id="x", title=title, summary=summary, published=NOW)
    found = explain(detector(), made, NOW)
    assert len(found.verdicts) == len(found.detection.mentions)
    for each in found.recognized:
        assert 0 <= each.start < each.end <= len(getattr(made, each.field))


@settings(max_examples=30, deadline=None)
@given(title=TEXT)
def test_a_detector_keeps_nothing_of_the_entries_before(title: str) -> None:
    before = detect("Turkey reopens its embassy in Damascus")
    detect(title, title)
    assert detect("Turkey reopens its embassy in Damascus") == before


UNRELATED = ("Roses grow in the garden.", "It was a warm day.", "Bread is cheap.", "The museum shows old coins.", "Rain fell.")
STEP = "Turkey reopened its embassy in Damascus."


@settings(max_examples=25, deadline=None)
@given(st.permutations([*UNRELATED, STEP]))
def test_the_order_of_unrelated_sentences_changes_nothing(sentences: list[str]) -> None:
    assert codes(detect("Garden diary", " ".join(sentences))) == "relations occurred TUR"


@settings(max_examples=25, deadline=None)
@given(st.permutations([*UNRELATED, "Oman may reopen its embassy in Damascus.", STEP]))
def test_two_steps_of_two_states_are_told_in_either_order(sentences: list[str]) -> None:
    assert codes(detect("Garden diary", " ".join(sentences))) == "relations discussed OMN; relations occurred TUR"


STEPS = {
    "en": "Turkey reopens embassy in Damascus",
    "ar": "تركيا تعيد فتح سفارتها في دمشق",
    "tr": "Türkiye Şam Büyükelçiliğini yeniden açtı",
}
INVISIBLE = [
    "\u200b",
    "\u200c",
    "\u200d",
    "\u2060",
    "\u00ad",
    "\u202a",
    "\u202e",
    "\u202c",
    "\u2066",
    "\u2069",
    "\u200e",
    "\u200f",
]


@pytest.mark.parametrize("lang", STEPS)
@pytest.mark.parametrize("sign", INVISIBLE, ids=[unicodedata.name(sign) for sign in INVISIBLE])
def test_what_nobody_sees_hides_nothing(lang: str, sign: str) -> None:
    """Between all letters, around all words and at both ends."""
    text = STEPS[lang]
    for tricked in (sign.join(text), sign + text + sign, text.replace(" ", f"{sign} {sign}")):
        found = detect(tricked)
        assert codes(found) == "relations occurred TUR"
        assert all(tricked[span.start : span.end] == span.text for mention in found.mentions for span in mention.evidence)


def wide(text: str) -> str:
    """The text in full-width letters, as in East Asian type."""
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else "\u3000" if char == " " else char for char in text)


SPELLINGS = {
    "full width": wide(STEPS["en"]),
    "capitals": STEPS["en"].upper(),
    "mathematical bold": "".join(chr(0x1D41A + ord(char) - ord("a")) if char.islower() else char for char in STEPS["en"]),
    "Turkish capitals": "TÜRKİYE ŞAM BÜYÜKELÇİLİĞİNİ YENİDEN AÇTI",
    "Arabic vowels": "تُركيا تُعيدُ فَتحَ سِفارتَها في دمشق",
    "Arabic tatweel": "تركيا تعيد فتح سفـــارتها في دمشق",
    "Arabic presentation forms": "ﺗﺮﻛﻴﺎ ﺗﻌﻴﺪ ﻓﺘﺢ ﺳﻔﺎﺭﺗﻬﺎ ﻓﻲ ﺩﻣﺸﻖ",
    "Persian letters": "ترکیا تعید فتح سفارتها فی دمشق",
    "no-break spaces": STEPS["en"].replace(" ", "\u00a0"),
    "tabs": STEPS["en"].replace(" ", "\t"),
    "curly apostrophe": "Turkey’s embassy in Damascus reopens",
    "quotation marks": "Turkey “reopens” its embassy in Damascus",
}


@pytest.mark.parametrize("text", SPELLINGS.values(), ids=SPELLINGS)
def test_spellings_of_one_step(text: str) -> None:
    assert codes(detect(text)) == "relations occurred TUR"


@pytest.mark.parametrize("lang", ["en", "ar", "tr", "xx", "", None])
def test_a_wrong_language_of_the_feed_hides_no_arabic(lang: str | None) -> None:
    made = Entry(id="x", title=STEPS["ar"], lang=lang, published=NOW)
    assert codes(detector().detect(made, NOW)) == "relations occurred TUR"


@pytest.mark.parametrize("day", ["0001-01-01", "1900-02-28", "2024-02-29", "9999-12-31"])
def test_days_at_the_edges_raise_nothing(day: str) -> None:
    for text in (
        "Turkey reopened its embassy in Damascus on 31 February.",
        "Turkey reopened its embassy in Damascus on 29 January.",
    ):
        detect("Garden diary", text, day=day)


LONG = {
    "steps": "Turkey reopens its embassy in Damascus. ",
    "nothing": "The weather in Syria was warm and dry. ",
    "no full stop": "Turkey reopens embassy in Damascus and ",
    "one word": "Syria",
    "line breaks": "Syria\n",
    "invisible": "\u202eSyria\u202c ",
}


def seconds(text: str, title: str = "Syria") -> float:
    """The least of two measurements, of this process alone."""
    taken = []
    for _ in range(2):
        begun = time.process_time()
        detect(title, content=text)
        taken.append(time.process_time() - begun)
    return min(taken)


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_four_times_the_text_takes_about_four_times_as_long(text: str) -> None:
    """A ratio, with a factor of two to spare, so that it holds on any machine."""
    count = 1_500 // len(text)
    assert seconds(text * count * 4) <= 8 * seconds(text * count) + 0.05


@pytest.mark.parametrize("text", ["The weather was warm and dry. ", "a", "\n", "\u202e", "سفارة "], ids=ascii)
def test_a_megabyte_that_names_no_target_is_only_looked_through(text: str) -> None:
    count = 250_000 // len(text)
    quarter, whole = (seconds(text * times, "Garden diary") for times in (count, 4 * count))
    assert whole <= 8 * quarter + 0.05
    assert detect("Garden diary", content=text * 4 * count).mentions == ()


def test_a_step_far_down_in_a_long_text_is_found() -> None:
    found = detect("Garden diary", content="The weather in Syria was warm. " * 1_000 + STEP)
    assert codes(found) == "relations occurred TUR"
    (mention,) = found.mentions
    assert mention.evidence[0].start > 30_000


def test_e04_a_step_told_with_letters_of_another_script_is_found_and_marked() -> None:
    plain, tricked = detect("Turkey reopens embassy in Damascus"), detect("Turkey reopens emb\u0430ssy in Damascus")
    assert codes(tricked) == codes(plain)
    (one,), (other,) = plain.mentions, tricked.mentions
    assert any(reason.startswith("confusable") for reason in other.reasons)
    assert not any(reason.startswith("confusable") for reason in one.reasons)
    assert other.confidence < one.confidence
