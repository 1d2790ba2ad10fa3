"""R1: who signs, for how long, and what an agreement tells; above all what is not told of."""

from datetime import date

import pytest

from medborgarlofte import examples
from medborgarlofte.checking import validate
from medborgarlofte.checks import CHECKS
from medborgarlofte.checks._exemplary import ON, exemplary
from medborgarlofte.model import Agreement, LegalBasis, Party, Promise, Record, Relation, Signatory
from medborgarlofte.values import Period, Text


def found(agreement, code, on=ON):
    return [(f.pointer, f.params) for f in validate(agreement, on=on) if f.code == code]


def made(**fields):
    return Agreement(title="Överenskommelse", **{"kind": "cooperation_agreement", **fields})


@pytest.mark.parametrize("code", [code for code in CHECKS if code.startswith("R1")])
@pytest.mark.parametrize("agreement", [made(), *map(examples.load, examples.names())], ids=str)
def test_any_agreement_can_be_broken(code, agreement):
    broken, pointer = CHECKS[code].breaker(agreement)
    assert pointer in dict.fromkeys(at for at, _ in found(broken, code))


class TestSigning:
    def test_of_an_unsigned_agreement_only_that_is_told(self):
        agreement = made()
        assert found(agreement, "R101") == [("", {})]
        assert found(agreement, "R102") == []

    def test_an_action_plan_is_decided_on_and_not_signed(self):
        assert found(made(kind="action_plan"), "R101") == []

    @pytest.mark.parametrize("where", ["agreement", "signatory"])
    def test_a_date_known_to_the_month_is_known_wherever_it_stands(self, where):
        agreement = made(
            signed="2019-02" if where == "agreement" else None,
            signatories=[Signatory(signed="2019-02" if where == "signatory" else None)],
        )
        assert found(agreement, "R102") == []

    @pytest.mark.parametrize(
        ("period", "signed", "days"),
        [
            ("2018-07-01/2020-06-30", "2018-10-26", 117),  # Laxå
            ("2019", "2019-02", 31),  # Strängnäs: at the least
            ("2019", "2019-01-31", None),  # thirty days is soon enough
            ("2019", "2019-01", None),
            ("2019", "2019", None),  # the year only: perhaps on the first day
            ("2019", "2019-Q1", None),
            ("2019", "2018-12-20", None),
            ("2019-07/..", "2019-H2", None),
            (None, "2019-02", None),
            ("2019", None, None),
        ],
    )
    def test_late_is_what_certainly_is(self, period, signed, days):
        expected = [] if days is None else [("/signed", {"days": days})]
        assert found(made(period=period, signed=signed), "R103") == expected

    def test_the_last_to_sign_decides(self):
        signatories = [Signatory(signed="2025-01-10"), Signatory(signed="2025-03-10")]
        late = made(period="2025/2026", signed="2024-12", signatories=signatories)
        assert found(late, "R103") == [("/signatories/1/signed", {"days": 68})]


