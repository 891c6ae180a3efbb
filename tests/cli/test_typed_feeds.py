"""`thaw feeds`: what is added, removed, taken in and written out, and what is refused in one line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

import pytest

from service.model.entry import Feed, FeedState
from service.text.bidi import FIRST_STRONG, POP
from tests.cli.typed import CONFIG, Shell, shell_in

if TYPE_CHECKING:
    from pathlib import Path

    from service.model.rows import Transaction

NOW = datetime(2026, 5, 1, 21, 30, tzinfo=UTC)
FEEDS = """\
poll: {allow_private: ["127.0.0.1:9"]}
feeds:
  - {name: Enab, url: "https://enab.example/rss", lang: ar, country: SYR, kind: newspaper, reliability: B}
  - {name: Old, url: "https://old.example/rss", enabled: false}
"""
OWN = Feed(name="سانا", url="https://sana.example/rss", lang="ar", origin="command")
PROMISED = [
    "name", "url", "lang", "country", "kind", "reliability", "enabled", "origin", "outcome", "reason", "http_status", "failures",
    "failing_since", "last_checked", "last_success", "next_check", "entries", "broken", "dark_since", "gap_suspected_at",
    "moved_to",
]  # fmt: skip


def opml(*outlines: str) -> str:
    return f'<opml version="2.0"><head/><body>{"".join(outlines)}</body></opml>'


def outline(name: str, url: str, more: str = "") -> str:
    return f"<outline text={quoteattr(name)} xmlUrl={quoteattr(url)} {more}/>"


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    return shell_in(tmp_path, monkeypatch, capsys)


@pytest.fixture
def shell(empty: Shell) -> Shell:
    empty.write("config.yaml", CONFIG + FEEDS)
    empty.stored(lambda tx: tx.feeds.add(OWN, NOW))
    return empty


def names(shell: Shell) -> list[str]:
    return [each["name"] for each in shell("feeds", "list", "--json").json]


def test_without_feeds_there_is_a_header_and_an_empty_list(empty: Shell) -> None:
    (header,) = empty("feeds", "list").lines
    assert header.split("  ")[0] == "feed"
    assert empty("feeds", "list", "--json").json == []
    assert "<body/>" in empty("feeds", "export").out


def test_a_feed_in_json_has_the_promised_keys(shell: Shell) -> None:
    told = shell("feeds", "list", "--json").json
    assert all(list(each) == PROMISED for each in told)
    enab = next(each for each in told if each["name"] == "Enab")
    assert [enab[name] for name in PROMISED[:8]] == [
        "Enab", "https://enab.example/rss", "ar", "SYR", "newspaper", "B", True, "config",
    ]  # fmt: skip
    assert {enab[name] for name in ("outcome", "reason", "last_checked", "dark_since", "moved_to")} == {None}
    assert (enab["failures"], enab["entries"], enab["broken"]) == (0, 0, [])


def test_the_table_says_what_was_never_polled_what_is_off_and_what_failed(shell: Shell) -> None:
    def fail(tx: Transaction) -> None:
        known = next(each for each in tx.feeds.all() if each.feed.name == OWN.name)
        state = FeedState(outcome="failed", reason="the server answered 503", next_check=NOW + timedelta(minutes=10), entries=7)
        tx.feeds.save(known.id, state)

    shell.stored(fail)
    shell.write("config.yaml", CONFIG + FEEDS + "timezone: Asia/Damascus\n")
    told = shell("feeds", "list").lines
    assert "next (Asia/Damascus)" in told[0]
    rows = {row.split()[0]: (row, below.strip()) for row, below in zip(told[1:7:2], told[2:7:2], strict=True)}
    assert rows["Enab"][1] == "never"
    assert "now" in rows["Enab"][0].split()
    assert rows["Old"][1] == "disabled"
    row, below = rows[f"{FIRST_STRONG}سانا{POP}"]
    assert "2026-05-02 00:40" in row
    assert "7" in row.split()
    assert below == "failed: the server answered 503"


def test_a_feed_that_does_not_answer_is_added_all_the_same(shell: Shell) -> None:
    said = shell("feeds", "add", " Own ", "http://127.0.0.1:9/rss", "--lang", "tr", "--country", "TUR", "--kind", "agency",
                 "--reliability", "C")  # fmt: skip
    assert said.out == ""
    told, added = said.err.splitlines()
    assert told.startswith("Own: could not be read now (")
    assert added == "Own: added; it is read at the next poll; if its address is wrong: thaw feeds remove Own"
    own = next(each for each in shell("feeds", "list", "--json").json if each["name"] == "Own")
    assert [own[name] for name in ("lang", "country", "kind", "reliability", "origin")] == ["tr", "TUR", "agency", "C", "command"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("Own", "https://x.example/", "--lang", "arabic"), "thaw: Own: lang: must be a code of ISO 639-1 such as en, ar or tr"),
        (("Own", "https://x.example/", "--lang", "AR"), "thaw: Own: lang: must be a code of ISO 639-1 such as en, ar or tr"),
        (("Own", "https://x.example/", "--country", "Syria"), "thaw: Own: country: must be a code of ISO 3166 such as SYR"),
        (("https://x.example/", "--kind", "News!"), "thaw: https://x.example/: kind: must be a word such as agency"),
        (("a\nb", "https://x.example/"), "name: must be one line of readable text"),
        (("x" * 201, "https://x.example/"), "name: must be at most 200 characters long"),
        (("Own", "https://x.example/", "--reliability", "G"), "thaw: --reliability G: must be one letter, A to F"),
        (("Own", "https://x.example/", "--reliability", ""), "thaw: --reliability : must be one letter, A to F"),
        (("Syria", "Direct", "https://x.example/"), "thaw: Syria: a name and an address, no more; put quotes around"),
        (("Own", "ftp://x.example/"), "thaw: ftp://x.example/: "),
        (("Own",), "thaw: Own: "),
        ((), "Missing argument"),
    ],
)
def test_what_the_file_would_refuse_no_command_adds(empty: Shell, arguments: tuple[str, ...], told: str) -> None:
    said = empty("feeds", "add", *arguments, expect=2)
    assert told in said.err
    assert said.out == ""
    assert names(empty) == []


def test_only_what_was_added_by_command_is_removed_by_command(shell: Shell) -> None:
    assert names(shell) == ["Enab", "Old", "سانا"]
    assert shell.wrong("feeds", "remove", "Enab") == (
        "thaw: Enab: stands in the config file; take it out there, or set enabled: false"
    )
    assert shell.wrong("feeds", "remove", "enab") == "thaw: enab: no such feed; thaw feeds list shows them"
    assert shell("feeds", "remove", "سانا") == ("", "سانا: removed; its entries stay\n")
    assert names(shell) == ["Enab", "Old"]
    assert "no such feed" in shell.wrong("feeds", "remove", "سانا")


def test_feeds_come_back_as_they_were_written_out(shell: Shell, tmp_path_factory: pytest.TempPathFactory) -> None:
    written = shell("feeds", "export").out
    assert "سانا" in written
    assert shell("feeds", "export", "feeds.opml") == ("", "")
    assert (shell.folder / "feeds.opml").read_text("utf-8") == written
    other = shell_in(tmp_path_factory.mktemp("other"), shell.patch, shell.capture)
    other.write("feeds.opml", written)
    assert other("feeds", "import", "feeds.opml") == ("", "3 of 3 feeds added\n")
    taken = other("feeds", "list", "--json").json
    assert {each["name"]: (each["lang"], each["country"], each["reliability"], each["enabled"]) for each in taken} == {
        "Enab": ("ar", "SYR", "B", True),
        "Old": (None, None, "F", False),
        "سانا": ("ar", None, "F", True),
    }
    assert other("feeds", "import", "feeds.opml").err.splitlines()[-1] == "0 of 3 feeds added"


def test_of_a_list_what_is_there_is_named_and_the_rest_is_added(shell: Shell) -> None:
    shell.write(
        "more.opml",
        opml(
            outline("Enab", "https://elsewhere.example/"),
            outline("Twice", "https://enab.example/rss"),
            outline("New", "https://new.example/rss", 'language="ar-SA"'),
            outline("New again", "https://new.example/rss"),
            outline("Wrong", "javascript:alert(1)"),
        ),
    )
    *told, last = shell("feeds", "import", "more.opml").err.splitlines()
    assert told == [
        "Enab: a feed of this name is there already (https://enab.example/rss)",
        "https://enab.example/rss: this address is there already, as Enab",
    ]
    assert last == "1 of 3 feeds added"
    new = next(each for each in shell("feeds", "list", "--json").json if each["name"] == "New")
    assert (new["url"], new["lang"], new["origin"]) == ("https://new.example/rss", "ar", "command")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "list.opml: no OPML: "),
        ("<rss/>", "list.opml: no OPML (its root is rss)"),
        ("<opml><body>", "list.opml: no OPML: "),
        ('<!DOCTYPE opml [<!ENTITY x "y">]><opml>&x;</opml>', "list.opml: DTD with entities refused"),
        ('<opml xmlns="urn:x"/>', "list.opml: no OPML (its root is {urn:x}opml)"),
    ],
)
def test_what_is_no_list_of_feeds_is_told_in_one_line(empty: Shell, content: str, told: str) -> None:
    empty.write("list.opml", content)
    assert told in empty.wrong("feeds", "import", "list.opml")


def test_a_list_without_feeds_adds_none(empty: Shell) -> None:
    empty.write("list.opml", opml())
    assert empty("feeds", "import", "list.opml").err == "0 of 0 feeds added\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("import", "none.opml"), "thaw: none.opml: No such file or directory"),
        (("import", "."), "thaw: .: Is a directory"),
        (("export", "none/feeds.opml"), "thaw: none/feeds.opml: cannot be written: No such file or directory"),
        (("check", "Nobody"), "thaw: Nobody: no such feed; thaw feeds list shows them"),
        (("check", "ht tp://x"), "thaw: ht tp://x: "),
        (("remove",), "Missing argument"),
        (("list", "--limit", "5"), "No such option: --limit"),
    ],
)
def test_what_is_asked_wrongly_is_one_line(shell: Shell, arguments: tuple[str, ...], told: str) -> None:
    line = shell.wrong("feeds", *arguments)
    assert line.startswith("thaw: ")
    assert told in line
    assert names(shell) == ["Enab", "Old", "سانا"]
