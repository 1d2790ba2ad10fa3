"""R7: codes that programs compare."""

from collections.abc import Iterator

from medborgarlofte.findings import Severity
from medborgarlofte.model import Agreement, Area

from ._breaking import fresh_id, with_added
from ._facts import Facts
from ._registry import Hit, check, hit, replacement


@check(
    "R701", "word-for-code", Severity.WARNING,
    message=("{meant} skrivs {suggestion}", "{meant} is written {suggestion}"),
    why=(
        "Program jämför koder: ett ord som inte är kodens räknas som något annat, och hittas inte.",
        "Programs compare codes: a word that is not the code's counts as something else, and is not found.",
    ),
    mend=("Skriv koden; i text visas den på svenska.", "Write the code; in text it is shown in words."),
)  # fmt: skip
def word_for_code(facts: Facts) -> Iterator[Hit]:
    """What the list has a code for is written with the code, not with its label."""
    for place, spec, steps, value in facts.codes_of_no_list():
        hint = spec.shape.hint(value)
        if hint:
            code, beside = hint["suggestion"], getattr(place.part, spec.name) if spec.many else ()
            # where the code stands beside its word, which of them goes is for people to say
            mend = None if code in beside else replacement(place, *steps, value=code)
            yield hit(place, *steps, mend=mend, meant=hint["meant"], suggestion=code)


@word_for_code.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    area = Area(id=fresh_id(agreement), name="Torget", kind="stadsdel")
    broken, at = with_added(agreement, "areas", area)
    return broken, f"/areas/{at}/kind"
