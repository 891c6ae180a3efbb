"""What Arabic news says besides a step: what it does not mean, what was before it, what is excepted, and who meets for a town."""

from __future__ import annotations

from tests.detect.coded import Row, of, rows

BESIDES = [
    Row("what a step does not mean is not denied of it",
        "الكويت: استئناف عمل بعثتنا في دمشق لا يعني تغيير موقفنا من الحل السياسي",
        "relations occurred KWT", "وكانت السفارة قد استأنفت عملها في العاصمة السورية الثلاثاء."),
    Row("but what is not at hand is", "الكويت: استئناف عمل بعثتنا في دمشق ليس مطروحاً", "relations denied KWT"),
    Row("a meeting that did not last", "اللجنة الدستورية تعقد جلسة لم تستغرق أكثر من ساعة",
        "meeting occurred SYROPP", day="2021-10-19"),
    Row("behind denials", "بعد نفي متكرر، عمّان تعيّن سفيراً في دمشق", "relations announced JOR"),
    Row("in spite of a refusal", "رغم رفض الكونغرس، أبوظبي تعيد سفيرها إلى دمشق", "relations announced ARE"),
    Row("not opposed", "الدوحة لا تعارض عودة دمشق إلى الجامعة العربية", "relations discussed LAS"),
    Row("only a date", "وفدا الحكومة والمعارضة لم يتفقا في جنيف سوى على موعد الجولة المقبلة",
        "meeting announced SYROPP", day="2020-08-29"),
    Row("and does not refuse something else", "لجنة درعا المركزية تجتمع بضباط النظام ولا ترفض تسيير دوريات روسية",
        "meeting occurred SYROPP", day="2021-08-10"),
    Row("who permits it has decided it", "برلين تعلن أنها ستسمح للسفارة السورية باستئناف عملها", "relations announced DEU",
        day="2025-03-10"),
    Row("relations are restored by being declared to be", "أوتاوا تعلن استئناف العلاقات الدبلوماسية مع دمشق",
        "relations occurred CAN", day="2025-07-05"),
]  # fmt: skip

TABLES = [
    Row("a speaker who tells of both sides", "أنقرة: اجتماع بين الجيش الوطني ووفد النظام الأسبوع المقبل في حلب",
        "meeting announced SYROPP", day="2023-01-10"),
    Row("the committee of a town", "لجنتا دوما وحرستا اجتمعتا بضباط الحرس الجمهوري",
        "meeting occurred SYROPP", day="2016-09-10"),
    Row("a security committee is the target's", "لجنة دوما الأمنية تجتمع بضباط الفرقة الخامسة", "", day="2021-09-10"),
    Row("the two of talks", "«الدستورية» تختتم جولتها الخامسة", "meeting background SYROPP; meeting occurred SYROPP",
        "وكان الوفدان قد التقيا في جنيف أواخر آب الماضي.", day="2021-01-29"),
    Row("where others stayed away", "قياديون في الجيش الحر جلسوا إلى محافظ درعا في مبنى غاب عنه الموظفون",
        "meeting occurred SYROPP",
        day="2016-02-17"),
    Row("two who only try", "كيري ولافروف يسعيان إلى اجتماع يضم النظام والمعارضة",
        "meeting discussed SYROPP", day="2013-05-08"),
    Row("several who only ask", "ممثلو الأهالي في محجة يطلبون لقاء اللجنة الأمنية في درعا",
        "meeting discussed SYROPP", day="2024-02-22"),
]  # fmt: skip

OTHERS = [
    Row("the title of whom somebody receives", "الشرع يستقبل سمو وزير الخارجية السعودي",
        "contact occurred SAU", day="2025-01-24"),
    Row("whose capital it is", "ترامب: سأرفع العقوبات عن سوريا", "contact announced USA; economy announced USA",
        "ومن المقرر أن يلتقي الشرع في العاصمة السعودية الأربعاء.", day="2025-05-13"),
    Row("an own minister, and what is said of the target", "تونس: لا قرار بعد",
        "", "قال الرئيس لدى استقباله وزير الخارجية إن ملف النظام السوري شأن داخلي."),
    Row("a paper between quotation marks", "«النهار» اللبنانية: مملوك التقى رئيس المخابرات السعودية", "contact reported SAU"),
    Row("who is told to leave", "الرباط تطالب السفير السوري بمغادرة البلاد", "relations reversed MAR", day="2012-07-16"),
    Row("a seat of engineers", "نقابة المهندسين السوريين تستعيد مقعدها في اتحاد المهندسين العرب", ""),
    Row("sanctions on somebody else", "القيود سارية على بشار الأسد", "", day="2025-06-30"),
]  # fmt: skip

AHEAD = [
    Row("received, on a day of the week", "دمشق: مراسم في الوزارة", "relations occurred OMN",
        "تسلم وليد المعلم الأحد نسخة من أوراق اعتماد سفير سلطنة عمان.", day="2020-10-05"),
    Row("on the way, on a day of the week", "الصفدي إلى دمشق الأحد",
        "contact announced JOR", "يبحث الوزير مع المقداد عودة اللاجئين."),
    Row("a text in the present of what its headline announces", "وزير الخارجية الأردني يصل إلى دمشق الاثنين المقبل",
        "contact announced JOR", "ويلتقي الصفدي الرئيس الأسد ونظيره المقداد."),
    Row("the minister of the headline", "المقداد في جدة للمرة الأولى", "contact occurred SAU", "التقى الوزير نظيره السعودي."),
    Row("a first name that looks like a verb", "الرياض تختار فيصل المجفل سفيراً لدى دمشق",
        "relations announced SAU", day="2023-12-06"),
    Row("since when, and how long ago", "جدة: صورة جماعية", "relations occurred LAS",
        "حضر الأسد القمة العربية للمرة الأولى منذ تجميد عضوية بلاده قبل 12 عاماً.", day="2023-05-19"),
    Row("kept, whatever would change it", "لندن: العقوبات على دمشق لن تُرفع ما لم يتغير سلوك النظام", "economy denied GBR"),
]  # fmt: skip

