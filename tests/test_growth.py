"""Ten times the agreement takes ten times the work, counted in calls and not in seconds."""

import json
import sys
import tracemalloc
from datetime import date, timedelta
from functools import partial

import pytest

from medborgarlofte import (
    Agreement,
    CommitmentReport,
    FollowUp,
    Indicator,
    Party,
    Promise,
    canonical,
    comparable_indicators,
    diff,
    dumps,
    evaluate,
    loads,
    overview,
    patch,
    renew,
    report,
    validate,
)
from medborgarlofte.checks import CHECKS, run
from medborgarlofte.checks._exemplary import ON, exemplary
from medborgarlofte.display.views import html
from medborgarlofte.evaluation._covered import Counted, apart
from medborgarlofte.format import locate
from medborgarlofte.history._masking import Masker
from medborgarlofte.tabular._rows import Rows


def enlarged(times):
    """The exemplary agreement with each of its parts *times* over, each under a name of its own."""
    base = exemplary()

    def copies(parts, *references):
        return tuple(
            part.evolve(
                id=f"{part.id}-{n}",
                **{key: tuple(f"{name}-{n}" for name in getattr(part, key)) for key in references},
            )
            for n in range(times)
            for part in parts
        )

    problems = tuple(
        problem.evolve(
            id=f"{problem.id}-{n}", causes=tuple(c.evolve(id=f"{c.id}-{n}") for c in problem.causes)
        )
        for n in range(times)
        for problem in base.situation.problems
    )
    promises = tuple(
        promise.evolve(
            commitments=tuple(c.evolve(id=f"{c.id}-{promise.id}") for c in promise.commitments)
        )
        for promise in copies(base.promises, "problems", "goals", "measures")
    )
    (follow_up,) = base.follow_ups
    reports = tuple(
        follow_up.commitment_reports[0].evolve(commitment=c.id)
        for p in promises
        for c in p.commitments
    )
    return base.evolve(
        situation=base.situation.evolve(problems=problems),
        goals=copies(base.goals, "problems", "indicators"),
        promises=promises,
        measures=copies(base.measures, "goals", "causes"),
        indicators=copies(base.indicators),
        follow_ups=[
            follow_up.evolve(
                commitment_reports=reports,
                measure_reports=[
                    follow_up.measure_reports[n % 2].evolve(measure=f"{name}-{n // 2}")
                    for n, name in enumerate(["vandra", "lysa-upp"] * times)
                ],
                assessments=[
                    follow_up.assessments[0].evolve(promise=promise.id) for promise in promises
                ],
            )
        ],
    )


def calls(work):
    """How many Python and C functions *work* calls."""
    count = 0

    def tally(_frame, event, _arg):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tally)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def test_an_enlarged_agreement_is_as_good_as_its_model():
    assert list(validate(enlarged(3), on=ON)) == []


@pytest.fixture(scope="module")
def sizes():
    return {times: enlarged(times) for times in (1, 10, 100)}


WORK = {
    "dumps": dumps,
    "canonical": canonical,
    "loads": lambda agreement: loads(TEXTS[id(agreement)]),
    "validate": lambda agreement: validate(TEXTS[id(agreement)], on=ON),
    "rules": lambda agreement: list(run(agreement.evolve(), ON)),
    "hash": lambda agreement: hash(agreement.evolve()),
    "equality": lambda agreement: agreement == agreement.evolve(),
    "diff": lambda agreement: diff(agreement, changed(agreement)),
    "patch": lambda agreement: patch(agreement, diff(agreement, changed(agreement))),
    "tables": lambda agreement: Rows().add(agreement),
    "evaluate": lambda agreement: evaluate(agreement.evolve(), ON).to_dict(),
    "overview": lambda agreement: overview([agreement.evolve()]),
    "views": lambda agreement: html(agreement.evolve()),
    "report": lambda agreement: report(agreement.evolve(), "2026-02-01"),
    "look-ups": lambda agreement: [agreement.evolve().measures_for("vandringar-0")],
}
TEXTS = {}


def changed(agreement):
    """*agreement* with every other promise worded anew, and the parties the other way round."""
    promises = [
        promise.evolve(text=f"{promise.text} Igen.") if number % 2 else promise
        for number, promise in enumerate(agreement.promises)
    ]
    return agreement.evolve(promises=promises, parties=agreement.parties[::-1])


