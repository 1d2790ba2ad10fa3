"""``diff`` and ``merge``: agreements compared and joined."""

from pathlib import Path
from typing import Any

import click

from medborgarlofte.format import dumps, write
from medborgarlofte.history import diff, merge
from medborgarlofte.model import Agreement

from ._app import FOUND, OK, agreements_in, main, print_out

_LANG = click.option(
    "--lang", type=click.Choice(["sv", "en"]), default="sv", show_default=True,
    help="The language of what is shown.",
)  # fmt: skip


@main.command("diff")
@click.argument("old")
@click.argument("new")
@_LANG
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "patch", "html"]), default="text",
    show_default=True, help="In words, as data, as a JSON Patch, or as HTML.",
)  # fmt: skip
def compare(old: str, new: str, lang: str, form: str) -> int:
    """Tell what changed from the file OLD to the file NEW, matched by id.

    One of them may be -, standard input.

    Exit status: 0 when nothing did, 1 when something did, 2 when it could not run.
    """
    changes = diff(*agreements_in(old, new))
    shown: dict[str, Any] = {
        "text": "".join(f"{words}\n" for words in changes.in_words(lang)),
        "json": {"changes": changes.to_dicts()},
        "patch": list(changes.to_json_patch()),
        "html": f"{changes.to_html(lang)}\n",
    }
    print_out(shown[form])
    return FOUND if changes else OK


@main.command("merge")
@click.argument("base")
@click.argument("ours")
@click.argument("theirs")
@click.option("-o", "--output", metavar="FILE", help="Write there instead of standard output.")
@_LANG
def join(base: str, ours: str, theirs: str, output: str | None, lang: str) -> int:
    """Join what the files OURS and THEIRS made of the file BASE.

    One of them may be -, standard input. Conflicts are told on standard error; where there
    is one, the value of BASE is kept.
    Exit status: 0 without conflicts, 1 with, 2 when it could not run.
    """
    merged = merge(*agreements_in(base, ours, theirs))
    for finding in merged.report:
        click.echo(f"{finding.code} {finding.pointer or '/'}: {finding.message(lang)}", err=True)
    put_out(merged.agreement, output, kept=(base, ours, theirs))
    return OK if merged.ok else FOUND


def put_out(agreement: Agreement, output: str | None, kept: tuple[str, ...] = ()) -> None:
    """Write *agreement* to the file *output*, or to standard output; never over *kept*."""
    if output is None:
        print_out(dumps(agreement))
        return
    if any(_same(output, file) for file in kept if file != "-"):
        raise click.ClickException("that would write over what was read; name another file")
    write(agreement, output)


def _same(one: str, other: str) -> bool:
    return Path(one).resolve() == Path(other).resolve()
