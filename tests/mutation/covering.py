"""Which tests run a line, and how long each takes, by one run of the suite under coverage."""

import ast
import os
import subprocess
import sys
from collections import defaultdict
from functools import cache
from typing import Final
from xml.etree import ElementTree as ET

from attrs import frozen
from coverage import CoverageData
from mutants import ROOT, SOURCE, Mutant

KEPT: Final = ROOT / ".mutation"
_NOT_ABOUT_BEHAVIOUR: Final = {
    "test_accessibility", "test_benchmarks", "test_charts", "test_django", "test_docs", "test_docs_site", "test_growth",
    "test_house", "test_limits", "test_package", "test_pages",
}  # fmt: skip
"""Style, packaging, pages, pictures and costs: they would kill for another reason than the behaviour.

So would what configures Django, once in a process and in no other order."""

_OF_WHAT_IS_DECLARED: Final = (
    "test_model", "test_edges", "test_values", "test_api", "test_roundtrip", "test_rules",
    "test_lanes", "test_wrong_kinds", "test_conformance", "test_testing", "test_versions", "test_findings", "test_approved",
    "hostile.test_python", "hostile.test_values", "test_completeness", "test_redact", "test_tables",
)  # fmt: skip
"""For a line that runs once, at import, in no test: a field, a table, a class."""

_SETTINGS: Final = """
[run]
branch = true
source_pkgs = medborgarlofte
parallel = true
patch = subprocess
"""


@frozen
class Test:
    """A function of the suite with all its parameters."""

    module: str
    node: str
    seconds: float


def learn() -> None:
    """Run the suite under coverage, and keep which test ran which line."""
    KEPT.mkdir(exist_ok=True)
    settings = KEPT / "coverage.ini"
    settings.write_text(f"{_SETTINGS}data_file = {KEPT / '.coverage'}\n", "utf-8")
    coverage = [sys.executable, "-m", "coverage"]
    tests = ["pytest", "-q", "-n", "2", "-p", "no:cacheprovider", "-p", "tests.mutation.contexts"]
    kept = f"--junitxml={KEPT / 'tests.xml'}"
    for command in (
        ["run", f"--rcfile={settings}", "-m", *tests, kept],
        ["combine", "-q", f"--rcfile={settings}"],
    ):
        subprocess.run(
            [*coverage, *command], cwd=ROOT, check=True,
            env=os.environ | {"MEDBORGARLOFTE_TESTS": "smoke"},
        )  # fmt: skip


@cache
def suite() -> dict[str, Test]:
    """Every test that may judge, by the name that it is asked for by."""
    seconds: dict[tuple[str, str], float] = defaultdict(float)
    for case in ET.parse(KEPT / "tests.xml").iter("testcase"):  # our own file
        module, dot, held_by = case.get("classname", "").removeprefix("tests.").partition(".Test")
        name = case.get("name", "").split("[")[0]
        path = f"tests/{module.replace('.', '/')}.py"
        node = "::".join([path, *([f"Test{held_by}"] if dot else []), name])
        seconds[module, node] += float(case.get("time", "0"))
    return {
        node: Test(module, node, took)
        for (module, node), took in seconds.items()
        if module not in _NOT_ABOUT_BEHAVIOUR
    }


def tests_for(mutant: Mutant, budget: float) -> list[Test]:
    """The tests that run the mutated statement, for *budget* seconds, the quickest first.

    Where they take less, then those that run anything else in the file: a function that is
    cached is run in one test only, and used in many. What runs once, at import, is for those
    half of the time, and for the tests that look at everything that is declared.
    """
    contexts = _contexts(mutant.site.path)
    here = {name for line in _statement(mutant) for name in contexts.get(line, ())}
    near = {name for names in contexts.values() for name in names}
    groups = [(here, budget), (near, budget)]
    if not here & suite().keys():
        declared = set().union(*map(_of, _OF_WHAT_IS_DECLARED))
        groups = [(near, budget / 2), (declared, budget / 2), (near, budget)]
    chosen: dict[str, Test] = {}
    left = 0.0
    for names, share in groups:
        left = min(left + share, budget - sum(test.seconds for test in chosen.values()))
        there = (suite()[name] for name in names & suite().keys() if name not in chosen)
        for test in sorted(there, key=lambda test: test.seconds):
            if test.seconds > left:
                break
            left -= test.seconds
            chosen[test.node] = test
    return list(chosen.values())


def _of(module: str) -> set[str]:
    return {test.node for test in suite().values() if test.module == module}


@cache
def _contexts(path: str) -> dict[int, list[str]]:
    # not of the copies that some tests make of the whole
    return _data().contexts_by_lineno(str(SOURCE / path))


@cache
def _data() -> CoverageData:
    data = CoverageData(str(KEPT / ".coverage"))
    data.read()
    return data


def _statement(mutant: Mutant) -> range:
    """The lines of the smallest statement around the place, without the body of a block."""
    best = range(mutant.site.line, mutant.site.line + 1)
    size = 10**6
    for node in ast.walk(ast.parse(mutant.source)):
        if isinstance(node, ast.stmt):
            first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])
            body = getattr(node, "body", None)
            last = body[0].lineno - 1 if body else node.end_lineno or first
            lines = range(first, max(first, last) + 1)
            if mutant.site.line in lines and len(lines) < size:
                best, size = lines, len(lines)
    return best
