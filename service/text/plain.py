"""HTML as plain text: what a reader would see, in one line a block."""

from __future__ import annotations

import re
from html import unescape

from lxml import etree

HIDDEN = frozenset({"script", "style", "template", "noscript", "svg", "math", "iframe", "object", "head"})
BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td",
        "th", "tr", "ul",
    }
)  # fmt: skip
HOLDERS = frozenset(
    {"article", "aside", "blockquote", "div", "figure", "footer", "header", "li", "ol", "section", "td", "th", "ul"}
)
"""Blocks that no familiar block ends by starting within them, those of `ENDED` apart."""
ENDED = frozenset({("li", "li"), ("ul", "pre"), ("ol", "pre")})
_ROWS = frozenset({"table", "tbody", "tfoot", "thead"})
PARTS = {"td": frozenset({"tr"}), "th": frozenset({"tr"}), "tr": _ROWS} | dict.fromkeys(_ROWS - {"table"}, frozenset({"table"}))
"""Elements that stand within some others alone."""
FAMILIAR = HOLDERS | PARTS.keys() | {
    "a", "abbr", "b", "big", "br", "cite", "code", "del", "em", "figcaption", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "i", "iframe", "img", "ins", "mark", "p", "pre", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "table", "time",
    "u", "wbr",
}  # fmt: skip
"""What nearly all feeds hold."""
_VOID = frozenset({"br", "hr", "img", "wbr"})
_WITHIN_LINES = (FAMILIAR - BLOCKS - PARTS.keys()) | {"br"}
"""What ends nothing by starting, wherever that is."""
_SHOWN_AS = {f"{slash}{tag}": "\n" if tag in BLOCKS else "" for tag in FAMILIAR for slash in ("", "/")}
_MARKUP = re.compile(r"<[a-zA-Z/!?]|&(?:#\w{1,8}|\w{2,12});")
_TAG = re.compile(r"""<(/?[a-zA-Z][^\s/<>"']*+)[^<>"']*+(?:>|(?:"[^<"]*+"[^<>"']*+|'[^<']*+'[^<>"']*+)++>)""")
_CP1252 = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
"""What control characters of Latin-1 are meant as wherever they stand in a text (HTML, 13.2.5.80)."""
_SPACES = re.compile("  +")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


class _Seen:
    """Gathers the text that is seen, as the parser tells it. It keeps no tree, so that no depth of nesting costs anything."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._hidden = ""

    def start(self, tag: str, _attributes: object) -> None:
        if not self._hidden and tag in HIDDEN:
            self._hidden = tag
        elif tag in BLOCKS:
            self._pieces.append("\n")

    def end(self, tag: str) -> None:
        if tag == self._hidden:
            self._hidden = ""
        elif tag in BLOCKS:
            self._pieces.append("\n")

    def data(self, text: str) -> None:
        if not self._hidden:
            self._pieces.append(text)

    def close(self) -> str:
        text = "".join(self._pieces)
        self._pieces, self._hidden = [], ""
        return text


def plain_text(html: str) -> str:
    """The text of a fragment of HTML, blank space put together, blocks on lines of their own.

    Text that is no HTML passes as it is; what was escaped twice is read once more.
    """
    if "<" not in html and "&" not in html:
        return tidy(html)
    text = _stripped(html) if _MARKUP.search(html) else html
    if "<" in text and "&lt;" in html and _MARKUP.search(text):
        text = _stripped(text)
    return tidy(text)


def plain_line(html: str) -> str:
    """The same on one line, for titles."""
    return plain_text(html).replace("\n", " ")


def tidy(text: str) -> str:
    """Text without characters that cannot be seen, blank space put together."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    text = text.replace("\r", "\n").replace("\t", " ").replace("\xa0", " ")
    lines = text.split("\n")
    if not text.replace("\n", " ").isprintable():
        seen = _UNSEEN.sub("", text.translate(_CP1252)) if _UNSEEN.search(text) else text
        lines = [" ".join(line.split()) for line in seen.split("\n")]
    tidied = "\n".join(filter(None, map(str.strip, lines)))
    # Of blank space, only the plain space is printable.
    return _SPACES.sub(" ", tidied) if "  " in tidied else tidied


_PARSER = etree.HTMLParser(target=_Seen(), encoding="utf-8", no_network=True)
"""One for all: making it costs more than most texts do. It is locked by the library while it reads."""


def _stripped(html: str) -> str:
    """The text that a browser would show of it (HTML, 13.2)."""
    text = _stripped_quickly(html)
    return _stripped_carefully(html) if text is None else text


def _stripped_quickly(html: str) -> str | None:
    """The same for what nearly all feeds hold; None where it takes a parser to tell text from markup."""
    pieces = _TAG.split(html)
    tags = pieces[1::2]
    if not _is_well_nested(tags):
        written, tags = tags, list(map(str.lower, tags))
        if tags == written or not _is_well_nested(tags):
            return None
    if "iframe" in tags and not _are_empty("iframe", tags, pieces):
        return None
    pieces[1::2] = map(_SHOWN_AS.__getitem__, tags)
    text = "".join(pieces)
    if "<" in text:  # of a comment, of an attribute that holds it, or of the text
        return None
    return unescape(text) if "&" in text else text


def _are_empty(name: str, tags: list[str], pieces: list[str]) -> bool:
    """Whether nothing stands within the elements of a name: neither an element, nor text between the `pieces` of markup."""
    return all(tags[place + 1] == f"/{name}" and not pieces[2 * place + 2] for place, tag in enumerate(tags) if tag == name)


def _is_well_nested(tags: list[str]) -> bool:
    """Whether each element ends with its own end tag: where a parser would end or drop one by itself, it is to be asked."""
    holders: list[str] = []
    for tag in tags:
        if tag[0] == "/":
            if not holders or holders.pop() != tag[1:]:
                return False
        elif tag not in _WITHIN_LINES and not (tag in FAMILIAR and _may_stand(tag, holders)):
            return False
        elif tag not in _VOID:
            holders.append(tag)
    return not holders


def _may_stand(tag: str, holders: list[str]) -> bool:
    """Whether an element, none of `_WITHIN_LINES`, may start within open ones without ending one of them, or being dropped."""
    if tag in PARTS:
        return bool(holders) and holders[-1] in PARTS[tag]
    return not holders or (holders[-1] in HOLDERS and (holders[-1], tag) not in ENDED)


def _stripped_carefully(html: str) -> str:
    try:
        text: str = etree.fromstring(html.replace("\0", "").encode("utf-8", "replace"), _PARSER)
    except etree.XMLSyntaxError:  # nothing in it that is text or element
        return ""
    return text
