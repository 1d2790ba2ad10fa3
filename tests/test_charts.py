"""Charts: the data behind them, the words in them, and what they must never do."""

import builtins
import json
import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medborgarlofte import (
    Agreement,
    AgreementError,
    Assessment,
    FollowUp,
    Indicator,
    Measure,
    Observation,
    Party,
    Promise,
    Target,
    examples,
    write_lines,
)
from medborgarlofte.__main__ import main
from medborgarlofte.charts import (
    indicator_chart,
    save,
    small_multiples,
    timeline,
    to_png,
    to_svg,
    verdicts,
)
from medborgarlofte.charts._series import interval
from medborgarlofte.charts._words import WORDS
from medborgarlofte.checks._exemplary import exemplary
from medborgarlofte.strategies import agreements

HOSTILE = [
    "</text><script>alert(1)</script>",
    "datum.x; alert(1)",
    '" onload="alert(1)',
    "__proto__",
    "constructor",
    "toString",
    "{{expr}} {signal: 'width'} %s ${1}",
    "'] || alert(1) || ['",
    "=1+1",
    "null",
    "Å\nä\tö",
]


def layers(chart):
    """Every layer of *chart*, however deep."""
    spec = chart if isinstance(chart, dict) else chart.to_dict()
    inner = [spec.get(key, []) for key in ("layer", "hconcat", "vconcat", "concat")]
    if not any(inner):
        return [spec]
    return [layer for group in inner for part in group for layer in layers(part)]


def rows(chart, mark, **having):
    """The rows behind the layers that draw *mark*, those that have the keys *having*."""
    found = [
        row
        for layer in layers(chart)
        if layer["mark"]["type"] == mark
        for row in layer["data"]["values"]
    ]
    return [row for row in found if all(row.get(key) == value for key, value in having.items())]


def words(chart):
    """The words in *chart* as an SVG, and its description."""
    root = ET.fromstring(to_svg(chart))
    assert root.get("role") == "img"
    texts = [
        piece.strip()
        for text in root.iter("{http://www.w3.org/2000/svg}text")
        for piece in text.itertext()
    ]
    return [*texts, root.get("aria-label")]


def town(name, values, *, unit="procent", code=None, **more):
    """A made-up agreement with one indicator, measured from 2019."""
    observed = [
        Observation(missing="not_measured", period=str(year))
        if value is None
        else Observation(value=value, period=str(year))
        for year, value in enumerate(values, start=2019)
    ]
    return Agreement(
        title=name,
        kind="cooperation_agreement",
        parties=[Party(name=name, kind="municipality", municipality_code=code)],
        indicators=[
            Indicator(
                id="trygga",
                name={"sv": "Andel trygga", "en": "Share who feel safe"},
                unit=unit,
                observations=observed,
                **more,
            )
        ],
    )


# ── Timeline ──────────────────────────────────────────────────────────────────


def test_a_date_known_to_the_month_is_drawn_as_long_as_the_month():
    chart = timeline(examples.load("strangnas"))
    (signed,) = rows(chart, "point", sort="undertecknad")
    assert (signed["start"], signed["end"]) == ("2019-02-01", "2019-03-01")
    assert "Svart streck: datumet är inte känt närmare än så" in words(chart)


def test_a_period_includes_its_last_day():
    agreement = Agreement(title="T", kind="action_plan", period="2018-07-01/2020-06-30")
    bars = rows(timeline(agreement), "rule", group="agreement")
    assert {(bar["start"], bar["end"]) for bar in bars} == {("2018-07-01", "2020-07-01")}


def test_a_promise_without_a_time_of_its_own_is_lighter():
    agreement = Agreement(
        title="T",
        kind="action_plan",
        period="2020/2021",
        promises=[Promise(text="Ett"), Promise(text="Två", period="2021")],
    )
    chart = timeline(agreement)
    by_label = {bar["label"]: bar for bar in rows(chart, "rule", group="promises")}
    assert by_label["Ett"]["opacity"] < by_label["Två"]["opacity"] == 1
    assert by_label["Ett"]["start"] == "2020-01-01"
    assert by_label["Två"]["start"] == "2021-01-01"


def test_what_has_no_time_is_told_and_not_drawn():
    agreement = Agreement(
        title="T", kind="action_plan", signed="2020-05-04", measures=[Measure(title="Belysning")]
    )
    chart = timeline(agreement, lang="en")
    assert rows(chart, "rule", group="measures") == []
    assert "no time is told" in words(chart)


def test_an_open_period_is_told():
    chart = timeline(Agreement(title="T", kind="action_plan", period="2020/.."))
    assert "tills vidare" in words(chart)
    assert rows(chart, "point", open=True)


