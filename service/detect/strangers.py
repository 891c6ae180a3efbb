"""Other states beside opposition and target: who hosts, who speaks, and who sits at the table instead of one of the two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.clauses import clause_around, in_clause, in_one_clause, within
from service.detect.steps import apart, is_occasion, speakers_before_colon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.lexicon import Span
    from service.detect.roles import Cast, Party

NEAR_HOST = 6
"""Words between a host and the word that says so."""

NEAR_GOAL = 3
"""Words between a verb of going and where it leads."""
NEAR_OBJECT = 1
"""Words between a verb and whom it is that one meets."""

NEAR_LISTED = 4
"""Words in which somebody else may be listed who is met too."""

BEFORE_TITLE = 2
"""Words of a ministry between a state's adjective and its officials."""


def is_of_others(step: Sequence[Span], cast: Cast) -> bool:
    """Whether another state's officials meet one of the two: its name stands as the subject, or right before the noun."""
    sentence = cast.sentence
    if step[-1].tag.name in {"CONVOKE", "MEDIATE"}:
        return False  # "brings the two together", "offers to mediate between the two"
    clause = clause_around(sentence, step[0].start, step[-1].end)
    known = [party for party in cast.parties if party.span.end <= step[0].start]
    before = [party for party in known if within(party.span, clause)] or known
    subject = next((party for party in before if not party.place and party.part != "neutral"), None)
    owner = next((party for party in before if party.span.end == step[0].start and party.span.tag.sort == "demonym"), None)
    return any(
        party is not None
        and party.part == "actor"
        and party.code not in cast.organizations
        and not _hosts(party, cast)
        and not _speaks(party, step, cast)
        for party in (subject, owner)
    )


def meets_another(step: Sequence[Span], cast: Cast) -> bool:
    """Whether it is another state that is met: ``talks with Russian officers``, ``meets Turkish minister``."""
    if cast.language.verb_last:
        return _is_held_with(step, cast)
    end = max(span.end for span in step)
    end += any(end <= word.start <= end + 1 for word in cast.sentence.of("concept", "COUNTERPART"))  # "مع الجانب الروسي"
    end = next(
        (rank.end for rank in cast.sentence.of("rank") if rank.start == end and not rank.prefix), end
    )  # "لقاء وزير الدفاع التركي"
    following = [party for party in cast.parties if 0 <= party.span.start - end <= NEAR_OBJECT]
    met = following[0] if following else None
    if met is None or met.part not in {"actor", "patron"} or met.place or _hosts(met, cast):
        return False
    if (met.span.tag.sort == "metonym" and not _sends(met, cast)) or any(
        party.span.end <= step[0].start for party in cast.of("target", places=False)
    ):
        return False  # "goes to Geneva", "Damascus and rebels meet Russians"
    low, high = met.span.end, met.span.end + NEAR_LISTED
    listed = [party for party in cast.of("target", "opposition") if low <= party.span.start <= high]
    joints = any(low <= sign.start < high for sign in cast.sentence.of("sign", "coordinators"))
    said = any(word.start == low for word in cast.sentence.of("concept", "SAY"))  # "وتطالب بعزل النظام"
    joints |= not said and any(word.text.startswith(cast.language.and_prefixes) for word in cast.sentence.words[low : low + 1])
    return not (listed and joints)


def _is_held_with(step: Sequence[Span], cast: Cast) -> bool:
    """Whether another state's official is named right before a meeting as with whom it is: ``Çavuşoğlu'yla görüşmesinden``."""
    first, joints = step[0], {sign.start: sign.end for sign in cast.sentence.of("sign", "coordinators")}
    partners = [party for party in cast.parties if first.start in {party.span.end, joints.get(party.span.end)}]
    partners = [party for party in partners if party.span.tail in cast.language.companion_endings or party.span.end in joints]
    theirs = [party.span.end for party in cast.of("target") if party.span.end <= first.start]
    others = {"actor", "patron"} if theirs else {"actor", "patron", "neutral"}  # both may see a mediator together
    return first.tag.name == "MEET" and any(
        party.part in others and not any(end <= at < party.span.start for end in theirs for at in joints) for party in partners
    )