class TestParties:
    police = Party(id="polisen", name="Lokalpolisområdet", kind="police", part_of="omradet")
    upper = Party(id="omradet", name="Polisområdet", kind="police", police_level="district")
    town = Party(id="staden", name="Staden", kind="municipality")
    north = Party(id="norr", name="Norr", kind="city_district", part_of="staden")
    company = Party(id="bolaget", name="Bolaget", kind="municipal_company", part_of="staden")

    def unsigned(self, *parties, by):
        agreement = made(parties=parties, signatories=[Signatory(party=name) for name in by])
        return [params["id"] for _, params in found(agreement, "R106")]

    def test_a_level_above_need_not_sign(self):
        assert self.unsigned(self.police, self.upper, self.town, by=["polisen", "staden"]) == []

    def test_a_level_above_may_sign(self):
        assert self.unsigned(self.police, self.upper, self.town, by=["omradet", "staden"]) == []
        assert self.unsigned(self.police, self.upper, self.north, self.town, by=["polisen", "staden"]) == []  # fmt: skip

    def test_a_company_does_not_sign_for_its_town(self):
        parties = self.police, self.town, self.company
        assert self.unsigned(*parties, by=["polisen", "bolaget"]) == ["staden"]

    def test_each_of_several_municipalities_signs(self):
        other = Party(id="grannen", name="Grannkommunen", kind="municipality")
        parties = self.police, self.town, other
        assert self.unsigned(*parties, by=["polisen", "staden"]) == ["grannen"]

    def test_where_nobody_or_somebody_unknown_signs_nobody_is_missed(self):
        assert self.unsigned(self.police, self.town, by=[]) == []
        assert self.unsigned(self.police, self.town, by=["polisen", None]) == []

    def test_parties_that_are_part_of_each_other_do_not_stop_it(self):
        round_about = self.upper.evolve(part_of="polisen"), self.police
        assert self.unsigned(*round_about, by=["staden"]) == []
        under = [Party(id=f"l{n}", name="LPO", kind="police", part_of="omradet") for n in (1, 2)]
        assert self.unsigned(*under, *round_about, by=["staden"]) == ["l1", "l2"]
        assert self.unsigned(*under, *round_about, by=["polisen"]) == []
        assert self.unsigned(*under, *round_about, by=["l2"]) == ["l1"]

    @pytest.mark.parametrize(
        ("kinds", "kind", "told"),
        [
            (["police", "municipality"], "cooperation_agreement", False),
            (["police", "city_district"], "cooperation_agreement", False),
            (["police", "region"], "cooperation_agreement", True),
            ([], "cooperation_agreement", True),
            (["municipality"], "action_plan", False),  # the law asks it of the municipality
            (["police"], "citizen_promise", False),  # the municipality chooses
        ],
    )
    def test_an_agreement_is_between_police_and_municipality(self, kinds, kind, told):
        parties = [Party(name=name, kind=name) for name in kinds]
        assert bool(found(made(kind=kind, parties=parties), "R105")) is told


def role_is_unusual(role, kind="police", **party):
    signatory = Signatory(party="part", role=role)
    parties = [Party(id="part", name="Part", kind=kind, **party)]
    return bool(found(made(parties=parties, signatories=[signatory]), "R107"))


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        ("Chef för lokalpolisområdet", "police"),
        ("Tf. lokalpolisområdeschef", "police"),
        ("Chef, Lokalpolisområde\nVästerås", "police"),
        ("LPO-chef", "police"),
        (Text(en="Acting head of the local police district"), "police"),
        ("Kommunstyrelsens ordförande", "municipality"),
        ("ordf. i kommunstyrelsen", "municipality"),
        (Text(en="Chair of the municipal executive board"), "municipality"),
        ("KSO", "municipality"),
        (None, "police"),  # it may be the usual one
        ("Stadsdelsdirektör", "city_district"),
        ("Verkställande direktör", "municipal_company"),
    ],
)
def test_usual_offices(role, kind):
    assert not role_is_unusual(role, kind)


def test_unusual_offices():
    assert role_is_unusual("Kommunpolis")
    assert role_is_unusual("Kommunchef", "municipality")  # Laxå
    assert role_is_unusual("Kommundirektör", "municipality")
    assert not role_is_unusual("Polisområdeschef", police_level="district")


def test_one_usual_office_of_several_is_enough():
    agreement = exemplary()
    also = Signatory(party="kommunen", role="Kommundirektör")
    assert found(agreement.evolve(signatories=[also, *agreement.signatories]), "R107") == []


