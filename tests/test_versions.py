"""Older files are read for ever, newer ones as far as they can be, others refused."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given

from medborgarlofte import AgreementError, dumps, json_schema, loads, read, validate
from medborgarlofte.__main__ import main
from medborgarlofte.format import migrate, parse, pretty, to_tree
from medborgarlofte.format._compare import Weight, compare_schemas, weight_of
from medborgarlofte.format._migrations import MIGRATIONS
from medborgarlofte.strategies import agreements

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = ROOT / "src" / "medborgarlofte" / "format" / "schemas"
GOLDENS = sorted(
    path
    for path in (ROOT / "tests" / "migrations").glob("*/*.json")
    if not path.name.endswith(".expected.json")
)
GOLDEN = pytest.mark.parametrize(
    "path", GOLDENS, ids=lambda path: f"{path.parent.name}-{path.stem}"
)


def schema_of(version):
    return json.loads((SCHEMAS / f"agreement-{version}.schema.json").read_text("utf-8"))


# ── The schema that is shipped ─────────────────────────────────────────────────


@pytest.mark.parametrize("folder", [SCHEMAS, ROOT / "docs" / "schema"])
def test_the_shipped_schema_is_the_one_that_the_classes_make(folder):
    shipped = (folder / "agreement-1.0.schema.json").read_text("utf-8")
    assert shipped == pretty(json_schema()), "run: medborgarlofte schema > that file"


@pytest.mark.parametrize("version", ["1.0", *MIGRATIONS])
def test_schemas_are_schemas(version):
    schema = schema_of(version)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"].endswith(version)


def test_the_schema_on_the_command_line(capsys):
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == json_schema()
    assert main(["schema", "--report"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Report"


# ── Older versions ─────────────────────────────────────────────────────────────


@GOLDEN
def test_an_older_file_gives_what_it_always_gave(path):
    assert dumps(read(path)) == path.with_suffix(".expected.json").read_text("utf-8")


@GOLDEN
def test_an_older_file_fits_the_schema_of_its_time(path):
    version = path.parent.name
    jsonschema.Draft202012Validator(schema_of(version)).validate(json.loads(path.read_bytes()))
    migrated, _ = migrate(json.loads(path.read_bytes()))
    jsonschema.Draft202012Validator(json_schema()).validate(migrated)


@GOLDEN
def test_what_was_done_is_told_and_remembered(path):
    report = validate(path, profile="exchange")
    assert report.ok
    (told,) = report.by_code()["S206"]
    assert told.params == {"found": path.parent.name, "current": "1.0"}
    assert read(path).record.original_version == path.parent.name
    assert read(path).format_version == "1.0"


@GOLDEN
def test_migrating_twice_changes_nothing_more(path):
    tree = parse(path.read_bytes())
    before = pretty(tree)
    once, _ = migrate(tree)
    assert pretty(tree) == before
    assert migrate(once) == (once, [])


VERDICTS = {"kept": "fulfilled", "partly_kept": "partly_fulfilled", "not_kept": "not_fulfilled"}


def as_0_9(tree):
    """The same facts in the pre-release format: the inverse of the migration."""
    tree = {**tree, "medborgarlofte": "0.9", **tree.get("period", {})}
    tree.pop("period", None)
    for promise in tree.get("promises", ()):
        promise["wording"] = promise.pop("text")
        for commitment in promise.get("commitments", ()):
            commitment["wording"] = commitment.pop("text")
            quantity = commitment.get("quantity", {})
            if quantity.get("comparison") == "at_least":
                del commitment["quantity"]
                commitment["at_least"] = quantity.pop("number")
                commitment |= {k: v for k, v in quantity.items() if k != "comparison"}
    for follow_up in tree.get("follow_ups", ()):
        for assessment in follow_up.get("assessments", ()):
            if "fulfilment" in assessment:
                said = assessment.pop("fulfilment")
                assessment["verdict"] = VERDICTS.get(said, said)
    return tree


@given(agreements())
def test_whatever_the_old_format_said_the_new_one_says(agreement):
    migrated = loads(pretty(as_0_9(to_tree(agreement))))
    before, after = to_tree(agreement), to_tree(migrated)
    before.setdefault("record", {}).setdefault("original_version", "0.9")
    for tree in (before, after):
        tree["record"] = dict(sorted(tree["record"].items()))
    assert pretty(dict(sorted(after.items()))) == pretty(dict(sorted(before.items())))


@pytest.mark.parametrize(
    "broken",
    [
        {"promises": 5},
        {"promises": [5, {"commitments": {}}]},
        {"record": []},
        {"follow_ups": [{"assessments": [None]}], "start": 5},
    ],
)
def test_what_is_broken_in_an_older_file_is_told_and_nothing_else_happens(broken):
    report = validate(json.dumps({"medborgarlofte": "0.9", **broken}))
    assert not report.ok
    assert "S206" in report.codes()


# ── Newer and other versions ───────────────────────────────────────────────────

MINIMAL = '{"medborgarlofte":"%s","id":"a","title":"A","kind":"action_plan","language":"sv"%s}'


def test_a_newer_minor_version_is_read_and_kept():
    text = MINIMAL % ("1.999", ',"news":[1.50,{"a":null}]')
    agreement = loads(text)
    assert agreement.format_version == "1.999"
    assert '"medborgarlofte": "1.999"' in dumps(agreement)
    assert '"news": [\n    1.50' in dumps(agreement)
    assert validate(text, profile="exchange").codes() == ("S205", "S304")


@pytest.mark.parametrize(
    ("version", "code"),
    [("2.0", "S204"), ("999.0", "S204"), ("0.8", "S204"), ("1,0", "S203"), ("1", "S203")]
    + [(v, "S203") for v in ("", "1.0.0", "01.0", "1.00", "１.0", "1.0\\n", "9" * 5000, "v1.0")],
)
def test_other_versions_are_refused_by_one_finding(version, code):
    text = MINIMAL % (version, ',"kind2":null')
    assert validate(text).codes() == (code,)
    with pytest.raises(AgreementError):
        loads(text)


# ── On the command line ────────────────────────────────────────────────────────


def test_migrate(tmp_path, capsys):
    old = tmp_path / "gammal.json"
    old.write_bytes(GOLDENS[0].read_bytes())
    expected = GOLDENS[0].with_suffix(".expected.json").read_text("utf-8")
    assert main(["migrate", str(old)]) == 0
    shown = capsys.readouterr()
    assert shown.out == expected
    assert shown.err.startswith("S206 /medborgarlofte: ")
    assert main(["migrate", str(old), "-o", str(old)]) == 2
    assert old.read_bytes() == GOLDENS[0].read_bytes()
    assert main(["migrate", str(old), "--in-place"]) == 0
    assert old.read_text("utf-8") == expected


def test_migrate_what_is_no_agreement(tmp_path, capsys):
    path = tmp_path / "trasig.json"
    path.write_text('{"medborgarlofte": "0.9"}')
    assert main(["migrate", str(path)]) == 1
    assert "S301" in capsys.readouterr().err
    assert main(["migrate", str(tmp_path / "ingen.json")]) == 2


# ── What a change of the schema means ──────────────────────────────────────────


def changed(change):
    schema = json_schema()
    schema = json.loads(json.dumps(schema))
    change(schema)
    return schema


PROMISE = ("$defs", "Promise", "properties")


@pytest.mark.parametrize(
    ("change", "weight"),
    [
        (lambda _: None, Weight.PATCH),
        (lambda s: s.update(description="Annat"), Weight.PATCH),
        (
            lambda s: s["$defs"]["Promise"]["properties"]["aim"].update(description="x"),
            Weight.PATCH,
        ),
        (lambda s: s["$defs"]["Promise"]["properties"].update(ny={"type": "string"}), Weight.MINOR),
        (
            lambda s: s["$defs"]["Promise"]["properties"]["aim"].update(deprecated=True),
            Weight.MINOR,
        ),
        (lambda s: s["$defs"].update(Ny={"type": "object", "properties": {}}), Weight.MINOR),
        (lambda s: s["$defs"]["Promise"]["properties"].pop("aim"), Weight.MAJOR),
        (lambda s: s["$defs"].pop("Budget"), Weight.MAJOR),
        (lambda s: s["$defs"]["Promise"]["required"].append("aim"), Weight.MAJOR),
        (lambda s: s["$defs"]["Promise"]["required"].remove("text"), Weight.MAJOR),
        (lambda s: s["properties"]["kind"]["enum"].append("avtal"), Weight.MAJOR),
        (lambda s: s["properties"]["kind"]["enum"].pop(), Weight.MAJOR),
        (lambda s: s["properties"]["id"].update(maxLength=5), Weight.MAJOR),
        (lambda s: s["$defs"]["PartialDate"].update(pattern="x"), Weight.MAJOR),
        (lambda s: s["properties"]["parties"].update(items={"type": "string"}), Weight.MAJOR),
    ],
)
def test_the_weight_of_a_change(change, weight):
    assert weight_of(compare_schemas(json_schema(), changed(change))) is weight


def test_a_field_is_told_deprecated_by_the_schema():
    from attrs import evolve

    from medborgarlofte.format._schema import _property
    from medborgarlofte.model import Promise
    from medborgarlofte.values import fields_of

    spec = next(spec for spec in fields_of(Promise) if spec.name == "aim")
    assert "deprecated" not in _property(spec)
    assert _property(evolve(spec, deprecated=True))["deprecated"] is True


def test_the_version_number_fits_what_changed_since_the_last_release():
    """Format 1.0 is not released; from then on its schema stands frozen in schemas/released/."""
    released = sorted((SCHEMAS / "released").glob("*.schema.json"))
    current = json_schema()
    for path in released:
        old = json.loads(path.read_text("utf-8"))
        was = tuple(map(int, old["$id"].rpartition(":")[2].split(".")))
        now = tuple(map(int, current["$id"].rpartition(":")[2].split(".")))
        assert now >= _next(was, weight_of(compare_schemas(old, current)))


def _next(version, weight):
    major, minor = version
    return {Weight.PATCH: version, Weight.MINOR: (major, minor + 1), Weight.MAJOR: (major + 1, 0)}[
        weight
    ]


def test_a_wrong_version_number_would_be_seen():
    assert _next((1, 0), Weight.PATCH) == (1, 0)
    assert _next((1, 0), Weight.MINOR) == (1, 1)
    assert _next((1, 4), Weight.MAJOR) == (2, 0)
