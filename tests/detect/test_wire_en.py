"""How English wires tell what is to come, what is only talk and who only tells it, each beside one that tells something else."""

from __future__ import annotations

from tests.detect.coded import Row, of, rows

HOSTED = [
    Row("talks to be held", "Moscow to host Turkey-Syria talks this month", "contact announced TUR"),
    Row("talks to be held", "Russia to broker meeting of Turkish and Syrian ministers", "contact announced TUR"),
    Row("talks held", "Moscow hosts Turkey-Syria talks", "contact occurred TUR"),
    Row("an offer to hold them", "Baghdad offers to host Turkey-Syria talks", "contact discussed TUR"),
    Row("ministers convene", "Ministers of Turkey, Syria and Iran to convene in Moscow next week", "contact announced TUR"),
    Row("a narrative future", "Turkish, Syrian officials were to meet in Moscow on Friday", "contact announced TUR"),
    Row(
        "leaders may follow",
        "Akar meets Syrian counterpart in Moscow",
        "contact discussed TUR; contact occurred TUR",
        "President Recep Tayyip Erdogan said that a meeting of leaders could follow if the ministers made headway.",
        "2022-12-29",
    ),
    Row(
        "a guest",
        "Saudi Arabia's Prince Faisal hosts Mekdad",
        "contact occurred SAU; relations discussed SAU",
        "Prince Faisal and his guest spoke about the resumption of consular services.",
    ),
]
PURPOSE = [
    Row(
        "there to mend relations", "Lebanese, Syrian ministers meet to mend ties", "contact occurred LBN; relations discussed LBN"
    ),
    Row(
        "there to mend relations",
        "Lebanese prime minister in Damascus to reset ties",
        "contact occurred LBN; rhetoric occurred LBN",
        "",
        "2025-04-14",
    ),
    Row(
        "there to open a mission",
        "Wadephul in Damascus to reopen embassy",
        "contact occurred DEU; relations announced DEU",
        "",
        "2025-10-30",
    ),
    Row("a contract", "Abu Dhabi firm signs deal to build solar plant near Damascus", "economy occurred ARE"),
    Row("a promise to build", "Abu Dhabi firm to build solar plant near Damascus", "economy announced ARE"),
    Row(
        "opened on a visit",
        "Baerbock reopens German embassy on second visit to Syria",
        "contact occurred DEU; relations occurred DEU",
        "",
        "2025-03-20",
    ),
    Row("no visit besides", "German ambassador on second visit to Damascus presents credentials", "relations occurred DEU"),
    Row("no reason against", "Erdogan sees no reason not to restore ties with Syria", "relations discussed TUR"),
    Row("without accord", "Ministers end Jeddah meeting without accord on Syria's League seat", "relations discussed LAS"),
    Row("steps ordered", "Tunisia's Saied orders steps to appoint ambassador in Damascus", "relations announced TUN"),
    Row("time for a return", "Emir tells Assad it is time Syria came back to Arab fold", "relations discussed LAS"),
    Row("what was to be", "Saudi embassy in Damascus was to reopen but the plan was called off", "relations reversed SAU"),
]
PARTNERS = [
    Row("between unnamed states", "Envoy counts on ties restored between Arab states and Syria", ""),
    Row("between unnamed states", "Envoy counts on ties restored between Syria and Arab states", ""),
    Row(
        "between two who are named",
        "UAE minister hails ties restored between Turkey and Syria",
        "relations occurred TUR",
    ),
    Row(
        "between two who are named", "Ties restored between Tunis and Damascus, Algeria's minister says", "relations occurred TUN"
    ),
    Row("two others", "Turkey restores ties with Israel; Damascus silent", ""),
    Row("two others", "Saudi Arabia and Iran reopen embassies, Syria applauds", ""),
    Row(
        "two in the target's capital",
        "Saudi Arabia and Bahrain reopen embassies in Damascus, Syria applauds",
        "relations occurred BHR,SAU",
    ),
    Row("the target's own", "Syria restores ties with Tunisia", "relations occurred TUN"),
    Row("a border row", "Iraq and Kuwait swap ambassadors after border row", "", "Syria welcomed the step."),
]
TOLD = [
    Row(
        "a paper of a third state", "Riyadh has named ambassador to Damascus, Lebanese newspaper claims", "relations reported SAU"
    ),
    Row(
        "a paper behind its news", "Fidan held fresh talks with Mamlouk in Damascus, Turkish daily writes", "contact reported TUR"
    ),
    Row(
        "the target's own station", "Shaibani receives German minister, Syrian TV says", "contact occurred DEU", "", "2025-06-01"
    ),
    Row("an editorial", "Jordanian paper's editorial: bring Syria back to Arab League", "relations discussed LAS"),
    Row("reports that are baseless", "Morocco says reports of ambassador to Damascus are baseless", "relations denied MAR"),
    Row("a month", "Saudi embassy staff to be back in Damascus by end of May", "relations announced SAU"),
    Row("no month", "Saudi Arabia May Reopen Embassy in Damascus", "relations discussed SAU"),
    Row(
        "sources besides",
        "Egypt's Shoukry hosts Mekdad",
        "contact occurred EGY; relations discussed EGY",
        "The two ministers agreed to intensify contacts, and security sources said a restoration of ties was on the table.",
    ),
    Row(
        "a dated noun",
        "Shaibani and Israel's Dermer meet in Paris",
        "contact occurred ISR",
        "The talks dealt with Sweida and with reviving the 1974 accord.",
        "2025-08-20",
    ),
    Row("a third state's relations blocked", "Five Arab states block Syria's readmission to League", "relations denied LAS"),
    Row(
        "doors", "Erdogan: resentment has no place in politics, doors to Damascus open", "rhetoric occurred TUR", "", "2023-08-01"
    ),
    Row("open to what concerns a state", "Assad open to all initiatives on Turkey ties", "rhetoric occurred TUR"),
    Row("faction leaders", "Regime officers, faction leaders meet in Tafas", "meeting occurred SYROPP"),
    Row("faction leaders of others", "Palestinian faction leaders meet Assad in Damascus", ""),
    Row("a venue proposed", "Moscow suggests Astana as venue for opposition-government talks", "meeting discussed SYROPP"),
    Row(
        "hopes", "Shaibani looks forward to raising flag over embassy in Washington", "relations discussed USA", "", "2025-05-10"
    ),
]

