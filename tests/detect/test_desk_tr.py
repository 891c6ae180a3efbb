"""Turkish news on missions, on the opposition at a table, and on who only speaks: who it is, and how far it came."""

from __future__ import annotations

from tests.detect.coded import Row, codes, detect, of, rows

LATER = "2025-06-15"
BEFORE = "2018-04-10"

POSTS = [
    Row("where another state's ambassador is", "ABD'nin Ankara Büyükelçisi Barrack, Suriye görevini de üstlendi", "", day=LATER),
    Row("another one's ambassador in a third state", "Katar'ın Lübnan büyükelçisi güven mektubunu sundu, Suriye konuşuldu", "",
        day=LATER),
    Row("named to a third state's capital", "Türkiye'nin Kahire büyükelçiliğine atanan isim Şam'ı iyi biliyor", "", day=LATER),
    Row("the target's own ambassador", "Suriye'nin Ankara Büyükelçisi göreve başladı", "relations occurred TUR", day=LATER),
    Row("at the desk", "Polonyalı maslahatgüzar Şam'da mesaisine başladı", "relations occurred POL", day=LATER),
    Row("made an embassy of it", "Kahire, Şam'daki temsilciliğini büyükelçiliğe yükseltiyor", "relations announced EGY",
        day=LATER),
    Row("what they negotiate on", "Ermenistan ile Suriye, karşılıklı elçilik açmayı müzakere ediyor",
        "relations discussed ARM; contact occurred ARM", day=LATER),
    Row("who will not be withdrawn", "Bağdat: Şam'daki maslahatgüzarımızı geri çekmeyeceğiz", "relations denied IRQ", day=LATER),
    Row("relations that are only spoken of", "İsrail: Suriye ile diplomatik ilişkiler gündemimizde değil",
        "relations denied ISR", day=LATER),
    Row("relations that are not there", "Suriye'nin İsrail'le diplomatik ilişkisi yok", "", day=LATER),
    Row("what a draft holds", "Taslak: Yol haritasında Şam'daki büyükelçiliğin açılması da var", "relations discussed TUR"),
    Row("against another's decision", "ABD, Riyad'ın Şam'da elçilik açma kararını desteklemediğini söyledi",
        "relations announced SAU; western occurred USA"),
    Row("in spite of what others decided", "Kuveyt, Arap Birliği kararına rağmen Şam'a büyükelçi göndermeyecek",
        "relations denied KWT"),
    Row("what would take time", "Fransa'nın Şam maslahatgüzarı: Elçiliğin açılması zaman alacak", "relations discussed FRA",
        day=LATER),
    Row("what would be wrong", "ABD'li senatör: Şam'daki büyükelçiliğin açılması yanlış olur", "relations discussed USA",
        day=LATER),
    Row("embassies that close in a book", "Kitap: Son büyükelçi, Şam'ın kapanan elçiliklerini anlatıyor", "", day=LATER),
    Row("a tender is opened", "Şam Büyükelçiliği'nin yeni binası için ihale açıldı", "", day=LATER),
    Row("whom the target recognizes", "Suriye, Venezuela'nın yeni hükümetini tanıdı", "", day=LATER),
    Row("between which two", "ABD, İsrail ile Suriye arasında diplomatik ilişki kurulması için bastırıyor",
        "relations discussed ISR", day=LATER),
    Row("between the two", "Suriye ile Lübnan arasında diplomatik ilişkiler yeniden başladı",
        "relations occurred LBN", day=LATER),
    Row("raised to an ambassador", "Ürdün'ün Şam'daki maslahatgüzarı büyükelçiliğe yükseltildi", "relations announced JOR"),
    Row("a number of ambassadors", "Dışişleri'nde kararname: 12 büyükelçi değişti", "",
        "Şam'da görev yapan büyükelçi yerinde kaldı.", day=LATER),
    Row("a paper of the country", "El-Rai: Kuveyt Şam'a maslahatgüzar atama kararı aldı", "relations reported KWT"),
    Row("ties that go on", "Şam ve Manama büyükelçi düzeyinde ilişkileri sürdürüyor", "", day="2024-04-30"),
    Row("ties that begin again", "Şam ve Manama büyükelçi düzeyinde ilişkileri yeniden başlattı", "relations occurred BHR",
        day="2024-04-30"),
    Row("another flag over its own mission", "Moskova'daki Suriye büyükelçiliğine devrim bayrağı çekildi", "", day="2024-12-09"),
    Row("a wish that must wait", "Şam, Tahran'ın büyükelçi atama talebini beklemeye aldı", "relations discussed IRN", day=LATER),
    Row("what the target condemns", "Kur'an yakılması: Bağdat büyükelçisini geri çekti, Şam kınadı", "", day=LATER),
    Row("what was right", "Ürdün Kralı: Suriye'nin Arap Birliği'ne dönüşü doğru bir adımdı", "relations discussed LAS",
        day=LATER),
    Row("each the other", "Kosova ile Suriye birbirini resmen tanıdı", "relations occurred XKX", day="2025-10-29"),
    Row("whom others recognize", "ABD, Esad'ı tanıyan ülkelere yaptırım tasarısı hazırlıyor", ""),
    Row("soon, while talks go on", "Tahran: Şam'daki büyükelçiliğimiz yakında açılacak, başka görüşmeler sürüyor",
        "relations announced IRN", day=LATER),
    Row("a day of last year", "Esed'in devrilişinin birinci yılı", "relations background QAT",
        "Katar 21 Aralık'ta Şam'daki büyükelçiliğini yeniden açmıştı.", day="2025-12-08"),
    Row("what had not been closed", "Umman, savaşta Şam'daki elçiliğini kapatmamıştı", "", day=LATER),
]  # fmt: skip

