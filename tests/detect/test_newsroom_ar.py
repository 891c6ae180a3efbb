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


@rows(TELLING)
def test_arabic_newsrooms_are_understood(row: Row) -> None:
    assert of(row) == row.wanted
