"""The suite's own habits: no network, small by default, larger at night."""

import io
import os
import re
import socket
from functools import cache, wraps
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A whole agreement is a large thing to draw, three of them more so.
LARGE_DRAWS = [
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.large_base_example,
    HealthCheck.filter_too_much,
]
for name, examples in {"smoke": 5, "small": 25, "nightly": 2000}.items():
    settings.register_profile(
        name, max_examples=examples, deadline=None, suppress_health_check=LARGE_DRAWS
    )
settings.load_profile(os.environ.get("MEDBORGARLOFTE_TESTS", "small"))


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Nothing in this library may open a connection."""

    def refuse(*_args, **_kwargs):
        raise AssertionError("a test tried to use the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(autouse=True)
def findings_are_whole(monkeypatch):
    """Of whatever is found in any test, the message has all that it is to be filled with."""
    from medborgarlofte.findings import Report

    made = Report.__init__

    @wraps(made)
    def init(self, *args, **kwargs):
        made(self, *args, **kwargs)
        for finding in self.findings:
            assert placeholders(finding.code) <= finding.params.keys(), finding

    monkeypatch.setattr(Report, "__init__", init)


@pytest.fixture(autouse=True)
def reasons_are_documented(monkeypatch):
    """Whatever is concluded in any test, its reason has a name that the docs know, and a place."""
    from medborgarlofte.evaluation import Reason

    made = Reason.__init__

    @wraps(made)
    def init(self, *args, **kwargs):
        made(self, *args, **kwargs)
        assert self.rule in documented_reasons()
        assert all(re.fullmatch(r"(/[a-z_]+(/\d+)?)*", pointer) for pointer in self.pointers)

    monkeypatch.setattr(Reason, "__init__", init)


@cache
def placeholders(code):
    from medborgarlofte.findings import rule_for

    message = rule_for(code).message
    return {*re.findall(r"\{(\w+)[:}]", message.sv), *re.findall(r"\{(\w+)[:}]", message.en)}


@cache
def documented_reasons():
    pages = (Path(__file__).resolve().parent.parent / "docs").glob("evaluation*.md")
    return {name for page in pages for name in re.findall(r"`([a-z_]+)`", page.read_text("utf-8"))}


@pytest.fixture
def run(capsys, monkeypatch):
    """Run the command line, with *told* as standard input; its status, output and error text."""
    from medborgarlofte.__main__ import main

    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("MEDBORGARLOFTE_LANG", raising=False)

    def run_it(*argv, told=None):
        if told is not None:
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(told)))
        status = main([str(word) for word in argv])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.err
        return status, shown.out, shown.err

    return run_it
