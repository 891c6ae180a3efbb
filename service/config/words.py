"""What is wrong with a setting, in words, from what pydantic found."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

WHOLE = "must be a whole number"
TRUTH = "must be true or false"
LIST = "must be a list"
SETTINGS = "must hold settings, each as name: value"

WORDS = {
    "missing": "is missing",
    "string_type": "must be text",
    "int_type": WHOLE,
    "int_parsing": WHOLE,
    "int_from_float": WHOLE,
    "int_parsing_size": WHOLE,
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a number",
    "bool_type": TRUTH,
    "bool_parsing": TRUTH,
    "tuple_type": LIST,
    "list_type": LIST,
    "dict_type": SETTINGS,
    "model_type": SETTINGS,
    "model_attributes_type": SETTINGS,
    "too_short": "must not be empty",
    "string_too_short": "must not be empty",
}


def what(error: Mapping[str, Any]) -> str:
    """One line on an error of pydantic; never repeats the value."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound = "at least" if kind == "greater_than_equal" else "at most"
        return f"must be {bound} {context.get('ge', context.get('le'))}"
    if kind == "string_too_long":
        return f"must be at most {context['max_length']} characters long"
    if kind == "literal_error":
        return f"must be {context['expected']}"
    if kind == "extra_forbidden":
        return "is no setting"
    return WORDS.get(kind) or str(error["msg"])


EXAMPLES = {
    "name": "name: Enab Baladi",
    "url": 'url: "https://example.org/feed"',
    "to": "to: [desk]",
    "from": 'from: "22:00"',
    "smtp": 'smtp: "smtp+starttls://user@mail.example.org:587"',
    "secret": 'secret: "${THAW_WEBHOOK_SECRET}"',
    "path": "path: data/alerts.jsonl",
}
"""How settings that must be there are written."""


def hint(error: Mapping[str, Any]) -> str:
    """What would help, where the words alone do not say it."""
    given = error.get("input")
    if error["type"] == "missing":
        return _example(str(error["loc"][-1]), given)
    if error["type"] == "string_type" and isinstance(given, int | float):
        return "put it in quotes"
    if error["type"] == "tuple_type" and isinstance(given, str):
        return "write it as [one, two]"
    return ""


def _example(name: str, beside: Any) -> str:
    """How a setting is written that is missing `beside` others; of a channel of mail other things are meant by some names."""
    if isinstance(beside, dict) and "smtp" in beside and name in {"to", "from"}:
        return {"to": "to: [desk@example.org]", "from": "from: thaw@example.org"}[name]
    if name == "to" and isinstance(beside, dict) and "from" in beside:
        return 'to: "07:00"'
    return EXAMPLES.get(name, "")


SECTIONS = ("poll", "web", "quiet", "channels")
ROWS = ("feeds", "routes")


def nested(name: str) -> str:
    """How a setting is written that stands under a dotted name, ``poll.every``; empty where it is none of a section."""
    section, *inner = name.split(".")
    if not inner or not all(inner) or section not in {*SECTIONS, *ROWS}:
        return ""
    shown = "..."
    for each in reversed(inner):
        shown = f"{{{each}: {shown}}}"
    return f"write it as {section}: {f'[{shown}]' if section in ROWS else shown}"


def did_you_mean(name: object, known: Collection[str]) -> str:
    """A hint with the closest known name, or with all of them where none is close."""
    text = str(name)
    by_fold = {each.casefold(): each for each in known}
    close = get_close_matches(text.casefold(), list(by_fold), n=1, cutoff=0.6)
    if close:
        return f"did you mean {by_fold[close[0]]}?"
    return f"known: {', '.join(sorted(known))}" if known else ""
