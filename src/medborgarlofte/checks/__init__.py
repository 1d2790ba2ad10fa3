"""The rules: what cannot be true together (K…) and what good practice asks for (R…).

One rule is one function beside its code, its words and a way to break it. A new module
in this folder is found by itself.
"""

import pkgutil
from collections.abc import Iterable, Iterator
from datetime import date
from importlib import import_module

from medborgarlofte.findings import Finding
from medborgarlofte.findings.structure import MORE
from medborgarlofte.model import Agreement

from ._examples import Example, example_of
from ._facts import Facts
from ._registry import CHECKS, MOST_FINDINGS, Check

__all__ = ["CHECKS", "Check", "Example", "example_of", "run"]

for _module in pkgutil.iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")


def run(agreement: Agreement, on: date, codes: Iterable[str] | None = None) -> Iterator[Finding]:
    """What the rules find in *agreement*, seen on the day *on*.

    Of each rule the first thousand are told, and of the others there is a count: a hostile
    document breaks rules faster than findings can be made.

    Args:
        agreement: The agreement.
        on: The day that counts as today.
        codes: The rules to ask; all where left out.

    Example:
        >>> from datetime import date
        >>> from medborgarlofte import examples
        >>> from medborgarlofte.checks import run
        >>> [f.pointer for f in run(examples.load("laxa"), date(2019, 1, 1), ["R301"])]
        ['/promises/0', '/promises/1', '/promises/2', '/promises/3']
    """
    facts = Facts(agreement, on)
    for code in CHECKS if codes is None else codes:
        rule, count = CHECKS[code].rule, 0
        for hit in CHECKS[code].find(facts):
            count += hit.times
            if count <= MOST_FINDINGS:
                yield hit.finding(rule, rule.severity)
        if count > MOST_FINDINGS:
            more = Finding.of(MORE, count=count - MOST_FINDINGS)
            yield more.evolve(severity=rule.severity)
