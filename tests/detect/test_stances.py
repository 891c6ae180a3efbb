"""What officials say without a step: a policy that has not changed, a door that is not shut, "the regime" at home."""

from __future__ import annotations

from tests.detect.coded import Row, of, rows

DAY = "2022-09-10"

STANCES = [
    Row("no change, in English", "Kalin: no change in Turkey's policy toward Syrian regime", "rhetoric occurred TUR", day=DAY),
    Row("no change, in Turkish", "Kalın: Suriye rejimine yönelik politikamızda değişiklik yok", "rhetoric occurred TUR", day=DAY),
    Row("no change, in Arabic", "قالن: لا تغيير في سياستنا تجاه النظام السوري", "rhetoric occurred TUR", day=DAY),
    Row("a stance of the West", "Price: Esad'a ilişkin tutumumuz değişmedi", "western occurred USA", day=DAY),
    Row("a door in Turkish", "Erdoğan: Şam'la kapılar tamamen kapanmış değil", "rhetoric occurred TUR", day=DAY),
    Row("a door in Arabic", "أردوغان: الأبواب مع دمشق ليست مغلقة تماما", "rhetoric occurred TUR", day=DAY),
    Row("a policy of another kind", "Kalın: Faiz politikamızda değişiklik yok", "", "Suriye'de kar yağdı.", day=DAY),
]  # fmt: skip

AT_HOME = [
    Row("terms", "Çavuşoğlu: Rejimle diyalog için ön şartımız yok", "rhetoric occurred TUR", day=DAY),
    Row("no contact", "Çavuşoğlu: Rejimle doğrudan bir temasımız yok", "contact denied TUR", day=DAY),
    Row("another regime", "Erdoğan: Sisi rejimiyle görüşmeyiz", "", day=DAY),
    Row("the regime at home", "Kılıçdaroğlu: Saray rejimiyle diyalog olmaz", "", day=DAY),
    Row("another meeting", "Erdoğan ile Bahçeli görüşmesinde yeni rejim tartışması", "", day=DAY),
]  # fmt: skip


@rows(STANCES)
def test_a_stance_is_speech(row: Row) -> None:
    assert of(row) == row.wanted


@rows(AT_HOME)
def test_an_official_at_home_means_the_target_by_the_regime(row: Row) -> None:
    assert of(row) == row.wanted