@pytest.mark.parametrize("name", WORK)
def test_work_grows_with_the_agreement(name, sizes):
    for agreement in sizes.values():
        TEXTS[id(agreement)] = dumps(agreement)
    counted = {times: calls(lambda a=a: WORK[name](a)) for times, a in sizes.items()}
    assert counted[10] <= 12 * counted[1], counted
    assert counted[100] <= 12 * counted[10], counted


@pytest.mark.parametrize("code", CHECKS)
def test_each_rule_grows_with_the_agreement(code, sizes):
    counted = {}
    for times in (10, 100):
        agreement = sizes[times].evolve()
        assert agreement.places
        counted[times] = calls(lambda a=agreement: list(run(a, ON, [code])))
    assert counted[100] <= 12 * counted[10] + 100, counted


# ── One id for everything, and much of one thing ───────────────────────────────


def shape(**lists):
    """An agreement whose *lists* have a part for each number, as JSON."""
    head = {"medborgarlofte": "1.0", "id": "a", "title": "Löften", "kind": "citizen_promise"}
    head |= {"language": "sv", "period": {"start": "2025", "end": "2025"}}
    return lambda many: json.dumps(
        head | {key: made if isinstance(made := part(many), list) else [made] * many
                for key, part in lists.items()}
    )  # fmt: skip


P = {"id": "p", "text": "Vi förbättrar."}


def day(number):
    return str(date(2000, 1, 1) + timedelta(days=number))


def a_commitment(name):
    many = {"number": 10**9, "comparison": "at_least"}
    return {"id": name, "text": "Vi går.", "quantity": many}


