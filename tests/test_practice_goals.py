"""R5: above all what is no fault in a goal or an indicator."""

import pytest

from medborgarlofte import examples
from medborgarlofte.checks import run
from medborgarlofte.checks._exemplary import ON, exemplary
from medborgarlofte.codelists import Effect
from medborgarlofte.model import (
    Agreement,
    Assessment,
    Evidence,
    FollowUp,
    Goal,
    Indicator,
    Observation,
    Promise,
    Target,
)
from medborgarlofte.values import Text


def found(code, agreement):
    return [finding.pointer for finding in run(agreement, ON, [code])]


def aimed(goal=None, *indicators, **parts):
    goals = (
        [Goal(**{"id": "mal", "text": "Fler ska vara trygga.", **goal})] if goal is not None else []
    )
    return Agreement(title="Plan", kind="action_plan", goals=goals, indicators=indicators, **parts)


def indicator(name="i", **parts):
    return Indicator(id=name, name="Andel trygga", **parts)


PROMISE = Promise(text="Vi går ut.")


class TestNamesNoMovement:
    @pytest.mark.parametrize(
        "words",
        [
            "verka för",
            "verkar för",
            "arbeta för",
            "arbetar för",
            "värna",
            "värnar",
            "främja",
            "främjar",
            "sträva efter",
            "strävar efter",
            "slå vakt om",
            "slår vakt om",
        ],
    )
    def test_each_weak_verb_is_one(self, words):
        (finding,) = run(aimed({"text": f"Vi ska {words} trygghet."}), ON, ["R501"])
        assert finding.params == {"words": (words,)}

    @pytest.mark.parametrize(
        "movement",
        [
            "ökad",
            "ökning",
            "minska",
            "halvera",
            "fördubbla",
            "sjunka",
            "stiga",
            "stiger",
            "fler",
            "färre",
            "mer",
            "mindre",
            "högre",
            "lägre",
            "bättre",
            "tryggare",
            "säkrare",
            "procent",
            "5",
        ],
    )
    def test_each_word_for_more_or_less_is_a_movement(self, movement):
        assert found("R501", aimed({"text": f"Vi ska verka för {movement} trygghet."})) == []

    @pytest.mark.parametrize(
        "text", ["Vi ska verka för trygghet.", "Värna torget!", "Främja trygghet under 2025."]
    )
    def test_a_weak_verb_and_nothing_that_moves(self, text):
        assert found("R501", aimed({"text": text})) == ["/goals/0/text"]

    @pytest.mark.parametrize(
        "text",
        [
            "Fler ska vara trygga på torget.",
            "Torget är tryggt.",
            "Vi ska arbeta för att fler är trygga.",
            "Vi ska verka för att otryggheten minskar.",
            "Främja trygghet till 70 procent.",
            "Värna 4 torg.",
            "De förvärnar.",
            Text(en="We will work for safety; värna is Swedish."),
        ],
    )
    def test_a_movement_or_no_weak_verb(self, text):
        assert found("R501", aimed({"text": text})) == []


class TestMeasurable:
    """That there is no indicator is told once: of each goal, or of the agreement."""

    @pytest.mark.parametrize(
        ("agreement", "goals", "whole"),
        [
            (aimed({}), ["/goals/0"], []),
            (aimed({}, promises=[PROMISE]), [], [""]),
            (aimed({}, indicator(), promises=[PROMISE]), ["/goals/0"], []),
            (aimed({"indicators": "i"}, indicator(), promises=[PROMISE]), [], []),
            (aimed({"indicators": "ingen"}), [], []),
            (aimed(promises=[PROMISE]), [], [""]),
            (aimed(), [], []),
        ],
    )
    def test_told_once(self, agreement, goals, whole):
        assert found("R502", agreement) == goals
        assert found("R521", agreement) == whole

    def test_the_founding_page_has_no_indicator(self):
        assert found("R521", examples.load("vasteras")) == [""]