SAID = [
    Row(
        "what he would do",
        "Opposition chief says he would sit down with regime envoys",
        "meeting discussed SYROPP",
        "",
        "2013-02-01",
    ),
    Row("what he will do", "Fidan said he would meet Mekdad on Friday", "contact announced TUR", "", "2023-07-01"),
    Row(
        "asked in a call",
        "Macron invites Sharaa to Paris in phone call",
        "contact discussed FRA; contact occurred FRA",
        "",
        "2025-02-05",
    ),
    Row("only asked", "Macron invites Sharaa to Paris", "contact discussed FRA", "", "2025-02-05"),
    Row(
        "announced long ago",
        "Moroccan technicians in Damascus to prepare reopening of embassy",
        "relations background MAR; relations discussed MAR",
        "King Mohammed VI announced in May that the mission would go back to work.",
        "2025-07-20",
    ),
    Row(
        "announced for later",
        "Morocco to reopen Damascus embassy",
        "relations announced MAR",
        "The king said on Saturday that the mission would go back to work in October.",
        "2025-07-20",
    ),
    Row(
        "who is told",
        "US wary as Saudi Arabia courts Syria",
        "western occurred USA",
        "The State Department said it had told Riyadh that Damascus deserved no normalisation.",
    ),
    Row(
        "of whom others have an opinion",
        "US wary as Saudi Arabia courts Syria",
        "relations discussed SAU",
        "Reopening of the two embassies is under discussion.",
    ),
    Row("back there", "Fidan back in Damascus for third time since December", "contact occurred TUR", "", "2025-06-15"),
    Row("goods back there", "Qatari dates back in Damascus markets", "", "", "2025-06-15"),
    Row("a trip scrapped", "Sharaa scraps trip to Baghdad summit after threats", "contact reversed IRQ", "", "2025-05-15"),
    Row("sanctions scrapped", "EU scraps economic sanctions on Syria", "economy occurred EU", "", "2025-05-28"),
    Row("debated", "Trump team still debating how fast to ease Syria sanctions", "economy discussed USA", "", "2025-05-15"),
    Row("trucks", "First trucks roll through al-Qaim crossing from Syria into Iraq", "economy occurred IRQ", "", "2025-06-15"),
    Row("a calm border", "Aoun phones Sharaa, agrees to calm border", "contact occurred LBN", "", "2025-06-15"),
    Row("a firm's state", "CMA CGM signs deal to run Syria's port of Latakia", "economy occurred FRA", "", "2025-05-01"),
    Row("deals", "Saudi investors sign $6bn worth of deals in Damascus", "economy occurred SAU", "", "2025-07-24"),
]

