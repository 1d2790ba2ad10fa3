"""Whole documents: what is missing, misspelt, null, of the wrong type, or unknown."""

import copy
import itertools
import json
import random
import re

import pytest

from medborgarlofte import AgreementError, canonical, dumps, examples, loads, validate
from medborgarlofte.findings import Severity

from .catalogue import DOCUMENT_CASES, HEAD, PYTHON_NAMES, Case, document
from .judge import STRUCTURE, judged
from .mutations import (
    JSON_VALUES,
    Kind,
    at,
    exactly,
    objects,
    places,
    pointer,
    read,
    replaced,
    right_types,
    whole,
    without,
    written,
)

TREES = {
    "whole": whole(),
    **{name: read(examples.source(name)) for name in examples.names()},
}
"""An agreement in which every field stands, and the examples shipped."""
WHOLE = TREES["whole"]

EVERY_TREE = pytest.mark.parametrize("tree", TREES.values(), ids=TREES)
EVERY_TYPE = pytest.mark.parametrize("kind", JSON_VALUES)
EVERY_PLACE = list(places(WHOLE))


def errors(report):
    """The errors as pairs of code and place."""
    return {(f.code, f.pointer) for f in report.errors}


@pytest.mark.parametrize("case", DOCUMENT_CASES, ids=lambda case: case.id)
def test_a_document_is_taken_or_refused(case: Case):
    agreement, structure = judged(case.data)
    if case.code is None:
        assert agreement is not None
        assert exactly(read(dumps(agreement))) == exactly(read(case.data))
    else:
        assert (case.code, case.pointer) in errors(structure)
        assert {f.code for f in structure.errors} <= {case.code, "S399"}


@EVERY_TREE
def test_what_mutations_start_from_is_sound(tree):
    agreement, structure = judged(written(tree))
    assert not structure.findings
    assert exactly(read(dumps(agreement))) == exactly(tree)


# ── One thing changed ──────────────────────────────────────────────────────────


@EVERY_TREE
def test_a_key_taken_out_is_missed_where_it_is_required(tree):
    """B01: told at the parent, by name; an optional one is not put back on writing."""
    for place in places(tree):
        less = without(tree, place.steps)
        agreement, structure = judged(written(less))
        if place.is_version:
            assert [(f.code, f.pointer) for f in structure] == [("S202", "")]
        elif place.spec.required:
            assert [(f.code, f.pointer, f.params) for f in structure] == [
                ("S301", place.parent, {"key": place.spec.key})
            ]
        else:
            assert not structure.findings
            assert exactly(read(dumps(agreement))) == exactly(less)


@EVERY_TYPE
def test_a_value_of_another_type_is_refused_and_never_coerced(kind):
    """B02, B04 to B08: where it stands, once, and with both types named."""
    for place in EVERY_PLACE:
        if kind in right_types(place.spec):
            continue
        _, structure = judged(written(replaced(WHOLE, place.steps, JSON_VALUES[kind])))
        (finding,) = structure.errors
        assert finding.pointer == place.pointer
        if place.is_version:
            assert finding.code == "S203"
        elif kind == "null":
            assert finding.code == "S305"
            removal = ({"op": "remove", "path": place.pointer},)
            assert finding.mend == (None if place.spec.required else removal)
        else:
            assert finding.code == "S302"
            assert finding.params["found"] == kind
            expected = "array" if place.spec.many else str(place.spec.shape.kind)
            assert finding.params["expected"] in (expected, "string", "object")


@EVERY_TYPE
def test_an_item_of_another_type_is_refused_and_never_coerced(kind):
    """B09, B10: the same within a list."""
    for place in EVERY_PLACE:
        if not place.spec.many:
            continue
        one = {Kind.TEXT: ("string", "object"), Kind.PART: ("object",)}
        if kind in one.get(place.spec.shape.kind, ("string",)):
            continue
        good = at(WHOLE, place.steps)[0]
        _, structure = judged(
            written(replaced(WHOLE, place.steps, [good, JSON_VALUES[kind], good]))
        )
        code = "S305" if kind == "null" else "S302"
        assert errors(structure) == {(code, f"{place.pointer}/1")}


def test_an_integer_with_a_point_is_no_integer():
    """B05: the same in every field, and in none is it made whole."""
    for place in EVERY_PLACE:
        if place.spec.shape.kind is Kind.INTEGER:
            for number in (1.0, 1e2, 1.5):
                _, structure = judged(written(replaced(WHOLE, place.steps, number)))
                assert errors(structure) == {("S302", place.pointer)}


