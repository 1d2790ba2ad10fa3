"""The library as Python meets it: other types, other threads, other settings of the host."""

import copy
import io
import os
import pickle
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import attrs
import pytest

from medborgarlofte import (
    Agreement,
    AgreementError,
    Promise,
    Text,
    canonical,
    digest,
    dumps,
    loads,
    validate,
)
from medborgarlofte.format import parse
from medborgarlofte.values import JsonObject, Part

from .catalogue import DEEPEST, DOCUMENT_CASES, JSON_CASES, LARGEST, document, extended, nested
from .judge import judged, quiet
from .mutations import whole, written

WHOLE = written(whole())
DEEP = extended(nested("[", "]", DEEPEST - 1)())
DEEP_OBJECTS = extended(nested('{"a":', "}", DEEPEST - 1, "1")())
SMALL_CASES = [case for case in (*JSON_CASES, *DOCUMENT_CASES) if not callable(case.made)]


def outcomes(cases=SMALL_CASES):
    """What comes of each case, as plain data."""
    return [
        (case.id, [(f.code, f.pointer, f.message()) for f in validate(case.data)]) for case in cases
    ]


# ── What is given ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "value",
    [None, 0, 1.5, True, {}, [], (), {"a": 1}, Path("x"), io.BytesIO(b"{}"), object(), Agreement],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_json_text_is_refused(value):
    """M10: with what was expected; a path is read by another function."""
    for read in (loads, parse):
        with pytest.raises(AgreementError) as caught:
            read(value)
        assert caught.value.report.codes() == ("S003",)
        quiet(caught.value)
    if not isinstance(value, Path):
        assert validate(value).codes() == ("S003",)


def test_text_and_bytes_of_every_kind_are_read_alike():
    data = WHOLE.encode()
    for given in (WHOLE, data, bytearray(data), memoryview(data), memoryview(data)[::1]):
        assert loads(given) == loads(WHOLE)


def test_subclasses_of_text_are_text():
    class Shouting(str):
        __slots__ = ()

        def __str__(self):
            raise AssertionError("what a subclass says of itself is not asked")

    agreement = loads(Shouting(WHOLE))
    made = agreement.evolve(title=Text("A"), extensions={"x": "y"})
    assert type(made.extensions["x"]) is str


@pytest.mark.parametrize("value", [None, 1, "x", b"x", {}, [], object(), Promise(text="A")])
def test_what_is_no_agreement_is_not_written(value):
    for write in (dumps, canonical, digest):
        with pytest.raises(AgreementError) as caught:
            write(value)
        assert caught.value.report.codes() == ("S003",)


STRANGE = [object(), 1j, b"x", {1: 2}, [[]], str.upper, float("inf"), 2**70, {1}, range(1)]
"""Values that no field of an agreement holds."""


@pytest.mark.parametrize("place", [a.name for a in attrs.fields(Agreement)])
def test_no_field_takes_what_it_does_not_hold(place):
    agreement = loads(document())
    for value in STRANGE:
        with pytest.raises(AgreementError) as caught:
            agreement.evolve(**{place: value})
        assert {code[0] for code in caught.value.report.codes()} == {"S"}
        assert caught.value.__cause__ is None