def receives_another(step: Sequence[Span], cast: Cast) -> bool:
    """Whether one state receives another's official, and the target is only spoken of: ``يستقبل السفير الإيراني ويبحثان``."""
    end = step[-1].end
    met = next((party for party in cast.parties if 0 <= party.span.start - end <= NEAR_OBJECT), None)
    hosts = [party for party in cast.of("actor", places=False) if party.span.end <= step[0].start]
    if step[0].tag.name != "RECEIVE" or cast.language.verb_last or met is None or not hosts:
        return False
    beside = any(0 <= party.span.start - met.span.end <= 1 for party in cast.of("target"))
    return met.part in {"actor", "patron"} and not (met.place or beside) and met.code != hosts[-1].code


def _hosts(party: Party, cast: Cast) -> bool:
    return any(apart(party.span, word) <= NEAR_HOST for word in cast.sentence.of("concept", "SPONSOR"))


def _speaks(party: Party, step: Sequence[Span], cast: Cast) -> bool:
    """Whether a party only says something of the step, or calls for it."""
    sentence = cast.sentence
    words = [*sentence.of("concept", "SAY"), *sentence.of("cue", "CALLFOR", "MODAL")]
    words = [word for word in words if word.start < step[0].start]
    last = cast.language.verb_last and any(word.start >= step[-1].end for word in sentence.of("concept", "SAY"))
    last |= _introduces_both(party, cast)
    return last or any(party.span.end <= word.start or 0 <= party.span.start - word.end <= NEAR_GOAL for word in words)


def _introduces_both(party: Party, cast: Cast) -> bool:
    """Whether a headline's speaker tells behind the colon of both sides, who meet each other: ``أنقرة: اجتماع بين ...``."""
    sides = (cast.of(part, places=False) for part in ("target", "opposition"))
    both = all(any(party.span.end <= other.span.start for other in side) for side in sides)
    return both and any(party.span.start == span.start for span in speakers_before_colon(cast))


def hosts_in(cast: Cast) -> list[Party]:
    """States whose capital is where somebody is received: ``a Kremlin meeting with Walid Muallem``."""
    return [party for party in cast.of("actor", "patron") if party.span.tag.sort == "metonym"]


def is_host(party: Party, cast: Cast) -> bool:
    """Whether a party stands beside a word for hosting or brokering (CODEBOOK, rule 22); it follows one such as ``برعاية``."""
    led = tuple(cast.language.place_prefixes)
    hosting = cast.sentence.of("concept", "SPONSOR")
    if led:
        words = cast.sentence.words
        hosting = [word for word in hosting if party.span.end > word.start or not words[word.start].text.startswith(led)]
    if cast.language.verb_last:  # "BAE'nin aracılığıyla İsrailli muhataplarıyla"
        whose = {each.span.end: each for each in cast.parties if each.span.tail in cast.language.genitive_endings}
        hosting = [word for word in hosting if whose.get(word.start, party) == party]
    return any(apart(party.span, word) <= BESIDE_NAME for word in hosting)


BESIDE_NAME = 2
"""Words between a state's name and a word for hosting right beside it."""


def is_foreign(span: Span, cast: Cast) -> bool:
    """Whether a government or officer is that of another state: ``Russian officers``, ``the Turkish government``."""
    beside = any(apart(span, party.span) == 0 for party in cast.of("actor", "patron", "neutral", "other"))
    return beside or _sit_in_ministry(span, cast)


def _sit_in_ministry(span: Span, cast: Cast) -> bool:
    """Whether officials are those of a ministry in another state's capital: ``Ankara'da Savunma Bakanlığı yetkilileriyle``."""
    offices = [name for name in cast.sentence.of("actor") if name.tag.sort == "office" and name.tag.ambiguous]
    if cast.has_target or not any(each.end == span.start for each in (*cast.sentence.of("rank"), *offices)):
        return False
    return any(
        party.place and party.span.end <= span.start and party.span.tag.sort == "metonym" for party in cast.of("actor", "patron")
    )


def are_of_another(officials: Span, cast: Cast) -> bool:
    """Whether another state's adjective stands before officials, with only a title between: ``Russian defence officers``."""
    return any(
        party.span.tag.sort in {"demonym", "name"} and 0 <= officials.start - party.span.end <= BEFORE_TITLE
        for party in cast.of("actor", "patron", places=False)
    )


