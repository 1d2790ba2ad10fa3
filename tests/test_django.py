"""An agreement as a field of a Django model and of a form, in real databases."""

import importlib
import inspect
import json
import sys
from contextlib import ExitStack
from decimal import Decimal

import django
import pytest
from django.conf import settings
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connections
from django.db.models import Value
from django.utils import translation
from hypothesis import HealthCheck, given
from hypothesis import settings as drawing

from medborgarlofte import Agreement, AgreementError, Profile, dumps, examples, loads, validate
from medborgarlofte.integrations.django import AgreementField, AgreementFormField
from medborgarlofte.strategies import agreements, breaking
from postgres import INITDB, server

MODELS = """
from django.db import models
from medborgarlofte.integrations.django import AgreementField

class Filing(models.Model):
    agreement = AgreementField(profile="exchange")
    draft = AgreementField(null=True, blank=True, lang="en")
"""
DATABASES = ["default", *(["postgres"] if INITDB else [])]
LAXA, VASTERAS = examples.load("laxa"), examples.load("vasteras")


@pytest.fixture(scope="module")
def filings(tmp_path_factory):
    """A project with one app, its migrations made and run as everybody does it."""
    place = tmp_path_factory.mktemp("project")
    app = place / "filings"
    app.mkdir()
    (app / "__init__.py").touch()
    (app / "models.py").write_text(MODELS, "utf-8")
    sys.path.insert(0, str(place))
    with ExitStack() as stack:
        databases = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
        if INITDB:
            databases["postgres"] = {
                "ENGINE": "django.db.backends.postgresql", "NAME": "postgres", "USER": "test",
                "HOST": stack.enter_context(server()),
            }  # fmt: skip
        settings.configure(
            DATABASES=databases, INSTALLED_APPS=["filings"], USE_TZ=True, LANGUAGE_CODE="sv",
            DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        )  # fmt: skip
        django.setup()
        call_command("makemigrations", "filings", verbosity=0)
        importlib.invalidate_caches()
        for alias in databases:
            call_command("migrate", database=alias, verbosity=0)
        yield importlib.import_module("filings.models").Filing
        connections.close_all()
    sys.path.remove(str(place))


@pytest.mark.usefixtures("filings")
def test_a_migration_makes_the_field_again():
    text = inspect.getsource(importlib.import_module("filings.migrations.0001_initial"))
    field = "medborgarlofte.integrations.django.AgreementField"
    assert f"('agreement', {field}(profile='exchange'))" in text
    assert f"('draft', {field}(blank=True, lang='en', null=True))" in text
    call_command("makemigrations", "filings", check=True, verbosity=0)  # nothing is left to write
    call_command("check", fail_level="WARNING", databases=DATABASES)


def test_a_profile_of_ones_own_is_left_out_of_migrations():
    field = AgreementField(profile=Profile(select=("K101",)))
    assert field.deconstruct()[3] == {}
    assert field.clone().profile is None


# ── The database ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize("database", DATABASES)
@drawing(suppress_health_check=[*HealthCheck])
@given(agreement=agreements(unknown_fields=True))
def test_what_is_saved_is_read(filings, database, agreement):
    saved = filings.objects.using(database).create(agreement=agreement)
    back = filings.objects.using(database).get(pk=saved.pk)
    assert back.agreement == agreement
    assert back.draft is None
    if database == "default":
        assert dumps(back.agreement) == dumps(agreement)  # every digit


def with_number(number):
    tree = json.loads(examples.source("strangnas"))
    tree["promises"][0]["commitments"][0]["quantity"]["number"] = 4711
    return loads(json.dumps(tree).replace("4711", number))


@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize(
    "number", ["61.50", "1E+300", "1E-300", "9.007199254740994E+15", "-0.5E+17", "20.0", "100"]
)
def test_numbers_stay_the_numbers_that_they_are(filings, database, number):
    agreement = with_number(number)
    saved = filings.objects.using(database).create(agreement=agreement)
    back = filings.objects.using(database).get(pk=saved.pk).agreement
    assert back == agreement
    quantity = back.promises[0].commitments[0].quantity
    assert quantity.number == Decimal(number)