HOSTILE = {
    "promises of one id, and measures for it": shape(
        promises=lambda _: P,
        measures=lambda n: [{"id": f"m{k}", "title": "A", "promises": ["p"]} for k in range(n)],
    ),
    "promises of one id, and judgements": shape(
        promises=lambda _: P,
        follow_ups=lambda n: [
            {
                "id": "f",
                "date": "2025-06",
                "assessments": [{"promise": "p", "fulfilment": "kept"}] * n,
            }
        ],
    ),
    "goals of one id, and judgements": shape(
        goals=lambda _: {"id": "g", "text": "Trygghet.", "due": "2025-03"},
        follow_ups=lambda n: [{"id": "f", "assessments": [{"goal": "g"}] * n}],
    ),
    "commitments of one id, and reports": shape(
        promises=lambda n: [{**P, "commitments": [{"id": "c", "text": "Vi går."}] * n}],
        follow_ups=lambda n: [
            {"id": "f", "commitment_reports": [{"commitment": "c", "count": 1}] * n}
        ],
    ),
    "measures of one id, and reports": shape(
        measures=lambda _: {"id": "m", "title": "A"},
        follow_ups=lambda n: [{"id": "f", "measure_reports": [{"measure": "m", "count": 1}] * n}],
    ),
    "promises, and follow-ups of other times": shape(
        promises=lambda n: [{**P, "id": f"p{k}"} for k in range(n)],
        follow_ups=lambda n: [
            {
                "id": f"f{k}",
                "period": {"start": "1900", "end": f"{2025 + k // 12}-{k % 12 + 1:02}"},
                "assessments": [{"promise": "p0", "fulfilment": "kept"}],
            }
            for k in range(n)
        ],
    ),
    "one promise, its commitments, reports and judgements": shape(
        promises=lambda n: [{**P, "commitments": [a_commitment(f"c{k}") for k in range(n)]}],
        follow_ups=lambda n: [
            {
                "id": "f",
                "commitment_reports": [{"commitment": f"c{k}", "count": 1} for k in range(n)],
                "assessments": [{"promise": "p", "fulfilment": "kept"}] * n,
            }
        ],
    ),
    "commitments of one id, their reports and judgements": shape(
        promises=lambda _: {**P, "commitments": [a_commitment("c")]},
        follow_ups=lambda n: [
            {
                "id": "f",
                "commitment_reports": [{"commitment": "c", "count": 1}] * n,
                "assessments": [{"promise": "p", "fulfilment": "kept"}] * n,
            }
        ],
    ),
    "one promise, its commitments, and follow-ups that count one": shape(
        promises=lambda n: [{**P, "commitments": [a_commitment(f"c{k}") for k in range(n)]}],
        follow_ups=lambda n: [
            {
                "id": f"f{k}",
                "commitment_reports": [{"commitment": f"c{k}", "count": 1}],
                "assessments": [{"promise": "p", "fulfilment": "kept"}],
            }
            for k in range(n)
        ],
    ),
    "parties, each part of the one before, and parts of the last": shape(
        parties=lambda n: [
            {"id": f"q{k}", "name": "A", "kind": "police", "part_of": f"q{max(min(k, n) - 1, 0)}"}
            for k in range(2 * n)
        ],
        signatories=lambda _: {"party": "x"},
    ),
    "promises of one goal, and values of its indicator": shape(
        promises=lambda n: [{**P, "id": f"p{k}", "goals": ["g"]} for k in range(n)],
        goals=lambda _: [{"id": "g", "text": "Trygghet.", "indicators": ["i"]}],
        indicators=lambda n: [
            {
                "id": "i",
                "name": "Andel",
                "direction": "down",
                "baseline": {"value": 1, "period": {"start": "2019", "end": "2019"}},
                "observations": [{"value": 2, "period": {"start": "2024", "end": "2024"}}] * n,
            }
        ],
    ),
    "a commitment counted day by day": shape(
        promises=lambda _: {**P, "commitments": [a_commitment("c")]},
        follow_ups=lambda n: [
            {
                "id": f"f{k}",
                "period": {"start": day(k), "end": day(k)},
                "commitment_reports": [{"commitment": "c", "count": 1}],
            }
            for k in range(n)
        ],
    ),
    "promises of one goal, and its indicators": shape(
        promises=lambda n: [{**P, "id": f"p{k}", "goals": ["g", f"g{k}"]} for k in range(n)],
        goals=lambda n: [{"id": "g", "text": "T", "indicators": [f"i{k}" for k in range(n)]}],
        indicators=lambda n: [
            {
                "id": f"i{k}",
                "name": "Andel",
                "direction": "down",
                "baseline": {"value": 1, "period": {"start": "2019", "end": "2019"}},
                "observations": [{"value": 0, "period": {"start": "2024", "end": "2024"}}],
            }
            for k in range(n)
        ],
        follow_ups=lambda n: [
            {
                "id": "f",
                "assessments": [{"promise": f"p{k}", "fulfilment": "kept"} for k in range(n)],
            }
        ],
    ),
    "targets and observations of one indicator": shape(
        indicators=lambda n: [
            {
                "id": "i",
                "name": "Andel",
                "targets": [{"value": 1, "due": "2025-03"}] * n,
                "observations": [{"value": 2, "period": {"start": "2024", "end": "2024"}}] * n,
            }
        ],
    ),
}
ASKED = {
    "validate": lambda text: validate(text, on=ON),
    "evaluate": lambda text: evaluate(loads(text), ON).to_dict(),
    "report": lambda text: report(loads(text), "2026-02-01"),
    "renew": lambda text: renew(loads(text), "2030"),
}


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("name", HOSTILE)
def test_work_grows_with_any_document(name, asked):
    """Not with its square, whatever stands in it how often."""
    counted = {many: calls(lambda m=many: ASKED[asked](HOSTILE[name](m))) for many in (60, 600)}
    assert counted[600] <= 13 * counted[60], counted


@pytest.mark.parametrize("name", HOSTILE)
def test_each_rule_grows_with_any_document(name):
    """One by one: among them all, one whose work grows with the square is not seen so soon."""
    agreements = {many: loads(HOSTILE[name](many)) for many in (60, 600)}
    for agreement in agreements.values():
        agreement.measures_for("p")  # looked up once, for whoever asks
    for code in CHECKS:
        counted = {
            many: calls(lambda a=a, code=code: list(run(a, ON, [code])))
            for many, a in agreements.items()
        }
        assert counted[600] <= 13 * counted[60] + 200, (code, counted)


# ── What is asked of more than a document ──────────────────────────────────────


def one_named(many, **facts):
    """Indicators of one name, each with *facts* of its own."""
    return Agreement(
        title="Plan",
        kind="action_plan",
        indicators=[
            Indicator(id=f"i{n}", name="Trygga", **{key: of(n) for key, of in facts.items()})
            for n in range(many)
        ],
    )


