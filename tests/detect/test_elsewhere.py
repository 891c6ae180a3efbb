"""Government and opposition of other states, who meet over Syrians, and those of the target, who meet in other states."""

from __future__ import annotations

import pytest

from tests.detect.coded import codes, detect

OF_OTHERS = [
    "المعارضة والموالاة في لبنان تتفقان على جلسة لمناقشة ملف النازحين السوريين",
    "لقاء بين الحكومة الأردنية وأحزاب المعارضة بشأن اللاجئين السوريين",
    "اجتماع الحكومة والمعارضة في الكويت بعد جدل حول العلاقة مع سوريا",
    "Meclis'te muhalefet ile iktidar Suriyeli sığınmacılar için bir araya geldi",
    "Muhalefet liderleri Suriyeliler için hükümetle masaya oturdu",
    "Government and opposition hold talks over Syrian refugees",
]
OF_THE_TARGET = [
    "Assad officials meet opposition in Jordan, UN says",
    "Syrian government team and opposition in Russia for talks, sit down on Monday",
    "المعارضة في الأردن تلتقي وفد النظام السوري",
    "Government and opposition sit down in Geneva to end Syria war",
]


@pytest.mark.parametrize("text", OF_OTHERS)
def test_the_opposition_of_another_state_pages_nobody(text: str) -> None:
    assert not detect(text, day="2023-06-11").page


@pytest.mark.parametrize("text", OF_THE_TARGET)
def test_the_opposition_is_met_wherever_it_sits(text: str) -> None:
    assert codes(detect(text, day="2023-06-11")) == "meeting occurred SYROPP"
