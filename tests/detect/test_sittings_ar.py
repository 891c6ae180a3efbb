"""Who sat with whom, at which rank, and whether it was: how Arabic news tells meetings, in relative clauses and in passing."""

from __future__ import annotations

import pytest

from tests.detect.coded import DAY, Row, detect, of, rows

JOINED = [
    Row("a relative clause tells who met", "قطر: موقفنا من النظام السوري لم يتغير",
        "contact occurred IRQ,JOR; rhetoric occurred QAT",
        "قال الأنصاري إن بلاده لن تطبّع مع النظام، وذلك غداة اجتماع عمّان الذي ضم وزيري خارجية الأردن والعراق ونظيرهما السوري."),
    Row("a relative clause behind a summit", "بيان من موسكو", "contact occurred TUR",
        "صدر البيان عن الاجتماع الذي حضره وزير الدفاع التركي ونظيره السوري."),
    Row("a relative clause without the target", "دمشق: لا تعليق", "", "صدر ذلك غداة الاجتماع الذي ضم وزيري خارجية مصر والأردن."),
    Row("one calls two", "السيسي يتصل بأردوغان والأسد ويعرض وساطة مصر", "contact occurred EGY"),
    Row("one calls the target and another", "أمير قطر يتصل بالشرع وأردوغان", "contact occurred QAT", day="2025-04-02"),
    Row("a name that many bear, of a state told elsewhere", "السوداني يتصل بأردوغان والأسد ويعرض وساطة العراق",
        "contact occurred IRQ", day="2024-12-03"),
    Row("who only tells is no party", "الدوحة تعلن لقاء جمع الشرع برئيس وزراء العراق", "contact occurred IRQ",
        "وقالت وكالة الأنباء القطرية إن اللقاء عُقد الأسبوع الماضي وتناول دعوة الرئيس السوري إلى القمة.", day="2025-04-16"),
    Row("who hosts is no party to what is denied", "مصادر: الإمارات ترعى قناة خلفية بين إسرائيل وسوريا", "contact denied ISR",
        "ونفى مسؤول سوري وجود أي تواصل.", day="2025-05-08"),
    Row("at which visit one of them spoke", "وزير خارجية الكويت والأمين العام لمجلس التعاون يلتقيان الشرع في دمشق",
        "contact occurred GCC,KWT; economy discussed GCC",
        "ودعا البديوي خلال الزيارة إلى رفع العقوبات عن سوريا.", day="2024-12-30"),
]  # fmt: skip

TOLD = [
    Row("had, far before its verb", "واشنطن ترحب", "contact occurred USA",
        "وكان وفد أميركي برئاسة باربرا ليف قد التقى أحمد الشرع في دمشق.", day="2024-12-28"),
    Row("may, behind what is said", "واشنطن ترحب", "contact discussed USA",
        "وكان المتحدث قال إن وفداً أميركياً قد يزور دمشق.", day="2024-12-28"),
    Row("what is before it", "قصف يطال حمص قبيل زيارة وزير الخارجية الفرنسي إلى سوريا",
        "contact announced FRA", day="2025-01-02"),
    Row("a few days before it", "مجلس الأمن يرفع اسم الشرع عن قائمة العقوبات قبل أيام من لقائه ترامب",
        "contact announced USA; economy occurred UN", day="2025-11-06"),
    Row("before that it was held", "وزير الخارجية الفرنسي التقى الشرع في دمشق قبل أن يزور بيروت", "contact occurred FRA",
        day="2025-01-03"),
    Row("in the text, before a visit that was", "واشنطن قلقة من التقارب مع دمشق", "contact occurred ARE; western occurred USA",
        "وامتنع المتحدث عن القول إن كانت بلاده أبلغت أبوظبي قبل زيارة وزير خارجيتها عبدالله بن زايد لدمشق الثلاثاء.",
        day="2021-11-10"),
    Row("what stopped is something else", "وفد من وزارة النفط العراقية في دمشق للاطلاع على حالة الخط المتوقف",
        "contact occurred IRQ", day="2025-05-22"),
    Row("the visit itself is put off", "زيارة الوزير العراقي المؤجلة إلى دمشق", "contact reversed IRQ", day="2025-05-22"),
    Row("another one calls for something", "وزير الخارجية السوري يزور بكين ووانغ يي يدعو إلى الحزم", "contact occurred CHN",
        day="2025-11-17"),
    Row("a match of two teams", "منتخب سوريا يلتقي نظيره السعودي في جدة", "", day="2026-01-22"),
]  # fmt: skip

SAID_BESIDES = [
    Row("what is lifted and what is kept", "واشنطن: سوريا لا تستحق العودة إلى الجامعة العربية",
        "economy denied USA; relations occurred LAS; western occurred USA",
        "انتقد المتحدث القرار الذي اتخذه الوزراء العرب الأحد بإعادة مقعد دمشق بعد تعليق عضويتها، مؤكداً أن العقوبات الأميركية"
        " ستظل سارية.", day="2023-05-08"),
    Row("since the seat was suspended", "الرئيس المصري يستقبل الأسد", "contact occurred EGY; relations occurred LAS",
        "وهي أول قمة يحضرها الأسد منذ تعليق عضوية بلاده في الجامعة العربية.", day="2023-05-19"),
    Row("the suspension is lifted", "الوزراء العرب يقررون إلغاء تعليق عضوية سوريا في الجامعة العربية", "relations occurred LAS",
        day="2023-05-07"),
    Row("a leader may meet behind his ministers", "أردوغان: قد يجمعني لقاء بالأسد بعد اجتماع وزراء الخارجية",
        "contact discussed TUR",
        "قال الرئيس التركي إن القادة يمكن أن يجتمعوا.", day="2023-01-05"),
]  # fmt: skip


@rows([*JOINED, *TOLD, *SAID_BESIDES])
def test_sittings_are_told_of_who_sat(row: Row) -> None:
    assert of(row) == row.wanted


LEVELS = [
    ("a prince who is a minister", "الرئيس الأسد يستقبل وزير خارجية السعودية الأمير فيصل بن فرحان", "", DAY, "ministerial"),
    ("a prince by his name", "الأسد يلتقي الأمير فيصل بن فرحان في دمشق", "", DAY, "ministerial"),
    ("an emir", "أمير قطر الشيخ تميم يستقبل الشرع", "", "2025-04-15", "leader"),
    ("the emir alone", "سمو أمير الكويت يستقبل الشرع", "", "2025-06-01", "leader"),
    ("an ambassador who meets a minister of theirs", "السفير العماني يلتقي وزير الإعلام السوري", "", DAY, "technical"),
    ("behind its verb", "التقى السفير العماني وزير الإعلام السوري", "", DAY, "technical"),
    ("a minister of his own", "وزير الإعلام العماني يلتقي وزير الإعلام السوري", "", DAY, "ministerial"),
    ("ministers in the plural", "أردوغان: الخطوة المقبلة لقاء وزراء خارجية تركيا وسوريا", "", "2023-01-05", "ministerial"),
    ("leaders in the plural", "بيسكوف: اجتماع رؤساء روسيا وتركيا وسوريا قيد البحث", "", "2023-01-05", "leader"),
]


@pytest.mark.parametrize(("why", "title", "summary", "day", "level"), LEVELS, ids=[row[0] for row in LEVELS])
def test_the_rank_is_that_of_who_meets(why: str, title: str, summary: str, day: str, level: str | None) -> None:
    contacts = [mention for mention in detect(title, summary, day=day).mentions if mention.indicator == "official_contact"]

    assert [mention.level for mention in contacts] == [level], why
