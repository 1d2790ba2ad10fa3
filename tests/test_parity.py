"""The JSON Schema and the structure rules give the same verdict, by independent judges."""

import copy
import json
import os
import random
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from medborgarlofte import examples, json_schema
from medborgarlofte.findings import Severity
from medborgarlofte.format import parse, to_tree
from medborgarlofte.format._explain import explain
from medborgarlofte.format._read import Refused, to_agreement
from medborgarlofte.format._schema import NOT_EXPRESSIBLE
from medborgarlofte.format._write import compact
from medborgarlofte.strategies import agreements

NIGHTLY = os.environ.get("MEDBORGARLOFTE_TESTS") == "nightly"
DRAWN, MUTATIONS = (200, 400) if NIGHTLY else (40, 250)
SCHEMA = json_schema()


# ── Documents: drawn ones and the examples, each changed in many ways ──────────

STRANGE = [
    None, True, False, 0, -1, 7, Decimal("1.5"), "", " ", "\u00a0", "x", "X", "7", "false", "a\nb",
    "a" * 501, "a" * 129, [], {}, [[]], [None], [""], ["x", "x"], {"sv": "a"}, {"sv": ""}, {"sv": 5},
    {"en": "a", "x_y": 5}, {"xx_": None}, {"id": "a"}, {"start": "2019"}, {"start": "2019", "end": "x"},
    "2019", "2019-02-29", "2020-02-29", "2019-02-30", "2019-W53", "2020-W53", "2019-T4", "1899", "2201",
    "2019-13", "2019\n", "https://a.b/ c", "https://a.b/c", "http://å", "ftp://a", "javascript:x",
    "0180", "180", "01800", "212000-0142", "2120000142", "sv", "SV", "sv-SE", "svenska", "1.0", "2.0",
    "1.7", "01.0", "police", "Polis", "en kod", "kept", "at_least", "cooperation_agreement", "SEK",
    "2024-06-15T12:00:00Z", "2024-06-15T24:00:00Z", "2024-02-30T12:00:00Z", "2024-06-15T12:00:00",
    "a@b.se", "a@b", "a b@c.se", "application/pdf", "\ufeff", "\u200b", "x" * 100_001,
]  # fmt: skip


def places(tree, at=()):
    yield at, tree
    if isinstance(tree, dict | list):
        for key, item in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from places(item, (*at, key))


def mutated(tree, rng):
    """*tree* with one or two things wrong, or right in another way."""
    tree = copy.deepcopy(tree)
    for _ in range(rng.choice((1, 1, 2))):
        at, _ = rng.choice([place for place in places(tree) if place[0]])
        parent = tree
        for step in at[:-1]:
            parent = parent[step]
        what = rng.randrange(8)
        if what == 0:
            del parent[at[-1]]
        elif what == 1 and isinstance(parent, dict):
            parent[rng.choice(("x_a", "titel", "Id", "å"))] = rng.choice(STRANGE)
        elif what == 2 and isinstance(parent, dict):
            parent[f"{at[-1]}x"] = parent.pop(at[-1])
        elif what == 3 and isinstance(parent, list):
            parent.insert(0, rng.choice(STRANGE))
        elif what == 4:
            parent[at[-1]] = [parent[at[-1]]]
        else:
            parent[at[-1]] = copy.deepcopy(rng.choice(STRANGE))
        if not isinstance(tree, dict) or not tree:
            break
    return tree


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


def plain(tree):
    """*tree* with numbers as any other program reads them."""
    return json.loads(compact(tree))


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
            to_agreement(tree)
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
    command = [npm, "install", "--silent", "--no-audit", "--no-fund", "ajv@8"]
    if subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode:
        pytest.skip("the npm registry cannot be reached")
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


def test_what_cannot_be_expressed_is_just_that():
    """The list of differences is true: each is there, and it is there for the reason given."""
    assert NOT_EXPRESSIBLE.keys() == {"S302", "S1"}
    tree = parse(examples.source("malmo"))
    tree["situation"]["problems"][0]["priority"] = Decimal("1.0")
    assert [f.code for f in explain(tree) if f.severity is Severity.ERROR] == ["S302"]
    assert jsonschema.Draft202012Validator(SCHEMA).is_valid(plain(tree))