HEADINGS = [
    Row("an order", "Kahire'den talimat: Şam'a büyükelçi atansın", "relations announced EGY", day=LATER),
    Row("a decision", "Kabineden karar: Şam'daki elçilik açılsın", "relations announced TUR", day=LATER),
    Row("a call", "Kahire'den çağrı: Şam'a büyükelçi atansın", "relations discussed EGY", day=LATER),
    Row("a denial", "Mısır Dışişleri'nden yalanlama: Şam'a büyükelçi atandı", "relations denied EGY", day=LATER),
    Row("no heading", "Mısır Dışişleri duyurdu: Şam'a büyükelçi atandı", "relations announced EGY", day=LATER),
]  # fmt: skip

SEATS = [
    Row("a delegation at the table of the League", "Suriye heyeti 12 yıl sonra ilk kez Arap Birliği toplantısında",
        "relations occurred LAS"),
    Row("in its seat", "Şam 12 yıl sonra koltuğunda", "relations occurred LAS", day="2023-05-08"),
    Row("a seat that was lost", "Şam'ın koltuğu ilk kez 2011'de askıya alınmıştı", "relations background LAS"),
    Row("gates that are no crossing", "Arap Birliği Suriye'ye kapısını açtı", "relations occurred LAS"),
    Row("which organization it is", "AB: Arap Birliği'nin kararı bizi bağlamaz", "western occurred EU; relations occurred LAS",
        "Suriye pazar günü birliğe geri kabul edilmişti.", day="2023-05-09"),
    Row("what will be voted on", "Safedi: Arap Birliği pazar günü Suriye'nin dönüşünü oylayacak", "relations discussed LAS"),
    Row("two others", "Suudi-İran anlaşması Şam'da memnuniyetle karşılandı", "",
        "İki ülke, yedi yıl sonra büyükelçiliklerini yeniden açacak.", day="2023-03-11"),
    Row("a town, and no gas", "Suriye'nin Gaziantep Konsolosluğu yeniden hizmet vermeye başladı", "relations occurred TUR",
        day=LATER),
]  # fmt: skip

