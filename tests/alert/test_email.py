from __future__ import annotations

import socket
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.alert.channels.email import EmailChannel
from service.alert.keys import thread_key
from service.alert.render import Templates
from service.errors import AskedWronglyError, DeliveryError
from service.model.alert import Reason
from service.model.mention import Severity
from tests.alert.made import NOW, TITLE, alert, change, delivery, planned, signal, telling
from tests.alert.mailserver import CUT, HANG, HOST, Mailbox, client_tls, mail_server, scripted_server, server_tls

GREET = b"220 mail.example.org"
HELLO = b"250-mail.example.org\r\n250 8BITMIME"


def channel(port: int, **settings: Any) -> EmailChannel:
    chosen: dict[str, Any] = {
        "host": HOST,
        "port": port,
        "security": "none",
        "insecure": True,
        "sender": "thaw@example.org",
        "recipients": ["desk@example.org"],
        "templates": Templates(),
        "timeout": 5.0,
    }
    return EmailChannel("desk", **(chosen | settings))


async def send(port: int, *, of: object = None, to: str = "desk@example.org", **settings: Any) -> str:
    desk = channel(port, **settings)
    row = delivery(recipient=to)
    sent = await desk.send(row, desk.render(alert() if of is None else of, row), NOW)  # type: ignore[arg-type]
    return sent.detail


async def failure(port: int, **settings: Any) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        await send(port, **settings)
    return caught.value


async def test_a_mail_arrives_with_both_parts_and_the_headers_that_mail_clients_look_for() -> None:
    box = Mailbox()
    async with mail_server(box) as port:
        assert await send(port) == "250 queued as 1"

    (mail,) = box.messages
    assert mail["Subject"] == f"CRITICAL new: TUR-SYR diplomatic relations occurred: {TITLE}"
    assert mail["Message-ID"] == "<msg_aaaaaaaaaaaaaaaaaaaaaaaaaa@example.org>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe"] == "<mailto:thaw@example.org?subject=unsubscribe%20desk>"
    assert mail["Date"].datetime == NOW
    assert (mail["From"], mail["To"]) == ("Thaw <thaw@example.org>", "desk@example.org")
    assert mail.get_content_type() == "multipart/alternative"
    text, html = (part.get_content() for part in mail.iter_parts())
    assert "[reopens its embassy]" in text
    assert "<mark>reopens its embassy</mark>" in html
    assert box.envelopes[0].rcpt_tos == ["desk@example.org"]
    assert socket.gethostname() not in box.raw[0].decode()
    assert box.hellos == ["[127.0.0.1]"]


async def test_one_signal_is_one_thread() -> None:
    box = Mailbox()
    root = thread_key("k7m2", "desk", "desk@example.org")
    desk = channel(0)
    first = desk.render(alert(), delivery(key=root))
    second = desk.render(alert(id="k7m2-3", reason=Reason.RAISED, change=3), delivery(key="msg_b"))
    async with mail_server(box) as port:
        for body in (first, second):
            await channel(port).send(delivery(), body, NOW)

    one, two = box.messages
    assert one["References"] is None
    assert two["References"] == two["In-Reply-To"] == one["Message-ID"]


@pytest.mark.parametrize("mode", ["starttls", "tls"])
async def test_it_goes_over_tls_and_logs_in(mode: str) -> None:
    box = Mailbox()
    encrypted = {"starttls": server_tls()} if mode == "starttls" else {"tls": server_tls(), "auth_require_tls": False}
    async with mail_server(box, **encrypted) as port:
        await send(port, security=mode, tls=client_tls(), user="thaw", password="right")

    assert box.logins == ["thaw"]
    assert len(box.messages) == 1


async def test_a_server_without_starttls_gets_neither_password_nor_mail() -> None:
    box = Mailbox()
    async with mail_server(box) as port:
        told = await failure(port, security="starttls", tls=client_tls(), user="thaw", password="right")

    assert "server does not offer STARTTLS" in told.message
    assert told.retry
    assert (box.logins, box.envelopes) == ([], [])


