"""Many agreements counted: every promise once in all, shares exact, nothing averaged."""

import json
import random
from collections import Counter
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgarlofte import (
    Agreement,
    AgreementError,
    Assessment,
    FollowUp,
    Indicator,
    Party,
    Promise,
    comparable,
    comparable_indicators,
    examples,
    overview,
    standing,
    write,
    write_lines,
)
from medborgarlofte.__main__ import main
from medborgarlofte.codelists import Verdict
from medborgarlofte.display.views import html
from medborgarlofte.evaluation.overview import By, Result, group_label
from medborgarlofte.strategies import agreements, parts

ALL = [examples.load(name) for name in examples.names()]


def as_data(found):
    return (
        found.agreements,
        dict(found.total.counts),
        {by: {name: dict(s.counts) for name, s in found.by(by).items()} for by in By},
        dict(found.several),
        found.repeated,
    )


@given(st.lists(agreements(), max_size=4), st.integers(0, 2**32))
def test_every_promise_is_counted_once_whatever_the_order(drawn, seed):
    found = overview(drawn)
    promises = [(a, p) for a in drawn for p in a.promises]
    assert found.total.promises == len(promises)
    verdicts = Counter((standing(a, p).verdict or Result.NOT_JUDGED).value for a, p in promises)
    assert {result.value: n for result, n in found.total.counts.items()} == verdicts
    if promises:
        assert sum(found.total.share(result) for result in Result) == 1
    for by in By:
        counted = sum(shares.promises for shares in found.by(by).values())
        assert counted >= found.total.promises
        assert (counted > found.total.promises) is (found.several[by] > 0)
    mixed = random.Random(seed).sample(drawn, len(drawn))
    assert as_data(overview(mixed)) == as_data(found)


def test_by_municipality_county_theme_and_year():
    found = overview(ALL)
    assert found.agreements == 6
    assert found.by("municipality")["0486"].share("kept") == 1  # Strängnäs
    assert group_label("municipality", "0486") == "Strängnäs"
    assert group_label("county", "25") == "Norrbotten"
    assert group_label("theme", "traffic", "en") == "traffic"
    # what is no code of a list is called what it is, and a code of another list is none
    assert [group_label(by, "19") for by in ("municipality", "theme", "year")] == ["19"] * 3
    assert group_label("county", "99") == "99"
    assert group_label("year", "") == "framgår inte"
    assert found.by("year")["2019"].promises >= 3


@pytest.mark.parametrize(
    ("promisors", "codes"),
    [
        (["norr"], ["0180"]),
        (["polisen", "norr"], ["0180"]),
        (["norr", "soder"], ["0180", "1280"]),
        (["okand"], ["0180", "1280"]),  # a code that no municipality has
        (["polisen"], ["0180", "1280"]),  # for whom the police promise it is told by the parties
        ([], ["0180", "1280"]),
    ],
)
def test_a_promise_counts_for_the_municipalities_that_give_it(promisors, codes):
    towns = {"norr": "0180", "soder": "1280", "okand": "9999"}
    parties = [
        Party(id=name, name=name, kind="municipality", municipality_code=code)
        for name, code in towns.items()
    ]
    agreement = Agreement(
        title="Löften",
        kind="citizen_promise",
        parties=[*parties, Party(id="polisen", name="Polisen", kind="police")],
        promises=[Promise(text="Vi ska synas.", promisors=promisors)],
    )
    found = overview([agreement])
    assert list(found.by("municipality")) == codes
    assert list(found.by("county")) == [{"0180": "01", "1280": "12"}[code] for code in codes]
    assert found.several["municipality"] == (len(codes) > 1)


def test_a_period_without_an_end_counts_in_its_first_year():
    promise = Promise(text="Vi ska synas.")
    facts = {"title": "T", "kind": "citizen_promise", "promises": [promise]}
    found = overview([Agreement(period=p, **facts) for p in ("2019/..", "2019/2020")])
    assert {year: shares.promises for year, shares in found.by("year").items()} == {
        "2019": 2, "2020": 1,
    }  # fmt: skip


def test_what_was_not_known_by_the_day_does_not_count():
    strangnas = examples.load("strangnas")
    assert overview([strangnas], on="2019-06-01").total.share("not_judged") == 1
    assert overview([strangnas], on="2020-06-01").total.share("kept") == 1


def test_a_result_is_called_as_the_verdict_is():
    for verdict in Verdict:
        assert [Result(verdict.value).label(lang) for lang in ("sv", "en")] == [
            verdict.label(lang) for lang in ("sv", "en")
        ]
    assert set(Result.codes()) == {*Verdict.codes(), "not_judged"}


def test_shares_of_nothing_are_nothing():
    none = overview([]).total
    assert (none.share("kept"), none.share_of_judged("kept")) == (None, None)
    ongoing = examples.load("vasteras")
    judged = ongoing.evolve(
        follow_ups=[FollowUp(assessments=[Assessment(promise=p, fulfilment="ongoing") for p in ongoing.promises])]
    )  # fmt: skip
    assert overview([judged]).total.share_of_judged("kept") is None
    assert overview([judged]).total.share("ongoing") == Fraction(1)


def test_there_is_no_such_group_or_result():
    for asked in (lambda: overview(ALL).by("landsting"), lambda: overview(ALL).total.share("bra")):
        with pytest.raises(AgreementError, match="S307"):
            asked()


def test_the_same_id_twice_is_told():
    assert overview([ALL[0], ALL[0], ALL[1]]).repeated == {ALL[0].id: 2}


