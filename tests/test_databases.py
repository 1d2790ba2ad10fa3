"""Agreements in JSON columns of real databases, by themselves and by SQLAlchemy."""

import json
import re
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as drawing
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from medborgarlofte import Agreement, AgreementError, digest, dumps, examples, loads, validate
from medborgarlofte.integrations._taking import from_database
from medborgarlofte.integrations.sqlalchemy import AgreementType
from medborgarlofte.strategies import agreements, breaking
from postgres import INITDB, server

PAGE = Path(__file__).resolve().parent.parent / "docs" / "recipes" / "databases.md"
DATABASES = ["sqlite", *(["postgres"] if INITDB else [])]
LAXA, VASTERAS = examples.load("laxa"), examples.load("vasteras")


class Base(DeclarativeBase):
    pass


class Filing(Base):
    __tablename__ = "filings"

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement: Mapped[Agreement] = mapped_column(AgreementType())
    published: Mapped[Agreement | None] = mapped_column(AgreementType("exchange"))


@pytest.fixture(scope="module")
def postgres():
    if not INITDB:
        pytest.skip("no PostgreSQL on this machine")
    with server() as place:
        yield place


@pytest.fixture(scope="module", params=DATABASES)
def engine(request):
    if request.param == "sqlite":
        engine = create_engine("sqlite://", hide_parameters=True)
    else:
        place = request.getfixturevalue("postgres")
        url = f"postgresql+psycopg://test@/postgres?host={place}"
        engine = create_engine(url, hide_parameters=True)
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine):
    with Session(engine) as session:
        yield session


# ── SQLAlchemy ─────────────────────────────────────────────────────────────────


def saved(session, **columns):
    """What is read of what has been saved, by an object of its own."""
    filing = Filing(**columns)
    session.add(filing)
    session.flush()
    number = filing.id
    session.expunge_all()
    return session.get(Filing, number)


@drawing(suppress_health_check=[*HealthCheck])
@given(agreement=agreements(unknown_fields=True))
def test_what_is_saved_is_read(session, agreement):
    back = saved(session, agreement=agreement)
    assert back.agreement == agreement
    assert digest(back.agreement) == digest(agreement)
    assert back.published is None


@pytest.mark.parametrize(
    "number",
    ["61.50", "1E+300", "-1.5E+300", "1E-300", "9.007199254740994E+15", "-0.5E+17", "20.0", "100",
     "9007199254740991", "1.7976931348623157E+308", "1.234567890123457E+29"],
)  # fmt: skip
def test_numbers_stay_the_numbers_that_they_are(session, number):
    tree = json.loads(examples.source("strangnas"))
    tree["promises"][0]["commitments"][0]["quantity"]["number"] = 4711
    agreement = loads(json.dumps(tree).replace("4711", number))
    back = saved(session, agreement=agreement).agreement
    assert back.promises[0].commitments[0].quantity.number == Decimal(number)
    assert digest(back) == digest(agreement)


def test_it_takes_an_agreement_in_any_form(session):
    source = examples.source("laxa")
    for form in (LAXA, source, source.decode(), json.loads(source)):
        assert saved(session, agreement=form).agreement == LAXA


def test_it_is_asked_for_by_what_stands_in_it(session):
    session.query(Filing).delete()
    laxa = saved(session, agreement=LAXA, published=VASTERAS)
    vasteras = saved(session, agreement=VASTERAS)
    title = Filing.agreement["title"].as_string()
    name = Filing.agreement[("parties", 0, "name")].as_string()
    for condition, found in (
        (title == str(LAXA.title), laxa),
        (name == str(VASTERAS.parties[0].name), vasteras),
        (Filing.published.is_(None), vasteras),
        (Filing.published.is_not(None), laxa),
        (Filing.published["kind"].as_string() == VASTERAS.kind, laxa),
    ):
        assert session.scalars(select(Filing).where(condition)).one().id == found.id
    period = select(Filing.agreement["period"].as_json()).where(title == str(LAXA.title))
    assert session.scalar(period) == {"start": "2018-07-01", "end": "2020-06-30"}


