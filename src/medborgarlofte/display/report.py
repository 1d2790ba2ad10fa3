"""The report for the public: what was promised and how it went, as one page to publish."""

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from medborgarlofte.codelists import PartyKind, Subgroup, Theme
from medborgarlofte.evaluation import Evaluation, Progress, Standing, evaluate
from medborgarlofte.findings import AgreementError, Finding, to_language
from medborgarlofte.findings.structure import WRONG_INPUT
from medborgarlofte.history import redact
from medborgarlofte.history._words import words_of
from medborgarlofte.model import (
    Agreement,
    Area,
    Commitment,
    FollowUp,
    Indicator,
    Observation,
    Participation,
    Party,
    Promise,
    Target,
    require_agreement,
)
from medborgarlofte.values import PartialDate, Period

from ._as_html import STYLE, blocks, element, written
from ._as_markdown import markdown
from ._page import Block, Facts, Heading, Inline, Items, Line, Link, Paragraph, Said, Strong, Table
from ._page import said as said_in
from ._report_words import WORDS
from .views import tallied

_PAGE_STYLE: Final = (
    STYLE
    + """
:root { color-scheme: light dark; }
body { margin: 0; padding: 1.5rem 1rem 4rem; background: #fff; color: #1b1b1b;
  font: 1.0625rem/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main { margin: 0 auto; max-width: 46rem; }
a { color: #0b4ea2; }
h1 { font-size: 1.9rem; } h2 { font-size: 1.4rem; margin-top: 2.2em; } h3 { font-size: 1.15rem; }
@media (prefers-color-scheme: dark) {
  body { background: #15171a; color: #e9e9e9; } a { color: #9cc4ff; }
}
@media print {
  body { background: #fff; color: #000; padding: 0; font-size: 10.5pt; }
  a { color: inherit; } tr, dl > div { break-inside: avoid; } h2, h3 { break-after: avoid; }
  .medborgarlofte .wide { overflow: visible; }
}
"""
)


def report(
    agreement: Agreement,
    on: "str | PartialDate | None" = None,
    *,
    lang: str | None = None,
    to: Literal["html", "md"] = "html",
) -> str:
    """The promises of *agreement* and how they went, as one page that anybody may read.

    It is made of a copy without what is not for everyone (:func:`redact`), and says what was
    withheld. It has headings in order, tables with captions and header cells, no script and
    nothing that is fetched from elsewhere; it can be printed.

    Args:
        agreement: The agreement.
        on: The day whose knowledge counts; the present day in Sweden where left out.
        lang: ``sv`` or ``en``; that of the agreement where left out.
        to: ``html`` or ``md`` (Markdown).

    Raises:
        AgreementError: S003 where an argument is of another kind, S308 where *on* is no date.

    Example:
        >>> from medborgarlofte import examples, report
        >>> page = report(examples.load("strangnas"), "2020-02-01", lang="en", to="md")
        >>> page.splitlines()[0]
        '# Medborgarlöfte för Strängnäs 2019'
    """
    if to not in ("html", "md"):
        raise AgreementError.of(
            Finding.of(WRONG_INPUT, expected="html or md", found=type(to).__name__)
        )
    public = redact(require_agreement(agreement), "public").agreement
    of_agreement = "en" if public.language.partition("-")[0] == "en" else "sv"
    chosen = of_agreement if lang is None else to_language(lang)
    page = list(_Page(evaluate(public, on), chosen).blocks())
    if to == "md":
        return markdown(page)
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", said_in(public.title, chosen, public.language).text),
        element("style", _PAGE_STYLE),
    )
    main = element("main", *blocks(page), class_="medborgarlofte")
    body = element("body", main)
    return f"<!DOCTYPE html>\n{written(element('html', head, body, lang=chosen))}\n"


