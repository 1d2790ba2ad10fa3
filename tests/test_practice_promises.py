"""R3: above all what is no fault in a promise."""

import pytest

from medborgarlofte import examples
from medborgarlofte.checks import run
from medborgarlofte.checks._exemplary import ON, exemplary
from medborgarlofte.checks._swedish import lix
from medborgarlofte.model import Agreement, Commitment, Measure, Participation, Promise
from medborgarlofte.values import Quantity, Recurrence, Text

VAGUE = "Vi ska verka för trygghet i centrum."


def found(code, agreement):
    return [finding.pointer for finding in run(agreement, ON, [code])]


def agreed(promise, **parts):
    return Agreement(title="Löften", kind="citizen_promise", promises=[promise], **parts)


def promise(text="Vi ska hålla torget tryggt.", **parts):
    return Promise(id="lofte", text=text, **parts)


def test_the_founding_page_names_no_measure_for_its_four_promises():
    founding = examples.load("vasteras")
    assert found("R301", founding) == [f"/promises/{number}" for number in range(4)]
    assert found("R306", founding) == []


class TestPromiseWithoutMeasure:
    @pytest.mark.parametrize(
        ("at_the_promise", "at_the_measure"), [("gora", ()), ((), "lofte"), ("gora", "lofte")]
    )
    def test_either_names_the_other(self, at_the_promise, at_the_measure):
        measure = Measure(id="gora", title="Vandringar", promises=at_the_measure)
        agreement = agreed(promise(measures=at_the_promise), measures=[measure])
        assert found("R301", agreement) == []

    def test_a_measure_that_is_named_but_missing_is_another_rules(self):
        assert found("R301", agreed(promise(measures="ingen"))) == []

    def test_a_commitment_is_no_measure(self):
        commitment = Commitment(text="Minst fyra.", quantity=Quantity.at_least(4))
        assert found("R301", agreed(promise(commitments=[commitment]))) == ["/promises/0"]


class TestVagueWording:
    def test_nothing_makes_it_concrete(self):
        assert found("R302", agreed(promise(VAGUE))) == ["/promises/0/text"]

    def test_a_commitment_does(self):
        commitment = Commitment(text="En vandring i veckan.")
        assert found("R302", agreed(promise(VAGUE, commitments=[commitment]))) == []

    @pytest.mark.parametrize(
        "said",
        [
            {"volume": Quantity.at_least(4)},
            {"recurrence": Recurrence(unit="week")},
            {"period": "2025-05"},
        ],
    )
    def test_a_measure_that_says_how_much_how_often_or_when_does(self, said):
        measure = Measure(title="Vandringar", promises="lofte", **said)
        assert found("R302", agreed(promise(VAGUE), measures=[measure], period="2025")) == []

    @pytest.mark.parametrize("always", [None, "2025", "2024/2026", "2025-03/.."])
    def test_a_measure_that_goes_on_all_the_time_does_not(self, always):
        measure = Measure(title="Samarbete", promises="lofte", period=always)
        assert found("R302", agreed(promise(VAGUE), measures=[measure], period="2025")) != []

    @pytest.mark.parametrize(
        "text",
        [
            "Vi går minst två trygghetsvandringar i samverkan med föreningarna.",
            "Vi kontrollerar trafiken 50 gånger, med fokus på byarna.",
            "Polisen söker upp och tröstar.",  # "öka" stands in "söker"
            Text(en="We will work for safety; fortsätta is Swedish."),
        ],
    )
    def test_a_number_or_no_swedish_hedge_is_not_vague(self, text):
        assert found("R302", agreed(promise(text))) == []

    def test_a_plain_text_is_swedish_in_a_swedish_agreement_only(self):
        assert found("R302", agreed(promise(VAGUE), language="sv-FI")) != []
        assert found("R302", agreed(promise(VAGUE), language="en")) == []

    def test_letters_may_be_composed_or_not(self):
        decomposed = "Vi ska verka fo\u0308r trygghet."
        assert found("R302", agreed(promise(decomposed))) != []

    @pytest.mark.parametrize(
        "words",
        [
            "arbeta aktivt",
            "arbetar aktivt",
            "arbeta för",
            "arbetar för",
            "verka för",
            "verkar för",
            "sträva efter",
            "strävar efter",
            "fortsätta",
            "fortsätter",
            "stärka",
            "stärker",
            "utveckla",
            "utvecklar",
            "öka",
            "ökar",
            "minska",
            "minskar",
            "förbättra",
            "förbättrar",
            "främja",
            "främjar",
            "vid behov",
            "om möjligt",
            "i möjligaste mån",
            "bland annat",
            "regelbundet",
            "löpande",
            "synlighet och närvaro",
            "i samverkan",
            "med fokus på",
        ],
    )
    def test_each_hedge_is_one(self, words):
        (finding,) = run(agreed(promise(f"Vi ska {words} trygghet.")), ON, ["R302"])
        assert finding.params == {"words": (words,)}

    @pytest.mark.parametrize(
        "count",
        [
            "minst",
            "högst",
            "varje",
            "två",
            "tre",
            "fyra",
            "fem",
            "sex",
            "sju",
            "åtta",
            "nio",
            "tio",
            "elva",
            "tolv",
            "15",
        ],
    )
    def test_each_number_makes_it_concrete(self, count):
        assert found("R302", agreed(promise(f"{VAGUE} Det sker {count} gånger."))) == []

    def test_the_words_told_are_the_rules_own(self):
        (finding,) = run(agreed(promise("Vi Stärker trygghet, VID BEHOV.")), ON, ["R302"])
        assert finding.params == {"words": ("stärker", "vid behov")}


