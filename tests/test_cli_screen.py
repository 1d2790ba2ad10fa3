"""What a terminal sees, and what it does not: colours, progress, width, a reader that leaves."""

import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from medborgarlofte import examples, write_lines

fcntl = pytest.importorskip("fcntl", reason="needs a POSIX terminal")
pty = pytest.importorskip("pty", reason="needs a POSIX terminal")
termios = pytest.importorskip("termios", reason="needs a POSIX terminal")

CHECK = ("check", "--example", "vasteras", "--on", "2026-03-01")
ESCAPE = b"\x1b["
FULL = Path("/dev/full")


def surroundings(**others):
    """An environment in which nothing asks for colours or a language."""
    ours = re.compile(
        r"(NO|FORCE)_COLOR|CLICOLOR.*|MEDBORGARLOFTE_.*|COLUMNS|TERM|COLORTERM|TTY_.*"
    )
    kept = {key: value for key, value in os.environ.items() if not ours.fullmatch(key)}
    return {**kept, "PYTHONUTF8": "1", "TERM": "xterm-256color", **others}


def started(argv, **streams):
    command = [sys.executable, "-m", "medborgarlofte", *argv]
    return subprocess.Popen(command, **streams)


def piped(argv, **environment):
    """Status, standard output and standard error where nothing is a terminal."""
    process = started(
        argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
        env=surroundings(**environment),
    )  # fmt: skip
    out, err = process.communicate()
    return process.returncode, out, err


def on_terminal(argv, *, columns=80, only_err=False, **environment):
    """What a terminal shows; standard output too, unless *only_err*: then that is piped."""
    ours, theirs = pty.openpty()
    os.set_blocking(ours, True)
    shape = (24).to_bytes(2, sys.byteorder) + columns.to_bytes(2, sys.byteorder) + b"\0" * 4
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, shape)
    process = started(
        argv, stdin=theirs, stderr=theirs, stdout=subprocess.PIPE if only_err else theirs,
        env=surroundings(**environment),
    )  # fmt: skip
    os.close(theirs)
    seen, out = b"", b""
    while True:
        ready = select.select([ours] + [process.stdout] * only_err, [], [])[0]
        if only_err and process.stdout in ready:
            out += os.read(process.stdout.fileno(), 65536)
        if ours in ready:
            try:
                more = os.read(ours, 65536)
            except OSError:  # Linux says so where the last one has left the terminal
                break
            if not more:
                break
            seen += more
    if only_err:
        out += process.stdout.read()
        process.stdout.close()
    os.close(ours)
    return process.wait(), seen.replace(b"\r\n", b"\n"), out


def without_colours(seen):
    return re.sub(rb"\x1b\[[0-9;]*m", b"", seen)


