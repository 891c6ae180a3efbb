"""The packs that ship, read into what the engine knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service.detect.kept import read_kept
from service.detect.knowledge import Acting, Indicator, Language, Place, Rule
from service.detect.lexicon import Lexicon, Tag
from service.detect.states import state_names
from service.detect.vocabulary import Morphology, Vocabulary
from service.text.fold import fold_quickly
from service.text.language import Marks
from service.text.words import is_vowelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

PACKS = Path(__file__).resolve().parent.parent / "packs"
NAMED_SORTS = (("names", "name"), ("demonyms", "demonym"), ("metonyms", "metonym"))
LEXICAL_SECTIONS = {"concepts": "concept", "cues": "cue", "ranks": "rank"}
"""Sections of a language's pack and the kind of what they list."""
SIGNS = (
    "without",
    "separators", "complements", "relatives", "locatives", "origins", "companions", "between", "topics", "coordinators",
    "articles", "numbers", "pair", "pronouns", "groups", "issues", "backed", "behind", "ahead", "pluperfect", "agencies",
    "withholding", "members",
    "nor", "firsts", "perfect", "missing", "persons", "fates", "auxiliaries", "meanwhile", "nominals", "wishes", "journeys",
    "meaning",
    "year_nouns", "plurals", "courtesies", "joining", "held", "awaiting", "impersonal", "vehicles", "obliging", "mutual",
    "belonging", "overcome", "qualities", "oblique", "workings", "genitives", "infinitives", "duos", "delegates", "during",
    "talking", "contrasts", "openings", "adverbs", "yet", "capitals", "peers", "levels", "verbal_nouns", "reactions",
    "drafts", "indefinites", "returning", "errands", "topicalizers", "adjectives", "soon", "hopes", "presence", "occasions",
    "heads", "of_nouns", "purposes", "before", "adopted", "planned_before", "press", "staging", "light_verbs", "conceding",
    "decisions", "counted", "bearings", "exceptions", "committees", "asking", "seated", "stuck", "people", "toward", "whichever",
    "examples", "happening", "lasting", "whens",
    "grounds", "readying", "according", "domestic", "against",
    "predicates", "early", "owned", "openers",
)  # fmt: skip
"""Sections that list words of grammar."""
SOFTENERS = ("MODAL", "DENY", "NEG", "CONDITION")
"""Cues without which a step would be told as more than it is."""
NOTHING = "NONE"
"""The concept of phrases that hide what they hold."""
SURE_TALKS, PLACED_TALKS = "TALKS", "FORUM"
"""Concepts of talks of target and opposition: by their name, and by a name that may be of other talks too."""
SHORTEST_OPEN = 4
"""Letters of a name that may take case suffixes without an apostrophe."""
LONGEST_ACRONYM = 5


@dataclass(frozen=True, slots=True)
class Base:
    """What all watches share.

    `others` are actors that are recognized and never coded, `names` their English names; `outlets` tells of which state an
    outlet is, by its folded name.
    """

    languages: Mapping[str, Language]
    indicators: tuple[Indicator, ...]
    places: Mapping[str, Place]
    others: frozenset[str]
    organizations: frozenset[str]
    names: Mapping[str, str]
    outlets: Mapping[str, str]


@lru_cache(maxsize=1)
def load_base() -> Base:
    """Languages, indicators, actors and places, as they ship."""
    actors, places, talks = list(_listed("actors")), list(_listed("places")), list(_listed("talks"))
    names = {actor["code"]: next(iter(_forms(actor, "en")), (actor["code"],))[0] for actor in actors}
    languages = {}
    for path in sorted((PACKS / "languages").glob("*.yaml")):
        pack = read_kept(path)
        languages[pack["language"]] = _language(pack, actors, places, talks)
    return Base(
        languages,
        tuple(_indicator(read_kept(path)) for path in sorted((PACKS / "indicators").glob("*.yaml"))),
        {place["name"]: _place(place) for place in places},
        frozenset(actor["code"] for actor in actors if actor["kind"] in {"other", "opposition"}),
        frozenset(actor["code"] for actor in actors if actor["kind"] == "organization"),
        names,
        {fold_quickly(str(name)): code for code, names in read_kept(PACKS / "outlets.yaml").items() for name in names},
    )


def _listed(folder: str) -> Iterator[dict[str, Any]]:
    for path in sorted((PACKS / folder).glob("*.yaml")):
        yield from read_kept(path)


