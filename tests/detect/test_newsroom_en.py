"""Ways in which English newsrooms tell steps and talk, each beside one that tells something else."""

from __future__ import annotations

from tests.detect.coded import Row, of, rows

WAYS = [
    Row("who comes together", "Turkish and Syrian foreign ministers came together in Moscow", "contact occurred TUR"),
    Row("who comes together", "Help for Syria comes together in Turkey", ""),
    Row(
        "the states of the headline",
        "Oman and Syria agree plan",
        "contact occurred OMN",
        "Ministers of the two countries met in Damascus.",
    ),
    Row(
        "the states of the headline",
        "Damascus, Amman and Washington agree plan",
        "contact occurred JOR,USA",
        "Ministers of the three countries met in Damascus.",
        "2025-09-16",
    ),
    Row(
        "the states of the headline",
        "Amman and Washington agree plan",
        "",
        "Ministers of the two countries met in Damascus.",
        "2025-09-16",
    ),
    Row("touch without talks", "France in direct contact with HTS", "contact occurred FRA", day="2024-12-14"),
    Row("touch without talks", "Direct contact with cold floors harms tiles, potter in Damascus says", ""),
    Row("a speaker's words", "Arab ministers meeting in Cairo said that Damascus was at fault", ""),
    Row("a speaker's words", "Jordanian minister meeting Syria's Mekdad said that work was done", "contact occurred JOR"),
    Row("an airline is no official", "Royal Jordanian flights to Damascus to resume", "economy announced JOR"),
    Row("an airline is no official", "Jordanian minister to fly to Damascus", "contact announced JOR"),
    Row("a crowd rejects", "Crowds rejected rapprochement between Ankara and Assad", ""),
    Row("a minister rejects", "Fidan rejected rapprochement with Assad", "rhetoric occurred TUR", day="2023-07-01"),
    Row("looked at", "Reopening of German embassy in Damascus being looked at", "relations discussed DEU", day="2024-12-17"),
    Row("looked at", "German embassy in Damascus reopened as Berlin looked on", "relations occurred DEU", day="2025-03-20"),
    Row("not possible", "Reopening of Danish embassy in Damascus not possible for now", "relations denied DNK"),
    Row("envoys at a conference", "Oman and Bahrain sent ambassadors to refugee conference in Damascus", ""),
    Row("envoys at a conference", "Conference opens in Damascus", "", "Oman and Bahrain sent their ambassadors."),
    Row("envoys at a post", "Oman sent ambassador to Damascus after refugee conference", "relations announced OMN"),
    Row("envoys at a post", "Arab summit ends", "relations announced KWT", "Kuwait then sent its ambassador to Damascus."),
    Row(
        "a government that may be",
        "US will recognise a Syrian government that is inclusive",
        "relations discussed USA",
        "",
        "2024-12-10",
    ),
    Row(
        "a government that may be",
        "Germany to recognise any Syrian government that heeds law",
        "relations discussed DEU",
        "",
        "2024-12-10",
    ),
    Row("the government that is", "US recognises new Syrian government", "relations occurred USA", day="2025-05-10"),
    Row("a signed bill", "Trump signs defence bill that lifts Syria sanctions", "economy occurred USA", day="2025-12-18"),
    Row(
        "an unsigned bill",
        "Senators push defence bill that lifts US sanctions on Syria",
        "economy discussed USA",
        day="2025-12-10",
    ),
    Row("a list of refusals", "EU: no aid, no lifting of sanctions on Syria", "economy denied EU"),
    Row("no to others' ties", "Washington says no to upgrading ties with Assad", "western occurred USA"),
    Row("no to others' ties", "Washington says no to cheaper tyres as Syria buys more", ""),
    Row(
        "a position kept",
        "Arab League readmits Syria",
        "relations occurred LAS; rhetoric occurred QAT",
        "Qatar said its position was unchanged.",
    ),
    Row("a road map", "Ministers told to draw up road map for Ankara-Damascus ties", "relations discussed TUR"),
    Row("a road map", "Turkey draws up road map for its ties with Baghdad; Syria quiet", ""),
    Row("who only gets papers", "Mekdad receives copy of credentials of Emirati ambassador", "relations occurred ARE"),
    Row("no plans for ties", "Saudi Arabia has no plans for ties with Assad, envoy says", "relations denied SAU"),
    Row("diplomats on an errand", "UK sends diplomats to Damascus to meet new leaders", "contact occurred GBR", "", "2024-12-16"),
    Row("diplomats back at a post", "Tunisia sends diplomats back to Syria", "relations announced TUN"),
    Row("a delegation is there", "Qatari delegation in Damascus", "contact occurred QAT"),
    Row("a delegation is there", "Syrian delegation in Damascus", ""),
    Row("diplomats who restart a mission", "Greek diplomats in Damascus to restart embassy", "relations announced GRC"),
    Row("a past day", "Ukraine's foreign minister was received by Sharaa on Monday", "contact occurred UKR", "", "2024-12-30"),
    Row("a day to come", "Sharaa receives Ukraine's foreign minister on Monday", "contact announced UKR", "", "2024-12-28"),
    Row("who is urged", "Bahceli urges Erdogan to join Assad in fight", "contact discussed TUR", "", "2024-06-25"),
    Row("who is pushed", "White House pushing Netanyahu and Sharaa to meet", "contact discussed ISR", "", "2025-07-10"),
    Row("a passive to come", "French embassy in Damascus to be reopened, minister says", "relations announced FRA"),
    Row("a passive done", "French embassy in Damascus reopened, minister says", "relations occurred FRA"),
    Row("restrictive measures", "EU lifts restrictive measures on Syria", "economy occurred EU"),
    Row("restrictive measures", "EU lifts restrictive measures on Belarus", ""),
    Row("an open door", "Erdogan says his door is open to Assad", "rhetoric occurred TUR"),
    Row("an open door", "Erdogan says his door is open to Maduro", ""),
    Row("a mistake", "Lifting sanctions on Syria would be a mistake, US senator says", "economy discussed USA"),
    Row("no mistake", "US lifts sanctions on Syria, calls Iraq war a mistake", "economy occurred USA"),
]


@rows(WAYS)
def test_ways_of_saying(row: Row) -> None:
    assert of(row) == row.wanted
