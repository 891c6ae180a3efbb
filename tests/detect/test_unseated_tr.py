"""Turkish: who is only named at a meeting, and whose opposition it is that sits in parliament."""

from __future__ import annotations

from tests.detect.coded import Row, of, rows

NAMED = [
    Row("whose something is", "Muhalifler Ankara'da toplandı. Toplantıda rejimin saldırıları konuşuldu", ""),
    Row("whose officers", "Rejimin üst düzey subayları Hama'da muhaliflerle görüştü", "meeting occurred SYROPP"),
    Row("whose meeting", "Muhalefetin rejimle Hama'da görüştüğü açıklandı", "meeting occurred SYROPP"),
    Row("against whom", "Muhalifler rejime karşı cephe kurmakta anlaştı", ""),
    Row("without whom", "Muhalifler Esad'sız bir Suriye için toplandı", ""),
    Row("what is talked about", "Lavrov ile Mikdad Moskova'da görüştü. İkili muhalefetin tutumunu ele aldı", ""),
]

HELD = [
    Row("a mediator's talks", "Pedersen, rejim ile muhalefeti buluşturmak için temaslarda bulunuyor", "meeting discussed SYROPP"),
    Row("a meeting that was to be", "Rejimle muhalefetin yapacağı toplantı ertelendi", "meeting reversed SYROPP"),
    Row("a mission that stops something", "Umman'ın Şam büyükelçiliği başvuruları durdurdu", ""),
    Row("a mission that opens something", "Umman'ın Şam büyükelçiliği halk için aşevi açtı", ""),
    Row("a mission that stops its work", "Umman'ın Şam büyükelçiliği çalışmalarını durdurdu", "relations reversed OMN"),
    Row("an ambassador who speaks", "Sudan'ın Şam büyükelçisi: Öğrencilere burs gönderdik", ""),
    Row("an expected thing that came", "Beklenen imza atıldı, Umman Şam'a büyükelçi atadı", "relations announced OMN"),
    Row("members of an organization", "Arap Birliği, üye ülkelerin Şam'daki elçilerini geri çağırdı", "relations reversed LAS"),
    Row(
        "a report not denied",
        "İddia: Umman Şam'a elçi atayacak",
        "relations reported OMN",
        "Maskat haberi yalanlamaktan kaçındı.",
    ),
    Row("a report denied", "İddia: Umman Şam'a elçi atayacak", "relations denied OMN", "Maskat haberi yalanladı."),
]

HOME = [
    Row("in parliament", "Meclis'te muhalefet ile iktidar Suriyeliler için bir araya geldi", ""),
    Row("told by its party", "Muhalefet hükümetle Suriye politikasında anlaştı. CHP memnun", ""),
    Row("with the target", "CHP tepkili: Muhalefet ile rejim Şam'da masaya oturdu", "meeting occurred SYROPP"),
    Row("in another land", "Yunanistan'da muhalefet hükümetle Suriyeli göçmenleri görüştü", ""),
]


@rows(NAMED + HELD)
def test_who_is_only_named(row: Row) -> None:
    assert of(row) == row.wanted


@rows(HOME)
def test_whose_opposition(row: Row) -> None:
    assert of(row) == row.wanted
