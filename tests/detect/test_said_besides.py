"""What is said besides a step: by analysts, in a second statement, of one noun against another, of whom else somebody meets."""

from __future__ import annotations

from tests.detect.coded import Row, of, rows

TALK, DONE = "relations discussed TUR", "relations occurred TUR"

SAID = [
    Row("an analyst who says it", "سوريا وتركيا", TALK, "وقال الباحث إن أنقرة استأنفت علاقاتها مع دمشق."),
    Row("a minister who says it", "سوريا وتركيا", DONE, "وقال الوزير إن أنقرة استأنفت علاقاتها مع دمشق."),
    Row("an analyst who is spoken of", "سوريا وتركيا", DONE, "وقال الوزير لباحث سوري إن أنقرة استأنفت علاقاتها مع دمشق."),
    Row("an analyst, English", "Syria and Turkey", TALK, "Said analyst Bo that Turkey restored ties with Syria."),
    Row("a sentence that opens as an analysis", "سوريا وتركيا", TALK, "تحليل: أنقرة استأنفت علاقاتها مع دمشق."),
    Row("an analysis within it", "سوريا وتركيا", DONE, "أنقرة استأنفت علاقاتها مع دمشق بعد تحليل: الخطوة ثابتة."),
    Row("a refusal in what is said first", "تركيا وسوريا", DONE, "وقال إن الحرب لم تنته وإن أنقرة استأنفت علاقاتها مع دمشق."),
    Row("a refusal of both", "تركيا وسوريا", "relations denied TUR", "ونفى أن تكون عادت وأن أنقرة استأنفت علاقاتها مع دمشق."),
    Row("one noun against another", "كالاس: رفع العقوبات رهن بأفعال سوريا لا الأقوال", "economy discussed EU", day="2024-12-16"),
    Row("a refusal beside a stance", "الكويت: لا تغيير في موقفنا ولا نية لإعادة فتح السفارة في دمشق", "relations denied KWT"),
    Row("an office that speaks for itself", "الخارجية التركية: استأنفنا علاقاتنا مع دمشق", DONE, "وتداولت مصادر الخبر."),
    Row("nobody speaks in the headline", "أنقرة تستأنف علاقاتها مع دمشق", "relations reported TUR", "وتداولت مصادر الخبر."),
    Row("whom else he meets", "رئيس الوزراء العراقي يجتمع مع الأسد وأردوغان", "contact occurred IRQ"),
    Row("terms for a step are no reaction to it", "أميركا تضع شروطاً لتخفيف العقوبات على سوريا", "economy discussed USA"),
]  # fmt: skip


@rows(SAID)
def test_what_is_said_besides(row: Row) -> None:
    assert of(row) == row.wanted
