"""How Arabic newsrooms tell steps, refusals and talk: verb first, pronouns joined to the word, duals, verbal nouns."""

from __future__ import annotations

from tests.detect.coded import Row, of, rows

TELLING = [
    Row("a day to come behind the present", "وزير الخارجية السوري يزور العراق الخميس", "contact announced IRQ", day="2025-03-10"),
    Row("the past on a day", "وزير الخارجية السوري زار العراق الخميس", "contact occurred IRQ", day="2025-03-10"),
    Row("since the rupture", "وزير الخارجية السعودي يلتقي الأسد في دمشق", "contact occurred SAU",
        "وهي أول زيارة لوزير سعودي منذ قطع العلاقات."),
    Row("the rupture itself", "السعودية قطعت العلاقات مع سوريا", "relations reversed SAU"),
    Row("does not intend its own step", "هولندا لا تعتزم إعادة فتح سفارتها في سوريا", "relations denied NLD", day="2022-02-10"),
    Row("renews its refusal", "قطر تجدد رفضها تطبيع العلاقات مع النظام السوري", "rhetoric occurred QAT"),
    Row("renews relations", "قطر تجدد العلاقات الدبلوماسية مع سوريا", "relations occurred QAT", day="2025-03-10"),
    Row("a summit of two", "بوتين والشرع يعقدان أول قمة في موسكو", "contact occurred RUS", day="2025-10-15"),
    Row("a joint press conference", "شكري في مؤتمر صحفي مع المقداد: الزيارة إنسانية", "contact occurred EGY", day="2023-02-27"),
    Row("a court that sits", "محكمة هولندية تؤجل جلسات قضية ضد النظام السوري", ""),
    Row("a speaker who is no party", "لافروف: نعمل على اجتماع جديد بين تركيا وسوريا لتطبيع العلاقات", "contact discussed TUR",
        day="2024-08-28"),
    Row("the host is no guest", "اجتماع بين ضباط للنظام السوري وقادة من المعارضة برعاية تركية", "meeting reported SYROPP",
        "وقالت المصادر إن الجانب التركي نقل القادة، ودام اللقاء ساعتين.", day="2022-12-11"),
    Row("two heads of their states", "الأردن وسوريا يتفقان على فتح الحدود",
        "contact occurred JOR; economy announced JOR", "واجتمع القائدان في عمّان.", day="2025-03-10"),
]  # fmt: skip

GRAMMAR = [
    Row("an adjective in the accusative", "الشيباني يستقبل وفداً هندياً في دمشق", "contact occurred IND", day="2025-08-20"),
    Row("heads of missions are no Russians", "لندن تمهل رؤساء البعثات السورية ثلاثة أيام للمغادرة", "relations reversed GBR",
        day="2012-05-29"),
    Row("a month of two words", "السفارة الأردنية تعمل في دمشق", "economy background JOR",
        "وأعاد الأردن فتح معبر جابر أمام المسافرين في تشرين الأول.", day="2019-01-22"),
    Row("this month of two words", "السفارة الأردنية تعمل في دمشق", "economy occurred JOR",
        "وأعاد الأردن فتح معبر جابر أمام المسافرين في تشرين الأول.", day="2018-10-22"),
    Row("the verb before who calls and who is called", "دعا الرئيس الفرنسي الاتحاد الأوروبي إلى رفع العقوبات عن سوريا",
        "economy discussed EU", day="2025-05-07"),
    Row("at which occasion it was said", "أعلن وزير الخارجية البريطاني عودة العلاقات خلال لقائه الشرع في دمشق",
        "contact occurred GBR; relations announced GBR", day="2025-07-05"),
    Row("a statement signed for the step", "توقيع وثيقة لإقامة العلاقات بين سوريا وكوريا الجنوبية", "relations occurred KOR",
        day="2025-09-24"),
    Row("an intention for the step", "بيان يدعو لإقامة العلاقات بين سوريا وأوكرانيا", "relations discussed UKR",
        day="2025-09-24"),
    Row("procedures begun", "ترحيب سعودي ببدء إجراءات استئناف الرحلات الجوية إلى سوريا",
        "economy announced SAU"),
    Row("the opposition turns the invitation down", "وفد الحكومة السورية ينضم إلى محادثات موسكو مع المعارضة",
        "meeting denied SYROPP; meeting occurred SYROPP", "ورفض الائتلاف الوطني المشاركة في اللقاء.", day="2015-01-28"),
    Row("the coalition refuses to be reconciled", "الائتلاف الوطني: لن نقبل المصالحة مع نظام الأسد", "meeting denied SYROPP"),
    Row("meetings on a condition", "المقداد: المحادثات مع الجانب التركي ينبغي أن تستند إلى إنهاء الاحتلال",
        "rhetoric occurred TUR"),
    Row("a meeting on a condition", "الأسد: الاجتماع بأردوغان مرتبط بانسحاب القوات التركية من سوريا", "contact discussed TUR",
        day="2023-03-16"),
    Row("what is tied to relief is no condition", "الخزانة الأميركية تعفي معاملات مع سوريا من العقوبات", "economy occurred USA",
        "ويشمل الإعفاء المعاملات المرتبطة بجهود الإغاثة.", day="2023-02-10"),
    Row("a condition of the next clause", "واشنطن تمدد تعليق عقوبات سوريا، فيما يبقى إلغاء العقوبات رهناً بموافقة الكونغرس",
        "economy discussed USA; economy occurred USA", day="2025-11-11"),
    Row("ministers with their Syrian counterpart", "بيان عمّان", "contact occurred EGY,JOR",
        "اتفق وزيرا خارجية الأردن ومصر مع نظيرهم السوري على تشكيل فريق فني."),
    Row("ministers who took part with him", "اجتماع عمّان يبحث عودة اللاجئين السوريين", "contact occurred EGY,JOR",
        "شارك فيه وزيرا خارجية الأردن ومصر مع نظيرهم السوري."),
    Row("two ministers under a patron's auspices", "الأسد: لن ألتقي أردوغان أبداً",
        "contact background TUR; contact denied TUR", "واجتمع وزيرا دفاع البلدين في موسكو في نيسان الماضي بوساطة روسية.",
        day="2023-08-09"),
]  # fmt: skip

