"""The daemon asked how it is, as `thaw health` does."""

from __future__ import annotations

import json
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from service.app.agent import user_agent
from service.config import Listen
from service.errors import FetchError
from service.model.address import parse_allowed
from service.net.client import Client

if TYPE_CHECKING:
    from service.config import Config

LARGEST_ANSWER = 256 * 1024


async def ask_health(config: Config, timeout: float) -> dict[str, Any]:  # noqa: ASYNC109 - the client's own deadline
    """What ``/readyz`` answers: ``{"ready": bool, "problems": [...], ...}``; a daemon that does not answer is not ready."""
    listen = reachable(config.web.listen)
    headers = {"user-agent": user_agent(config), "accept": "application/json"}
    if config.web.token:
        headers["authorization"] = f"Bearer {config.web.token.get_secret_value()}"
    try:
        async with Client(allow_private=(parse_allowed(str(listen)),)) as client:
            answer = await client.get(f"http://{listen}/readyz", headers=headers, timeout=timeout, max_bytes=LARGEST_ANSWER)
            found = json.loads(answer.body)
    except FetchError as error:
        return {"ready": False, "problems": [f"no answer from the daemon at {listen}: {error.message}"]}
    except ValueError:
        return {"ready": False, "problems": [f"what answers at {listen} is not Thaw"]}
    if not isinstance(found, dict) or not isinstance(found.get("ready"), bool):
        return {"ready": False, "problems": [f"what answers at {listen} is not Thaw"]}
    return found


def reachable(listen: Listen) -> Listen:
    """Where a service that listens everywhere, or by a name, is asked on the same machine."""
    try:
        address = ip_address(listen.host)
    except ValueError:
        return Listen("127.0.0.1", listen.port)
    if address.is_unspecified:
        return Listen("::1" if address.version == 6 else "127.0.0.1", listen.port)  # noqa: PLR2004 - IP versions
    return listen
