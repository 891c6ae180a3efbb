"""Two officials who were named before, told of by what they are."""

from __future__ import annotations

import pytest

from tests.detect.coded import Row, of, rows

NAMED = "Turkish foreign minister waits for Mekdad"

DUOS = [
    Row("with the article", NAMED, "contact occurred TUR", "The two ministers discussed the return of refugees."),
    Row("without it", NAMED, "contact occurred TUR", "Two ministers discussed the return of refugees."),
    Row("as both", NAMED, "contact occurred TUR", "Both ministers discussed the return of refugees."),
    Row("as men", NAMED, "contact occurred TUR", "The two men discussed the return of refugees."),
    Row("as a pair", NAMED, "contact occurred TUR", "The pair discussed the return of refugees."),
    Row("of nobody in particular", NAMED, "", "The ministers discussed the return of refugees."),
    Row("of states, who speak by others", NAMED, "", "The two countries discussed the return of refugees."),
    Row("nobody named before", "Refugees wait", "", "The two ministers discussed the return of refugees."),
    Row(
        "only one side named before", "Turkish foreign minister waits", "", "The two ministers discussed the return of refugees."
    ),
    Row("neither of them the target's", "Turkish minister waits for Omani", "", "The two ministers discussed refugees."),
]


@rows(DUOS)
def test_the_two_are_who_was_named_before(row: Row) -> None:
    assert of(row) == row.wanted


@pytest.mark.parametrize("who", ["leaders", "presidents", "officials", "men", "delegations"])
def test_two_with_and_without_the_article_are_the_same(who: str) -> None:
    told = [of(Row("", NAMED, "", f"{article}wo {who} discussed the return of refugees.")) for article in ("T", "The t")]
    assert told[0] == told[1]
    assert told[0] in {"contact occurred TUR", "contact reported TUR"}  # bare officials are a source too