OTHERS = [
    Row("a message brought in person", "وزير الخارجية العماني ينقل إلى الأسد رسالة خطية", "contact occurred OMN"),
    Row("a state declares an envoy unwanted", "المغرب يعلن السفير السوري شخصاً غير مرغوب فيه", "relations reversed MAR",
        day="2012-07-16"),
    Row("an envoy who only speaks", "قال السفير السوري في عمّان إن الحرب انتهت", ""),
    Row("neither this nor that", "باريس: لا تطبيع مع النظام السوري ولا إعادة إعمار قبل الحل السياسي",
        "economy denied FRA; western occurred FRA"),
    Row("and no is no refusal of what goes before", "السيسي: الاجتماع مع الأسد وارد ولا قطيعة أبدية",
        "contact discussed EGY"),
    Row("a crossing that leads there", "افتتاح منفذ القائم أمام المسافرين", "economy occurred IRQ", day="2025-06-14"),
    Row("whose waiver it is", "بيروت تطلب الإعفاء الأميركي من عقوبات سوريا", "economy discussed USA", day="2022-01-26"),
    Row("all on the way of the gas", "بدء ضخ الغاز المصري إلى لبنان عبر الأردن وسوريا", "economy occurred EGY,JOR,LBN",
        day="2022-06-21"),
    Row("who only announces what he sells", "علييف أعلن تزويد سوريا بالغاز عبر تركيا", "economy announced AZE", day="2025-07-12"),
]  # fmt: skip

DRAWN = [
    Row("a target named behind a preposition alone", "واشنطن تنتقد استقبال الإمارات للأسد",
        "contact occurred ARE; western occurred USA",
        day="2022-03-19"),
    Row("not yet agreed on", "أبو الغيط: لا توافق بعد على عودة سوريا إلى الجامعة العربية", "relations discussed LAS",
        day="2019-01-18"),
    Row("a name that looks like a demand", "بوتين يستقبل وفداً من طالبان", "contact occurred RUS", day="2025-07-04",
        watch="kabul"),
    Row("several who are unwanted", "المغرب يعلن دبلوماسيين سوريين أشخاصاً غير مرغوب فيهم", "relations reversed MAR",
        day="2012-07-16"),
    Row("two ends of one journey", "السيسي يزور سوريا وتركيا", "contact occurred EGY", day="2025-03-02"),
]  # fmt: skip

TOGETHER = [
    Row("who else was there", "ماكرون يستقبل الشرع في باريس", "contact occurred FRA,SAU",
        "واستمر اللقاء ساعة بحضور ولي العهد السعودي.", day="2025-05-07"),
    Row("who took part from afar", "ماكرون يستقبل الشرع في باريس", "contact occurred FRA,TUR",
        "وشارك أردوغان في الاجتماع عبر الفيديو.", day="2025-05-07"),
    Row("who was there at something else", "ماكرون يستقبل الشرع في باريس", "contact occurred FRA",
        "وكان أردوغان قد ألقى كلمة في أنقرة.", day="2025-05-07"),
    Row("a law by its name alone", "ترامب يوقع قانون إلغاء عقوبات قيصر", "economy occurred USA", day="2025-12-19"),
    Row("before the law was made", "الكونغرس يناقش قانون قيصر", "", day="2017-12-19"),
]  # fmt: skip


@rows([*TELLING, *GRAMMAR, *OTHERS, *DRAWN, *TOGETHER])
def test_arabic_newsrooms_are_understood(row: Row) -> None:
    assert of(row) == row.wanted
