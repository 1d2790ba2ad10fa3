"""The life of a file: read, edited, merged, renewed, redacted, laid out as tables, in any order."""

import json
import shutil
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, multiple, rule

from medborgarlofte import (
    AgreementError,
    Report,
    canonical,
    diff,
    dumps,
    evaluate,
    examples,
    from_tables,
    loads,
    merge,
    patch,
    read,
    redact,
    renew,
    tables,
    validate,
    write,
)
from medborgarlofte.codelists import Sensitivity
from medborgarlofte.strategies import agreements, edited

PERIODS = st.sampled_from(["2030/2033", "2031", "2032-07/..", "2033-H2", "2040"])
DAYS = st.dates(date(2015, 1, 1), date(2045, 1, 1))


class Life(RuleBasedStateMachine):
    """A folder of agreements that people go on working with.

    Beside each agreement stands what its file held when it was made, so that one that changed
    in somebody's hands would be seen; every new one is held to all that any file is held to.
    """

    held = Bundle("held")

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.bytes = {}
        self.names = iter(range(10_000))

    def keep(self, agreement):
        """*agreement* as it lies in its file, after everything that must hold of any."""
        text = dumps(agreement)
        again = loads(text)
        assert again == agreement
        assert dumps(again) == text
        assert canonical(again) == canonical(agreement)
        assert not diff(agreement, again)
        report = validate(agreement, on=date(2030, 1, 1))
        assert isinstance(report, Report)
        assert list(report) == list(validate(text, on=date(2030, 1, 1)))
        path = self.folder / f"{next(self.names)}.json"
        write(agreement, path)
        self.bytes[path] = path.read_bytes()
        return path

    @initialize(target=held, agreement=agreements(unknown_fields=True))
    def begin(self, agreement):
        return self.keep(agreement)

    @rule(target=held, name=st.sampled_from(examples.names()))
    def take_a_real_one(self, name):
        return self.keep(examples.load(name))

    @rule(target=held, path=held, data=st.data())
    def edit(self, path, data):
        before = read(path)
        after = data.draw(edited(before, most=2))
        assert patch(before, diff(before, after)) == after
        return self.keep(after)

    @rule(target=held, path=held, data=st.data())
    def two_edit_and_one_merges(self, path, data):
        base = read(path)
        ours, theirs = (data.draw(edited(base, most=2)) for _ in range(2))
        merged = merge(base, ours, theirs)
        assert merge(base, merged.agreement, merged.agreement).agreement == merged.agreement
        return self.keep(merged.agreement)

    @rule(target=held, base=held, ours=held, theirs=held)
    def strangers_are_merged(self, base, ours, theirs):
        try:
            return self.keep(merge(*map(read, (base, ours, theirs))).agreement)
        except AgreementError:
            return multiple()

    @rule(target=held, path=held, period=PERIODS, on=DAYS)
    def renew(self, path, period, on):
        old = read(path)
        try:
            new = renew(old, period, on=on).agreement
        except AgreementError as error:
            if not set(error.report.codes()) <= {"K201", "K207", "K210"}:
                raise
            return multiple()  # an edit had moved the old one past the new period; it says so
        assert {p.id for p in new.promises} <= {p.id for p in old.promises}
        return self.keep(new)

    @rule(target=held, path=held, profile=st.sampled_from(list(Sensitivity)))
    def redact(self, path, profile):
        redacted = redact(read(path), profile).agreement
        assert redact(redacted, profile).agreement == redacted
        return self.keep(redacted)

    @rule(target=held, path=held, key=st.sampled_from(["x_vårt", "titel"]), value=st.booleans())
    def another_tool_adds_a_field(self, path, key, value):
        tree = json.loads(path.read_text("utf-8"))
        tree[key] = {"a": [value, None]}
        return self.keep(loads(json.dumps(tree)))

    @rule(paths=st.lists(held, min_size=1, max_size=3, unique=True))
    def lay_out_as_tables(self, paths):
        ones = [read(path) for path in paths]
        assert list(from_tables(tables(ones))) == ones

    @rule(path=held, on=DAYS)
    def evaluate(self, path, on):
        assert evaluate(read(path), on) == evaluate(read(path), on)

    @rule(path=consumes(held))
    def throw_away(self, path):
        path.unlink()
        del self.bytes[path]

    def teardown(self):
        """No file was touched by what was done with what it holds."""
        assert {path: path.read_bytes() for path in self.folder.iterdir()} == self.bytes
        shutil.rmtree(self.folder)


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=max(3, settings().max_examples // 3), stateful_step_count=12
)
