"""Make the pictures of the documents: real commands in a real terminal, and the letters of the demo as a mail program shows them.

Run it in a checkout with Thaw installed:  .venv/bin/python docs/pictures/make.py
It writes into its own folder. The e-mails are drawn by Chromium; where none is found, they are left as they are.
"""

from __future__ import annotations

import io
import os
import pty
import re
import shutil
import subprocess
import sys
import termios
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.text import Text

HERE = Path(__file__).parent
COLUMNS = 80
MAIL_WIDTH = 680
"""Pixels: the letter's own width and a margin."""
SCALE = 0.9
"""Of the size on a screen, so that no picture needs more than 100 kB."""
TALK = "Turkey may reopen its embassy in Damascus, sources say"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--hide-scrollbars")  # fmt: skip


def main() -> None:
    """Make all of them."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        seen = folder / "seen"
        demo = in_terminal("demo", "--keep", str(seen))
        draw("demo.svg", "thaw demo", demo.split("4. ")[0].rpartition("\r\n")[0])
        draw("explain.svg", f'thaw explain "{TALK}"', in_terminal("explain", TALK))
        config = ("--config", str(seen / "config.yaml"))
        corrected = signal_of(seen / "letter-3.eml")
        draw("signals-show.svg", f"thaw signals show {corrected}", in_terminal("signals", "show", corrected, *config))
        browser = next(filter(None, map(shutil.which, BROWSERS)), None)
        if browser is None:
            sys.stderr.write(f"no browser found ({', '.join(BROWSERS)}): the e-mails are left as they are\n")
            return
        photograph(browser, seen / "letter-1.eml", HERE / "mail-new.png", folder)
        photograph(browser, seen / "letter-3.eml", HERE / "mail-corrected.png", folder, highest=660)


def in_terminal(*arguments: str) -> str:
    """What a command prints on a terminal of 80 columns, colours included."""
    outside, inside = pty.openpty()
    termios.tcsetwinsize(inside, (50, COLUMNS))
    surroundings = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS", "THAW_CONFIG"}}
    with subprocess.Popen(
        [sys.executable, "-m", "service", *arguments], stdout=inside, env={**surroundings, "TERM": "xterm-256color"}
    ) as process:
        os.close(inside)
        printed = b"".join(iter(lambda: read_on(outside), b""))
        os.close(outside)
    if process.returncode:
        sys.exit(f"thaw {' '.join(arguments)} ended with {process.returncode}")
    return printed.decode()


def read_on(terminal: int) -> bytes:
    """More of what is printed; nothing at the end, which Linux tells by an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def draw(picture: str, command: str, printed: str) -> None:
    """Draw a terminal in which a command was typed."""
    console = Console(width=COLUMNS, record=True, file=io.StringIO(), force_terminal=True)
    console.print(Text.assemble(("$ ", "dim"), (command, "bold")), soft_wrap=True)
    console.print(Text.from_ansi(printed.replace("\r\n", "\n").rstrip()), soft_wrap=True)
    drawn = console.export_svg(title="thaw", unique_id=picture.partition(".")[0])
    # Fonts from elsewhere would be asked for by every reader, and pages that show pictures of a repository forbid it.
    (HERE / picture).write_text(re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL), encoding="utf-8")


def letter(path: Path) -> EmailMessage:
    """A letter of the demo."""
    return message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=default)


def signal_of(path: Path) -> str:
    """The signal that a letter is about, which its last line names."""
    found = re.search(r"signal (\w+),", part(letter(path), "plain"))
    return found[1] if found else sys.exit(f"{path}: names no signal")


def part(mail: EmailMessage, kind: str) -> str:
    """The plain or the HTML part of a message."""
    body = mail.get_body((kind,))
    return str(body.get_content()) if body else ""


def photograph(browser: str, mail: Path, picture: Path, folder: Path, *, highest: int = 4000) -> None:
    """Let a browser draw the HTML part of a letter, as high as it is, or down to `highest` pixels."""
    page, profile = folder / "page.html", folder / "profile"
    page.write_text(part(letter(mail), "html"), encoding="utf-8")
    measured = folder / "measured.html"
    measured.write_text(page.read_text(encoding="utf-8") + MEASURE, encoding="utf-8")
    usual = [browser, *QUIET, f"--user-data-dir={profile}", "--force-color-profile=srgb", f"--force-device-scale-factor={SCALE}"]
    size = f"--window-size={MAIL_WIDTH},100"
    told = subprocess.run(
        [*usual, size, "--dump-dom", measured.as_uri()], check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout
    height = min(int(re.findall(r"<title>(\d+)</title>", told)[-1]), highest)
    subprocess.run(
        [*usual, f"--window-size={MAIL_WIDTH},{height}", f"--screenshot={picture}", page.as_uri()],
        check=True,
        capture_output=True,
    )


MEASURE = "<script>document.title = Math.ceil(document.querySelector('.page').getBoundingClientRect().height)</script>"

if __name__ == "__main__":
    main()
