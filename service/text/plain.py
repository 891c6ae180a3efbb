"""HTML as plain text: what a reader would see, in one line a block."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

HIDDEN = frozenset({"script", "style", "template", "noscript", "svg", "math", "iframe", "object", "head"})
BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td",
        "th", "tr", "ul",
    }
)  # fmt: skip
_BLANK = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")
_MARKUP = re.compile(r"<[a-zA-Z/!?]|&(?:#\w{1,8}|\w{2,12});")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


_UNCLOSED = re.compile(r"<(?=[^<>]*(?:<|\Z))")
"""A tag that another one begins in: the library would look for its end again and again."""


def _without_comments(html: str) -> str:
    pieces, start = [], 0
    while (begin := html.find("<!--", start)) >= 0:
        pieces.append(html[start:begin])
        end = html.find("-->", begin + 4)
        if end < 0:
            return "".join(pieces)
        start = end + 3
    return "".join((*pieces, html[start:]))


class _Reader(HTMLParser):
    """Gathers the text that is seen. It keeps no tree, so that no depth of nesting costs anything."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - as the library asks
        if not self._hidden and tag in HIDDEN:
            self._hidden = tag
        elif tag in BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._hidden:
            self._hidden = ""
        elif tag in BLOCKS:
            self.pieces.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - as the library asks
        if tag in BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data)


def plain_text(html: str) -> str:
    """The text of a fragment of HTML, blank space put together, blocks on lines of their own.

    Text that is no HTML passes as it is; what was escaped twice is read once more.
    """
    text = _stripped(html) if _MARKUP.search(html) else html
    if _MARKUP.search(text) and "<" in text and "&lt;" in html:
        text = _stripped(text)
    return tidy(text)


def plain_line(html: str) -> str:
    """The same on one line, for titles."""
    return " ".join(plain_text(html).split())


def tidy(text: str) -> str:
    """Text without characters that cannot be seen, blank space put together."""
    return _LINES.sub("\n", _BLANK.sub(" ", _UNSEEN.sub("", text.replace("\r", "\n")))).strip()


def _stripped(html: str) -> str:
    reader = _Reader()
    html = _UNCLOSED.sub("&lt;", _without_comments(html))
    try:
        reader.feed(html)
        reader.close()
    except AssertionError:
        # The library gives up on a few malformed declarations.
        return unescape(re.sub(r"<[^<>]{0,1000}>", " ", html))
    return "".join(reader.pieces)
