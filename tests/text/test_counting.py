"""One thing stands in the singular, none and many in the plural."""

from __future__ import annotations

import pytest

from service.text.counting import counted, plural


@pytest.mark.parametrize(
    ("count", "noun", "said"),
    [
        (0, "feed", "0 feeds"),
        (1, "feed", "1 feed"),
        (2, "feed", "2 feeds"),
        (1, "entry", "1 entry"),
        (2, "new entry", "2 new entries"),
        (1, "delivery", "1 delivery"),
        (3, "delivery", "3 deliveries"),
        (2, "day", "2 days"),
        (2, "try", "2 tries"),
        (1204, "byte", "1,204 bytes"),
    ],
)
def test_what_is_counted_stands_in_its_number(count: int, noun: str, said: str) -> None:
    assert counted(count, noun) == said


@pytest.mark.parametrize(("noun", "many"), [("switch", "switches"), ("box", "boxes"), ("bus", "buses"), ("relay", "relays")])
def test_a_noun_that_hisses_takes_another_syllable(noun: str, many: str) -> None:
    assert plural(noun) == many
