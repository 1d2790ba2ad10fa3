"""Why a command cannot run, in one line, in Swedish or English."""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import click

from medborgarlofte.findings import AgreementError, Words, shorten

from ._swedish import stood_for

LANGUAGES: Final = ("sv", "en")
VARIABLE: Final = "MEDBORGARLOFTE_LANG"


class Cannot(click.ClickException):
    """The command cannot run, and why."""

    def __init__(self, sv: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(sv, en)


class Misused(click.UsageError):
    """The command was asked for in a way that cannot be, and how."""

    def __init__(self, sv: str, en: str, ctx: click.Context | None = None) -> None:
        super().__init__(en, ctx or click.get_current_context(silent=True))
        self.words = Words(sv, en)


def language_of(argv: Sequence[str]) -> str:
    """The language asked for, also where the rest of *argv* cannot be understood.

    ``--lang``, or else the environment, or else Swedish. The locale is not asked: the same
    line gives the same words at a desk, in a cron job and in a test.
    """
    asked = os.environ.get(VARIABLE, "")
    for at, word in enumerate(argv):
        if word == "--":
            break
        if word == "--lang":
            asked = argv[at + 1] if at + 1 < len(argv) else asked
        elif word.startswith("--lang="):
            asked = word.partition("=")[2]
    return asked if asked in LANGUAGES else LANGUAGES[0]


def in_words(error: click.ClickException, lang: str) -> str:
    """What *error* says, in *lang*, with where to read on."""
    words = _words_of(error)
    said = error.format_message() if words is None else words.in_language(lang)
    ctx = getattr(error, "ctx", None)
    if not isinstance(error, click.UsageError) or ctx is None:
        return said
    see = Words("se", "see").in_language(lang)
    also = "" if lang == language_of(()) else f" --lang {lang}"
    return f"{said} ({see} {ctx.command_path} --help{also})"


def _words_of(error: click.ClickException) -> Words | None:  # noqa: PLR0911  # one a kind
    if isinstance(error, Cannot | Misused):
        return error.words
    if isinstance(error, click.NoSuchOption):
        like = error.possibilities or ()
        sv = f"; menade du {' eller '.join(like)}?" if like else ""
        en = f"; did you mean {' or '.join(like)}?" if like else ""
        name = error.option_name
        return Words(f"{name} finns inte{sv}", f"there is no {name}{en}")
    if isinstance(error, click.MissingParameter):
        name = _name_of(error.param)
        return Words(f"{stood_for(name, 'sv')} saknas", f"{name} is missing")
    if isinstance(error, click.BadParameter):
        return _bad_value(error)
    if isinstance(error, click.BadOptionUsage):
        name = error.option_name
        if "does not take a value" in error.message:
            return Words(f"{name} tar inget värde", f"{name} takes no value")
        return Words(f"efter {name} ska ett värde stå", f"{name} is to be followed by a value")
    if error.message == "Missing command.":
        return Words("ange ett kommando", "name a command")
    extra = re.fullmatch(r"Got unexpected extra arguments? \((.*)\)", error.message)
    if extra:
        return Words(f"för många ord: {extra[1]}", f"too many words: {extra[1]}")
    return None


def _name_of(param: click.Parameter | None) -> str:
    if isinstance(param, click.Argument):
        return param.make_metavar(click.get_current_context(silent=True) or _bare(param))
    return "" if param is None else param.opts[-1]


def _bare(param: click.Parameter) -> click.Context:
    return click.Context(click.Command(param.name or ""))


def _bad_value(error: click.BadParameter) -> Words | None:
    kind = None if error.param is None else error.param.type
    name = _name_of(error.param)
    if isinstance(kind, click.Choice):
        known = ", ".join(map(str, kind.choices))
        return Words(f"{name}: välj bland {known}", f"{name}: choose among {known}")
    if isinstance(kind, click.IntRange):
        span = f"{kind.min}–{kind.max}"
        return Words(f"{name}: ett heltal, {span}", f"{name}: a whole number, {span}")
    return None


@contextmanager
def naming(file: str) -> Iterator[None]:
    """What goes wrong with *file* meanwhile is told with its name."""
    try:
        yield
    except AgreementError as error:
        first, name = error.report.findings[0], shorten(file, 200)
        raise Cannot(*(f"{name}: {first.message(lang)}" for lang in LANGUAGES)) from None


def lacking(extra: str, *beside: str) -> Cannot:
    """What to install, where *extra* and what it works with are not there."""
    line = " ".join((f'pip install "medborgarlofte[{extra}]"', *beside))
    return Cannot(f"det kräver tillägget {extra}: {line}", f"that needs the extra {extra}: {line}")
