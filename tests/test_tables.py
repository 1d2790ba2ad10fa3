"""Agreements as tables in three libraries, through files, and back without loss."""

import re
import sys
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import duckdb
import narwhals as nw
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgarlofte import Agreement, AgreementError, Indicator, Observation, examples, validate
from medborgarlofte.checks._exemplary import exemplary
from medborgarlofte.strategies import agreements
from medborgarlofte.tabular import from_tables, read_parquet, tables
from medborgarlofte.tabular._plan import NUMBER, POINTER, POSITION, plans
from medborgarlofte.tabular._tables import types_of

BACKENDS = ["pandas", "polars", "pyarrow"]
ALL = [examples.load(name) for name in examples.names()]


def rows(frame):
    return nw.from_native(frame, eager_only=True).rows(named=True)


def types(frame):
    known = nw.from_native(frame, eager_only=True)
    return {name: str(dtype) for name, dtype in known.schema.items()}


@pytest.mark.parametrize("backend", BACKENDS)
@given(st.lists(agreements(unknown_fields=True), max_size=2))
def test_there_and_back(backend, drawn):
    assert from_tables(tables(drawn, backend, findings=False)) == drawn


@pytest.mark.parametrize("backend", BACKENDS)
def test_through_files(backend, tmp_path):
    made = tables(ALL, backend)
    made.write_parquet(tmp_path / "löften")
    read = read_parquet(tmp_path / "löften", backend)
    assert from_tables(read) == ALL
    assert {name: types(frame) for name, frame in read.items()} == {
        name: types(frame) for name, frame in made.items()
    }
    assert [rows(frame) for frame in read.values()] == [rows(f) for f in made.values()] or (
        backend == "pandas"  # a missing value equals nothing there
    )


@pytest.mark.parametrize("backend", BACKENDS)
def test_empty_tables_have_the_same_columns_and_types(backend, tmp_path):
    none, some = tables([], backend), tables(ALL, backend)
    assert {name: types(none[name]) for name in none} == {name: types(some[name]) for name in some}
    assert from_tables(none) == []
    none.write_parquet(tmp_path)
    assert read_parquet(tmp_path, backend).counts() == dict.fromkeys(none, 0)


def test_one_column_one_meaning():
    for name, plan in plans().items():
        columns = [*plan.keys, *(column.name for column in plan.columns)]
        assert len(columns) == len(set(columns)), name


@given(agreements())
def test_every_row_joins_with_what_it_stands_in(agreement):
    made = tables([agreement], "polars", findings=False)
    for outer, key in (("promises", "promise_id"), ("indicators", "indicator_id"),
                       ("follow_ups", "follow_up_id"), ("measures", "measure_id")):  # fmt: skip
        known = {row[key] for row in rows(made[outer])}
        for name in ("commitments", "observations", "assessments", "participations",
                     "promises_themes", "measures_areas"):  # fmt: skip
            if key in plans()[name].keys:  # not a mapping
                assert {row[key] for row in rows(made[name])} - {None} <= known
    counts = made.counts()
    assert counts["promises"] == len(agreement.promises)
    assert counts["promises_themes"] == sum(len(p.themes) for p in agreement.promises)


def test_numbers_keep_their_digits_and_dates_their_days():
    indicator = Indicator(
        name="Trygga", baseline=Observation(value="61.50", period="2019"),
        observations=[Observation(value=62, period="2020-T2")],
    )  # fmt: skip
    made = tables([Agreement(title="A", kind="action_plan", indicators=[indicator])], "polars")
    (row,) = rows(made.observations)
    assert (row["value"], row["value_digits"]) == (62.0, "62")
    assert [str(row[f"period_start_{day}"]) for day in ("first_day", "last_day")] == [
        "2020-05-01",
        "2020-08-31",
    ]
    (row,) = rows(made.indicators)
    assert (row["baseline_value"], row["baseline_value_digits"]) == (61.5, "61.50")
    (again,) = from_tables(made)
    assert again.indicators[0].baseline.value.as_tuple() == Decimal("61.50").as_tuple()


def test_the_findings_are_those_of_the_check():
    found = rows(tables(ALL, "polars").findings)
    assert [(row[NUMBER], row["code"], row["pointer"]) for row in found] == [
        (number, finding.code, finding.pointer)
        for number, agreement in enumerate(ALL)
        for finding in validate(agreement)
    ]