def is_of_another_state(span: Span, cast: Cast) -> bool:
    """Whether a body is that of another state: ``Lebanon's constitutional committee``."""
    return any(party.span.end == span.start and not party.place for party in cast.of("actor", "other"))


def is_anothers(span: Span, cast: Cast) -> bool:
    """Whether another state's adjective stands right before words for both sides, or tells whose they are: ``Sudan's rivals``."""
    others = cast.of("actor", "patron", "neutral", "other")
    joints = {sign.end: sign.start for sign in cast.sentence.of("sign", "coordinators")}
    ends = {span.start, joints.get(span.start, span.start)}
    whose = [each.span for each in others if each.span.tag.sort == "demonym" or (cast.language.names_follow and each.span.tail)]
    return any(span.end in ends for span in whose)


def is_with_others(step: Sequence[Span], cast: Cast) -> bool:
    """Whether another state or organization sits at the table: one that neither hosts nor only lends its place."""
    hosting = cast.sentence.of("concept", "SPONSOR")
    parts = ["actor", "patron", "other"]
    if not in_clause(cast.sentence.of("sign", "pair"), step[0], cast.sentence):
        parts.append("neutral")
    others = [party for party in cast.of(*parts, places=False) if party.span.tag.sort != "metonym" or _sends(party, cast)]
    ally = [party for party in others if party.part == "patron" and any(cast.are_joined(party, it) for it in cast.of("target"))]
    others = [party for party in others if party not in ally]  # "Rus ve rejim heyetleriyle"
    return any(
        in_one_clause(party.span, step[0], cast.sentence) and all(apart(party.span, word) > NEAR_HOST for word in hosting)
        for party in others
    )


def _sends(party: Party, cast: Cast) -> bool:
    """Whether a capital's name says whose people sit there: ``talked to Moscow's representatives``."""
    people = (*cast.sentence.of("rank"), *cast.sentence.of("concept", "COUNTERPART", "GOVERNMENT", "EMISSARY"))
    return bool(party.span.tail) and any(0 <= span.start - party.span.end <= 1 for span in people)


def is_met_besides(party: Party, guests: Sequence[Party], cast: Cast) -> bool:
    """Whether somebody is only met together with the target: ``Rus, İranlı ve Suriyeli mevkidaşlarıyla``."""
    met = [word for word in cast.sentence.of("concept", "COUNTERPART") for guest in guests if guest.span.end == word.start]
    return any(party.span.end < word.start and cast.heads_list(word, party.span) for word in met)


def is_held_by_another(step: Sequence[Span], cast: Cast) -> bool:
    """Whether a state in the genitive meets the target where verbs come last: ``Ankara'nın Şam'la yürüttüğü temaslar``."""
    whose, whom = cast.language.genitive_endings, cast.language.companion_endings
    holders = [party.span for party in cast.of("actor", "patron") if party.span.tail in whose and party.span.end <= step[0].start]
    met = [party.span for party in cast.of("target") if party.span.tail in whom and party.span.end <= step[0].start]
    hosts = cast.sentence.of("concept", "SPONSOR")
    holders = [holder for holder in holders if all(apart(holder, word) > BEFORE_TITLE for word in hosts)]
    last = max((party.span.end for party in cast.of("opposition") if party.span.end <= step[0].start), default=0)
    return bool(met) and any(last <= holder.start and holder.end <= met[-1].start for holder in holders)


def is_spoken_by_other(step: Sequence[Span], cast: Cast) -> bool:
    """Whether a state speaks before a colon of its own meeting, or the opposition is only acted on, where verbs come last."""
    told = {span.start for span in speakers_before_colon(cast)}
    speaks = any(party.span.start in told for party in cast.of("actor"))
    return cast.language.verb_last and step[0].tag.name == "MEET" and (speaks or bool(cast.of("opposition")))