QUIET = [
    Row("a shut embassy", "Riyadh inspects its shuttered embassy in Damascus", ""),
    Row("an embassy shut", "Riyadh shuttered its embassy in Damascus", "relations reversed SAU"),
    Row("bombs who met", "Regime bombs town where rebels met for iftar", ""),
    Row("a truce that failed", "Opposition and regime trade blame for failed truce in Idlib", ""),
    Row("a truce", "Rebels and regime agree truce in Idlib", "meeting occurred SYROPP"),
    Row("registers", "Jordan's embassy in Damascus opens registration for pilgrims", ""),
    Row("is opened", "Jordan's embassy in Damascus opens", "relations occurred JOR"),
    Row("remembers", "Retired Saudi diplomat recalls his years as ambassador to Syria", ""),
    Row("calls home", "Saudi Arabia recalls ambassador to Syria", "relations reversed SAU"),
    Row("warns travellers", "US embassy warns Americans to leave Syria", "", "", "2025-08-10"),
    Row(
        "only trains for it",
        "Marines train for return to Damascus embassy, Pentagon says",
        "relations discussed USA",
        "",
        "2025-08-10",
    ),
    Row("closes something else", "Lebanon: Syria closes Higher Council, ambassador stays", "", "", "2025-08-10"),
    Row("sport", "Japan's football association to reopen ties with Syria's", "", "", "2025-08-10"),
    Row("against it", "Rebel groups meet in Gaziantep to unite ranks against regime", ""),
    Row("with it", "Rebel groups meet in Gaziantep with regime officers", "meeting occurred SYROPP"),
    Row("asked of another", "Opposition wants UN to set date for next round with regime", "meeting discussed SYROPP"),
    Row("set by another", "UN sets date for next round of opposition and regime", "meeting announced SYROPP"),
]

SEATS = [
    Row("a name within the phrase", "Arab League takes Syria back", "relations occurred LAS"),
    Row("a name within the phrase", "Arab League restores Syria to its ranks", "relations occurred LAS"),
    Row("somebody else within it", "Arab League takes Libya back", ""),
    Row("not yet", "Arab League may take Syria back", "relations discussed LAS"),
    Row(
        "a bloc by the entry",
        "Arab League vote stirs anger",
        "relations occurred LAS",
        "The bloc decided on Sunday to restore Damascus to its ranks.",
    ),
    Row("a bloc by itself", "The bloc extends sanctions on Syria", "economy occurred EU"),
    Row("met over a seat", "Arab League ministers called to Cairo over Syria's seat", "relations discussed LAS"),
    Row(
        "papers",
        "Tunisia's new ambassador hands papers to Assad",
        "relations occurred TUN",
        "He is the first to hold the post since Tunis cut relations in 2012.",
    ),
    Row("other papers", "Tunisian trader hands papers to Syrian customs", ""),
    Row("a post taken up", "Iraqi chargé d'affaires takes up work in Damascus", "relations occurred IRQ"),
    Row("a post left", "Norwegian ambassador to Syria leaves post after five years", ""),
    Row("evacuates others", "Sudan's generals invited to Jeddah; Syria embassy evacuates nationals", ""),
    Row("near a mission", "Lebanese bakery reopens near Saudi embassy in Damascus", ""),
    Row(
        "a timeline",
        "Syria's war in dates",
        "meeting background SYROPP",
        "January 2014: government and opposition meet at Montreux.",
    ),
    Row(
        "a dateline of today",
        "Syria's week in dates",
        "meeting occurred SYROPP",
        "Monday: government and opposition meet in Geneva.",
    ),
    Row("talks that are left", "Opposition quits constitution talks in Geneva", "meeting reversed SYROPP"),
    Row("a consensus seen", "Riyadh sees consensus building that isolating Syria is not working", "rhetoric occurred SAU"),
    Row("not in favour", "Kuwait not in favour of normalising with Syria for now", "rhetoric occurred KWT"),
]
BORDERS = [
    Row("opened to trade", "Jordan, Syria reopen border to trucks", "economy occurred JOR"),
    Row("of two others", "Saudi Arabia and Qatar reopen border and restore ties", "", "Syria welcomed the step."),
    Row("only guarded", "Fidan, Sharaa pledge water, border checks", "", "", "2025-06-01"),
    Row("unfrozen", "London frees Syrian central bank of asset freeze", "economy occurred GBR", "", "2025-03-07"),
    Row(
        "fought for",
        "Erdogan sees Sharaa, vows to fight for sanctions relief",
        "contact occurred TUR; economy discussed TUR",
        "",
        "2025-04-12",
    ),
]

