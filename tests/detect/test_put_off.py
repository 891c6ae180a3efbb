"""Steps that are put off, emissaries who are sent, roadmaps that are drawn up, and what else is suspended beside a step."""

from __future__ import annotations

from tests.detect.coded import Row, of, rows

UNDONE = "relations reversed SAU"
DONE = "relations occurred JOR"

PUT_OFF = [
    Row("what is suspended is the reopening", "Saudi embassy reopening in Damascus suspended", UNDONE),
    Row("behind a phrase with of", "Reopening of Saudi embassy in Damascus postponed", UNDONE),
    Row("the verb goes before", "Saudi Arabia postpones reopening of its embassy in Damascus", UNDONE),
    Row("in Arabic by a noun", "تأجيل إعادة فتح السفارة السعودية في دمشق", UNDONE),
    Row("in Arabic by a verb", "الرياض تؤجل إعادة فتح سفارتها في دمشق", UNDONE),
    Row("in Turkish", "Suudi Arabistan'ın Şam Büyükelçiliğinin açılışı ertelendi", UNDONE),
    Row("what had been suspended goes on", "Jordan resumes suspended ties with Damascus", DONE),
    Row("what had been suspended stands behind", "Jordan resumes ties with Damascus suspended in 2012", DONE),
    Row("in Arabic what had been stopped goes on", "الأردن يستأنف الرحلات المتوقفة إلى دمشق", "economy occurred JOR"),
]

BESIDE = [
    Row(
        "only sanctions are suspended",
        "Trump received Sharaa, and the Treasury suspended sanctions",
        "",
        day="2025-11-10",
    ),
    Row("in Arabic", "استقبل ترامب الشرع وعلقت الخزانة عقوبات قيصر", "", day="2025-11-10"),
    Row("flights are suspended, the meeting is not", "Jordan's foreign minister met Assad but flights were suspended", ""),
]

EMISSARIES = [
    Row("an adviser is sent", "Iraq sends its national security adviser to Damascus", "contact occurred IRQ"),
    Row("an envoy is dispatched", "Jordan dispatches special envoy to Assad", "contact occurred JOR"),
    Row("who sends an envoy for talks names no ambassador", "EU sends its envoy to Damascus for talks", "contact occurred EU"),
    Row("the envoy who is named is", "Kuwait names envoy to Damascus", "relations announced KWT"),
    Row("the first envoy who is sent is", "Kuwait sends first envoy to Damascus in ten years", "relations announced KWT"),
    Row("in Arabic", "سلطنة عمان ترسل موفدا خاصا إلى الأسد", "contact occurred OMN"),
    Row("in Arabic, a delegation", "الأردن يرسل وفدا تقنيا إلى دمشق", "contact occurred JOR"),
    Row("in Turkish", "Irak Şam'a özel temsilci gönderdi", "contact occurred IRQ"),
    Row("the United Nations' is none", "UN sends delegation to Damascus", ""),
    Row("the preposition is no infinitive", "Iraq's new ambassador to Damascus arrives", "relations occurred IRQ"),
]

ROADMAPS = [
    Row("drawn up", "Turkey and Syria agree to draw up roadmap for normalizing ties", "relations discussed TUR"),
    Row("in Turkish", "Türkiye ve Suriye ilişkilerin normalleşmesi için yol haritası hazırlayacak", "relations discussed TUR"),
]

WAYS = [
    Row(
        "ways of holding talks are discussed",
        "اجتماع في دمشق",
        "meeting discussed SYROPP",
        "بحث الوفد سبل وقف العنف وعقد حوار بين الحكومة والمعارضة في القاهرة.",
        day="2012-05-01",
    ),
    Row(
        "consultations on a plan",
        "Turkey and Syria consult on a draft plan for normalising relations",
        "contact occurred TUR; relations discussed TUR",
    ),
]

FOLLOWED = [
    Row(
        "others follow within hours",
        "Saudi king pulls ambassador out of Damascus",
        "relations reversed BHR,KWT; relations reversed SAU",
        "Kuwait and Bahrain followed within hours.",
        day="2012-02-01",
    ),
]

JOURNEYS = [
    Row("in English", "Jordan's foreign minister travels to Damascus and Ankara after quake", "contact occurred JOR"),
    Row("in Arabic", "وزير الخارجية الأردني يزور دمشق وأنقرة", "contact occurred JOR"),
    Row(
        "the traveller stands behind an Arabic noun",
        "دمشق وبغداد تتفقان على فتح المعبر الحدودي",
        "contact occurred IRQ; economy announced IRQ",
        "جاء ذلك خلال زيارة وزير التجارة العراقي.",
    ),
    Row("who talks about a return meets nobody", "Ministers from Egypt and Iraq talked about whether Damascus may return", ""),
]

