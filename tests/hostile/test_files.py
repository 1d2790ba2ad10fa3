"""Files: read within bounds; written whole or not at all, whatever fails on the way."""

import errno
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from medborgarlofte import (
    AgreementError,
    dumps,
    examples,
    loads,
    read,
    validate,
    write,
    write_lines,
)
from medborgarlofte.checking import Profile

from .catalogue import LARGEST
from .faults import failing
from .judge import quiet

OLD, NEW = examples.load("laxa"), examples.load("vasteras")
ONES = [OLD, NEW, OLD]


def refused(call, *args):
    """The one code that *call* is refused with."""
    with pytest.raises(AgreementError) as caught:
        call(*args)
    quiet(caught.value)
    (code,) = caught.value.report.codes()
    return code


def names(folder):
    return {path.name for path in Path(folder).iterdir()}


@pytest.fixture
def target(tmp_path):
    """A file that has something in it already, alone in its folder."""
    path = tmp_path / "avtal.json"
    path.write_text(dumps(OLD), "utf-8")
    return path


# ── Reading ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("reader", [read, lambda path: validate(Path(path))])
def test_what_is_no_file_is_refused_without_waiting(reader, tmp_path):
    """K06: regular files only; a pipe would wait for ever and a device never end."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "nowhere").symlink_to("missing")
    bad = [
        *(tmp_path / name for name in ("missing", "pipe", "loop", "nowhere", "a\0b", "x" * 300)),
        *(tmp_path, tmp_path / "pipe" / "x", "/dev/zero", "/dev/null", "", ".", "\ud800", "\0"),
    ]
    for path in bad:
        if reader is read:
            assert refused(reader, path) == "S001"
        else:
            assert reader(path).codes() == ("S001",)


def test_what_is_no_path_is_refused():
    """M10: a number would be a file that is open already."""
    for path in (0, 1, None, True, b"avtal.json", ["avtal.json"], 1.5, object()):
        assert refused(read, path) == "S003"
        assert refused(write, OLD, path) == "S003"
        assert refused(write_lines, ONES, path) == "S003"


def test_any_kind_of_path_is_taken(target):
    class Somewhere:
        def __fspath__(self):
            return str(target)

    assert read(str(target)) == read(Somewhere()) == OLD
    (entry,) = os.scandir(bytes(target.parent))  # its path is bytes
    assert read(entry) == OLD


def test_a_name_is_taken_as_it_is(tmp_path):
    """K09: no normal form is imposed on it."""
    for name in ("Å.json", "A\u030a.json", "a b\n.json", "-rf", "x" * 255, "\udcff.json"):
        path = tmp_path / name
        write(OLD, path)
        assert name in names(tmp_path)
        assert read(path) == OLD


def test_a_file_that_may_not_be_read_is_refused(target, monkeypatch):
    def forbidden(*_args, **_kwargs):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(AgreementError) as caught:
        read(target)
    assert str(caught.value) == "S001 at the whole: the file cannot be read: Permission denied"


def test_a_disk_that_fails_in_the_middle_is_an_error(target, monkeypatch):
    class Broken:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

        def read(self, _size):
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(Path, "open", lambda *_: Broken())
    assert refused(read, target) == "S001"


def test_a_huge_file_is_read_no_further_than_the_limit(tmp_path):
    path = tmp_path / "huge"
    with path.open("wb") as file:
        file.truncate(LARGEST * 1000)  # it takes no room on the disk
    assert refused(read, path) == "S104"
    assert refused(Profile.load, path) == "S104"


def test_a_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "x"
    for data, code in ((b"", "S101"), (b"\xff", "S102"), (b"\xef\xbb\xbf{}", "S103")):
        path.write_bytes(data)
        assert refused(read, path) == code


# ── Writing: what fails ────────────────────────────────────────────────────────


def one(path):
    write(NEW, path)


def lines(path):
    write_lines(ONES, path)


WRITERS = pytest.mark.parametrize("writer", [one, lines])


def written_by(writer, folder):
    """What *writer* writes, when nothing fails."""
    folder.mkdir()
    writer(folder / "x")
    return (folder / "x").read_bytes()


def outcomes(writer, target, fail, *, short=False):
    """Let each call fail in turn, and give what each time was raised and what was left."""
    nth = 0
    while True:
        nth += 1
        target.write_text(dumps(OLD), "utf-8")
        raised = None
        with failing(nth, fail, short=short) as calls:
            try:
                writer(target)
            except BaseException as error:  # noqa: BLE001  # that is what is looked at
                raised = error
        assert names(target.parent) == {target.name}
        if len(calls.names) < nth:
            assert raised is None
            assert nth > 6
            return
        yield calls.names[-1], raised, target.read_bytes()


def disk_full():
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def not_allowed():
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def read_only_medium():
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))


def interrupted():
    raise KeyboardInterrupt


def out_of_memory():
    raise MemoryError


@WRITERS
@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize("fail", [disk_full, not_allowed, read_only_medium])
def test_any_call_may_fail_and_the_old_file_stays(writer, fail, short, target, tmp_path):
    """K01, K10: old or new, whole, and nothing left beside it."""
    new = written_by(writer, tmp_path.parent / f"{tmp_path.name}-new")
    old = target.read_bytes()
    for name, raised, left in outcomes(writer, target, fail, short=short):
        if raised is None:
            # only the folder could not be forced to disk: the file is in its place already
            assert name in ("os.open", "os.fsync")
            assert left == new
        else:
            assert isinstance(raised, AgreementError)
            assert raised.report.codes() == ("S002",)
            quiet(raised)
            assert left == old


@WRITERS
@pytest.mark.parametrize("fail", [interrupted, out_of_memory])
def test_an_interrupt_leaves_old_or_new(writer, fail, target, tmp_path):
    """K03."""
    new = written_by(writer, tmp_path.parent / f"{tmp_path.name}-new")
    old = target.read_bytes()
    seen = set()
    for _, raised, left in outcomes(writer, target, fail):
        assert isinstance(raised, KeyboardInterrupt | MemoryError)
        assert left in (old, new)
        seen.add(left)
    assert seen == {old, new}


KILLED = """
import os, sys
from pathlib import Path
from hostile.faults import failing
from medborgarlofte import dumps, examples, write

