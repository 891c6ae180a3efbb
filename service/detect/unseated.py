"""Sides that a sentence on a meeting only names: whose something is, against whom, or without whom, where verbs come last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.steps import free_concepts, is_setting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.lexicon import Span
    from service.detect.roles import Cast, Party
    from service.detect.scene import Scene

TABLES = frozenset({"MEET", "PARLEY", "TRUCE"})
"""Concepts of what a side does as subject or partner."""
PEOPLE = frozenset({"GOVERNMENT", "COUNTERPART", "DELEGATE"})
"""Concepts of who sits somewhere for a side."""
JOINED = 3
"""Words between the two who meet: whose officials the first are, and the word for "with"."""
BEHIND = 2
"""Words behind a noun of meeting in which a verbal noun may make a genitive its subject: ``görüşmelere başlamasının``."""


def is_only_named(name: Span, step: Sequence[Span], cast: Cast) -> bool:
    """Whether a name says whose something is, against whom or without whom: ``Toplantıda rejimin saldırıları``, ``Esad'sız``."""
    language = cast.language
    if not language.verb_last or step[0].tag.name not in TABLES:
        return False
    if name.tail in language.lacking_endings or _is_opposed(name, cast) or _is_subject_of_talks(name, cast):
        return True
    return is_only_owner(name, cast) and not _owns(name, step, cast)


def is_of_mediator(step: Sequence[Span], cast: Cast) -> bool:
    """Whether talks are a mediator's own, who holds them to bring the two together: ``buluşturmak için görüşmeler yapıyor``."""
    purposes = {sign.start for sign in cast.sentence.of("sign", "occasions")}
    meant = [word for word in cast.sentence.of("concept", "BRING") if word.end in purposes and word.end <= step[0].start]
    return cast.language.verb_last and bool(meant) and step[0].tag.name in {*TABLES, "VISIT"}


def sit_by_themselves(step: Sequence[Span], cast: Cast) -> bool:
    """Whether the two are who meets, within what is told of another: ``rejimle muhalefetin bir araya geleceği toplantıyı``.

    The later of the two is the genitive subject of a participle, or it is told that something is between them.
    """
    language, start = cast.language, step[0].start
    ours = [party.span for party in cast.of("opposition") if party.span.end <= start]
    theirs = [party.span for party in cast.of("target", places=False) if party.span.end <= start]
    theirs += [word for word in free_concepts(cast.sentence) if word.tag.name == "GOVERNMENT" and word.end <= start]
    if not (language.verb_last and ours and theirs):
        return False
    first, last = sorted((ours[-1], theirs[-1]), key=lambda span: span.start)
    with_whom = any(first.end <= sign.start < last.start for sign in cast.sentence.of("sign", "coordinators"))
    with_whom |= any(
        word.text.endswith(tuple(language.companion_endings)) for word in cast.sentence.words[first.start : last.start]
    )
    if not with_whom or last.start - first.end > JOINED:
        return False
    if any(last.end <= sign.start <= step[-1].end for sign in cast.sentence.of("sign", "between")):
        return True
    relative = language.endings.get("RELATIVE")
    whence = tuple(language.since_endings)  # "gelmesinden"
    verbs = (cast.sentence.words[at].text for at in (start - 1, step[-1].end - 1))  # "yaptığı görüşmeyi"
    told = relative is not None and any(relative.fullmatch(verb) and not verb.endswith(whence) for verb in verbs)
    behind = cast.sentence.words[last.end - 1 : min(last.end + BEHIND, start)]
    return told and any(word.text.endswith(tuple(language.genitive_endings)) for word in behind)


def is_only_owner(name: Span, cast: Cast) -> bool:
    """Whether a name says whose something is, and none of its officers or officials: ``muhalefetin elindeki bölgeler``."""
    return cast.language.verb_last and name.tail in cast.language.genitive_endings and not _sends(name, cast)


def _is_subject_of_talks(name: Span, cast: Cast) -> bool:
    """Whether it is about a land that something is done: ``bir Suriye için``."""
    land = name.tag.sort == "name" and not name.tail and name.end - name.start == 1 and not name.tag.ambiguous
    return land and any(sign.start == name.end for sign in cast.sentence.of("sign", "issues"))


def _is_opposed(name: Span, cast: Cast) -> bool:
    """Whether something is only against or about a side: ``rejime karşı``, ``rejime yönelik``."""
    against = any(sign.start == name.end for sign in cast.sentence.of("sign", "against"))
    return against and name.tail in cast.language.goal_endings


def _sends(name: Span, cast: Cast) -> bool:
    """Whether officers or officials are meant: ``rejimin üst düzey generalleri``."""
    people = [word for word in free_concepts(cast.sentence) if word.tag.name in PEOPLE] + cast.sentence.of("rank")
    return any(name.end <= word.start <= name.end + BEHIND for word in people)


def _owns(name: Span, step: Sequence[Span], cast: Cast) -> bool:
    """Whether a meeting is a side's own, or a verbal noun's of which it is the subject; a finite verb has no such subject."""
    sentence, last = cast.sentence, step[-1]
    if step[0].start < name.start:
        return not last.tail  # "oturum, rejimin elindeki ... yapıldı" goes on of a meeting told before
    nominal, done = (cast.language.endings.get(each) for each in ("NOMINAL", "DONE"))
    words = sentence.words[last.end - 1 : last.end + BEHIND]
    told = cast.language.endings.get("RELATIVE")  # "rejimle muhalefetin yapacağı toplantı"
    if nominal is None or any(nominal.fullmatch(word.text) for word in words):
        return True
    another = any(word.end == step[0].start for word in sentence.of("concept", *TABLES))  # "bir araya geldiği görüşmelerde"
    if told and not another and step[0].start > name.end and told.fullmatch(sentence.words[step[0].start - 1].text):
        return True
    text = words[0].text
    owned = cast.language.endings.get("OWNED")
    setting = is_setting(last, sentence, cast.language) and not (owned and owned.fullmatch(text))
    return not (setting or (done is not None and done.fullmatch(text)))


def lent_opposition(scene: Scene) -> list[Party]:
    """The opposition as another sentence names it that may sit at a table."""
    if scene.cast.sentence.headline:
        told = ([each for each in cast.of("opposition") if not is_only_owner(each.span, cast)] for cast in scene.after)
        return next(filter(None, told), [])
    before = scene.before.of("opposition") if scene.before else []
    return before or scene.lent("opposition")
