"""The cases beside the packs: what must hit hits, what must miss misses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from service.detect.pack import PACKS
from service.detect.reading import read_yaml
from service.detect.watches import load_detector
from service.model.entry import Entry

if TYPE_CHECKING:
    from service.detect.engine import Detector
    from service.model.mention import Detection


@dataclass(frozen=True, slots=True)
class CaseResult:
    """How one case came out."""

    file: str
    title: str
    wanted: str
    found: str
    passed: bool

    def __str__(self) -> str:
        return f"{self.file}: {self.title!r}: wanted {self.wanted}, found {self.found}"


def run_cases() -> list[CaseResult]:
    """Run all cases that ship."""
    results = []
    detectors: dict[str, Detector] = {}
    for path in sorted((PACKS / "cases").glob("*.yaml")):
        for case in read_yaml(path):
            watch = case.get("watch", "assi")
            if watch not in detectors:
                detectors[watch] = load_detector([watch])
            results.append(_run(case, detectors[watch], path.name))
    return results


def _run(case: dict[str, Any], detector: Detector, file: str) -> CaseResult:
    published = datetime.combine(case["day"], time(), UTC)
    entry = Entry(id="case", title=case["title"], summary=case.get("summary", ""), lang=case["lang"], published=published)
    detection = detector.detect(entry, published)
    wanted = tuple(case.get("hit") or ())
    return CaseResult(file, case["title"], _told(wanted), _told(_codes(detection)), _holds(wanted, case.get("miss"), detection))


def _codes(detection: Detection) -> tuple[str, ...]:
    return tuple(f"{mention.indicator} {mention.status} {','.join(mention.actors)}" for mention in detection.mentions)


def _holds(wanted: tuple[str, ...], miss: str | None, detection: Detection) -> bool:
    """`hit` lists mentions that must be there; `miss` is ``all`` (nothing is coded), ``page``, or an indicator."""
    found = _codes(detection)
    if any(each not in found for each in wanted):
        return False
    if miss == "all":
        return not found
    if miss == "page":
        return not detection.page
    return miss is None or all(mention.indicator != miss for mention in detection.mentions)


def _told(codes: tuple[str, ...]) -> str:
    return "; ".join(codes) or "nothing"