@pytest.mark.parametrize("database", DATABASES)
def test_it_is_asked_for_by_what_stands_in_it(filings, database):
    all_ = filings.objects.using(database)
    all_.all().delete()
    laxa = all_.create(agreement=LAXA, draft=examples.source("vasteras"))
    vasteras = all_.create(agreement=json.loads(examples.source("vasteras")))
    assert all_.get(agreement__title=LAXA.title) == laxa
    assert all_.get(agreement=VASTERAS) == vasteras
    assert all_.get(agreement__parties__0__name=LAXA.parties[0].name) == laxa
    assert all_.get(draft__isnull=False).draft == VASTERAS
    assert all_.filter(pk=laxa.pk).values_list("agreement__title", "agreement").get() == (
        LAXA.title, LAXA,
    )  # fmt: skip
    if database == "postgres":
        assert all_.get(agreement__contains={"title": str(LAXA.title)}) == laxa
    all_.filter(pk=laxa.pk).update(agreement=VASTERAS, draft=None)
    laxa.refresh_from_db()
    assert (laxa.agreement, laxa.draft) == (VASTERAS, None)
    laxa.draft = dumps(LAXA)
    all_.bulk_update([laxa], ["draft"])
    assert all_.get(pk=laxa.pk).draft == LAXA


@pytest.mark.parametrize("value", ["{", {"title": "A"}, 7, [1], b"\xff"])
def test_what_is_no_agreement_is_not_saved(filings, value):
    before = filings.objects.count()
    with pytest.raises(AgreementError):
        filings.objects.create(agreement=value)
    assert filings.objects.count() == before


@pytest.mark.parametrize("value", [LAXA, dumps(LAXA)], ids=["agreement", "text"])
def test_it_is_saved_as_a_value_of_an_expression_too(filings, value):
    saved = filings.objects.create(agreement=Value(value, AgreementField()))
    assert filings.objects.get(pk=saved.pk).agreement == LAXA
    with pytest.raises(AgreementError, match="S202"):
        filings.objects.create(agreement=Value({"titel": "A"}, AgreementField()))


@pytest.mark.parametrize("value", ['"ett"', "[1]", "7"])
def test_json_that_is_no_object_is_told_of_by_a_code(filings, value):
    saved = filings.objects.create(agreement=LAXA)
    with connections["default"].cursor() as cursor:
        cursor.execute("UPDATE filings_filing SET agreement = %s WHERE id = %s", [value, saved.pk])
    with pytest.raises(AgreementError, match="S201"):
        filings.objects.get(pk=saved.pk)
    filings.objects.filter(pk=saved.pk).delete()


def test_what_others_have_written_is_told_of_by_a_code(filings):
    saved = filings.objects.create(agreement=LAXA)
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "UPDATE filings_filing SET agreement = json_remove(agreement, '$.title') WHERE id = %s",
            [saved.pk],
        )
    with pytest.raises(AgreementError, match="S301"):
        filings.objects.get(pk=saved.pk)
    filings.objects.filter(pk=saved.pk).delete()


@pytest.mark.parametrize("form", ["json", "jsonl", "python"])
def test_dumpdata_and_loaddata(filings, form):
    filings.objects.all().delete()
    filings.objects.create(agreement=with_number("61.50"))
    filings.objects.create(agreement=LAXA, draft=VASTERAS)
    before = [(each.pk, each.agreement, each.draft) for each in filings.objects.order_by("pk")]
    data = serializers.serialize(form, filings.objects.all())
    filings.objects.all().delete()
    for each in serializers.deserialize(form, data):
        each.save()
    after = [(each.pk, each.agreement, each.draft) for each in filings.objects.order_by("pk")]
    assert after == before
    assert dumps(after[0][1]) == dumps(before[0][1])


