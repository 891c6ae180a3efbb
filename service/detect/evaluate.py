"""How well detection agrees with a labelled corpus, by language (the definitions of CODEBOOK and of common practice)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from service.model.mention import Detection

ALL = "all"


@dataclass(slots=True)
class Agreement:
    """Hits, false hits and misses of what may be there or not."""

    hits: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, found: Counter[Any], wanted: Counter[Any]) -> None:
        """Count what was found and what was wanted in one entry."""
        hits = sum((found & wanted).values())
        self.hits += hits
        self.wrong += sum(found.values()) - hits
        self.missed += sum(wanted.values()) - hits

    @property
    def precision(self) -> float | None:
        """Of what was found, how much is right."""
        return _share(self.hits, self.hits + self.wrong)

    @property
    def recall(self) -> float | None:
        """Of what is there, how much was found."""
        return _share(self.hits, self.hits + self.missed)

    @property
    def f1(self) -> float | None:
        """Their harmonic mean."""
        return _share(2 * self.hits, 2 * self.hits + self.wrong + self.missed)


@dataclass(slots=True)
class Figures:
    """All figures of one language, or of all."""

    entries: int = 0
    page: Agreement = field(default_factory=Agreement)
    indicator: Agreement = field(default_factory=Agreement)
    mention: Agreement = field(default_factory=Agreement)
    matched: int = 0
    same_status: int = 0
    same_actors: int = 0
    same_severity: int = 0
    false_pages: int = 0

    def as_json(self) -> dict[str, Any]:
        """Rounded to three places; None where nothing can be said."""
        kinds = {"page": self.page, "indicator": self.indicator, "mention": self.mention}
        shown: dict[str, Any] = {"entries": self.entries}
        for name, agreement in kinds.items():
            shown[name] = {"precision": agreement.precision, "recall": agreement.recall, "f1": agreement.f1}
        shown["status"] = _share(self.same_status, self.matched)
        shown["actors"] = _share(self.same_actors, self.matched)
        shown["severity"] = _share(self.same_severity, self.entries)
        shown["uncoded_that_page"] = self.false_pages
        return shown


def check_labels(record: Mapping[str, Any]) -> None:
    """Look whether the labels of a line can be compared with mentions.

    Raises:
        ValueError: they cannot; in words.
    """
    labels = record.get("labels") or []
    if not isinstance(labels, list) or not all(isinstance(label, dict) for label in labels):
        raise ValueError("labels is not a list of objects")
    for label in labels:
        for name in ("indicator", "status"):
            if not isinstance(label.get(name), str):
                raise ValueError(f"a label lacks {name}, a text")  # noqa: TRY004 - what is wrong in a line is a ValueError
        actors = label.get("actors")
        if not isinstance(actors, list) or not all(isinstance(actor, str) for actor in actors):
            raise ValueError("a label lacks actors, a list of codes")


def evaluate(judged: Iterable[tuple[Mapping[str, Any], Detection]]) -> dict[str, Figures]:
    """Figures by language, and for all under ``all``.

    Args:
        judged: lines of a labelled corpus (``labels``, ``page``, ``severity``, ``lang``) that `check_labels` let through, each
            with what was detected.
    """
    figures: dict[str, Figures] = {ALL: Figures()}
    for record, detection in judged:
        for name in (ALL, str(record.get("lang") or detection.lang)):
            _add(figures.setdefault(name, Figures()), record, detection)
    return figures


def _add(figures: Figures, record: Mapping[str, Any], detection: Detection) -> None:
    labels = record.get("labels") or []
    figures.entries += 1
    page = bool(record.get("page"))
    figures.page.add(Counter({"page": int(detection.page)}), Counter({"page": int(page)}))
    figures.false_pages += int(detection.page and not labels)
    figures.indicator.add(
        Counter({mention.indicator for mention in detection.mentions}), Counter({label["indicator"] for label in labels})
    )
    figures.mention.add(
        Counter((mention.indicator, str(mention.status), mention.actors) for mention in detection.mentions),
        Counter((label["indicator"], label["status"], tuple(sorted(label["actors"]))) for label in labels),
    )
    figures.same_severity += int(str(detection.severity) == record.get("severity", "none"))
    _match(figures, labels, detection)


def _match(figures: Figures, labels: list[dict[str, Any]], detection: Detection) -> None:
    """Each label with the most alike mention of its indicator, as far as both have one."""
    left = list(detection.mentions)
    for label in labels:
        same = [mention for mention in left if mention.indicator == label["indicator"]]
        if not same:
            continue
        actors = tuple(sorted(label["actors"]))
        best = max(same, key=lambda mention: (mention.status == label["status"]) + (mention.actors == actors))
        left.remove(best)
        figures.matched += 1
        figures.same_status += int(best.status == label["status"])
        figures.same_actors += int(best.actors == actors)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None