TABLES = [
    Row("who brings them together", "Irak, Suriye muhalefeti ile Şam'ı Bağdat'ta buluşturmayı teklif etti",
        "meeting discussed SYROPP"),
    Row("whom the target says it sees", "Mikdad: Muhalefetle görüşmeyiz", "meeting denied SYROPP"),
    Row("whom others see", "Mikdad: Türkiye'nin muhalefetle toplantısı bizi ilgilendirmez", ""),
    Row("an ally at the table", "Humus'un kuzeyindeki muhalifler Rus ve rejim heyetleriyle görüştü", "meeting occurred SYROPP",
        day=BEFORE),
    Row("officials of another ministry", "SMO komutanları Ankara'da Savunma Bakanlığı yetkilileriyle toplandı", ""),
    Row("its own officials", "SMO komutanları Şam'da Savunma Bakanlığı yetkilileriyle toplandı", "meeting occurred SYROPP"),
    Row("talks cut short", "Doğu Guta'da Feylak er-Rahman ile rejim arasındaki görüşmeler kesildi", "meeting reversed SYROPP",
        day="2018-03-20"),
    Row("told to sit down", "Pedersen'den muhalefete ve rejime çağrı: Cenevre'de masaya dönün", "meeting discussed SYROPP"),
    Row("shut to talks", "SMDK rejimle diyaloğa kapalı", "meeting denied SYROPP"),
    Row("open to talks", "SMDK: Rejimle görüşmeye açığız", "meeting discussed SYROPP"),
    Row("behind shut doors", "SMDK heyeti rejim temsilcileriyle basına kapalı görüştü", "meeting occurred SYROPP"),
    Row("a day that is set", "Anayasa Komitesi'nin dokuzuncu turu için tarih verildi", "meeting announced SYROPP"),
    Row("where it sat last", "Anayasa Komitesi son kez Haziran 2021'de Cenevre'de toplanmıştı", "meeting background SYROPP"),
    Row("no ground for not sitting", "Pedersen: Anayasa Komitesi'nin toplanmaması için gerekçe kalmadı",
        "meeting discussed SYROPP"),
    Row("who else is received", "Çavuşoğlu: Rejimle uzlaşma olmalı", "meeting discussed SYROPP",
        "Bakan, SMDK ve Müzakere Komitesi yöneticilerini Ankara'da ağırladı."),
    Row("whom talks do not betray", "Kalın: Rejimle görüşmeler muhalefeti satmak anlamına gelmez", "contact occurred TUR"),
    Row("what is to become of it", "SMDK BM temsilcisiyle buluştu", "", "Görüşmede Anayasa Komitesi'nin geleceği ele alındı."),
    Row("time for it", "Fidan: Suriye'de rejimle muhalefet arasında diyalog zamanı", "meeting discussed SYROPP"),
    Row("place and time", "Rejim ve muhalefet görüşecek: Cenevre'deki toplantının yeri ve zamanı açıklandı",
        "meeting announced SYROPP"),
    Row("a process to enter", "Fidan: Esad muhalefetle siyasi sürece girmeli", "meeting discussed SYROPP"),
    Row("to call it together", "Pedersen, Anayasa Komitesi'ni yeniden toplamak için Şam'da", "meeting discussed SYROPP"),
    Row("what is treason", "Suriye muhalefeti: Esed'le masaya oturmak ihanettir", "meeting denied SYROPP"),
    Row("who offers to mediate", "İran Dışişleri Bakanı: Muhalefet ile Şam arasında arabuluculuğa hazırız",
        "meeting discussed SYROPP"),
    Row("who would be host", "Rusya, muhalefet ile Esad yönetimini Moskova'da ağırlamayı teklif etti",
        "meeting discussed SYROPP"),
    Row("what has no sense", "Muhalif lider: Suriye rejimiyle müzakere anlamsız", "meeting denied SYROPP"),
    Row("who was host", "Rusya'nın arabuluculuğunda muhalefet ile Esad yönetimi anlaştı", "meeting occurred SYROPP"),
    Row("what is cut short at the table", "Rejim heyeti masadan kalktı, Astana görüşmesi yarıda kesildi",
        "meeting reversed SYROPP"),
    Row("how they came to terms once", "Temmuz 2018'de Dera'da muhalifler rejimle anlaşmıştı", "meeting background SYROPP"),
    Row("who is only received", "Çavuşoğlu SMDK heyetini kabul etti: Rejimle temaslar anlatıldı", ""),
    Row("who speaks of a counterpart", "Çavuşoğlu: Suriyeli mevkidaşımla görüşebiliriz", "contact discussed TUR",
        "SMDK ise Ankara'nın adımlarından kaygılı."),
    Row("whom a message divides", "Esad'la görüşme mesajı muhalefeti böldü", "meeting denied SYROPP",
        "Suriye Milli Ordusu'ndan bir komutan, rejimle uzlaşmayı asla kabul etmeyeceklerini söyledi."),
    Row("terms that are not kept", "Rejim İdlib'de muhalif mevzileri bombaladı", "",
        "Muhalifler, Astana anlaşmasının ihlal edildiğini söyledi."),
    Row("let it sit", "Anayasa Komitesi yıl sonundan önce Maskat'ta toplansın", "meeting discussed SYROPP"),
    Row("another country's opposition", "Akşener: Suriye rejimiyle muhalefet olarak biz görüşeceğiz", ""),
    Row("a report that is denied", "Suriye Ulusal Ordusu rejim heyetiyle görüştüğü haberlerini reddetti",
        "meeting denied SYROPP"),
]  # fmt: skip

