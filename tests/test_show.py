"""The page of an agreement in the terminal: all that was written, and nothing that was not."""

import json

import pytest

from medborgarlofte import dumps, examples, loads
from medborgarlofte.checks._exemplary import exemplary
from medborgarlofte.model import Assessment, Goal, RegistrationNumber
from medborgarlofte.values import Kind, Text, fields_of

STRINGS = {"url", "email", "phone", "number", "licence"}
LAST = ("--on", "2050-01-01")


@pytest.fixture
def shown(run, monkeypatch, tmp_path):
    """The page of an agreement at 80 columns, its lines joined."""

    def show(agreement, *more):
        monkeypatch.setenv("COLUMNS", "80")
        file = tmp_path / "a.json"
        file.write_text(dumps(agreement), "utf-8")
        out = run("show", str(file), *(more or LAST))[1]
        assert max(map(len, out.splitlines())) <= 80
        return out

    return show


def flat(text):
    return "".join(text.split())


def written(agreement):
    """Every text and every string that is not an id, a code or a reference."""
    for place in agreement.places:
        for spec in fields_of(type(place.part)):
            value = getattr(place.part, spec.name)
            for each in value if spec.many else (value,):
                if isinstance(each, Text):
                    yield each
                elif each and (spec.shape.kind is Kind.DATE or spec.name in STRINGS):
                    yield str(each)


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("agreement", [exemplary(), *map(examples.load, examples.names())], ids=str)
def test_all_that_was_written_is_shown(shown, agreement, lang):
    page = flat(shown(agreement, *LAST, "--lang", lang))
    for said in written(agreement):
        words = said.in_language(lang, plain=agreement.language) if isinstance(said, Text) else said
        assert flat(words.strip().rstrip(".")) in page, words


def test_what_is_referred_to_is_called_by_its_name(shown):
    page = shown(exemplary())
    assert "Parter som bär åtagandet: Lokalpolisområde Exempelstad" in page
    assert "Lokalpolisområde Exempelstad (ansvarig, Områdespolisen)" in page
    assert "Hur ofta den återkommer: varje kvartal" in page
    for name in ("otrygghet\n", "fyra-vandringar", "andel-trygga"):
        assert name not in page


def test_fields_of_ones_own_are_shown_and_advice_is_not(shown):
    tree = json.loads(dumps(exemplary()))
    tree["x_kostnad"], tree["x_help"] = {"kr": 5}, "Ett råd."
    tree["measures"][0]["x_lag"] = "nord"
    page = shown(loads(json.dumps(tree)))
    assert 'x_kostnad: {"kr":5}' in page
    assert 'x_lag: "nord"' in page
    assert "Ett råd" not in page


def test_what_was_not_yet_told_is_not_shown(shown):
    before, after = (shown(exemplary(), "--on", day) for day in ("2026-01-01", "2026-02-01"))
    assert "Uppföljning av 2025" not in before
    assert "5 (genomförd)" not in before
    assert "Uppföljning av 2025" in after
    assert "5 (genomförd)" in after


def test_the_latest_count_is_shown_in_whatever_order_they_stand(shown):
    (told,) = exemplary().follow_ups
    (report,) = told.commitment_reports
    half = report.evolve(count="2.5", state="ongoing")
    later = told.evolve(id="senare", date="2026-06-01", period=None, commitment_reports=[half])
    for follow_ups in ([told, later], [later, told]):
        page = shown(exemplary().evolve(follow_ups=follow_ups), "--on", "2027-01-01")
        promises = page.partition("Löften")[2].partition("Åtgärder")[0]
        assert "(pågår)" in promises
        assert "(genomförd)" not in promises
        assert "2.5" not in promises


def test_when_it_was_cut_short_and_its_numbers_are_shown(shown):
    numbers = [RegistrationNumber(number="KS 2025/17"), RegistrationNumber(number="A017.443")]
    agreement = exemplary().evolve(terminated="2026-02-01", registration_numbers=numbers)
    for lang, cut, registered in (
        ("sv", "Uppsagd", "Diarienummer"), ("en", "Terminated", "Case numbers"),
    ):  # fmt: skip
        page = shown(agreement, *LAST, "--lang", lang)
        (told,) = [line for line in page.splitlines() if line.startswith(cut)]
        assert told.endswith("  2026-02-01")
        assert "KS 2025/17; A017.443" in page
        assert registered in page


def test_a_part_is_shown_by_what_it_says_and_one_that_says_nothing_is_not(shown):
    (told, *rest) = exemplary().follow_ups
    silent = told.evolve(assessments=[*told.assessments, Assessment()])
    goals = [*exemplary().goals, Goal(id="lugn", text="Lugnare kvällar")]
    lines = shown(exemplary().evolve(follow_ups=[silent, *rest], goals=goals)).splitlines()
    assert "• Lugnare kvällar" in lines
    assert not [line for line in lines if line.strip() == "•"]


def test_a_period_is_written_in_one_way(shown):
    page = shown(exemplary().evolve(period="2021-06/2021-08")).partition("Iakttagelser")[0]
    assert "2021-06–2021-08" in page
    assert "2021-06/2021-08" not in page