def test_a_verdict_stands_beside_its_promise():
    chart = timeline(examples.load("strangnas"), lang="en")
    assert words(chart).count("kept") == 3 * 2  # each on its own white ground
    assert {row["when"] for row in rows(chart, "point", sort="judged")} == {"2020-01"}


@pytest.mark.parametrize("period", ["2026-09-01/2026-10-31", "2026-06-10/2026-07-20"])
def test_weeks_begin_on_mondays(period):
    made = timeline(Agreement(title="Höst", kind="citizen_promise", period=period), lang="sv")
    axes = [
        layer["encoding"]["x"].get("axis")
        for layer in layers(made)
        if "x" in layer.get("encoding", {})
    ]
    (values,) = {tuple(axis["values"]) for axis in axes if axis and "values" in axis}
    days = [date(1970, 1, 1) + timedelta(milliseconds=each) for each in values]
    assert {day.weekday() for day in days} == {0}
    assert len(days) > 5


def test_what_was_not_yet_told_is_not_drawn():
    agreement = examples.load("strangnas")
    early, late = (timeline(agreement, on=day) for day in ("2019-09-01", "2020-06-01"))
    assert "uppfyllt" not in json.dumps(early.to_dict(), ensure_ascii=False)
    assert "0 uppföljningar; " in early.description
    assert "uppfyllt" in json.dumps(late.to_dict(), ensure_ascii=False)
    assert "1 uppföljning; " in late.description
    assert "1 uppföljning; " in timeline(agreement).description


def test_the_day_asked_for_is_marked():
    assert "2019-06-01" in words(timeline(examples.load("strangnas"), on="2019-06-01"))


@pytest.mark.parametrize("name", examples.names())
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_example_is_drawn_with_all_its_promises(name, lang):
    agreement = examples.load(name)
    chart = timeline(agreement, lang=lang)
    shown = words(chart)
    if agreement.period is None and agreement.signed is None:
        assert WORDS["nothing"].in_language(lang) in shown
    else:
        labels = [(p.title or p.text).in_language(lang)[:40] for p in agreement.promises]
        assert all(any(text.startswith(label) for text in shown) for label in labels)


# ── Indicators ────────────────────────────────────────────────────────────────


def test_values_against_baseline_and_target():
    shown = words(indicator_chart(exemplary(), "andel-trygga"))
    assert {"64", "utgångsvärde 61", "mål 70", "procent", "Önskad riktning: öka"} <= {*shown}
    assert "utgångsvärde 61 (2024-06), 64 (2025-06), mål 70 till 2026-12" in shown[-1]


def test_a_decimal_comma_in_swedish_and_a_point_in_english():
    agreement = town("Trosa", [Decimal("61.50")])
    assert "61,50" in words(indicator_chart(agreement, "trygga"))
    assert "61.50" in words(indicator_chart(agreement, "trygga", lang="en"))


def test_what_is_missing_is_a_gap_with_its_reason():
    chart = indicator_chart(town("Trosa", [61, None, 66]), "trygga", lang="en")
    (gap,) = rows(chart, "rect")
    assert (gap["start"], gap["end"], gap["text"]) == ("2020-01-01", "2021-01-01", "not measured")
    assert {row["value"] for row in rows(chart, "point")} == {61, 66}
    assert not any(layer["mark"]["type"] in ("line", "area", "trail") for layer in layers(chart))


def test_a_margin_of_error_is_an_interval_around_the_value():
    agreement = exemplary()
    (indicator,) = agreement.indicators
    observation = Observation(value="64.5", period="2025", area="torget", margin_of_error="2.5")
    changed = agreement.evolve(indicators=[indicator.evolve(observations=[observation])])
    chart = indicator_chart(changed, "andel-trygga")
    assert {(row["low"], row["high"]) for row in rows(chart, "tick", value=64.5)} == {(62, 67)}
    assert "Streck: felmarginal (95 %)" in words(chart)


def test_a_value_without_a_time_is_told():
    agreement = town("Trosa", [61])
    (indicator,) = agreement.indicators
    more = (*indicator.observations, Observation(value="62.5"))
    agreement = agreement.evolve(indicators=[indicator.evolve(observations=more)])
    chart = indicator_chart(agreement, "trygga")
    assert "Utan tid, därför inte ritat: 62,5" in words(chart)
    assert {row["value"] for row in rows(chart, "point")} == {61}