def told_all(**facts):
    told = {"unit": "procent", "scale": "percentage", "definition": "d", "population": "alla"}
    told = {key: lambda _, value=value: value for key, value in {**told, "direction": "up"}.items()}
    return {**told, **facts}


def month(number):
    return f"{1900 + number // 12}-{number % 12 + 1:02}"


SHAPES = {
    "indicators of one name, each without a unit": lambda many: partial(
        comparable_indicators, [one_named(many, definition=lambda n: f"d{n}")]
    ),
    "indicators of one name, each told otherwise": lambda many: partial(
        comparable_indicators, [one_named(many, **told_all(definition=lambda n: f"d{n}"))]
    ),
    "indicators of one name, each of another time": lambda many: partial(
        comparable_indicators,
        [one_named(many, **told_all(period=lambda n: month(n * 7 % many)))],
    ),
    "indicators of one name, each of a longer time": lambda many: partial(
        comparable_indicators,
        [one_named(many, **told_all(period=lambda n: f"{month(n)}/{month(n + n % 2 * many)}"))],
    ),
}

TOWN = Party(id="k", name="Kommunen", kind="municipality", municipality_code="0180")
SHAPES |= {
    "promises, and as many parties": lambda many: partial(
        overview,
        [
            Agreement(
                title="Plan",
                kind="action_plan",
                parties=[TOWN.evolve(id=f"k{n}") for n in range(many)],
                promises=[Promise(id=f"p{n}", text="Vi går.") for n in range(many)],
            )
        ],
    )
}
JUDGED_BY_ALL = shape(
    parties=lambda n: [{"id": f"k{k}", "name": "A", "kind": "police"} for k in range(n)],
    promises=lambda n: [{**P, "id": f"p{k}"} for k in range(n)],
    follow_ups=lambda n: [
        {
            "id": "f",
            "by": [f"k{k}" for k in range(n)],
            "assessments": [{"promise": f"p{k}", "fulfilment": "kept"} for k in range(n)],
        }
    ],
)
SHAPES |= {
    "parties that all judge each promise": lambda many: partial(
        overview, [loads(JUDGED_BY_ALL(many))]
    )
}
HEAD = "Grannen på Storgatan såg att "
SHAPES |= {
    "values withheld that begin alike, and a text of such": lambda many: partial(
        Masker(f"{HEAD * 4}{n} kom." for n in range(many)).found_in,
        " ".join(f"{HEAD * 4}ingen kom." for n in range(many)),
    )
}


@pytest.mark.parametrize("name", SHAPES)
def test_work_grows_with_what_is_asked_about(name):
    counted = {many: calls(SHAPES[name](many)) for many in (60, 600)}
    assert counted[600] <= 15 * counted[60], counted  # a sorting among it


def day_by_day(many):
    """Counts of a day each, one after the other."""
    told = FollowUp(), CommitmentReport(commitment="c", count=1)
    days = [date(2000, 1, 1) + timedelta(days=number) for number in range(many)]
    return [
        Counted(follow_up=told[0], report=told[1], first=day, last=day, order=number)
        for number, day in enumerate(days)
    ]


def test_memory_for_counts_that_are_apart_grows_with_them():
    highest = {}
    apart(day_by_day(2))  # what is made once is no part of it
    for many in (1000, 4000):
        counts = day_by_day(many)
        tracemalloc.start()
        assert list(apart(counts)) == counts
        highest[many] = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert highest[4000] <= 6 * highest[1000], highest


class Counting(str):
    """A text that adds up how much of it is looked through for the ends of lines."""

    __slots__ = ()
    looked_through = 0

    def count(self, part, start=0, end=None):
        Counting.looked_through += (len(self) if end is None else end) - start
        return super().count(part, start, len(self) if end is None else end)


def test_lines_are_not_counted_from_the_start_for_each_place():
    text = Counting(json.dumps({"a": [*range(1000)]}, indent=1))
    Counting.looked_through = 0
    found = locate(text, [f"/a/{number}" for number in range(1000)])
    assert found["/a/999"] == (1002, 3)
    assert Counting.looked_through <= len(text)
