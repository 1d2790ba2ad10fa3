"""``diff`` and ``merge`` on the command line."""

import io
import json

import jsonpatch
import pytest

from medborgarlofte import examples, read, write


@pytest.fixture
def files(tmp_path):
    """Västerås, and two edits of it."""
    base = examples.load("vasteras")
    versions = {
        "base": base,
        "ours": base.evolve(signed="2017-04"),
        "theirs": base.evolve(aim="Trygghet"),
    }
    for name, agreement in versions.items():
        write(agreement, tmp_path / f"{name}.json")
    return tmp_path


def test_diff_in_words_as_data_and_as_patch(files, run):
    pair = (files / "base.json", files / "ours.json")
    status, out, _ = run("diff", *pair)
    assert (status, out) == (1, "När den undertecknades: tillagt 2017-04\n")
    assert run("diff", *pair, "--lang", "en")[1] == "When it was signed: added 2017-04\n"
    (change,) = json.loads(run("diff", *pair, "--format", "json")[1])["changes"]
    assert change == {"kind": "added", "after": "/signed", "new": "2017-04"}
    operations = json.loads(run("diff", *pair, "--format", "patch")[1])
    old, new = (json.loads(file.read_text("utf-8")) for file in pair)
    assert jsonpatch.apply_patch(old, operations) == new
    assert run("diff", *pair, "--format", "html")[1].startswith("<section")
    assert run("diff", pair[0], pair[0]) == (0, "", "")


def test_merge_writes_what_was_joined(files, run):
    out = files / "merged.json"
    three = [files / f"{name}.json" for name in ("base", "ours", "theirs")]
    assert run("merge", *three, "-o", out) == (0, "", "")
    joined = read(out)
    assert str(joined.signed) == "2017-04"
    assert str(joined.aim) == "Trygghet"


def test_merge_tells_conflicts_and_never_writes_over_what_it_read(files, run):
    other = read(files / "theirs.json").evolve(signed="2017-05")
    write(other, files / "other.json")
    three = [files / f"{name}.json" for name in ("base", "ours", "other")]
    status, out, err = run("merge", *three)
    assert status == 1
    assert err.startswith("K901 /signed: ")
    assert json.loads(out)["aim"] == "Trygghet"
    before = three[1].read_bytes()
    status, _, err = run("merge", *three, "-o", three[1])
    assert status == 2
    assert err.count("\n") == 2  # the conflict, and why it was not written
    assert three[1].read_bytes() == before


@pytest.mark.parametrize("argv", [("diff", "a"), ("diff", "a", "b"), ("merge", "a", "b")])
def test_what_cannot_run(run, argv):
    status, _, err = run(*argv)
    assert status == 2
    assert err.startswith("medborgarlofte: ")
    assert err.count("\n") == 1


def test_a_file_that_cannot_be_read_is_named(files, run):
    base = files / "base.json"
    (files / "fel.json").write_text('{"medborgarlofte": "1.0"}')
    for name, code in (("finns-inte.json", "S001"), ("fel.json", "S301")):
        for argv in (["diff", base, files / name], ["merge", base, base, files / name]):
            status, out, told = run(*argv)
            assert (status, out) == (2, "")
            assert f"{name}: {code}" in told


@pytest.mark.parametrize("place", [0, 1])
def test_one_of_two_may_come_from_standard_input(files, run, monkeypatch, place):
    argv = [files / "base.json", files / "ours.json"]
    data = argv[place].read_bytes()
    expected = run("diff", *argv)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    argv[place] = "-"
    assert run("diff", *argv) == expected
    assert run("diff", "-", "-")[0] == 2


def test_migrate_reads_standard_input(files, run, monkeypatch):
    data = (files / "base.json").read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert run("migrate", "-")[:2] == (0, data.decode())
    assert run("migrate", "-", "--in-place")[0] == 2
