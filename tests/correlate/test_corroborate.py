"""How well a signal is supported: copies count once, agencies are known in three scripts, and the digit says why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.correlate.agencies import AGENCIES, agency_of, credited
from service.correlate.corroborate import corroborate, origins_of
from service.correlate.progress import progress
from service.model.signal import Assignment
from tests.correlate.world import World, replayed, row, tellings_of

if TYPE_CHECKING:
    from service.model.signal import Telling

LONG = "The Turkish embassy in Damascus opened its doors again on Saturday after twelve years, officials said at the gate."


def telling(**changed: Any) -> Telling:
    (one,) = tellings_of(row("a", "2026-05-01"), 1)
    return replace(one, **changed)


def judged(*rows: dict[str, Any]) -> tuple[str, str]:
    (signal,) = replayed(rows).signals.values()
    return signal.credibility, "; ".join(signal.credibility_reasons)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("DAMASCUS (Reuters) - The embassy opened", "Reuters"),
        ("ANKARA (AA) - Büyükelçilik açıldı", "Anadolu"),
        ("Anadolu Ajansı'na konuşan yetkili", "Anadolu"),
        ("دمشق (أ ف ب) - افتتحت السفارة", "AFP"),
        ("وقالت وكالة سانا إن السفير وصل", "SANA"),
        ("نقلاً عن رويترز", "Reuters"),
        ("ونقلت وكالة الأناضول عن مصدر", "Anadolu"),
        ("بغداد - واع", "INA"),
        ("state news agency SANA reported", "SANA"),
        ("(AFP, Reuters)", "Reuters"),
        ("(Reuters/AP)", "AP"),
        ("AP - The flag was raised", "AP"),
        ("Sana bir şey söyleyeyim, sana geldim", None),
        ("Anadolu'da yol açıldı", None),
        ("trade across the MENA region, from Petra to Doha", None),
        ("visited Amman, Petra, and Aqaba", None),
        ("كنا وكونا في المدينة التي بنا فيها بيتا", None),
        ("AA meetings were held", None),
        ("", None),
    ],
)
def test_the_agency_is_known_by_its_credit_in_three_scripts(text: str, agency: str | None) -> None:
    found = credited(text)
    assert (found.name if found else None) == agency


def test_an_outlet_that_is_an_agency_needs_no_credit() -> None:
    assert [agency_of(telling(source=name)) for name in ("SANA", "رويترز", "aa", "Enab Baladi")] == [
        next(agency for agency in AGENCIES if agency.name == "SANA"),
        next(agency for agency in AGENCIES if agency.name == "Reuters"),
        next(agency for agency in AGENCIES if agency.name == "Anadolu"),
        None,
    ]


def test_no_two_agencies_share_a_name() -> None:
    names = [name for agency in AGENCIES for name in (*agency.names, *agency.marks)]
    assert len(names) == len(set(names))


@given(st.text(max_size=200))
def test_any_text_may_be_searched_for_credits(text: str) -> None:
    found = credited(text)
    assert found is None or any(name in text for name in (*found.names, *found.marks))


def test_two_outlets_with_reports_of_their_own_confirm() -> None:
    code, why = judged(row("a", "2026-05-01"), row("b", "2026-05-02"))
    assert code == "C1"
    assert "2 independent sources: outlet a, outlet b" in why


def test_two_outlets_with_one_agency_text_do_not() -> None:
    code, why = judged(
        row("a", "2026-05-01", summary="DAMASCUS (Reuters) - The embassy opened"),
        row("b", "2026-05-01", summary="دمشق (رويترز) - فتحت السفارة أبوابها", lang="ar"),
    )
    assert code == "C3"
    assert "Reuters (2 outlets) alone" in why


def test_copies_of_one_text_count_once_though_nobody_credits_anybody() -> None:
    code, why = judged(
        row("a", "2026-05-01", title="Embassy opens", summary=LONG),
        row("b", "2026-05-01", title="Embassy opens", summary=LONG + " It was shut in 2012."),
        row("c", "2026-05-01", title="EMBASSY OPENS!", summary=LONG),
    )
    assert (code, "outlet a (3 outlets)" in why) == ("C3", True)


def test_copies_are_joined_whatever_stands_between_them() -> None:
    texts = [LONG, "Something else entirely was written by another desk of another paper about other things", LONG]
    tellings = [telling(source=str(number), title="", text=text) for number, text in enumerate(texts)]
    assert [len(origin.tellings) for origin in origins_of(tellings)] == [2, 1]


def test_one_outlet_twice_is_one_source() -> None:
    code, _ = judged(row("a", "2026-05-01", source="Enab Baladi"), row("b", "2026-05-02", source="ENAB BALADI "))
    assert code == "C3"


def test_unnamed_sources_are_doubtful_until_others_tell_it_too() -> None:
    assert judged(row("a", "2026-05-01", "reported"))[0] == "C4"
    assert judged(row("a", "2026-05-01", "reported"), row("b", "2026-05-01", "reported"))[0] == "C3"
    code, why = judged(row("a", "2026-05-01", "reported"), row("b", "2026-05-02"))
    assert (code, "unnamed sources besides, by way of outlet a" in why) == ("C2", True)


def test_a_party_that_tells_its_own_step_is_first_hand() -> None:
    code, why = judged(row("a", "2026-05-01", source="SANA"))
    assert (code, "SANA speaks for SYR" in why) == ("C2", True)
    assert judged(row("a", "2026-05-01", source="IRNA"))[0] == "C3"
    code, why = judged(row("a", "2026-05-01", "announced"))
    assert (code, "announced by a party" in why) == ("C2", True)


def test_a_denial_makes_it_improbable_and_independent_reports_only_doubtful() -> None:
    code, why = judged(row("a", "2026-05-01", "reported"), row("b", "2026-05-02", "denied"))
    assert (code, "denied by a party: outlet b" in why) == ("C5", True)
    assert judged(row("a", "2026-05-01"), row("b", "2026-05-01"), row("c", "2026-05-02", "denied"))[0] == "C4"


def test_a_denial_beside_the_step_itself_contradicts_nothing() -> None:
    both = row("b", "2026-05-02")
    both["labels"].append({**both["labels"][0], "status": "denied"})
    assert judged(row("a", "2026-05-01"), both)[0] == "C1"


def test_a_denial_alone_leaves_nothing_to_believe() -> None:
    assert judged(row("a", "2026-05-01", "denied"))[0] == "C5"


def test_talk_is_never_confirmed_fact() -> None:
    assert judged(row("a", "2026-05-01", "discussed"))[0] == "C3"
    assert judged(row("a", "2026-05-01", "discussed"), row("b", "2026-05-01", "discussed"))[0] == "C2"


def test_the_letter_is_that_of_the_best_source() -> None:
    world = World()
    for number, (name, letter) in enumerate([("a", "F"), ("b", "B"), ("c", "?")], 1):
        (one,) = tellings_of(row(name, "2026-05-01"), number)
        world.take(replace(one, reliability=letter))
    (signal,) = world.signals.values()
    assert signal.credibility == "B1"
    assert signal.credibility_reasons[0] == "best source B"
    (alone,) = tellings_of(row("d", "2026-05-01"), 4)
    assert corroborate(signal, [replace(alone, reliability="")]).code == "F3"


def test_a_reviewer_has_the_last_word() -> None:
    (one,) = tellings_of(row("a", "2026-05-01", "reported"), 1)
    world = World()
    signal = world.take(one).signal
    assert corroborate(replace(signal, review="confirmed"), [one]).code == "C1"
    assert corroborate(replace(signal, review="rejected"), [one]).code == "C5"


def test_a_denial_that_comes_after_a_confirmation_is_not_called_confirmed() -> None:
    world = World()
    (one,) = tellings_of(row("a", "2026-05-01", "reported"), 1)
    confirmed = replace(world.take(one).signal, review="confirmed")
    world.signals[confirmed.id] = confirmed
    (denial,) = tellings_of(row("b", "2026-05-02", "denied"), 2)
    assert world.take(denial).signal.credibility == "C5"


def test_what_nobody_tells_has_no_code() -> None:
    world = replayed([row("a", "2026-05-01")])
    (signal,) = world.signals.values()
    assert corroborate(signal, ()).code == ""


def test_thousands_of_tellings_are_weighed_by_the_first_of_them() -> None:
    world = replayed([row("a", "2026-05-01")])
    (signal,) = world.signals.values()
    many = [telling(source=f"outlet {number}") for number in range(3000)]
    found = corroborate(signal, many)
    assert found.code == "C1"
    assert "60 independent sources" in found.reasons[1]
    assert found.reasons[1].endswith("56 more")


def test_a_mention_whose_forerunners_are_not_at_hand_leaves_the_code_as_it_is() -> None:
    (one,), (two,) = tellings_of(row("a", "2026-05-01"), 1), tellings_of(row("b", "2026-05-01"), 2)
    found = Assignment(signal_id=None, score=0.0, reasons=())
    opened = progress(None, one, found, one.seen_at).signal
    assert opened.credibility == "C3"
    assert progress(opened, two, found, one.seen_at).signal.credibility == "C3"
    assert progress(opened, two, found, one.seen_at, tellings=(one,)).signal.credibility == "C1"
    assert progress(opened, replace(one, reliability="A"), found, one.seen_at, tellings=()).signal.credibility == "A3"
