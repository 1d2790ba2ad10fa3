"""R2: the situation picture, its problems and causes; above all what is not told of."""

import pytest

from medborgarlofte import examples
from medborgarlofte.checking import validate
from medborgarlofte.checks import CHECKS
from medborgarlofte.checks._exemplary import ON
from medborgarlofte.model import (
    Agreement,
    Cause,
    Document,
    Goal,
    Measure,
    Problem,
    Promise,
    Relation,
    Signatory,
    Situation,
    Source,
)


def found(agreement, code):
    return [(f.pointer, f.params) for f in validate(agreement, on=ON) if f.code == code]


def made(situation=None, **fields):
    kind = {"kind": "cooperation_agreement", **fields}
    return Agreement(title="Överenskommelse", situation=situation, **kind)


PART_OF = Relation(kind="part_of", agreement="overenskommelsen")


@pytest.mark.parametrize("code", [code for code in CHECKS if code.startswith("R2")])
@pytest.mark.parametrize("agreement", [made(), *map(examples.load, examples.names())], ids=str)
def test_any_agreement_can_be_broken(code, agreement):
    broken, pointer = CHECKS[code].breaker(agreement)
    assert pointer in dict.fromkeys(at for at, _ in found(broken, code))


class TestThePicture:
    def test_of_a_missing_one_only_that_is_told(self):
        codes = {f.code for f in validate(made(), on=ON) if f.code.startswith("R2")}
        assert codes == {"R201", "R212"}

    def test_of_an_empty_one_each_lack_is_told_once(self):
        codes = [f.code for f in validate(made(Situation()), on=ON) if f.code.startswith("R2")]
        assert sorted(codes) == ["R202", "R204", "R210", "R212"]

    def test_the_agreement_that_this_is_part_of_may_have_it(self):
        part = made(relations=[PART_OF])
        assert found(part, "R201") == found(part, "R212") == []
        renewing = made(relations=[Relation(kind="renews", agreement="forra")])
        assert found(renewing, "R201") == [("", {})]

    def test_a_source_has_its_time_or_its_documents(self):
        sources = [
            Source(id="a", title="A", kind="survey", period="2024"),
            Source(id="b", title="B", kind="survey", document=Document(title="B", date="2024")),
            Source(id="c", title="C", kind="survey", document=Document(title="C")),
            Source(id="d", title="D", kind="strategy"),
        ]
        agreement = made(Situation(sources=sources))
        (finding,) = [f for f in validate(agreement, on=ON) if f.code == "R203"]
        assert finding.pointer == "/situation/sources"
        assert finding.params == {"ids": ("c", "d")}
        assert finding.related == ("/situation/sources/2", "/situation/sources/3")
        assert found(made(Situation(sources=sources[:2])), "R203") == []

    @pytest.mark.parametrize(
        ("joint", "kind", "pointers"),
        [
            (True, "cooperation_agreement", []),
            (None, "cooperation_agreement", ["/situation"]),
            (False, "citizen_promise", ["/situation/joint"]),
            (None, "action_plan", []),  # a municipality's plan may rest on its own picture
        ],
    )
    def test_it_is_the_parties_own_together(self, joint, kind, pointers):
        agreement = made(Situation(joint=joint), kind=kind)
        assert [at for at, _ in found(agreement, "R210")] == pointers

    @pytest.mark.parametrize(
        ("as_of", "signed", "told"),
        [
            ("2022-10", "2024-12-10", True),
            ("2022-12-10", "2024-12-10", False),  # two years to the day
            ("2022-12-09", "2024-12-10", True),
            ("2022", "2024-12-10", False),  # perhaps in December
            ("2021", "2024", True),
            ("2022", "2024", False),
            (None, "2024", False),
            ("2010", None, False),
        ],
    )
    def test_stale_is_what_certainly_is(self, as_of, signed, told):
        agreement = made(Situation(as_of=as_of), signed=signed)
        assert bool(found(agreement, "R211")) is told
        by_hand = made(Situation(as_of=as_of), signatories=[Signatory(signed=signed)])
        assert bool(found(by_hand, "R211")) is told


def problem(name, *causes, **fields):
    causes = [Cause(id=cause, text=cause) for cause in causes]
    return Problem(id=name, title=name, causes=causes, **fields)


class TestProblems:
    picture = Situation(problems=[problem("buller", "krogar"), problem("stold", "olast", "morkt")])

    def ids(self, code, **fields):
        return [params["id"] for _, params in found(made(self.picture, **fields), code)]

    @pytest.mark.parametrize(
        "fields",
        [
            {"goals": [Goal(text="Mindre buller", problems="buller")]},
            {"promises": [Promise(text="Vi minskar bullret", problems="buller")]},
            {"measures": [Measure(title="Tillsyn", causes="krogar")]},
        ],
    )
    def test_a_goal_a_promise_or_a_measure_meets_a_problem(self, fields):
        assert self.ids("R206", **fields) == ["stold"]

    def test_where_nothing_could_meet_them_that_is_what_is_wanting(self):
        assert self.ids("R206") == []

    def test_causes_are_told_of_where_their_problem_is_met(self):
        tillsyn = Measure(title="Tillsyn", causes="krogar")
        assert self.ids("R207", measures=[tillsyn]) == []  # nothing meets the thefts: R206
        assert self.ids("R207", measures=[tillsyn.evolve(causes=["krogar", "morkt"])]) == ["olast"]

    def test_measures_that_name_no_cause_leave_every_cause_alone(self):
        assert self.ids("R207", measures=[Measure(title="Tillsyn")]) == []

    def test_a_reason_is_wanted_once_of_all_problems(self):
        (finding,) = [f for f in validate(made(self.picture), on=ON) if f.code == "R208"]
        assert finding.params == {"ids": ("buller", "stold")}
        assert finding.related == ("/situation/problems/0", "/situation/problems/1")
        told = Situation(problems=[problem("buller", priority_reason="Många berörs.")])
        assert found(made(told), "R208") == []


@pytest.mark.parametrize(
    ("factors", "told"),
    [
        (["control", "control"], True),
        (["control", "object"], False),
        (["control", None], False),  # it may be another
        (["control"], False),
        ([], False),
    ],
)
def test_causes_of_one_corner(factors, told):
    causes = [Cause(id=f"orsak-{n}", text="Orsak", factor=f) for n, f in enumerate(factors)]
    agreement = made(Situation(problems=[Problem(title="Problem", causes=causes)]))
    assert bool(found(agreement, "R213")) is told


def test_the_staff_is_asked_where_anybody_is():
    survey = Source(title="Enkät", kind="survey")
    staff = Source(title="Dialog", kind="staff_dialogue")
    assert found(made(Situation()), "R209") == []
    assert found(made(Situation(sources=[survey])), "R209") == [("/situation/sources", {})]
    assert found(made(Situation(sources=[survey, staff])), "R209") == []


@pytest.mark.parametrize(
    ("kind", "told"),
    [("cooperation_agreement", True), ("action_plan", True), ("citizen_promise", False)],
)
def test_who_needs_a_goal(kind, told):
    assert bool(found(made(kind=kind), "R212")) is told
    assert found(made(kind=kind, goals=[Goal(text="Färre stölder")]), "R212") == []
