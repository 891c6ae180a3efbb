"""Health over HTTP: alive, ready, figures."""

from __future__ import annotations

import hmac
from ipaddress import ip_address
from typing import TYPE_CHECKING, Protocol

from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from service.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from starlette.requests import Request

METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"
HEADERS = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


class Health(Protocol):
    """How the service is."""

    @property
    def problems(self) -> Sequence[str]:
        """What is wrong, one line each; nothing where all is well."""
        ...

    def as_json(self) -> dict[str, object]:
        """Figures for programs."""
        ...


def health_site(
    health: Callable[[], Awaitable[Health]], token: Callable[[], str | None], metrics: Callable[[], Awaitable[bytes]]
) -> Starlette:
    """The site that serves health.

    ``/healthz`` answers 200 while the process answers at all. ``/readyz`` answers 200 while all is well, else 503; what is
    wrong stands in it only for those who may see it. ``/metrics`` is for them alone.

    Args:
        health: looks how the service is. May raise StoreError.
        token: what a client must show at present (``Authorization: Bearer ...``); None: everybody who reaches the port by its
            address may see all.
        metrics: everything that is measured, in the text format of Prometheus.
    """

    async def alive(_request: Request) -> Response:
        return PlainTextResponse("ok\n", headers=HEADERS)

    async def ready(request: Request) -> Response:
        seen = may_see(request, token())
        try:
            found = await health()
        except StoreError as error:
            return _told({"ready": False, "problems": [error.message]} if seen else {"ready": False})
        all_of_it = {"ready": not found.problems, **found.as_json(), "problems": list(found.problems)}
        return _told(all_of_it if seen else {"ready": not found.problems})

    async def measured(request: Request) -> Response:
        if not may_see(request, token()):
            return PlainTextResponse("show the token of web.token\n", 401, {**HEADERS, "www-authenticate": "Bearer"})
        return Response(await metrics(), media_type=METRICS_TYPE, headers=HEADERS)

    return Starlette(routes=[Route("/healthz", alive), Route("/readyz", ready), Route("/metrics", measured)])


def _told(details: dict[str, object]) -> Response:
    return JSONResponse(details, status_code=200 if details["ready"] else 503, headers=HEADERS)


def may_see(request: Request, token: str | None) -> bool:
    """Whether a request shows the token, compared in constant time; where there is none, whether it names an address.

    A page of the Internet can make a browser ask this machine under a name of its own (DNS rebinding), never under an address.
    """
    if token is None:
        return _is_address(request.headers.get("host", ""))
    kind, _, shown = request.headers.get("authorization", "").partition(" ")
    return hmac.compare_digest(shown.strip().encode(), token.encode()) and kind.lower() == "bearer"


def _is_address(host: str) -> bool:
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return name.lower() == "localhost"
    return True
