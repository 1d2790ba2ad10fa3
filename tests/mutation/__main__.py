"""Mutation testing: does the suite notice when the code is wrong?

``python tests/mutation`` spoils the code of the packages in one place at a time, by Cosmic Ray's
operators and four of our own (``operators.py``), and runs the tests that coverage says execute
the spoilt statement: the quick ones first, for those who live eight times as many. A mutant that
no test notices *survived*, and is read by a person: it needs a test, or the code is not needed, or
nobody could ever tell the difference (``judged.toml``). Nothing is written into the sources: each
mutant lives in a process of its own. Where the tests are cut short by the time they may take, a
mutant counts as a survivor that some slower test would have killed: the figure is a lower bound.

All mutants would take days, so a sample by chance is drawn: as many from each package, and the
whole weighs each package by its number of places. What is written is ``docs/performance/
mutation.json``; every survivor stands there with its place and what is judged of it.

Needs the extra ``mutation``, and once ``python tests/mutation --learn``: the suite under
coverage, about ten minutes. Then::

    python tests/mutation --seed 1          # a sample of 70 places a package
    python tests/mutation --seed 1 --again  # its survivors once more, when there are new tests
    python tests/mutation --unspoilt        # that the tests pass as they are run here
"""

import argparse
import math
import sys
import time
from collections.abc import Iterator
from itertools import takewhile, zip_longest

from covering import KEPT, learn, suite, tests_for
from mutants import PACKAGES, Mutant, Site, found_again, sample, sites
from telling import LIVED, keep, kept, place, write
from trials import Outcome, trials


def main() -> int:
    """Draw, try, tell."""
    parser = argparse.ArgumentParser(prog="python tests/mutation", description=__doc__)
    parser.add_argument("--learn", action="store_true", help="which test runs which line")
    parser.add_argument("--unspoilt", action="store_true", help="that every test passes here")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=70, help="places from each package (70)")
    parser.add_argument("--minutes", type=float, default=math.inf, help="no new one after these")
    parser.add_argument("--again", action="store_true", help="the survivors of the seed")
    parser.add_argument("--judge", action="store_true", help="take judged.toml into the results")
    parser.add_argument(
        "--budget",
        type=float,
        default=15,
        help="seconds of tests a mutant (15), and eight times that for one that survives",
    )
    asked = parser.parse_args()
    KEPT.mkdir(exist_ok=True)
    if asked.learn:
        learn()
        return 0
    if asked.judge:
        write(kept())
        return 0
    if asked.unspoilt:
        return _unspoilt()
    if asked.again:
        lived = [s for s in kept()[f"seed {asked.seed}"]["survivors"] if s["judged"] == "open"]
        moved = [
            found_again(s["at"].split(":")[0], s["operator"], s["before"], s["after"])
            for s in lived
        ]
        list(_tried([mutant for mutant in moved if mutant is not None], 8 * asked.budget))
        return 0
    found = {package: sites(package) for package in PACKAGES}
    samples = (sample(places, asked.each, asked.seed) for places in found.values())
    # a little of each package at a time, so that a run which is cut short is a sample too
    drawn = [mutant for each in zip_longest(*samples) for mutant in each if mutant is not None]
    results = dict(_tried(drawn, asked.budget, asked.minutes))
    # whom the quick tests did not kill, the slower ones may
    results |= dict(_tried([m for m, o in results.items() if o in LIVED], 8 * asked.budget))
    counts = {package: len(places) for package, places in found.items()}
    keep(asked.seed, list(results.items()), counts)
    return 0


def _tried(
    drawn: list[Mutant], budget: float, minutes: float = math.inf
) -> Iterator[tuple[Mutant, Outcome]]:
    until = time.monotonic() + 60 * minutes
    fresh = takewhile(lambda _: time.monotonic() < until, drawn)
    work = ((mutant, tests_for(mutant, budget)) for mutant in fresh)
    for number, (mutant, outcome, word) in enumerate(trials(work), 1):
        yield mutant, outcome
        said = f"{number}/{len(drawn)} {place(mutant)} {mutant.operator}: {outcome}"
        sys.stdout.write(f"{said}  {word[:100]}\n")
        if outcome in (Outcome.SURVIVED, Outcome.UNTESTED):
            before, after = mutant.change()
            sys.stdout.write(f"    - {before}\n    + {after}\n")
        sys.stdout.flush()


def _unspoilt() -> int:
    """Whether the tests pass as they are run here; else they would seem to kill."""
    nothing = Mutant(Site("unspoilt", 0, 0, ""), "", 0)
    tests = sorted(suite().values(), key=lambda test: test.seconds)
    halves = [(nothing, tests[::2]), (nothing, tests[1::2])]
    outcomes = [(outcome, word) for _, outcome, word in trials(halves)]
    sys.stdout.write(f"{outcomes}\n")
    return any(outcome is not Outcome.SURVIVED for outcome, _ in outcomes)


if __name__ == "__main__":
    sys.exit(main())
