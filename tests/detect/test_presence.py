"""Who is present at a meeting, who only hosts or brokers it, and who is only invited."""

from __future__ import annotations

from tests.detect.coded import Row, of, rows

PRESENT = [
    Row("an official behind words for presence", "ماكرون يستقبل الشرع في باريس بحضور وزير الخارجية الأردني",
        "contact occurred FRA,JOR", day="2025-06-10"),
    Row("the target's own minister", "أمير قطر يلتقي الشرع في الدوحة بحضور وزير الخارجية السوري", "contact occurred QAT",
        day="2025-06-10"),
    Row("a place between the guest and the presence", "الشرع يجتمع مع ماكرون في باريس بحضور محمد بن سلمان",
        "contact occurred FRA,SAU", day="2025-06-10"),
    Row("in English", "Macron meets Sharaa in Paris in the presence of the Jordanian foreign minister",
        "contact occurred FRA,JOR", day="2025-06-10"),
    Row("a signing", "توقيع اتفاق بين وزيري دفاع لبنان وسوريا في جدة بحضور وزير الدفاع السعودي", "contact occurred LBN,SAU",
        day="2025-03-28"),
]  # fmt: skip

HOSTS = [
    Row("who brings two together", "بغداد ستجمع وفدين تركياً وسورياً الشهر المقبل", "contact announced TUR", day="2024-07-08"),
    Row("told once more below", "بغداد ستجمع وفدين تركياً وسورياً الشهر المقبل", "contact announced TUR",
        "وسيعقد اللقاء في القصر الحكومي.", day="2024-07-08"),
    Row("who brokers behind the preposition", "الشيباني يلتقي ديرمر في لندن بوساطة أميركية", "contact occurred ISR",
        day="2025-06-10"),
    Row("peoples who are joined and bring no two together", "الروابط التي تجمع تركيا وسوريا", "", day="2024-07-08"),
    Row("a summit one is invited to", "السيسي يدعو الشرع إلى حضور القمة العربية", "contact discussed EGY", day="2025-04-20"),
]  # fmt: skip

PARTIES = [
    Row("a ministry's source speaks for it", "مصدر بالخارجية: القاهرة تناقش مع دمشق استئناف تقديم الخدمات القنصلية",
        "contact occurred EGY; relations discussed EGY", "وجاء كلام المصدر رداً على تقارير إعلامية."),
    Row("any other source", "مصدر مطلع: القاهرة تناقش مع دمشق استئناف تقديم الخدمات القنصلية",
        "contact reported EGY; relations discussed EGY"),
    Row("officials in a ministry", "مبعوث نرويجي يلتقي مسؤولين في الخارجية السورية", "contact occurred NOR", day="2025-02-14"),
    Row("whom else one meets", "وزير الخارجية السعودي يلتقي نظيريه السوري والفرنسي في نيويورك", "contact occurred SAU",
        day="2025-09-24"),
    Row("a source that says no", "مصدر رسمي سوري: لا مفاوضات مباشرة مع إسرائيل", "contact denied ISR", day="2025-05-28"),
    Row("factions and another state's officers", "مفاوضات بين فصائل الجنوب والروس في بصرى الشام", "", day="2018-07-02"),
    Row("the factions of another state", "اجتماع فصائل المعارضة التركية في أنقرة", "", day="2018-07-02"),
    Row("the factions break off", "وفد الفصائل يعلق مشاركته في اجتماعات أستانا", "meeting reversed SYROPP", day="2017-03-04"),
    Row("a state's own minister", "القاهرة لم تحسم بعد موعد زيارة وزير خارجيتها إلى دمشق",
        "contact discussed EGY", day="2025-01-05"),
    Row("a delegation that is sent", "موسكو تعتزم إرسال وفد إلى دمشق", "contact announced RUS", day="2025-01-10"),
    Row("what is only spoken of", "وزير الخارجية المصري يبحث مع نظيره التركي تطورات سوريا", "", day="2025-10-12"),
    Row("another state's ambassador is received", "بوغدانوف يستقبل السفير الإيراني ويبحثان الوضع في سوريا", "", day="2025-05-02"),
    Row("another state's minister beside the target's", "لافروف يستقبل نظيريه الإيراني والسوري في موسكو", "contact occurred RUS",
        day="2025-05-02"),
    Row("an embassy left before the fall", "إيران تعد بمزيد من الاستثمارات", "relations background IRN",
        "وكانت طهران قد أخلت سفارتها في دمشق قبل سقوط الأسد.", day="2025-06-10"),
    Row("a step that is negotiated", "الرياض تتفاوض مع دمشق على إعادة فتح سفارتي البلدين",
        "contact occurred SAU; relations discussed SAU", day="2023-04-06"),
    Row("the bloc's mission", "بعثة الاتحاد الأوروبي في دمشق تستأنف عملها", "relations occurred EU", day="2024-12-20"),
]  # fmt: skip


@rows([*PRESENT, *HOSTS, *PARTIES])
def test_who_takes_part_is_told_from_who_hosts(row: Row) -> None:
    assert of(row) == row.wanted
