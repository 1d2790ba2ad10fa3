"""Older files are read for ever, newer ones as far as they can be, others refused."""

import copy
import json
import os
import random
from pathlib import Path

import jsonschema
import jsonschema_rs
import pytest
from attrs import field, frozen
from hypothesis import given

from medborgarlofte import (
    Agreement,
    AgreementError,
    canonical,
    dumps,
    json_schema,
    loads,
    read,
    read_lines,
    validate,
    write_lines,
)
from medborgarlofte.__main__ import main
from medborgarlofte.format import examine, migrate, parse, pretty, to_tree
from medborgarlofte.format._compare import (
    Weight,
    compare_schemas,
    next_version,
    version_of,
    weight_of,
)
from medborgarlofte.format._explain import _Explanation
from medborgarlofte.format._migrations import MIGRATIONS, _rename
from medborgarlofte.format._read import Tally, is_usual, to_part
from medborgarlofte.format._schema import _object
from medborgarlofte.model import FORMAT_VERSION, Record
from medborgarlofte.strategies import agreements
from medborgarlofte.values import Line, Part, says, strict
from mutating import mutated, places, plain

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


NIGHTLY = os.environ.get("MEDBORGARLOFTE_TESTS") == "nightly"
OF_0_9 = jsonschema_rs.Draft202012Validator(schema_of("0.9"))


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
    assert told.params == {"found": path.parent.name, "current": FORMAT_VERSION}
    assert read(path).record.original_version == path.parent.name
    assert read(path).format_version == FORMAT_VERSION


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
    tree = {**copy.deepcopy(tree), "medborgarlofte": "0.9"}
    tree |= tree.pop("period", {})
    tree.get("record", {}).pop("original_version", None)
    for promise in tree.get("promises", ()):
        promise["wording"] = promise.pop("text")
        for commitment in promise.get("commitments", ()):
            commitment["wording"] = commitment.pop("text")
            quantity = commitment.pop("quantity", {})
            if quantity:
                commitment[quantity.pop("comparison")] = quantity.pop("number")
                commitment.update(quantity)
    for follow_up in tree.get("follow_ups", ()):
        for assessment in follow_up.get("assessments", ()):
            if "fulfilment" in assessment:
                said = assessment.pop("fulfilment")
                assessment["verdict"] = VERDICTS.get(said, said)
    return tree


@given(agreements())
def test_whatever_the_old_format_said_the_new_one_says(agreement):
    old = as_0_9(to_tree(agreement))
    assert OF_0_9.is_valid(plain(old))
    record = (agreement.record or Record()).evolve(original_version="0.9")
    assert loads(pretty(old)) == agreement.evolve(record=record)


def parts_of_0_9(tree):
    """The parts that have got new fields since 0.9, each with the names of those."""
    yield tree, ("period",)
    yield tree.get("record"), ("original_version",)
    for promise in listed(tree, "promises"):
        yield promise, ("text",)
        yield from (
            (commitment, ("text", "quantity")) for commitment in listed(promise, "commitments")
        )
    for follow_up in listed(tree, "follow_ups"):
        yield from ((judged, ("fulfilment",)) for judged in listed(follow_up, "assessments"))


def listed(part, key):
    items = part.get(key) if isinstance(part, dict) else None
    return items if isinstance(items, list) else ()


def test_what_was_right_in_the_old_format_is_right_in_the_new_one():
    """G05: own keys with the names of new fields among it; none is lost, or taken for a field."""
    rng = random.Random(9)
    everything = parse((ROOT / "conformance" / "1.0" / "valid" / "everything.json").read_bytes())
    old, right, own = as_0_9(everything), 0, set()
    for _ in range(5000 if NIGHTLY else 500):
        tree = mutated(old, rng)
        for part, new in parts_of_0_9(tree):
            if isinstance(part, dict):
                part |= {key: f"eget {key}" for key in new if rng.random() < 0.3}
        if not OF_0_9.is_valid(plain(tree)):
            continue
        right += 1
        migrated, told = migrate(tree)
        kept = [(at[-1], value) for at, value in places(migrated) if str(value).startswith("eget ")]
        assert sorted(value for _, value in kept) == sorted(
            value for _, value in places(tree) if str(value).startswith("eget ")
        )
        assert all(key == f"x_{value.removeprefix('eget ')}" for key, value in kept)
        assert [f.code for f in told] == ["S206", *("S207" for _ in kept)]
        agreement, report = examine(pretty(tree))
        assert agreement is not None, report
        own |= {key for key, _ in kept}
    assert right > 100
    assert own == {"x_period", "x_original_version", "x_text", "x_quantity", "x_fulfilment"}


def test_an_error_in_an_older_file_says_that_it_is_told_of_the_result():
    with pytest.raises(AgreementError) as caught:
        loads('{"medborgarlofte": "0.9", "end": 5}')
    assert {"S206", "S302"} <= set(caught.value.report.codes())


# ── The chain ──────────────────────────────────────────────────────────────────


