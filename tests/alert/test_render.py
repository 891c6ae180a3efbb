from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from service.alert.notice import digest, trial, trouble
from service.alert.render import BUILT_IN, NAMES, Templates
from service.model.mention import Evidence, Role, Severity
from service.model.signal import Change
from tests.alert.made import NOW, alert, change, held, mention, planned, receipt, telling

if TYPE_CHECKING:
    from pathlib import Path

VOID = {"meta", "br", "img", "link", "hr", "input"}


class Balance(HTMLParser):
    """Checks that every element is closed, and gathers what could reach the network."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.remote: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        if tag in {"img", "script", "link", "iframe", "object", "form", "video"}:
            self.remote.append(tag)
        self.remote += [f"{name}={value}" for name, value in attrs if name in {"src", "background", "srcset"} or name[:2] == "on"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def everything() -> list[tuple[str, dict[str, object]]]:
    denied = planned(change(Change.DENIED, number=2, previous=None), receipts=(receipt(),)).alert
    assert denied is not None
    members = [held(str(n)) for n in range(5)]
    told = digest(members, [alert(), denied, trial("desk", NOW)], NOW, lines=["Blind for Arabic"])
    messages = [alert(), denied, trial("desk", NOW), trouble("gone", "hook", "hook: gone", NOW)]
    return [("alert", each.content) for each in messages] + [("digest", told.content)]


@pytest.mark.parametrize(("kind", "content"), everything())
def test_every_kind_of_message_renders_and_reaches_for_nothing(kind: str, content: dict[str, object]) -> None:
    html = Templates().render(f"{kind}.html.j2", content).text
    balance = Balance()
    balance.feed(html)
    balance.close()

    assert balance.open == []
    assert balance.remote == []
    assert not re.search(r"url\(|@import|src=", html)
    assert "prefers-color-scheme: dark" in html
    assert 'name="viewport"' in html
    text = Templates().render(f"{kind}.txt.j2", content).text
    assert "\n\n\n\n" not in text
    assert "&amp;" not in text
    assert "None" not in text


def test_a_desk_officer_finds_what_matters() -> None:
    text = Templates().render("alert.txt.j2", alert().content).text
    wanted = [
        "CRITICAL · New signal", "Turkey reopens its embassy in Damascus", "Who: TUR and SYR", "diplomatic relations (bilateral)",
        "Status: occurred: reported as done or under way", "How sure: B2: usually reliable source, probably true",
        "[raised its flag]", "https://news.example.org/1", "2018-12-27 09:30 UTC", "WHAT WOULD CHANGE THE STATUS",
        "thaw signals review k7m2 confirm", "thaw alerts ack k7m2-1",
    ]  # fmt: skip
    assert [each for each in wanted if each not in text] == []
    assert text.index("CRITICAL") < text.index("Who:") < text.index("WHAT THE TEXT SAYS") < text.index("SOURCES")


def test_text_from_right_to_left_is_set_so() -> None:
    title = "تركيا تعيد فتح سفارتها في دمشق"
    evidence = Evidence(field="title", start=0, end=5, text=title[:5], role=Role.ACTOR)
    arabic = telling(title=title, text="", lang="ar", mention=mention(evidence=(evidence,)))
    made = planned(change(title=title), telling=arabic).alert
    assert made is not None
    html = Templates().render("alert.html.j2", made.content).text

    assert f'<h1 dir="rtl">{title}</h1>' in html
    assert f'<blockquote dir="rtl" lang="ar"><mark>{title[:5]}</mark>' in html
    assert f'<p dir="rtl" lang="ar">{title}</p>' in html


def test_feeds_cannot_write_markup_or_templates() -> None:
    nasty = "<script>alert(1)</script>{{7*7}}\" onclick='x'&"
    made = planned(change(title=nasty, venue=nasty), telling=telling(title=nasty, text=nasty, source=nasty, lang=nasty)).alert
    assert made is not None
    html = Templates().render("alert.html.j2", made.content).text
    balance = Balance()
    balance.feed(html)

    assert balance.remote == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in html
    assert "<script" not in html


def test_a_user_may_write_a_template_of_his_own(tmp_path: Path) -> None:
    (tmp_path / "alert.txt.j2").write_text("{{ title }}: {% for e in entries %}{{ loop.index }} {{ e.source }}{% endfor %}")
    templates = Templates(tmp_path)
    made = templates.render("alert.txt.j2", alert().content)

    assert (made.text, made.note) == ("Turkey reopens its embassy in Damascus: 1 Enab Baladi", "")
    assert "<mark>" in templates.render("alert.html.j2", alert().content).text
    assert templates.mistakes() == ()


@pytest.mark.parametrize(
    "broken",
    [
        "{{ title",
        "{% if %}",
        "{{ nosuchname }}",
        "{{ title.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ title.upper() }}",
        "{{ detail.update({}) }}",
        "{{ lipsum.__globals__ }}",
        "{{ entries.append(1) }}",
        "{{ 1/0 }}",
        "{% include 'nowhere' %}",
        "{% for a in range(10**9) %}{% endfor %}",
        "{{ 'x' * title }}",
        "{{ self.__init__ }}",
        "{{ cycler.__init__ }}",
    ],
)
def test_a_template_that_is_broken_or_reaches_out_gives_way_and_says_so(tmp_path: Path, broken: str) -> None:
    (tmp_path / "alert.txt.j2").write_text(broken)
    made = Templates(tmp_path).render("alert.txt.j2", alert().content)

    assert "Turkey reopens its embassy" in made.text
    assert made.note.startswith(f"Your template {tmp_path}/alert.txt.j2")
    assert f"[{made.note}]" in made.text


def test_a_template_may_extend_the_built_in_layout_and_include_its_own_parts(tmp_path: Path) -> None:
    (tmp_path / "sign.html").write_text("<i>{{ signal }}</i>")
    (tmp_path / "alert.html.j2").write_text(
        '{% extends "layout.html.j2" %}{% block message %}{{ title }}{% include "sign.html" %}{% endblock %}'
    )
    made = Templates(tmp_path).render("alert.html.j2", alert().content)
    assert made.note == ""
    assert "prefers-color-scheme" in made.text
    assert "Turkey reopens its embassy in Damascus<i>k7m2</i>" in made.text


def test_a_template_that_extends_itself_gives_way(tmp_path: Path) -> None:
    (tmp_path / "alert.html.j2").write_text('{% extends "alert.html.j2" %}')
    made = Templates(tmp_path).render("alert.html.j2", alert().content)
    assert "is broken" in made.note
    assert "Turkey reopens" in made.text


def test_a_template_of_other_bytes_than_utf8_gives_way_too(tmp_path: Path) -> None:
    (tmp_path / "alert.html.j2").write_bytes(b"\xff\xfe{{ title }}")
    templates = Templates(tmp_path)
    assert 'class="note"' in templates.render("alert.html.j2", alert().content).text
    assert len(templates.mistakes()) == 1


def test_mistakes_are_told_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "digest.html.j2").write_text("fine\n{% endfor %}\n")
    (mistake,) = Templates(tmp_path).mistakes()
    assert mistake.startswith(f"{tmp_path}/digest.html.j2:2 is broken: ")
    assert Templates(tmp_path / "none").mistakes() == (f"{tmp_path / 'none'}: no such folder of templates",)
    assert Templates().mistakes() == ()


def test_every_template_that_is_named_exists() -> None:
    assert {each.name for each in BUILT_IN.iterdir()} == {*NAMES, "layout.html.j2"}


def test_a_digest_lists_every_alert_the_worst_first() -> None:
    shown = [alert(id="crit-1", severity=Severity.CRITICAL), alert(id="low-1", severity=Severity.LOW)]
    text = Templates().render("digest.txt.j2", digest([held("crit"), held("low")], shown, NOW).content).text
    assert text.index("alert crit-1") < text.index("alert low-1")
    assert "2 alerts held back until 2018-12-27 09:30 UTC" in text
    assert (
        "   CRITICAL · new · TUR-SYR diplomatic relations · occurred\n   Enab Baladi, 2018-12-27 09:30 UTC\n   https://" in text
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("content", [{}, {"title": "<b>Old", "detail": {}}, {"title": "<b>Old", "detail": None, "items": 3}])
def test_content_that_no_template_fits_still_arrives(name: str, content: dict[str, object]) -> None:
    made = Templates().render(name, content)
    assert ("Old" in made.text) is bool(content)
    assert "<b>" not in made.text or ".html" not in name
