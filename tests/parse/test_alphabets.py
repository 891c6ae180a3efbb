"""Texts labelled with another encoding than theirs, in every direction that has been seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.parse.alphabets import LEAST, SINGLE_BYTE, really
from service.parse.charset import decoded

TEXTS = {
    "ar": ("تركيا تعيد فتح سفارتها في دمشق بعد سنوات من القطيعة، والوزير يصل إلى العاصمة", ("windows-1256", "iso-8859-6")),
    "fa": ("ايران سفارت خود را در دمشق بازگشايي كرد و وزير امور خارجه وارد پايتخت شد", ("windows-1256",)),
    "ru": ("Турция вновь открыла посольство в Дамаске после многих лет разрыва", ("windows-1251", "koi8-r", "iso-8859-5")),
    "tr": ("Türkiye Şam Büyükelçiliğini yeniden açtı, bayrak göndere çekildi; bakan görüşmeleri değerlendirdi",
           ("windows-1254", "iso-8859-9")),
    "fr": ("La Turquie a rouvert son ambassade à Damas, après des années; l'été passé, où étaient-ils? Déjà là.",
           ("windows-1252", "iso-8859-15")),
}  # fmt: skip
DECLARED = (
    "iso-8859-1",
    "windows-1252",
    "windows-1251",
    "koi8-r",
    "windows-1256",
    "windows-1254",
    "iso-8859-9",
    "utf-16",
    "utf-8",
    "",
)
LABELLED = [
    (text, encoding, declared)
    for text, encodings in TEXTS.values()
    for encoding in encodings
    for declared in (*DECLARED, encoding)
]


def document(text: str, declared: str) -> str:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    return f"{head}<rss><channel><item><title>{text}</title><description>{text}</description></item></channel></rss>"


@pytest.mark.parametrize(("text", "encoding", "declared"), LABELLED)
def test_a_text_is_read_whatever_is_declared(text: str, encoding: str, declared: str) -> None:
    written = text.encode(encoding, "replace")
    found, _, warnings = decoded(document(written.decode(encoding), declared).encode(encoding), "")
    assert written.decode(encoding) in found
    # What the Latin encodings share of a text reads the same in each of them.
    assert warnings or written.decode(encoding) == written.decode(declared)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-32"])
@pytest.mark.parametrize("declared", ["utf-8", "windows-1256", "utf-16", ""])
def test_wide_characters_show_by_their_shape(encoding: str, declared: str) -> None:
    text, _ = TEXTS["ar"]
    assert text in decoded(document(text, declared).encode(encoding), "text/xml; charset=utf-8")[0]


def test_wide_characters_that_are_cut_off_are_read_up_to_there() -> None:
    text, _ = TEXTS["ar"]
    assert text in decoded(document(text, "utf-16").encode("utf-16")[:-3], "")[0]


def test_the_doubt_is_told() -> None:
    body = document(TEXTS["ar"][0], "iso-8859-1").encode("windows-1256")
    assert decoded(body, "")[1:] == ("cp1256", ["declared iso8859-1, but is cp1256"])


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Ísland og Færeyjar: það er ekki góð hugmynd að þýða þetta, sagði ráðherrann við fjölmiðla í gær", "iso-8859-1"),
        ("ТУРЦИЯ ВНОВЬ ОТКРЫЛА ПОСОЛЬСТВО В ДАМАСКЕ", "windows-1251"),
        ("Turcja ponownie otworzyła ambasadę w Damaszku; późniejsze spotkania", "iso-8859-2"),
        ("土耳其重开大使馆，外交部长抵达首都", "gb2312"),
        ("トルコが大使館を再開した", "shift_jis"),
        ("short ığ", "windows-1254"),
    ],
)
def test_what_is_declared_rightly_is_not_doubted(text: str, encoding: str) -> None:
    found, _, warnings = decoded(document(text, encoding).encode(encoding), "")
    assert text in found
    assert warnings == []


@given(st.binary(max_size=400), st.sampled_from([None, *sorted(SINGLE_BYTE)]))
def test_any_bytes_get_a_verdict(body: bytes, declared: str | None) -> None:
    found = really(body, declared)
    assert found is None or (found != declared and found in SINGLE_BYTE)
    if sum(byte > 127 for byte in body) < LEAST:
        assert found is None