@pytest.mark.parametrize(
    ("kinds", "wanting"),
    [
        ([], False),
        (["production", "process"], True),
        (["production", "effect"], False),
        (["production", None], False),  # the one of unknown kind may be it
    ],
)
def test_one_goal_is_an_effect_goal(kinds, wanting):
    goals = [Goal(id=f"m{n}", text="Fler.", kind=kind) for n, kind in enumerate(kinds)]
    assert found("R503", aimed().evolve(goals=goals)) == (["/goals"] if wanting else [])


class TestTimes:
    """A missing time is told once: of the goal, or of the target."""

    DUE, NO_DUE = Target(value=70, due="2026"), Target(value=60)

    @pytest.mark.parametrize(
        ("agreement", "goals", "targets"),
        [
            (aimed({"due": "2026"}), [], []),
            (aimed({}), ["/goals/0"], []),
            (aimed({"indicators": "i"}, indicator(targets=[NO_DUE])), ["/goals/0"], []),
            (aimed({"indicators": "i"}, indicator(targets=[DUE])), [], []),
            (aimed({"indicators": "i", "due": "2026"}, indicator(targets=[NO_DUE])), [], []),
            (aimed({"indicators": "i"}, indicator(targets=[DUE, NO_DUE])), [], ["i/targets/1"]),
            (
                aimed(
                    {"indicators": ["i", "j"]},
                    indicator(targets=[NO_DUE]),
                    indicator("j", targets=[DUE]),
                ),
                [],
                ["i/targets/0"],
            ),
            (aimed(None, indicator(targets=[NO_DUE])), [], ["i/targets/0"]),
        ],
    )
    def test_told_once(self, agreement, goals, targets):
        assert found("R504", agreement) == goals
        assert found("R515", agreement) == [t.replace("i/", "/indicators/0/") for t in targets]


def test_a_problem_is_asked_for_only_where_the_agreement_names_any():
    assert found("R505", aimed({})) == []


@pytest.mark.parametrize(
    ("goal_kind", "kinds", "wanting"),
    [
        ("effect", ["production", "process"], True),
        ("effect", ["production", "effect"], False),
        ("effect", ["production", None], False),
        ("effect", [], False),  # that it has none is another rule's
        ("production", ["production"], False),
        (None, ["production"], False),
    ],
)
def test_an_effect_goal_is_measured_by_its_effect(goal_kind, kinds, wanting):
    indicators = [indicator(f"i{n}", kind=kind) for n, kind in enumerate(kinds)]
    goal = {"kind": goal_kind, "indicators": [i.id for i in indicators]}
    assert found("R506", aimed(goal, *indicators)) == (["/goals/0/indicators"] if wanting else [])


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("R511", {"baseline": Observation(value=61)}),
        ("R511", {"baseline": Observation(missing="not_measured")}),
        ("R511", {"kind": "production"}),  # what is counted as it is done starts from nothing
        ("R511", {"kind": "process"}),
        ("R512", {"targets": [Target(value=70)]}),
        ("R512", {"scale": "qualitative"}),
        ("R512", {"direction": "keep", "baseline": Observation(value=61)}),
        ("R513", {"source": "Kommunens enkät"}),
        ("R513", {"observations": [Observation(value=61, source="Kommunens enkät")]}),
        ("R514", {"direction": "down"}),
        ("R514", {"scale": "qualitative"}),
        ("R516", {"unit": "anmälningar"}),
        ("R516", {"scale": "percentage"}),
        ("R517", {"definition": "Andel som svarar ganska eller mycket trygg."}),
    ],
)
def test_an_indicator_is_wanting_until_something_is_said(code, said):
    assert found(code, aimed(None, indicator())) == ["/indicators/0"]
    assert found(code, aimed(None, indicator(**said))) == []


def test_every_value_has_a_source_or_the_indicator_has():
    values = [Observation(value=61, source="Enkät"), Observation(value=64)]
    assert found("R513", aimed(None, indicator(observations=values))) == ["/indicators/0"]
    unmeasured = [values[0], Observation(missing="not_yet")]
    assert found("R513", aimed(None, indicator(observations=unmeasured))) == []


