from __future__ import annotations

from typing import Any

from service.detect.evaluate import evaluate
from service.model.mention import Detection, Mention, Severity, Status

LABEL = {"indicator": "diplomatic_relations", "status": "occurred", "actors": ["TUR"]}


def record(*labels: dict[str, Any], page: bool = True, severity: str = "critical", lang: str = "en") -> dict[str, Any]:
    return {"labels": list(labels), "page": page, "severity": severity, "lang": lang}


def detection(*mentions: Mention, severity: Severity = Severity.CRITICAL) -> Detection:
    return Detection(mentions=mentions, severity=severity, page=severity in {Severity.HIGH, Severity.CRITICAL}, lang="en")


def mention(status: Status = Status.OCCURRED, actors: tuple[str, ...] = ("TUR",)) -> Mention:
    return Mention(watch="assi", indicator="diplomatic_relations", status=status, actors=actors, target="SYR")


def test_what_agrees_agrees() -> None:
    figures = evaluate([(record(LABEL), detection(mention()))])
    assert figures["all"].as_json() == figures["en"].as_json()
    shown = figures["all"].as_json()
    assert shown["page"] == shown["indicator"] == shown["mention"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert (shown["status"], shown["actors"], shown["severity"], shown["uncoded_that_page"]) == (1.0, 1.0, 1.0, 0)


def test_what_differs_is_counted_where_it_differs() -> None:
    judged = [
        (record(LABEL), detection(mention(Status.DENIED), severity=Severity.LOW)),
        (record(page=False, severity="none", lang="ar"), detection(mention())),
        (record(LABEL, lang="ar"), detection(severity=Severity.NONE)),
    ]
    shown = evaluate(judged)["all"].as_json()
    assert shown["page"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    assert shown["indicator"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert (shown["status"], shown["actors"], shown["severity"], shown["uncoded_that_page"]) == (0.0, 1.0, 0.0, 1)


def test_where_nothing_can_be_said_nothing_is() -> None:
    assert evaluate([])["all"].as_json()["page"] == {"precision": None, "recall": None, "f1": None}
