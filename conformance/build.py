"""Writes the conformance corpus of this version of the format; a test compares.

Run it after a change: ``python conformance/build.py``. It takes the library installed and
works without a network.
"""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from medborgarlofte.codelists import __all__ as lists
from medborgarlofte.data import municipalities
from medborgarlofte.model import FORMAT_VERSION

HERE: Final = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))  # also where this file is loaded by its path

from corpus import Case, contradictions, part_errors, rewritten, text_errors, valid, written  # noqa: E402
from corpus.results import results_schema  # noqa: E402

FOLDER: Final = HERE / FORMAT_VERSION

NOT_SHOWN: Final = {
    "S001": "a file that cannot be read",
    "S002": "a file that cannot be written",
    "S003": "a call with something that is no text",
    "S004": "a call for an example that there is not",
    "S005": "a profile of the library",
    "S104": "a file of more than 10,000,000 bytes: put that many spaces after any document",
    "S208": "a key that is deprecated: version 1.0 has none",
    "S313": "a value built in a program",
    "S314": "a look-up in a program",
    "S315": "a patch applied in a program",
    "K901": "three versions of an agreement, joined in a program",
}
"""The S and K codes that no file can show, or none of a decent size; and why."""


def cases() -> Iterator[Case]:
    """Every case, in the order of the manifest."""
    for module in (valid, text_errors, part_errors, contradictions):
        yield from module.cases()
    yield from rewritten.canonical_cases()
    yield from rewritten.migrate_cases()
    yield from rewritten.roundtrip_cases()


def files() -> dict[str, bytes]:
    """Every file of the corpus by its path below the folder of the version."""
    made: dict[str, bytes] = {}
    listed: list[dict[str, Any]] = []
    for case in cases():
        if case.path in made:
            raise ValueError(f"two cases are named {case.path}")
        made[case.path] = case.data
        made.update(case.beside)
        listed.append(
            {"path": case.path, "shows": case.shows, "clauses": list(case.clauses)},
        )
    made["manifest.json"] = written({"corpus": FORMAT_VERSION, "cases": listed})
    made["results.schema.json"] = written(results_schema())
    made["data/codelists.json"] = written(_codelists())
    made["data/languages.txt"] = "".join(f"{code}\n" for code in _languages()).encode()
    rows = [f"{m.code},{m.short_name},{m.name}\n" for m in municipalities().values()]
    made["data/municipalities.csv"] = "".join(["code,short_name,name\n", *rows]).encode()
    return made


def _codelists() -> dict[str, Any]:
    from medborgarlofte import codelists
    from medborgarlofte.values import ClosedCodelist

    return {
        name: {
            "closed": issubclass(getattr(codelists, name), ClosedCodelist),
            "codes": [
                {"code": item.value, "sv": item.label("sv"), "en": item.label("en")}
                for item in getattr(codelists, name)
            ],
        }
        for name in lists
    }


def _languages() -> list[str]:
    from medborgarlofte.checks.texts import _LANGUAGES

    return sorted(_LANGUAGES)


def main() -> int:
    """Write every file; what is there and no longer made is taken away."""
    made = files()
    if FOLDER.exists():
        shutil.rmtree(FOLDER)
    for name, data in made.items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    sys.stdout.write(f"{len(made)} files in {FOLDER}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
