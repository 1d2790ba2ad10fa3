"""What is to be told beside a page that was made of an agreement that is not ready."""

from typing import Final

from medborgarlofte.findings import Report, Words, shorten

from ._new import quoted_for_shell
from ._screen import told

_FILL_IN: Final = "R119"
_ERRORS: Final = (Words("1 fel", "1 error"), Words("{n} fel", "{n} errors"))
_TEXTS: Final = (
    Words("1 text att fylla i [inom hakparentes]", "1 text to fill in [in brackets]"),
    Words("{n} texter att fylla i [inom hakparenteser]", "{n} texts to fill in [in brackets]"),
)
_LINE: Final = Words(
    "{file} är inte klar: {what}; se medborgarlofte check {quoted}",
    "{file} is not ready: {what}; see medborgarlofte check {quoted} --lang en",
)


def tell_unready(file: str, report: Report, lang: str) -> None:
    """Tell on standard error what *report* has of errors, and of texts to fill in."""
    counts = (len(report.errors), sum(f.code == _FILL_IN for f in report))
    what = [
        words[n > 1].in_language(lang).format(n=n)
        for n, words in zip(counts, (_ERRORS, _TEXTS), strict=True)
        if n
    ]
    if what:
        name = shorten(file, 200)
        quoted = "-" if file == "-" else quoted_for_shell(name)
        line = _LINE.in_language(lang)
        told([line.format(file=name, what=", ".join(what), quoted=quoted)])
