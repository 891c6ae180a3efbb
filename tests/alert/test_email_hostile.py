"""What feeds write arrives as harmless, readable mail: read from the bytes that a server got."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.alert.channels.message import subject
from tests.alert.made import alert, change, delivery, planned, signal, telling
from tests.alert.mailing import channel, send
from tests.alert.mailserver import Mailbox, mail_server

EXPECTED_HEADERS = {
    "From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted", "X-Auto-Response-Suppress",
    "List-Unsubscribe", "Importance", "MIME-Version", "Content-Type",
}  # fmt: skip
HOSTILE = [
    "Embassy\r\nBcc: victim@example.org\r\n\r\nbody",
    "Embassy\u2028Bcc: victim@example.org",
    "Embassy\x0b\x0c\x1c\x85X-Evil: 1",
    "lone \ud800 surrogate",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "{{7*7}} {% for x in ().__class__.__base__.__subclasses__() %}{{x}}{% endfor %}",
    "cod\u202efdp.exe \u2066isolated",
    "x" * 10_000,
    "تركيا تعيد فتح سفارتها في دمشق " * 300,
    "%s%n{0.__class__}",
    "line\n.\nMAIL FROM:<evil@example.org>",
    "line\r\n.\r\nMAIL FROM:<evil@example.org>\r\nRCPT TO:<victim@example.org>",
    "\x00\x07bell",
    "=?utf-8?q?=0D=0ABcc:_victim@example.org?=",
    "",
]


@pytest.mark.parametrize("title", HOSTILE)
async def test_whatever_a_feed_writes_arrives_as_one_harmless_readable_mail(title: str) -> None:
    hostile = telling(title=title, text=f"{title} {title}", source=title, link=f"https://example.org/{title}")
    made = planned(replace(change(), signal=signal(title=title, venue=title)), telling=hostile, entries=(hostile,)).alert
    box = Mailbox()
    async with mail_server(box) as port:
        await send(port, of=made)

    (mail,), (raw,) = box.messages, box.raw
    assert len(box.envelopes) == 1
    assert box.envelopes[0].rcpt_tos == ["desk@example.org"]
    assert set(mail.keys()) == EXPECTED_HEADERS
    assert raw.replace(b"\r\n", b"").count(b"\n") == raw.replace(b"\r\n", b"").count(b"\r") == 0
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert mail["Subject"].startswith("CRITICAL new: TUR-SYR diplomatic relations occurred: ")
    assert len(mail["Subject"]) <= 180
    text, html = (part.get_content() for part in mail.iter_parts())
    assert "\u202e" not in text + html + mail["Subject"]
    assert "<script" not in html
    assert "<img" not in html
    assert "49" not in text
    assert text.rstrip().endswith("Thaw, alert k7m2-1, signal k7m2, 2018-12-27 09:30 UTC")


@given(title=st.text(st.characters(codec=None) | st.sampled_from("=?\r\n:b"), max_size=300))
@example("=?utf-8?b?DQpCY2M6IHZpY3RpbUBleGFtcGxlLm9yZw==?=")
@example("=?=?utf-8?q?=0D=0ABcc:_x?=")
@example("= ?utf-8?q?=0D=0ABcc:_x?=")
@example("تركيا تعيد فتح سفارتها في دمشق بعد أكثر من ستة أعوام على إغلاقها")
@example('Türkiye Şam büyükelçiliğini yeniden açtı, Dışişleri Bakanlığı sözcüsü söyledi: "evet"')
def test_no_title_makes_a_header_or_breaks_one(title: str) -> None:
    desk = channel(0)
    body = desk.render(alert(title=title), delivery())
    head = message_from_bytes(body, _class=EmailMessage, policy=default)

    assert set(head.keys()) == EXPECTED_HEADERS
    assert all(len(line) <= 998 for line in body.split(b"\r\n"))
    assert head["Subject"] == subject(alert(title=title))
