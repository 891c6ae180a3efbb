"""Who does what in Arabic: new subjects, titles of hosts, envoys by their names, and names that take no part."""

from __future__ import annotations

from tests.detect.coded import Row, of, rows

SUBJECTS = [
    Row("another subject's envoy", "المبعوثة الأممية تصل إلى دمشق والاتحاد الأوروبي يعين سفيراً لديها", "relations announced EU",
        day="2024-12-17"),
    Row("two owners of what is done behind them", "سفارتا السعودية والإمارات تستأنفان عملهما في دمشق",
        "relations occurred ARE,SAU",
        day="2023-05-17"),
    Row("another body is suspended", "لبنان وسوريا يعلّقان عمل المجلس الأعلى وتُحصر المراسلات بالسفارتين", "", day="2025-10-09"),
    Row("the work of the embassy is suspended", "لبنان يعلّق عمل سفارته في دمشق", "relations reversed LBN", day="2025-10-09"),
    Row("work in the embassy is stopped", "لندن توقف العمل في سفارتها بدمشق موقتاً", "relations reversed GBR", day="2026-02-18"),
    Row("taking one's time", "مصدر دبلوماسي: البحرين تتريث في إرسال سفيرها إلى دمشق", "relations discussed BHR",
        day="2023-10-06"),
    Row("a bill voted for", "مجلس النواب الأميركي يصوّت لصالح مشروع قانون يلغي عقوبات قيصر", "economy discussed USA",
        day="2025-12-10"),
    Row("an envoy by his name", "السعودية تعيد افتتاح قسمها القنصلي في دمشق", "relations occurred SAU",
        "وكان القائم بالأعمال السعودي عبد الله الحريص وصل إلى دمشق الشهر الماضي.", day="2024-02-08"),
]  # fmt: skip

SITTING = [
    Row("a host by his title alone", "جلالة السلطان يعقد مباحثات رسمية مع الرئيس السوري في مسقط", "contact occurred OMN",
        day="2023-02-20"),
    Row("the target's own title", "الرئيس السوري يعقد مباحثات في مسقط", "", day="2023-02-20"),
    Row("a condition behind the colon", "بيربوك وبارو في دمشق: حماية الأقليات شرط", "contact occurred DEU,FRA", day="2025-01-03"),
    Row("in somebody's name", "بيربوك وبارو في دمشق", "contact occurred DEU,FRA",
        "التقى الوزيران أحمد الشرع باسم الاتحاد الأوروبي.", day="2025-01-03"),
    Row("where he comes from", "فيصل بن فرحان يزور دمشق", "contact occurred SAU",
        "وصل الوزير إلى العاصمة السورية آتياً من بيروت.", day="2025-01-24"),
    Row("what demonstrators shout", "تظاهرات في الشمال السوري تحت شعار «لن نصالح» رفضاً للتقارب التركي مع النظام", "",
        day="2022-12-30"),
]  # fmt: skip


@rows([*SUBJECTS, *SITTING])
def test_arabic_subjects(row: Row) -> None:
    assert of(row) == row.wanted