target, old, new = Path(sys.argv[1]), examples.load("laxa"), examples.load("vasteras")
whole = {dumps(old), dumps(new)}
nth, seen = 0, set()
while True:
    nth += 1
    target.write_text(dumps(old), "utf-8")
    child = os.fork()
    if child == 0:
        with failing(nth, lambda: os._exit(9)):
            write(new, target)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert target.read_text("utf-8") in whole
    seen.add(target.read_text("utf-8"))
    if os.waitstatus_to_exitcode(status) == 0:
        break
    assert os.waitstatus_to_exitcode(status) == 9
assert nth > 6
assert seen == whole
"""


def test_a_process_killed_between_any_two_steps_leaves_old_or_new(target):
    """K02: what it was writing may be left under a name of its own; it had no time to tidy."""
    done = subprocess.run(
        [sys.executable, "-c", KILLED, target],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert all(p == target or p.name.startswith(".") for p in target.parent.iterdir())


def test_what_cannot_be_written_touches_no_file(target):
    """K04: the bytes are made before, or beside; a bad item of many loses them all."""
    deep = x = {}
    for _ in range(60):
        x["x"] = x = {}
    too_deep = OLD.evolve(extensions={"x": {"x": {"x": {"x": deep}}}})
    old = target.read_bytes()
    for call, thing, code in (
        (write, too_deep, "S105"),
        (write, {"a": 1}, "S003"),
        (write, None, "S003"),
        (write_lines, [NEW, too_deep], "S105"),
        (write_lines, [NEW, "x"], "S003"),
    ):
        assert refused(call, thing, target) == code
        assert target.read_bytes() == old
        assert names(target.parent) == {target.name}


def test_what_fails_in_the_callers_own_code_is_handed_on(target):
    def some():
        yield NEW
        raise ZeroDivisionError

    old = target.read_bytes()
    with pytest.raises(ZeroDivisionError):
        write_lines(some(), target)
    assert target.read_bytes() == old
    assert names(target.parent) == {target.name}


# ── Writing: what stands there already ─────────────────────────────────────────


def test_a_link_stays_a_link(target):
    """K05: what it leads to is written, in its own folder."""
    away = target.parent / "away"
    away.mkdir()
    link, second, dangling = (away / name for name in ("link", "second", "dangling"))
    link.symlink_to(target)
    second.symlink_to("link")
    dangling.symlink_to("made")
    write(NEW, second)
    assert read(target) == NEW
    write(NEW, dangling)
    assert read(away / "made") == NEW
    assert all(path.is_symlink() for path in (link, second, dangling))
    assert names(away) == {"dangling", "link", "made", "second"}


def test_what_is_no_file_is_left_alone(tmp_path):
    """K05: a pipe or a device that was replaced would be lost to whoever uses it."""
    pipe, folder, loop = (tmp_path / name for name in ("pipe", "folder", "loop"))
    os.mkfifo(pipe)
    folder.mkdir()
    loop.symlink_to("loop")
    before = {p: p.lstat().st_ino for p in tmp_path.iterdir()}
    for path in (pipe, folder, loop, tmp_path, tmp_path / ".." / tmp_path.name, "", "."):
        assert refused(write, NEW, path) == "S002"
    assert {p: p.lstat().st_ino for p in tmp_path.iterdir()} == before
    null = Path("/dev/null").stat()
    assert refused(write, NEW, "/dev/null") == "S002"
    assert Path("/dev/null").stat().st_rdev == null.st_rdev
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_place_that_is_not_there_is_refused(target):
    for path in (
        target.parent / "missing" / "x",
        target / "x",
        target.parent / ("x" * 256),
        f"{target.parent}/a\0b",
        f"{target.parent}/\ud800",
    ):
        assert refused(write, NEW, path) == "S002"
    assert names(target.parent) == {target.name}


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o640, 0o444, 0o755])
def test_permissions_are_kept(mode, target):
    target.chmod(mode)
    write(NEW, target)
    assert stat.S_IMODE(target.stat().st_mode) == mode


def test_a_private_file_is_private_while_it_is_written(target, monkeypatch):
    """Else whoever reads the folder at the right moment reads what was closed to them."""
    target.chmod(0o600)
    seen = []
    fsync = os.fsync

    def look(handle):
        seen.append(stat.S_IMODE(os.fstat(handle).st_mode))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", look)
    write(NEW, target)
    assert seen[0] == 0o600


@pytest.fixture
def umask():
    """Sets the permissions that a new file does not get, for one test."""
    before = os.umask(0o022)
    yield os.umask
    os.umask(before)


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002, 0o000])
def test_a_new_file_has_the_permissions_of_any_new_file(mask, tmp_path, umask):
    umask(mask)
    write(NEW, tmp_path / "x")
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o666 & ~mask


def test_the_permissions_of_the_process_are_never_touched(tmp_path, umask, monkeypatch):
    """They are one for all threads: another thread's files would be open to everybody."""

    def refuse(_mask):
        raise AssertionError("the umask was changed")

    monkeypatch.setattr(os, "umask", refuse)
    write(NEW, tmp_path / "x")
    write(OLD, tmp_path / "x")
    monkeypatch.undo()
    assert umask(0o022) == 0o022


