"""How parameters become words: cut short, escaped, and in the reader's language.

Parameters may come from a hostile file. What is shown is one short line without
control characters, whatever stands in the file.
"""

import string
from collections.abc import Mapping, Sequence
from typing import Any, Final

from ._rule import Words

_LONGEST: Final = 60
MOST_SHOWN: Final = 5
"""Items of a list that are shown; an ellipsis stands for the others."""

_TERMS: Final[Mapping[str, Words]] = {
    "array": Words("en lista", "a list"),
    "boolean": Words("true eller false", "true or false"),
    "integer": Words("ett heltal", "a whole number"),
    "null": Words("null", "null"),
    "number": Words("ett tal", "a number"),
    "object": Words("ett objekt", "an object"),
    "string": Words("en text", "a text"),
    "text": Words("en text eller en språktabell", "a text or a language map"),
    "code": Words("en kod av a–z, 0–9, _ och -", "a code of a–z, 0–9, _ and -"),
    "four-digits": Words("fyra siffror", "four digits"),
    "line": Words("en enda rad", "a single line"),
    "bad-escape": Words(
        "ett omvänt snedstreck som inte får stå så", "a backslash that may not stand so"
    ),
    "bad-number": Words(
        "så skrivs inget tal: inget plus, ingen nolla först, siffror på båda sidor om punkten",
        "no number is written so: no plus, no zero first, digits on both sides of the point",
    ),
    "comment": Words("kommentarer finns inte i JSON", "JSON has no comments"),
    "control-character": Words(
        "ett styrtecken i en text, till exempel en tabb, skrivs \\t",
        "a control character in a text, such as a tab, is written \\t",
    ),
    "cut-off": Words("filen slutar för tidigt", "the file ends too early"),
    "date-without-quotes": Words(
        'ett datum står inom citattecken: "2024-06-15"',
        'a date stands in quotation marks: "2024-06-15"',
    ),
    "text-without-quotes": Words(
        "texter och nycklar står inom citattecken", "texts and keys stand in quotation marks"
    ),
    "empty-file": Words("filen är tom", "the file is empty"),
    "line-break-in-text": Words(
        "citattecknet som avslutar texten saknas, eller en rad bryts i den; skriv då \\n",
        "the quotation mark that ends the text is missing, or a line breaks in it: write \\n",
    ),
    "decimal-comma": Words(
        "decimaltal skrivs med punkt: 10.5", "a decimal is written with a point: 10.5"
    ),
    "file-name": Words(
        'en str är alltid JSON; skriv Path("…") eller read("…") för en fil',
        'a str is always JSON; write Path("…") or read("…") for a file',
    ),
    "pdf-file": Words("filen är en PDF", "the file is a PDF"),
    "quote-in-text": Words(
        'ett citattecken inne i en text skrivs \\"', 'a quotation mark inside a text is written \\"'
    ),
    "utf-16": Words("filen är sparad som UTF-16", "the file is saved as UTF-16"),
    "zip-file": Words(
        "filen är ett Word-, Excel- eller zip-dokument", "the file is a Word, Excel or zip document"
    ),
    "missing-comma": Words("ett komma saknas", "a comma is missing"),
    "more-after-end": Words("det står mer efter slutet", "there is more after the end"),
    "no-json-word": Words("ordet skrivs true, false eller null", "the word is true, false or null"),
    "single-quotes": Words('texter står inom "raka" citattecken', 'texts stand in "double" quotes'),
    "smart-quotes": Words('citattecknen ska vara raka: "', 'the quotes have to be straight: "'),
    "trailing-comma": Words("ett komma för mycket", "a comma too many"),
    "unexpected": Words("något annat väntades här", "something else was expected here"),
    # Why a file could not be read or written, by what the system says of it in English.
    "Directory not empty": Words("mappen är inte tom", "Directory not empty"),
    "File exists": Words("den finns redan", "File exists"),
    "File name too long": Words("namnet är för långt", "File name too long"),
    "Is a directory": Words("det är en mapp", "Is a directory"),
    "No space left on device": Words("disken är full", "No space left on device"),
    "No such file or directory": Words(
        "det finns ingen sådan fil eller mapp", "No such file or directory"
    ),
    "Not a directory": Words("det är ingen mapp", "Not a directory"),
    "Permission denied": Words("rättighet saknas", "Permission denied"),
    "Read-only file system": Words("disken får bara läsas", "Read-only file system"),
    "not a regular file": Words("det är ingen vanlig fil", "not a regular file"),
    "a process that worked on it was ended": Words(
        "en process som arbetade med den avslutades", "a process that worked on it was ended"
    ),
    "a folder with a manifest.json": Words(
        "en mapp med en manifest.json", "a folder with a manifest.json"
    ),
    "another": Words("något annat", "another"),
    "it is there already": Words("den finns redan", "it is there already"),
    "no TOML": Words("det är ingen TOML", "no TOML"),
    "no table": Words("det är ingen tabell", "no table"),
    "Area": Words("något område", "area"),
    "Cause": Words("någon orsak", "cause"),
    "Commitment": Words("något åtagande", "commitment"),
    "FollowUp": Words("någon uppföljning", "follow-up"),
    "Goal": Words("något mål", "goal"),
    "Indicator": Words("någon indikator", "indicator"),
    "Measure": Words("någon åtgärd", "measure"),
    "Party": Words("någon part", "party"),
    "Problem": Words("något problem", "problem"),
    "Promise": Words("något löfte", "promise"),
    "Source": Words("något underlag", "source"),
}


def shorten(value: str, longest: int = _LONGEST) -> str:
    """Return *value* on one line, without control characters, at most *longest* long.

    Args:
        value: A text, perhaps of a hostile file.
        longest: The most characters of it that are shown.

    Example:
        >>> from medborgarlofte.findings import shorten
        >>> shorten("Trygghetsvandringar", 8)
        'Trygghe…'
    """
    if len(value) > longest:
        value = value[: longest - 1] + "…"
    if value.isprintable():
        return value
    return "".join(ch if ch.isprintable() else f"\\u{ord(ch):04x}" for ch in value)


def _none(term: Words) -> Words:
    """That there is none of a class: *ingen part*, *inget område*, *no party*."""
    return Words(term.sv.replace("någo", "inge", 1), f"no {term.en}")


class _Wording(string.Formatter):
    def __init__(self, lang: str) -> None:
        self._lang = lang

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, str):
            term = _TERMS.get(value)
            if format_spec == "no":
                name = shorten(value)
                return _none(term or Words(f"någon {name}", name)).in_language(self._lang)
            if format_spec == "type" and term is not None:
                return term.in_language(self._lang)
            return shorten(value)
        if isinstance(value, Sequence):
            shown = [self.format_field(item, format_spec) for item in value[:MOST_SHOWN]]
            return ", ".join([*shown, "…"] if len(value) > MOST_SHOWN else shown)
        return shorten(str(value))


def needs(template: str) -> set[str]:
    """The names of the parameters that fill *template*."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def word(template: str, params: Mapping[str, object], lang: str) -> str:
    """Fill *template* with *params*; a list is shown as its first five items."""
    return _Wording(lang).vformat(template, (), params)
