"""Ways in which newsrooms say a thing: who stands where in a sentence, what only looks like a step, and its near miss."""

from __future__ import annotations

from tests.detect.coded import Row, of, rows

WAR = "2016-07-13"


def then(why: str, title: str, wanted: str, summary: str = "", day: str = WAR) -> Row:
    """A row of a day on which the watch knew an opposition."""
    return Row(why, title, wanted, summary, day=day)


AT_THE_TABLE = [
    then("the target waits meanwhile", "Syrian opposition meets in Geneva as regime waits", ""),
    then("the target sits there", "Syrian opposition meets regime in Geneva as world waits", "meeting occurred SYROPP"),
    then("another is met", "Syrian rebels meet Russian officers while the army shells Daraa", ""),
    then("another and the target are met", "Syrian rebels meet Russian and regime officers", "meeting occurred SYROPP"),
    then("the target only says so", "Syrian army says rebels met in Idlib", ""),
    then("the target says whom it met", "Syrian army says it met rebels in Homs", "meeting occurred SYROPP"),
    then("its fate is talked about", "Syrian opposition leaders hold talks in Riyadh on Assad's future", ""),
    then(
        "a mediator sees one, then the other",
        "UN envoy sits with opposition in Istanbul",
        "",
        "She met Syrian officials last week.",
    ),
    then("held without one side", "Syria peace talks convene in Geneva without the opposition", "meeting denied SYROPP"),
    then("held in its absence", "Syria peace talks open in absence of the opposition", "meeting denied SYROPP"),
    then(
        "brought together",
        "Astana round brings Syrian rebels and government together under UN auspices",
        "meeting occurred SYROPP",
    ),
    then("held with both", "Syria peace talks open in Geneva", "meeting occurred SYROPP"),
    then("a truce quarrelled over", "Assad's envoy, opposition trade charges at UN over truce", ""),
    then("a truce agreed on", "Syrian army and opposition agree on truce", "meeting occurred SYROPP"),
    then("willing to meet", "Syrian opposition leader says he is willing to meet Assad's deputy", "meeting discussed SYROPP"),
    then("an attack on a meeting", "Rebels claim attack on a meeting of officials in Damascus", ""),
    then("a meeting of both", "UN announces a meeting of rebels and officials in Damascus", "meeting announced SYROPP"),
    then("a committee is talked about", "Putin, Rouhani and Erdogan discuss constitutional committee", "", day="2019-02-14"),
    then(
        "a committee debates", "Syria constitutional committee discusses principles", "meeting occurred SYROPP", day="2019-11-14"
    ),
    then(
        "a delegation to be sent",
        "Syrian rebels to send delegation to Astana talks",
        "meeting announced SYROPP",
        day="2018-01-23",
    ),
    then(
        "the last round, perhaps",
        "Syria's envoy tells state TV that the Geneva round might be his last",
        "meeting discussed SYROPP",
    ),
]


@rows(AT_THE_TABLE)
def test_who_sits_at_the_table(row: Row) -> None:
    assert of(row) == row.wanted


WHOSE_STEP = [
    Row(
        "the first of a group",
        "Italy is first G7 nation to name an ambassador to Syria",
        "relations announced ITA",
        day="2024-07-26",
    ),
    Row("a group does it", "Italy is uneasy as G7 nations name ambassadors to Syria", ""),
    Row("one and others", "Oman and other Gulf states reopen embassies in Damascus", "relations occurred OMN"),
    Row("others alone", "Oman watches as other Gulf states reopen embassies in Damascus", ""),
    Row("whose residence", "Flag raised at US ambassador's residence in Damascus", "relations occurred USA", day="2025-05-29"),
    Row(
        "the two are others",
        "Saudi Arabia and Iran agree to restore ties",
        "",
        "The two countries will reopen embassies, said a statement from Beijing. Syria welcomed the step.",
    ),
    Row("another gets its seat", "Arab League gives Libya its seat back as Syria watches", ""),
    Row("the target gets its seat", "Arab League gives Syria its seat back as Libya watches", "relations occurred LAS"),
    Row("the opposition gets the seat", "Opposition given Syria's chair at Doha summit", "", day="2013-03-26"),
    Row("a mission that opens something", "Syrian embassies open polling stations for vote in Turkey", ""),
    Row("a mission that opens", "Turkish embassy opens in Damascus", "relations occurred TUR"),
    Row("the seat for another", "Arab League invites Syrian opposition to take seat at summit", "", day="2013-03-06"),
    Row("recognition of others", "EU ministers recognise Kosovo but keep mission in Damascus closed", "", day="2012-11-19"),
    Row("recognition", "EU ministers recognise Syria's government", "relations occurred EU", day="2025-11-19"),
    Row("locked out by a crowd", "Syria embassy staff in Cairo locked out by protesters", ""),
    Row("League without an article", "League readmits Syria", "relations occurred LAS"),
    Row("another organization's seat", "Islamic cooperation body restores Syria's membership", "relations occurred OIC"),
    Row("another league", "Syrian club readmitted to Champions League", ""),
]


@rows(WHOSE_STEP)
def test_whose_step_it_is(row: Row) -> None:
    assert of(row) == row.wanted


