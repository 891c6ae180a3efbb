"""Questions to somebody at a terminal, and checks of what is answered there or said by options.

Everything goes to standard error, so that standard output stays free for results.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import typer

from service.cli.output import say
from service.errors import AskedWronglyError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")


class Asker:
    """Asks at the terminal, again and again until an answer can be used; Ctrl-C or the end of input raises typer.Abort."""

    def text(self, question: str, check: Callable[[str], T], default: str | None = None) -> T:
        """One answer, as `check` returns it; where that raises ValueError its words are told and the question comes again."""
        while True:
            answer: str = typer.prompt(question, default=default, err=True, type=str)
            try:
                return check(answer.strip())
            except ValueError as error:
                say(f"  {error}")

    def yes(self, question: str, *, default: bool) -> bool:
        """Yes or no."""
        answer: bool = typer.confirm(question, default=default, err=True)
        return answer

    def hidden(self, question: str, empty: str) -> str:
        """A secret, not shown while it is typed; where none is typed, `empty` is told and the question comes again."""
        while True:
            answer: str = typer.prompt(question, default="", show_default=False, hide_input=True, err=True, type=str)
            if answer.strip():
                return answer
            say(f"  {empty}")

    def several(self, question: str, check: Callable[[str], T], again: str) -> list[T]:
        """As many answers as there are; an empty one ends. `again` is asked after each that could be used."""
        found: list[T] = []
        while True:
            answer: str = typer.prompt(again if found else question, default="", show_default=False, err=True, type=str)
            if not answer.strip():
                return found
            try:
                found.append(check(answer.strip()))
            except ValueError as error:
                say(f"  {error}")


def checked(option: str, said: str, check: Callable[[str], T]) -> T:
    """What an option says, as `check` returns it. Raises AskedWronglyError where that raises ValueError."""
    try:
        return check(said)
    except ValueError as error:
        raise AskedWronglyError(f"{option}: {error}") from None


def one_of(known: Sequence[str]) -> Callable[[str], str]:
    """A check that takes the known answers only."""

    def check(answer: str) -> str:
        if answer not in known:
            raise ValueError(f"{answer!r} is none of {', '.join(known)}")
        return answer

    return check


def words_of(known: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    """A check that takes several known words, with blanks or commas between them."""
    single = one_of(known)

    def check(answer: str) -> tuple[str, ...]:
        found = tuple(dict.fromkeys(single(each) for each in answer.replace(",", " ").split()))
        if not found:
            raise ValueError(f"at least one of {', '.join(known)}")
        return found

    return check
