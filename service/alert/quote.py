"""The evidence of a mention, quoted with marks: pieces of text, each marked or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.text.clean import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from service.model.mention import Evidence
    from service.model.signal import Telling

ROOM = 160
"""Characters of context on either side of the marked spans."""

PIECE = 400
"""Characters of one piece at most."""

Span = tuple[int, int]
Piece = dict[str, object]


def quotes(telling: Telling) -> list[list[Piece]]:
    """The title, and the passage of the text, that the mention was read from; only those that hold evidence.

    Each quote is a list of ``{"text": ..., "mark": bool}`` in reading order.
    """
    evidence = telling.mention.evidence
    title = spans_in(telling.title, (each for each in evidence if each.field == "title"))
    text = spans_in(telling.text, (each for each in evidence if each.field != "title"))
    found = [(telling.title, title), (telling.text, text)]
    return [pieces(body, spans) for body, spans in found if spans]


def spans_in(text: str, evidence: Iterable[Evidence]) -> list[Span]:
    """Where the evidence stands in `text`, in order and without overlaps.

    Offsets count within the field that detection read; where `text` is several fields joined, the words are looked up.
    """
    found = []
    for each in evidence:
        start = each.start if text[each.start : each.end] == each.text else text.find(each.text)
        if each.text and start >= 0:
            found.append((start, start + len(each.text)))
    return merged(found)


def merged(spans: Sequence[Span]) -> list[Span]:
    """The same places, in order, with what overlaps made one."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def pieces(text: str, spans: Sequence[Span]) -> list[Piece]:
    """`text` around the first spans, cut into marked and unmarked pieces, with an ellipsis where something was left out."""
    near = [span for span in spans if span[1] <= spans[0][1] + 2 * ROOM]
    at = _word_start(text, near[0][0] - ROOM)
    stop = _word_end(text, near[-1][1] + ROOM)
    cut: list[Piece] = [_piece("…", mark=False)] if at > 0 else []
    for start, end in near:
        cut += [_piece(text[at:start], mark=False), _piece(text[start:end], mark=True)]
        at = end
    cut.append(_piece(text[at:stop] + ("…" if stop < len(text) else ""), mark=False))
    return [piece for piece in cut if piece["text"]]


def _piece(text: str, *, mark: bool) -> Piece:
    """One piece on one line; blanks at its ends are kept, for the next piece follows without one."""
    inner = one_line(text, PIECE)
    before = " " if text[:1].isspace() else ""
    after = " " if inner and text[-1:].isspace() else ""
    return {"text": before + inner + after, "mark": mark}


def _word_start(text: str, at: int) -> int:
    if at <= 0:
        return 0
    blank = text.find(" ", at, at + ROOM)
    return at if blank < 0 else blank + 1


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    blank = text.rfind(" ", max(0, at - ROOM), at)
    return at if blank < 0 else blank
