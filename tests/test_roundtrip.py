"""Nothing is lost between an agreement and its JSON."""

import json
import subprocess
import sys
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from medborgarlofte import canonical, digest, dumps, loads, read_lines, validate, write_lines
from medborgarlofte.checks import run
from medborgarlofte.checks._exemplary import ON
from medborgarlofte.format import parse, to_tree
from medborgarlofte.strategies import agreements, json_values


def exactly(value):
    """*value* with the types of its leaves, since 1 == True == 1.0 in Python."""
    if isinstance(value, dict):
        return {key: exactly(item) for key, item in value.items()}
    if isinstance(value, list):
        return [exactly(item) for item in value]
    kind = "number" if type(value) in (int, Decimal) else type(value).__name__
    return (kind, str(value))


@given(agreements(unknown_fields=True))
def test_reading_what_was_written_gives_the_same(agreement):
    text = dumps(agreement)
    again = loads(text)
    assert again == agreement
    assert hash(again) == hash(agreement)
    assert dumps(again) == text
    assert canonical(again) == canonical(agreement)


@given(agreements(unknown_fields=True))
def test_text_and_bytes_are_read_alike(agreement):
    text = dumps(agreement)
    assert loads(text.encode()) == loads(text)


@given(agreements())
def test_valid_agreements_have_no_structure_or_consistency_finding(agreement):
    assert [(f.code, f.pointer) for f in validate(agreement, profile="exchange", on=ON)] == []


@given(agreements())
def test_practice_is_never_an_error(agreement):
    assert validate(agreement, on=ON).ok


def objects(tree):
    """Every object in *tree*, language maps too."""
    if isinstance(tree, dict):
        yield tree
    if isinstance(tree, dict | list):
        for item in tree.values() if isinstance(tree, dict) else tree:
            yield from objects(item)


@given(agreements(), json_values(), st.data())
def test_an_unknown_field_anywhere_is_kept_where_it_was(agreement, value, data):
    tree = parse(dumps(agreement))
    found = data.draw(st.sampled_from(list(objects(tree))))
    found["x_okänd"] = value
    again = parse(dumps(loads(_write(tree))))
    assert exactly(again) == exactly(tree)


def _write(tree):
    from medborgarlofte.format._write import pretty

    return pretty(tree)


@given(agreements(), st.randoms(use_true_random=False))
def test_the_order_of_members_means_nothing(agreement, random):
    def shuffled(value):
        if isinstance(value, dict):
            items = list(value.items())
            random.shuffle(items)
            return {key: shuffled(item) for key, item in items}
        return [shuffled(item) for item in value] if isinstance(value, list) else value

    text = _write(shuffled(to_tree(agreement)))
    assert loads(text) == agreement
    assert dumps(loads(text)) == dumps(agreement)
    assert digest(loads(text)) == digest(agreement)


@given(agreements(unknown_fields=True))
def test_canonical_bytes_agree_with_an_independent_implementation(agreement):
    import rfc8785

    plain = json.loads(dumps(agreement), parse_float=float)
    assert canonical(agreement) == rfc8785.dumps(plain)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=None))
def test_a_number_is_written_as_it_was_or_refused(number):
    from medborgarlofte import AgreementError
    from medborgarlofte.values import to_number, write_number

    try:
        kept = to_number(number)
    except AgreementError:
        return
    assert kept == number
    written = write_number(kept)
    assert Decimal(written) == kept
    if number:
        assert Decimal(written).as_tuple() == kept.as_tuple()


def test_a_number_keeps_its_digits():
    text = '{"medborgarlofte":"1.0","id":"a","title":"A","kind":"action_plan","language":"sv","x_a":[1.50,1,1.0,-2.5,1E+2,0.000001]}'
    assert '"x_a": [1.50, 1, 1.0, -2.5, 1E+2, 0.000001]' in dumps(loads(text))


@given(st.lists(agreements(unknown_fields=True), max_size=3))
def test_lines_are_read_as_they_were_written(many):
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "många.jsonl")
        write_lines(many, path)
        assert list(read_lines(path)) == many


@given(agreements())
def test_rules_find_the_same_in_any_order_of_asking(agreement):
    once, again = list(run(agreement, ON)), list(run(loads(dumps(agreement)), ON))
    assert once == again


SCRIPT = """
import sys
from medborgarlofte import canonical, dumps, examples, validate
from datetime import date
for name in examples.names():
    agreement = examples.load(name)
    sys.stdout.buffer.write(canonical(agreement) + dumps(agreement).encode())
    report = validate(agreement, on=date(2026, 3, 1))
    sys.stdout.buffer.write(repr([f.to_dict() for f in report]).encode())
"""


def test_the_same_bytes_whatever_the_hash_seed_and_in_every_process():
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2", "1")
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > 1000