class TestTime:
    def test_promises_may_each_tell_theirs(self):
        promise = Promise(text="Vi går en vandring.", period="2025")
        assert found(made(kind="citizen_promise", promises=[promise]), "R104") == []
        assert found(made(kind="citizen_promise", promises=[promise, promise.evolve(period=None)]), "R104")  # fmt: skip
        assert found(made(promises=[promise]), "R104")

    @pytest.mark.parametrize(
        ("period", "days"),
        [
            ("2020/2023", None),
            ("2019", None),
            ("2024", None),  # a leap year
            ("2020-03-01/2024-02-29", None),
            ("2021-06/2021-08", 92),
            ("2020/2024", 1827),
            ("2020/..", None),
            (Period(start="2021", end="2020"), None),  # that is K201
            (Period(start="2021", end="2018"), None),
        ],
    )
    def test_one_to_four_years_is_usual(self, period, days):
        expected = [] if days is None else [("/period", {"days": days})]
        assert found(made(period=period), "R114") == expected

    def test_a_promise_may_last_a_summer(self):
        assert found(made(kind="citizen_promise", period="2021-06/2021-08"), "R114") == []

    @pytest.mark.parametrize(
        ("fields", "ended"),
        [
            ({"period": "2020/2023"}, ("/period/end", "2023-12-31")),
            ({"period": "2020/2030", "terminated": "2022-06"}, ("/terminated", "2022-06-30")),
            ({"terminated": "2022-06"}, ("/terminated", "2022-06-30")),
            ({"period": "2020/2026"}, None),  # it may last the year out
            ({"period": "2020/.."}, None),
            ({"period": {"start": "2020", "end": "2023", "until_replaced": True}}, None),
            ({"period": "2020/2030", "terminated": "2026"}, None),
            ({}, None),
        ],
    )
    def test_expired_is_what_certainly_is(self, fields, ended):
        period = fields.get("period")
        if isinstance(period, dict):
            fields = {**fields, "period": Period(**period)}
        expected = [] if ended is None else [(ended[0], {"ended": ended[1]})]
        assert found(made(**fields), "R111") == expected

    def test_the_last_day_is_a_day_in_force(self):
        agreement = made(period="2020/2023")
        assert found(agreement, "R111", on=date(2023, 12, 31)) == []
        assert found(agreement, "R111", on=date(2024, 1, 1))

    def test_a_later_agreement_tells_what_came_after(self):
        ended = made(period="2020/2023")
        later = Relation(kind="supplements", title="Nästa", period="2024/2027")
        earlier = Relation(kind="renews", title="Förra", period="2016/2019")
        assert found(ended.evolve(relations=[later]), "R111") == []
        assert found(ended.evolve(relations=[earlier]), "R111")


class TestWhatIsTold:
    def test_a_part_of_an_agreement_need_not_repeat_it(self):
        part = made(relations=[Relation(kind="part_of", agreement="overenskommelsen")])
        for code in ("R108", "R109"):
            assert found(part, code) == []
            assert found(made(), code) == [("", {})]
            assert found(made(kind="citizen_promise"), code) == []

    def test_only_promises_are_to_be_made_known(self):
        assert found(made(), "R110") == []
        assert found(made(promises=[Promise(text="Vi går en vandring.")]), "R110") == [("", {})]

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({"title": "Löfte"}, True),
            ({"title": Text(sv="Löfte")}, True),
            ({"title": Text(sv="Löfte", en="Promise")}, False),
            ({"title": "Löfte", "summary": Text(en="A promise")}, False),
            ({"title": "Promise", "language": "en", "summary": Text(sv="Ett löfte")}, False),
            ({"title": Text({"en-GB": "Promise"}), "language": "en"}, True),
        ],
    )
    def test_languages_are_those_that_texts_are_in(self, fields, told):
        agreement = Agreement(kind="cooperation_agreement", **fields)
        assert bool(found(agreement, "R112")) is told

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("Den som bryter avtalet betalar vite.", True),
            ("Skadeståndsskyldig är den part som brister.", True),
            ("Det räknas som avtalsbrott.", True),
            (Text(sv="Ja.", en="This is a breach of contract."), True),
            ("Vi inviter invånarna och är aktivitetsledare.", False),
            ("Vitesförelägganden mot krogar följs upp.", False),
            ("Skador på torget lagas inom en vecka.", False),
        ],
    )
    def test_the_language_of_contracts(self, text, told):
        assert bool(found(made(aim=text), "R115")) is told

    def test_a_plan_needs_no_promise_but_its_law(self):
        plan = made(kind="action_plan")
        assert found(plan, "R116") == []
        assert found(made(), "R116") == found(made(kind="citizen_promise"), "R116") == [("", {})]
        assert found(plan, "R117") == [("", {})]
        assert found(made(), "R117") == []
        assert found(plan.evolve(legal_basis=[LegalBasis(title="Lagen")]), "R117") == []

    def test_the_record_is_told_of_once(self):
        assert found(made(), "R118") == [("", {"missing": ("publisher", "licence")})]
        half = made(record=Record(licence="CC0-1.0"))
        assert found(half, "R118") == [("/record", {"missing": ("publisher",)})]


def test_the_founding_example_is_told_each_lack_once():
    report = validate(examples.source("vasteras"), on=ON)
    ours = [f.code for f in report if f.code[:2] in ("R1", "R2", "R6")]
    assert {"R102", "R104", "R108", "R109", "R601"} <= set(ours)
    assert len(ours) == len(set(ours))
    assert report.ok
