"""Halves of two entries put together, and entries with words left out or turned about: whatever comes of it is read."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from service.model.mention import PAGING
from tests.detect.coded import detect

CORPUS = Path(__file__).parents[1] / "corpus"
TEXTS: dict[str, list[dict[str, Any]]] = {}
for path in sorted(CORPUS.glob("*.jsonl")):
    for line in path.read_text("utf-8").splitlines():
        TEXTS.setdefault((entry := json.loads(line))["lang"], []).append(entry)
LANGUAGES = st.sampled_from(sorted(TEXTS))
PLACES = st.integers(0, 2**32 - 1)


def words(entry: dict[str, Any]) -> list[str]:
    return f"{entry['title']} {entry['summary']}".split()


def changed(lang: str, seed: int) -> list[str]:
    """Words of two entries: cut and joined, some left out, or in another order."""
    chance = random.Random(seed)  # noqa: S311 - a seed that Hypothesis can make smaller
    one, other = (words(chance.choice(TEXTS[lang])) for _ in range(2))
    spliced = one[: chance.randrange(len(one) + 1)] + other[chance.randrange(len(other)) :]
    kept = [word for word in one if chance.random() < 0.8]
    return chance.choice([spliced, kept, chance.sample(spliced, len(spliced))])


@given(lang=LANGUAGES, seed=PLACES, title=st.integers(0, 20))
def test_entries_cut_and_joined_are_read(lang: str, seed: int, title: int) -> None:
    told = changed(lang, seed)
    found = detect(" ".join(told[:title]), " ".join(told[title:]), day="2023-05-01")
    assert found.page is (found.severity in PAGING)
    for mention in found.mentions:
        assert mention.evidence
