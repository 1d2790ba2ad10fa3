"""What is told, as it was approved: each page is read by a person before it is taken.

The other tests say what must hold of a message, a reason or a rule; these say that none has
changed unnoticed, word for word and parameter for parameter. Who changes one runs
``python tests/test_approved.py``, which writes ``tests/approved/`` anew, and reads the difference.
"""

import difflib
from pathlib import Path

from told import PAGES

APPROVED = Path(__file__).with_name("approved")


def page(name):
    return "".join(f"{line}\n" for line in PAGES[name]())


def unchanged(name):
    before, after = (APPROVED / name).read_text("utf-8"), page(name)
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), name, name, n=0, lineterm=""
    )
    assert before == after, "\n".join([*lines][:40])


def test_model():
    unchanged("model.txt")


def test_codelists():
    unchanged("codelists.txt")


def test_shown():
    unchanged("shown.txt")


def test_rules():
    unchanged("rules.txt")


def test_structure():
    unchanged("structure.txt")


def test_fields():
    unchanged("fields.txt")


def test_practice():
    unchanged("practice.txt")


def test_consequences():
    unchanged("consequences.txt")


def test_reasons():
    unchanged("reasons.txt")


def test_conclusions():
    unchanged("conclusions.txt")


def test_counts():
    unchanged("counts.txt")


def test_series():
    unchanged("series.txt")


def test_judgements():
    unchanged("judgements.txt")


def test_statuses():
    unchanged("statuses.txt")


def test_coming():
    unchanged("coming.txt")


def test_exemplary_agreement():
    unchanged("exemplary.json")


if __name__ == "__main__":
    for each in PAGES:
        (APPROVED / each).write_text(page(each), "utf-8")
