from __future__ import annotations

import socket
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest

from service.alert.channels.message import subject
from service.alert.keys import thread_key
from service.alert.notice import digest, trial, trouble
from service.alert.remind import reminder
from service.errors import AskedWronglyError
from service.model.alert import Alert, Reason
from service.model.mention import Severity, Status
from service.model.signal import Change
from tests.alert.made import NOW, TITLE, alert, change, delivery, held, planned, receipt
from tests.alert.mailing import channel, failure, send
from tests.alert.mailserver import Mailbox, client_tls, mail_server, server_tls


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


@pytest.mark.parametrize(
    ("kind", "changes", "head"),
    [
        (Change.DENIED, {"status": Status.DENIED}, "CORRECTION of CRITICAL: TUR-SYR diplomatic relations denied: "),
        (Change.RETRACTED, {}, "CORRECTION of CRITICAL: TUR-SYR diplomatic relations retracted: "),
        (Change.REJECTED, {}, "CORRECTION of CRITICAL: TUR-SYR diplomatic relations rejected: "),
        (Change.REVERSED, {"status": Status.REVERSED}, "CRITICAL reversed: TUR-SYR diplomatic relations reversed: "),
        (Change.RAISED, {"previous": Status.REPORTED}, "CRITICAL raised: TUR-SYR diplomatic relations occurred: "),
    ],
)
def test_the_subject_says_what_became_of_it(kind: Change, changes: dict[str, Any], head: str) -> None:
    made = planned(change(kind, number=2, **changes), receipts=(receipt(),)).alert
    assert made is not None
    assert subject(made) == f"{head}{TITLE}"


@pytest.mark.parametrize(
    ("of", "head"),
    [
        (trial("desk", NOW), "Test message: Thaw test message"),
        (trouble("gone", "hook", "x", NOW), "About the service itself: Channel hook is paused"),
        (digest([held(), held("b")], [], NOW), "CRITICAL digest: 2 alerts held back until 2018-12-27 09:30 UTC"),
        (reminder(alert(), 1, NOW), f"CRITICAL reminder: TUR-SYR diplomatic relations occurred: {TITLE}"),
    ],
)
def test_the_subject_of_what_is_about_no_single_change(of: Alert, head: str) -> None:
    assert subject(of) == head


@pytest.mark.parametrize(
    "title",
    [
        "تركيا تعيد فتح سفارتها في دمشق بعد أكثر من ستة أعوام على إغلاقها",
        "Türkiye, Şam büyükelçiliğini 12 yıl sonra yeniden açtı",
    ],
)
async def test_a_subject_in_any_script_arrives_with_its_blanks(title: str) -> None:
    box = Mailbox()
    async with mail_server(box) as port:
        await send(port, of=alert(title=title))
    assert box.messages[0]["Subject"].endswith(f": {title}")
    assert max(map(len, box.raw[0].split(b"\r\n\r\n")[0].split(b"\r\n"))) <= 250


@pytest.mark.parametrize("due", [None, NOW - timedelta(hours=1), NOW + timedelta(hours=8)])
def test_what_was_held_back_is_dated_when_it_was_let_go(due: datetime | None) -> None:
    body = channel(0).render(alert(), delivery(next_attempt=due))
    mail = message_from_bytes(body, _class=EmailMessage, policy=default)
    assert mail["Date"].datetime == max(NOW, due or NOW)


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


async def test_a_calm_alert_is_not_marked_as_important() -> None:
    box = Mailbox()
    async with mail_server(box) as port:
        await send(port, of=alert(severity=Severity.LOW))
    assert box.messages[0]["Importance"] is None
