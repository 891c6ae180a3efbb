"""Who only tells, addresses, invites or sends: what Arabic news says beside a contact, and what it lends to it."""

from __future__ import annotations

import pytest

from tests.detect.coded import DAY, Row, detect, of, rows

BESIDE = [
    Row("the occasion is no round", "فيدان يجتمع بالمقداد على هامش اجتماعات أستانا", "contact occurred TUR", day="2023-06-21"),
    Row("the round itself", "انطلاق اجتماعات أستانا بين النظام والمعارضة", "meeting occurred SYROPP", day="2023-06-21"),
    Row("a resumption talked over", "المعارضة تبحث في جنيف مع بيدرسن استئناف اللجنة الدستورية", "meeting discussed SYROPP"),
    Row("a resumption", "استئناف أعمال اللجنة الدستورية في جنيف", "meeting occurred SYROPP"),
    Row("it is the opposition that is invited", "مصدر في الائتلاف ينفي تلقي دعوة تركية للقاء النظام", "meeting denied SYROPP",
        "وقال إن ما نُشر عن اجتماع بين المعارضة وحكومة الأسد لا أساس له.", day="2023-01-10"),
    Row("one is telephoned", "قيس سعيد والأسد يتفقان هاتفياً على توطيد التعاون", "contact occurred TUN"),
    Row("what can be taken back", "كالاس: الخطوات قابلة للتراجع إذا اتخذت دمشق مساراً خاطئاً", "", day="2025-01-27"),
    Row("who gives information away", "واشنطن تلغي مكافأة من يدلي بمعلومات عن الشرع", "contact occurred USA",
        "وجاء ذلك عقب لقاء مساعدة وزير الخارجية باربرا ليف الشرع في دمشق الجمعة.", day="2024-12-21"),
    Row("demonstrators take no stand of their state", "ماكرون يستقبل الشرع في الإليزيه", "contact occurred FRA",
        "وتظاهر عشرات في باريس رفضاً للزيارة.", day="2025-05-07"),
    Row("a decision on an envoy that another frowns on", "ميلوني تدافع عن قرار إعادة السفير إلى دمشق وبوريل يتحفظ",
        "relations announced ITA; western occurred EU", day="2024-07-12"),
    Row("a roadmap to better relations", "اجتماع في موسكو لوزيري خارجية تركيا وسوريا",
        "contact occurred TUR; relations discussed TUR",
        "كلّف الوزيران نوابهما إعداد خارطة طريق لتطوير العلاقات بين أنقرة ودمشق."),
    Row("another one is not ready", "فيدان: تواصلنا مع دمشق مستمر والأسد لا يبدو مستعداً", "contact occurred TUR",
        day="2024-07-28"),
    Row("the meeting of two will not be", "مصدر: لقاء الأسد وأردوغان لن يُعقد قريباً", "contact denied TUR"),
    Row("a committee by its members", "لجنة الاتصال العربية تلتقي المقداد في القاهرة", "contact occurred EGY,JOR,SAU",
        "ضمت اللجنة وزراء خارجية السعودية ومصر والأردن، وبحثت عودة اللاجئين.", day="2023-08-16"),
]  # fmt: skip

ADDRESSED = [
    Row("an official to the target's", "ماكرون للشرع: لا للمتشددين", "contact occurred FRA", day="2025-01-08"),
    Row("the target's to an official", "الأسد للصفدي: عودة اللاجئين أولوية", "contact occurred JOR", day="2023-07-04"),
    Row("an official to another one", "لافروف لجاويش أوغلو: سوريا وحدة واحدة", "", day="2022-12-10"),
    Row("for the target's sake", "بيربوك: للشرع مصلحة في الإصلاح", "", day="2025-01-08"),
]  # fmt: skip

SOURCES = [
    Row("of others it is told plainly", "مصدر في باكو: لقاء سوري إسرائيلي مباشر عُقد السبت",
        "contact occurred AZE; contact reported ISR", "واجتمع الشرع مع نظيره إلهام علييف السبت.", day="2025-07-12"),
    Row("of the same it is still hearsay", "مصادر: السعودية تعيد فتح سفارتها في دمشق", "relations reported SAU",
        "وتستأنف البعثة السعودية عملها بعد العيد.", day="2023-03-24"),
]  # fmt: skip


