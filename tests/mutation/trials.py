"""One mutant against its tests, in a process of its own that knows the mutated code only."""

import importlib
import importlib.abc
import importlib.util
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Iterable, Iterator
from enum import StrEnum
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from typing import Any, Final

import pytest
from attrs import define
from covering import KEPT, Test
from hypothesis import settings
from mutants import ROOT, SOURCE, Mutant

_AT_ONCE: Final = 2
_MEMORY: Final = 8 * 2**30
_NOT_IMPORTED: Final = 77
_OUR_FAULT: Final = 99


class Outcome(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    CRASHED = "crashed at import"
    TIMEOUT = "timeout"
    SURVIVED = "survived"
    UNTESTED = "no test"


class _Mutated(SourceFileLoader):
    """Loads the mutated text in the place of the file, and touches no file and no cache."""

    text = ""

    def get_code(self, fullname: str) -> Any:
        return compile(self.text, self.get_filename(fullname), "exec", dont_inherit=True)


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = SOURCE / path, text
        parts = Path("medborgarlofte", path).with_suffix("").parts
        self.name = ".".join(parts).removesuffix(".__init__")

    def find_spec(self, fullname: str, *_: Any) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        loader = _Mutated(fullname, str(self.path))
        loader.text = self.text
        return importlib.util.spec_from_file_location(fullname, self.path, loader=loader)


@define
class _Running:
    mutant: Mutant
    tests: list[Test]
    until: float
    log: Path


def trials(
    work: Iterable[tuple[Mutant, list[Test]]],
) -> Iterator[tuple[Mutant, Outcome, str]]:
    """Try each mutant on its tests, two at a time: what became of it, and the last word."""
    waiting = iter(work)
    running: dict[int, _Running] = {}
    more = True
    while running or more:
        while more and len(running) < _AT_ONCE:
            given = next(waiting, None)
            if given is None:
                more = False
            elif given[1]:
                pid, each = _start(*given)
                running[pid] = each
            else:
                yield given[0], Outcome.UNTESTED, ""
        time.sleep(0.05)
        for pid, each in list(running.items()):
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                del running[pid]
                yield each.mutant, _outcome(status), _last_word(each.log)
            elif time.monotonic() > each.until:
                os.killpg(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
                del running[pid]
                yield each.mutant, Outcome.TIMEOUT, ""


def _outcome(status: int) -> Outcome:
    code = os.waitstatus_to_exitcode(status)
    if code in (_OUR_FAULT, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise RuntimeError("the trial itself went wrong: see the newest log in .mutation/")
    if code == _NOT_IMPORTED:
        return Outcome.CRASHED
    # a process that ended by a signal proves nothing
    return Outcome.KILLED if code > 0 else Outcome.SURVIVED


def _last_word(log: Path) -> str:
    lines = log.read_text("utf-8", "replace").splitlines()
    told = [line for line in lines if line.startswith(("FAILED", "ERROR", "E  "))]
    return (told or lines or [""])[-1]


def _start(mutant: Mutant, tests: list[Test]) -> tuple[int, _Running]:
    log = KEPT / f"{mutant.site.path.replace('/', '.')}.{mutant.site.line}.{mutant.site.column}.log"
    patience = 30 + 4 * sum(test.seconds for test in tests)
    pid = os.fork()
    if not pid:
        try:
            _child(mutant, tests, log)
        except BaseException:  # noqa: BLE001  # nothing of ours may go on in the child
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(_OUR_FAULT)
    return pid, _Running(mutant, tests, time.monotonic() + patience, log)


def _child(mutant: Mutant, tests: list[Test], log: Path) -> None:
    os.setsid()
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    into = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(into, 1)
    os.dup2(into, 2)
    os.chdir(ROOT)
    os.environ["MEDBORGARLOFTE_TESTS"] = "smoke"
    sys.path.insert(0, str(ROOT / "src"))  # the code beside these tests, wherever one is installed
    # what one mutant fails on is not to be tried on the next
    settings.register_profile("alone", database=None)
    settings.load_profile("alone")
    finder = _Finder(mutant.site.path, mutant.text() if mutant.operator else "")
    if mutant.operator:
        sys.meta_path.insert(0, finder)
        if not _can_be_imported(finder.name):
            os._exit(_NOT_IMPORTED)
    asked = ["-x", "-q", "--tb=line", "-p", "no:cacheprovider", "-p", "no:xdist"]
    # rewriting would load our modules from their files, as they hold a plugin of pytest
    asked += ["--assert=plain", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
    code = pytest.main([*asked, "--hypothesis-seed=0", *(test.node for test in tests)])
    sys.stdout.flush()
    loaded = sys.modules.get(finder.name)
    if loaded is not None and not isinstance(loaded.__loader__, _Mutated):
        os._exit(_OUR_FAULT)
    os._exit(int(code))


def _can_be_imported(name: str) -> bool:
    """Whether the module still loads, tried apart so that pytest finds nothing loaded."""
    pid = os.fork()
    if not pid:
        try:
            importlib.import_module(name)
        except BaseException:  # noqa: BLE001  # whatever the mutated code throws
            os._exit(1)
        os._exit(0)
    return os.waitpid(pid, 0)[1] == 0
