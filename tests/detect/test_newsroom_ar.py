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
    Row("an adjective in the accusative", "الشيباني يلتقي وفداً إسرائيلياً في لندن", "contact occurred ISR", day="2025-08-20"),
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
    Row("a statement signed for the step", "توقيع بيان مشترك لإقامة العلاقات بين سوريا وأوكرانيا", "relations occurred UKR",
        day="2025-09-24"),
    Row("an intention for the step", "بيان يدعو لإقامة العلاقات بين سوريا وأوكرانيا", "relations discussed UKR",
        day="2025-09-24"),
    Row("procedures begun", "ترحيب سعودي ببدء إجراءات استئناف الرحلات الجوية إلى سوريا",
        "economy announced SAU"),
    Row("the opposition turns the invitation down", "وفد الحكومة السورية ينضم إلى محادثات موسكو مع المعارضة",
        "meeting denied SYROPP; meeting occurred SYROPP", "ورفض الائتلاف الوطني المشاركة في اللقاء.", day="2015-01-28"),
    Row("the coalition refuses to be reconciled", "الائتلاف الوطني: لن نقبل المصالحة مع نظام الأسد", "meeting denied SYROPP"),
    Row("meetings on a condition", "الرئيس الأسد: اللقاءات مع الجانب التركي يجب أن تبنى على إنهاء الاحتلال",
        "rhetoric occurred TUR"),
    Row("a meeting on a condition", "الأسد: لقاء أردوغان مرتبط بخروج القوات التركية من سوريا", "contact discussed TUR",
        day="2023-03-16"),
    Row("what is tied to relief is no condition", "الخزانة الأميركية تعفي معاملات مع سوريا من العقوبات", "economy occurred USA",
        "ويشمل الإعفاء المعاملات المرتبطة بجهود الإغاثة.", day="2023-02-10"),
    Row("a condition of the next clause", "واشنطن تمدد تعليق عقوبات سوريا، فيما يبقى إلغاء العقوبات رهناً بموافقة الكونغرس",
        "economy discussed USA; economy occurred USA", day="2025-11-11"),
    Row("ministers with their Syrian counterpart", "بيان عمّان", "contact occurred EGY,JOR",
        "اتفق وزيرا خارجية الأردن ومصر مع نظيرهم السوري على تشكيل فريق فني."),
    Row("ministers who took part with him", "اجتماع عمّان يبحث عودة اللاجئين السوريين", "contact occurred EGY,JOR",
        "شارك فيه وزيرا خارجية الأردن ومصر مع نظيرهم السوري."),
    Row("two ministers under a patron's auspices", "الأسد: لن ألتقي أردوغان بشروطه",
        "contact background TUR; contact denied TUR", "والتقى وزيرا خارجية البلدين في موسكو في أيار الماضي برعاية روسية.",
        day="2023-08-09"),
]  # fmt: skip


@rows([*TELLING, *GRAMMAR])
def test_arabic_newsrooms_are_understood(row: Row) -> None:
    assert of(row) == row.wanted
