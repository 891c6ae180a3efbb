from __future__ import annotations

from typing import TYPE_CHECKING

from service.config import load_config
from service.config.secrets import secrets_of

if TYPE_CHECKING:
    from pathlib import Path

WHSEC = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def test_every_secret_of_a_configuration_is_known(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(f"""
database: "postgresql+psycopg://thaw:data%2Fword@db.example/thaw"
heartbeat: "https://alive.example/beat-word"
feeds: [{{name: Enab, url: "https://user:feed-word@enab.example/rss"}}, {{name: Plain, url: "https://plain.example/rss"}}]
channels:
  desk: {{type: email, smtp: "smtps://user@mail.example", password: mail-word, from: t@example.org, to: [d@example.org]}}
  hook: {{type: webhook, url: "https://hook.example/x?token=hook-word", secret: [{WHSEC}]}}
  chat: {{type: apprise, url: "slack://${{TOKEN}}/b/c"}}
  log: {{type: file, path: alerts.jsonl}}
web: {{token: web-word-of-sixteen}}
""")
    assert secrets_of(load_config(config, {"TOKEN": "chat-word"})) == {
        "data%2Fword", "data/word", "https://alive.example/beat-word", "feed-word", "mail-word", "token=hook-word", WHSEC,
        "chat-word", "slack://chat-word/b/c", "web-word-of-sixteen",
    }  # fmt: skip


def test_what_is_too_short_to_hide_is_left(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text('database: "postgresql+psycopg://thaw:abc@db.example/thaw"\n')
    assert secrets_of(load_config(config, {})) == frozenset()
