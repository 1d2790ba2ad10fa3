"""What every input is asked, by the fuzzer and in every run of the tests."""

import io
from datetime import date

from rich.console import Console

from hostile.judge import judged
from medborgarlofte import (
    Agreement,
    AgreementError,
    Report,
    canonical,
    diff,
    dumps,
    evaluate,
    loads,
    merge,
    patch,
    redact,
    renew,
    report,
    validate,
)
from medborgarlofte.display.terminal import agreement_page, report_page
from medborgarlofte.display.views import html, markdown

ON = date(2026, 1, 1)


def ask(data: bytes) -> None:
    """Read, migrate, check, write and show *data*; every answer is ours and they agree.

    Raises:
        Exception: any at all is a mistake of the library.
    """
    agreement, structure = judged(data)
    found = validate(data, on=ON)
    _show_report(found)
    if agreement is None:
        assert not structure.ok
        return
    text = dumps(agreement)
    assert loads(text) == agreement
    assert dumps(loads(text)) == text
    assert canonical(loads(canonical(agreement))) == canonical(agreement)
    _show(agreement, found)
    _live(agreement)


def _show_report(found: Report) -> None:
    for lang in ("sv", "en"):
        for finding in found:
            assert finding.message(lang)
        assert html(found, lang).startswith("<section")
        assert markdown(found, lang)


def _show(agreement: Agreement, found: Report) -> None:
    console = Console(file=io.StringIO(), width=80)
    evaluation = evaluate(agreement, ON)
    console.print(report_page("x.json", found, "sv", {}, agreement))
    for lang in ("sv", "en"):
        console.print(agreement_page(agreement, found, ON, lang))
        for thing in (agreement, evaluation):
            assert html(thing, lang).startswith("<section")
            assert markdown(thing, lang)
        assert report(agreement, ON.isoformat(), lang=lang).startswith("<!DOCTYPE html>")


def _live(agreement: Agreement) -> None:
    public = redact(agreement).agreement
    changes = diff(agreement, public)
    assert patch(agreement, changes) == public
    assert merge(agreement, public, agreement).agreement == public
    try:
        new = renew(agreement, "2100/2101").agreement
    except AgreementError:
        return  # an agreement may hold for longer than that
    assert loads(dumps(new)) == new
