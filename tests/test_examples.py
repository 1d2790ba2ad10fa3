"""The examples that are shipped: their form, and the facts that they carry."""

from decimal import Decimal

import pytest

from medborgarlofte import examples
from medborgarlofte.checking import validate
from medborgarlofte.codelists import Comparison, MeasureState, PoliceLevel, Role, Verdict
from medborgarlofte.format import dumps
from medborgarlofte.values import PartialDate, Period, Precision, Quantity, Rate

EVERY = pytest.mark.parametrize("name", examples.names())


def commitments(agreement):
    return {c.id: c for promise in agreement.promises for c in promise.commitments}


def given_by(agreement):
    """Who gives each promise."""
    return {p.id: {who.party for who in p.promisors} for p in agreement.promises}


def test_the_examples_are_these():
    assert examples.names() == ("laxa", "lulea", "malmo", "strangnas", "trosa", "vasteras")


@EVERY
def test_the_file_is_as_the_library_writes_it(name):
    assert examples.source(name) == dumps(examples.load(name)).encode()


@EVERY
def test_nothing_stands_outside_the_model(name):
    assert [p.pointer() for p in examples.load(name).places if p.part.extensions] == []


@EVERY
def test_nothing_in_it_is_an_error_or_a_contradiction(name):
    report = validate(examples.source(name))
    assert report.ok
    assert [f for f in report if f.code[0] in "SK"] == []


@EVERY
def test_the_record_says_where_the_facts_come_from(name):
    record = examples.load(name).record
    assert record.source
    assert record.licence == "CC0-1.0"
    assert "våra egna" in str(record.note)


class TestVasteras:
    agreement = examples.load("vasteras")

    def test_when_it_was_signed_and_how_long_it_holds_is_not_known(self):
        assert self.agreement.signed is None
        assert self.agreement.period is None

    def test_the_police_district_stands_in_its_hierarchy(self):
        steps, party = [], self.agreement.party("polisen")
        while party is not None:
            steps.append((str(party.name), party.police_level))
            party = self.agreement.party(party.part_of) if party.part_of else None
        assert steps == [
            ("Lokalpolisområde Västerås", PoliceLevel.LOCAL_DISTRICT),
            ("Polisområde Västmanland", PoliceLevel.DISTRICT),
            ("Polisregion Mitt", PoliceLevel.REGION),
        ]
        assert self.agreement.party("staden").municipality_code == "1980"

    def test_one_signs_for_the_city_and_one_acting_for_the_police(self):
        city, police = self.agreement.signatories
        assert (city.name, city.political_affiliation) == ("Anders Teljebäck", "S")
        assert (police.name, police.acting) == ("Lars Jansson", True)

    def test_the_western_districts_contain_two_and_the_centre_stands_apart(self):
        within = {area.id: area.part_of for area in self.agreement.areas}
        west = "vastra-stadsdelarna"
        assert within == {west: None, "raby": west, "backby": west, "centrum": None}

    def test_it_rests_on_six_sources(self):
        assert {source.kind for source in self.agreement.situation.sources} == {
            "strategy",
            "staff_dialogue",
            "staff_knowledge",
            "partner_views",
            "citizen_dialogue",
            "statistics",
        }

    def test_four_promises_in_two_languages(self):
        assert {p.id: p.areas for p in self.agreement.promises} == {
            "synligt-polisarbete": ("raby", "backby", "centrum"),
            "gemensamma-insatser": ("backby", "raby"),
            "omradeskontor": ("vastra-stadsdelarna",),
            "sociala-insatsgrupper": (),
        }
        for promise in self.agreement.promises:
            assert promise.text.languages == promise.title.languages == ("en", "sv")

    def test_the_city_contributes_to_the_area_office_with_a_working_group(self):
        police, city = self.agreement.promise("omradeskontor").promisors
        assert (police.party, police.role) == ("polisen", Role.LEAD)
        assert (city.party, city.role) == ("staden", Role.CONTRIBUTOR)
        assert str(city.unit) == "Arbetsgruppen för social hållbarhet"

    def test_it_renews_and_leaves_the_rest_unsaid(self):
        assert [str(relation.kind) for relation in self.agreement.relations] == ["renews"]
        assert not self.agreement.measures
        assert not self.agreement.indicators
        assert not self.agreement.follow_ups
        assert self.agreement.follow_up_plan is None


class TestStrangnas:
    agreement = examples.load("strangnas")

    def test_it_is_for_a_year_and_signed_in_a_month(self):
        assert self.agreement.period == Period.parse("2019")
        assert self.agreement.signed == PartialDate.parse("2019-02")
        assert self.agreement.follow_up("uppfoljning-2019").date == PartialDate.parse("2020-01")

    @pytest.mark.parametrize(
        ("commitment", "promised", "done"),
        [
            ("grannsamverkan", 8, 20),
            ("batsamverkan", 2, 3),
            ("vandringar", 4, 4),
            ("trafikkontroller", None, 303),
            ("mopedinsats", None, None),
            ("trafiksakerhetsrad", None, None),
        ],
    )
    def test_what_was_promised_and_done(self, commitment, promised, done):
        quantity = self.agreement.commitment(commitment).quantity
        ((_, report),) = self.agreement.reports_on(self.agreement.commitment(commitment))
        assert (report.state, report.count) == (MeasureState.DONE, done)
        assert (quantity and quantity.number) == promised
        assert quantity is None or quantity.is_met_by(report.count)

    def test_every_promise_was_kept(self):
        verdicts = [
            assessment.fulfilment
            for promise in self.agreement.promises
            for _, assessment in self.agreement.assessments_of(promise)
        ]
        assert verdicts == [Verdict.KEPT] * 3


