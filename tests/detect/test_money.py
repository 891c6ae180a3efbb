"""Assets that are released and money for rebuilding."""

from __future__ import annotations

from tests.detect.coded import Row, of, rows

DAY = "2025-06-20"

MONEY = [
    Row("a freeze lifted, in Arabic", "بريطانيا ترفع التجميد عن أصول المصرف المركزي السوري", "economy occurred GBR", day=DAY),
    Row("assets, in Turkish", "İngiltere, Suriye Merkez Bankası'nın varlıklarını serbest bıraktı", "economy occurred GBR",
        day=DAY),
    Row("people released", "Suriye'de rehine serbest bırakıldı, Türkiye memnun", "", day=DAY),
    Row("ready to help", "China ready to help rebuild Syria", "economy discussed CHN", day=DAY),
    Row("pledged to help", "Saudi Arabia pledges $500 million to help rebuild Syria", "economy announced SAU", day=DAY),
    Row("pledged for projects", "Saudi Arabia pledges $6 billion for Syria projects", "economy announced SAU", day=DAY),
    Row("rebuilt for itself", "Syrians rebuild a mosque", "", day=DAY),
]  # fmt: skip


@rows(MONEY)
def test_money_for_the_target(row: Row) -> None:
    assert of(row) == row.wanted