NEVER = [
    Row("why a membership was suspended", "الدوحة: الأسباب التي دعت إلى تعليق عضوية سوريا قائمة", "relations discussed LAS"),
    Row("a seat of its own", "السودان يعلق عضويته في إيغاد ويشكر سوريا", ""),
    Row("the opposition on the target's seat", "الخطيب يجلس على مقعد سوريا في قمة الدوحة", "", day="2013-03-26"),
    Row("any meeting", "الجيش الوطني يحذر فصائله من أي لقاء مع النظام", "meeting discussed SYROPP", day="2022-10-05"),
    Row("whose lines are near", "ضباط النظام يجتمعون في إدلب مع نظرائهم الروس قرب خطوط المعارضة", "", day="2022-10-05"),
    Row("a meeting of others that is condemned", "الائتلاف يدين لقاء وزير الدفاع التركي بنظيره السوري", "contact occurred TUR",
        day="2023-01-05"),
]  # fmt: skip

SAID = [
    Row("hosted on a day to come", "موسكو تستضيف الجمعة اجتماعاً لنواب وزراء خارجية تركيا وسوريا",
        "contact announced TUR", day="2023-03-14"),
    Row("a door that is opened", "أردوغان يفتح الباب أمام لقاء الأسد", "contact discussed TUR", day="2022-11-17"),
    Row("a confession", "تركيا تعترف: ضباط النظام وقادة الجيش الوطني اجتمعوا في سرمدا",
        "meeting occurred SYROPP", day="2022-11-20"),
    Row("talks that are frozen", "تجميد الحوار بين لجنة درعا البلد والنظام", "meeting reversed SYROPP", day="2021-08-20"),
    Row("what another source says besides", "لقاء المعارضة والنظام في اللاذقية",
        "meeting occurred SYROPP; relations discussed TUR",
        "استضافت دمشق الاجتماع، وقال مصدر إن أنقرة تدرس إعادة سفيرها.", day="2023-01-20"),
    Row("a paper that is no opinion", "مصادر لـ«الراي»: الكويت قررت إعادة فتح سفارتها في دمشق", "relations reported KWT"),
    Row("two who object", "المغرب وقطر يعترضان على إعادة سوريا إلى الجامعة العربية", "relations denied LAS"),
    Row("close to an agreement", "الرياض ودمشق تقتربان من اتفاق على إعادة فتح السفارتين", "relations discussed SAU"),
    Row("delegations that take part again", "الدوحة: موقفنا ثابت", "relations occurred LAS",
        "جاء التصريح بعد يومين من قرار مجلس الجامعة العربية استئناف مشاركة الوفود السورية.", day="2023-05-09"),
]  # fmt: skip

HELD = [
    Row("whose guard stands before a colon", "في حلب وبحراسة تركية: الائتلاف يجلس مع وفد النظام",
        "meeting occurred SYROPP", day="2023-01-20"),
    Row("the meeting of the headline was held", "هل التقى قادة الفصائل ضباط الأسد؟", "meeting occurred SYROPP",
        "أكد قيادي في الجبهة الشامية أن اللقاء عُقد الثلاثاء في نبل.", day="2023-01-20"),
    Row("it ended without", "ست ساعات في بصرى الشام", "meeting occurred SYROPP",
        "انتهى اجتماع قادة اللواء الثامن واللجنة الأمنية من دون اتفاق على تسليم المطلوبين.", day="2021-11-20"),
    Row("a twentieth round", "لافرينتييف: أستانا أدت دورها", "meeting occurred SYROPP",
        "تحدث المبعوث الروسي في ختام الجولة العشرين بين الحكومة والمعارضة السوريتين.", day="2023-06-21"),
    Row("a meeting told before is an occasion", "علييف يستقبل الشرع في باكو", "contact occurred AZE",
        "وصافح الرئيس موظفين إسرائيليين على هامش الزيارة.", day="2025-07-12"),
    Row("a negation behind which a comma stands", "جنيف: يوم طويل", "meeting occurred SYROPP",
        "لم يتبدل شيء في المدينة، والتقى وفدا النظام والمعارضة مساءً.", day="2017-03-30"),
]  # fmt: skip

APART = [
    Row("what a meeting only prepares", "لقاء بين وفد المعارضة ودي ميستورا تمهيداً لمحادثات مع النظام", "meeting discussed SYROPP",
        day="2016-10-05"),
    Row("an organization that is met", "المعارضة السورية تلتقي الجامعة العربية وتطالب بعزل النظام",
        "meeting discussed SYROPP", day="2012-10-05"),
    Row("what a parliament quarrels over", "خلاف في البرلمان الأردني على إعادة السفير إلى دمشق", "relations discussed JOR"),
]  # fmt: skip


@rows([*BESIDES, *TABLES, *OTHERS, *AHEAD, *NEVER, *SAID, *HELD, *APART])
def test_what_arabic_news_says_besides(row: Row) -> None:
    assert of(row) == row.wanted