OTHER_THINGS = [
    Row(
        "a top diplomat who is sent is no ambassador",
        "EU to send its top Syria diplomat to meet new rulers",
        "",
        day="2024-12-16",
    ),
    Row("terms are set", "Syrian opposition sets out terms for attending Geneva", "meeting discussed SYROPP", day="2013-11-07"),
    Row(
        "the opposition is not the target",
        "France recognises Syria's new opposition bloc",
        "",
        day="2012-11-13",
    ),
    Row("the government is", "Germany recognises Syria's government", "relations occurred DEU"),
    Row("rebuilding is refused", "Germany rules out reconstruction aid for Assad", "economy denied DEU"),
    Row(
        "a programme ends",
        "Trump signs order winding up Syria sanctions programme",
        "economy occurred USA",
        day="2025-06-30",
    ),
    Row("diplomats are ordered out", "Libya orders Syrian diplomats out within 72 hours", "relations reversed LBY"),
    Row("contacts with an adjective", "العاهل الأردني: لا اتصالات سياسية مع الأسد حاليا", "contact denied JOR"),
]

NAMED = [
    Row("a visit's goal is no topic", "Esad BAE'yi ziyaret etti, görüşmeler sıcaktı", "contact occurred ARE", day="2022-03-18"),
    Row("what is talked about is", "Fidan dün Lavrov ile Suriye'yi görüştü", "", day="2024-03-18"),
    Row(
        "what stands in the way",
        "Lavrov: Turkish deployment stands in the way of Ankara-Damascus meeting",
        "contact discussed TUR",
    ),
    Row("in Arabic", "لافروف: خلافات حول الانتشار التركي تعيق لقاء أنقرة ودمشق", "contact discussed TUR"),
    Row("an embassy is a state's", "الكويت: فتح سفارتنا في دمشق مرهون بقرار الجامعة العربية", "relations discussed KWT"),
    Row(
        "who is called back meets nobody",
        "British ambassador called back from Damascus for consultations",
        "relations reversed GBR",
    ),
    Row("for some time", "Washington eases sanctions for six months to speed quake aid to Syria", "economy occurred USA"),
]

TERMS = [
    Row("open to initiatives", "Assad says Syria open to all initiatives on relations with Turkey", "rhetoric occurred TUR"),
    Row("in Arabic", "الأسد: منفتحون على جميع المبادرات المرتبطة بالعلاقة مع تركيا", "rhetoric occurred TUR"),
    Row("in Turkish", "Esad: Egemenliğe saygı temelinde Türkiye ile her girişime açığız", "rhetoric occurred TUR"),
    Row("there after ten years", "BAE Dışişleri Bakanı on yıl aradan sonra Şam'da", "contact occurred ARE"),
]

SUMMITS = [
    Row("who attends a summit has met nobody", "Esad Riyad'da İslam İşbirliği zirvesine katıldı", ""),
    Row("who is there for talks has", "Esad Riyad'da Suudi Veliaht Prensi ile görüştü", "contact occurred SAU"),
]


@rows([*PUT_OFF, *EMISSARIES, *ROADMAPS, *WAYS, *FOLLOWED, *SUMMITS, *JOURNEYS, *OTHER_THINGS, *NAMED, *TERMS])
def test_what_is_put_off_sent_or_drawn_up(row: Row) -> None:
    assert of(row) == row.wanted


@rows(BESIDE)
def test_what_is_suspended_beside_a_contact_leaves_it_done(row: Row) -> None:
    contacts = [told for told in of(row).split("; ") if told.startswith("contact")]
    assert [told.split()[1] for told in contacts] == ["occurred"]


PLANNED_BEFORE = [
    Row("who was expected there", "Quadrilateral meeting in Moscow postponed", "contact reversed TUR",
        "The deputy foreign ministers of Turkey, Syria, Russia and Iran were expected to meet on Thursday.", day="2023-03-16"),
    Row("who was to have met", "Moscow round called off", "contact reversed TUR",
        "The Turkish and Syrian foreign ministers were to have met on Monday.", day="2023-03-16"),
    Row("in Arabic", "تأجيل الاجتماع الرباعي في موسكو", "contact reversed TUR",
        "كان من المتوقع أن يلتقي نواب وزراء خارجية تركيا وسوريا وروسيا وإيران اليوم.", day="2023-03-16"),
    Row("in Turkish", "Zirve iptal", "contact reversed TUR",
        "Erdoğan ve Esad'ın Bağdat'ta bir araya gelmesi planlanıyordu.", day="2023-03-16"),
    Row("another is put off", "Arap zirvesi sürüyor", "contact discussed TUR",
        "Erdoğan ve Esad'ın Bağdat'ta bir araya gelmesi bekleniyor.", day="2023-03-16"),
    Row("near, yet only possible", "Ukraynalı bakan, Suriye ile ilişkilerin yakında yeniden kurulabileceğini dile getirdi",
        "relations discussed UKR", day="2024-12-30"),
]  # fmt: skip


@rows(PLANNED_BEFORE)
def test_what_was_planned_is_put_off_with_the_headline(row: Row) -> None:
    assert of(row) == row.wanted
