"""An agreement and a report as pages for the terminal.

Built with rich's own text objects, never with markup: what a document says is shown as
it is, and cannot colour, move or hide anything.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule as Line
from rich.table import Table
from rich.text import Text as Styled

from medborgarlofte.checks.practice_filled_in import ADVICE, is_to_fill_in
from medborgarlofte.evaluation import CommitmentStanding, Standing, standings, status
from medborgarlofte.evaluation._known import Known
from medborgarlofte.findings import Finding, Report, Severity, holds_personal_number
from medborgarlofte.history._words import words_of
from medborgarlofte.model import Agreement, Signatory
from medborgarlofte.values import Part, Text
from medborgarlofte.values.numbers import number_in_words

from ._written import Written, bulleted, labelled
from .words import WORDS

_STYLES: Final = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_SIGNS: Final = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "i"}
_STRUCTURE: Final = ("S1", "S2", "S3")

Places = Mapping[str, tuple[int, int]]


def agreement_page(agreement: Agreement, report: Report, on: date, lang: str) -> RenderableType:
    """The whole agreement on one readable page."""
    page = _Page(agreement, on, lang)
    parts: list[RenderableType] = [*page.head(), *page.parties(), *page.situation()]
    parts += [*page.section("goals"), *page.promises(), *page.section("measures")]
    parts += [*page.section("indicators"), *page.organisation()]
    parts += [*page.section("follow_ups", page.known.follow_ups), *page.section("amendments")]
    parts += [*page.others(), *page.findings(report)]
    return Group(*parts)


def report_page(
    name: str, report: Report, lang: str, places: Places, agreement: Agreement | None = None
) -> RenderableType:
    """The findings of one file, grouped by severity and code."""
    parts: list[RenderableType] = [Line(Styled(name, "bold"), align="left", style="dim")]
    titles = _titles(agreement, lang)
    for (severity, code), group in groupby(report.findings, lambda f: (f.severity, f.code)):
        found = list(group)
        parts.append(
            Styled.assemble(
                (
                    f"{_SIGNS[severity]} {severity.words.in_language(lang)} {code}",
                    _STYLES[severity],
                ),
                (f" {found[0].rule.name}", "dim"),
                (f" ×{len(found)}" if len(found) > 1 else "", "bold"),
            )
        )
        for message, alike in groupby(found, lambda f: f.message(lang)):
            parts.append(Padding(Styled(message), (0, 0, 0, 2)))
            in_order = sorted(alike, key=lambda f: places.get(f.pointer, (0, 0)))
            wheres = [Styled.assemble(*_where(f, lang, places, titles)) for f in in_order]
            parts.extend(Padding(where, (0, 0, 0, 4)) for where in wheres)
        mend = found[0].rule.mend.in_language(lang)
        parts.append(Padding(Styled(f"→ {mend}", "italic"), (0, 0, 1, 2)))
    parts.append(Styled(summary(report, lang), "bold" if not report.ok else ""))
    if _stopped_early(report):
        parts.append(Styled(WORDS["stopped_early"].in_language(lang)))
    return Group(*parts)


def _stopped_early(report: Report) -> bool:
    """Whether something kept the text from being an agreement, so that no more was asked of it."""
    return any(f.code[:2] in _STRUCTURE and f.rule.severity is Severity.ERROR for f in report)


def summary(report: Report, lang: str) -> str:
    """How many errors, warnings and notes, in words."""
    counts = report.summary()
    if not any(counts.values()):
        return WORDS["nothing"].in_language(lang)
    return ", ".join(
        f"{count} {WORDS[f'{severity}_{min(count, 2)}'].in_language(lang)}"
        for severity, count in counts.items()
        if count
    )


def _where(
    finding: Finding, lang: str, places: Places, titles: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Where a finding stands: line and column, pointer, and what the part is called."""
    if not finding.pointer:
        yield WORDS["whole"].in_language(lang), "dim"
        return
    if finding.pointer in places:
        line, column = places[finding.pointer]
        yield f"{WORDS['line'].in_language(lang)} {line}:{column}  ", "dim"
    yield _visible(finding.pointer), "dim"
    place = finding.pointer
    while place and place not in titles:
        place = place.rpartition("/")[0]
    if place:
        yield f"  {titles[place]}", "dim italic"


