"""Whose people a name behind "in" means, what somebody is there for, and what is only named or refused; in Arabic."""

from __future__ import annotations

from tests.detect.coded import Row, of, rows

TABLE = [
    Row("what he is there for", "وزير الصحة العماني في دمشق لدعم جهود الإغاثة", "contact occurred OMN"),
    Row("ministers of states", "وزراء الري في العراق وسوريا يجتمعون", "contact occurred IRQ"),
    Row("ministers in a capital", "وزراء الخارجية في القاهرة يناقشون الأزمة السورية", ""),
    Row("also calls upon his people", "النرويج تستدعي سفيرتها وتدعو رعاياها إلى الرحيل", "relations reversed NOR",
        "وقالت إن الوضع في سوريا يزداد خطورة.", day="2012-03-05"),
    Row("not touched upon", "بيان عماني", "relations denied OMN", "لم يتطرق الوزيران إلى إعادة فتح السفارة العمانية في دمشق."),
    Row("terms of a step", "مسقط: شروط عودة العلاقات مع دمشق واضحة", "relations discussed OMN"),
    Row("a noun that is negated", "مسقط تقر بعدم جدوى القطيعة وتعيّن سفيراً في دمشق", "relations announced OMN"),
    Row("a refusal of one's own deed", "هولندا ترفض رفع العقوبات عن سوريا", "economy denied NLD"),
]  # fmt: skip


@rows(TABLE)
def test_whose_they_are_and_what_is_only_named(row: Row) -> None:
    assert of(row) == row.wanted
