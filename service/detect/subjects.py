"""Who does it, who says it, and who is listed with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.clauses import clause_around, in_passing, within
from service.detect.steps import POSTED, apart, speakers_before_colon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.lexicon import Span
    from service.detect.roles import Cast, Party
    from service.detect.scene import Scene


BESIDE = 2
"""Words between a verb and who does it, where nobody else is named."""


def states_in(cast: Cast) -> list[Party]:
    """The normalizing parties of a sentence that are no mere places."""
    return cast.of("actor", places=False)


def with_listed(party: Party, scene: Scene) -> list[Party]:
    """A party and those that are listed with it."""
    return [party, *listed_with(party, scene.cast, scene.language.and_prefixes)]


MIXED = ({"metonym", "demonym"}, {"name", "demonym"}, {"person", "name"})
"""What a comma does not list where it may set off a subject: ``Paris, Türk ve Suriyeli bakanların``."""


def listed_with(party: Party, cast: Cast, and_prefixes: tuple[str, ...]) -> list[Party]:
    """Actors that are listed with another one: ``Greek, Hungarian and Serbian``."""
    listed: list[Party] = []
    words = cast.sentence.words
    for other in sorted(cast.of("actor"), key=lambda each: apart(each.span, party.span)):
        low, high = sorted((party.span, other.span), key=lambda span: span.start)
        between = words[low.end : high.start]
        if (
            other.code != party.code
            and not (cast.language.verb_last and {other.span.tag.sort, party.span.tag.sort} in MIXED)
            and len(between) - _titles(low.end, high.start, cast) <= 1 + 3 * len(listed)
            and _is_list(cast, low.end, high.start, listed, and_prefixes)
        ):
            listed.append(other)
    return listed if not cast.language.verb_last or _are_coordinated(party, listed, cast) else []


def _titles(start: int, end: int, cast: Cast) -> int:
    """Words of titles between two words."""
    return sum(rank.end - rank.start for rank in cast.sentence.of("rank") if start <= rank.start and rank.end <= end)


def _are_coordinated(party: Party, listed: Sequence[Party], cast: Cast) -> bool:
    """Whether a word for "and" stands in a list; a comma alone only sets the subject off where verbs come last."""
    spans = [party.span, *(each.span for each in listed)]
    low, high = min(span.start for span in spans), max(span.end for span in spans)
    return any(low < sign.start < high for sign in cast.sentence.of("sign", "coordinators"))


def _is_list(cast: Cast, start: int, end: int, listed: Sequence[Party], and_prefixes: tuple[str, ...]) -> bool:
    """Whether between two actors there are only commas, words for "and", and other listed actors."""
    inside = {position for each in (*listed, *cast.of("actor")) for position in range(each.span.start, each.span.end)}
    led = {sign.end for sign in cast.sentence.of("sign", "coordinators")}  # "Kuveyt Dışişleri Bakanı ve KİK Genel Sekreteri"
    if not cast.language.verb_last or (end in led and not any("," in word.gap for word in cast.sentence.words[start:end])):
        # "Egyptian minister, Saudi envoy"
        inside |= {at for rank in cast.sentence.of("rank") for at in range(rank.start, rank.end)}
    signs = {span.start for span in cast.sentence.of("sign", "coordinators")}
    articles = {span.start for span in cast.sentence.of("sign", "articles")}
    articles |= {span.start for span in cast.sentence.of("sign", "pronouns")}
    free = [position for position in range(start, end) if position not in inside | signs | articles]
    following = cast.sentence.words[end : end + 1]
    if any(":" in word.gap for word in (*cast.sentence.words[start:end], *following)):
        return False  # "Barrack: Netanyahu ve Şara" lists two
    joined = any("," in word.gap or word.text.startswith(and_prefixes) for word in (*cast.sentence.words[start:end], *following))
    return not free and (joined or bool(signs & set(range(start, end))))


def subjects_of(
    parties: Sequence[Party], step: Sequence[Span], scene: Scene, fallback: Sequence[Party], *, reacting: bool = False
) -> list[Party]:
    """Who does it: before the verb in its clause, else behind it there, else in the sentence, else whom others name."""
    verb = step[-1]
    direct = [party for party in parties if not in_passing(party.span, scene.cast.sentence, verb.start)] or parties
    own = [party for party in direct if reacting or not reacts(party, step, scene.cast)]
    if direct and not own:
        return []
    if own:
        clause = clause_around(scene.cast.sentence, verb.start, verb.end)
        near = [party for party in own if within(party.span, clause)] or own
        before = [party for party in near if party.span.end <= verb.start]
        before = [party for party in before if reacting or not _is_with(party.span, scene.cast)] or before
        if not reacting and _is_anothers(before, step, scene.cast):
            return []
        chosen = before[-1] if before else min(near, key=lambda party: apart(party.span, verb))
        if before and _first_rules(before, scene.cast) and not _begins_anew(before[-1], verb, scene.cast):
            chosen = (
                None
                if reacting
                else _called(before, scene.cast) or _addressed(before, verb, scene.cast) or _of_clause(before, verb, scene.cast)
            ) or before[0]
        listed = [each for each in with_listed(chosen, scene) if reacting or each in direct]
        return [each for each in listed if reacting or each is chosen or not _is_with(each.span, scene.cast)]
    following = scene.after if scene.cast.sentence.headline else ()
    if not reacting and not following and _is_anothers((), step, scene.cast):
        return []
    for cast in (*scene.titles, scene.before, *following):
        lent = states_in(cast) if cast else []
        if cast in scene.titles and step[0].tag.name in {*POSTED, "FLAG"}:  # "at US ambassador's residence" tells whose it is
            lent = lent or cast.of("actor")
        if cast and lent:
            lent = [party for party in lent if not _only_judges(party, cast)] or lent
            return [lent[0], *listed_with(lent[0], cast, scene.language.and_prefixes)]
    return list(fallback[:1])


def _only_judges(party: Party, cast: Cast) -> bool:
    """Whether a headline's state only has its opinion of another one: ``US wary as Saudi Arabia courts Syria``."""
    return any(word.start == party.span.end for word in cast.sentence.of("concept", "OPPOSE", "FAVOUR"))


