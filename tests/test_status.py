"""Whether an agreement is in force on a day, and why."""

import datetime as dt

import pytest

from medborgarlofte import Agreement, Relation, Signatory, examples, status
from medborgarlofte.evaluation import standing


def agreement(**facts):
    return Agreement(title="Löften", kind="citizen_promise", **facts)


RENEWED = Relation(kind="renewed_by", title="Nästa", period="2026/2029")


@pytest.mark.parametrize(
    ("facts", "on", "expected"),
    [
        ({}, "2025-01-01", "unknown"),
        ({"signed": "2024"}, "2025-01-01", "unknown"),
        ({"period": "2025"}, "2024-12-31", "draft"),
        ({"period": "2025", "signed": "2024-12"}, "2024-12-31", "signed"),
        ({"period": "2025", "signatories": [Signatory(name="A")]}, "2024-12-31", "signed"),
        ({"period": "2025"}, "2025-01-01", "in_force"),
        ({"period": "2025"}, "2025-12-31", "in_force"),
        ({"period": "2025"}, "2026-01-01", "expired"),
        ({"period": "2025-T1"}, "2025-04-30", "in_force"),
        ({"period": "2025-T1"}, "2025-05-01", "expired"),
        ({"period": "2018/.."}, "2100-01-01", "in_force"),
        ({"period": "2025", "terminated": "2025-06"}, "2025-06-30", "unknown"),
        ({"period": "2025", "terminated": "2025-06"}, "2025-07-01", "terminated"),
        ({"period": "2018/..", "relations": [RENEWED]}, "2025-12-31", "in_force"),
        ({"period": "2018/..", "relations": [RENEWED]}, "2026-01-01", "replaced"),
    ],
)
def test_status_follows_from_the_facts(facts, on, expected):
    concluded = status(agreement(**facts), dt.date.fromisoformat(on))
    assert concluded.status == expected
    assert concluded.reason.sv
    assert concluded.reason.en


def test_the_latest_judgement_counts():
    strangnas = examples.load("strangnas")
    promise = strangnas.promise("trygghetsvandringar")
    judged = standing(strangnas, promise)
    assert judged.assessment.fulfilment == "kept"
    assert str(judged.follow_up.date) == "2020-01"
    assert standing(strangnas, promise, dt.date(2019, 12, 31)).assessment is None
    assert (
        standing(examples.load("vasteras"), examples.load("vasteras").promises[0]).follow_up is None
    )
