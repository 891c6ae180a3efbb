"""What `thaw config show` prints holds every setting and no secret."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from service.config import load_config, show

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """
database: "postgresql+psycopg://thaw:literal-db-password@localhost/thaw"
poll: {every: 90s, timeout: 500ms, max_bytes: 8MiB, allow_private: ["127.0.0.1:8900"]}
feeds:
  - {name: One, url: "https://reader:literal-feed-password@example.org/feed", lang: ar, timeout: 45s}
  - {name: Two, url: "https://example.org/${IN_URL}/feed", enabled: false}
channels:
  desk:
    type: email
    smtp: "smtps://user:literal-mail-password@mail.example.org"
    from: thaw@example.org
    to: desk@example.org
  hook: {type: webhook, url: "https://example.org/literal-path?literal-token", secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw}
  chat: {type: apprise, url: "slack://literal-chat-token"}
  log: {type: file, path: /var/log/thaw.jsonl}
routes:
  - {severity: [high], to: [desk], group: 1h}
  - {confidence: 0.5, to: [log], digest: "07:00"}
web: {token: literal-web-token}
quiet: {from: "22:00", to: "07:00"}
heartbeat: "https://example.org/literal-ping"
"""


def shown(tmp_path: Path, text: str) -> dict[str, object]:
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return show(load_config(path, {"IN_URL": "secret-path"}, watch_names=("assi",)))


def test_holds_no_secret(tmp_path: Path) -> None:
    text = json.dumps(shown(tmp_path, TEXT))
    assert "literal" not in text
    assert "secret-path" not in text
    assert "MfKQ" not in text


def test_is_spelled_like_the_file(tmp_path: Path) -> None:
    settings = shown(tmp_path, TEXT)
    assert settings["database"] == "postgresql+psycopg://thaw:***@localhost/thaw"
    assert settings["poll"] == {
        "every": "1m30s",
        "concurrency": 64,
        "per_host": 2,
        "timeout": "500ms",
        "max_bytes": "8MiB",
        "allow_private": ["127.0.0.1:8900"],
    }
    assert settings["feeds"] == [
        {
            "name": "One",
            "url": "https://reader:***@example.org/feed",
            "lang": "ar",
            "timeout": "45s",
            "reliability": "F",
            "verify_tls": True,
            "enabled": True,
        },
        {"name": "Two", "url": "https://example.org/***/feed", "reliability": "F", "verify_tls": True, "enabled": False},
    ]
    assert settings["channels"] == {
        "desk": {
            "type": "email",
            "smtp": "smtps://user@mail.example.org:465",
            "password": "***",
            "from": "thaw@example.org",
            "to": ["desk@example.org"],
            "insecure": False,
        },
        "hook": {"type": "webhook", "url": "https://example.org/***", "secret": ["***"]},
        "chat": {"type": "apprise", "url": "***"},
        "log": {"type": "file", "path": "/var/log/thaw.jsonl"},
    }
    assert settings["routes"] == [
        {"severity": ["high"], "to": ["desk"], "group": "1h"},
        {"to": ["log"], "confidence": 0.5, "digest": "07:00"},
    ]
    assert settings["web"] == {"listen": "127.0.0.1:8000", "token": "***"}
    assert settings["quiet"] == {"from": "22:00", "to": "07:00"}
    assert settings["cap"] == "20/10m"
    assert (settings["remind"], settings["retention"], settings["heartbeat"]) == (None, "400d", "***")


def test_names_every_setting_of_the_file_even_where_nothing_is_set(tmp_path: Path) -> None:
    settings = shown(tmp_path, "timezone: UTC\ncap: null\n")
    assert list(settings) == (
        [
            "path",
            "database",
            "watches",
            "poll",
            "feeds",
            "channels",
            "routes",
            "web",
            "timezone",
            "quiet",
            "cap",
            "remind",
            "retention",
            "heartbeat",
            "contact",
            "templates",
        ]
    )
    assert settings["cap"] is None
    assert settings["web"] == {"listen": "127.0.0.1:8000", "token": None}
