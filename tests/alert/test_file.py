from __future__ import annotations

import asyncio
import json
import os
from typing import TYPE_CHECKING

import pytest

from service.alert.channels.file import FileChannel
from service.errors import DeliveryError
from tests.alert.made import NOW, alert, delivery

if TYPE_CHECKING:
    from pathlib import Path


async def test_each_message_is_one_line_of_json(tmp_path: Path) -> None:
    path = tmp_path / "alerts.jsonl"
    channel = FileChannel("log", path=str(path))

    async def send(number: int) -> None:
        row = delivery(key=f"msg_{number}")
        await channel.send(row, channel.render(alert(title="a\nb\u2028c"), row), NOW)

    await asyncio.gather(*map(send, range(50)))

    lines = path.read_bytes().split(b"\n")
    assert lines.pop() == b""
    read = [json.loads(line) for line in lines]
    assert {each["id"] for each in read} == {f"msg_{number}" for number in range(50)}
    assert list(read[0]) == ["id", "type", "timestamp", "data"]
    assert path.stat().st_mode & 0o777 == 0o640 & path.stat().st_mode
    assert channel.recipients() == (str(path),)


async def test_long_lines_at_once_leave_no_empty_one(tmp_path: Path) -> None:
    path = tmp_path / "alerts.jsonl"
    channels = [FileChannel(name, path=str(path)) for name in ("log", "copy")]
    line = b'"' + b"x" * 300_000 + b'"\n'  # many pages, so that a file grows while it is written
    await asyncio.gather(*(channels[number % 2].send(delivery(), line, NOW) for number in range(60)))
    assert path.read_bytes() == line * 60


@pytest.mark.parametrize("before", ["", '{"id":"msg_0"}\n', '{"id":"ms'])
async def test_a_line_that_was_written_in_part_spoils_none_behind_it(tmp_path: Path, before: str) -> None:
    path = tmp_path / "alerts.jsonl"
    path.write_text(before)
    channel = FileChannel("log", path=str(path))
    for number in (1, 2):
        await channel.send(delivery(), b'{"id":"msg_%d"}\n' % number, NOW)
    assert path.read_text().splitlines()[-2:] == ['{"id":"msg_1"}', '{"id":"msg_2"}']
    assert path.read_text().startswith(before)


async def test_a_pipe_takes_a_line_once(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    await FileChannel("log", path=str(path)).send(delivery(), b"x\n", NOW)
    assert os.read(reader, 9) == b"x\n"
    os.close(reader)


async def test_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    channel = FileChannel("log", path="-")
    await channel.send(delivery(), b'{"a":1}\n', NOW)
    assert capfdbinary.readouterr().out == b'{"a":1}\n'


async def test_a_file_that_cannot_be_written_is_tried_again(tmp_path: Path) -> None:
    channel = FileChannel("log", path=str(tmp_path))
    with pytest.raises(DeliveryError, match=r"log: .* cannot be written: Is a directory") as caught:
        await channel.send(delivery(), b"x\n", NOW)
    assert caught.value.retry


async def test_a_folder_that_is_missing_is_made(tmp_path: Path) -> None:
    channel = FileChannel("log", path=str(tmp_path / "data" / "alerts.jsonl"))
    assert (await channel.probe()).endswith("may be written")
    assert not (tmp_path / "data").exists()
    await channel.send(delivery(), b"x\n", NOW)
    assert (tmp_path / "data" / "alerts.jsonl").read_bytes() == b"x\n"