def test_an_indicator_belongs_to_a_goal_where_there_are_goals():
    assert found("R518", aimed(None, indicator())) == []
    assert found("R518", aimed({}, indicator())) == ["/indicators/0"]
    assert found("R518", aimed({"indicators": "i"}, indicator())) == []


class TestSingleMeasurement:
    POINTER = "/follow_ups/0/assessments/0/effect"

    def judged(self, *values, effect="improved", **said):
        assessment = Assessment(effect=effect, **(said or {"goal": "mal"}))
        return aimed(
            {"indicators": "i"},
            indicator(observations=values),
            promises=[PROMISE.evolve(id="lofte", goals="mal")],
            follow_ups=[FollowUp(assessments=[assessment])],
        )

    ONCE = Observation(value=61, period="2024")
    TWICE = (ONCE, Observation(value=64, period="2025"))

    @pytest.mark.parametrize(
        "said",
        [
            {"goal": "mal"},
            {"promise": "lofte"},
            {"evidence": [Evidence(indicator="i")]},
        ],
    )
    def test_the_indicators_of_the_goal_the_promise_or_the_evidence(self, said):
        assert found("R519", self.judged(self.ONCE, **said)) == [self.POINTER]
        assert found("R519", self.judged(*self.TWICE, **said)) == []

    def test_women_and_men_in_one_survey_are_one_measurement(self):
        men = self.ONCE.evolve(value=70, subgroup="men")
        assert found("R519", self.judged(self.ONCE, men)) == [self.POINTER]

    def test_a_value_that_is_missing_is_none(self):
        missing = Observation(missing="not_yet", period="2025")
        assert found("R519", self.judged(self.ONCE, missing)) == [self.POINTER]

    def test_values_without_a_time_are_each_their_own(self):
        assert found("R519", self.judged(Observation(value=61), Observation(value=64))) == []

    @pytest.mark.parametrize("effect", [None, Effect.UNCHANGED, Effect.CANNOT_BE_ASSESSED])
    def test_no_change_is_claimed(self, effect):
        assert found("R519", self.judged(self.ONCE, effect=effect)) == []

    def test_no_indicator_to_see_it_in(self):
        assert found("R519", self.judged(goal="ingen")) == []

    def test_one_of_several_that_was_measured_again_is_enough(self):
        again = Observation(value=64, period="2025")
        several = [Evidence(indicator="i"), Evidence(indicator="j")]
        plan = self.judged(self.ONCE, evidence=several)
        other = indicator("j", observations=[self.ONCE, again])
        assert found("R519", plan) == [self.POINTER]
        assert found("R519", plan.evolve(indicators=[*plan.indicators, other])) == []

    def test_the_baseline_is_a_measurement(self):
        agreement = exemplary()
        (measured,) = agreement.indicators
        assert len(measured.observations) == 1
        assert found("R519", agreement) == []


REPORTED = {"name": "Inbrott", "source": "Anmälda brott, Brå"}


class TestReportedCrimeOnly:
    POINTER = "/goals/0/indicators"

    def measured(self, *said, kind="effect"):
        indicators = [Indicator(id=f"i{n}", **s) for n, s in enumerate(said)]
        return aimed({"kind": kind, "indicators": [i.id for i in indicators]}, *indicators)

    @pytest.mark.parametrize(
        "said",
        [
            REPORTED,
            {"name": "Anmälda inbrott"},
            {"name": "Inbrott", "source": Text(en="Reported crime, Brå")},
        ],
    )
    def test_all_of_it_is_reported_crime(self, said):
        assert found("R520", self.measured(said)) == [self.POINTER]

    @pytest.mark.parametrize(
        "others",
        [
            [],
            [REPORTED, {"name": "Andel trygga", "source": "NTU"}],
            [{"name": "Andel som anmäler brott", "source": "NTU"}],
        ],
    )
    def test_something_besides_it(self, others):
        assert found("R520", self.measured(*others)) == []

    def test_a_production_goal_may_rest_on_it(self):
        assert found("R520", self.measured(REPORTED, kind="production")) == []
