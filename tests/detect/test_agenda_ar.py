"""What verbs beside a step say: when a meeting begins, what is done besides, what is only spoken about; in Arabic."""

from __future__ import annotations

from tests.detect.coded import Row, of, rows

BEGINS = "2016-03-07"

MEETINGS = [
    Row("a day behind its verb", "مفاوضات فيينا بين الحكومة السورية والمعارضة تبدأ الخميس",
        "meeting announced SYROPP", day=BEGINS),
    Row("a day behind a verb in the past", "بدأت الخميس مفاوضات فيينا بين الحكومة السورية والمعارضة",
        "meeting occurred SYROPP", day=BEGINS),
    Row("only on an agenda", "مجلس الأمن يناقش سير المفاوضات السورية", "", day=BEGINS),
    Row("the opposition's own talks", "الائتلاف السوري يستأنف اجتماعاته في إسطنبول", "",
        "وقالت دمشق إن القرار بيد أنقرة.", day=BEGINS),
    Row("its talks with the other side", "الائتلاف السوري يستأنف اجتماعاته مع وفد النظام", "meeting occurred SYROPP", day=BEGINS),
    Row("where a mediator goes besides", "بيدرسن يلتقي هيئة التفاوض السورية ويزور دمشق", "", day="2019-05-07"),
    Row("on which day of talks something is refused", "وفد النظام يرفض بحث الدستور في ثاني أيام المفاوضات مع المعارضة السورية",
        "meeting occurred SYROPP", day=BEGINS),
    Row("a noun with its own negation", "مفاوضات فيينا بين الحكومة والمعارضة السورية تنتهي ببيان لم يوقع",
        "meeting occurred SYROPP", day=BEGINS),
    Row("the elders of the town", "اتفاق مصالحة في الهامة بين وجهاء البلدة والجيش السوري", "meeting occurred SYROPP", day=BEGINS),
]  # fmt: skip

RELATIONS = [
    Row("a mission that comes back", "السفارة الإسبانية في دمشق ستعود إلى العمل", "relations announced ESP", day="2026-02-11"),
    Row("missions that came back", "سباق السفارات", "", "خريطة البعثات التي عادت إلى دمشق: إسبانيا وإيطاليا.", day="2026-02-11"),
    Row("a condition of something else", "الجزائر تعيد فتح سفارتها في دمشق وتشترط لزيارة الأسد ضمانات",
        "contact discussed DZA; relations occurred DZA"),
    Row("what a step is said to be", "مسقط: فتح السفارة في دمشق قرار سيادي", "relations discussed OMN"),
    Row("a post beside another one", "بيرو تعين سفيرها في القاهرة سفيراً غير مقيم لدى سوريا", "relations announced PER"),
    Row("in the middle of a month", "القاهرة تراجع سياستها", "relations background EGY",
        "وكان الرئيس أعلن منتصف يونيو قطع العلاقات مع دمشق.", day="2013-08-01"),
]  # fmt: skip


@rows([*MEETINGS, *RELATIONS])
def test_verbs_beside_a_step(row: Row) -> None:
    assert of(row) == row.wanted
