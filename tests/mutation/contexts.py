"""A plugin of pytest: what a test runs is marked with its name, however deep it is called.

Coverage can do so by itself, but takes all that Hypothesis runs for one test.
"""

from collections.abc import Iterator

import coverage
import pytest


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    measuring = coverage.Coverage.current()
    if measuring is not None:
        measuring.switch_context(item.nodeid.partition("[")[0])
    yield
    if measuring is not None:
        measuring.switch_context("")