def test_a_commitment_that_is_due_needs_no_number():
    office = Commitment(text="Ett områdeskontor öppnar.", due="2025-06")
    assert found("R303", agreed(promise(commitments=[office]))) == []


def test_who_carries_a_commitment_gives_the_promise():
    carried = Commitment(text="En kontroll om dagen.", by="polisen")
    assert found("R304", agreed(promise(commitments=[carried]))) == []


class TestNobodyLeadsPromise:
    def test_one_alone_needs_no_role(self):
        assert found("R305", agreed(promise(promisors="polisen"))) == []

    def test_each_may_say_its_own_part(self):
        promisors = [Participation(party=name, part="Sin del.") for name in ("polisen", "staden")]
        assert found("R305", agreed(promise(promisors=promisors))) == []
        promisors[1] = promisors[1].evolve(part=None)
        assert found("R305", agreed(promise(promisors=promisors))) == ["/promises/0/promisors"]

    def test_each_may_carry_commitments_of_its_own(self):
        assert found("R305", examples.load("malmo")) == []

    def test_carrying_them_together_does_not_do(self):
        both = ["polisen", "staden"]
        together = Commitment(text="Vandringar.", by=both)
        assert found("R305", agreed(promise(promisors=both, commitments=[together]))) != []


def test_no_promise_no_dialogue_needed():
    assert found("R306", Agreement(title="Plan", kind="action_plan")) == []


class TestHardToRead:
    def test_lix_is_words_in_a_sentence_and_long_words_in_a_hundred(self):
        assert lix("Vi går. Vi ser trygghetsvandringar.") == round(5 / 2 + 100 / 5)
        assert lix("Vi går på torget\nVi ser er") == round(7 / 2)
        assert lix("Kl. 19.30 går vi") == round(5 / 2)
        assert lix("…") == lix("") == 0

    @pytest.mark.parametrize(
        "text",
        [
            "Trygghetsskapande åtgärder genomförs kontinuerligt",  # a heading, LIX 104
            "Vi går ut på torget och ser oss om. " * 6,
            Text(en="Comprehensive intergovernmental collaboration " * 30),
        ],
    )
    def test_short_or_simple_or_not_swedish(self, text):
        assert found("R307", agreed(promise(text))) == []

    def test_what_is_long_is_hard_however_simple(self):
        (finding,) = run(agreed(promise("Vi går ut. " * 21)), ON, ["R307"])
        assert finding.params == {"words": 63, "lix": 3}


def test_the_contact_of_the_agreement_stands_for_all():
    agreement = exemplary()
    promises = [p.evolve(contact=None) for p in agreement.promises]
    assert found("R308", agreement.evolve(promises=promises)) == []
    assert found("R308", agreement.evolve(contact=None)) == []


class TestPromiseWithoutProblem:
    def test_a_goal_alone_or_a_problem_alone_will_do(self):
        agreement = exemplary()
        for field in ("problems", "goals"):
            promises = [p.evolve(**{field: ()}) for p in agreement.promises]
            assert found("R309", agreement.evolve(promises=promises)) == []

    def test_an_agreement_without_any_is_not_told_again_for_each_promise(self):
        assert found("R309", agreed(promise())) == []


class TestOverAYear:
    @pytest.mark.parametrize(
        "period", [None, "2025", "2024-12/2025-12", "2024-01-01/2025-01-31", "2025/.."]
    )
    def test_a_year_and_a_month_is_no_more_than_a_year_nor_is_an_open_end(self, period):
        assert found("R311", agreed(promise(period=period), period="2025/2028")) == []

    def test_two_years(self):
        assert found("R311", agreed(promise(period="2018/2019"))) == ["/promises/0/period"]