@pytest.mark.parametrize("wrong", [5, None, "x", {}, [5], ALL[0]])
def test_wrong_kinds_are_refused(wrong):
    with pytest.raises(AgreementError):
        overview(wrong)
    with pytest.raises(AgreementError):
        comparable_indicators(wrong)


SHARE = Indicator(
    name="Andel trygga", unit="procent", scale="percentage", definition="Svarar ganska eller mycket trygg.",
    population="16–84 år", direction="up", period="2020/2024",
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "answer", "rule"),
    [
        ({}, True, "all_agree"),
        ({"unit": " Procent"}, True, "all_agree"),
        ({"unit": "personer"}, False, "unit_differs"),
        ({"scale": "number"}, False, "scale_differs"),
        ({"definition": "Känner sig trygg."}, False, "definition_differs"),
        ({"population": "alla"}, False, "population_differs"),
        ({"direction": "down"}, False, "direction_differs"),
        ({"period": "2010/2012"}, False, "periods_apart"),
        ({"population": None}, None, "population_not_told"),
        ({"period": None}, True, "all_agree"),
    ],
)
def test_what_may_be_compared_and_why_not(change, answer, rule):
    found = comparable(SHARE, SHARE.evolve(**change))
    assert found.comparable is answer
    assert rule in [reason.rule for reason in found.reasons]


@given(parts(Indicator), parts(Indicator))
def test_comparing_is_symmetric(one, other):
    there, back = comparable(one, other), comparable(other, one)
    assert there.comparable is back.comparable
    assert [reason.rule for reason in there.reasons] == [reason.rule for reason in back.reasons]
    assert comparable(one, one).comparable is not False


def test_groups_of_comparable_indicators():
    towns = [examples.load(name).evolve(indicators=[SHARE]) for name in ("laxa", "trosa", "malmo")]
    other = towns[2].evolve(indicators=[SHARE.evolve(unit="personer")])
    (group,) = comparable_indicators([*towns[:2], other])
    assert [agreement.id for agreement, _ in group.members] == [a.id for a in towns[:2]]
    assert group.name == "Andel trygga"


@pytest.mark.parametrize("seed", range(200))
def test_groups_are_as_if_each_were_compared_with_each(seed):
    drawn = Random(seed)
    indicators = []
    for number in range(drawn.randint(0, 25)):
        start = drawn.randint(2000, 2015)
        end = start + drawn.choice([0, 0, 1, 3, 15])
        period = drawn.choice([None, f"{start}/..", *[f"{start}/{end}"] * 9])
        told = {"period": period, "unit": drawn.choice(["procent", "Procent", "antal", None])}
        indicators.append(SHARE.evolve(id=f"i{number}", **told))
    groups = []
    for indicator in indicators:
        fitting = [
            group for group in groups if all(comparable(indicator, e).comparable for e in group)
        ]
        (fitting[0] if fitting else groups.append([]) or groups[-1]).append(indicator)
    agreement = examples.load("laxa").evolve(indicators=indicators)
    found = comparable_indicators([agreement])
    assert [[each.id for _, each in group.members] for group in found] == [
        [each.id for each in group] for group in groups if len(group) > 1
    ]


def test_an_indicator_of_no_time_is_in_no_group():
    reversed_ = SHARE.evolve(period="2020/2019")
    agreement = examples.load("laxa").evolve(indicators=[reversed_, reversed_.evolve(id="two")])
    assert comparable_indicators([agreement]) == ()


def test_on_the_command_line(tmp_path, capsys):
    files = [str(tmp_path / f"{agreement.id}.json") for agreement in ALL]
    for agreement, file in zip(ALL, files, strict=True):
        write(agreement, file)
    assert main(["overview", *files, "--by", "county"]) == 0
    assert "Västmanland" in capsys.readouterr().out
    write_lines(ALL, tmp_path / "alla.jsonl")
    assert main(["overview", str(tmp_path / "alla.jsonl"), "--by", "year", "--to", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["agreements"], found["total"]["kept"]) == (6, 3)
    assert main(["overview", *files, "--to", "md", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("# Overview of 6 agreements")
    assert main(["overview", *files, "--to", "html", "--lang", "en"]) == 0
    assert capsys.readouterr().out == f"{html(overview(ALL), 'en')}\n"


def test_a_text_tells_of_an_id_that_comes_twice(tmp_path, capsys):
    for name in ("a", "b"):
        write(examples.load("trosa"), tmp_path / f"{name}.json")
    write(examples.load("laxa"), tmp_path / "c.json")
    for lang, words in (
        ("sv", "Samma id flera gånger, alla räknade: trosa-2018-2019 ×2\n"),
        ("en", "The same id several times, all counted: trosa-2018-2019 ×2\n"),
    ):
        assert main(["overview", str(tmp_path), "--lang", lang]) == 0
        assert capsys.readouterr().out.endswith(words)
    main(["overview", str(tmp_path / "c.json")])
    assert "Samma id" not in capsys.readouterr().out


def test_an_overview_is_printed_in_a_few_words():
    found = overview([examples.load("strangnas"), examples.load("laxa")])
    assert str(found) == "<Overview of 2 agreements: 7 promises, 3 kept, 4 not judged>"


def test_whom_an_indicator_is_about_is_told_in_english():
    one, other = (Indicator(name="Trygga", population=who) for who in ("vuxna", "unga"))
    assert "The group it is about differs: vuxna and unga." in comparable(one, other).why("en")
