"""The help in Swedish: for each English text, what it is in ``help.sv.toml``.

What a command says of itself stands in English beside its code. A text without its Swedish is
shown in English; the tests see to it that there is none.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"\b[A-Z]{3,}\b")


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """The Swedish of the texts, and of the words that stand for something (FILE is FIL)."""
    text = files("medborgarlofte.cli").joinpath("help.sv.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def flat(text: str) -> str:
    """*text* on one line, as it is looked up."""
    return " ".join(text.split())


def said(text: str, lang: str) -> str:
    """*text*, one paragraph of the help, in *lang*."""
    text = flat(text)
    return catalogue()["texts"].get(text, text) if lang == "sv" else text


def stood_for(text: str, lang: str) -> str:
    """*text* with the words that stand for something in *lang*."""
    if lang != "sv":
        return text
    words = catalogue()["words"]
    text = text.replace("INTEGER RANGE", "INTEGER")
    return _WORD.sub(lambda match: words.get(match[0], match[0]), text)
