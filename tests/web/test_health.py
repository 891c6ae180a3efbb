from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version

import pytest
from httpx import ASGITransport, AsyncClient

from service.errors import AskedWronglyError, StoreError
from service.web.health import health_site
from service.web.server import bind

TOKEN = "0123456789abcdef"


@dataclass
class Found:
    problems: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        return {"feeds": 3}


def site(found: Found | None, token: str | None = None, host: str = "127.0.0.1:8000") -> AsyncClient:
    async def look() -> Found:
        if found is None:
            raise StoreError("thaw.db: is locked")
        return found

    async def measured() -> bytes:
        return b"thaw_ready 1.0\n"

    return AsyncClient(transport=ASGITransport(app=health_site(look, lambda: token, measured)), base_url=f"http://{host}")


async def test_alive_is_said_to_everybody() -> None:
    assert (await site(None, TOKEN, "rebound.example").get("/healthz")).text == "ok\n"


async def test_well_is_200_and_not_well_503_with_what_is_wrong() -> None:
    well, ill, broken = [await site(found).get("/readyz") for found in (Found(), Found(("late",)), None)]
    assert (well.status_code, well.json()) == (200, {"ready": True, "feeds": 3, "problems": []})
    assert (ill.status_code, ill.json()["problems"]) == (503, ["late"])
    assert (broken.status_code, broken.json()["problems"]) == (503, ["thaw.db: is locked"])


@pytest.mark.parametrize(
    ("header", "seen"),
    [
        (f"Bearer {TOKEN}", True),
        (f"bearer  {TOKEN} ", True),
        ("", False),
        ("Bearer", False),
        ("Bearer wrong", False),
        (f"Basic {TOKEN}", False),
        ("Bearer é", False),
        (f"Bearer {TOKEN[:-1]}", False),
        (TOKEN, False),
    ],
)
async def test_j02_details_are_for_those_who_show_the_token_in_the_header(header: str, seen: bool) -> None:
    client = site(Found(("late",)), TOKEN)
    headers = [(b"authorization", header.encode())]
    ready, metrics = await client.get("/readyz", headers=headers), await client.get("/metrics", headers=headers)
    assert (ready.status_code, "problems" in ready.json()) == (503, seen)
    assert (metrics.status_code, "thaw_ready" in metrics.text) == ((200, True) if seen else (401, False))
    assert seen or metrics.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("path", [f"/readyz?token={TOKEN}", f"/metrics?token={TOKEN}", f"/metrics?access_token={TOKEN}"])
async def test_j02_a_token_in_the_address_shows_nothing(path: str) -> None:
    answer = await site(Found(), TOKEN).get(path)
    assert "thaw_ready" not in answer.text
    assert "feeds" not in answer.text


@pytest.mark.parametrize(
    ("host", "seen"),
    [
        ("127.0.0.1", True),
        ("127.0.0.1:8000", True),
        ("[::1]:8000", True),
        ("localhost:8000", True),
        ("10.0.0.7:8000", True),
        ("rebound.example", False),
        ("rebound.example:8000", False),
        ("127.0.0.1.rebound.example:8000", False),
        ("localhost.rebound.example", False),
    ],
)
async def test_j05_a_page_that_reaches_us_by_a_name_of_its_own_learns_nothing(host: str, seen: bool) -> None:
    client = site(Found(("late",)), host=host)
    ready, metrics = await client.get("/readyz"), await client.get("/metrics")
    assert ("problems" in ready.json(), metrics.status_code) == (seen, 200 if seen else 401)


@pytest.mark.parametrize(
    "path", ["/", "/docs", "/../etc/passwd", "/..%2f..%2fetc/passwd", "/%00", "/healthz/x", "//evil.example"]
)
async def test_j06_nothing_else_is_served(path: str) -> None:
    answer = await site(Found()).get(f"http://127.0.0.1:8000{path}")
    assert (answer.status_code, "location" in answer.headers) == (404, False)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
async def test_nothing_can_be_changed(path: str, method: str) -> None:
    assert (await site(Found()).request(method, path, content=b"{}")).status_code == 405


async def test_j10_what_the_program_is_stays_hidden_from_who_shows_no_token() -> None:
    for path in ("/healthz", "/readyz", "/metrics", "/none"):
        answer = await site(Found(), TOKEN).get(path)
        assert not [name for name in ("server", "x-powered-by") if name in answer.headers]
        assert version("thaw") not in answer.text


async def test_answers_are_kept_by_nobody_and_guessed_by_no_browser() -> None:
    for path in ("/healthz", "/readyz", "/metrics"):
        headers = (await site(Found()).get(path)).headers
        assert (headers["cache-control"], headers["x-content-type-options"]) == ("no-store", "nosniff")


def test_a_taken_port_is_told() -> None:
    with bind("127.0.0.1", 0) as bound, pytest.raises(AskedWronglyError, match=r"web\.listen 127"):
        bind("127.0.0.1", bound.getsockname()[1])
