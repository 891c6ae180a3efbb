from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.parse.page import LONGEST_TEXT, main_text

FIRST = "Turkey reopened its embassy in Damascus on Tuesday, twelve years after it had been closed, and a flag was raised."
SECOND = "The foreign minister said that a charge d'affaires would take up his work at once and that consuls would follow."
ARABIC = "أعادت تركيا يوم الثلاثاء فتح سفارتها في دمشق بعد اثني عشر عاما من إغلاقها، ورفع العلم فوق المبنى بحضور دبلوماسيين. " * 2
PAGE = f"""<!DOCTYPE html><html><head><title>Title</title><style>p{{}}</style><meta charset="utf-8"></head><body>
<nav><ul><li>{"<a href=/>Section with a long name that says nothing</a>" * 40}</li></ul></nav>
<div class=page><div class=story><h1>Head</h1><p>{FIRST}</p><div class=ad><p>Buy!</p></div><p>{SECOND} <a href=/x>More</a></p>
<ul><li>One point</li></ul><script>var x = "<p>no</p>"</script></div>
<aside><p>{"Most read elsewhere and of no importance here. " * 20}</p></aside></div>
<footer><p>{"All rights reserved by somebody. " * 20}</p></footer></body></html>"""


def test_of_a_page_what_it_is_about_is_read() -> None:
    text = main_text(PAGE.encode(), "text/html")
    assert FIRST in text
    assert f"{SECOND} More" in text
    assert "One point" in text
    for noise in ("Section", "no importance", "rights", "var x", "Title"):
        assert noise not in text
    assert text.index(FIRST) < text.index(SECOND)


def test_an_article_is_read_whole() -> None:
    body = f"<body><article><header><p>By Desk</p></header><div><p>{FIRST}</p></div><div><p>{SECOND}</p></div></article></body>"
    assert main_text(body.encode(), "") == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize(
    ("content_type", "head", "encoding"),
    [
        ("text/html; charset=windows-1256", "", "windows-1256"),
        ("text/html", '<meta charset="windows-1256">', "windows-1256"),
        ("text/html", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">', "windows-1256"),
        ("text/html", "", "utf-8"),
        ("text/html; charset=iso-8859-1", "", "windows-1256"),
        ("", "", "utf-16"),
    ],
)
def test_encodings_are_read(content_type: str, head: str, encoding: str) -> None:
    body = f"<html><head>{head}</head><body><div><p>{ARABIC}</p></div></body></html>"
    assert main_text(body.encode(encoding), content_type) == ARABIC.strip()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Please log in",
        "<html><body><p>Please log in</p></body></html>",
        f"<p>{'<a href=/>A link among links that says enough to count</a>' * 20}</p>",
        '{"a": 1}',
        "\x00\x01",
    ],
)
def test_what_has_no_main_text_gives_none(body: str) -> None:
    assert main_text(body.encode(), "text/html") == ""


@pytest.mark.parametrize("nasty", ["<div>", "<p>", "<b>", "<a ", "<!--", "<td><p>", "<article>"])
def test_no_nesting_is_too_deep_and_no_text_too_long(nasty: str) -> None:
    text = main_text((f"<p>{FIRST * 2}</p>" + nasty * 100_000 + f"<p>{'x ' * 100_000}</p>").encode(), "")
    assert len(text) <= LONGEST_TEXT


@given(st.one_of(st.binary(), st.text().map(lambda text: f"<div><p>{text}</p></div>".encode("utf-8", "replace"))), st.text())
def test_any_bytes_are_read(body: bytes, content_type: str) -> None:
    assert isinstance(main_text(body, content_type), str)