@pytest.mark.parametrize("mode", ["starttls", "tls"])
@pytest.mark.parametrize(("names", "trusting"), [(("wrong.example.org",), True), ((HOST,), False)])
async def test_a_certificate_of_another_name_or_authority_is_refused(mode: str, names: tuple[str, ...], trusting: bool) -> None:
    box = Mailbox()
    encrypted: dict[str, Any] = {mode: server_tls(*names)}
    async with mail_server(box, **encrypted) as port:
        told = await failure(port, security=mode, tls=client_tls(trusting=trusting), user="thaw", password="right")

    assert "certificate verify failed" in told.message
    assert told.retry
    assert (box.logins, box.envelopes) == ([], [])


async def test_a_wrong_password_is_retried_and_never_shown() -> None:
    box = Mailbox()
    async with mail_server(box, starttls=server_tls()) as port:
        told = await failure(port, security="starttls", tls=client_tls(), user="thaw", password="hunter2")

    assert (told.code, told.retry) == (535, True)
    assert "hunter2" not in told.message
    assert "password of the channel" in told.message
    assert box.envelopes == []


@pytest.mark.parametrize("stage", ["mail", "rcpt", "data"])
@pytest.mark.parametrize(
    ("code", "retry"),
    [(code, True) for code in (421, 432, 450, 451, 452, 454, 455, 458, 459)]
    + [(code, False) for code in (500, 501, 502, 503, 504, 521, 523, 541, 550, 551, 552, 553, 554, 555, 556)]
    + [(code, True) for code in (530, 534, 535, 538)],
)
async def test_every_smtp_code_says_whether_to_come_back(stage: str, code: int, retry: bool) -> None:
    box = Mailbox()
    setattr(box, stage, f"{code} 4.7.1 greylisted")
    async with mail_server(box) as port:
        told = await failure(port)

    assert (told.code, told.retry) == (code, retry)
    assert f"desk: the mail server answered {code}" in told.message


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ([HANG], "no answer"),
        ([GREET, HANG], "no answer"),
        ([GREET, HELLO, HANG], "no answer"),
        ([GREET, HELLO, b"250 ok", HANG], "no answer"),
        ([GREET, HELLO, b"250 ok", b"250 ok", HANG], "no answer"),
        ([GREET, HELLO, b"250 ok", b"250 ok", b"354 go", HANG], "no answer"),
    ],
)
async def test_a_server_that_falls_silent_in_any_phase_costs_no_more_than_the_deadline(script: list[object], words: str) -> None:
    async with scripted_server(script, seen=[]) as port:
        told = await failure(port, timeout=0.3)

    assert words in told.message or "imed out" in told.message
    assert told.retry
    assert told.retry_after is not None
    assert told.retry_after.total_seconds() == 60


@pytest.mark.parametrize("length", range(1, 7))
async def test_a_server_that_hangs_up_in_any_phase_is_tried_again(length: int) -> None:
    script = [GREET, HELLO, b"250 ok", b"250 ok", b"354 go", b"250 never said"]
    seen: list[bytes] = []
    async with scripted_server([*script[: length - 1], CUT], seen=seen) as port:
        told = await failure(port)

    assert told.retry
    assert told.code is None


@pytest.mark.parametrize("greeting", [b"554 no service for you", b"521 host does not accept mail", b"421 too busy"])
async def test_a_server_that_refuses_us_as_a_whole_is_tried_again(greeting: bytes) -> None:
    async with scripted_server([greeting], seen=[]) as port:
        told = await failure(port)

    assert told.retry
    assert told.code == int(greeting[:3])


async def test_garbage_instead_of_a_reply_is_a_failure_like_any_other() -> None:
    async with scripted_server([b"\xff\xfe HTTP/1.1 400"], seen=[]) as port:
        told = await failure(port)
    assert told.retry


async def test_after_the_dot_without_an_answer_the_same_message_id_goes_again() -> None:
    seen: list[bytes] = []
    desk = channel(0)
    body = desk.render(alert(), delivery())
    script = [GREET, HELLO, b"250 ok", b"250 ok", b"354 go"]
    async with scripted_server([*script, CUT], seen=seen) as port:
        with pytest.raises(DeliveryError) as caught:
            await channel(port).send(delivery(), body, NOW)
    box = Mailbox()
    async with mail_server(box) as port:
        await channel(port).send(delivery(), body, NOW)

    assert caught.value.retry
    assert b"Message-ID: <msg_aaaaaaaaaaaaaaaaaaaaaaaaaa@example.org>" in seen[-1]
    assert box.messages[0]["Message-ID"] == "<msg_aaaaaaaaaaaaaaaaaaaaaaaaaa@example.org>"


