"""Many agreements at once: in file order, by one process or more, a bad line passed over."""

import json
import os
import signal

import pytest

from medborgarlofte import AgreementError, dumps, examples, validate
from medborgarlofte.__main__ import main
from medborgarlofte.bulk import Chunk, _chunks, check_lines, in_order, lines_to_parquet
from medborgarlofte.tabular import from_tables, read_parquet, tables

ALL = [examples.load(name) for name in examples.names()]


@pytest.fixture
def lines(tmp_path):
    """Forty agreements, with a blank line and two bad ones among them."""
    path = tmp_path / "många.jsonl"
    written = [dumps(ALL[n % 6].evolve(id=f"a-{n}"), on_one_line=True) for n in range(40)]
    written[3:3] = ["", '{"medborgarlofte": "1.0"', '{"medborgarlofte": "1.0", "id": 5}']
    path.write_text("\n".join(written) + "\n", "utf-8")
    return path


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr("medborgarlofte.bulk._CHUNK", 10_000)


def test_a_line_longer_than_a_document_is_refused_alone(lines, tmp_path, monkeypatch):
    monkeypatch.setattr("medborgarlofte.format._files.LARGEST", 50_000)
    with lines.open("a", encoding="utf-8") as file:
        file.write("[" * 50_001 + "\n" + dumps(ALL[0], on_one_line=True) + "\n")
    *_, long, last = check_lines(lines)
    assert (long.line, long.id, long.report.codes()) == (44, None, ("S104",))
    assert (last.line, last.id) == (45, ALL[0].id)
    done = lines_to_parquet(lines, tmp_path / "tabeller")
    assert done.agreements == 41
    assert [report.codes() for report in done.refused][-1] == ("S104",)
    assert [f.line for f in done.refused[-1]] == [44]


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize("workers", [1, 2])
def test_every_line_is_told_of_in_order(lines, workers):
    checked = list(check_lines(lines, workers=workers))
    assert [line.line for line in checked] == [1, 2, 3, *range(5, 44)]
    assert [line.line for line in checked if line.id is None] == [5, 6]
    ends = [line.end for line in checked]
    assert ends == sorted(ends)
    assert ends[-1] == lines.stat().st_size
    by_line = {line.line: line for line in checked}
    assert by_line[5].report.codes() == ("S101",)
    assert {finding.line for finding in by_line[6].report} == {6}
    for line in (1, 7, 43):
        text = lines.read_text("utf-8").split("\n")[line - 1]
        assert [(f.code, f.pointer) for f in by_line[line].report] == [
            (f.code, f.pointer) for f in validate(text)
        ]


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize("workers", [1, 2])
def test_tables_of_a_file_are_those_of_its_agreements(lines, workers, tmp_path):
    seen = []
    done = lines_to_parquet(lines, tmp_path / "ut", workers=workers, progress=seen.append)
    assert (done.agreements, len(done.refused)) == (40, 2)
    assert [report.findings[0].line for report in done.refused] == [5, 6]
    assert seen == sorted(seen)
    assert seen[-1] == lines.stat().st_size
    read = read_parquet(tmp_path / "ut", "polars")
    agreements = [ALL[n % 6].evolve(id=f"a-{n}") for n in range(40)]
    assert from_tables(read) == agreements
    counts = {name: count for name, count in read.counts().items() if count}
    assert counts == done.rows
    assert read.counts() == tables(agreements, "polars").counts()
    assert read.agreements["agreement_no"].to_list() == [1, 2, 3, *range(7, 44)]


def test_tables_are_written_over_only_when_told_and_whole(lines, tmp_path):
    lines_to_parquet(lines, tmp_path / "ut", findings=False)
    before = (tmp_path / "ut" / "promises.parquet").read_bytes()
    with pytest.raises(AgreementError, match="S002"):
        lines_to_parquet(lines, tmp_path / "ut")

    def stop(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        lines_to_parquet(lines, tmp_path / "ut", overwrite=True, progress=stop)
    assert (tmp_path / "ut" / "promises.parquet").read_bytes() == before
    assert not list((tmp_path / "ut").glob("*.part"))
    lines_to_parquet(lines, tmp_path / "ut", overwrite=True)


def test_what_cannot_be_is_our_error(tmp_path, lines):
    with pytest.raises(AgreementError, match="S001"):
        list(check_lines(tmp_path / "ingenstans.jsonl"))
    for workers in (0, 300, "två", True, None):
        with pytest.raises(AgreementError, match="S003"):
            list(check_lines(lines, workers=workers))
    with pytest.raises(AgreementError, match="S005"):
        list(check_lines(lines, profile="ingen"))


def _die(_):
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_that_dies_is_told_of():
    with pytest.raises(AgreementError, match="S001"):
        list(in_order([Chunk([], [])] * 3, _die, 2))


@pytest.mark.usefixtures("small_chunks")
def test_only_a_few_chunks_are_under_way(lines):
    """The file is read as the work goes on, not all at once."""
    taken = []

    def counting():
        for chunk in _chunks(lines):
            taken.append(chunk)
            yield chunk

    works = in_order(counting(), len_of, 2)
    next(works)
    assert 1 <= len(taken) <= 6 < len(list(_chunks(lines)))
    works.close()


def len_of(chunk):
    return len(chunk.lines)


def test_on_the_command_line(lines, tmp_path, capsys):
    assert main(["check", str(lines), "--profile", "exchange"]) == 1
    out = capsys.readouterr().out
    assert "rad 5 " in out
    assert "S101" in out
    assert "rad 7 " not in out
    assert main(["check", str(lines), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert {f["line"] for f in found["findings"] if f["severity"] == "error"} == {5, 6}
    assert {f["file"] for f in found["findings"]} == {str(lines)}
    assert main(["tables", str(lines), "--to", str(tmp_path / "t")]) == 1
    assert "40" in capsys.readouterr().err
    assert main(["tables", str(lines), "--to", str(tmp_path / "t")]) == 2
    file = tmp_path / "laxa.json"
    file.write_bytes(examples.source("laxa"))
    assert main(["tables", str(file), "--to", str(tmp_path / "u")]) == 0
    assert from_tables(read_parquet(tmp_path / "u", "polars")) == [examples.load("laxa")]
    assert main(["tables", str(file), str(lines), "--to", str(tmp_path / "v")]) == 1
    assert len(from_tables(read_parquet(tmp_path / "v", "polars"))) == 41
    capsys.readouterr()


def test_how_much_of_the_file_is_done_is_told_to_the_byte(tmp_path, monkeypatch):
    monkeypatch.setattr("medborgarlofte.format._files.LARGEST", 50_000)
    path, line = tmp_path / "alla.jsonl", dumps(ALL[0], on_one_line=True).encode()
    written = [line, b"", b"[" * 170_001, line]  # no newline after the last
    path.write_bytes(b"\n".join(written))
    first, long, last = check_lines(path)
    assert first.end == len(line) + 1
    assert long.end == len(line) + 1 + 1 + 170_002
    assert last.end == path.stat().st_size


def test_where_nothing_came_of_it_no_folder_is_left(tmp_path):
    with pytest.raises(AgreementError):
        lines_to_parquet(tmp_path / "finns inte", tmp_path / "ny")
    assert not (tmp_path / "ny").exists()
    (tmp_path / "gammal").mkdir()
    with pytest.raises(AgreementError):
        lines_to_parquet(tmp_path / "finns inte", tmp_path / "gammal")
    assert (tmp_path / "gammal").exists()