TOGETHER = [
    Row("one who tells the other", "Macron assures Sharaa of support", "contact occurred FRA", "", "2025-06-14"),
    Row("one who orders", "Trump tells Sharaa to expel fighters", "", "", "2025-06-14"),
    Row("told to others", "Barrack tells AP that Syria's Sharaa is in danger", "", "", "2025-06-14"),
    Row("landed", "US diplomats land in Damascus, drop bounty on Sharaa", "contact occurred USA", "", "2024-12-20"),
    Row(
        "no route for who nods",
        "Qatar begins supplying gas to Syria through Jordan with US nod",
        "economy occurred JOR,QAT",
        "",
        "2025-03-14",
    ),
    Row("some day", "Lavrov: meeting of Turkey and Syria in foreseeable future", "contact discussed TUR"),
    Row(
        "the two and a third",
        "Erdogan says he may get together with Assad",
        "contact announced TUR; contact discussed TUR",
        "Foreign ministers of the two countries and Russia will sit down first.",
    ),
    Row(
        "one meeting at two ranks",
        "Jordan hosts Syrian, US ministers on Sweida truce",
        "contact occurred JOR,USA",
        "Ayman Safadi, Asaad al-Shaibani and envoy Tom Barrack met in Amman.",
        "2025-08-12",
    ),
    Row("shunned", "Berlin shuns Arab embrace of Assad", "western occurred DEU"),
]

APART = [
    Row("sent for talks", "London to send diplomats for talks with Sharaa", "contact announced GBR", "", "2024-12-16"),
    Row("sent already", "EU sends Syria envoy for talks with Sharaa", "contact occurred EU", "", "2024-12-16"),
    Row("its seat", "After twelve years in the cold, Damascus gets its League chair back", "relations occurred LAS"),
    Row("her seat", "Syrian lawmaker gets her seat back in Damascus assembly", ""),
    Row(
        "a guest who spoke",
        "Sharaa back at Kremlin as Russia pulls out of Qamishli",
        "contact occurred RUS",
        "Putin and his guest spoke of old friends.",
        "2026-01-28",
    ),
    Row(
        "where and since when",
        "Riyadh's mission in the Syrian capital has, after eleven years, opened its doors again",
        "relations occurred SAU",
    ),
    Row("whose and when", "Ambassador of the Emirates is next week to take up his post in Damascus", "relations announced ARE"),
    Row("what is praised", "Ambassador of Oman in Damascus praises reopened museum", ""),
    Row("pressed", "MPs press London to sanction more Assad officials", "economy discussed GBR"),
    Row("waivers", "Washington could widen waivers for Syria, official says", "economy discussed USA"),
    Row("rebuilt", "Emirates firms will rebuild Damascus power station, Al-Watan says", "economy reported ARE"),
]


@rows(HOSTED)
def test_talks_that_somebody_will_hold(row: Row) -> None:
    assert of(row) == row.wanted


@rows(PURPOSE)
def test_what_a_visit_or_contract_is_for(row: Row) -> None:
    assert of(row) == row.wanted


@rows(PARTNERS)
def test_whose_relations_they_are(row: Row) -> None:
    assert of(row) == row.wanted


@rows(TOLD)
def test_who_only_tells_it(row: Row) -> None:
    assert of(row) == row.wanted


@rows(SAID)
def test_what_is_said_of_steps(row: Row) -> None:
    assert of(row) == row.wanted


@rows(QUIET)
def test_what_is_no_step_though_it_has_its_words(row: Row) -> None:
    assert of(row) == row.wanted


@rows(SEATS)
def test_seats_and_posts(row: Row) -> None:
    assert of(row) == row.wanted


@rows(BORDERS)
def test_borders_and_sanctions(row: Row) -> None:
    assert of(row) == row.wanted


@rows(TOGETHER)
def test_who_sat_down_with_whom(row: Row) -> None:
    assert of(row) == row.wanted


@rows(APART)
def test_words_between_a_noun_and_what_is_done_with_it(row: Row) -> None:
    assert of(row) == row.wanted