def test_every_older_version_comes_to_this_one():
    major, minor = map(int, FORMAT_VERSION.split("."))
    assert MIGRATIONS.keys() >= {f"{major}.{older}" for older in range(minor)}
    for version in MIGRATIONS:
        seen = [version]
        while seen[-1] in MIGRATIONS:
            seen.append(MIGRATIONS[seen[-1]][0])
            assert len(seen) <= len(MIGRATIONS) + 1, "no circle"
        assert seen[-1] == FORMAT_VERSION


@GOLDEN
def test_a_chain_gives_what_its_steps_give_one_by_one(path, monkeypatch):
    """From a made-up version before that of the file, in which the title was called a name."""

    def step(tree, found):
        _rename(tree, "name", "title", (), found)

    version = path.parent.name
    longer = {"0.8": (version, step), **MIGRATIONS}
    monkeypatch.setattr("medborgarlofte.format._migrations.MIGRATIONS", longer)
    of_file = parse(path.read_bytes())
    of_0_8 = {("name" if k == "title" else k): v for k, v in of_file.items()}
    of_0_8 |= {"medborgarlofte": "0.8", "title": "egen"}
    through, told = migrate(of_0_8)
    direct, also_told = migrate({**of_file, "x_title": "egen"})
    assert through["record"].pop("original_version") == "0.8"
    assert direct["record"].pop("original_version") == version
    assert through == direct
    assert [f.params for f in told[1:]] == [
        {"key": "title", "name": "x_title"},
        *(f.params for f in also_told[1:]),
    ]
    assert told[0].params == {"found": "0.8", "current": FORMAT_VERSION}


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


def test_a_code_that_no_closed_list_has_is_refused_in_a_newer_version_too():
    """G06: no minor version adds such a code, so it is a mistake there as here."""
    text = MINIMAL.replace("action_plan", "new_kind") % ("1.7", "")
    assert validate(text, profile="exchange").codes() == ("S307", "S205")


@pytest.mark.parametrize("version", ["0.9", "0.3", "2.0"])
def test_nothing_is_written_as_what_it_is_not(version, tmp_path):
    """G13: an agreement in Python is of this version's classes, whatever version it names."""
    agreement = Agreement(title="A", kind="action_plan", format_version=version)
    assert validate(agreement, profile="exchange").codes() == ("S204",)
    for write in (dumps, canonical, lambda a: write_lines([a], tmp_path / "a.jsonl")):
        with pytest.raises(AgreementError) as caught:
            write(agreement)
        assert caught.value.report.codes() == ("S204",)
    assert list(tmp_path.iterdir()) == []


