"""Turkish: the two who meet within what is told of another, what is expected of them, and whose invitation they accept."""

from __future__ import annotations

from tests.detect.coded import Row, of, rows

WITHIN = [
    Row(
        "a meeting that somebody arranges",
        "Türkiye, rejimle muhalefetin Halep'te buluşacağı toplantıyı düzenliyor",
        "meeting announced SYROPP",
    ),
    Row(
        "what is between the two",
        "Katar, rejim ile muhalefet arasındaki görüşmelere ev sahipliği yaptı",
        "meeting occurred SYROPP",
    ),
    Row(
        "a meeting of theirs that somebody arranged",
        "Türkiye, rejim temsilcileriyle muhalif heyetin Serakib'de yaptığı görüşmeyi düzenledi",
        "meeting occurred SYROPP",
    ),
    Row("what somebody fears", "Fransa, rejim ile muhalefetin bir araya gelmesinden kaygılı", "western occurred FRA"),
    Row("what is no meeting", "Türkiye, rejim ile muhalefetin çatıştığı cepheye takviye gönderdi", ""),
    Row(
        "what is expected of them far behind",
        "Cenevre'de yeni tur",
        "meeting discussed SYROPP",
        "Toplantıda muhalefet heyeti ile hükümet heyetinin yeni anayasanın giriş bölümünü ele alması bekleniyor.",
    ),
    Row(
        "an invitation told below",
        "Muhalif heyet davete evet dedi",
        "meeting announced SYROPP",
        "Elçi, rejim ve muhalefet heyetlerini Cenevre'de bir tur için çağırmıştı.",
    ),
    Row(
        "an invitation to themselves",
        "Muhalefet davete evet dedi",
        "",
        "Riyad, muhalif grupları kendi aralarında birleşmeleri için çağırmıştı.",
    ),
    Row(
        "a going back",
        "Muhalefet rejimle Halep'te yapılacak toplantıya gitme kararını geri aldı",
        "meeting reversed SYROPP",
    ),
    Row(
        "a short history",
        "Uzun bir arayışın kısa tarihi",
        "meeting background SYROPP",
        "Muhalefet ile rejim heyetleri Humus'ta aynı masaya oturdu.",
    ),
]


@rows(WITHIN)
def test_the_two_within_what_is_told_of_another(row: Row) -> None:
    assert of(row) == row.wanted
