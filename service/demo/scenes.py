"""What happens in the demo, one scene after the other, and what each one promises to show."""

from __future__ import annotations

from dataclasses import dataclass

from service.model.alert import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A scene: the items of that name are published; `sends` is why messages go out then, None: none does."""

    name: str
    title: str
    lesson: str
    sends: Reason | None


SCENES = (
    Scene(
        name="talk",
        title="Talk",
        lesson="It is coded and kept, and nobody is woken for it.",
        sends=None,
    ),
    Scene(
        name="step",
        title="A step is taken",
        lesson="One plain assertion by a rated outlet is enough to page.",
        sends=Reason.NEW,
    ),
    Scene(
        name="second",
        title="Another outlet tells the same in another language",
        lesson="It is the same step: it makes the signal surer, and nobody is paged twice.",
        sends=None,
    ),
    Scene(
        name="report",
        title="Unnamed sources tell of another step",
        lesson="A report pages too, and says how sure it is.",
        sends=Reason.NEW,
    ),
    Scene(
        name="denial",
        title="The state denies it, in a third language",
        lesson="Everybody who got the page gets the correction.",
        sends=Reason.CORRECTED,
    ),
)