@pytest.mark.parametrize("value", ["{", {"title": "A"}, 7, [1], b"\xff"])
def test_what_is_no_agreement_is_not_saved(session, value):
    session.add(Filing(agreement=value))
    with pytest.raises(StatementError) as refused:
        session.flush()
    assert isinstance(refused.value.orig, AgreementError)
    assert refused.value.orig.report.codes()[0][0] == "S"


@drawing(suppress_health_check=[*HealthCheck])
@given(case=breaking("K101"))
def test_rules_are_asked_where_a_profile_is_named(session, case):
    agreement, _ = case
    session.add(Filing(agreement=agreement, published=agreement))
    with pytest.raises(StatementError) as refused:
        session.flush()
    session.rollback()
    expected = validate(agreement, profile="exchange").errors
    assert refused.value.orig.report.errors == expected
    assert saved(session, agreement=agreement).agreement == agreement
    session.rollback()


def test_what_others_have_written_is_told_of_by_a_code(session):
    number = saved(session, agreement=LAXA).id
    session.execute(
        text('UPDATE filings SET agreement = \'{"medborgarlofte": "1.0"}\' WHERE id = :number'),
        {"number": number},
    )
    session.expunge_all()
    with pytest.raises(AgreementError, match="S301"):
        session.get(Filing, number)


@pytest.mark.parametrize(("value", "code"), [('"ett"', "S101"), ('["ett"]', "S201"), ("7", "S201")])
def test_json_that_is_no_object_is_told_of_by_a_code(session, value, code):
    number = saved(session, agreement=LAXA).id
    session.execute(
        text(f"UPDATE filings SET agreement = '{value}' WHERE id = :number"), {"number": number}
    )
    session.expunge_all()
    with pytest.raises(AgreementError, match=code):
        session.get(Filing, number)


def test_a_profile_that_is_not_there():
    with pytest.raises(AgreementError, match="S005"):
        AgreementType("finns-inte")


# ── By themselves ──────────────────────────────────────────────────────────────


def test_the_sql_and_the_lines_for_postgresql_run(postgres):
    page = PAGE.read_text("utf-8")
    (sql,) = re.findall(r"```sql\n(.*?)```", page, re.DOTALL)
    (lines,) = re.findall(r"```\{code-block\} python\n(.*?)```", page, re.DOTALL)
    conninfo = f"host={postgres} dbname=postgres user=test"
    with closing(psycopg.connect(conninfo, autocommit=True)) as database:
        database.execute(sql)
        names = {"conninfo": conninfo}
        exec(compile(lines, str(PAGE), "exec"), names)
        assert names["laxa"] == LAXA
        asked = "SELECT id, agreement::text FROM agreements"
        read = dict(database.execute(asked).fetchall())
        assert read.keys() == {examples.load(name).id for name in examples.names()}
        for name in examples.names():
            agreement = examples.load(name)
            assert loads(read[agreement.id]) == agreement
        plan = 'EXPLAIN SELECT id FROM agreements WHERE agreement @> \'{"kind": "x"}\''
        database.execute("SET enable_seqscan = off")
        assert "agreements_agreement_idx" in str(database.execute(plan).fetchall())
        database.execute("CREATE TABLE texts (agreement json)")
        with database.transaction():
            database.execute("INSERT INTO texts VALUES (%s)", [dumps(VASTERAS)])
        (back,) = database.execute("SELECT agreement::text FROM texts").fetchone()
        assert dumps(loads(back)) == dumps(VASTERAS)


@pytest.mark.parametrize("form", [str.encode, str, lambda text: bytearray(text.encode())])
def test_only_what_the_database_has_done_to_numbers_is_forgiven(form):
    written_out = dumps(LAXA.evolve(extensions={"x_sum": 1})).replace(
        '"x_sum": 1', '"x_sum": 1' + "0" * 300
    )
    assert from_database(form(written_out)).extensions["x_sum"] == Decimal("1E+300")
    twice = '"title": "A", "title": "B"'
    for wrong in (dumps(LAXA), written_out):
        text = wrong.replace('"title":', f'{twice}, "x_title":', 1)
        with pytest.raises(AgreementError) as caught:
            from_database(form(text))
        assert "S106" in caught.value.report.codes()