def _called(before: Sequence[Party], cast: Cast) -> Party | None:
    """Whom another one calls upon: ``France urges the EU to lift sanctions``."""
    cues = cast.sentence.of("cue", "CALLFOR")
    calls = [cue for cue in cues if before[0].span.end <= cue.start]
    called = next((party for party in before if any(cue.end <= party.span.start for cue in calls)), None)
    others = [party for party in before if party.code != before[0].code and not party.place]
    if called is None and others and any(before[0].span.start - cue.end in {0, 1} for cue in cues):
        return others[0]  # "دعا الرئيس الفرنسي الاتحاد الأوروبي إلى رفع العقوبات"
    if called is None and cast.language.verb_last and cues:  # "Fidan, ABD ve AB'yi ... kaldırmaya çağırdı"
        return next((party for party in others if party.span.tail in cast.language.object_endings), None)
    return called


def _addressed(before: Sequence[Party], verb: Span, cast: Cast) -> Party | None:
    """Whom a call that names both is addressed to: ``Türkiye'den AB'ye: Yaptırımları kaldırın``."""
    sentence, modal = cast.sentence, cast.language.endings.get("MODAL")
    calls = bool(sentence.of("cue", "CALLFOR")) or (
        modal is not None and bool(modal.fullmatch(sentence.words[verb.end - 1].text))
    )
    if not calls or before[0].span.tail not in cast.language.since_endings:
        return None
    return next((party for party in before[1:] if party.span.tail and party.span.start == before[0].span.end), None)


def _of_clause(before: Sequence[Party], verb: Span, cast: Cast) -> Party | None:
    """Whose step a nominalized verb tells, where its subject stands in the genitive: ``Macron, AB'nin kaldırmasını istedi``."""
    nominal = cast.language.endings.get("NOMINAL")
    if nominal is None or not nominal.fullmatch(cast.sentence.words[verb.end - 1].text):
        return None
    return next((party for party in reversed(before) if party.span.tail in cast.language.genitive_endings), None)


def _is_anothers(before: Sequence[Party], step: Sequence[Span], cast: Cast) -> bool:
    """Whether it is states without names ("other Gulf states"), or somebody who is not coded, that stand next before a verb."""
    verb = step[-1]
    last = before[-1].span.end if before else 0
    parts = ("neutral", "patron") if step[0].tag.name == "SANCTION" else ("neutral", "other", "patron")
    # The fallen ruler is sanctioned, and sanctions nobody; nor does whom a debt is owed to.
    others = [party.span for party in cast.of(*parts, places=False) if party.span.tail not in cast.language.goal_endings]
    spans = [span for span in (*cast.sentence.of("sign", "groups"), *others) if not _is_with(span, cast)]
    firsts = {sign.end for sign in cast.sentence.of("sign", "firsts")}  # "Italy is the first G7 nation to" tells of Italy
    joints = {sign.end for sign in cast.sentence.of("sign", "coordinators") if sign.start == last}  # "Oman and other states"
    spans = [span for span in spans if span.start not in firsts | joints]
    if before and before[-1].code in cast.organizations:  # "GCC, üye ülkelerin büyükelçilerini" are its own
        own = {sign.start for sign in cast.sentence.of("sign", "members")}
        spans = [span for span in spans if span.start not in own]
    clause = clause_around(cast.sentence, verb.start, verb.end)
    near = [span for span in spans if before or span.tag.kind == "sign" or apart(span, verb) <= BESIDE]
    return any(last <= span.start and span.end <= verb.start and within(span, clause) for span in near)


