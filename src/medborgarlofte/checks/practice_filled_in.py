"""R1: what a starting file asks for has been filled in."""

import re
from collections.abc import Iterator
from typing import Final

from medborgarlofte.findings import Severity
from medborgarlofte.model import Agreement

from ._facts import Facts
from ._registry import Hit, check, hit

ADVICE: Final = "x_help"
"""The key of the advice in a starting file, which is no part of what is written."""

MUNICIPALITY: Final = {"sv": "[Kommunens namn]", "en": "[The name of the municipality]"}
"""What stands for a name within longer texts of a starting file, by language."""

WITHHELD: Final = ("[uppgift borttagen]", "[withheld]")
"""What stands where something has been withheld; there is nothing to fill in."""

_WHOLE: Final = re.compile(r"\s*\[[^\[\]]*\w[^\[\]]*\]\s*")


def is_to_fill_in(text: str) -> bool:
    """Whether *text* stands as a starting file has it, with its square brackets.

    Brackets within a text may be anybody's; those around a whole text are ours, and so is
    what stands for the name of the municipality.
    """
    if any(name in text for name in MUNICIPALITY.values()):
        return True
    return _WHOLE.fullmatch(text) is not None and text.strip() not in WITHHELD


@check(
    "R119", "text-to-fill-in", Severity.WARNING,
    message=("texten är inte ifylld: den står kvar inom hakparenteser", "the text is not filled in: it still stands in square brackets"),
    why=(
        "Hakparenteser visar vad som ska skrivas; den som läser överenskommelsen får inget veta.",
        "Square brackets say what is to be written; they tell readers of the agreement nothing.",
    ),
    mend=("Skriv det som gäller i stället för hakparentesen, eller ta bort delen om den inte behövs.", "Write what holds in place of the brackets, or take the part away if it is not needed."),
)  # fmt: skip
def text_to_fill_in(facts: Facts) -> Iterator[Hit]:
    """No text is left as ``medborgarlofte new`` wrote it; what unknown fields say is one's own."""
    if not any("[" in piece for piece in facts.said):
        return
    for place, steps, text, _ in facts.strings():
        if is_to_fill_in(text) and not (steps and steps[0] in place.part.extensions):
            yield hit(place, *steps)


@text_to_fill_in.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    return agreement.evolve(aim="[Vad arbetet ska leda till.]"), "/aim"