def stands_before_colon(party: Party, step: Sequence[Span], cast: Cast) -> bool:
    """Whether a party is told of before a colon and speaks not behind it: ``SMDK heyetini kabul etti: Rejimle temaslar``."""
    words = cast.sentence.words[party.span.end : step[0].start + 1]
    colon = cast.language.verb_last and any(":" in word.gap for word in words)
    meet = step[0].tag.name == "MEET"  # what one side does not do alone it does with whom it is told of
    return meet and colon and all(span.start != party.span.start for span in speakers_before_colon(cast))


def speaks_of(party: Party, step: Sequence[Span], cast: Cast) -> bool:
    """Whether the target itself says before a colon with whom it sits, where endings tell it: ``Mikdad: Muhalefetle ...``."""
    spoken = any(span.start == party.span.start for span in speakers_before_colon(cast))
    whom = [other for other in cast.of("opposition") if party.span.end <= other.span.start and other.span.end <= step[0].start]
    return spoken and any(other.span.tail in cast.language.companion_endings for other in whom)


def only_tells(party: Party, cast: Cast) -> bool:
    """Whether somebody only tells it: first in a sentence whose last word is a verb of saying, where verbs come last."""
    said = cast.sentence.of("concept", "SAY")
    return cast.language.verb_last and party.span.start == 0 and bool(said) and said[-1].end == len(cast.sentence.words)


def not_hosts(parties: Sequence[Party], casts: Sequence[Cast]) -> list[Party]:
    """The parties of a headline without who only hosts, and without who only tells where another one is named."""
    there = [party for party in parties if not any(party in cast.parties and is_host(party, cast) for cast in casts)]
    told = {word.start for cast in casts for word in cast.sentence.of("concept", "SAY")}
    return [party for party in there if party.span.end not in told] or there


def tells_whose(party: Party, cast: Cast) -> bool:
    """Whether a name only says whose opposition it is (``قادة المعارضة السورية``), or where somebody is posted."""
    if _is_post_of_another(party, cast):
        return True
    adjectives = {sign.start for sign in cast.sentence.of("sign", "adjectives")}
    adjective = party.span.tag.sort == "demonym" or party.span.start in adjectives
    return adjective and any(other.span.end == party.span.start for other in cast.of("opposition"))


def _is_post_of_another(party: Party, cast: Cast) -> bool:
    """Whether it is where another state's ambassador is: "Russia's ambassador to Syria", ``Rusya'nın Şam Büyükelçisi``."""
    words, name = cast.sentence.words, party.span
    for post in cast.sentence.of("concept", "ENVOY", "MISSION"):
        behind = 0 <= name.start - post.end <= 1 and not any("," in word.gap for word in words[post.end : name.start + 1])
        ahead = name.end == post.start and name.tag.sort == "metonym"
        if behind or ahead:
            return any(other.span.end <= min(name.start, post.start) for other in cast.of("actor", "patron"))
    return False


def is_occasion_of_one(step: Sequence[Span], cast: Cast) -> bool:
    """Whether a meeting of the opposition alone only tells when the target did something: ``تقصف إدلب بعد اجتماع الفصائل``."""
    own = any(party.span.start == step[-1].end for party in cast.of("opposition"))
    with_whom = [sign for sign in cast.sentence.of("sign", "companions", "pair") if step[-1].end <= sign.start]
    behind = [party for party in cast.of("target") if step[-1].end <= party.span.start]
    return own and is_occasion(step[-1], cast.sentence) and not with_whom and not behind


def sits_with_two(party: Party, cast: Cast) -> bool:
    """Whether somebody sits down with two who were named before: ``ministers of the two countries and Russia``."""
    joints = {sign.end: sign.start for sign in cast.sentence.of("sign", "coordinators")}
    pairs = {sign.end for sign in cast.sentence.of("sign", "pair")}
    return joints.get(party.span.start) in pairs


def titled_host(guests: Sequence[Party], cast: Cast) -> list[Party]:
    """The state where a leader told by title alone receives the target's: ``السلطان يعقد مباحثات مع الرئيس السوري في مسقط``."""
    held = {guest.span.start for guest in guests}
    own = [rank for rank in cast.sentence.of("rank", "leader") if not any(0 <= at - rank.end <= 1 for at in held)]
    places = [party for party in cast.of("actor") if party.place and party.span.tag.sort == "metonym"]
    return places if own and len(places) == 1 else []