def _is_with(name: Span, cast: Cast) -> bool:
    """Whether a name only tells with whom somebody is at odds or at one: ``breaks with the G7 in sending an ambassador``."""
    starts = {name.start, name.start - (name.tag.kind == "sign")}  # "with G7 allies"
    return not cast.language.verb_last and any(sign.end in starts for sign in cast.sentence.of("sign", "companions"))


def is_in_speech(party: Party, step: Sequence[Span], cast: Cast) -> bool:
    """Whether a party stands only in what those who meet say: ``ministers meeting in Cairo said that Damascus could return``."""
    sentence, end = cast.sentence, step[-1].end
    own = {(cue.start, cue.end) for cue in sentence.of("cue")}  # "refuses to" and "offered to" are no mere saying
    said = [word.start for word in sentence.of("concept", "SAY") if (word.start, word.end) not in own]
    told = cast.language.has_pronouns or cast.language.verb_first
    leads = [*said, *(sign.start for sign in sentence.of("sign", "complements"))] if told else []
    speaks = party.part == "actor" and any(0 <= party.span.start - at <= BESIDE for at in said)  # "..., says Turkey's Kalin"
    return any(end <= at < party.span.start for at in leads) and step[0].tag.name in SPOKEN_AT and not speaks


SPOKEN_AT = frozenset({"MEET", "PHONE", "RECEIVE"})
"""Concepts of contacts behind which stands what was said there."""


def is_done_by_target(step: Sequence[Span], cast: Cast) -> bool:
    """Whether it is the target that stands next before a verb, and not both sides (``birbirini tanıdı``)."""
    if any(sign.end <= step[0].start for sign in cast.sentence.of("sign", "pair")):
        return False
    before = [party for party in cast.parties if not party.place and party.span.end <= step[0].start and party.part != "other"]
    before = [party for party in before if party.span.tail not in cast.language.object_endings]  # "Taliban'ı tanıdı"
    nominal, whose = cast.language.endings.get("NOMINAL"), cast.language.genitive_endings
    if cast.language.verb_last and not (nominal and nominal.fullmatch(cast.sentence.words[step[0].end - 1].text)):
        before = [party for party in before if party.span.tail not in whose] or before  # "Venezuela'nın hükümetini tanıdı"
    return bool(before) and before[-1].part == "target"


def others_alike(words: Span, scene: Scene) -> list[Party]:
    """Who stands nearest before words such as "did the same", with those that are listed, else nearest behind."""
    states = states_in(scene.cast)
    before = [party for party in states if party.span.end <= words.start]
    chosen = before[-1:] or [min(states, key=lambda party: apart(party.span, words))] if states else []
    return with_listed(chosen[0], scene) if chosen else []


def speakers_of(parties: Sequence[Party], verb: Span, scene: Scene) -> list[Party]:
    """Who says it: the nearest before the verb of saying, else the nearest behind, else whom the headline names first."""
    parties = [party for party in parties if not _is_in_next_clause(party, verb, scene)]
    if not parties:
        others = scene.cast.of("patron", "neutral", "other", places=False)
        spoken = any(0 <= verb.start - party.span.end <= BESIDE for party in others)  # "the opposition leader said"
        if spoken:
            return []
        return _spoken_of(scene.cast) or scene.lent("actor", places=False)[:1]
    introduced = {(span.start, span.end) for span in speakers_before_colon(scene.cast)}
    if any((party.span.start, party.span.end) in introduced for party in scene.cast.of("patron", "neutral", "other")):
        return []
    colon = [party for party in parties if (party.span.start, party.span.end) in introduced]
    if colon and colon[0].span.start <= verb.start:
        return with_listed(colon[-1], scene)
    before = [party for party in parties if party.span.end <= verb.start]
    before = [party for party in before if not _is_addressed(party, before, scene.cast)]
    if scene.language.verb_last:
        before = [party for party in before if party.span.tail not in scene.language.genitive_endings] or before
    nearest = min(apart(party.span, verb) for party in parties)
    theirs = any(party.span.end <= verb.start for party in scene.cast.of("target", places=False))  # on relations with them
    if before or theirs or nearest < BESIDE or verb.tag.name != "STANCE" or scene.language.verb_last or scene.language.verb_first:
        return before[-1:] or [min(parties, key=lambda party: apart(party.span, verb))]
    return [party for party in scene.lent("actor", places=False)[:1] if scene.cast.sentence.headline is False]