def _language(
    pack: dict[str, Any], actors: Iterable[dict[str, Any]], places: Iterable[dict[str, Any]], talks: Iterable[dict[str, Any]]
) -> Language:
    cases = _folded_pattern(pack["cases"]) if "cases" in pack else ""
    morphology = Morphology(
        proclitics=tuple(sorted(_folded(pack, "proclitics"), key=len, reverse=True)),
        article=fold_quickly(pack.get("article", "")),
        cases=re.compile(cases or r"(?!)"),
        possessives=_folded(pack, "possessives"),
        persons=("", *_folded(pack, "persons")),
        inflections=_folded(pack, "inflections") | {""},
        verbs=re.compile(_folded_pattern(pack["verbs"]) if "verbs" in pack else r"(?!)"),
    )
    vocabulary = Vocabulary(morphology)
    return Language(
        code=pack["language"],
        names=_names(pack, vocabulary, actors, places, open_ended=bool(cases)),
        words=_words(pack, vocabulary, talks),
        signs=_signs(pack, vocabulary),
        softeners=_softeners(pack, vocabulary),
        months={
            fold_quickly(name) + ending: number
            for name, number in pack["months"].items()
            for ending in ("", *_folded(pack, "month_endings"))
        },
        endings={name: re.compile(_folded_pattern(pattern)) for name, pattern in pack.get("endings", {}).items()},
        marks=Marks(
            pack["script"], _folded(pack, "common"), frozenset(pack.get("letters", "")), _folded(pack, "apostrophe_endings")
        ),
        home=pack.get("home"),
        place_prefixes=_folded(pack, "place_prefixes"),
        place_endings=_folded(pack, "place_endings"),
        since_endings=_folded(pack, "since_endings"),
        and_prefixes=tuple(_folded(pack, "and_prefixes")),
        purpose_prefixes=_folded(pack, "purpose_prefixes"),
        future_prefixes=_folded(pack, "future_prefixes"),
        topic_endings=_folded(pack, "topic_endings"),
        genitive_endings=_folded(pack, "genitive_endings"),
        object_endings=_folded(pack, "object_endings"),
        companion_endings=_folded(pack, "companion_endings"),
        goal_endings=_folded(pack, "goal_endings"),
        lacking_endings=_folded(pack, "lacking_endings"),
        adjective_endings=_folded(pack, "adjective_endings"),
        since=_folded(pack, "since"),
        last=_folded(pack, "last"),
        until=_folded(pack, "until"),
        year_words=_folded(pack, "year_words"),
        shortened=_folded(pack, "shortened"),
        verb_first=pack.get("verb_first", False),
        verb_last=pack.get("verb_last", False),
        looks_back="behind" in pack,
        has_pronouns="pronouns" in pack,
        capital_months=pack.get("capital_months", False),
        names_follow=pack.get("names_follow", False),
    )


def _folded(pack: dict[str, Any], section: str) -> frozenset[str]:
    return frozenset(fold_quickly(str(each)) for each in pack.get(section, ()))


def _folded_pattern(pattern: str) -> str:
    """A pattern over folded letters: the one letter that packs write in classes and folding changes."""
    return pattern.replace("ı", "i")


def _names(
    pack: dict[str, Any],
    vocabulary: Vocabulary,
    actors: Iterable[dict[str, Any]],
    places: Iterable[dict[str, Any]],
    *,
    open_ended: bool,
) -> Lexicon:
    lexicon, lang = Lexicon(vocabulary), pack["language"]
    tagged = [each for actor in actors for each in _actor_tags(actor, lang, pack.get("origin_forms", {}))]
    for place in places:
        tagged += [(text, Tag("place", place["name"], written=_written(text))) for text in place["names"].get(lang, ())]
    tags: dict[Tag, Tag] = {}
    for text, tag in tagged:
        lexicon.add(_open(text) if open_ended else text, tags.setdefault(tag, tag))
    return lexicon


def _words(pack: dict[str, Any], vocabulary: Vocabulary, talks: Iterable[dict[str, Any]]) -> Lexicon:
    lexicon = Lexicon(vocabulary, [Lexicon.keys(each) for each in pack.get("asides", ())])
    for each in talks:
        concept = each.get("concept") or (SURE_TALKS if each["sure"] else PLACED_TALKS)
        for phrase in each["names"].get(pack["language"], ()):
            held = {"since": each["from"], "until": each["to"], "ambiguous": not each["sure"], "by": each.get("by", "")}
            lexicon.add(phrase, Tag("concept", concept, each["of"], **held))
    for section, kind in LEXICAL_SECTIONS.items():
        for name, phrases in pack[section].items():
            tag, acronym = Tag(kind, name), Tag(kind, name, written="upper")  # for all, of tens of thousands of phrases
            for phrase in map(str, phrases):
                lexicon.add(phrase, acronym if _written(phrase) == "upper" else tag)
    return lexicon


