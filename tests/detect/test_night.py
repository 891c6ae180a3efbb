"""What must not wake a night desk though its words are those of a step, each kind beside true steps in the same words."""

from __future__ import annotations

import pytest

from tests.detect.coded import detect

SILENT = {
    "the target is only what the opposition meets about": [
        ("Syrian opposition groups meet in Azaz to plot response to Emirati normalisation with Assad", ""),
        ("Negotiation Commission meets in Riyadh over Jordan's ties with Damascus", ""),
        ("Syrian opposition holds talks on Egypt's rapprochement with Assad", ""),
        ("هيئة التفاوض تعقد اجتماعاً في الرياض لبحث تداعيات التطبيع الإماراتي مع نظام الأسد", ""),
        ("المعارضة السورية تجتمع لمناقشة التقارب المصري مع النظام", ""),
        ("SMDK, Mısır'ın Esad rejimiyle normalleşmesini görüşmek üzere İstanbul'da toplandı", ""),
        ("Suriyeli muhalifler Esad'la normalleşmeye karşı Gaziantep'te toplantı düzenledi", ""),
    ],
    "a mediator sees one side": [
        ("UN envoy meets Mekdad in Damascus", "He is due to see opposition negotiators in Geneva next week, his office said."),
        ("UN envoy to meet Syrian opposition in Geneva after Damascus visit", ""),
        ("المبعوث الأممي يلتقي وفد المعارضة السورية في جنيف بعد زيارته دمشق", ""),
        ("BM Temsilcisi Şam'da Mikdad ile görüştü", "Temsilci haftaya Cenevre'de muhalefet heyetiyle görüşecek."),
    ],
    "people are asked": [
        ("Some 60 percent of Jordanians support reopening embassy in Damascus", ""),
        ("Two in three Saudis approve of restoring relations with Syria", ""),
        ("Poll: Turks want talks with Assad", "Some 55 percent backed restoring diplomatic relations, the institute said."),
        ("استطلاع: 60 في المئة من الأردنيين مع إعادة فتح السفارة في دمشق", ""),
        ("ستون في المئة من الأتراك يدعمون استئناف العلاقات مع دمشق", ""),
    ],
    "an ambassador at his post": [
        ("Swedish ambassador to Syria, who is based in Beirut, made the remarks on Monday", ""),
        ("Norway's ambassador to Syria named the victims of the crash", ""),
        ("Japan's ambassador to Syria sent his deputy to the funeral", ""),
        ("Denmark's ambassador to Syria made an appeal for funds", ""),
    ],
    "an embassy only pays or takes part": [
        ("Exhibition sponsored by the Italian embassy opens in Damascus", ""),
        ("افتتاح مركز صحي في دمشق بتمويل من السفارة اليابانية", ""),
        ("افتتاح مهرجان سينمائي في دمشق بمشاركة السفارة الإيطالية", ""),
        ("Şam Kitap Fuarı dokuz Arap ülkesinin büyükelçiliklerinin katılımıyla açıldı", ""),
        ("Japon Büyükelçiliğinin finanse ettiği klinik Şam'da açıldı", ""),
    ],
    "an embassy opens something else": [
        ("Japanese embassy reopens library in Damascus", ""),
        ("Syrian embassy in Oslo opens a book of condolence", ""),
        ("سفارة اليابان تفتتح عيادة في دمشق", ""),
        ("السفارة الإيطالية تفتتح معرضاً للصور في دمشق", ""),
        ("İtalya Büyükelçiliği Şam'da fotoğraf sergisi açtı", ""),
        ("Suriye Büyükelçiliği önünde açılan sergi ilgi gördü", ""),
    ],
    "sport": [
        ("سوريا تستعيد عضويتها في المجلس الأولمبي الآسيوي", ""),
        ("سوريا تستعيد مقعدها في الاتحاد العربي لكرة السلة", ""),
    ],
    "who was ambassador once": [
        ("سفير بريطاني سابق: إعادة سوريا إلى الجامعة العربية كانت خطأ", ""),
    ],
    "a column of old days": [
        ("On this day: Turkey closes its embassy in Damascus", ""),
        ("From the archive: Arab League suspends Syria", ""),
        ("من الأرشيف: الجامعة العربية تعلق عضوية سوريا", ""),
        ("ذاكرة اليوم: تركيا تغلق سفارتها في دمشق", ""),
        ("Tarihte bugün: Arap Birliği Suriye'nin üyeliğini askıya aldı", ""),
        ("Arşivden: İngiltere Şam Büyükelçiliğini kapattı", ""),
    ],
    "a law forbids it": [
        ("ABD Kongresi'nde Esad yönetimini tanımayı yasaklayan tasarı", ""),
        ("Tasarı, ABD'nin Esad yönetimini tanımasının önüne geçiyor", ""),
    ],
}
STEPS = {
    "the target is met, whatever it is about": [
        ("Syrian opposition meets regime delegation in Geneva to discuss normalisation", ""),
        ("Opposition and regime meet in Damascus over Turkey's ties with Assad", ""),
        ("Syrian opposition holds talks with regime on Turkish normalisation", ""),
        ("Syrian opposition negotiates reconciliation with the regime in Damascus", ""),
        ("اجتماع بين النظام والمعارضة في دمشق لبحث التطبيع التركي مع الأسد", ""),
        ("المعارضة السورية تجتمع مع وفد النظام في جنيف لبحث التطبيع", ""),
        ("Suriye muhalefeti Cenevre'de rejim heyetiyle normalleşmeyi görüştü", ""),
    ],
    "a mediator sees both": [
        ("UN envoy opens Geneva talks between regime and opposition", ""),
        ("UN envoy meets Syrian opposition and regime delegations in Geneva", ""),
        ("Pedersen'in ev sahipliğinde rejim ve muhalefet Cenevre'de görüştü", ""),
    ],
    "a state acts": [
        ("Jordan reopens embassy in Damascus", ""),
        ("الأردن يستأنف العلاقات مع دمشق", ""),
        ("ABD Esad yönetimini tanıdı", ""),
    ],
    "an ambassador is named or sent": [
        ("Norway names its ambassador to Syria", ""),
        ("Norway's ambassador to Syria named", ""),
        ("Oman made Turki al-Busaidi ambassador to Syria", ""),
        ("Ambassador to Syria sent by Oman arrives in Damascus", ""),
    ],
    "a seat is given back": [
        ("سوريا تستعيد مقعدها في الجامعة العربية", ""),
        ("الجامعة العربية تعيد سوريا إلى مقعدها", ""),
    ],
    "an embassy opens": [
        ("Italian embassy in Damascus reopens with the participation of ministers", ""),
        ("افتتاح السفارة الإيطالية في دمشق بمشاركة وزراء", ""),
        ("سفارة الأردن تفتتح أبوابها في دمشق", ""),
        ("Japonya, Şam'da büyükelçilik açtı", ""),
        ("Japon Büyükelçiliği bakanların katılımıyla Şam'da açıldı", ""),
    ],
}


def _told(table: dict[str, list[tuple[str, str]]]) -> list[object]:
    return [pytest.param(title, summary, id=f"{kind}: {title[:40]}") for kind, texts in table.items() for title, summary in texts]


@pytest.mark.parametrize(("title", "summary"), _told(SILENT))
def test_nobody_is_woken(title: str, summary: str) -> None:
    assert not detect(title, summary).page


@pytest.mark.parametrize(("title", "summary"), _told(STEPS))
def test_true_steps_in_the_same_words_still_page(title: str, summary: str) -> None:
    assert detect(title, summary).page
