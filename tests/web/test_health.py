from __future__ import annotations

from dataclasses import dataclass

import pytest
from httpx import ASGITransport, AsyncClient

from service.errors import AskedWronglyError, StoreError
from service.web.health import health_site, may_see
from service.web.server import bind


@dataclass
class Found:
    problems: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        return {"feeds": 3}


def site(found: Found | None, token: str | None = None) -> AsyncClient:
    async def look() -> Found:
        if found is None:
            raise StoreError("thaw.db: is locked")
        return found

    return AsyncClient(transport=ASGITransport(app=health_site(look, lambda: token)), base_url="http://thaw")


async def test_alive_is_said_to_everybody() -> None:
    assert (await site(None).get("/healthz")).text == "ok\n"


async def test_well_is_200_and_not_well_503_with_what_is_wrong() -> None:
    well, ill, broken = [await site(found).get("/readyz") for found in (Found(), Found(("late",)), None)]
    assert (well.status_code, well.json()) == (200, {"ready": True, "feeds": 3, "problems": []})
    assert (ill.status_code, ill.json()["problems"]) == (503, ["late"])
    assert (broken.status_code, broken.json()["problems"]) == (503, ["thaw.db: is locked"])


async def test_details_are_for_those_who_show_the_token() -> None:
    client = site(Found(("late",)), "0123456789abcdef")
    assert (await client.get("/readyz")).json() == {"ready": False}
    assert (await client.get("/readyz", headers={"Authorization": "Bearer wrong"})).json() == {"ready": False}
    assert (await client.get("/readyz?token=0123456789abcdef")).json() == {"ready": False}
    shown = await client.get("/readyz", headers={"Authorization": "Bearer 0123456789abcdef"})
    assert shown.json()["problems"] == ["late"]


@pytest.mark.parametrize("header", ["", "Bearer", "Basic 0123456789abcdef", "Bearer é", "Bearer 0123456789abcde"])
def test_other_headers_show_nothing(header: str) -> None:
    assert not may_see(header, "0123456789abcdef")


@pytest.mark.parametrize("path", ["/", "/metrics", "/../etc/passwd", "/healthz/x"])
async def test_nothing_else_is_served(path: str) -> None:
    assert (await site(Found()).get(path)).status_code == 404


def test_a_taken_port_is_told() -> None:
    with bind("127.0.0.1", 0) as bound, pytest.raises(AskedWronglyError, match=r"web\.listen 127"):
        bind("127.0.0.1", bound.getsockname()[1])