class TestLulea:
    agreement = examples.load("lulea")

    def test_who_carries_what(self):
        assert {name: c.by for name, c in commitments(self.agreement).items()} == {
            "trafikkontroller": ("polisen",),
            "trygghetsvandring": ("kommunen",),
            "utbildningar": ("kommunen",),
            "tillsyn": ("kommunen",),
            "tunnelkontroller": ("kommunen",),
            "kampanj": ("polisen", "kommunen"),
        }

    def test_how_much(self):
        quantities = {name: c.quantity for name, c in commitments(self.agreement).items()}
        assert quantities == {
            "trafikkontroller": Quantity.at_least(1, "trafikkontroll", per="day"),
            "trygghetsvandring": Quantity.at_least(1, "trygghetsvandring"),
            "utbildningar": Quantity.at_least(2, "utbildningar"),
            "tillsyn": Quantity.at_least(8, "tillfällen"),
            "tunnelkontroller": Quantity.exactly(4, "kontroller", per="year"),
            "kampanj": None,
        }

    def test_a_check_a_day_makes_365_in_the_year(self):
        daily = self.agreement.commitment("trafikkontroller").quantity
        assert (daily.comparison, daily.per) == (Comparison.AT_LEAST, Rate.DAY)
        assert daily.over(self.agreement.period) == Decimal(365)

    def test_the_walk_and_the_campaign_have_target_groups(self):
        groups = {
            n: tuple(map(str, c.target_groups)) for n, c in commitments(self.agreement).items()
        }
        assert groups["trygghetsvandring"] == ("Unga vuxna",)
        assert groups["kampanj"] == ("Elever i gymnasieskolans sista årskurs",)

    def test_the_follow_up_covers_every_commitment(self):
        (follow_up,) = self.agreement.follow_ups
        assert [r.commitment for r in follow_up.commitment_reports] == list(
            commitments(self.agreement)
        )


class TestTrosa:
    agreement = examples.load("trosa")

    def test_promises_by_each_and_by_both(self):
        assert self.agreement.period == Period.parse("2018/2019")
        assert sorted(map(sorted, given_by(self.agreement).values())) == [
            ["kommunen"],
            ["kommunen", "polisen"],
            ["polisen"],
        ]
        assert given_by(self.agreement)["trafikrad"] == {"kommunen", "polisen"}

    def test_the_aim_is_a_change_in_behaviour(self):
        assert "fler följer hastighetsgränser" in str(self.agreement.aim)

    def test_it_is_followed_up_every_tertial_and_first_reported_in_may_and_september(self):
        plan = self.agreement.follow_up_plan
        assert plan.recurrence.unit is Precision.TERTIAL
        assert [(str(p.covers), p.due and str(p.due)) for p in plan.planned] == [
            ("2018-T1", "2018-05"),
            ("2018-T2", "2018-09"),
            ("2018-T3", "2019"),
            ("2019-T1", "2019"),
            ("2019-T2", "2019"),
            ("2019-T3", None),
        ]


class TestLaxa:
    agreement = examples.load("laxa")

    def test_it_was_signed_after_it_began(self):
        assert self.agreement.period == Period.parse("2018-07-01/2020-06-30")
        assert self.agreement.signed == PartialDate.parse("2018-10-26")
        assert self.agreement.period.first_day < self.agreement.signed.first_day

    def test_the_signatories_are_known_by_their_offices(self):
        assert [(s.party, str(s.role)) for s in self.agreement.signatories] == [
            ("kommunen", "Kommunchef"),
            ("polisen", "Chef för lokalpolisområdet"),
        ]


class TestMalmo:
    agreement = examples.load("malmo")

    def test_it_is_for_a_season_and_a_part_of_the_city(self):
        assert self.agreement.period == Period.parse("2021-06/2021-08")
        assert [str(area.name) for area in self.agreement.areas] == ["Västra hamnen"]

    def test_four_parties_promise_and_three_name_their_own_part(self):
        kinds = [party.kind for party in self.agreement.parties]
        assert kinds == ["police", "municipality", "coast_guard", "municipal_company"]
        bound = [c.by for c in commitments(self.agreement).values()]
        assert bound == [("polisen",), ("staden",), ("kustbevakningen",)]
        (promise,) = self.agreement.promises
        assert len(promise.promisors) == 4

    def test_three_kinds_of_follow_up(self):
        assert self.agreement.follow_up_plan.kinds == ("resources", "performance", "effect")
