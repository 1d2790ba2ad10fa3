"""The JSON Schema and the structure rules give the same verdict, by independent judges."""

import json
import os
import random
import shutil
import subprocess
from copy import deepcopy
from decimal import Decimal
from pathlib import Path

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from medborgarlofte import AgreementError, examples, json_schema
from medborgarlofte.findings import Severity
from medborgarlofte.format import parse, to_tree
from medborgarlofte.format._explain import explain
from medborgarlofte.format._read import Refused, to_agreement
from medborgarlofte.format._schema import NOT_EXPRESSIBLE, _parts_of
from medborgarlofte.format._write import compact
from medborgarlofte.model import Agreement
from medborgarlofte.strategies import agreements
from medborgarlofte.values import Kind, fields_of
from mutating import mutated, places, plain, with_value

NIGHTLY = os.environ.get("MEDBORGARLOFTE_TESTS") == "nightly"
DRAWN, MUTATIONS = (200, 400) if NIGHTLY else (24, 400)
SCHEMA = json_schema()
ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "conformance" / "1.0"


# ── Documents: drawn ones and the examples, each changed in many ways ──────────


@pytest.fixture(scope="module")
def documents():
    bases = [parse(examples.source(name)) for name in examples.names()]

    @settings(max_examples=DRAWN, database=None, phases=[Phase.generate], derandomize=True,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(agreements(unknown_fields=True))
    def draw(agreement):
        bases.append(to_tree(agreement))

    draw()
    rng = random.Random(20260301)
    many = [*bases, *(mutated(base, rng) for base in bases for _ in range(MUTATIONS))]
    assert len(many) >= 10_000
    return many


@pytest.fixture(scope="module")
def verdicts(documents):
    """Whether each document is right by the structure rules."""
    ours = [not any(f.severity is Severity.ERROR for f in explain(tree)) for tree in documents]
    assert 0.05 < sum(ours) / len(ours) < 0.8, "both kinds must be there"
    return ours


def judged_alike(documents, ours, theirs):
    differing = [
        (tree, mine, its)
        for tree, mine, its in zip(documents, ours, theirs, strict=True)
        if mine != its
    ]
    assert not differing, (len(differing), [(compact(t)[:300], a, b) for t, a, b in differing[:3]])


def test_the_quick_reader_and_the_explaining_one_agree(documents, verdicts):
    for tree, right in zip(documents, verdicts, strict=True):
        try:
            to_agreement(deepcopy(tree))
        except Refused:
            accepted = False
        else:
            accepted = True
        major = tree.get("medborgarlofte") if isinstance(tree, dict) else None
        if isinstance(major, str) and not major.startswith("1."):
            continue  # another version is refused before the quick reader is asked
        assert accepted == right, compact(tree)[:500]


def test_by_jsonschema(documents, verdicts):
    judge = jsonschema.Draft202012Validator(SCHEMA)
    judged_alike(documents, verdicts, [judge.is_valid(plain(tree)) for tree in documents])


def test_by_jsonschema_rs(documents, verdicts):
    judge = jsonschema_rs.Draft202012Validator(SCHEMA)
    judged_alike(documents, verdicts, [judge.is_valid(plain(tree)) for tree in documents])


@pytest.fixture(scope="session")
def ajv(tmp_path_factory):
    """A folder where ajv is installed, from the npm registry."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("Node is not on this machine")
    folder = tmp_path_factory.mktemp("ajv")
    (folder / "package.json").write_text('{"private": true}')
    command = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefer-offline", "ajv@8"]
    try:
        subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=60)
    except subprocess.SubprocessError:
        pytest.skip("ajv cannot be installed: the npm registry is not to be reached")
    return folder


def test_by_ajv(documents, verdicts, ajv, tmp_path):
    schema = tmp_path / "schema.json"
    schema.write_text(json.dumps(SCHEMA), encoding="utf-8")
    done = subprocess.run(
        ["node", str(Path(__file__).parent / "parity.mjs"), str(schema), str(ajv)],
        input="\n".join(json.dumps(plain(tree)) for tree in documents),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    judged_alike(documents, verdicts, [verdict == "1" for verdict in done.stdout.strip()])


# ── The differences, as the library lists them ─────────────────────────────────


def test_the_list_of_differences_is_whole():
    assert NOT_EXPRESSIBLE.keys() == {"S302", "S1"}
    page = (ROOT / "docs" / "format.md").read_text("utf-8")
    for code, what in NOT_EXPRESSIBLE.items():
        assert f"| {code} | {what} |" in page


def test_a_whole_number_with_a_fraction_is_the_only_type_that_a_schema_cannot_tell():
    judge = jsonschema.Draft202012Validator(SCHEMA)
    whole = parse((CORPUS / "valid" / "everything.json").read_bytes())
    refused = set()
    for at, value in places(whole):
        if type(value) is not int:
            continue
        tree = with_value(whole, at, Decimal(f"{value}.0"))
        assert judge.is_valid(plain(tree))
        codes = {f.code for f in explain(tree) if f.severity is Severity.ERROR}
        assert codes <= {"S302"}
        refused |= {at[-1] for _ in codes}
    integers = {
        spec.key
        for cls in _parts_of(Agreement)
        for spec in fields_of(cls)
        if spec.shape.kind is Kind.INTEGER
    }
    assert refused == integers


@pytest.mark.parametrize(
    ("member", "code"),
    [
        ('"x_a": 1, "x_a": 2', "S106"),
        ('"x_a": 0.30000000000000001', "S110"),
        ('"x_a": 9007199254740993', "S112"),
        ('"x_a": -0', "S113"),
        ('"x_a": "a\\u0000b"', "S114"),
        ('"x_a": "\\ud800"', "S115"),
        (f'"x_{"a" * 300}": 1', "S117"),
        (f'"x_a": {"[" * 70}{"]" * 70}', "S105"),
    ],
)
def test_what_concerns_the_text_alone_no_schema_sees(member, code):
    head = '"medborgarlofte": "1.0", "id": "a", "title": "A", "kind": "action_plan"'
    text = f'{{{head}, "language": "sv", {member}}}'
    assert jsonschema.Draft202012Validator(SCHEMA).is_valid(json.loads(text))
    with pytest.raises(AgreementError) as caught:
        parse(text)
    assert caught.value.report.codes() == (code,)