def test_rows_that_are_taken_out_take_what_stood_in_them():
    made = dict(tables([examples.load("strangnas")], "polars"))
    made["promises"] = made["promises"].filter(made["promises"]["promise_id"] == "trafik")
    (left,) = from_tables(made)
    assert [promise.id for promise in left.promises] == ["trafik"]
    assert left.promises[0].commitments == examples.load("strangnas").promise("trafik").commitments


def test_duckdb_asks_the_files(tmp_path):
    tables(ALL, "pyarrow").write_parquet(tmp_path)
    counted = duckdb.sql(
        f"""
        SELECT a.agreement_id, count(*) AS promises
        FROM '{tmp_path}/agreements.parquet' a JOIN '{tmp_path}/promises.parquet' p
        USING (agreement_no) GROUP BY ALL ORDER BY ALL
        """
    ).fetchall()
    assert counted == [(a.id, len(a.promises)) for a in sorted(ALL, key=lambda a: a.id)]


def test_files_are_not_written_over_unless_told(tmp_path):
    made = tables(ALL, "polars")
    made.write_parquet(tmp_path)
    with pytest.raises(AgreementError, match="S002"):
        made.write_parquet(tmp_path)
    made.write_parquet(tmp_path, overwrite=True)
    assert not list(Path(tmp_path).glob("*.part"))
    (tmp_path / "promises.parquet").write_bytes(b"rubbish")
    with pytest.raises(AgreementError, match="S001"):
        read_parquet(tmp_path, "polars")
    with pytest.raises(AgreementError, match="S001"):
        read_parquet(tmp_path / "ingenstans", "polars")


@pytest.mark.parametrize("wrong", [5, None, "x", b"x", {}, [5], ["x"], examples.load("laxa")])
def test_wrong_kinds_are_refused(wrong):
    with pytest.raises(AgreementError):
        tables(wrong)
    with pytest.raises(AgreementError):
        tables(ALL, "excel")
    with pytest.raises(AgreementError):
        from_tables({"agreements": wrong})


def test_without_what_makes_tables_it_is_said_what_is_needed(monkeypatch):
    with monkeypatch.context() as without:
        without.setattr("medborgarlofte.tabular._tables.find_spec", lambda _: None)
        with pytest.raises(ImportError, match="need pandas, polars or pyarrow"):
            tables(ALL)
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(ImportError, match=r"medborgarlofte\[tables\]"):
        tables(ALL, "polars")


def test_a_file_with_other_columns_is_no_table_of_ours(tmp_path):
    made = tables(ALL, "polars")
    made.write_parquet(tmp_path)
    made["promises"].drop("text").write_parquet(tmp_path / "promises.parquet")
    with pytest.raises(AgreementError) as caught:
        read_parquet(tmp_path, "polars")
    assert caught.value.report.codes() == ("S001",)


def test_what_it_shows():
    made = tables([examples.load("laxa")], "polars", findings=False)
    assert repr(made).startswith("<Tables in polars: agreements 1, ")
    assert made.promises is made["promises"]
    assert "promises" in dir(made)
    assert len(made) == len(list(made)) == len(plans()) + 1
    assert set(types_of("findings")) == set(made["findings"].columns)
    with pytest.raises(AttributeError):
        made.promise  # noqa: B018


# ── Where tables are put ───────────────────────────────────────────────────────


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("name", ["a\0b", "x\udcff"])
def test_a_folder_that_cannot_be_is_our_error(backend, name, tmp_path):
    with pytest.raises(AgreementError) as caught:
        tables(ALL, backend).write_parquet(f"{tmp_path}/{name}")
    assert caught.value.report.codes() == ("S002",)


def test_what_looks_like_an_address_is_a_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tables(ALL, "pyarrow").write_parquet("s3://x/y")
    assert (tmp_path / "s3:" / "x" / "y" / "promises.parquet").exists()


def test_no_link_and_no_file_of_ours_to_guess_is_written_through(tmp_path):
    victim = tmp_path / "victim"
    victim.write_text("kvar")
    out = tmp_path / "ut"
    out.mkdir()
    (out / "promises.part").symlink_to(victim)
    (out / "areas.part").write_text("min egen")
    tables(ALL, "polars").write_parquet(out)
    assert victim.read_text() == "kvar"
    assert (out / "areas.part").read_text() == "min egen"
    assert {path.suffix for path in out.iterdir()} == {".part", ".parquet"}