def _is_addressed(party: Party, others: Sequence[Party], cast: Cast) -> bool:
    """Whether somebody is only told by another one: ``the State Department told Riyadh that``."""
    said = [word for word in cast.sentence.of("concept", "SAY") if word.end == party.span.start]
    return not cast.language.verb_last and any(other.span.end <= word.start for word in said for other in others)


def _spoken_of(cast: Cast) -> list[Party]:
    """With whom relations are on which an official of the target speaks: ``Assad open to initiatives on Turkey ties``."""
    ties = {word.start for word in cast.sentence.of("concept", "TIES", "NORMALIZE")}
    named = [party for party in cast.of("actor") if party.place and party.span.end in ties]
    return named[:1] if cast.of("target", places=False) else []


def _is_in_next_clause(party: Party, verb: Span, scene: Scene) -> bool:
    """Whether another clause begins between a verb and a party behind it: ``لن تطبّع، وذلك غداة اجتماع ... الأردن``."""
    if scene.language.verb_last or party.span.start < verb.end:
        return False
    signs = scene.cast.sentence.of("sign", "separators", "relatives")
    return any(verb.end <= sign.start < party.span.start for sign in signs)


def reacts(party: Party, step: Sequence[Span], cast: Cast) -> bool:
    """Whether a party only condemns or welcomes what another one does."""
    start, end = min(span.start for span in step), max(span.end for span in step)
    if any(span.prefix and span.prefix.startswith(cast.language.and_prefixes) for span in step):
        return False  # "welcomes the ambassador and will send a consul"
    if any(cast.are_joined(party, other) for other in cast.of("target", places=False)):
        return False  # "Riyadh and Damascus welcome" their own
    clause = clause_around(cast.sentence, start, end)
    words = [word for word in cast.sentence.of("concept", "OPPOSE", "FAVOUR") if within(word, clause) and word not in step]
    terms = {word.start for word in cast.sentence.of("concept", "CONDITIONWORD")}  # "sets terms for easing sanctions"
    words = [word for word in words if word.start not in terms or cast.language.verb_last]
    condition = cast.language.endings.get("CONDITION")  # "şartlar oluşursa açarız" is said of one's own step
    behind = {word.start: [each.text for each in cast.sentence.words[word.end : start]] for word in words if word.start in terms}
    own = {at for at, texts in behind.items() if condition and any(condition.fullmatch(text) for text in texts)}
    words = [word for word in words if word.start not in own]
    willing = {cue.start for cue in cast.sentence.of("cue", "MODAL")}  # "ready to resume" is said of one's own step
    if cast.language.verb_first and "EXTEND" not in {span.tag.name for span in step}:  # "ترفض رفع العقوبات" refuses its own deed
        willing |= {cue.start for cue in cast.sentence.of("cue", "DENY") if 0 <= start - cue.end <= 1}
    words = [word for word in words if word.start not in willing and not in_passing(word, cast.sentence, start)]
    coordinators = [sign.start for sign in cast.sentence.of("sign", "coordinators", "nor")]
    words = [word for word in words if not any(word.end <= sign < start and word.end + 1 < sign for sign in coordinators)]
    return any(party.span.end <= word.start and word.end <= start for word in words)


def _begins_anew(last: Party, verb: Span, cast: Cast) -> bool:
    """Whether "and" leads to a subject right before its verb: ``هولندا تغلق سفارتها في سوريا وإسبانيا تعلّق نشاط بعثتها``."""
    joined = bool(last.span.prefix) and last.span.prefix.startswith(cast.language.and_prefixes)
    return joined and not cast.language.verb_last and last.span.end == verb.start


def _first_rules(before: Sequence[Party], cast: Cast) -> bool:
    """Whether no other clause begins between the first actor and the last, so that the first is the subject."""
    signs = cast.sentence.of("sign", "separators")
    joined = cast.language.and_prefixes  # "... and Britain stressed that it opposes"
    signs += [word for word in cast.sentence.of("concept", "SAY") if word.prefix and word.prefix.startswith(joined)]
    return not any(before[0].span.end <= sign.start < before[-1].span.start for sign in signs)