HOW_IT_IS_TOLD = [
    Row("has since", "UAE has since reopened its embassy in Damascus", "relations background ARE"),
    Row("beside the verb of a cue", "Norway considers aid package, reopens embassy in Damascus", "relations occurred NOR"),
    Row("below the verb of a cue", "Norway considers reopening embassy in Damascus", "relations discussed NOR"),
    Row("beside it, with and", "Japan mulls visit to Damascus and lifts sanctions on Syria", "economy occurred JPN"),
    Row("not possible", "Turkey says reopening embassy in Damascus is not possible", "relations denied TUR"),
    Row("possible", "Turkey says reopening embassy in Damascus is possible", "relations discussed TUR"),
    Row("an auxiliary of the step", "Turkish embassy in Damascus could reopen", "relations discussed TUR"),
    Row("up to others", "Syria's return to the Arab League up to member states, minister says", "relations discussed LAS"),
    Row("made harder", "US sanctions make Syria's return to the Arab League more difficult", "relations discussed LAS"),
    Row("awaited first", "Kuwait awaits Arab nod before sending ambassador to Syria", "relations discussed KWT"),
    Row("no mission", "No ambassador for Syria, Kuwait says", "relations denied KWT"),
    Row("a mere state", "Kuwait has had no ambassador in Syria for ten years", ""),
    Row(
        "a report called false",
        "Jordan reopens embassy in Damascus, sources say",
        "relations denied JOR",
        "The claim is untrue, a spokesman said later.",
    ),
    Row(
        "a report repeated",
        "Jordan reopens embassy in Damascus, sources say",
        "relations reported JOR",
        "The claim was repeated on Tuesday.",
    ),
    Row("a mission only spoken of", "Cyprus does not rule out Damascus embassy", "relations discussed CYP"),
    Row("a mission refused", "Kuwait has no plans for Damascus embassy", "relations denied KWT"),
    Row("envoys who do something else", "EU diplomats in Syria weigh options", ""),
    Row(
        "services of a mission",
        "Saudi Arabia and Syria discuss consular services",
        "contact occurred SAU; relations discussed SAU",
    ),
    Row("a verb with its own to", "Qatar to build power plant in Syria", "economy announced QAT", day="2025-05-29"),
    Row("time for somebody to", "Algeria says time has come for Syria to return to Arab League", "relations discussed LAS"),
    Row("a target that is led", "Berlin opposes recognition of Assad-led government", "western occurred DEU"),
    Row("a crossing for aid", "Syria opens two more crossings from Turkey for quake aid", "", day="2023-02-14"),
    Row("a crossing for trade", "Syria opens two more crossings from Turkey for trade", "economy occurred TUR"),
    Row("a former official", "Former British ambassador meets Assad in Damascus", ""),
    Row(
        "sure of the normal",
        "Turkey's premier says he is sure relations with Syria would return to normal",
        "rhetoric occurred TUR",
    ),
    Row(
        "thrown out long ago",
        "Qatar keeps to its stand",
        "",
        "The grounds on which Syria had been thrown out of the League hold.",
    ),
    Row("terms with a third state", "Trump urges Sharaa to normalise with Israel", "", day="2025-05-14"),
    Row("terms with the speaker", "Assad says no normalisation with Turkey before withdrawal", "rhetoric occurred TUR"),
    Row("not to normalise", "Washington tells Arab allies not to normalise with Assad", "western occurred USA"),
    Row("exports to come", "Iraq to resume oil exports through Syria", "economy announced IRQ", day="2025-08-20"),
    Row("a stand on the return", "UK uneasy with Assad's return to Arab League", "western occurred GBR"),
    Row("no normalization", "Germany says no normalization with the Syrian regime", "western occurred DEU"),
    Row("against recognition", "Berlin opposes recognition of Assad", "western occurred DEU"),
]


@rows(HOW_IT_IS_TOLD)
def test_how_it_is_told(row: Row) -> None:
    assert of(row) == row.wanted


CONTACTS = [
    Row("two who discuss", "Safadi and Mekdad discuss border security", "contact occurred JOR"),
    Row("one who discusses the other", "Safadi discusses Mekdad's plan with Egypt's minister", ""),
    Row(
        "the two ministers, named before",
        "Syria's Mekdad visits Jeddah to see Saudi minister",
        "contact occurred SAU; economy announced SAU",
        "The two ministers agreed to resume flights.",
    ),
    Row("a delegation is sent", "Russia sends first delegation to Damascus", "contact occurred RUS", day="2025-01-28"),
    Row("a leader alone at a summit", "Assad in Riyadh for emergency Arab-Islamic summit on Gaza", ""),
    Row("a leader abroad", "Assad in Riyadh", "contact occurred SAU"),
    Row(
        "places on the way",
        "Erdogan ready for new page with Syria",
        "rhetoric occurred TUR",
        "On his return from Riyadh and Baku, he said that relations with Syria should be normalised.",
        day="2024-11-13",
    ),
    Row("who says that a meeting is possible", "Erdogan says meeting with Assad possible", "contact discussed TUR"),
    Row("who speaks of others' meeting", "Erdogan says Putin meeting with Assad useful", ""),
    Row("two persons together", "China's Xi and Assad announce strategic partnership in Hangzhou", "contact occurred CHN"),
    Row("two states together", "China and Syria announce strategic partnership", ""),
    Row("somebody unknown", "Norway's Eide visits Damascus", "contact occurred NOR"),
    Row("nobody in office", "Norway's tourists visit Damascus", ""),
    Row("another one beside the goal", "Italy's Tajani to fly to Syria with EU aid", "contact announced ITA"),
    Row("diplomats on an errand", "US diplomats in Damascus for talks", "contact occurred USA", day="2024-12-20"),
    Row("an ambassador at the post", "US ambassador in Damascus for talks", "", day="2024-12-20"),
    Row("a bill goes to somebody", "Syria bill now goes to Trump", ""),
    Row("contacts of two", "Turkish-Syrian contacts to resume soon, says Lavrov", "contact discussed TUR"),
    Row("there on a day to come", "Jordan's foreign minister to meet Assad in Damascus on Monday", "contact announced JOR"),
    Row("ministers of a group", "Arab foreign ministers gather in Amman with Mekdad", ""),
]


@rows(CONTACTS)
def test_contacts(row: Row) -> None:
    assert of(row) == row.wanted