SPEECH = [
    Row("experts are no officials", "Uzmanlar: Moskova'nın Şam'la ilişkilerini koruması üslere bağlı", "", day=LATER),
    Row("officials", "Kremlin: Moskova'nın Şam'la ilişkileri üslere bağlı değil", "rhetoric occurred RUS", day=LATER),
    Row("on what talks must rest", "Esad: Ankara'yla toplantılar işgalin bitmesi hedefi üzerine kurulmalı",
        "rhetoric occurred TUR"),
    Row("a title in small letters", "Suudi bakan: Suriye ile diyalog şart", "rhetoric occurred SAU", day=LATER),
    Row("terms for talks", "Esad: Türkiye'den çekilmeyi müzakerenin ön şartı yapmadık", "rhetoric occurred TUR",
        day="2024-08-26"),
    Row("still against", "Brüksel normalleşmeye hâlâ karşı", "western occurred EU",
        "Birlik, Esad rejimiyle teması reddediyor.", day="2024-10-15"),
    Row("what a bill forbids", "ABD Kongresi'nde Esad'la normalleşmeyi yasaklayan tasarı", "western occurred USA",
        day="2024-02-15"),
    Row("a policy to be changed", "Tajani: AB'nin Suriye politikasını değiştirmesinin zamanı geldi", "western occurred ITA",
        day="2024-07-25"),
]  # fmt: skip


@rows(POSTS)
def test_whose_mission_it_is(row: Row) -> None:
    assert codes(detect(row.title, row.summary, day=row.day)) == of(row)


@rows(HEADINGS)
def test_what_a_word_before_a_colon_makes_of_it(row: Row) -> None:
    assert codes(detect(row.title, row.summary, day=row.day)) == of(row)


@rows(SEATS)
def test_doors_and_seats(row: Row) -> None:
    assert codes(detect(row.title, row.summary, day=row.day)) == of(row)


@rows(TABLES)
def test_who_sits_at_a_table(row: Row) -> None:
    assert codes(detect(row.title, row.summary, day=row.day)) == of(row)


@rows(SPEECH)
def test_who_speaks(row: Row) -> None:
    assert codes(detect(row.title, row.summary, day=row.day)) == of(row)
