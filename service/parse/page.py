"""The main text of a web page, for feeds that hold no more than the beginning of their entries."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from lxml import etree

from service.parse.charset import decoded
from service.text.plain import HIDDEN, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_READ = 2**20
"""Characters of a page that are looked at."""
LONGEST_TEXT = 64 * 1024
LEAST = 140
"""Characters without which a page has no main text: a notice, a login, a list of links."""

ASIDE = HIDDEN | {"nav", "aside", "footer", "header", "form", "button", "figure", "select", "label", "dialog", "title"}
"""Elements whose text is not what the page is about."""
_PARAGRAPHS = frozenset({"p", "h2", "h3", "h4", "li", "blockquote", "pre", "td"})
_CHARSET = re.compile(r"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z]")


def main_text(body: bytes, content_type: str) -> str:
    """The text that a page is about, a paragraph a line; empty where it has none.

    It is that of the element whose own paragraphs say most; text of links counts for nothing.

    Args:
        body: the page, HTML of any quality.
        content_type: the header Content-Type, for its charset.
    """
    named = _CHARSET.search(body[:4096].decode("latin-1"))
    said = content_type if "charset" in content_type.lower() else f"text/html; charset={named[1] if named else 'utf-8'}"
    text = decoded(body, said)[0][:LARGEST_READ]
    page = _tree(text) if _TAG.search(text) else None
    best = None if page is None else _weightiest(page)
    if best is None:
        return ""
    text = tidy("\n".join(_text(each) for each in _paragraphs(best)))
    return text[:LONGEST_TEXT] if len(text) >= LEAST else ""


def _tree(text: str) -> etree._Element | None:
    parser = etree.HTMLParser(
        no_network=True, recover=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        page: etree._Element | None = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    return page


def _weightiest(page: etree._Element) -> etree._Element | None:
    """The element whose own paragraphs say most; where it lies within an article, the article."""
    weights: defaultdict[etree._Element, int] = defaultdict(int)
    for paragraph in _paragraphs(page):
        parent = paragraph.getparent()
        if parent is not None:
            weights[parent] += len(_text(paragraph)) - 2 * sum(len(_text(link)) for link in paragraph.iter("a"))
    best = max(weights, key=lambda each: weights[each], default=None)
    if best is None or weights[best] <= 0:
        return None
    return next(iter(best.iterancestors("article")), best)


def _paragraphs(root: etree._Element) -> Iterator[etree._Element]:
    """The outermost paragraphs that are not aside, in order; no depth costs a frame."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str) or element.tag in ASIDE:
            continue
        if element.tag in _PARAGRAPHS and element is not root and not _holds_blocks(element):
            yield element
        else:
            waiting.extend(reversed(element))


def _holds_blocks(element: etree._Element) -> bool:
    return any(True for _ in element.iterdescendants("p", "div", "ul", "ol", "table"))


def _text(element: etree._Element) -> str:
    """What is seen of an element, on one line."""
    pieces: list[str] = []
    for event, each in etree.iterwalk(element, events=("start", "end")):
        shown = each.tag not in HIDDEN
        if event == "start" and shown:
            pieces.append(each.text or "")
        elif event == "end" and each is not element:
            pieces.append(each.tail or "")
    return " ".join("".join(pieces).split())
