"""What follows from an agreement, and what is due, as pages for the terminal."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from medborgarlofte.evaluation import (
    Conclusion,
    DueItem,
    DueState,
    Evaluation,
    MeasureStanding,
    Outcome,
    Standing,
    Tally,
)
from medborgarlofte.findings import Words
from medborgarlofte.values import Text

_OUTCOMES: Final = {
    Outcome.MET: ("✓", "green"),
    Outcome.SHORT: ("✗", "bold red"),
    Outcome.OVER: ("✗", "bold red"),
    Outcome.NOT_DONE: ("✗", "bold red"),
    Outcome.DONE_NOT_MEASURABLE: ("✓", "cyan"),
    Outcome.NOT_YET: ("…", "cyan"),
    Outcome.CANNOT_BE_TOLD: ("?", "yellow"),
    Outcome.NOT_REPORTED: ("?", "yellow"),
}
_STATES: Final = {
    DueState.OVERDUE: ("!", "bold red"),
    DueState.NOW: ("→", "yellow"),
    DueState.COMING: (" ", "dim"),
}
_WORDS: Final = {
    "promises": Words("Löften", "Promises"),
    "measures": Words("Åtgärder", "Measures"),
    "due": Words("Att göra", "Due"),
    "not_judged": Words("inte bedömt", "not judged"),
    "delayed": Words("försenad", "delayed"),
    "no_state": Words("inget läge redovisat", "no state reported"),
    "nothing": Words("Inget väntar.", "Nothing is due."),
}


def evaluation_page(evaluation: Evaluation, lang: str) -> RenderableType:
    """What follows from an agreement on a day, with why."""
    page = _Page(evaluation, lang)
    parts = [*page.head(), *page.promises(), *page.measures()]
    if evaluation.due:
        parts += [page.heading("due"), due_page(evaluation.due, lang)]
    return Group(*parts)


def due_page(due: Sequence[DueItem], lang: str) -> RenderableType:
    """What is overdue and what comes next, a line each."""
    if not due:
        return Styled(_WORDS["nothing"].in_language(lang))
    table = Table.grid(padding=(0, 2))
    for item in due:
        sign, style = _STATES[item.state]
        table.add_row(
            Styled(f"{sign} {item.due}", style, no_wrap=True),
            Styled(item.state.label(lang), style, no_wrap=True),
            Styled(item.title.in_language(lang)),
        )
    return table


class _Page:
    """The parts of the page of an evaluation, in one language."""

    def __init__(self, evaluation: Evaluation, lang: str) -> None:
        self.evaluation = evaluation
        self.lang = lang

    def word(self, name: str) -> str:
        return _WORDS[name].in_language(self.lang)

    def text(self, text: Text) -> str:
        return text.in_language(self.lang, plain=self.evaluation.agreement.language)

    def heading(self, name: str) -> RenderableType:
        return Padding(Styled(self.word(name), "bold underline"), (1, 0, 0, 0))

    def why(self, conclusions: Iterable[Conclusion], style: str = "dim") -> Iterator[Styled]:
        for conclusion in conclusions:
            for reason in conclusion.reasons:
                yield Styled(reason.words.in_language(self.lang), style)

    def head(self) -> Iterator[RenderableType]:
        concluded = self.evaluation.status
        yield Styled(self.text(self.evaluation.agreement.title), "bold")
        yield Styled.assemble(
            (f"{self.evaluation.on}: ", "dim"), (concluded.status.label(self.lang), "bold")
        )
        yield from self.why([concluded])

    def promises(self) -> Iterator[RenderableType]:
        if self.evaluation.promises:
            yield self.heading("promises")
        for number, standing in enumerate(self.evaluation.promises, start=1):
            promise = standing.promise
            said = self.text(promise.title or promise.text)
            yield Styled.assemble(
                (f"{number}. {said}", "bold"), ("  ", ""), (self.verdict(standing), "bold cyan")
            )
            yield Padding(Group(*self.promise(standing)), (0, 0, 0, 3))

    def verdict(self, standing: Standing) -> str:
        if standing.verdict is None:
            return self.word("not_judged")
        when = f" ({standing.as_of})" if standing.as_of else ""
        return f"{standing.verdict.label(self.lang)}{when}"

    def promise(self, standing: Standing) -> Iterator[RenderableType]:
        for each in standing.commitments:
            yield from self.tally(each)
        for differing in standing.disagreements:
            yield Styled(f"⚠ {differing.why(self.lang)}", "yellow")

    def tally(self, tally: Tally) -> Iterator[RenderableType]:
        sign, style = _OUTCOMES[tally.outcome]
        yield Styled.assemble((f"{sign} {tally.outcome.label(self.lang)}", style))
        yield Padding(Group(*self.why([tally])), (0, 0, 0, 2))

    def measures(self) -> Iterator[RenderableType]:
        if self.evaluation.measures:
            yield self.heading("measures")
        for standing in self.evaluation.measures:
            said = self.text(standing.measure.title)
            yield Styled.assemble(f"• {said}  ", (self.state(standing), "cyan"))
            yield Padding(Group(*self.why([standing])), (0, 0, 0, 2))

    def state(self, standing: MeasureStanding) -> str:
        state = standing.state.label(self.lang) if standing.state else self.word("no_state")
        return f"{state}, {self.word('delayed')}" if standing.delayed else state