def test_an_empty_list_object_or_text_is_no_value():
    """B03: what there is none of is left out, in one way only."""
    for place in EVERY_PLACE:
        nothing = [] if place.spec.many else {} if place.spec.shape.kind is Kind.TEXT else ""
        if place.spec.many or place.spec.shape.kind in (Kind.TEXT, Kind.STRING, Kind.REFERENCE):
            _, structure = judged(written(replaced(WHOLE, place.steps, nothing)))
            code = "S203" if place.is_version else "S306"
            assert errors(structure) == {(code, place.pointer)}


@EVERY_TREE
def test_the_order_of_lists_is_kept(tree):
    """B11: order is data."""
    turned = copy.deepcopy(tree)
    for place in places(tree):
        if place.spec.many and len(at(turned, place.steps)) > 1:
            at(turned, place.steps).reverse()
            agreement, _ = judged(written(turned))
            assert exactly(read(dumps(agreement))) == exactly(turned)
            at(turned, place.steps).reverse()


@EVERY_TREE
def test_what_means_the_same_is_the_same(tree):
    """B13, B14: the order of members, white space and escapes say nothing."""
    agreement = loads(written(tree))

    def shuffled(value, draw):
        if isinstance(value, dict):
            keys = draw.sample(list(value), len(value))
            return {key: shuffled(value[key], draw) for key in keys}
        return [shuffled(item, draw) for item in value] if isinstance(value, list) else value

    def escaped(string):
        return "".join(f"\\u{ord(ch):04x}" if ch != '"' else ch for ch in string[0])

    for text in (
        written(shuffled(tree, random.Random(1))),
        re.sub(r'"[^"\\]*"', escaped, written(tree)),
        json.dumps(tree, indent="\t").replace("\n", "\r\n"),
        f" \n\t{json.dumps(tree, separators=(',', ':'))}\r\n",
    ):
        again, _ = judged(text)
        assert again == agreement
        assert canonical(again) == canonical(agreement)
        assert dumps(again) == dumps(agreement)


# ── Misspelt keys ──────────────────────────────────────────────────────────────


def doubled(key):
    return key[:3] + key[2:]


def swapped(key):
    return key[0] + key[2] + key[1] + key[3:]


def hyphenated(key):
    return key.replace("_", "-") if "_" in key else f"{key}-"


SLIPS = (doubled, swapped, hyphenated, str.upper)


def test_a_misspelt_key_is_told_of_once():
    """B22: with the key that was meant; an error only where that one is required."""
    for place, slip in zip(EVERY_PLACE, itertools.cycle(SLIPS), strict=False):
        key = slip(place.spec.key) if len(place.spec.key) > 4 else place.spec.key
        if key == place.spec.key or place.is_version:
            continue
        way = place.steps[:-1]
        tree = replaced(without(WHOLE, place.steps), (*way, key), at(WHOLE, place.steps))
        agreement, structure = judged(written(tree), profile=STRUCTURE)
        (finding,) = structure
        assert (finding.code, finding.pointer) == ("S303", f"{place.parent}/{key}")
        assert finding.params == {"key": key, "suggestion": place.spec.key}
        assert finding.mend == ({"op": "move", "from": finding.pointer, "path": place.pointer},)
        if place.spec.required:
            assert finding.severity is Severity.ERROR
        else:
            assert finding.severity is Severity.WARNING
            assert exactly(read(dumps(agreement))) == exactly(tree)


@pytest.mark.parametrize(
    "key", ["title ", " title", "ti\u200btle", "tit\u217ce", "t\u0456tle", "titIe", "Title"]
)
def test_a_key_that_only_looks_like_another_is_kept(key):
    """B23, B24: beside the real one it is unknown; it is never read in its place."""
    agreement, structure = judged(document({key: "Another"}))
    assert [(f.code, f.pointer, f.severity) for f in structure] == [
        ("S304", f"/{key}", Severity.INFO)
    ]
    assert str(agreement.title) == HEAD["title"]
    assert agreement.extensions[key] == "Another"
    assert all(f.message(lang).isprintable() for f in structure for lang in ("sv", "en"))


# ── Unknown fields ─────────────────────────────────────────────────────────────


def test_an_unknown_field_is_kept_at_every_object():
    """G01: each alone, in turn of every type: the same value, of the same type, there."""
    for steps, value in zip(objects(WHOLE), itertools.cycle(JSON_VALUES.values()), strict=False):
        tree = replaced(WHOLE, (*steps, "x_okänd"), value)
        agreement, structure = judged(written(tree), profile=STRUCTURE)
        kept = read(dumps(agreement))
        assert exactly(kept) == exactly(tree)
        assert exactly(at(kept, (*steps, "x_okänd"))) == exactly(value)
        within_text = set(at(WHOLE, steps)) == {"sv", "en"}
        assert [(f.code, f.pointer) for f in structure] == (
            [] if within_text else [("S304", f"{pointer(steps)}/x_okänd")]
        )