def test_a_table_that_cannot_be_written_leaves_the_old_ones(tmp_path, monkeypatch):
    tables(ALL[:1], "pyarrow").write_parquet(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    frame = nw.from_native(tables(ALL, "polars").signatories).to_native()

    def refuse(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(frame), "write_parquet", refuse)
    with pytest.raises(AgreementError):
        tables(ALL, "polars").write_parquet(tmp_path, overwrite=True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


# ── Tables that somebody has edited ────────────────────────────────────────────


def edited(table, column, value, row=0):
    """The tables of all examples, with one cell that holds something else."""
    made = dict(tables(ALL, "pandas", findings=False))
    made[table] = made[table].astype({column: object})
    made[table].loc[row, column] = value
    return made


@pytest.mark.parametrize(
    ("table", "column", "value", "told"),
    [
        ("agreements", "agreement_no", "x", "S003 at the whole: expected integer in the column"),
        ("agreements", "agreement_no", 1.5, "expected integer in the column agreement_no"),
        ("agreements", "agreement_no", None, "expected agreement_no in every row of agreements"),
        ("agreements", "agreement_no", 1, "one row for each agreement_no"),
        ("agreements", "period", "yes", "expected boolean in the column period"),
        ("agreements", "extensions", '{"period": 5}', "S313 at the whole: period"),
        ("agreements", "period_extensions", '{"start": 5}', "S313 at /period: start"),
        ("promises", "pointer", "x", "expected a pointer to a Promise in promises"),
        ("promises", "pointer", "", "expected a pointer to a Promise in promises"),
        ("promises", "pointer", "/promises", "expected a pointer to a Promise in promises"),
        ("promises", "pointer", "/promises/x", "expected a pointer to a Promise in promises"),
        ("promises", "pointer", "x/promises/0", "expected a pointer to a Promise in promises"),
        ("promises", "pointer", "/title/0", "expected a pointer to a Promise in promises"),
        ("promises", "pointer", "/measures/0", "expected a pointer to a Promise in promises"),
        ("promises", "pointer", None, "expected pointer in every row of promises"),
        ("promises", "promise_id", None, "expected promise_id in every row of promises"),
        ("promises", "extensions", "[1]", "S302 at /promises/0: must be an object, not a list"),
        ("promises", "extensions", "{", "S101 at /promises/0"),
        ("promises", "extensions", '{"commitments": 5}', "S313 at /promises/0: commitments"),
        ("promises", "text_languages", "[1", "S101 at /promises/0/text"),
        ("promises_themes", "position", "x", "expected integer in the column position"),
        ("promises_themes", "pointer", "/agreement", "a pointer to a Promise in promises_themes"),
        ("promises_themes", "value", None, "none for /promises/0/themes"),
        ("commitments", "quantity_number_digits", "abc",
         "S302 at /promises/0/commitments/0/quantity/number"),
        ("commitments", "quantity_number_digits", "NaN",
         "S302 at /promises/0/commitments/0/quantity/number"),
    ],
)  # fmt: skip
def test_a_cell_that_holds_something_else_is_our_error(table, column, value, told):
    with pytest.raises(AgreementError, match=re.escape(told)):
        from_tables(edited(table, column, value))


def test_any_column_may_be_gone():
    """Which makes an agreement with less, or our error. Of those that hold values, one in nine."""
    made = tables([exemplary()], "polars", findings=False)
    every = [(name, column) for name, plan in plans().items() for column in plan.types]
    leading = [(name, column) for name, column in every if column in (NUMBER, POINTER, POSITION)]
    for name, column in leading:
        if len(made[name]):
            with pytest.raises(AgreementError, match=f"the column {column} in {name}"):
                from_tables({**made, name: made[name].drop(column)})
    for name, column in [each for each in every if each not in leading][::9]:
        with suppress(AgreementError):
            from_tables({**made, name: made[name].drop(column)})


def test_two_columns_of_one_name_are_no_table():
    made = dict(tables(ALL, "pandas", findings=False))
    made["promises"] = pd.concat([made["promises"], made["promises"][["pointer"]]], axis=1)
    with pytest.raises(AgreementError, match="S003"):
        from_tables(made)
