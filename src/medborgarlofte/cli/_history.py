"""``diff`` and ``merge``: agreements compared and joined."""

from pathlib import Path
from typing import Any

import click

from medborgarlofte.format import dumps, write
from medborgarlofte.history import diff, merge
from medborgarlofte.model import Agreement

from ._app import FOUND, OK, command
from ._files import agreements_in
from ._help import Section
from ._options import LANG, OUTPUT, file
from ._screen import print_out, told
from ._words import Cannot, naming


@command(
    "diff",
    Section.CHANGE,
    ("medborgarlofte diff gammal.json ny.json", "What changed, in words", FOUND),
    ("medborgarlofte diff gammal.json ny.json --format patch", "The same as a JSON Patch (RFC 6902)", FOUND),
    ("medborgarlofte diff gammal.json gammal.json", "Nothing did"),
    found="Something has changed.",
    short="Tell what changed from one file to another.",
)  # fmt: skip
@file("old")
@file("new")
@LANG
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "patch", "html"]), default="text",
    show_default=True, help="In words, as data, as a JSON Patch, or as HTML.",
)  # fmt: skip
def compare(old: str, new: str, lang: str, form: str) -> int:
    """Tell what changed from the file OLD to the file NEW.

    Promises, measures and other parts are matched by their ids, so that what only moved is no
    change. One of the files may be -, standard input.
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


@command(
    "merge",
    Section.CHANGE,
    ("medborgarlofte merge gammal.json ny.json var.json -o gemensam.json", "Two edits of one agreement become one"),
    found="The two edits contradict each other; there, the value of BASE is kept.",
    short="Join two edits of one agreement.",
)  # fmt: skip
@file("base")
@file("ours")
@file("theirs")
@OUTPUT
@LANG
def join(base: str, ours: str, theirs: str, output: str | None, lang: str) -> int:
    """Join what the files OURS and THEIRS made of the file BASE.

    One of them may be -, standard input. Conflicts are told on standard error; where there
    is one, the value of BASE is kept.
    """
    merged = merge(*agreements_in(base, ours, theirs))
    told(f"{each.code} {each.pointer or '/'}: {each.message(lang)}" for each in merged.report)
    put_out(merged.agreement, output, kept=(base, ours, theirs))
    return OK if merged.ok else FOUND


def put_out(agreement: Agreement, output: str | None, kept: tuple[str, ...] = ()) -> None:
    """Write *agreement* to the file *output*, or to standard output; never over *kept*."""
    if output in (None, "-"):
        print_out(dumps(agreement))
        return
    spare(output, *kept)
    with naming(output):
        write(agreement, output)


def spare(output: str, *kept: str) -> None:
    """Refuse to write over what was read."""
    if any(Path(output).resolve() == Path(file).resolve() for file in kept if file != "-"):
        raise Cannot(
            "det skulle skriva över det som lästes; ange en annan fil",
            "that would write over what was read; name another file",
        )
