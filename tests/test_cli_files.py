"""Which files are meant, where what is made goes, and what is told of those that fail."""

import json
import os
import sys
from pathlib import Path

import pytest

from medborgarlofte import dumps, examples, loads, write_lines

LAXA, TROSA = examples.source("laxa"), examples.source("trosa")


@pytest.fixture
def run(run, monkeypatch, tmp_path):
    """In a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return run


@pytest.fixture
def tree(tmp_path):
    """A folder with files at several depths, and some that are not meant."""
    for name, data in {
        "b.json": LAXA,
        "a.JSON": TROSA,
        "djup/åäö.json": LAXA,
        "djup/djupare/c.json": TROSA,
        ".dold/d.json": b"{",
        ".e.json": b"{",
        "f.txt": b"{",
        "[g].json": LAXA,
    }.items():
        path = tmp_path / "avtal" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "avtal"


def files(out):
    return [line.split(" ─")[0] for line in out.splitlines() if " ─" in line]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("avtal", ["[g].json", "a.JSON", "b.json", "djup/åäö.json", "djup/djupare/c.json"]),
        ("avtal/", ["[g].json", "a.JSON", "b.json", "djup/åäö.json", "djup/djupare/c.json"]),
        ("avtal/djup", ["djup/åäö.json", "djup/djupare/c.json"]),
        ("avtal/*.json", ["[g].json", "b.json"]),
        ("avtal/*", ["[g].json", "a.JSON", "b.json", "f.txt"]),
        ("avtal/**/*.json", ["[g].json", "b.json", "djup/djupare/c.json", "djup/åäö.json"]),
        ("avtal/?.JSON", ["a.JSON"]),
        ("avtal/[g].json", ["[g].json"]),  # the file of that very name
        ("avtal/[b].json", ["b.json"]),
    ],
)
@pytest.mark.usefixtures("tree")
def test_a_folder_or_a_pattern_stands_for_files_in_order(run, asked, meant):
    _, out, err = run("check", asked)
    assert err == ""
    assert files(out) == [f"avtal/{name}" for name in meant]


@pytest.mark.parametrize("asked", ["tom", "tom/*.json", "*.jsonl", "**/x?.json"])
@pytest.mark.parametrize("command", ["check", "show", "overview", "migrate"])
def test_nothing_that_matches_is_told_and_never_good(run, tmp_path, command, asked):
    (tmp_path / "tom" / ".git").mkdir(parents=True)
    status, out, err = run(command, asked)
    assert (status, out) == (2, "")
    assert err == f"medborgarlofte: {asked}: inga filer av slaget .json eller .jsonl\n"
    assert "no files of the kind" in run(command, asked, "--lang", "en")[2]


def test_a_folder_that_is_in_a_circle_ends(run, tree):
    (tree / "runt").symlink_to(tree, target_is_directory=True)
    assert len(files(run("check", "avtal")[1])) == 5


@pytest.mark.usefixtures("tree")
def test_several_files_where_one_is_taken_are_told(run):
    status, _, err = run("evaluate", "avtal")
    assert status == 2
    assert "avtal är 5 filer; kommandot tar en" in err
    assert run("evaluate", "avtal/?.json")[0] == 0


@pytest.mark.parametrize(
    "argv",
    [
        ("check", "-"),
        ("show", "-"),
        ("evaluate", "-"),
        ("due", "-"),
        ("report", "-"),
        ("renew", "-", "--period", "2027"),
        ("redact", "-"),
        ("overview", "-"),
        ("migrate", "-"),
        ("diff", "-", "avtal/b.json"),
    ],
)
@pytest.mark.usefixtures("tree")
def test_standard_input_is_read(run, argv):
    status, out, _ = run(*argv, told=LAXA)
    assert status == 0
    assert out or argv[0] == "diff"


@pytest.mark.parametrize(
    "argv",
    [
        ("report", "--example", "laxa"),
        ("due", "--example", "laxa", "--to", "ics"),
        ("renew", "--example", "laxa", "--period", "2027"),
        ("redact", "--example", "laxa"),
        ("merge", "a.json", "a.json", "a.json"),
        ("migrate", "a.json"),
    ],
)
def test_what_is_made_goes_to_standard_output_or_to_a_file(run, tmp_path, argv):
    (tmp_path / "a.json").write_bytes(LAXA)
    status, out, _ = run(*argv)
    assert status == 0
    assert run(*argv, "-o", "-")[1] == out
    status, nothing, _ = run(*argv, "-o", "ut")
    assert (status, nothing) == (0, "")
    assert Path("ut").read_bytes().replace(b"\r\n", b"\n") == out.replace("\r\n", "\n").encode()


def test_data_are_alone_on_standard_output(run):
    status, out, err = run("renew", "--example", "vasteras", "--period", "2027/2030")
    assert status == 0
    assert loads(out)
    assert "/signatories: hör till undertecknandet" in err


def test_what_cannot_be_written_is_told_with_its_name(run, tmp_path):
    (tmp_path / "mapp").mkdir()
    for argv in (
        ("new", "borta/a.json"),
        ("report", "--example", "laxa", "-o", "borta/a.json"),
        ("renew", "--example", "laxa", "--period", "2027", "-o", "borta/a.json"),
        ("due", "--example", "laxa", "--to", "ics", "-o", "borta/a.json"),
    ):
        status, out, err = run(*argv)
        assert (status, out) == (2, "")
        assert "borta/a.json: filen kan inte skrivas: det finns ingen sådan fil eller mapp" in err


def test_what_was_read_is_not_written_over(run, tmp_path):
    (tmp_path / "a.json").write_bytes(LAXA)
    for argv in (
        ("migrate", "a.json"),
        ("renew", "a.json", "--period", "2027"),
        ("redact", "a.json"),
        ("report", "a.json"),
        ("merge", "a.json", "a.json", "a.json"),
    ):
        status, _, err = run(*argv, "-o", "./a.json")
        assert status == 2
        assert "skriva över det som lästes" in err
    assert (tmp_path / "a.json").read_bytes() == LAXA


def test_many_files_are_migrated_in_place_and_one_bad_one_is_left(run, tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.json").write_bytes(LAXA)
    (tmp_path / "1.json").write_bytes(b"{}")
    assert "flera filer kräver --in-place" in run("migrate", ".")[2]
    status, out, err = run("migrate", ".", "--in-place")
    assert (status, out) == (1, "")
    assert all(line.startswith("./1.json: ") for line in err.splitlines())
    assert (tmp_path / "0.json").read_text("utf-8") == dumps(examples.load("laxa"))
    assert (tmp_path / "1.json").read_bytes() == b"{}"


def test_a_file_that_is_not_there_does_not_keep_the_others_from_being_migrated(run, tmp_path):
    (tmp_path / "a.json").write_bytes(LAXA)
    status, out, err = run("migrate", "borta.json", "a.json", "--in-place")
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert err.startswith("borta.json: ")
    assert "filen kan inte läsas" in err
    assert (tmp_path / "a.json").read_text("utf-8") == dumps(examples.load("laxa"))


def test_of_many_what_cannot_be_read_is_told_and_counted(run, tmp_path):
    (tmp_path / "a.json").write_bytes(LAXA)
    (tmp_path / "b.json").write_bytes(b"{}")
    write_lines([examples.load("trosa")], tmp_path / "c.jsonl")
    with (tmp_path / "c.jsonl").open("ab") as lines:
        lines.write(b"nej\n")
    status, out, err = run("overview", ".", "--to", "json")
    assert status == 1
    assert json.loads(out)["agreements"] == 2
    assert [line.split(": ")[0] for line in err.splitlines()] == ["./b.json", "./c.jsonl:2"]
    (tmp_path / "a.json").unlink()
    (tmp_path / "c.jsonl").unlink()
    assert run("overview", ".")[0] == 2


def test_where_none_of_many_can_be_read_nothing_is_counted(run, tmp_path):
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_bytes(b"{}")
    for lang, words in (
        ("sv", "ingen av filerna gick att läsa"), ("en", "none of the files could be read"),
    ):  # fmt: skip
        status, out, err = run("overview", ".", "--lang", lang)
        assert (status, out) == (2, "")
        assert err.splitlines()[-1] == f"medborgarlofte: {words}"
        assert [line.split(": ")[0] for line in err.splitlines()[:-1]] == ["./a.json", "./b.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="a path may hold anything but a null there")
def test_words_that_are_no_paths_are_told(run):
    for word in ("a\0b.json", "x" * 300 + ".json", "a/" * 3000):
        status, out, err = run("check", word)
        assert (status, out, err.count("\n")) == (2, "", 1)


# ── Names that are no text, or that a terminal would obey ──────────────────────


@pytest.mark.skipif(os.name == "nt", reason="no such name can be there")
@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "github"])
@pytest.mark.parametrize("name", ["\x1b[31mröd.json", "x\udcff.json"])
def test_a_name_is_told_and_not_obeyed(run, tmp_path, form, name):
    (tmp_path / name).write_text('{"titel": 1}')
    status, out, _ = run("check", name, "--format", form)
    assert status == 1
    assert "\x1b" not in out
    assert out.encode()
