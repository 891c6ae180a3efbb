"""News agencies as texts credit them, in Latin and Arabic script: whose report an outlet passes on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.model.signal import Telling


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency.

    `names` credit it wherever they stand; `marks` are too short or too common for that and count only in brackets, as a
    byline, after the word for agency, or as the name of the source. `voice` is the government whose own agency it is.
    """

    name: str
    names: tuple[str, ...]
    marks: tuple[str, ...] = ()
    voice: str | None = None


AGENCIES = (
    Agency("Reuters", ("Reuters", "رويترز")),
    Agency("AFP", ("AFP", "Agence France-Presse", "Agence France Presse", "فرانس برس"), ("أ ف ب", "أ.ف.ب", "ا ف ب")),
    Agency("AP", ("Associated Press", "أسوشيتد برس", "اسوشيتد برس"), ("AP", "أ ب", "أ.ب")),
    Agency("dpa", ("Deutsche Presse-Agentur",), ("dpa", "DPA", "د ب أ", "د.ب.أ")),
    Agency("EFE", ("Agencia EFE",), ("EFE",)),
    Agency("ANSA", (), ("ANSA", "آنسا")),
    Agency(
        "Anadolu", ("Anadolu Ajansı", "Anadolu Agency", "وكالة الأناضول", "وكالة الاناضول"), ("AA", "Anadolu", "الأناضول"), "TUR"
    ),
    Agency("TRT", ("TRT",), (), "TUR"),
    Agency("DHA", ("Demirören Haber",), ("DHA",)),
    Agency("IHA", ("İhlas Haber",), ("İHA", "IHA")),
    Agency("ANKA", (), ("ANKA",)),
    Agency("SANA", ("SANA", "سانا"), (), "SYR"),
    Agency("SPA", ("Saudi Press Agency", "وكالة الأنباء السعودية"), ("SPA", "واس"), "SAU"),
    Agency("WAM", ("Emirates News Agency", "وكالة أنباء الإمارات"), ("WAM", "وام"), "ARE"),
    Agency("QNA", ("Qatar News Agency", "وكالة الأنباء القطرية"), ("QNA", "قنا"), "QAT"),
    Agency("KUNA", ("Kuwait News Agency", "وكالة الأنباء الكويتية"), ("KUNA", "كونا"), "KWT"),
    Agency("BNA", ("Bahrain News Agency", "وكالة أنباء البحرين"), ("BNA", "بنا"), "BHR"),
    Agency("ONA", ("Oman News Agency", "وكالة الأنباء العمانية"), ("ONA",), "OMN"),
    Agency("Petra", ("Jordan News Agency", "وكالة الأنباء الأردنية"), ("Petra", "بترا"), "JOR"),
    Agency("MENA", ("Middle East News Agency", "وكالة أنباء الشرق الأوسط"), ("MENA", "أ ش أ"), "EGY"),
    Agency("NNA", ("National News Agency", "الوكالة الوطنية للإعلام"), ("NNA",), "LBN"),
    Agency("INA", ("Iraqi News Agency", "وكالة الأنباء العراقية"), ("INA", "واع"), "IRQ"),
    Agency("TAP", ("Tunis Afrique Presse", "وكالة تونس إفريقيا للأنباء"), ("TAP",), "TUN"),
    Agency("APS", ("Algérie Presse Service", "وكالة الأنباء الجزائرية"), ("APS",), "DZA"),
    Agency("SUNA", ("Sudan News Agency", "وكالة السودان للأنباء"), ("SUNA", "سونا"), "SDN"),
    Agency("IRNA", ("IRNA", "إرنا"), (), "IRN"),
    Agency("Tasnim", ("Tasnim", "تسنيم")),
    Agency("TASS", ("TASS",), ("تاس",), "RUS"),
    Agency("RIA", ("RIA Novosti", "ريا نوفوستي"), ("RIA",), "RUS"),
    Agency("Sputnik", ("Sputnik", "سبوتنيك"), (), "RUS"),
    Agency("Interfax", ("Interfax", "إنترفاكس")),
    Agency("Xinhua", ("Xinhua", "Şinhua", "شينخوا"), (), "CHN"),
    Agency("Bakhtar", ("Bakhtar News", "باختر"), (), "AFG"),
    Agency("Bloomberg", ("Bloomberg", "بلومبرغ", "بلومبيرغ")),
)

READ = 2000
"""Characters of a text in which a credit is sought."""

BEFORE = ("(", "[", "/", "- ", "– ", "— ", "| ")
AFTER = (")", "]", "/", " -", " –", " —")
"""What stands around a mark that is a credit: on both sides, or the text's end on the other one."""

LISTED = (", ", "، ")
"""What stands between two credits in one bracket."""


@cache
def _named() -> dict[str, tuple[Agency, bool]]:
    """Agencies by every name and mark; whether it is a mark."""
    names = {name: (agency, False) for agency in AGENCIES for name in agency.names}
    return {mark: (agency, True) for agency in AGENCIES for mark in agency.marks} | names


@cache
def _pattern() -> re.Pattern[str]:
    """All names and marks as words of their own, with what Arabic writes onto their front: and, to, by, as, so."""
    words = "|".join(re.escape(name) for name in sorted(_named(), key=len, reverse=True))
    return re.compile(rf"\b[ولبكف]{{0,2}}(?P<name>{words})\b")


@cache
def _by_source() -> dict[str, Agency]:
    own = {agency.name.casefold(): agency for agency in AGENCIES}
    return own | {name.casefold(): agency for name, (agency, _) in _named().items()}


def agency_of(telling: Telling) -> Agency | None:
    """The agency whose report an entry passes on: the one it credits last, for that one is quoted; else the outlet itself."""
    return credited(f"{telling.title}\n{telling.text}"[:READ]) or _by_source().get(telling.source.strip().casefold())


@lru_cache(maxsize=4096)
def credited(text: str) -> Agency | None:
    """The agency that a text credits last."""
    found = None
    for match in _pattern().finditer(text):
        agency, mark = _named()[match["name"]]
        if not mark or _is_credit(text, match.start("name"), match.end("name")):
            found = agency
    return found


def _is_credit(text: str, start: int, end: int) -> bool:
    before, after = text[:start].rsplit("\n", 1)[-1], text[end:].split("\n", 1)[0]
    if before.endswith("وكالة ") or after.startswith((" agency", " ajansı", " muhabiri")):
        return True
    bracketed = before.rfind("(") > before.rfind(")")
    opens = not before or before.endswith(BEFORE) or (bracketed and before.endswith(LISTED))
    closes = not after or after.startswith(AFTER) or (bracketed and after.startswith(LISTED))
    return opens and closes and bool(before or after)
