"""What Thaw calls itself towards servers."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.config import Config


def user_agent(config: Config) -> str:
    """Name, version and, where one is configured, whom to write to (RFC 9110, section 10.1.5)."""
    name = f"thaw/{version('thaw')}"
    return f"{name} (+{config.contact})" if config.contact else name
