"""Steps that were taken, beside words of negation that are about something else."""

from __future__ import annotations

from tests.detect.coded import Row, of, rows

DAY = "2023-06-20"
BOTH = "relations denied KWT; relations reversed KWT"

TAKEN = [
    Row("withdrawn, and not sent back", "Kuwait withdraws its ambassador from Damascus and has no plans to send him back",
        BOTH, day=DAY),
    Row("in Arabic", "الكويت تسحب سفيرها من دمشق ولا نية لديها لإعادته", BOTH, day=DAY),
    Row("in Turkish", "Kuveyt Şam'daki büyükelçisini geri çekti, geri göndermeyi düşünmüyor", BOTH, day=DAY),
    Row("another denies another thing", "Mısır maslahatgüzarı Şam'da göreve başladı, Kahire baskı iddialarını yalanladı",
        "relations occurred EGY", day=DAY),
    Row("had had none", "Bahreyn büyükelçisi Şam'da göreve başladı, Manama'nın 2012'den beri elçisi yoktu",
        "relations occurred BHR", day=DAY),
    Row("though another objects", "BAE'nin Şam Büyükelçiliği, ABD karşı çıksa da yeniden çalışmaya başladı",
        "relations occurred ARE", day=DAY),
    Row("though another refuses", "BAE, Washington reddetse de Şam Büyükelçiliğini yeniden açtı",
        "relations occurred ARE", day=DAY),
    Row("though others do not want it", "Kuveyt, parlamento istemese de Şam'a büyükelçi gönderecek",
        "relations announced KWT", day=DAY),
    Row("years without one", "مسقط تعين سفيرا لدى دمشق للمرة الأولى منذ سنوات لم يكن لها فيها سفير",
        "relations announced OMN", day=DAY),
    Row("no date for the next", "Constitution round ends with no date for the next", "meeting occurred SYROPP", day=DAY),
    Row("no date, in Turkish", "Anayasa Komitesi turu yeni tarih belirlenmeden bitti", "meeting occurred SYROPP", day=DAY),
    Row("no date, in Arabic", "انتهاء جولة اللجنة الدستورية دون تحديد موعد للجولة المقبلة", "meeting occurred SYROPP", day=DAY),
    Row("no comment", "تقرير: ممثلون عن المعارضة التقوا مسؤولين من دمشق سرا، ولم يعلق الائتلاف",
        "meeting reported SYROPP", day=DAY),
    Row("named", "Jordan names new charge d'affaires to Damascus, who will take up his post if security allows",
        "relations announced JOR", day=DAY),
    Row("had been content with less", "بوخارست توفد سفيرا إلى دمشق بعد أن كانت تكتفي بقائم بالأعمال",
        "contact occurred ROU; relations announced ROU", day=DAY),
    Row("a round that will be held", "موعد جديد للجنة الدستورية", "meeting announced SYROPP",
        "قال المبعوث الأممي إن الجولة التاسعة ستعقد في مسقط في 25 تموز.", day=DAY),
    Row("raised", "UAE to raise Damascus mission to ambassador level, diplomats say", "relations reported ARE", day=DAY),
    Row("no handshake", "Syrian government, opposition delegations meet in Geneva but do not shake hands",
        "meeting occurred SYROPP", day=DAY),
]  # fmt: skip

NOT_TAKEN = [
    Row("begun by nobody", "Bahreyn büyükelçisi Şam'da göreve başlamadı", "relations denied BHR", day=DAY),
    Row("not decided", "Oman: no decision on reopening embassy in Damascus", "relations discussed OMN", day=DAY),
    Row("not decided yet", "Jordan says no decision yet on reopening embassy in Damascus", "relations discussed JOR", day=DAY),
]  # fmt: skip


@rows(TAKEN)
def test_what_was_taken_is_not_denied_by_what_is_said_of_others(row: Row) -> None:
    assert of(row) == row.wanted


@rows(NOT_TAKEN)
def test_what_was_not_taken_is_not_told_as_taken(row: Row) -> None:
    assert of(row) == row.wanted