def test_figures_without_any_time_are_told_in_words():
    indicator = Indicator(
        id="i", name="N", baseline=Observation(value="41.5"), targets=[Target(value=60)]
    )
    agreement = Agreement(title="T", kind="action_plan", indicators=[indicator])
    shown = words(indicator_chart(agreement, "i"))
    assert "utgångsvärde 41,5, mål 60" in shown


def test_areas_and_groups_are_drawn_apart_on_the_same_scale():
    def of(group, value):
        return Observation(value=value, period="2020", subgroup=group)

    indicator = Indicator(
        id="i",
        name="N",
        observations=[of("women", 40), of("men", 70)],
        targets=[Target(value=80, due="2022", subgroup="men")],
    )
    agreement = Agreement(title="T", kind="action_plan", indicators=[indicator])
    spec = indicator_chart(agreement, indicator).to_dict()
    assert [panel["title"]["text"].strip() for panel in spec["vconcat"]] == ["kvinnor", "män"]
    values = [{row["value"] for row in rows(panel, "point")} for panel in spec["vconcat"]]
    assert values == [{40}, {70, 80}]
    scales = {
        json.dumps(layer["encoding"]["y"]["scale"]["domain"])
        for layer in layers(spec)
        if layer["mark"]["type"] == "point"
    }
    assert len(scales) == 1


def test_judgements_in_words_are_shown_as_words():
    observation = Observation(judgement="Fungerar bra", period="2020")
    indicator = Indicator(id="i", name="N", scale="qualitative", observations=[observation])
    agreement = Agreement(title="T", kind="action_plan", indicators=[indicator])
    assert "Fungerar bra" in words(indicator_chart(agreement, "i"))


# ── Many agreements ───────────────────────────────────────────────────────────


def counts(chart):
    """The counts in a chart of verdicts: by verdict, by year."""
    spec = chart.to_dict()
    return {
        column["title"]["text"]: {row["year"]: row["count"] for row in rows(column, "text")}
        for column in spec["hconcat"]
    }


def test_promises_by_verdict_and_year():
    many = [examples.load("strangnas"), examples.load("lulea")]
    told = counts(verdicts(many, lang="en", on="2026-01-01"))
    assert told["kept"] == {"2018": 0, "2019": 3}
    assert told["not judged"] == {"2018": 5, "2019": 0}


def test_a_year_that_has_not_ended_is_not_unjudged():
    agreement = Agreement(
        title="T", kind="action_plan", period="2020/2022", promises=[Promise(id="p", text="P")]
    )
    assert counts(verdicts(agreement, on="2021-12-31"))["inte bedömt"] == {"2020": 1}
    assert counts(verdicts(agreement, on=date(2022, 1, 1)))["inte bedömt"] == {"2020": 1, "2021": 1}


def test_the_last_verdict_of_a_year_counts():
    def told(day, verdict):
        return FollowUp(
            id=f"f{day}",
            period="2020",
            date=day,
            assessments=[Assessment(promise="p", fulfilment=verdict)],
        )

    agreement = Agreement(
        title="T",
        kind="action_plan",
        period="2020",
        promises=[Promise(id="p", text="P")],
        follow_ups=[told("2021-03", "kept"), told("2021-01", "not_kept")],
    )
    told_of = counts(verdicts([agreement], lang="en", on="2026-01-01"))
    assert (told_of["kept"], told_of["not kept"]) == ({"2020": 1}, {"2020": 0})


def test_the_year_of_a_verdict_is_that_which_it_is_of():
    def told(**facts):
        return Assessment(promise="p", fulfilment="kept", **facts)

    agreement = Agreement(
        title="T",
        kind="action_plan",
        promises=[Promise(id="p", text="P")],
        follow_ups=[
            FollowUp(id="a", period="2020", assessments=[told(as_of="2019-12")]),
            FollowUp(id="b", period="2021", assessments=[told()]),
            FollowUp(id="c", date="2023", period="2022/..", assessments=[told()]),
            FollowUp(id="d", assessments=[told()]),
            FollowUp(
                id="e", date="2024", assessments=[Assessment(promise="p", effect="unchanged")]
            ),
        ],
    )
    told_of = counts(verdicts([agreement], lang="en", on="2026-01-01"))
    assert told_of["kept"] == {"2019": 1, "2020": 0, "2021": 1, "2022": 0, "2023": 1}


def test_promises_without_a_year_are_counted_beside():
    many = [examples.load("vasteras"), examples.load("strangnas")]
    assert "Löften utan år, inte ritade: 4" in words(verdicts(many, on="2026-01-01"))