# ── What is wrong ──────────────────────────────────────────────────────────────


def errors_of(call, field="agreement"):
    with pytest.raises(ValidationError) as refused:
        call()
    return refused.value.error_dict[field]


@drawing(suppress_health_check=[*HealthCheck])
@given(case=breaking("K101"))
def test_each_finding_is_an_error_with_its_code_and_place(filings, case):
    agreement, _ = case
    told = errors_of(filings(agreement=agreement).full_clean)
    findings = validate(agreement, profile="exchange").errors
    assert [(e.code, e.params["pointer"], e.params["message"]) for e in told] == [
        (f.code, f.pointer, f.message("sv")) for f in findings
    ]
    filings(agreement=LAXA, draft=agreement).full_clean()  # no rule but those of structure


def test_the_language_is_that_of_the_request(filings):
    filing = filings(agreement=examples.source("laxa").replace(b'"title"', b'"titel"', 1))
    assert errors_of(filing.full_clean)[0].messages == [
        "okänd nyckel titel; menade du title? [/titel]"
    ]
    with translation.override("en-gb"):
        assert errors_of(filing.full_clean)[0].messages == [
            "unknown key titel; did you mean title? [/titel]"
        ]
    filing = filings(agreement=LAXA, draft="{}")
    assert "is missing" in errors_of(filing.full_clean, "draft")[0].messages[0]


def test_a_required_one_is_asked_for(filings):
    assert errors_of(filings().full_clean)[0].code == "null"


def test_a_profile_that_is_not_there():
    for field in (AgreementField, AgreementFormField):
        with pytest.raises(AgreementError, match="S005"):
            field(profile="finns-inte")


# ── Forms ──────────────────────────────────────────────────────────────────────


@pytest.fixture
def form(filings):
    from django.forms import modelform_factory

    return modelform_factory(filings, fields=["agreement", "draft"])


def test_a_form_takes_json_and_shows_it(form):
    sent = form({"agreement": examples.source("laxa").decode(), "draft": ""})
    assert sent.is_valid(), sent.errors
    saved = sent.save()
    saved.refresh_from_db()
    assert (saved.agreement, saved.draft) == (LAXA, None)
    shown = form(instance=saved)
    assert shown["agreement"].value() == dumps(LAXA)
    again = form({"agreement": dumps(LAXA), "draft": dumps(VASTERAS)}, instance=saved)
    assert again.changed_data == ["draft"]


def test_a_form_tells_what_is_wrong_and_keeps_what_was_typed(form):
    typed = examples.source("laxa").decode().replace('"title"', '"titel"', 1)
    sent = form({"agreement": typed})
    assert [e["code"] for e in sent.errors.get_json_data()["agreement"]] == ["S303"]
    assert "okänd nyckel titel; menade du title? [/titel]" in str(sent.errors["agreement"])
    assert sent["agreement"].value() == typed
    in_english = form({"agreement": typed, "draft": typed}).errors["draft"]
    assert in_english == ["unknown key titel; did you mean title? [/titel]"]
    tree = json.loads(examples.source("laxa"))
    tree["parties"][0]["municipality_code"] = "0000"
    sent = form({"agreement": json.dumps(tree)})
    expected = validate(json.dumps(tree), profile="exchange").errors
    assert [e["code"] for e in sent.errors.get_json_data()["agreement"]] == [
        f.code for f in expected
    ] != []  # fmt: skip


def test_what_is_told_is_text_and_can_be_sent(form):
    typed = '{"medborgarlofte": "1.0", "<script>": NaN, "\\ud800": 1, "%(a)s %": NaN}'
    page = form({"agreement": typed}).as_p()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert page.encode()


def test_a_form_without_a_model():
    field = AgreementFormField(profile="exchange", lang="en", required=False)
    assert field.clean("") is None
    assert isinstance(field.clean(examples.source("laxa")), Agreement)
    with pytest.raises(ValidationError) as refused:
        field.clean("{")
    assert refused.value.error_list[0].code == "S101"