@EVERY_TYPE
def test_unknown_fields_of_every_type_are_kept_at_all_objects_at_once(kind):
    tree = copy.deepcopy(WHOLE)
    for steps in objects(WHOLE):
        at(tree, steps)["x_okänd"] = JSON_VALUES[kind]
    agreement, _ = judged(written(tree))
    assert exactly(read(dumps(agreement))) == exactly(tree)


def test_names_that_mean_something_to_python_are_only_names():
    """G04: kept at every object, and no attribute is set by them."""
    tree = copy.deepcopy(WHOLE)
    for steps in objects(WHOLE):
        at(tree, steps).update({name: {"evil": [name]} for name in PYTHON_NAMES})
    agreement, _ = judged(written(tree))
    assert exactly(read(dumps(agreement))) == exactly(tree)
    assert type(agreement).__name__ == "Agreement"
    assert agreement.format_version == "1.0"


def test_what_is_in_the_report_of_many_unknown_keys_does_not_refuse_them():
    """More than a hundred notes are counted as notes: a large document is as valid as a small."""
    tree = {**HEAD, "promises": [{"id": f"a{n}", "text": "A", "x_egen": n} for n in range(150)]}
    agreement, structure = judged(written(tree))
    assert exactly(read(dumps(agreement))) == exactly(tree)
    assert structure.ok
    assert {code: len(found) for code, found in structure.by_code().items()} == {
        "S304": 100,
        "S399": 1,
    }


def test_errors_are_told_however_many_notes_come_before():
    unknown = {f"k{n}": n for n in range(5000)}
    tree = {**HEAD, **unknown, "promises": [{**unknown, "id": "a"}], "signed": "okänt"}
    _, structure = judged(written(tree))
    assert errors(structure) == {("S301", "/promises/0"), ("S308", "/signed")}
    assert structure.by_code()["S399"][0].params == {"count": 9900}
    assert len(structure) == 103


def test_a_newer_minor_version_is_read_and_kept():
    """G08: with a note; what is unknown there is kept, and so is the version."""
    tree = {**WHOLE, "medborgarlofte": "1.999", "nytt_fält": {"a": [1]}}
    agreement, structure = judged(written(tree))
    assert [(f.code, f.severity) for f in structure] == [
        ("S205", Severity.INFO),
        ("S304", Severity.INFO),
    ]
    assert exactly(read(dumps(agreement))) == exactly(tree)


def test_an_unknown_code_of_a_closed_list_is_refused_and_of_an_open_list_kept():
    """G06."""
    for place in EVERY_PLACE:
        if place.spec.shape.kind not in (Kind.CLOSED, Kind.OPEN):
            continue
        value = ["okand_kod"] if place.spec.many else "okand_kod"
        tree = replaced(WHOLE, place.steps, value)
        agreement, structure = judged(written(tree))
        if place.spec.shape.kind is Kind.OPEN:
            assert exactly(read(dumps(agreement))) == exactly(tree)
        else:
            here = f"{place.pointer}/0" if place.spec.many else place.pointer
            assert errors(structure) == {("S307", here)}


def test_nothing_is_opened_and_nothing_is_called(monkeypatch):
    """B17 to B19: whatever a document names, reading it opens no file and starts nothing."""
    validate(written(WHOLE))  # what is imported late is imported now

    def refuse(*_args, **_kwargs):
        raise AssertionError("reading a document tried to reach out of it")

    for place in ("builtins.open", "io.open", "os.open", "os.system", "subprocess.Popen"):
        monkeypatch.setattr(place, refuse)
    for case in DOCUMENT_CASES:
        if case.id in ("B17_schema", "B18", "B19", "G04"):
            validate(case.data)
    tree = {**WHOLE, "$ref": "file:///etc/passwd", "x_url": "http://x.invalid/"}
    assert loads(written(tree)).extensions["$ref"] == "file:///etc/passwd"


def test_unknown_fields_follow_their_part():
    """G02, G03: through copies, changes, sorting and moving."""
    tree = {
        **HEAD,
        "promises": [{"id": name, "text": name, "x_egen": {"nr": name}} for name in "abc"],
        "x_egen": [1, 1.0, True],
    }
    agreement = loads(written(tree))
    turned = agreement.evolve(
        title="B", promises=sorted(agreement.promises, key=lambda p: p.id, reverse=True)[:2]
    )
    for made in (turned, copy.copy(turned), copy.deepcopy(turned)):
        again = read(dumps(made))
        assert [(p["id"], p["x_egen"]) for p in again["promises"]] == [
            ("c", {"nr": "c"}),
            ("b", {"nr": "b"}),
        ]
        assert exactly(again["x_egen"]) == exactly(tree["x_egen"])


def test_a_name_that_is_a_field_is_no_extension():
    """G05: it would stand twice."""
    with pytest.raises(AgreementError) as caught:
        loads(document()).evolve(extensions={"title": 1})
    assert caught.value.report.codes() == ("S313",)
