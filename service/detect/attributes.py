"""The level of a contact; sponsor and venue of a meeting between opposition and target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.hosting import organizes
from service.detect.ranking import RANKS, rank_of
from service.detect.steps import apart, speakers_before_colon
from service.detect.subjects import listed_with
from service.detect.tellers import only_sends, only_tells_of_states
from service.detect.turns import statement_around
from service.model.mention import Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from service.detect.draft import Draft
    from service.detect.knowledge import Place, Watch
    from service.detect.lexicon import Span
    from service.detect.roles import Cast, Party
    from service.detect.scene import Scene
    from service.detect.sentences import Sentence

    Found = list[tuple[Sentence, Span]]

NEAR_SPONSOR = 6
"""Words between who hosts or brokers and the word that says so."""
NEAR_ATTENDING = 2
"""Words between a third side and the word for its being there: ``Russian officers attended the talks``."""
HELD = frozenset({Status.OCCURRED, Status.ANNOUNCED, Status.REPORTED, Status.REVERSED})
"""Statuses of talks that somebody has convened; what is only wished or refused need not have a host yet."""
OWN = frozenset({Status.BACKGROUND, Status.DISCUSSED})
"""Statuses of what only its own sentence tells about: an old round, or one that may come."""


def sponsor_of(draft: Draft, casts: Sequence[Cast]) -> tuple[str | None, Found]:
    """Who hosts, brokers or attends as a third side: codes joined by commas.

    Args:
        draft: the meeting.
        casts: its sentence, then the headline and those around it.
    """
    if draft.verdict.status is Status.BACKGROUND:
        casts = casts[:1]
    for cast in casts:
        found = _hosting(cast, draft.step) or (_convening(cast) if draft.verdict.status in HELD else [])
        if found:
            codes = {party.code: (cast.sentence, party.span) for party in reversed(found)}
            return ",".join(sorted(codes)), list(codes.values())
    return None, []


def _hosting(cast: Cast, step: Sequence[Span]) -> list[Party]:
    """The actors near a word for hosting or brokering, with those that are listed with them, and who attends as a third side."""
    sentence = cast.sentence
    words, attending = sentence.of("concept", "SPONSOR"), sentence.of("concept", "ATTEND")
    words += [span for span in step if span.tag.name == "CONVOKE" and span in sentence.spans]
    found = [
        party
        for party in cast.of("actor", "patron", "neutral")
        if not _is_seat_of_talks(party, cast)
        and (
            any(apart(party.span, word) <= NEAR_SPONSOR for word in words)
            or organizes(party, cast)
            or (party.part != "neutral" and any(0 <= word.start - party.span.end <= NEAR_ATTENDING for word in attending))
        )
    ]
    return [*found, *(other for party in found for other in listed_with(party, cast, cast.language.and_prefixes))]


def _convening(cast: Cast) -> list[Party]:
    """The mediator who is named where nobody is told to host: talks that its envoy speaks of are its own."""
    return [party for party in cast.of("neutral") if not party.place and not _is_anothers_envoy(party, cast)][:1]


def _is_anothers_envoy(party: Party, cast: Cast) -> bool:
    """Whether a mediator's name only tells where somebody is an envoy: ``Syria's UN ambassador``."""
    return any(party.span.end == word.start for word in cast.sentence.of("concept", "ENVOY"))


def _is_seat_of_talks(party: Party, cast: Cast) -> bool:
    """Whether a name only tells where the talks are: ``in the Kazakh capital``, ``in Vienna``."""
    if party.span.tag.sort == "demonym":
        return any(sign.start == party.span.end for sign in cast.sentence.of("sign", "capitals"))
    return party.place and party.span.tag.sort == "metonym"


def venue_of(
    draft: Draft, casts: Sequence[Cast], places: Mapping[str, Place], watch: Watch, day: date
) -> tuple[str | None, str | None, Found]:
    """Where, by its English name, and ``target`` where the target held the place on that day; the smallest place wins.

    A truce names the place that it is for, and not where it was agreed on.
    """
    if _is_of_place(draft):
        return None, None, []
    for cast in casts[:1] if draft.verdict.status in OWN or draft.step[0].tag.name == "NEXT" else casts:
        spans = cast.sentence.of("place")
        named = [(span, places[span.tag.name]) for span in spans if span.tag.name in places]
        named = [(span, place) for span, place in named if _counts(span, place, cast)]
        if named:
            span, place = min(named, key=lambda each: each[1].capital_of is not None)
            control = "target" if place.holder(day) == watch.target else None
            return place.name, control, [(cast.sentence, span)]
    return None, None, []


def _is_of_place(draft: Draft) -> bool:
    """Whether the places of a sentence are those that a truce or reconciliation is for, no meeting being told of in it."""
    names = {span.tag.name for span in draft.step}
    return bool(names & {"TRUCE", "NORMALIZE"}) and not draft.sentence.of("concept", "MEET", "PARLEY", "DISCUSS", "TALKS")


def _counts(span: Span, place: Place, cast: Cast) -> bool:
    """A capital's name mostly stands for its government; it is a venue only where it says "in".

    Whence the opposition comes, or whose it is, is no venue: ``El Bab'dan giden heyet``, ``El Bab yerel meclisi``.
    """
    own = any(not span.tail and party.span.start in {span.start, span.end} for party in cast.of("opposition"))
    if cast.language.verb_last and (own or span.tail in cast.language.since_endings):
        return False
    if place.capital_of is None:
        return True
    return any(party.place and party.span.start == span.start for party in cast.parties) or any(
        sign.tag.name == "locatives" and sign.end == span.start for sign in cast.sentence.of("sign")
    )


TALKING = frozenset({"MEET", "VISIT", "PHONE"})
"""Concepts of contacts that are held at a level."""
NEAR_LEVEL = 6
"""Words between talks and the level at which they are told to be held."""
NEAR_RANK = 4
"""Words between a meeting and the ranks of those who meet: ``a meeting of the two foreign ministers``."""


def _of_services(draft: Draft) -> str | None:
    """The level that a single adjective gives to contacts: ``intelligence contacts``, ``istihbarat temasları``."""
    for rank in draft.sentence.of("rank", "intelligence"):
        single = rank.end - rank.start == 1 and not any(part.tag.kind == "actor" for part in draft.step)
        if single and any(rank.end == part.start or part.start <= rank.start < part.end for part in draft.step):
            return rank.tag.name
    return None


def _at_level(draft: Draft) -> str | None:
    """The level that a text names as such: ``على مستوى الاستخبارات``."""
    if draft.step[0].tag.name not in TALKING:
        return None  # "agreed on a team at the level of experts"
    ends = {sign.end for sign in draft.sentence.of("sign", "levels")}
    near = (rank for rank in draft.sentence.of("rank") if rank.start in ends and rank.start > draft.step[0].start)
    return next((rank.tag.name for rank in near if rank.start - draft.step[-1].end <= NEAR_LEVEL), None)


def _level_ahead(draft: Draft, scene: Scene) -> str | None:
    """The level that is named before a contact, where verbs come last: ``istihbarat düzeyinde temas``.

    What is no rank ("at a political level") is no level that is known, whoever speaks.
    """
    step, words = draft.step[0], draft.sentence.words
    if not scene.language.verb_last or step.tag.name not in TALKING:
        return None
    signs = [sign for sign in draft.sentence.of("sign", "levels") if 0 <= step.start - sign.end <= NEAR_LEVEL and sign.start]
    ranks = {rank.end: rank.tag.name for rank in draft.sentence.of("rank")}
    named = next((ranks[sign.start] for sign in signs if sign.start in ranks), None)
    plain = any(not words[sign.start - 1].capital for sign in signs)  # "Irak üzerinden" is a way, and no level
    return named or (UNKNOWN if plain else None)


UNKNOWN = "unknown"
"""A level that is told and is none of the ranks."""


def _of_ours(draft: Draft, scene: Scene) -> str | None:
    """The rank of "our ministers", of whose meeting somebody else speaks: ``Fidan: İstihbarat birimlerimiz görüşüyor``."""
    ours, words, step = scene.language.endings.get("OURS"), draft.sentence.words, draft.step[0]
    near = [rank for rank in draft.sentence.of("rank") if 0 <= step.start - rank.end <= NEAR_OURS]
    held = (rank for rank in near if ours and any(ours.fullmatch(word.text) for word in words[rank.start : rank.end + 1]))
    return next((rank.tag.name for rank in held), None)


NEAR_OURS = 4
"""Words between "our ministers" and their meeting."""


def _of_peer(draft: Draft, scene: Scene) -> str | None:
    """The rank of the target's official whose counterpart a state's is: ``تلبية لدعوة من نظيره السعودي``."""
    beside = {at for sign in draft.sentence.of("sign", "peers") for at in (sign.start - 1, sign.end)}
    own = [party for party in scene.cast.of("actor") if party.code in draft.actors]
    if not any(party.span.end - 1 in beside or party.span.start in beside for party in own):
        return None
    ranks = (rank_of(cast.of("target", places=False), cast) for cast in (scene.cast, *scene.titles))
    return next(filter(None, ranks), None)


def level_of(draft: Draft, scene: Scene) -> str | None:
    """What kind of contacts they are, else the rank of "the two ministers", else that of the normalizing side."""
    named = _of_services(draft) or _at_level(draft) or _level_ahead(draft, scene) or _of_ours(draft, scene)
    if named is not None:
        return named if named in RANKS else None
    sentence = scene.cast.sentence
    own_title = _of_those_who_meet(draft) or _of_subject(draft, scene.cast)
    if own_title is not None:
        return own_title
    for rank in sentence.of("rank"):
        counted = any(sign.start <= rank.end and rank.start <= sign.end for sign in sentence.of("sign", "pair"))
        last = draft.step[-1]  # which may hold it: "بحث الوزيران"
        if counted and (0 <= rank.start - last.end <= NEAR_RANK or last.start <= rank.start < last.end):
            return rank.tag.name
    pair = _hyphened(draft.step[0], scene.cast)
    strange = {party.span.start for word in sentence.of("concept", "MEET") for party in _hyphened(word, scene.cast)}
    paired = next(filter(None, (scene.cast.ranked(party) for party in pair if party.code in draft.actors)), None)
    if paired is not None:
        return paired
    own = any(party.code in draft.actors for party in scene.cast.of("actor", places=False))
    for cast in (scene.cast, *scene.titles, *(() if own and not _tells_who(draft, scene) else scene.after[:1])):
        side = [party for party in cast.of("actor") if party.code in draft.actors and not only_sends(party, draft.sentence)]
        side = [party for party in side if not only_tells_of_states(party, draft.step, scene.cast, cast)]
        if cast is scene.cast:  # "buluşmanın, Erdoğan-Esad görüşmesinin yolunu açması" tells of two meetings
            side = [party for party in side if party.span.start not in strange]
            low, high = statement_around(draft.step[0].start, sentence, scene.language)
            side = [party for party in side if low <= party.span.start < high] or side
        acting = [party for party in side if cast is not scene.cast or not _only_speaks(party.span, draft, cast)]
        without = [title for title in sentence.of("rank") if _is_apart(title, draft, cast)] if cast is scene.cast else []
        level = rank_of(acting, cast, without) if acting or not side else rank_of(side, cast)
        if level is not None:
            return level
    return _of_peer(draft, scene)


def _of_those_who_meet(draft: Draft) -> str | None:
    """The rank of all who meet, told in the plural right behind the word for it: ``اجتماع وزراء خارجية تركيا وسوريا``."""
    if draft.step[0].tag.name != "MEET":
        return None
    several = {sign.start for sign in draft.sentence.of("sign", "plurals")}
    own = [rank for rank in draft.sentence.of("rank") if rank.start == draft.step[-1].end and rank.start in several]
    return own[0].tag.name if own else None


def _of_subject(draft: Draft, cast: Cast) -> str | None:
    """The title of who does it, where it stands alone right before the verb in what somebody says: ``أعلن أن الملك سيستقبله``."""
    leads = {sign.end for sign in cast.sentence.of("sign", "complements")}
    titles = [rank for rank in cast.sentence.of("rank") if rank.end == draft.step[0].start and rank.start in leads]
    return titles[0].tag.name if titles else None


def _tells_who(draft: Draft, scene: Scene) -> bool:
    """Whether the sentence behind a headline that names states alone tells which officials met: ``قمة سورية سعودية``."""
    if not scene.cast.sentence.headline or not scene.after or draft.step[0].tag.name != "MEET":
        return False
    cast = scene.after[0]
    ours = [party for party in cast.of("actor", places=False) if party.code in draft.actors]
    return all(any(map(cast.is_official, side)) for side in (ours, cast.of("target", places=False)))


def _is_apart(title: Span, draft: Draft, cast: Cast) -> bool:
    """Whether a title is that of who only speaks, or whose invitation is delivered: ``التقاه ونقل إليه دعوة من أمير البلاد``."""
    start, words = draft.step[0].start, cast.sentence.of("concept", "INVITE")
    invited = any(start < word.start and 0 <= title.start - word.end <= NEAR_SAID for word in words)
    return invited or _only_speaks(title, draft, cast)


def _hyphened(word: Span, cast: Cast) -> list[Party]:
    """Whom a hyphen right before a word for a meeting names as those who meet: ``Erdoğan-Esad görüşmesi``."""
    last = next((party for party in cast.parties if party.span.end == word.start), None)
    if last is None or "-" not in cast.sentence.words[last.span.start].gap:
        return []
    return [last, *(party for party in cast.parties if party.span.end == last.span.start)]


def _only_speaks(span: Span, draft: Draft, cast: Cast) -> bool:
    """Whether somebody only tells of what others do: before a colon or a verb of saying behind which no pronoun leads back."""
    sentence, start = cast.sentence, min(part.start for part in draft.step)
    if not cast.language.has_pronouns:
        return False
    if any(span.start <= each.start < span.end or each.start <= span.start < each.end for each in speakers_before_colon(cast)):
        return not any(span.end <= sign.start < start for sign in sentence.of("sign", "pronouns"))
    said = [
        word
        for word in sentence.of("concept", "SAY")
        if 0 <= word.start - span.end <= NEAR_SAID
        and not any(span.end <= part.end and part.start < word.end for part in draft.step)
        and not any(word.end == party.span.start for party in cast.of("target"))  # "tells Assad by phone"
    ]
    if not said or span.end > start > said[0].end:
        return bool(said)
    if any(sign.start >= said[0].end and sign.end == start for sign in sentence.of("sign", "separators")):
        return False  # "said after meeting"
    pronouns = sentence.of("sign", "pronouns")
    return not any(said[0].end <= sign.start < start for sign in pronouns)


NEAR_SAID = 2
"""Words between a title and the verb with which its holder speaks."""
