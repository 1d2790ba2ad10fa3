"""``conformance``: whether an implementation reads, writes and checks as it should."""

import click

from medborgarlofte.conformance import Outcome, judge, load_results, own_results
from medborgarlofte.findings._wording import shorten
from medborgarlofte.format import pretty
from medborgarlofte.format._files import write_atomically

from ._app import FOUND, OK, main, print_out


@main.command()
@click.argument("folder")
@click.option("--results", metavar="FILE", help="Judge these results instead of this library.")
@click.option("--write-results", "out", metavar="FILE", help="Write what this library gets.")
def conformance(folder: str, results: str | None, out: str | None) -> int:
    """Run the conformance corpus in FOLDER, such as conformance/1.0."""
    if results is not None and out is not None:
        raise click.UsageError("--write-results is for this library's own: leave --results out")
    got = own_results(folder) if results is None else load_results(results)
    outcome = judge(folder, got)
    if out is not None:
        write_atomically(out, iter((pretty(got).encode(),)))
    print_out(_page(outcome))
    return OK if outcome.ok else FOUND


def _page(outcome: Outcome) -> str:
    """A table of the kinds, and each failure on a line of its own."""
    lines = [shorten(outcome.implementation), f"{'':10}{'passed':>8}{'failed':>8}"]
    lines += (f"{kind:10}{good:8}{bad:8}" for kind, (good, bad) in outcome.counts.items())
    lines += (f"{shorten(f.path, 100)}: {shorten(f.why, 200)}" for f in outcome.failures)
    return "".join(f"{line}\n" for line in lines)
