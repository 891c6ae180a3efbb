"""What feeds, receivers and mail servers write goes through the whole program harmless, and no secret comes out of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from tests.app.world import feed, world

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = {
    "Egypt": "\r\nBcc: victim@example.org\r\n\r\nbody",
    "Jordan": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "Saudi Arabia": "{{65521*65521}} {% for x in ().__class__.__base__.__subclasses__() %}{{x}}{% endfor %} %s%n{0.__class__}",
    "Bahrain": "\u202egnp.exe\u202c \u2066isolated\u2069 \u200f",
    "Oman": "x" * 10_000,
    "Kuwait": "\u2028Bcc: victim@example.org\u0085X: y",
    "Iraq": "&#xD83D;&#xDE00;",
}
HEADERS = {
    "From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted", "X-Auto-Response-Suppress",
    "List-Unsubscribe", "Importance", "MIME-Version", "Content-Type",
}  # fmt: skip


async def test_hostile_titles_arrive_as_readable_mail_and_valid_json(tmp_path: Path) -> None:
    items = [
        (f"g{number}", escape(f"{who} reopens its embassy in Damascus {what}"), "")
        for number, (who, what) in enumerate(HOSTILE.items())
    ]
    async with world(tmp_path, {"Enab": "/en"}) as there:
        there.feeds.answer("/en", feed(*items))
        done = await there.thaw("poll", "--json")

    assert done["deliveries"] == {"sent": 2 * len(HOSTILE), "pending": 0, "dead": 0, "muted": 0}
    assert len(there.mailbox.messages) == len(there.hook.requests) == len(HOSTILE)
    for envelope, mail in zip(there.mailbox.envelopes, there.mailbox.messages, strict=True):
        assert envelope.rcpt_tos == ["d@example.org"]
        assert set(mail.keys()) <= HEADERS
        text, html = (part.get_content() for part in mail.iter_parts())
        assert "reopens its embassy in Damascus" in text
        assert "reopens its embassy in Damascus" in mail["Subject"].replace("…", "")
        assert not {"\u202e", "\u2066"} & set(text + html + mail["Subject"])
        assert "<script" not in html
        assert "<img" not in html
        assert str(65521 * 65521) not in text  # a product that no port, time or identifier holds by chance
        assert len(text) < 20_000
    whole = "".join(part.get_content() for mail in there.mailbox.messages for part in mail.iter_parts())
    assert "{{65521*65521}}" in whole
    assert "%s%n{0.__class__}" in whole
    shown = [json.loads(body)["data"]["title"] for _, body in there.hook.requests]
    assert max(map(len, shown)) <= 300


async def test_no_secret_comes_out_however_things_fail(tmp_path: Path) -> None:
    secrets = ["hunter2-password", "token-in-query", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "apprise-token", "ping-token"]
    async with world(tmp_path, {"Enab": "/en"}) as there:
        there.mailbox.password = "hunter2-password"
        there.mailbox.rcpt = "451 %s%n {0.__class__} later"
        there.hook.says(401)
        there.feeds.answer("/en", feed(("g", "Turkey reopens embassy in Damascus", "")))
        text = there.config.read_text()
        text = text.replace("smtp://127.0.0.1", "smtp://thaw:hunter2-password@127.0.0.1").replace("s3cret", "token-in-query")
        text = text.replace("to: [desk, hook]", "to: [desk, hook, chat]").replace(
            "routes:", '  chat: {type: apprise, url: "json://apprise-token@127.0.0.1:9/apprise-token"}\nroutes:'
        )
        there.config.write_text(text + '\nheartbeat: "https://127.0.0.1:9/ping-token"\n')
        out = [
            await there.thaw("--log-level", "debug", "poll"),
            await there.thaw("config", "show"),
            await there.thaw("alerts", "list"),
            json.dumps(await there.thaw("alerts", "list", "--json")),
            (tmp_path / "thaw.db").read_bytes().decode("latin-1"),
        ]
        there.mailbox.password = "another"
        out += [await there.thaw("alerts", "test", name, expect=1) for name in ("desk", "hook", "chat")]
        alerts = [each["alert"] for each in await there.thaw("alerts", "list", "--json")]
        out += [json.dumps(await there.thaw("alerts", "show", name, "--json")) for name in alerts]

    for secret in secrets:
        assert not [each[:200] for each in out if secret in each], secret
    assert "451 %s%n {0.__class__} later" in out[0]
    assert "does not accept the signature" in out[0]
    assert "check the user name and the password of the channel" in "".join(out)
