"""How agreements, findings, evaluations and changes are seen in a notebook (no extra needed).

Each is short, folded where it is long, in the language of the agreement unless another is
asked for, without scripts, and in the colours of the notebook. In plain text they are their
one line: ``repr()``.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from medborgarlofte.codelists import Theme
from medborgarlofte.evaluation import Evaluation, Overview, Shares, Standing, Tally, standings
from medborgarlofte.evaluation.overview import By, Result, group_label
from medborgarlofte.findings import AgreementError, Finding, Report, to_language
from medborgarlofte.findings.structure import WRONG_INPUT
from medborgarlofte.history import Changes
from medborgarlofte.history._words import label, words_of
from medborgarlofte.model import Agreement, Assessment, FollowUp, Promise
from medborgarlofte.values import Part, Text, fields_of

from ._as_html import STYLE, blocks, element, written
from ._as_markdown import markdown as as_markdown
from ._page import Block, Facts, Fold, Heading, Items, Line, Paragraph, Said, Strong, Table, said
from ._view_words import word
from .words import WORDS

__all__ = ["html", "markdown"]

_FEW: Final = 8
"""Rows that are shown before the rest is folded."""


def html(thing: object, lang: str | None = None) -> str:
    """What a notebook shows of *thing*, as a piece of HTML.

    Args:
        thing: An agreement or a part of one, a report, an evaluation or a standing, changes,
            an overview.
        lang: ``sv`` or ``en``; that of the agreement where left out, or else Swedish.

    Raises:
        AgreementError: S003 where it is something else, or *lang* neither of the two.

    Example:
        >>> from medborgarlofte import examples
        >>> from medborgarlofte.display.views import html
        >>> html(examples.load("trosa")).count("<table")
        1
    """
    chosen = _language(thing, lang)
    page = _page(thing, chosen)
    root = element(
        "section", element("style", STYLE), *blocks(page, top=3), lang=chosen,
        class_="medborgarlofte tex2jax_ignore",
    )  # fmt: skip
    return written(root)


def markdown(thing: object, lang: str | None = None) -> str:
    """What a notebook shows of *thing*, as Markdown.

    Args:
        thing: As of :func:`html`.
        lang: ``sv`` or ``en``; that of the agreement where left out, or else Swedish.

    Raises:
        AgreementError: S003 where it is something else, or *lang* neither of the two.

    Example:
        >>> from medborgarlofte import examples
        >>> from medborgarlofte.display.views import markdown
        >>> markdown(examples.load("trosa")).splitlines()[0]
        '# Medborgarlöften i Trosa 2018–2019'
    """
    return as_markdown(_page(thing, _language(thing, lang)))


def _language(thing: object, lang: str | None) -> str:
    if lang is not None:
        return to_language(lang)
    agreement = getattr(thing, "agreement", thing)
    primary = str(getattr(agreement, "language", "sv")).partition("-")[0]
    return primary if primary == "en" else "sv"


def _page(thing: object, lang: str) -> list[Block]:
    for cls, view in _VIEWS.items():
        if isinstance(thing, cls):
            return list(view(thing, lang))
    expected = "something that can be shown"
    raise AgreementError.of(Finding.of(WRONG_INPUT, expected=expected, found=type(thing).__name__))


def folded(
    caption: str, head: Sequence[str], rows: Sequence[Sequence[Line]], lang: str
) -> Iterator[Block]:
    """A table whose first rows are seen, and the others when asked for."""
    if not rows:
        return
    yield Table(caption, head, rows[:_FEW])
    if len(rows) > _FEW:
        more = word("and_more", lang, count=len(rows) - _FEW)
        yield Fold(more, [Table(caption, head, rows[_FEW:])])


# ── The views ──────────────────────────────────────────────────────────────────


def _agreement(agreement: Agreement, lang: str) -> Iterator[Block]:
    own = agreement.language
    yield Heading(1, [said(agreement.title, lang, own)])
    unknown = word("unknown", lang)
    yield Facts(
        [
            (word("document", lang), [agreement.kind.label(lang)]),
            (
                word("period", lang),
                [words_of(agreement.period, lang) if agreement.period else unknown],
            ),
            (word("signed", lang), [str(agreement.signed or unknown)]),
            (
                word("parties", lang),
                list(_joined([said(p.name, lang, own) for p in agreement.parties])),
            ),
        ]
    )
    rows = [_promise_row(stands, lang, own) for stands in standings(agreement)]
    head = [word(name, lang) for name in ("promise", "promised", "verdict")]
    yield from folded(word("promises", lang), head, rows, lang)
    for name, parts in (
        ("measures", agreement.measures),
        ("indicators", agreement.indicators),
        ("follow_ups", agreement.follow_ups),
    ):
        if parts:
            items: list[tuple[Line, Sequence[Block]]] = [
                ([_called(part, lang, own)], ()) for part in parts
            ]
            yield Fold(f"{word(name, lang)} ({len(parts)})", [Items(items)])


def _promise_row(stands: Standing, lang: str, own: str) -> list[Line]:
    promise, verdict = stands.promise, stands.verdict
    numbers = [c.quantity.words(lang) for c in promise.commitments if c.quantity is not None]
    judged = verdict.label(lang) if verdict is not None else word("not_judged", lang)
    return [
        [said(promise.title or promise.text, lang, own)],
        list(_joined([Said(number) for number in numbers])),
        [judged],
    ]


def _promise(promise: Promise, lang: str) -> Iterator[Block]:
    yield Heading(1, [said(promise.title or promise.text, lang, lang)])
    if promise.title is not None:
        yield Paragraph([said(promise.text, lang, lang)])
    facts: list[tuple[str, Line]] = []
    if promise.promisors:
        facts.append(
            (word("promisors", lang), list(_joined([Said(p.party) for p in promise.promisors])))
        )
    if promise.period is not None:
        facts.append((word("period", lang), [words_of(promise.period, lang)]))
    if promise.themes:
        named = [Said(Theme.words_for(theme, lang)) for theme in promise.themes]
        facts.append((word("themes", lang), list(_joined(named))))
    if facts:
        yield Facts(facts)
    if promise.commitments:
        rows: list[Sequence[Line]] = [
            [[said(c.text, lang, lang)], [Said(c.quantity.words(lang))] if c.quantity else ["–"]]
            for c in promise.commitments
        ]
        head = [word("commitment", lang), word("promised", lang)]
        yield from folded(word("commitments", lang), head, rows, lang)


def _follow_up(follow_up: FollowUp, lang: str) -> Iterator[Block]:
    title = said(follow_up.title, lang, lang) if follow_up.title else Said(follow_up.id)
    yield Heading(1, [title])
    facts: list[tuple[str, Line]] = []
    if follow_up.period is not None:
        facts.append((word("period", lang), [words_of(follow_up.period, lang)]))
    if follow_up.date is not None:
        facts.append((word("done", lang), [str(follow_up.date)]))
    if facts:
        yield Facts(facts)
    if follow_up.summary is not None:
        yield Paragraph([said(follow_up.summary, lang, lang)])
    rows: list[Sequence[Line]] = [
        [[Said(r.commitment)], [words_of(r.count, lang) if r.count is not None else "–"],
         [r.state.label(lang) if r.state else "–"]]
        for r in follow_up.commitment_reports
    ]  # fmt: skip
    head = [word("commitment", lang), word("count", lang), word("outcome", lang)]
    yield from folded(word("commitments", lang), head, rows, lang)
    judged = [_judgement(each, lang) for each in follow_up.assessments]
    head = [word("promise", lang), word("verdict", lang), word("reason", lang)]
    yield from folded(word("judgements", lang), head, judged, lang)


def _judgement(assessment: Assessment, lang: str) -> list[Line]:
    verdict = assessment.fulfilment or assessment.effect
    return [
        [Said(assessment.promise or assessment.goal or "–")],
        [verdict.label(lang) if verdict else "–"],
        [said(assessment.reason, lang, lang)],
    ]


def _report(report: Report, lang: str) -> Iterator[Block]:
    yield Heading(1, [word("findings", lang)])
    if not report.findings:
        yield Paragraph([word("nothing", lang)])
        return
    counts = [
        f"{found} {WORDS[f'{weight}_{1 if found == 1 else 2}'].in_language(lang)}"
        for weight, found in report.summary().items()
        if found
    ]
    yield Paragraph([Strong(", ".join(counts))])
    rows: list[Sequence[Line]] = [
        [
            [f"{f.code} {WORDS[f'{f.severity.value}_1'].in_language(lang)}"],
            [Said(f.pointer or word("whole", lang))],
            [Said(f.message(lang))],
        ]
        for f in report
    ]
    head = [word(name, lang) for name in ("rule", "where", "finding")]
    yield from folded(word("findings", lang), head, rows, lang)


def _evaluation(evaluation: Evaluation, lang: str) -> Iterator[Block]:
    own = evaluation.agreement.language
    yield Heading(1, [said(evaluation.agreement.title, lang, own)])
    concluded = evaluation.status
    score = evaluation.completeness
    of = len(score.present) + len(score.missing)
    yield Facts(
        [
            (word("status", lang), [Strong(concluded.status.label(lang)), f" ({evaluation.on}). ",
                                  Said(concluded.why(lang).replace("\n", " "))]),
            (word("completeness", lang), [f"{len(score.present)} / {of}"]),
        ]
    )  # fmt: skip
    rows = [standing_row(each, lang, own) for each in evaluation.promises]
    head = [word(name, lang) for name in ("promise", "verdict", "outcome")]
    yield from folded(word("promises", lang), head, rows, lang)
    if evaluation.promises:
        lines = [line for each in evaluation.promises for line in each.why(lang).splitlines()]
        why: list[tuple[Line, Sequence[Block]]] = [([Said(line)], ()) for line in lines]
        yield Fold(word("why", lang), [Items(why)])
    due: list[Sequence[Line]] = [
        [[str(d.due)], [d.state.label(lang)], [Said(d.title.in_language(lang))]]
        for d in evaluation.due
    ]
    head = [word("period", lang), word("status", lang), word("finding", lang)]
    yield from folded(word("due", lang), head, due, lang)


def standing_row(stands: Standing, lang: str, own: str) -> list[Line]:
    """A promise, its verdict, and what became of its commitments."""
    verdict = stands.verdict
    judged = verdict.label(lang) if verdict else word("not_judged", lang)
    outcomes = [Said(tallied(each, lang)) for each in stands.commitments]
    return [
        [said(stands.promise.title or stands.promise.text, lang, own)],
        [f"{judged} ({stands.as_of})" if stands.as_of else judged],
        list(_joined(outcomes)),
    ]


def tallied(tally: Tally, lang: str) -> str:
    """A count against its number: "20 av 8: uppfyllt"."""
    outcome = tally.outcome.label(lang)
    if tally.count is None:
        return outcome
    count = words_of(tally.count, lang)
    if tally.needed is None:
        return f"{count}: {outcome}"
    of = "av" if lang == "sv" else "of"
    return f"{count} {of} {words_of(tally.needed, lang)}: {outcome}"


def _standing(stands: Standing, lang: str) -> Iterator[Block]:
    yield from _promise(stands.promise, lang)
    head = [word(name, lang) for name in ("promise", "verdict", "outcome")]
    yield from folded(word("judgement", lang), head, [standing_row(stands, lang, lang)], lang)
    yield Items([([Said(line)], ()) for line in stands.why(lang).splitlines()])


def _changes(changes: Changes, lang: str) -> Iterator[Block]:
    yield Heading(1, [word("changes", lang)])
    if not changes:
        yield Paragraph([word("no_changes", lang)])
        return
    items: list[tuple[Line, Sequence[Block]]] = [
        ([Said(words)], ()) for words in changes.in_words(lang)
    ]
    yield Items(items[:_FEW])
    if len(items) > _FEW:
        yield Fold(word("and_more", lang, count=len(items) - _FEW), [Items(items[_FEW:])])


def _overview(overview: Overview, lang: str) -> Iterator[Block]:
    yield Heading(1, [word("overview", lang, count=overview.agreements)])
    head = [word("group", lang), word("promises", lang), *(r.label(lang) for r in Result)]
    rows: list[Sequence[Line]] = [_shares(word("promises", lang), overview.total, lang)]
    yield Table(word("promises", lang), head, rows)
    for by in By:
        groups = overview.by(by)
        if len(groups) > 1:
            table = [_shares(group_label(by, name, lang), s, lang) for name, s in groups.items()]
            caption = word("grouped", lang, by=by.label(lang))
            yield Fold(caption, [Table(caption, head, table)])


def _shares(name: str, shares: Shares, lang: str) -> list[Line]:
    def share(result: Result) -> str:
        part = shares.share(result)
        if not part:
            return "–"
        percent = f"{float(part) * 100:.0f}"
        percent += "\N{NO-BREAK SPACE}%" if lang == "sv" else "%"
        return f"{shares.counts[result]}\N{NO-BREAK SPACE}({percent})"

    return [[Said(name)], [str(shares.promises)], *([share(result)] for result in Result)]


def _part(part: Part, lang: str) -> Iterator[Block]:
    """Any part: what it says, field by field."""
    yield Heading(1, [_called(part, lang, lang)])
    rows: list[tuple[str, Line]] = []
    for spec in fields_of(type(part)):
        value = getattr(part, spec.name)
        values = value if spec.many else () if value is None else (value,)
        if values:
            told = [Said(words_of(each, lang, spec)) for each in values]
            rows.append((label(spec, lang), list(_joined(told))))
    if rows:
        yield Facts(rows)


def _called(part: Part, lang: str, own: str) -> Said:
    for key in ("title", "name", "text"):
        text = getattr(part, key, None)
        if isinstance(text, Text):
            return said(text, lang, own)
    return Said(getattr(part, "id", None) or type(part).__name__)


def _joined(items: Sequence[Said]) -> Iterator[Said | str]:
    for number, item in enumerate(items):
        if number:
            yield "; "
        yield item
    if not items:
        yield "–"


_VIEWS: Final[dict[type, Callable[[Any, str], Iterator[Block]]]] = {
    Agreement: _agreement,
    Promise: _promise,
    FollowUp: _follow_up,
    Part: _part,
    Report: _report,
    Evaluation: _evaluation,
    Standing: _standing,
    Changes: _changes,
    Overview: _overview,
}
