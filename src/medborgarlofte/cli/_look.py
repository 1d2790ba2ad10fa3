"""``check`` and ``show``: what people and programs ask of files."""

from collections import Counter
from typing import Any, Final

import click

from medborgarlofte.bulk import check_lines
from medborgarlofte.display.machine import FORMATS, Checked, as_json
from medborgarlofte.display.terminal import agreement_page, report_page
from medborgarlofte.findings import Report, Words, rule_for
from medborgarlofte.findings.structure import UNKNOWN_KEY

from ._app import FOUND, OK, command
from ._files import asked, is_lines
from ._help import Section
from ._inputs import Input, checked, day, looked_at, profile_of, reading_options
from ._screen import Page, lines_progress, print_out
from ._start import is_advice, left_of_start, may_be_start
from ._unready import tell_unready
from ._words import Misused

_LEFT: Final = Words("Kvar från startfilen", "Left of the starting file")
_LEFT_OF: Final = (
    Words("råd (x_help): {0}", "advice (x_help): {0}"),
    Words("att fylla i [inom hakparenteser]: {0}", "to fill in [in brackets]: {0}"),
)


@command(
    "check",
    Section.BEGIN,
    ("medborgarlofte check avtal.json", "All that is wrong or wanting in a file"),
    ("medborgarlofte check avtal/ --profile exchange", "Every file in a folder; only what keeps systems apart"),
    ("medborgarlofte check 'avtal/*.json' --format json", "The same for a program; the pattern is expanded here"),
    ("cat avtal.json | medborgarlofte check - --lang en", "Standard input, told in English"),
    ("medborgarlofte check --example vasteras --strict", "A shipped example; warnings count as errors", FOUND),
    found="Something of error level was found.",
    short="Tell all that is wrong with files, or wanting.",
)  # fmt: skip
@reading_options
@click.option(
    "--format", "form", type=click.Choice(["text", *FORMATS]), default="text", show_default=True,
    help="For people, or for programs.",
)  # fmt: skip
@click.option(
    "--workers", type=click.IntRange(1, 256), default=1, show_default=True,
    help="Processes that work on a JSON Lines file.",
)  # fmt: skip
def check(form: str, workers: int, **told: Any) -> int:
    """Tell all that is wrong with each FILE, or wanting.

    Each finding has a code that `medborgarlofte explain` explains, the place it stands at,
    and how it is mended. Errors keep a file from being an agreement, or contradict each other;
    warnings and notes say what good practice asks for.

    A JSON Lines file is checked line by line: of each line that has something of error level
    all is told, of the others how often each rule was broken.
    """
    files, lang, page = asked(told["files"], told["names"]), told["lang"], Page()
    results: list[Checked] = []
    ok = True
    whole = [file for file in files if not is_lines(file)]
    if whole or told["names"]:
        inputs = looked_at(whole, told, of=len(files) + len(told["names"]))
        ok = all(item.report.ok for item in inputs)
        results += checked(inputs)
        if form == "text":
            _tell(inputs, lang, page)
    for file in files:
        if is_lines(file):
            ok = _check_lines(file, form, workers, told, results, page) and ok
    if form != "text":
        print_out(FORMATS[form](results, lang))
    return OK if ok else FOUND


def _tell(inputs: list[Input], lang: str, page: Page) -> None:
    for number, item in enumerate(inputs):
        if number:
            page.show("")
        report, left = _without_advice(item)
        page.show(report_page(item.title(lang), report, lang, item.places, item.agreement))
        if any(left):
            told = (
                words.in_language(lang).format(n)
                for words, n in zip(_LEFT_OF, left, strict=True)
                if n
            )
            page.show(f"{_LEFT.in_language(lang)} – {'; '.join(told)}")


def _without_advice(item: Input) -> tuple[Report, tuple[int, int]]:
    """The findings but for those of advice of ours, and what is left of a starting file."""
    if item.agreement is None or not may_be_start(item.data):
        return item.report, (0, 0)
    of_others = [f for f in item.report if f.code != UNKNOWN_KEY.code or not is_advice(f.pointer)]
    return Report(of_others), left_of_start(item.agreement)


def _check_lines(
    file: str, form: str, workers: int, told: dict[str, Any], results: list[Checked], page: Page
) -> bool:
    """Check a file of many agreements, and tell of them as they come; whether all is well."""
    counts, lang, ok = Counter[str](), told["lang"], True
    lines = check_lines(file, workers=workers, profile=profile_of(told), on=day(told["on"]))
    with lines_progress(file) as done:
        for line in lines:
            done(line.end)
            counts.update(finding.code for finding in line.report)
            if form != "text":
                results.append(Checked(file, line.report, {}))
            elif not line.report.ok:
                name = f"{'rad' if lang == 'sv' else 'line'} {line.line}"
                page.show(report_page(f"{name}  {file}", line.report, lang, {}))
            ok = ok and line.report.ok
    if form == "text":
        for code, count in counts.most_common():
            page.show(f"{count:8} {code} {rule_for(code).name}")
    return ok


@command(
    "show",
    Section.BEGIN,
    ("medborgarlofte show avtal.json", "An agreement as a readable page"),
    ("medborgarlofte show --example strangnas --on 2019-06-01", "A shipped example, as it stood on a day"),
    ("medborgarlofte show avtal.json --format json --lang en", "The agreement and its findings for a program"),
    found="Something of error level was found.",
    short="Show files as readable pages.",
)  # fmt: skip
@reading_options
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="For people, or for programs.",
)  # fmt: skip
def show(form: str, **told: Any) -> int:
    """Show each FILE as a readable page: all that was written, in sections, and what was found.

    A file that cannot be read as an agreement shows what is wrong with it instead.
    """
    files = asked(told["files"], told["names"])
    if any(map(is_lines, files)):
        raise Misused(
            "show visar en överenskommelse i taget; en JSON Lines-fil tas av check och overview",
            "show shows one agreement at a time; check and overview take a JSON Lines file",
        )
    inputs, lang, on = looked_at(files, told), told["lang"], day(told["on"])
    if form == "json":
        print_out({**as_json(checked(inputs), lang), "agreements": [i.tree for i in inputs]})
        return OK if all(item.report.ok for item in inputs) else FOUND
    page = Page()
    for number, item in enumerate(inputs):
        if number:
            page.show("")
        if item.agreement is None:
            page.show(report_page(item.title(lang), item.report, lang, item.places))
        else:
            page.show(agreement_page(item.agreement, _without_advice(item)[0], on, lang))
            if item.example is None:
                tell_unready(item.name, item.report, lang)
    return OK if all(item.report.ok for item in inputs) else FOUND
