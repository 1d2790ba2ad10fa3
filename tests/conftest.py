"""The suite's own habits: no network, small by default, larger at night."""

import os
import socket

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