def test_each_line_is_of_its_own_version(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(MINIMAL % (v, "") for v in ("0.9", "1.0", "1.7", "2.0")), "utf-8")
    *read_ones, refused = read_lines(path)
    assert [a.format_version for a in read_ones] == ["1.0", "1.0", "1.7"]
    assert [a.record and a.record.original_version for a in read_ones] == ["0.9", None, None]
    assert [(f.code, f.line) for f in refused.report] == [("S204", 4)]


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
    assert main(["migrate", str(old), "-o", str(tmp_path / "ny.json"), "--in-place"]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["gammal.json"]
    assert main(["migrate", str(old), "-o", str(tmp_path / "ny.json")]) == 0
    assert (tmp_path / "ny.json").read_text("utf-8") == expected
    assert old.read_bytes() == GOLDENS[0].read_bytes()
    assert main(["migrate", str(old), "--in-place"]) == 0
    assert old.read_text("utf-8") == expected


def test_what_is_shown_of_an_older_file_is_of_the_result(capsys):
    """Its findings have places in no file; the agreement is given as it was read."""
    path = ROOT / "tests" / "migrations" / "0.9" / "egna-nycklar.json"
    assert main(["show", str(path), "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["agreements"] == [json.loads(path.with_suffix(".expected.json").read_bytes())]
    assert main(["check", str(path)]) == 0
    assert "rad " not in capsys.readouterr().out


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
        (lambda s: s["properties"]["id"].update(maxLength=5000), Weight.MAJOR),
        (lambda s: s["$defs"]["Promise"].update(additionalProperties=False), Weight.MAJOR),
        (lambda s: s.update(unevaluatedProperties=False), Weight.MAJOR),
        (lambda s: s["$defs"]["Promise"].update(description="x"), Weight.PATCH),
        (lambda s: s["$defs"]["Party"]["properties"]["kind"]["examples"].append("x"), Weight.MINOR),
        (lambda s: s["$defs"]["Party"]["properties"]["kind"]["examples"].pop(), Weight.MINOR),
        (lambda s: s["$defs"]["Party"]["properties"]["kind"]["examples"].sort(), Weight.PATCH),
        (lambda s: s["$defs"]["PartialDate"].update({"$comment": "x"}), Weight.PATCH),
        (lambda s: s["$defs"]["PartialDate"].update(examples=["1999-04-01"]), Weight.PATCH),
        (lambda s: s["$defs"]["PartialDate"].update(title="x"), Weight.PATCH),
        (
            lambda s: s["$defs"]["Area"]["properties"]["part_of"].update(
                {"$comment": "The id of a Goal."}
            ),
            Weight.MAJOR,
        ),
        *((lambda s, key=key: s.update({key: "x"}), Weight.PATCH) for key in ("$id", "$schema")),
        (
            lambda s: s["$defs"]["Promise"]["properties"]["measures"]["items"].update(
                {"$comment": "The id of a Goal."}
            ),
            Weight.MAJOR,
        ),
    ],
)
def test_the_weight_of_a_change(change, weight):
    assert weight_of(compare_schemas(json_schema(), changed(change))) is weight


def test_a_change_stands_at_its_class_and_key():
    new = changed(
        lambda s: s["properties"].pop("aim") and s["$defs"]["Promise"]["properties"].pop("aim")
    )
    assert [each.place for each in compare_schemas(json_schema(), new)] == [
        "Agreement.aim",
        "Promise.aim",
    ]


def test_a_change_of_a_closed_list_names_the_codes():
    new = changed(lambda s: s["properties"]["kind"]["enum"].append("annat"))
    (found,) = compare_schemas(json_schema(), new)
    assert found.reason == "closed list with annat"


@frozen(kw_only=True, repr=False, field_transformer=strict)
class Old(Part):
    """A part with a field that is not to be used any more, and one by another name in JSON."""

    before: Line | None = field(default=None, metadata=says("Förr.", "Then.", deprecated=True))
    now: Line | None = field(default=None, metadata=says("Nu.", "Now.", key="present"))


def test_a_deprecated_field_is_told_of_by_the_schema_and_by_the_reader():
    fields = _object(Old)["properties"]
    assert fields["before"]["deprecated"] is True
    assert "deprecated" not in fields["present"]
    walk = _Explanation()
    walk.part(Old, {"before": "a", "present": "b"})
    (told,) = walk.findings
    assert (told.code, told.pointer, told.severity.value) == ("S208", "/before", "info")
    assert told.message("en") == "before is no longer used in new files"


def test_a_deprecated_field_is_read_and_unusual():
    assert to_part(Old, {"before": "a", "present": "b"}, Tally()) == Old(before="a", now="b")
    assert to_part(Old, {"before": "a"}, Tally()) == Old(before="a")
    assert is_usual(Old, {"present": "b"})
    assert not is_usual(Old, {"before": "a"})


# ── The version number ─────────────────────────────────────────────────────────


def last_released(folder):
    """The newest of the released schemas in *folder*; none as long as nothing is released."""
    schemas = [json.loads(path.read_text("utf-8")) for path in folder.glob("*.schema.json")]
    return max(schemas, key=lambda s: [*map(int, version_of(s).split("."))], default=None)


def trouble_with_version(released, current):
    """What is wrong with the version number of *current*, by what has changed since *released*."""
    differences = compare_schemas(released, current)
    wanted = next_version(version_of(released), weight_of(differences))
    if version_of(current) == wanted:
        return None
    return f"{version_of(current)} should be {wanted}: {', '.join(map(str, differences))}"


def test_the_version_number_fits_what_changed_since_the_last_release():
    """Format 1.0 is not released: from then on a frozen copy stands in schemas/released/."""
    released = last_released(SCHEMAS / "released")
    if released is not None:
        assert trouble_with_version(released, json_schema()) is None
    assert trouble_with_version(schema_of("0.9"), json_schema()) is None


@pytest.mark.parametrize(
    ("change", "right"),
    [
        (lambda _: None, "1.0"),
        (lambda s: s["$defs"]["Promise"].update(description="x"), "1.0"),
        (lambda s: s["$defs"]["Promise"]["properties"].update(ny={"type": "string"}), "1.1"),
        (lambda s: s["$defs"]["Promise"]["properties"].pop("aim"), "2.0"),
    ],
)
def test_a_wrong_version_number_is_seen(change, right, tmp_path):
    current = changed(change)
    (tmp_path / "agreement-1.0.schema.json").write_text(pretty(json_schema()), "utf-8")
    (tmp_path / "agreement-0.9.schema.json").write_text(pretty(schema_of("0.9")), "utf-8")
    released = last_released(tmp_path)
    assert version_of(released) == "1.0"
    for version in ("1.0", "1.1", "1.2", "2.0", "2.1"):
        current["$id"] = f"urn:medborgarlofte:schema:{version}"
        assert (trouble_with_version(released, current) is None) is (version == right)


def test_what_has_changed_is_said_on_the_command_line(tmp_path, capsys):
    assert main(["schema", "--since", str(SCHEMAS / "agreement-0.9.schema.json")]) == 0
    out = capsys.readouterr().out
    assert "major: Promise.wording: gone: older documents have it\n" in out
    assert out.endswith("major: 1.0 is due, 1.0 it is\n")
    older = tmp_path / "a.json"
    older.write_text(pretty(changed(lambda s: s["$defs"]["Promise"]["properties"].pop("aim"))))
    assert main(["schema", "--since", str(older)]) == 1
    assert capsys.readouterr().out == "minor: Promise.aim: new\nminor: 1.1 is due, 1.0 it is\n"
    older.write_text("{}")
    assert main(["schema", "--since", str(older)]) == 2
