"""The rules: what cannot be true together (K…) and what good practice asks for (R…).

One rule is one function beside its code, its words and a way to break it. A new module
in this folder is found by itself.
"""

import pkgutil
from collections.abc import Iterable, Iterator
from datetime import date
from importlib import import_module

from medborgarlofte.findings import Finding
from medborgarlofte.model import Agreement

from ._examples import Example, example_of
from ._facts import Facts
from ._registry import CHECKS, Check

__all__ = ["CHECKS", "Check", "Example", "example_of", "run"]

for _module in pkgutil.iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")


def run(agreement: Agreement, on: date, codes: Iterable[str] | None = None) -> Iterator[Finding]:
    """All that the rules find in *agreement*, seen on the day *on*.

    Args:
        agreement: The agreement.
        on: The day that counts as today.
        codes: The rules to ask; all where left out.
    """
    facts = Facts(agreement, on)
    for code in CHECKS if codes is None else codes:
        check = CHECKS[code]
        for hit in check.find(facts):
            yield hit.finding(check.rule, check.rule.severity)
