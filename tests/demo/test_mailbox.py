"""The demo's mailbox: our own client hands over to it, and no rubbish keeps the next client out."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from service.alert.channels.email import EmailChannel
from service.alert.render import Templates
from service.demo.mailbox import LARGEST_MESSAGE, LONGEST_LINE, Mailbox, receiving
from tests.alert.made import NOW, TITLE, alert, delivery

HOST = "127.0.0.1"
TO = "desk@example.org"
ENVELOPE = b"EHLO me\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<desk@example.org>\r\nDATA\r\n"


async def said(box: Mailbox, *lines: bytes) -> list[bytes]:
    """What the mailbox answers to bytes that are followed by the end of the stream."""
    async with receiving(box, HOST) as port:
        reader, writer = await asyncio.open_connection(HOST, port)
        writer.write(b"".join(lines))
        writer.write_eof()
        answers = await reader.read()
        writer.close()
        await writer.wait_closed()
        return answers.splitlines()


def codes(answers: list[bytes]) -> list[int]:
    return [int(line[:3]) for line in answers]


async def test_our_own_client_hands_over_a_letter() -> None:
    box = Mailbox()
    async with receiving(box, HOST) as port:
        desk = EmailChannel(
            "desk", host=HOST, port=port, security="none", insecure=True, sender="t@example.org", recipients=[TO],
            templates=Templates(),
        )  # fmt: skip
        row = delivery(recipient=TO)
        body = desk.render(alert(), row)
        assert (await desk.send(row, body, NOW)).detail == "250 taken"
        await desk.send(row, body, NOW)
    assert [letter.to for letter in box.letters] == [TO, TO]
    assert box.letters[0].raw.replace(b"\r\n", b"\n") == body.replace(b"\r\n", b"\n")
    assert TITLE in box.letters[0].message["subject"]
    assert "What: diplomatic relations (bilateral)" in box.letters[0].text


async def test_a_line_that_begins_with_a_dot_keeps_it() -> None:
    box = Mailbox()
    answers = await said(box, ENVELOPE, b"\r\n..\r\n...and so on\r\n.\r\n", b"QUIT\r\n")
    assert codes(answers) == [220, 250, 250, 250, 354, 250, 221]
    assert box.letters[0].raw == b"\r\n.\r\n..and so on\r\n"


async def test_two_recipients_get_a_letter_each() -> None:
    box = Mailbox()
    envelope = b"MAIL FROM:<>\r\nRCPT TO:<a@x.example>\r\nrcpt to:<b@x.example>\r\nDATA\r\nhi\r\n.\r\n"
    await said(box, envelope)
    assert [letter.to for letter in box.letters] == ["a@x.example", "b@x.example"]


async def test_a_message_goes_to_the_recipients_of_its_own_envelope_alone() -> None:
    box = Mailbox()
    await said(box, ENVELOPE, b"one\r\n.\r\n", ENVELOPE.replace(b"desk", b"head"), b"two\r\n.\r\n")
    assert [(letter.to, letter.raw) for letter in box.letters] == [(TO, b"one\r\n"), ("head@example.org", b"two\r\n")]


async def test_what_it_does_not_know_is_refused_and_the_talk_goes_on() -> None:
    answers = await said(Mailbox(), b"DATA\r\nSTARTTLS\r\n\r\nNOOP\r\nRSET\r\nHELO x\r\nQUIT\r\nNOOP\r\n")
    assert codes(answers) == [220, 503, 502, 502, 250, 250, 250, 221]


async def test_a_letter_that_breaks_off_or_never_ends_is_none() -> None:
    box = Mailbox()
    await said(box, ENVELOPE, b"half of it\r\n")
    await said(box, ENVELOPE, b"0123456789abcdef\r\n" * (LARGEST_MESSAGE // 18 + 1), b".\r\n")
    assert box.letters == []


async def test_a_line_without_an_end_ends_the_talk() -> None:
    async with receiving(Mailbox(), HOST) as port:
        reader, writer = await asyncio.open_connection(HOST, port)
        assert (await reader.readline()).startswith(b"220")
        writer.write(b"x" * (LONGEST_LINE * 3))
        with suppress(ConnectionError):  # whether what it did not read is thrown back at us is the system's business
            assert await reader.read() == b""
        writer.close()


@given(st.lists(st.sampled_from([b"MAIL FROM:<a@b>", b"RCPT TO:<c@d>", b"DATA", b".", b"..", b"QUIT", b"\xff\x00", b""])))
def test_whatever_is_said_it_answers_and_can_be_talked_to_again(lines: list[bytes]) -> None:
    async def talk() -> None:
        box = Mailbox()
        answers = await said(box, *(line + b"\r\n" for line in lines))
        assert all(200 <= code < 600 for code in codes(answers))
        before = len(box.letters)
        await said(box, ENVELOPE, b"still here\r\n.\r\n")
        assert [letter.raw for letter in box.letters[before:]] == [b"still here\r\n"]

    asyncio.run(talk())
