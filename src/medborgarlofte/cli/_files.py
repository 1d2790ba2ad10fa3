"""The files that are meant: folders and patterns become the files they stand for."""

import glob
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from medborgarlofte import examples
from medborgarlofte.findings import AgreementError, Finding, shorten
from medborgarlofte.format import loads, read_bytes, read_lines
from medborgarlofte.format._parse import LARGEST
from medborgarlofte.model import Agreement

from ._screen import told, with_progress
from ._words import LANGUAGES, Cannot, Misused

_ONE: Final = (".json",)
_LINES: Final = (".jsonl", ".ndjson")


def is_lines(file: str) -> bool:
    """Whether *file* is a JSON Lines file, by its name."""
    return Path(file).suffix.lower() in _LINES


def expanded(words: Sequence[str]) -> list[str]:
    """The files that *words* stand for, in order.

    A folder stands for the JSON and JSON Lines files beneath it, sorted; hidden folders are
    passed over. A pattern stands for what it matches, sorted, where no file has that very
    name; shells that leave patterns alone, as on Windows, lose nothing by it.
    """
    if words.count("-") > 1:
        raise Misused(
            "standard in (-) kan bara läsas en gång", "standard input (-) can be read only once"
        )
    found: list[str] = []
    for word in words:
        if word == "-" or os.path.isfile(word):  # noqa: PTH113  # false for what is no path at all
            found.append(word)
        elif os.path.isdir(word):  # noqa: PTH112  # words may be patterns, not paths
            found += _or_nothing(list(_beneath(word)), word)
        elif glob.has_magic(word):
            matches = sorted(glob.glob(word, recursive=True))  # noqa: PTH207  # keeps how it is written
            found += _or_nothing([each for each in matches if not os.path.isdir(each)], word)  # noqa: PTH112  # words may be patterns, not paths
        else:
            found.append(word)  # whoever reads it tells what is wrong
    return found


def _or_nothing(files: list[str], word: str) -> list[str]:
    if not files:
        name = shorten(word, 200)
        raise Cannot(
            f"{name}: inga filer av slaget .json eller .jsonl",
            f"{name}: no files of the kind .json or .jsonl",
        )
    return files


def _beneath(folder: str) -> Iterator[str]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in _ONE + _LINES:
                yield os.path.join(root, name)  # noqa: PTH118  # keeps the word as it was typed


def asked(words: Sequence[str], names: Sequence[str] = ()) -> list[str]:
    """The files that *words* stand for; there has to be something to look at."""
    if not words and not names:
        raise Misused(
            "ange en fil, en mapp, - för standard in, eller --example NAMN",
            "name a file, a folder, - for standard input, or --example NAME",
        )
    return expanded(words)


def bytes_of(file: str) -> bytes:
    """What is in *file*; ``-`` is standard input."""
    return sys.stdin.buffer.read(LARGEST + 1) if file == "-" else read_bytes(file)


def one_file(word: str) -> str:
    """The one file that *word* stands for."""
    files = expanded([word])
    if len(files) > 1:
        name = shorten(word, 200)
        raise Misused(
            f"{name} är {len(files)} filer; kommandot tar en",
            f"{name} is {len(files)} files; the command takes one",
        )
    return files[0]


def one_agreement(word: str | None, example: str | None) -> Agreement:
    """The agreement in the file *word*, or the shipped *example*."""
    if (word is None) is (example is None):
        raise Misused(
            "ange en fil, - för standard in, eller --example NAMN",
            "name a file, - for standard input, or --example NAME",
        )
    if example is not None:
        return examples.load(example)
    (agreement,) = agreements_in(str(word))
    return agreement


def agreements_in(*words: str) -> list[Agreement]:
    """The agreement in each of the files *words*; what keeps one from being read names it."""
    if words.count("-") > 1:
        expanded(words)
    found = []
    for word in words:
        file = one_file(word)
        try:
            found.append(loads(bytes_of(file)))
        except AgreementError as error:
            first = error.report.findings[0]
            raise Cannot(*(_why(file, first, lang) for lang in LANGUAGES)) from None
    return found


def _why(file: str, first: Finding, lang: str) -> str:
    place = first.pointer and {"sv": " vid ", "en": " at "}[lang] + shorten(first.pointer, 100)
    return f"{shorten(file, 200)}: {first.code}{place}: {first.message(lang)}"


class Gathered:
    """The agreements of many files, as they are asked for; what cannot be read is told and counted.

    One file that cannot be read does not hide the others, but nobody is to believe that all
    were counted: it is told on standard error, and the exit status says so.
    """

    def __init__(self, words: Sequence[str], names: Sequence[str], lang: str) -> None:
        self.files = asked(words, names)
        self.names = names
        self.lang = lang
        self.refused = 0
        self.read = 0

    def __iter__(self) -> Iterator[Agreement]:
        for name in self.names:
            self.read += 1
            yield examples.load(name)
        for file in with_progress(self.files):
            yield from self._of(file)
        if self.refused and not self.read:
            raise Cannot("ingen av filerna gick att läsa", "none of the files could be read")

    def _of(self, file: str) -> Iterator[Agreement]:
        try:
            for item in read_lines(file) if is_lines(file) else (loads(bytes_of(file)),):
                if isinstance(item, AgreementError):
                    self._refuse(file, item)
                else:
                    self.read += 1
                    yield item
        except AgreementError as error:
            self._refuse(file, error)

    def _refuse(self, file: str, error: AgreementError) -> None:
        self.refused += 1
        first = error.report.findings[0]
        if not is_lines(file) and len(self.files) + len(self.names) == 1:
            raise Cannot(*(_why(file, first, lang) for lang in LANGUAGES)) from None
        where = file if first.line is None or not is_lines(file) else f"{file}:{first.line}"
        told([_why(where, first, self.lang)])