def test_what_would_be_too_large_to_read_is_neither_read_nor_written():
    for text in ("å" * (LARGEST // 2 + 1), "a" * (LARGEST + 1)):
        assert validate(text).codes() == ("S104",)
    large = loads(document()).evolve(extensions={"x": ["å" * 50_000] * 101})
    for write in (dumps, canonical, digest):
        with pytest.raises(AgreementError) as caught:
            write(large)
        assert caught.value.report.codes() == ("S104",)


# ── Frozen, hashed, equal ──────────────────────────────────────────────────────


def parts(value):
    """Every part within *value*, itself included."""
    if isinstance(value, Part):
        yield value
        for attribute in attrs.fields(type(value)):
            yield from parts(getattr(value, attribute.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from parts(item)


def test_what_was_given_may_change_and_the_agreement_does_not():
    """M01: frozen to the last list."""
    promises = [Promise(text="A")]
    inner = {"b": [1, {"c": 2}]}
    translations = {"sv": "A", "x_egen": [1]}
    agreement = Agreement(
        title=translations,
        kind="action_plan",
        promises=promises,
        extensions={"x": inner},
    )
    before, number = dumps(agreement), hash(agreement)
    promises.append(Promise(text="B"))
    inner["b"][1]["c"] = 3
    inner["b"].append(4)
    translations["sv"] = "B"
    translations["x_egen"].append(2)
    assert dumps(agreement) == before
    assert hash(agreement) == number


def test_nothing_can_be_set_on_any_part():
    for part in parts(loads(WHOLE)):
        for attribute in attrs.fields(type(part)):
            with pytest.raises(AttributeError):
                setattr(part, attribute.name, None)
        with pytest.raises(TypeError):
            part.extensions["x"] = 1


def test_every_part_has_a_hash_and_equals_its_copy():
    """M02, M03."""
    one, two = loads(WHOLE), loads(WHOLE)
    for mine, yours in zip(parts(one), parts(two), strict=True):
        assert mine == yours
        assert hash(mine) == hash(yours)
        assert len({mine, yours}) == 1
        assert repr(mine) == repr(yours)
        assert "\n" not in repr(mine)
    assert canonical(one) == canonical(two)


def test_what_is_equal_has_one_form_and_one_hash():
    """M03."""
    base = loads(document())
    numbers = (1, 1.0, Decimal(1), Decimal("1.0"), Decimal("1.00"), Decimal("1E+0"))
    same = [base.evolve(extensions={"x": [number]}) for number in numbers]
    assert len(set(same)) == 1
    assert len({canonical(agreement) for agreement in same}) == 1
    others = [base.evolve(extensions={"x": [value]}) for value in (True, "1", None, [1], {"1": 1})]
    assert len({*same, *others}) == 1 + len(others)


@pytest.mark.parametrize("text", [WHOLE, DEEP, DEEP_OBJECTS], ids=["whole", "lists", "objects"])
def test_copies_are_equal_however_they_are_made(text):
    """M05, M06: of anything that can be read, as deep as it may be."""
    agreement = loads(text)
    for made in (
        copy.copy(agreement),
        copy.deepcopy(agreement),
        pickle.loads(pickle.dumps(agreement)),
        attrs.evolve(agreement),
        loads(canonical(agreement)),
    ):
        assert made == agreement
        assert hash(made) == hash(agreement)
        assert dumps(made).replace(".0", "") == dumps(agreement).replace(".0", "")
    assert len(repr(agreement)) < 1000


def test_what_nests_deeper_than_a_document_is_refused():
    circle = []
    circle.append(circle)
    for deep in (circle, {"a": circle}):
        with pytest.raises(AgreementError) as caught:
            JsonObject({"x": deep})
        assert caught.value.report.codes() == ("S105",)


# ── The host's own settings ────────────────────────────────────────────────────


def test_checks_that_a_host_switches_off_are_ours_and_stay_on():
    """M04: attrs has a switch for all validators of the process."""
    attrs.validators.set_disabled(True)
    try:
        assert attrs.validators.get_disabled()
        for wrong in ({"kind": "x"}, {"id": "A B"}, {"title": 5}, {"signed": "now"}):
            with pytest.raises(AgreementError):
                loads(document(**wrong))
            with pytest.raises(AgreementError):
                Agreement(**{"title": "A", "kind": "action_plan", **wrong})
    finally:
        attrs.validators.set_disabled(False)


def test_limits_are_our_own():
    """M09: not those of the interpreter, which a host may lift."""
    digits, depth = sys.get_int_max_str_digits(), sys.getrecursionlimit()
    cases = [c for c in JSON_CASES if "digits" in c.id or "nest" in c.id]
    before = outcomes(cases)
    try:
        sys.set_int_max_str_digits(0)
        sys.setrecursionlimit(10**6)
        assert outcomes(cases) == before
    finally:
        sys.set_int_max_str_digits(digits)
        sys.setrecursionlimit(depth)


def deeper(levels, call):
    """Call from *levels* further down the stack."""
    return call() if levels == 0 else deeper(levels - 1, call)


@pytest.mark.parametrize("text", [WHOLE, DEEP, DEEP_OBJECTS], ids=["whole", "lists", "objects"])
def test_the_answer_is_the_same_from_deep_within_a_program(text):
    """M07: json.loads alone refuses there what it takes at the top."""
    agreement = loads(text)
    levels = 700 - len(_frames())
    assert deeper(levels, lambda: loads(text)) == agreement
    assert deeper(levels, lambda: dumps(agreement)) == dumps(agreement)
    assert deeper(levels, lambda: canonical(agreement)) == canonical(agreement)
    assert deeper(levels, lambda: agreement == loads(text))
    assert deeper(levels, lambda: validate(text)) == validate(text)
    wrong = text.replace('"1.0"', '"1.0", "y": -0', 1)
    assert deeper(levels, lambda: validate(wrong)).codes() == ("S113",)
    too_deep = f"[{text}]"
    assert deeper(levels, lambda: validate(too_deep)) == validate(too_deep)


def _frames():
    frame, frames = sys._getframe(), []
    while frame is not None:
        frames.append(frame)
        frame = frame.f_back
    return frames


SMALL_STACK = """
import sys, threading
from hostile.catalogue import JSON_CASES, document, extended, nested
from medborgarlofte import AgreementError, dumps, loads, validate

cases = [c for c in JSON_CASES if "nest" in c.id]
deep = extended(nested("[", "]", 63)())
validate(document())  # imports need more than a small stack
done = []

def work():
    for case in cases:
        report = validate(case.data)
        assert report.codes()[0] == (case.code or report.codes()[0]), case.id
    assert dumps(loads(dumps(loads(deep)))) == dumps(loads(deep))
    done.append(True)

threading.stack_size(int(sys.argv[1]) * 1024)
thread = threading.Thread(target=work)
thread.start()
thread.join()
assert done
"""


def run(script, *argv, options=(), **environment):
    """Run *script* in a Python of its own, where ``hostile`` can be imported."""
    return subprocess.run(
        [sys.executable, *options, "-c", script, *map(str, argv)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("kib", [64, 128, 256, 1024])
def test_a_small_stack_is_enough(kib):
    """M08: nesting 100,000 deep kills a process whose parser meets it."""
    done = run(SMALL_STACK, kib)
    assert done.returncode == 0, (done.returncode, done.stderr)


OUTCOMES = """
import hashlib
from hostile.test_python import outcomes, WHOLE, loads, canonical, dumps
told = repr((outcomes(), canonical(loads(WHOLE)), dumps(loads(WHOLE))))
print(hashlib.sha256(told.encode()).hexdigest())
"""


def test_the_answer_is_the_same_in_every_environment():
    """M11, M13, D25: nothing is checked by an assertion; warnings are errors; no encoding."""
    plain, bare = (
        run(OUTCOMES, PYTHONHASHSEED="1"),
        run(
            OUTCOMES,
            options=("-OO", "-W", "error", "-X", "dev", "-b"),
            PYTHONHASHSEED="2",
            PYTHONUTF8="0",
            PYTHONIOENCODING="",
            LC_ALL="C",
            TZ="Pacific/Kiritimati",
        ),
    )
    assert plain.returncode == bare.returncode == 0, (plain.stderr, bare.stderr)
    assert plain.stdout == bare.stdout != ""


def test_threads_do_not_disturb_each_other():
    """M12."""
    alone = outcomes()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: outcomes(), range(4))) == [alone] * 4


def test_a_report_is_the_same_each_time_it_is_asked_for():
    """No state is left behind by what was read before."""
    forwards = outcomes()
    assert list(reversed(outcomes(SMALL_CASES[::-1]))) == forwards


def test_nothing_is_printed_and_nobody_is_warned(capfd, recwarn):
    for case in SMALL_CASES[::7]:
        judged(case.data)
    assert capfd.readouterr() == ("", "")
    assert not recwarn.list


def test_a_thread_that_is_interrupted_leaves_nothing_behind():
    """An exception of the host's own, thrown in while a document is read."""
    threads = threading.active_count()

    class Stop(BaseException):
        pass

    class Halting(str):
        __slots__ = ()

        def encode(self, *_args):
            raise Stop

    for _ in range(3):
        with pytest.raises(Stop):
            loads(Halting(WHOLE))
        assert loads(WHOLE) is not None
    assert threading.active_count() == threads