class _Page:
    """The blocks of the page, in one language."""

    def __init__(self, evaluation: Evaluation, lang: str) -> None:
        self.evaluation = evaluation
        self.agreement = evaluation.agreement
        self.lang = lang

    def word(self, name: str, **facts: object) -> str:
        return WORDS[name].in_language(self.lang).format(**facts)

    def said(self, text: object) -> Said:
        return said_in(text, self.lang, self.agreement.language)  # type: ignore[arg-type]  # a text, or none

    def told(self, value: object) -> Said:
        return Said(words_of(value, self.lang))

    def party(self, name: str) -> Said:
        found = self.agreement.find(Party, name)
        return Said(name) if found is None else self.said(found.name)

    def blocks(self) -> Iterator[Block]:
        yield from self.head()
        yield Heading(2, [self.word("promises")])
        if not self.agreement.promises:
            yield Paragraph([self.word("no_promises")])
        for number, standing in enumerate(self.evaluation.promises, start=1):
            yield from self.promise(number, standing)
        if self.agreement.indicators:
            yield Heading(2, [self.word("indicators")])
            for indicator in self.agreement.indicators:
                yield from self.indicator(indicator)
        if self.agreement.follow_ups:
            yield Heading(2, [self.word("follow_ups")])
            yield Items([(self.follow_up(each), ()) for each in self.agreement.follow_ups])
        yield from self.contact()
        yield from self.about()

    def head(self) -> Iterator[Block]:
        agreement, concluded = self.agreement, self.evaluation.status
        yield Heading(1, [self.said(agreement.title)])
        if agreement.summary is not None:
            yield Paragraph([self.said(agreement.summary)])
        unknown = self.word("unknown")
        period: Line = [self.told(agreement.period) if agreement.period else unknown]
        yield Facts(
            [
                (self.word("document"), [agreement.kind.label(self.lang)]),
                (self.word("period"), period),
                (self.word("status"), [Strong(_capital(concluded.status.label(self.lang))), ". ",
                                       Said(concluded.why(self.lang).replace("\n", " "))]),
                (self.word("signed"), [str(agreement.signed or unknown)]),
                *self.aim_and_places(agreement),
            ]
        )  # fmt: skip
        if agreement.parties:
            rows: list[Sequence[Line]] = [
                [[self.said(p.name)], [Said(PartyKind.words_for(p.kind, self.lang))]]
                for p in agreement.parties
            ]
            yield Table(self.word("parties"), [self.word("party"), self.word("role")], rows)

    def aim_and_places(self, part: Agreement | Promise) -> Iterator[tuple[str, Line]]:
        """What it is to lead to, and where it holds."""
        if part.aim is not None:
            yield self.word("aim"), [self.said(part.aim)]
        if isinstance(part, Agreement):
            places = [self.said(each.name) for each in part.areas]
        else:
            places = [self.area(name) for name in part.areas]
        if places:
            yield self.word("areas"), list(_joined(places))

    def area(self, name: str) -> Said:
        found = self.agreement.find(Area, name)
        return Said(name) if found is None else self.said(found.name)

    def promise(self, number: int, standing: Standing) -> Iterator[Block]:
        promise = standing.promise
        yield Heading(3, [f"{number}. ", self.said(promise.title or promise.text)])
        if promise.title is not None:
            yield Paragraph([self.said(promise.text)])
        yield Facts(list(self.promise_facts(standing)))
        if promise.commitments:
            carried = any(each.by for each in promise.commitments)
            rows: list[Sequence[Line]] = [
                [
                    [self.said(each.commitment.text)],
                    [self.told(each.commitment.quantity) if each.commitment.quantity else "–"],
                    *([self.carried(each.commitment)] if carried else []),
                    [Said(tallied(each, self.lang))],
                ]
                for each in standing.commitments
            ]
            names = ("commitment", "promised", *(("carried",) if carried else ()), "outcome")
            head = [self.word(name) for name in names]
            yield Table(self.word("commitments"), head, rows)
        if standing.disagreements:
            yield Paragraph([Strong(self.word("say_differently"))])
            lines = [d.why(self.lang).replace("\n", " ") for d in standing.disagreements]
            yield Items([([Said(line)], ()) for line in lines])

    def carried(self, commitment: Commitment) -> Line:
        return list(_joined([self.party(name) for name in commitment.by])) or ["–"]

    def promise_facts(self, standing: Standing) -> Iterator[tuple[str, Line]]:
        promise, verdict, judged = standing.promise, standing.verdict, standing.assessment
        if promise.promisors:
            yield self.word("promisors"), list(self.carriers(promise.promisors))
        yield from self.aim_and_places(promise)
        if promise.period is not None:
            yield self.word("period"), [self.told(promise.period)]
        if promise.themes:
            themes = ", ".join(Theme.words_for(theme, self.lang) for theme in promise.themes)
            yield self.word("themes"), [Said(themes)]
        told = verdict.label(self.lang) if verdict else self.word("not_judged")
        yield self.word("verdict"), [Strong(_capital(told))]
        if standing.effect is not None:
            yield self.word("effect"), [standing.effect.label(self.lang)]
        if standing.as_of is not None:
            yield self.word("as_of"), [str(standing.as_of)]
        if standing.assessed_by:
            yield self.word("by"), list(_joined([self.party(p) for p in standing.assessed_by]))
        if judged is not None and judged.reason is not None:
            yield self.word("reason"), [self.said(judged.reason)]

    def carriers(self, participations: Sequence[Participation]) -> Iterator[Inline]:
        for number, each in enumerate(participations):
            yield from (", ",) if number else ()
            yield self.party(each.party)
            if each.role is not None:
                yield f" ({each.role.label(self.lang)})"

    def indicator(self, indicator: Indicator) -> Iterator[Block]:
        yield Heading(3, [self.said(indicator.name)])
        if indicator.definition is not None:
            yield Paragraph([self.said(indicator.definition)])
        rows: list[Sequence[Line]] = []
        if indicator.baseline is not None:
            rows.append(self.observation("baseline", indicator.baseline))
        rows += [self.observation("measured", each) for each in indicator.observations]
        rows += [self.target(each) for each in indicator.targets]
        if rows:
            head = [self.word(name) for name in ("what", "time", "of_whom", "value")]
            yield Table(self.said(indicator.name).text, head, rows)
        for series in self.evaluation.indicators:
            if series.indicator is indicator:
                yield Paragraph([Said(self.course(series))])
        if indicator.source is not None:
            yield Facts([(self.word("source"), [self.said(indicator.source)])])

    def course(self, series: Progress) -> str:
        return f"{series.course.label(self.lang).capitalize()}. {series.why(self.lang)}".replace(
            "\n", " "
        )

    def observation(self, name: str, observation: Observation) -> Sequence[Line]:
        value: list[Inline] = []
        if observation.value is not None:
            value.append(self.told(observation.value))
        elif observation.judgement is not None:
            value.append(self.said(observation.judgement))
        else:
            missing = observation.missing
            value.append(missing.label(self.lang) if missing else self.word("missing"))
        if observation.sample_size is not None:
            value.append(f" ({self.word('sample', count=observation.sample_size)})")
        when: Period | PartialDate | None = observation.period or observation.collected
        return [
            [self.word(name)],
            [self.told(when) if when is not None else "–"],
            [self.of_whom(observation.area, observation.subgroup)],
            value,
        ]

    def target(self, target: Target) -> Sequence[Line]:
        due = self.word("until", due=target.due) if target.due else "–"
        whom = self.of_whom(target.area, target.subgroup)
        return [[self.word("target")], [due], [whom], [self.told(target.value)]]

    def of_whom(self, area: str | None, group: str | None) -> Inline:
        where = None if area is None else self.area(area).text
        who = None if group is None else Subgroup.words_for(group, self.lang)
        return Said(", ".join(filter(None, (where, who))) or "–")

    def follow_up(self, follow_up: FollowUp) -> Line:
        title = self.said(follow_up.title) if follow_up.title else Said(follow_up.id)
        line: list[Inline] = [Strong(title.text)]
        if follow_up.date is not None:
            line.append(f" ({follow_up.date})")
        if follow_up.summary is not None:
            line += [": ", self.said(follow_up.summary)]
        return line

    def contact(self) -> Iterator[Block]:
        contact = self.agreement.contact
        if contact is None:
            return
        yield Heading(2, [self.word("contact")])
        line: list[Inline] = [self.said(contact.function)]
        if contact.party is not None:
            line += [", ", self.party(contact.party)]
        if contact.url is not None:
            line += [": ", Link(contact.url)]
        yield Paragraph(line)

    def about(self) -> Iterator[Block]:
        yield Heading(2, [self.word("about")])
        yield Paragraph([self.word("on", on=self.evaluation.on)])
        record = self.agreement.record
        if record is None:
            return
        facts: list[tuple[str, Line]] = []
        if record.publisher is not None:
            facts.append((self.word("organisation"), [self.said(record.publisher)]))
        if record.source_page is not None:
            facts.append((self.word("source"), [Link(record.source_page)]))
        if record.licence is not None:
            facts.append((self.word("licence"), [Said(record.licence)]))
        if facts:
            yield Facts(facts)
        if record.withheld:
            rows: list[Sequence[Line]] = [
                [
                    [
                        Said(
                            " ".join(filter(None, (w.place.entity, w.place.entity_id, w.place.key)))
                        )
                    ],
                    [w.reason.label(self.lang)],
                ]
                for w in record.withheld
            ]
            yield Table(self.word("withheld"), [self.word("where"), self.word("why")], rows)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _joined(items: Sequence[Said]) -> Iterator[Inline]:
    for number, item in enumerate(items):
        yield from (", ",) if number else ()
        yield item
