"""``new``: a file to begin from."""

import difflib
import os
import shlex
import subprocess
from pathlib import Path
from typing import Final

import click

from medborgarlofte import examples
from medborgarlofte.checking import today
from medborgarlofte.codelists import AgreementKind
from medborgarlofte.data import Municipality, municipalities
from medborgarlofte.findings import AgreementError, Words, shorten
from medborgarlofte.format import write_atomically
from medborgarlofte.values import Period

from ._app import OK, command
from ._help import Section
from ._options import EXAMPLE, FILES, LANG, among
from ._screen import print_out
from ._start import start
from ._words import Cannot, Misused, naming

_MUNICIPALITIES: Final = among(lambda: ((m.short_name, m.code) for m in municipalities().values()))

_WRITTEN: Final = Words("Skrev {file}.", "Wrote {file}.")
_NEXT: Final = Words(
    """
Gör så här:
  1. Öppna filen i ett textprogram. Byt ut det som står inom hakparenteser,
     [så här]. Raderna som heter x_help är råd; de stör ingenting.
  2. Se vad som saknas, och hur det blir:
       medborgarlofte check {file}
       medborgarlofte show {file}
  3. Ta bort råden när de inte behövs:
       medborgarlofte migrate {file} --in-place --without-guidance
""",
    """
What to do now:
  1. Open the file in a text editor. Replace what stands in square brackets,
     [like this]. What is called x_help is advice and disturbs nothing.
  2. See what is wanting, and how it looks:
       medborgarlofte check {file} --lang en
       medborgarlofte show {file} --lang en
  3. Take the advice away when it is not needed:
       medborgarlofte migrate {file} --in-place --without-guidance
""",
)
_SEE: Final = Words(
    "Se det: medborgarlofte show {file}", "See it: medborgarlofte show {file} --lang en"
)


@command(
    "new",
    Section.BEGIN,
    ("medborgarlofte new loften.json --municipality Strängnäs --period 2027", "Promises for a year, to fill in"),
    ("medborgarlofte new avtal-ny.json --kind cooperation_agreement --period 2027/2030", "A cooperation agreement for four years"),
    ("medborgarlofte new - --without-guidance --lang en", "To standard output, in English, without advice"),
    ("medborgarlofte new trosa.json --example trosa", "A shipped example, to look at and change"),
    short="Write a file to begin from, with advice in it.",
)  # fmt: skip
@click.argument("out", metavar="OUT", shell_complete=FILES)
@click.option(
    "--municipality", metavar="NAME", shell_complete=_MUNICIPALITIES,
    help="Whose it is: a name such as Strängnäs, or its code.",
)  # fmt: skip
@click.option(
    "--period", help="When it is to hold, such as 2027 or 2027/2030; next year where left out."
)
@click.option(
    "--kind", type=click.Choice(AgreementKind.codes()), help="What it is to be.  [default: citizen_promise]",
)  # fmt: skip
@click.option("--without-guidance", is_flag=True, help="No advice in the file.")
@EXAMPLE
@click.option("--force", is_flag=True, help="Write over OUT where it is there.")
@LANG
def new(
    out: str, municipality: str | None, period: str | None, kind: str | None, example: str | None,
    lang: str, *, without_guidance: bool, force: bool,
) -> int:  # fmt: skip
    """Write a file to begin from: a whole agreement with advice in it, and places to fill in.

    It is valid as it is: check, show and all else take it. The advice stands in keys called
    x_help; what is to be filled in stands in square brackets. A file that is there is left
    alone, unless --force is given.
    """
    if example is not None and (municipality or period or kind or without_guidance):
        raise Misused(
            "--example är en färdig fil: utelämna de andra flaggorna",
            "--example is a file as it is: leave the other options out",
        )
    if out != "-" and not force and os.path.lexists(out):
        name = shorten(out, 200)
        raise Cannot(
            f"{name} finns redan; --force skriver över", f"{name} is there; --force writes over it"
        )
    if example is not None:
        text = examples.source(example).decode()
    else:
        text = start(
            AgreementKind(kind or AgreementKind.CITIZEN_PROMISE.value),
            _period(period),
            None if municipality is None else _municipality(municipality),
            lang,
            "FILE" if out == "-" else quoted_for_shell(shorten(Path(out).name, 200)),
            advice=not without_guidance,
        )
    if out == "-":
        print_out(text)
        return OK
    with naming(out):
        write_atomically(out, iter((text.encode(),)))
    _tell(out, lang, advice=not (example or without_guidance))
    return OK


def _tell(out: str, lang: str, *, advice: bool) -> None:
    file = shorten(out, 200)
    quoted = quoted_for_shell(file)
    click.echo(_WRITTEN.in_language(lang).format(file=file))
    click.echo((_NEXT if advice else _SEE).in_language(lang).format(file=quoted).rstrip("\n"))


def quoted_for_shell(file: str) -> str:
    """*file* as it is written on a command line here."""
    return subprocess.list2cmdline([file]) if os.name == "nt" else shlex.quote(file)


def _period(text: str | None) -> Period:
    try:
        period = Period.parse(text or str(today().year + 1))
    except AgreementError:
        period = None
    if period is None or period.end is None:
        raise Misused(
            "--period: skriv 2027, 2027-H1 eller 2027/2030",
            "--period: write 2027, 2027-H1 or 2027/2030",
        )
    return period


def _municipality(asked: str) -> Municipality:
    """The municipality of that code or name, long or short."""
    known = {word: m for m in municipalities().values() for word in (m.code, m.name, m.short_name)}
    same = {word.casefold(): m for word, m in known.items()}
    found = same.get(asked.strip().casefold())
    if found is None:
        name = shorten(asked)
        like = [known[each].short_name for each in difflib.get_close_matches(asked, known, 3, 0.6)]
        sv = f"; menade du {' eller '.join(dict.fromkeys(like))}?" if like else ""
        en = f"; did you mean {' or '.join(dict.fromkeys(like))}?" if like else ""
        raise Cannot(f"ingen kommun heter {name}{sv}", f"no municipality is called {name}{en}")
    return found