def _visible(text: str, longest: int = 100) -> str:
    text = text if len(text) <= longest else f"{text[: longest - 1]}…"
    return "".join(ch if ch.isprintable() else f"\\u{ord(ch):04x}" for ch in text)


def _titles(agreement: Agreement | None, lang: str) -> dict[str, str]:
    """What each part is called, by its pointer; nothing that may be a person's number."""
    titles: dict[str, str] = {}
    for place in agreement.places if agreement is not None else ():
        part = place.part
        name = getattr(part, "id", None)
        named = (getattr(part, key, None) for key in ("title", "name", "text"))
        said = next((text for text in named if isinstance(text, Text)), None)
        if name is None or said is None or place.parent is None:
            continue
        words = said.in_language(lang)
        if not holds_personal_number(words) and not is_to_fill_in(words):
            quotes = "“{}”" if lang == "en" else "”{}”"
            titles[place.pointer()] = quotes.format(_visible(words, 50))
    return titles


class _Page:
    """The parts of an agreement's page, in one language."""

    def __init__(self, agreement: Agreement, on: date, lang: str) -> None:
        self.agreement = agreement
        self.on = on
        self.lang = lang
        self.known = Known(agreement, on)
        self.written = Written(agreement, lang)

    def word(self, name: str) -> str:
        return WORDS[name].in_language(self.lang)

    def text(self, text: Text | None) -> str:
        return self.written.text(text)

    def section(self, name: str, parts: Sequence[Part] | None = None) -> Iterator[RenderableType]:
        """The parts in the field *name* under a heading, with all that they say."""
        told = getattr(self.agreement, name) if parts is None else parts
        if told:
            yield self.heading(name)
            yield from self.written.entries(told)

    def heading(self, name: str) -> RenderableType:
        return Padding(Styled(self.word(name), "bold underline"), (1, 0, 0, 0))

    def head(self) -> Iterator[RenderableType]:
        agreement, on = self.agreement, self.on
        yield Styled(self.text(agreement.title), "bold")
        if agreement.summary:
            yield Styled(self.text(agreement.summary))
        concluded = status(agreement, on)
        reason = concluded.reason.in_language(self.lang)
        facts = self.table()
        unknown = self.word("unknown")
        self.row(facts, "kind", agreement.kind.label(self.lang))
        period = words_of(agreement.period, self.lang) if agreement.period else unknown
        self.row(facts, "period", period)
        self.row(facts, "status", f"{concluded.status.label(self.lang)} ({on}). {reason}")
        self.row(facts, "signed", str(agreement.signed) if agreement.signed else unknown)
        if agreement.terminated:
            self.row(facts, "terminated", str(agreement.terminated))
        if agreement.registration_numbers:
            numbers = map(self.written.inline, agreement.registration_numbers)
            self.row(facts, "registration_numbers", "; ".join(numbers))
        if agreement.aim:
            self.row(facts, "aim", self.text(agreement.aim))
        yield Padding(facts, (1, 0, 0, 0))

    def table(self) -> Table:
        table = Table.grid(padding=(0, 2))
        table.add_column(style="dim", no_wrap=True)
        table.add_column()
        return table

    def row(self, table: Table, name: str, value: str) -> None:
        table.add_row(Styled(self.word(name)), Styled(value))

    def parties(self) -> Iterator[RenderableType]:
        """Each party with what is said of it and those who signed for it; then the areas."""
        if self.agreement.parties:
            yield self.heading("parties")
        named = {party.id for party in self.agreement.parties}
        for party in self.agreement.parties:
            yield bulleted(Styled(self.text(party.name)))
            signed = [s for s in self.agreement.signatories if s.party == party.id]
            told = [*self.written.facts(party, ("name",)), *map(self.signatory, signed)]
            yield Padding(Group(*told), (0, 0, 0, 2))
        others = [s for s in self.agreement.signatories if s.party not in named]
        if others:
            yield self.heading("signatories")
            yield from (bulleted(self.signatory(each)) for each in others)
        yield from self.section("areas")

    def signatory(self, signatory: Signatory) -> RenderableType:
        told: list[str | None] = [signatory.name, self.text(signatory.role)]
        if signatory.acting:
            told.append(self.word("acting"))
        told.append(signatory.political_affiliation)
        told.append(None if signatory.signed is None else str(signatory.signed))
        return labelled(self.word("signed_by"), ", ".join(filter(None, told)))

    def situation(self) -> Iterator[RenderableType]:
        if self.agreement.situation is not None:
            yield self.heading("situation")
            yield from self.written.facts(self.agreement.situation)

    def organisation(self) -> Iterator[RenderableType]:
        """How the work is done: organisation, documentation, communication and follow-up."""
        for name in ("organisation", "documentation", "communication"):
            said = getattr(self.agreement, name)
            if said is not None:
                yield self.heading(name)
                yield Styled(self.text(said))
        if self.agreement.follow_up_plan is not None:
            yield self.heading("follow_up_plan")
            yield from self.written.facts(self.agreement.follow_up_plan)

    def others(self) -> Iterator[RenderableType]:
        """What it stands on and beside, whom to turn to, and of the file itself."""
        for name in ("relations", "documents", "legal_basis"):
            yield from self.section(name)
        if self.agreement.contact is not None:
            yield self.heading("contact")
            yield Styled(self.written.inline(self.agreement.contact))
        if self.agreement.record is not None:
            yield self.heading("record")
            yield from self.written.facts(self.agreement.record)
        if any(key != ADVICE for key in self.agreement.extensions):
            yield self.heading("own_fields")
            yield from self.written.own_fields(self.agreement)

    def promises(self) -> Iterator[RenderableType]:
        if not self.agreement.promises:
            return
        yield self.heading("promises")
        for number, stands in enumerate(standings(self.agreement, self.on), start=1):
            promise = stands.promise
            said = self.text(promise.title) or self.text(promise.text)
            yield Styled.assemble((f"{number}. ", "bold"), (said, "bold"))
            yield Padding(Group(*self.promise(stands)), (0, 0, 0, 3))

    def promise(self, judged: Standing) -> Iterator[RenderableType]:
        promise = judged.promise
        if promise.title is not None:
            yield Styled(self.text(promise.text))
        carried = "; ".join(map(self.written.inline, promise.promisors))
        if carried:
            yield labelled(self.word("carried_by"), carried)
        for tally in judged.commitments:
            commitment = tally.commitment
            amount = commitment.quantity.words(self.lang) if commitment.quantity else ""
            done = self.done(tally)
            said = Styled.assemble(
                self.text(commitment.text),
                (f" [{amount}]" if amount else "", "cyan"),
                (f" → {done}" if done else "", "green"),
            )
            told = self.written.facts(commitment, ("text", "quantity"))
            yield bulleted(Group(said, *told), "–")
        yield from self.written.facts(promise, ("title", "text", "promisors", "commitments"))
        if judged.assessment is not None and judged.assessment.fulfilment is not None:
            as_of = judged.assessment.as_of or (judged.follow_up and judged.follow_up.date) or ""
            yield Styled.assemble(
                (f"{self.word('verdict')}: ", "dim"),
                (judged.assessment.fulfilment.label(self.lang), "bold"),
                (f" ({as_of})" if as_of else "", "dim"),
            )

    def done(self, tally: CommitmentStanding) -> str:
        """What was done of a commitment, by what had been told on the day."""
        state = tally.state.label(self.lang) if tally.state else ""
        count = "" if tally.count is None else number_in_words(tally.count, self.lang)
        return f"{count} ({state})" if count and state else count or state

    def findings(self, report: Report) -> Iterator[RenderableType]:
        yield self.heading("findings")
        yield Styled(summary(report, self.lang))
        for code, found in report.by_code().items():
            first = found[0]
            more = f" ×{len(found)}" if len(found) > 1 else ""
            yield Styled.assemble(
                (f"{_SIGNS[first.severity]} {code}{more} ", _STYLES[first.severity]),
                first.message(self.lang),
            )
