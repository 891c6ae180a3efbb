"""Several negations before one step, of which some say nothing of it: none of these may end reading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.detect.coded import detect

NEGATED = [
    "تركيا لم تقل إنها لن تعيد السفير، وعينت سفيرا في دمشق",
    "تركيا لا تقول إنها لن ترسله، وتعين سفيرا في دمشق",
    "النظام والمعارضة لم يتفقا لم يوقعا، وعقدا جلسة محادثات في جنيف",
    "Despite saying it would not never, Oman reopens embassy in Damascus",
]


@pytest.mark.parametrize("text", NEGATED)
def test_a_step_behind_two_negations_of_other_things_pages(text: str) -> None:
    assert detect(text, day="2023-05-01").page


TEXT = """
    Oman Damascus embassy reopens not never no denies says that and , . would may if despite without ambassador talks
    opposition regime meets لا لم لن ليس عدم إن أن ، وتعين سفير دمشق تركيا تنفي إعادة المعارضة النظام محادثات
    Türkiye Şam büyükelçi değil atamadı atadı yok ne muhalefet rejim görüştü görüşmedi
"""
WORDS = st.sampled_from(TEXT.split())


@given(words=st.lists(WORDS, max_size=24))
def test_whatever_stands_side_by_side_is_read(words: list[str]) -> None:
    assert detect(" ".join(words), day="2023-05-01").severity
