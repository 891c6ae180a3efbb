"""What Arabic wires tell in passing: whose officials sit where, calls in which something is said, and what is over."""

from __future__ import annotations

import pytest

from tests.detect.coded import Row, detect, of, rows

TOLD = [
    Row("officials in the country", "مصدر بالخارجية السعودية: مباحثات جارية مع المسؤولين في سوريا", "contact occurred SAU",
        day="2023-03-23"),
    Row("officials of the country", "الخارجية الهندية: محادثات مع السلطات في دمشق", "contact occurred IND", day="2025-07-23"),
    Row("said in a call", "بوتين يؤكد للشرع في أول اتصال هاتفي استعداد موسكو للمساعدة", "contact occurred RUS", day="2025-02-12"),
    Row("a call that may be", "بيسكوف يتحدث عن اتصال هاتفي محتمل بين بوتين والشرع", "contact discussed RUS", day="2025-02-12"),
    Row("too early to speak of", "لافرنتييف: من المبكر الحديث عن لقاء أردوغان والأسد", "contact denied TUR", day="2023-07-11"),
    Row("only being arranged", "بوغدانوف يتحدث عن عمل لترتيب لقاء بين الأسد وأردوغان", "contact discussed TUR", day="2024-07-19"),
    Row("the arranging hand", "مصادر: قادة فصائل التقوا ضباطاً من النظام في خان شيخون بترتيب تركي", "meeting reported SYROPP",
        day="2022-10-31"),
    Row("what had stopped goes on", "وزير المهجرين اللبناني يعلن قرب زيارته دمشق بعد شهور من تعثرها", "contact announced LBN",
        day="2023-11-28"),
    Row("what was to be breaks off", "وزير المهجرين اللبناني يلغي زيارته دمشق", "contact reversed LBN", day="2023-11-28"),
    Row("he goes somewhere else", "واشنطن تحث حلفاءها على عدم التطبيع مع الأسد", "contact announced TUR; western occurred USA",
        "جاء ذلك قبيل وصول وزير الخارجية التركي إلى واشنطن، الذي كان قد أعلن أنه سيلتقي المقداد.", day="2023-01-18"),
    Row("he comes to the target", "وصول وزير الخارجية التركي إلى دمشق", "contact occurred TUR", day="2024-12-22"),
    Row("the target's comes to him", "وصول وزير الخارجية السوري إلى الجزائر", "contact occurred DZA", day="2023-04-15"),
    Row("a headline answers itself", "القائم بالأعمال الأميركي الجديد يصل إلى دمشق؟ واشنطن تنفي", "relations denied USA",
        day="2025-06-05"),
    Row("a headline only asks", "هل تعيد واشنطن فتح سفارتها في دمشق؟ الخارجية ترد", "relations discussed USA", day="2025-06-05"),
    Row("what two others did to each other", "الأسد: لا شروط لنا", "",
        "وكانت أنقرة والقاهرة قد تبادلتا طرد السفراء عام 2013.", day="2022-11-17"),
    Row("an agreement with somebody else", "لجنة التفاوض في القنيطرة تتوصل إلى اتفاق مع الجانب الروسي يقضي بعودة قوات النظام", "",
        day="2018-07-21"),
    Row("an agreement with the target", "لجنة التفاوض في القنيطرة تتوصل إلى اتفاق مع النظام", "meeting occurred SYROPP",
        day="2018-07-21"),
    Row("another one mediates", "الشيباني يلتقي ديرمر في لندن وواشنطن تتوسط لاتفاق قبل نهاية العام", "contact occurred ISR",
        day="2025-09-17"),
    Row("to urge them", "الشيباني متفائل", "economy discussed USA", "التقى مشرعين لحثهم على إلغاء قانون قيصر.",
        day="2025-09-19"),
]  # fmt: skip


@rows(TOLD)
def test_what_wires_tell_in_passing(row: Row) -> None:
    assert of(row) == row.wanted


@pytest.mark.parametrize("invited", ["ودعا سلام الشرع إلى زيارة بيروت.", "ودعا رئيس الحكومة الشرع لزيارة بيروت."])
def test_a_visit_offered_at_another_one_stands_besides(invited: str) -> None:
    found = detect("سلام يزور دمشق ويلتقي الشرع", invited, day="2025-04-14").mentions

    assert sorted(mention.status for mention in found if mention.indicator == "official_contact") == ["discussed", "occurred"]