def _softeners(pack: dict[str, Any], vocabulary: Vocabulary) -> Lexicon:
    """Cues that make less of a step, looked for by themselves, so that no concept hides them; what means nothing still does."""
    lexicon = Lexicon(vocabulary)
    listed = [(Tag("cue", name), pack["cues"].get(name, ())) for name in SOFTENERS]
    for tag, phrases in [*listed, (Tag("nothing", NOTHING), pack["concepts"].get(NOTHING, ()))]:
        for phrase in phrases:
            lexicon.add(str(phrase), tag)
    return lexicon


def _signs(pack: dict[str, Any], vocabulary: Vocabulary) -> Lexicon:
    """Words of grammar; apart from the others, so that no phrase hides them."""
    lexicon = Lexicon(vocabulary)
    for sign in SIGNS:
        for phrase in pack.get(sign, ()):
            lexicon.add(str(phrase), Tag("sign", sign))
    return lexicon


def _open(text: str) -> str:
    return text + "~" if len(text.rsplit(maxsplit=1)[-1]) >= SHORTEST_OPEN or " " in text else text


def _written(text: str) -> str:
    if not next(filter(str.isalpha, text), "").isupper():
        return ""
    letters = "".join(filter(str.isalpha, text)) if text.isupper() else ""
    return "upper" if 0 < len(letters) <= LONGEST_ACRONYM and all(map(str.isupper, letters)) else "capital"


def _forms(actor: dict[str, Any], lang: str) -> Iterator[tuple[str, str, date | None, date | None]]:
    """Names of an actor: text, sort, from, to."""
    if actor.get("cldr"):
        name = state_names(lang).get(actor["cldr"])
        if name:
            yield name, "name", None, None
    for key, sort in NAMED_SORTS:
        for each in (actor.get(key) or {}).get(lang, ()):
            if isinstance(each, dict):
                yield each["text"], sort, each.get("from"), each.get("to")
            else:
                yield str(each), sort, None, None


def _actor_tags(actor: dict[str, Any], lang: str, origin_forms: Mapping[str, Any]) -> Iterator[tuple[str, Tag]]:
    unsure = set((actor.get("ambiguous") or {}).get(lang, ()))
    code = actor["code"]
    for text, sort, since, until in _forms(actor, lang):
        yield text, Tag("actor", code, sort, None, since, until, _written(text), text in unsure, is_vowelled(text))
        if sort == "demonym":
            for variant in _inflected(text, origin_forms):
                yield variant, Tag("actor", code, sort, None, since, until, "", text in unsure, is_vowelled(text))
    for key, sort in (("offices", "office"), ("people", "person")):
        for each in actor.get(key) or ():
            for text in each["names"].get(lang, ()):
                held = (each.get("from"), each.get("to"))
                yield text, Tag("actor", code, sort, each.get("rank"), *held, _written(text), text in unsure)


def _inflected(adjective: str, forms: Mapping[str, Any]) -> Iterator[str]:
    """An adjective of origin with each prefix and ending that its language gives such adjectives.

    `behind` lists endings that only follow a certain last letter: ``روس`` with ``ا`` would be another word.
    """
    for ending in (*forms.get("endings", ()), *forms.get("behind", {}).get(adjective[-1], ())):
        for prefix in forms.get("prefixes", ()):
            yield prefix + adjective + ending


def _place(place: dict[str, Any]) -> Place:
    held = tuple((each["by"], each["from"], each["to"]) for each in place.get("held") or ())
    return Place(place["name"], place["state"], place.get("capital_of"), held, place.get("beyond"))


def _indicator(pack: dict[str, Any]) -> Indicator:
    rules = tuple(
        Rule(
            name=rule["name"],
            all=tuple(rule["all"]),
            acting=Acting(rule.get("acting", pack["acting"])),
            needs=frozenset(rule.get("needs", ())),
            within=rule.get("within", 0),
            status=rule["status"],
            scope=rule.get("scope", pack.get("scope")),
            ignore=frozenset(rule.get("ignore", ())),
            loose=rule.get("loose", False),
            ordered=rule.get("ordered", False),
            cued=frozenset(rule.get("cued", ())),
            unless=frozenset(rule.get("unless", ())),
            talk=rule.get("talk"),
            besides=rule.get("besides", False),
            close=rule.get("close", 0),
        )
        for rule in pack["rules"]
    )
    return Indicator(pack["code"], pack.get("speech", False), rules, pack.get("western"), pack.get("talk"))
