"""The engine on texts as they come: safe, exact in its evidence, the same in every order, blind to no trick of letters."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.detect.cases import run_cases
from service.detect.explain import explain
from service.detect.lint import lint, rule_mistakes
from service.detect.watches import load_detector, watch_names
from service.errors import AskedWronglyError, ConfigError
from service.model.entry import Entry
from service.model.mention import PAGING, SEVERITIES, Role, Severity, Status
from service.text.fold import fold
from service.text.language import choose_language

if TYPE_CHECKING:
    from pathlib import Path

    from service.detect.cases import CaseResult
    from service.model.mention import Detection

NOW = datetime(2023, 5, 1, tzinfo=UTC)
DETECTOR = load_detector()
RESULTS = run_cases()
REOPENS = {
    "en": "Turkey reopens embassy in Damascus",
    "ar": "تركيا تعيد فتح سفارتها في دمشق",
    "tr": "Türkiye Şam Büyükelçiliğini yeniden açtı",
}


def coded(title: str, summary: str = "", *, lang: str | None = None, content: str = "", day: datetime | None = NOW) -> Detection:
    return DETECTOR.detect(Entry(id="x", title=title, summary=summary, content=content, lang=lang, published=day), NOW)


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: result.title[:60])
def test_the_cases_beside_the_packs_hold(result: CaseResult) -> None:
    assert result.passed, str(result)


def test_the_packs_hold_no_mistake() -> None:
    assert lint() == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, []),
        ({"negated": "denied"}, ["negated is no key of a rule"]),
        ({"all": ["MISSION", "@principal"]}, ["no language has the concept @principal"]),
        ({"needs": ["FLAGG"]}, ["no language has the concept FLAGG"]),
        ({"ignore": ["MAYBE"]}, ["no language has the cue MAYBE"]),
        ({"status": "done"}, ["done is no status"]),
        ({"acting": "somebody"}, ["nobody acts as somebody"]),
    ],
)
def test_a_rule_that_would_never_fire_is_told(change: dict[str, object], told: list[str]) -> None:
    rule = {"name": "x", "all": ["MISSION", "@target"], "status": "occurred"} | change
    found = list(rule_mistakes(rule, {"MISSION", "@target"}, {"NEG"}))
    assert [message.split(";")[0] for message in found] == told


@pytest.mark.parametrize(("lang", "title"), REOPENS.items())
def test_a_step_taken_is_critical_in_every_language(lang: str, title: str) -> None:
    detection = coded(title)
    (mention,) = detection.mentions
    assert (detection.lang, detection.severity, detection.page) == (lang, Severity.CRITICAL, True)
    assert (mention.indicator, mention.status, mention.actors) == ("diplomatic_relations", Status.OCCURRED, ("TUR",))
    assert {Role.INDICATOR, Role.ACTOR, Role.TARGET} <= {span.role for span in mention.evidence}


@pytest.mark.parametrize("claimed", ["en", "ar", "tr", "fr", None])
def test_the_text_shows_its_language_whatever_the_feed_says(claimed: str | None) -> None:
    assert coded(REOPENS["ar"], lang=claimed).lang == "ar"


def test_headline_and_summary_are_one_discourse() -> None:
    detection = coded("Ankara reopens its embassy after eleven years", "The building in the Syrian capital had stood empty.")
    assert [mention.actors for mention in detection.mentions if mention.indicator == "diplomatic_relations"] == [("TUR",)]


def test_an_entry_without_a_date_counts_as_published_now() -> None:
    assert coded(REOPENS["en"], day=None).page


def test_who_governs_and_who_opposes_depends_on_the_day() -> None:
    title = "Russian foreign minister meets Syrian president in Damascus"
    before = coded(title, day=datetime(2023, 5, 1, tzinfo=UTC))
    after = coded(title, day=datetime(2025, 5, 1, tzinfo=UTC))
    assert not before.mentions
    assert [mention.actors for mention in after.mentions] == [("RUS",)]


TRICKS = {
    "zero width": REOPENS["en"].replace("embassy", "emb\u200bassy"),
    "soft hyphen": REOPENS["en"].replace("embassy", "em\u00adbassy"),
    "bidi controls": "\u202a" + REOPENS["en"].replace("Turkey", "\u2067Turkey\u2069") + "\u202c",
    "full width": REOPENS["en"].replace("embassy", "ｅｍｂａｓｓｙ"),
    "look-alikes": REOPENS["en"].replace("embassy", "еmbаssy"),
    "capitals": REOPENS["en"].upper(),
    "no-break space": REOPENS["en"].replace(" ", "\u00a0"),
    "tatweel": REOPENS["ar"].replace("سفارتها", "سفـارتها"),
    "vowels": REOPENS["ar"].replace("فتح", "فَتْح"),
    "dotted i": REOPENS["tr"].replace("Türkiye", "TÜRKİYE"),
}


@pytest.mark.parametrize("title", TRICKS.values(), ids=TRICKS)
def test_tricks_of_letters_hide_nothing(title: str) -> None:
    detection = coded(title)
    assert detection.page
    assert all(title[span.start : span.end] == span.text for mention in detection.mentions for span in mention.evidence)


TALK = "may not will if says sources Assad met denies opposition regime ? . , ; : — \n 2018 'the \u202e \u0000 لا قد لم göre"
WORDS = sorted({word for text in (*REOPENS.values(), TALK) for word in text.split(" ")})


@settings(max_examples=300, deadline=None)
@given(
    title=st.one_of(st.text(), st.lists(st.sampled_from(WORDS)).map(" ".join)),
    summary=st.one_of(st.text(), st.lists(st.sampled_from(WORDS)).map(" ".join)),
    lang=st.sampled_from(["en", "ar", "tr", "xx", None]),
)
def test_any_text_is_coded_and_its_evidence_is_exact(title: str, summary: str, lang: str | None) -> None:
    entry = Entry(id="x", title=title, summary=summary, lang=lang, published=NOW)
    detection = DETECTOR.detect(entry, NOW)
    assert detection == DETECTOR.detect(entry, NOW)
    for mention in detection.mentions:
        assert mention.actors == tuple(sorted(mention.actors))
        assert any(span.role is Role.INDICATOR for span in mention.evidence)
        for span in mention.evidence:
            assert getattr(entry, span.field)[span.start : span.end] == span.text
    highest = max((mention.severity for mention in detection.mentions), key=SEVERITIES.index, default=Severity.NONE)
    assert detection.severity == highest
    assert detection.page is (highest in PAGING)


def test_a_talk_never_pages() -> None:
    for title in (
        "Turkey may reopen its embassy in Damascus",
        "قد تعيد تركيا فتح سفارتها في دمشق",
        "Türkiye Şam Büyükelçiliğini açabilir",
    ):
        assert not coded(title).page, title


def test_several_watches_code_each_its_own() -> None:
    both = load_detector(["assi", "kabul"])
    entry = Entry(
        id="x", title=REOPENS["en"], summary="The Russian ambassador presents credentials to the Taliban in Kabul.", published=NOW
    )
    assert {mention.watch for mention in both.detect(entry, NOW).mentions} == {"assi", "kabul"}
    assert watch_names() == ("assi", "kabul")


def test_an_explanation_names_rule_cue_and_verdict() -> None:
    entry = Entry(id="x", title="Turkey may reopen its embassy in Damascus", published=NOW)
    found = explain(DETECTOR, entry, NOW)
    assert "“may”" in found.verdicts[0]
    assert "mission reopened" in found.detection.mentions[0].reasons[1]
    meanings = {entry.title[one.start : one.end]: one.meaning for one in found.recognized}
    assert meanings["Turkey"] == "actor TUR"
    assert meanings["embassy"] == "concept MISSION"


WRONG = {
    "name: x\n": "target: is missing",
    "[]\n": "is no watch",
    "name: x\ntarget: NOWHERE\npages: []\n": "2: target: 'NOWHERE' is no actor",
    "name: x\ntarget: SYR\npages: [nothing]\n": "3: pages: 'nothing' is no indicator",
    "name: x\ntarget: SYR\npages: []\npatron: []\n": "4: patron: is no setting",
    "name: x\ntarget: [SYR]\npages: []\n": "2: target: is of the wrong kind",
    "name: [\n": "mine.yaml:2: did not find expected node content",
}


@pytest.mark.parametrize(("content", "told"), WRONG.items())
def test_a_wrong_watch_is_told_with_its_line(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(content)
    with pytest.raises(ConfigError) as refused:
        load_detector([path])
    assert told in refused.value.message
    assert str(path) in refused.value.message
    assert lint([path])


def test_a_watch_of_ones_own_is_a_file_and_no_code(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("name: mine\ntarget: PRK\nprincipal: KOR\npages: [diplomatic_relations]\n")
    entry = Entry(id="x", title="South Korea reopens its embassy in Pyongyang, North Korea", published=NOW)
    (mention,) = load_detector([path]).detect(entry, NOW).mentions
    assert (mention.watch, mention.actors, mention.target, mention.severity) == ("mine", ("KOR",), "PRK", Severity.CRITICAL)


def test_a_missing_watch_is_told(tmp_path: Path) -> None:
    with pytest.raises(AskedWronglyError, match="cannot be read"):
        load_detector([tmp_path / "none.yaml"])


def test_work_grows_no_faster_than_the_text() -> None:
    """Counted in spans and words, not in seconds."""
    sizes = []
    for times in (10, 100, 1000):
        entry = Entry(id="x", title="t", content=f"{REOPENS['en']} and " * times, published=NOW)
        read = DETECTOR.read(entry, DETECTOR.languages["en"], NOW.date())
        sizes.append(sum(len(sentence.spans) for sentence in read))
        assert max(len(sentence.words) for sentence in read) <= 120
    assert all(later <= 10.5 * earlier for earlier, later in pairwise(sizes))


WORDY = st.lists(
    st.sampled_from(["the of", "bir ve", "في من", "e\u0301", "\u0301", "ş", "I", "\n", " ", "a" * 300, "the " * 150]), max_size=9
).map("".join)


@given(title=WORDY, summary=WORDY, content=WORDY, claimed=st.sampled_from(["en", "ar", "tr", None]))
def test_the_language_is_that_of_the_first_letters_of_title_and_summary(
    title: str, summary: str, content: str, claimed: str | None
) -> None:
    text = f"{title} {summary or content}"[:2000]
    marks = {code: language.marks for code, language in DETECTOR.languages.items()}
    folded = fold(unicodedata.normalize("NFC", text)).text
    assert coded(title, summary, content=content, lang=claimed).lang == choose_language(
        frozenset(folded.split()), text, claimed, marks
    )
