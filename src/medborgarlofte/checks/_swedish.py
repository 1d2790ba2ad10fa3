"""What can be told of a Swedish text without understanding it: words, phrases, readability."""

import re
import unicodedata
from collections.abc import Iterable

from medborgarlofte.values import Text

from ._facts import Facts


def swedish(facts: Facts, text: Text) -> str:
    """The Swedish of *text*, empty where there is none: rules on wording judge no other."""
    if text.plain is not None:
        said = {facts.agreement.language: text.plain}
    else:
        said = dict(text.translations)
    words = next((said[tag] for tag in said if tag.partition("-")[0] == "sv"), "")
    return unicodedata.normalize("NFC", words)


def phrases_in(text: str, phrases: Iterable[str]) -> tuple[str, ...]:
    """Those of *phrases* that stand in *text* as whole words."""
    words = f" {' '.join(words_of(text.casefold()))} "
    return tuple(phrase for phrase in phrases if f" {phrase} " in words)


def words_of(text: str) -> list[str]:
    """The words of *text*; a number is one."""
    return re.findall(r"\w+", text)


def lix(text: str) -> int:
    """The readability index LIX: words in a sentence, plus long words in a hundred.

    Source: C. H. Björnsson, Läsbarhet (1968); a long word has more than six letters.
    """
    words = words_of(text)
    sentences = sum(bool(words_of(piece)) for piece in re.split(r"[.!?:]\s|\n", text))
    long = sum(len(word) > 6 for word in words)
    return round(len(words) / sentences + 100 * long / len(words)) if words else 0
