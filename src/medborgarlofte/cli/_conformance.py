"""``conformance``: whether an implementation reads, writes and checks as it should."""

import click

from medborgarlofte.conformance import Outcome, judge, load_results, own_results
from medborgarlofte.findings import shorten
from medborgarlofte.format import pretty, write_atomically

from ._app import FOUND, OK, command
from ._help import Section
from ._options import FILES, FOLDERS, LANG
from ._screen import print_out
from ._words import Misused, naming


@command(
    "conformance",
    Section.FORMAT,
    ("medborgarlofte conformance conformance/1.0", "Whether this library passes its own corpus"),
    ("medborgarlofte conformance conformance/1.0 --write-results resultat.json", "And what it gets, as another tool would hand in"),
    ("medborgarlofte conformance conformance/1.0 --results resultat.json", "Judge the results of a tool in any language"),
    found="A document of the corpus did not come out as it should.",
    short="Run the conformance corpus, or judge another tool's results.",
)  # fmt: skip
@click.argument("folder", shell_complete=FOLDERS)
@click.option("--results", metavar="FILE", shell_complete=FILES,
              help="Judge these results instead of this library.")  # fmt: skip
@click.option("--write-results", "out", metavar="FILE", shell_complete=FILES,
              help="Write what this library gets.")  # fmt: skip
@LANG
def conformance(folder: str, results: str | None, out: str | None, lang: str) -> int:  # noqa: ARG001  # the help asks for it
    """Run the conformance corpus in FOLDER, such as conformance/1.0.

    What it tells is for those who write tools, and in English.
    """
    if results is not None and out is not None:
        raise Misused(
            "--write-results är för biblioteket självt: utelämna --results",
            "--write-results is for this library's own: leave --results out",
        )
    with naming(folder if results is None else results):
        got = own_results(folder) if results is None else load_results(results)
    with naming(folder):
        outcome = judge(folder, got)
    if out is not None:
        with naming(out):
            write_atomically(out, iter((pretty(got).encode(),)))
    print_out(_page(outcome))
    return OK if outcome.ok else FOUND


def _page(outcome: Outcome) -> str:
    """A table of the kinds, and each failure on a line of its own."""
    lines = [shorten(outcome.implementation), f"{'':10}{'passed':>8}{'failed':>8}"]
    lines += (f"{kind:10}{good:8}{bad:8}" for kind, (good, bad) in outcome.counts.items())
    lines += (f"{shorten(f.path, 100)}: {shorten(f.why, 200)}" for f in outcome.failures)
    return "".join(f"{line}\n" for line in lines)