def test_two_writers_never_mix(target):
    """K07: whoever reads meanwhile reads one or the other, and the last one stays."""
    stop = threading.Event()
    trouble = []

    def rewrite(agreement):
        try:
            while not stop.is_set():
                write(agreement, target)
        except Exception as error:  # noqa: BLE001  # a thread has nowhere to raise it
            trouble.append(error)

    threads = [threading.Thread(target=rewrite, args=(a,)) for a in (OLD, NEW)]
    for thread in threads:
        thread.start()
    whole = {dumps(OLD), dumps(NEW)}
    for _ in range(200):
        assert target.read_text("utf-8") in whole
    stop.set()
    for thread in threads:
        thread.join()
    assert not trouble
    assert read(target) in (OLD, NEW)
    assert names(target.parent) == {target.name}


def test_no_path_is_made_of_what_stands_in_a_document(tmp_path, monkeypatch):
    """K08: an id can be no path, and nothing but the path given is written to."""
    monkeypatch.chdir(tmp_path)
    write(NEW.evolve(title="../../x", id="a..b"), "avtal.json")
    assert names(tmp_path) == {"avtal.json"}
    with pytest.raises(AgreementError):
        NEW.evolve(id="../x")


def test_no_handle_is_left_open(target):
    """Whatever fails: a server writes many files."""
    before = names("/proc/self/fd")
    for _ in outcomes(one, target, disk_full):
        pass
    for path in (target.parent, target.parent / "missing"):
        refused(read, path)
        refused(write, NEW, path / "x" / "y")
    loads(target.read_bytes())
    assert names("/proc/self/fd") == before