def test_small_multiples_have_the_same_axes():
    towns = [town("A", [61, 66], code="1980"), town("B", [40], code="0486"), exemplary()]
    chart = small_multiples(towns, "Share who feel safe", lang="sv")
    spec = chart.to_dict()
    assert [panel["title"]["text"].strip() for panel in spec["concat"]] == ["Västerås", "Strängnäs"]
    domains = {
        json.dumps(layer["encoding"]["y"]["scale"]["domain"])
        for layer in layers(spec)
        if layer["mark"]["type"] == "point"
    }
    assert len(domains) == 1
    assert "Överenskommelser utan denna indikator: 1" in words(chart)


def test_another_definition_is_told():
    towns = [town("A", [61]), town("B", [40])]
    assert WORDS["definitions_differ"].sv not in words(small_multiples(towns, "trygga"))
    (indicator,) = towns[1].indicators
    towns[1] = towns[1].evolve(indicators=[indicator.evolve(definition="Av dem som svarat.")])
    assert WORDS["definitions_differ"].sv in words(small_multiples(towns, "trygga"))


def test_one_without_any_time_has_its_axes_alone():
    towns = [town("A", [61]), town("B", [40])]
    (indicator,) = towns[1].indicators
    (observation,) = indicator.observations
    timeless = indicator.evolve(observations=[observation.evolve(period=None)])
    towns[1] = towns[1].evolve(indicators=[timeless])
    first, second = small_multiples(towns, "trygga").to_dict()["concat"]
    assert '"value": 61' in json.dumps(first)
    assert '"value": 40' not in json.dumps(second)
    assert second["title"]["text"].strip() == "B"


def test_different_units_are_not_drawn_as_if_alike():
    towns = [town("A", [61]), town("B", [4000], unit="antal")]
    chart = small_multiples(towns, "trygga")
    domains = {
        json.dumps(layer["encoding"]["y"]["scale"]["domain"])
        for layer in layers(chart)
        if layer["mark"]["type"] == "point"
    }
    assert len(domains) == 2
    assert WORDS["units_differ"].sv in words(chart)


# ── Nothing, wrong kinds, hostile words ───────────────────────────────────────

EMPTY = Agreement(title="Tom", kind="action_plan", indicators=[Indicator(id="i", name="N")])


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_nothing_to_show_is_said(lang):
    drawn = [
        timeline(EMPTY, lang=lang),
        indicator_chart(EMPTY, "i", lang=lang),
        verdicts([], lang=lang),
        verdicts(EMPTY, lang=lang),
        small_multiples([], "i", lang=lang),
        small_multiples([EMPTY], "i", lang=lang),
    ]
    for chart in drawn:
        assert WORDS["nothing"].in_language(lang) in words(chart)


def test_what_is_of_the_wrong_kind_is_refused_in_our_terms():
    calls = [
        lambda: timeline(1),
        lambda: timeline(EMPTY, lang="de"),
        lambda: timeline(EMPTY, lang=["sv"]),
        lambda: timeline(EMPTY, on=3),
        lambda: indicator_chart(EMPTY, 3),
        lambda: indicator_chart(EMPTY, "none-such"),
        lambda: indicator_chart(EMPTY, Indicator(id="j", name="M")),
        lambda: indicator_chart(None, "i"),
        lambda: verdicts("abc"),
        lambda: verdicts([1]),
        lambda: verdicts(None),
        lambda: verdicts([EMPTY], on="2020"),
        lambda: small_multiples([EMPTY], 3),
        lambda: small_multiples([EMPTY], "i", columns=0),
        lambda: small_multiples([EMPTY], "i", columns="x"),
        lambda: small_multiples(5, "i"),
        lambda: to_svg("chart"),
        lambda: to_png(None),
        lambda: save(timeline(EMPTY), "x.pdf"),
        lambda: save(timeline(EMPTY), 7),
        lambda: save("chart", "x.svg"),
        lambda: save(timeline(EMPTY), "/no/such/folder/x.svg"),
    ]
    for call in calls:
        with pytest.raises(AgreementError):
            call()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_shown_as_words(text):
    agreement = exemplary()
    (indicator,) = agreement.indicators
    changed = agreement.evolve(
        title=text,
        promises=[p.evolve(title=text) for p in agreement.promises],
        measures=[m.evolve(title=text) for m in agreement.measures],
        parties=[p.evolve(name=text) for p in agreement.parties],
        areas=[a.evolve(name=text) for a in agreement.areas],
        indicators=[indicator.evolve(name=text, unit=text)],
    )
    shown = " ".join(text.split())
    for chart in (
        timeline(changed),
        indicator_chart(changed, "andel-trygga"),
        small_multiples([changed], text),
        verdicts([changed], on="2026-03-01"),
    ):
        svg = to_svg(chart)
        root = ET.fromstring(svg)
        names = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert names <= {"svg", "g", "path", "text", "line", "rect", "defs", "clipPath", "tspan"}
        attributes = {name for element in root.iter() for name in element.attrib}
        assert not [name for name in attributes if name.startswith("on")]
        assert "expr" not in json.dumps(chart.to_dict()).replace(json.dumps(shown)[1:-1], "")
        if "hconcat" not in chart.to_dict():  # the verdicts show no words of the document
            assert any(shown in text for text in words(chart)[:-1])


