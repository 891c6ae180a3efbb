"""What states should do, what two others do, and what the opposition does alone: Arabic headlines that must page nobody."""

from __future__ import annotations

import pytest

from tests.detect.coded import Row, detect, of, rows

DUTIES = [
    Row("must, by a verbal noun", "جعجع: على لبنان طرد السفير السوري", "relations discussed LBN", day="2023-05-20"),
    Row("must, by a verb", "داوود أوغلو: على أنقرة أن تعيد سفيرها إلى دمشق", "relations discussed TUR", day="2023-05-20"),
    Row("what is kept shut", "نائب كويتي يسأل عن أسباب استمرار إغلاق السفارة في دمشق", "", day="2023-05-20"),
    Row("what others hinder", "مشرعون أميركيون يعرقلون إلغاء قانون قيصر", "economy discussed USA", day="2025-07-20"),
    Row("relations with both", "قطر والبحرين تعيدان العلاقات الدبلوماسية مع سوريا", "relations occurred BHR,QAT",
        day="2023-05-20"),
    Row("the factions among themselves", "قوات النظام تقصف إدلب بعد اجتماع الفصائل", "", day="2023-05-20"),
    Row("the factions with the regime", "قصف في درعا بعد اجتماع الفصائل مع النظام السوري", "meeting occurred SYROPP",
        day="2018-07-01"),
]  # fmt: skip


@rows(DUTIES)
def test_duties_and_steps_of_others(row: Row) -> None:
    assert of(row) == row.wanted


STILL = [
    ("قطر والبحرين تعيدان العلاقات الدبلوماسية وسوريا ترحب", "2023-05-20"),
    ("السفارة السعودية في بيروت تعلن عن منح للطلاب السوريين", "2023-05-20"),
    ("كليتشدار أوغلو: سنعيد العلاقات مع دمشق خلال عامين إذا فزنا", "2023-05-20"),
    ("ذكرى: عشر سنوات على طرد السفير السوري من باريس", "2023-05-20"),
    ("المعارضة تبحث في جنيف مع بيدرسن استئناف اللجنة الدستورية", "2023-06-15"),
    ("وفد المعارضة يلتقي الوفد التركي في أستانا", "2023-05-20"),
    ("البرلمان الأوروبي يدعو الدول الأعضاء إلى عدم إعادة سفرائها إلى دمشق", "2023-05-20"),
    ("السفارة الأميركية في دمشق تحذر رعاياها من السفر", "2025-07-20"),
    ("إعادة فتح القنصلية السورية في اسطنبول أمام المراجعين بعد صيانة النظام الإلكتروني", "2025-07-20"),
    ("قسد ودمشق تستأنفان المفاوضات برعاية فرنسية", "2025-07-20"),
    ("وزير الخارجية السعودي يصل إلى طهران لإعادة فتح السفارة", "2023-05-20"),
]


@pytest.mark.parametrize(("title", "day"), STILL)
def test_nobody_is_paged(title: str, day: str) -> None:
    assert not detect(title, day=day).page