@pytest.mark.parametrize("farewell", [[CUT], [HANG], [b"500 what"], [b"421 bye"]])
async def test_a_server_that_dies_at_quit_has_taken_the_message(farewell: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.alert.channels.email.QUIT_WAIT", 0.1)
    script = [GREET, HELLO, b"250 ok", b"250 ok", b"354 go", b"250 taken"]
    async with scripted_server([*script, *farewell], seen=[]) as port:
        assert await send(port) == "250 taken"


async def test_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        told = await failure(taken.getsockname()[1])
    assert told.retry
    assert "desk: 127.0.0.1:" in told.message


async def test_an_address_that_needs_smtputf8_goes_only_where_it_is_offered() -> None:
    to: dict[str, Any] = {"to": "bärbel@example.org", "recipients": ["bärbel@example.org"]}
    box = Mailbox()
    async with mail_server(box) as port:
        await send(port, **to)
    async with mail_server(Mailbox(), enable_SMTPUTF8=False) as port:
        told = await failure(port, **to)

    assert box.envelopes[0].rcpt_tos == ["bärbel@example.org"]
    assert "To: bärbel@example.org".encode() in box.raw[0]
    assert "address needs SMTPUTF8" in told.message
    assert not told.retry


async def test_an_international_domain_goes_as_ascii() -> None:
    box = Mailbox()
    async with mail_server(box, enable_SMTPUTF8=False) as port:
        await send(port, to="b@münchen.de", recipients=["b@münchen.de"])
    assert box.envelopes[0].rcpt_tos == ["b@xn--mnchen-3ya.de"]
    assert b"To: b@xn--mnchen-3ya.de" in box.raw[0]


@pytest.mark.parametrize(
    "wrong",
    ["", "desk", "a@b@c", "a@x.de,b@x.de", "a@x.de\r\nBcc: q@x.de", "a b@x.de", "Ana <a@x.de>", "a@x_y.de", "a@",
     "@x.de", "a@" + "x" * 64 + ".de"],
)  # fmt: skip
def test_a_wrong_address_is_refused_at_the_start(wrong: str) -> None:
    with pytest.raises(AskedWronglyError, match=r"channels\.desk\.(to|from)"):
        channel(25, recipients=[wrong])
    with pytest.raises(AskedWronglyError):
        channel(25, sender=wrong)


def test_sending_in_clear_must_be_asked_for_in_words() -> None:
    with pytest.raises(AskedWronglyError, match="insecure: true"):
        channel(25, insecure=False)
    assert channel(25).recipients() == ("desk@example.org",)


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
    assert text.rstrip().endswith("Thaw, alert k7m2-1, signal k7m2, 2018-12-27T09:30:00Z")


async def test_a_calm_alert_is_not_marked_as_important() -> None:
    box = Mailbox()
    async with mail_server(box) as port:
        await send(port, of=alert(severity=Severity.LOW))
    assert box.messages[0]["Importance"] is None


@given(title=st.text(st.characters(codec=None) | st.sampled_from("=?\r\n:b"), max_size=300))
@example("=?utf-8?b?DQpCY2M6IHZpY3RpbUBleGFtcGxlLm9yZw==?=")
@example("=?=?utf-8?q?=0D=0ABcc:_x?=")
@example("= ?utf-8?q?=0D=0ABcc:_x?=")
def test_no_title_makes_a_header_or_breaks_one(title: str) -> None:
    desk = channel(0)
    body = desk.render(alert(title=title), delivery())
    head = message_from_bytes(body, _class=EmailMessage, policy=default)

    assert set(head.keys()) == EXPECTED_HEADERS
    assert all(len(line) <= 998 for line in body.split(b"\r\n"))
    assert head["Subject"].startswith("CRITICAL new: TUR-SYR")