@settings(max_examples=6)
@given(agreements(), st.sampled_from(["sv", "en"]))
def test_any_agreement_can_be_drawn(agreement, lang):
    charts = [timeline(agreement, lang=lang), verdicts(agreement, lang=lang, on="2026-01-01")]
    charts += [indicator_chart(agreement, i, lang=lang) for i in agreement.indicators[:2]]
    charts += [small_multiples([agreement], i.id, lang=lang) for i in agreement.indicators[:1]]
    for chart in charts:
        svg = to_svg(chart)
        assert ET.fromstring(svg).get("aria-label")
        assert not re.search(r"\bNaN\b|Infinity", re.sub(r">[^<]*<|aria-label=\"[^\"]*\"", "", svg))


# ── Still pictures ────────────────────────────────────────────────────────────


def test_the_same_chart_gives_the_same_bytes(tmp_path):
    agreement = examples.load("trosa")
    for name in ("one.svg", "two.svg", "one.png"):
        save(timeline(agreement), tmp_path / name)
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()
    assert (tmp_path / "one.png").read_bytes().startswith(b"\x89PNG")


def test_without_the_extra_it_is_said_which_one_is_needed(monkeypatch):
    real = builtins.__import__

    def refuse(name, *args, **kwargs):
        if name.partition(".")[0] in ("altair", "vl_convert"):
            raise ImportError(name)
        return real(name, *args, **kwargs)

    chart = timeline(examples.load("trosa"))
    monkeypatch.setattr(builtins, "__import__", refuse)
    for call in (lambda: timeline(EMPTY), lambda: to_svg(chart)):
        with pytest.raises(ImportError, match=r"medborgarlofte\[charts\]"):
            call()


def test_axes_speak_the_language():
    def months(lang):
        return timeline(examples.load("malmo"), lang=lang).to_dict()["config"]["locale"]["time"]

    assert months("sv")["months"][4] == "maj"
    assert months("en")["months"][4] == "May"


def test_on_the_command_line(tmp_path, capsys):
    picture = tmp_path / "bild.svg"
    assert main(["chart", "--example", "strangnas", "-o", str(picture)]) == 0
    assert "Trygghetsvandringar" in picture.read_text("utf-8")
    many = ["chart", "--example", "strangnas", "--example", "lulea", "--kind", "verdicts"]
    assert main([*many, "--lang", "en", "-o", str(picture)]) == 0
    assert "not judged" in picture.read_text("utf-8")
    towns = [town("A", [61, 66], code="1980"), town("B", [40], code="0486")]
    write_lines(towns, tmp_path / "alla.jsonl")
    many = ["chart", str(tmp_path / "alla.jsonl"), "--kind", "multiples", "--indicator", "trygga"]
    assert main([*many, "-o", str(picture)]) == 0
    for name in ("Västerås", "Strängnäs"):
        assert name in picture.read_text("utf-8")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "argv",
    [
        ["--example", "trosa", "-o", "x.pdf"],
        ["-o", "x.svg"],
        ["--example", "trosa", "--kind", "indicator", "-o", "x.svg"],
        ["--example", "trosa", "--kind", "indicator", "--indicator", "nej", "-o", "x.svg"],
        ["--example", "trosa", "--example", "laxa", "-o", "x.svg"],
        ["--example", "trosa", "--on", "igår", "-o", "x.svg"],
        ["no-such-file.json", "-o", "x.svg"],
    ],
)
def test_what_cannot_be_drawn_is_told_in_one_line(argv, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["chart", *argv]) == 2
    told = capsys.readouterr().err
    assert told.startswith("medborgarlofte: ")
    assert told.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_the_interval_of_a_share_comes_from_its_sample():
    observation = Observation(value=50, period="2024", sample_size=400)
    share = Indicator(name="Trygga", scale="percentage", observations=[observation])
    low, high = interval(share, observation)
    assert (float(low), float(high)) == pytest.approx((45.1, 54.9), abs=0.01)
    assert interval(share.evolve(scale="number"), observation) is None
    assert interval(share, observation.evolve(sample_size=None)) is None