STEPS = [
    Row("and another one does likewise", "هولندا تغلق سفارتها في سوريا وإسبانيا تعلّق نشاط بعثتها",
        "relations reversed ESP; relations reversed NLD", day="2012-03-13"),
    Row("two do it together", "السعودية والإمارات تعيدان فتح سفارتيهما في دمشق", "relations occurred ARE,SAU", day="2023-05-01"),
    Row("no truth in what is told", "عُمان: سفيرنا في دمشق يمارس مهامه ولا صحة لأنباء سحبه", "relations denied OMN",
        day="2022-01-06"),
    Row("since the membership was suspended", "اجتماع عمّان التشاوري", "contact occurred IRQ,JOR",
        "شارك في الاجتماع وزراء خارجية الأردن والعراق وسوريا، وهو الأول منذ تعليق عضوية دمشق."),
    Row("when the time comes", "نائب وزير الخارجية الإيراني: سنعيد فتح السفارة في دمشق حين تتهيأ الظروف",
        "relations discussed IRN",
        day="2025-03-12"),
    Row("who protests says nothing for a state", "فتح معبر أبو الزندين أمام الشاحنات بعد تفاهم تركي", "economy occurred TUR",
        "احتج أهالٍ في الباب على الخطوة واعتبروها مقدمة للتطبيع مع النظام.", day="2024-07-02"),
    Row("an aeroplane arrives", "الرحلات بين عمّان ودمشق", "", "وصلت طائرة الملكية الأردنية إلى مطار دمشق الجمعة الماضي.",
        day="2025-02-19"),
    Row("a minister's aeroplane arrives", "زيارة", "contact occurred QAT", "وصلت طائرة وزير الخارجية القطري إلى دمشق.",
        day="2025-02-19"),
    Row("a round with the target", "مسؤول إسرائيلي: الجولة السادسة مع دمشق ألغيت", "contact reversed ISR", day="2026-04-02"),
    Row("a fair is no contact", "الشرع في الرياض للمشاركة في معرض", "", day="2025-10-28"),
    Row("whom a delegation is made of", "الأسد يستقبل وفداً من رؤساء البرلمانات العربية", "contact occurred EGY,IRQ,JOR",
        "ضم الوفد رؤساء مجالس النواب في العراق والأردن ومصر، وذلك بعد مؤتمر في بغداد.", day="2023-02-26"),
    Row("a transitional president", "تأجيل زيارة الشرع إلى برلين", "contact reversed DEU",
        "وكان مقرراً أن يلتقي الرئيس الانتقالي المستشار فريدريش ميرتس.", day="2026-01-15"),
]  # fmt: skip


@rows([*BESIDE, *ADDRESSED, *SOURCES, *STEPS])
def test_what_stands_beside_a_contact(row: Row) -> None:
    assert of(row) == row.wanted


LEVELS = [
    ("talks of states", "نتنياهو: المفاوضات مع سوريا تتقدم", "", "2025-09-12", None),
    ("talks of states, quoted", "تل أبيب تعلّق على أنباء عن سوريا", "قال رئيس الوزراء الإسرائيلي إن اتصالات تجري مع دمشق.",
     "2025-09-12", None),
    ("talks of states, told by the headline's speaker", "نتنياهو يتحدث عن سوريا",
     "قال رئيس الوزراء الإسرائيلي إن محادثات تجري مع دمشق.", "2025-09-12", None),
    ("his own talks", "بوغدانوف: مباحثاتنا مع القيادة السورية كانت صريحة", "", "2025-01-29", "technical"),
    ("whom he would meet", "أردوغان: لا مانع من لقاء الأسد", "", DAY, "leader"),
    ("who speaks besides", "لندن توفد دبلوماسيين إلى دمشق ولامي يؤكد أهمية الاستقرار", "", "2024-12-16", "technical"),
    ("who only sent the letter", "رئيس الاستخبارات العراقية يسلم الشرع رسالة من رئيس الوزراء محمد شياع السوداني في دمشق", "",
     "2025-03-14", "intelligence"),
    ("members of a parliament", "وفد أميركي في دمشق", "التقى النائبان كوري ميلز ومارلين ستوتزمان الرئيس السوري.", "2025-04-20",
     "technical"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "title", "summary", "day", "level"), LEVELS, ids=[row[0] for row in LEVELS])
def test_who_only_tells_lends_no_level(why: str, title: str, summary: str, day: str, level: str | None) -> None:
    contacts = [mention for mention in detect(title, summary, day=day).mentions if mention.indicator == "official_contact"]

    assert [mention.level for mention in contacts] == [level], why