def test_colours_are_for_a_terminal_and_the_words_are_the_same():
    status, plain, _ = piped(CHECK)
    assert status == 0
    assert ESCAPE not in plain
    status, seen, _ = on_terminal(CHECK)
    assert status == 0
    assert b"\x1b[33m" in seen
    assert without_colours(seen).decode() == plain.decode()


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"CLICOLOR_FORCE": "1"}, True),
        ({"FORCE_COLOR": "0"}, False),
        ({"FORCE_COLOR": ""}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
    ],
    ids=str,
)
def test_colours_where_there_is_no_terminal(environment, coloured):
    assert (ESCAPE in piped(CHECK, **environment)[1]) is coloured


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),
        ({"CLICOLOR": "0"}, False),
        ({"CLICOLOR": "1"}, True),
        ({"TERM": "dumb"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
    ids=str,
)
def test_colours_on_a_terminal(environment, coloured):
    seen = on_terminal(CHECK, **environment)[1]
    assert bool(re.search(rb"\x1b\[[0-9;]*3[0-9]m", seen)) is coloured


def test_a_narrow_terminal_is_kept_to():
    for argv in (CHECK, ("doctor",), ("due", "--example", "trosa"), ("explain", "R302")):
        lines = without_colours(on_terminal(argv, columns=60)[1]).decode().splitlines()
        assert all(len(line) <= 60 for line in lines)
        assert max(map(len, lines)) > 45


@pytest.fixture
def many(tmp_path):
    """A folder with many files."""
    for number in range(60):
        (tmp_path / f"{number:02}.json").write_bytes(examples.source("vasteras"))
    return tmp_path


def test_long_work_has_a_bar_on_standard_error_and_only_on_a_terminal(many):
    argv = ("overview", str(many), "--to", "json")
    status, seen, out = on_terminal(argv, only_err=True)
    assert status == 0
    assert "━" in seen.decode()
    assert re.search(rb"\d\d\.json", seen)
    assert out == piped(argv)[1]
    assert piped(argv)[2] == b""
    assert "━" not in on_terminal(("overview", "--example", "laxa"))[1].decode()


def test_a_bar_on_lines_ends_and_leaves_nothing(tmp_path):
    write_lines([examples.load("laxa")] * 50, tmp_path / "a.jsonl")
    status, seen, out = on_terminal(("check", str(tmp_path / "a.jsonl")), only_err=True)
    assert status == 0
    assert "100%" in seen.decode()
    assert seen.rstrip().endswith(b"\x1b[2K")  # the line of the bar is empty again
    assert ESCAPE not in out


def test_a_reader_that_leaves_is_no_failure_to_speak_of(many):
    line = (
        f"'{sys.executable}' -m medborgarlofte check '{many}' | head -n 1; echo ${{PIPESTATUS[0]}}"
    )
    wide = {**surroundings(), "COLUMNS": "400"}  # however long the path to the files is
    done = subprocess.run(["bash", "-c", line], capture_output=True, env=wide, check=False)
    first, status = done.stdout.decode().splitlines()
    assert "00.json" in first
    assert status == "141"
    assert done.stderr == b""
    done = subprocess.run(
        ["bash", "-c", line.replace(f"check '{many}'", "--help")],
        capture_output=True, env=surroundings(), check=False,
    )  # fmt: skip
    assert done.stderr == b""
    assert done.stdout.decode().splitlines()[-1] in ("0", "141")


@pytest.mark.parametrize("argv", [("--help",), ("check", "--help"), ("schema",)], ids=" ".join)
def test_a_reader_that_was_never_there_is_no_failure_to_speak_of(argv):
    theirs, ours = os.pipe()
    os.close(theirs)
    process = started(argv, stdout=ours, stderr=subprocess.PIPE, env=surroundings())
    os.close(ours)
    _, err = process.communicate()
    assert (process.returncode, err) == (141, b"")


@pytest.mark.skipif(not FULL.exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize("argv", [CHECK, ("--help",), ("schema",)], ids=" ".join)
def test_a_full_disk_is_told_in_one_line(argv):
    with FULL.open("wb") as full:
        process = started(argv, stdout=full, stderr=subprocess.PIPE, env=surroundings(LC_ALL="C"))
        _, err = process.communicate()
    assert process.returncode == 2
    assert err == b"medborgarlofte: No space left on device\n"


def test_an_interruption_is_quiet():
    theirs, ours = os.pipe()
    os.write(ours, b"{")
    process = started(
        ("check", "-"), stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=surroundings(),
        # in the background a shell lets it be ignored, and that is handed on
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    while int.from_bytes(fcntl.ioctl(theirs, termios.FIONREAD, b"\0" * 4), sys.byteorder):
        time.sleep(0.05)  # until it has read that much and waits for more
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    assert (process.returncode, out, err.strip()) == (130, b"", b"")


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_completes_by_what_completion_prints(tmp_path):
    """The script is read by a real bash, and asked as the Tab key asks it."""
    command = tmp_path / "medborgarlofte"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m medborgarlofte "$@"\n')
    command.chmod(0o755)
    script = """
        eval "$(medborgarlofte completion bash)"
        complete -p medborgarlofte
        COMP_WORDS=(medborgarlofte explain duplicate-)
        COMP_CWORD=2
        _medborgarlofte_completion medborgarlofte
        printf '%s\\n' "${COMPREPLY[@]}"
    """
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, check=True,
        env=surroundings(PATH=f"{tmp_path}:{os.environ['PATH']}"),
    )  # fmt: skip
    assert done.stderr == ""
    assert "-F _medborgarlofte_completion medborgarlofte" in done.stdout
    assert "duplicate-id" in done.stdout.splitlines()
