"""What an agreement tells of, out of what good ones do, and what would make it more."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Final

from attrs import field, frozen

from medborgarlofte.findings import Words, rule_for
from medborgarlofte.model import Agreement, require_agreement
from medborgarlofte.values import Part

from ._because import in_words
from ._conclusion import Conclusion, Reason


@frozen
class Element:
    """Something that an agreement may tell of (beståndsdel).

    Example:
        >>> from medborgarlofte import completeness, examples
        >>> element = completeness(examples.load("laxa")).missing[0]
        >>> element.name, element.words.sv, element.rule
        ('situation', 'en lägesbild', 'R201')

    Attributes:
        name: What programs call it, such as ``baseline``.
        words: What people call it, in Swedish and English.
        rule: The code of the rule of good practice that asks for it.
    """

    name: str
    words: Words
    rule: str
    _find: Callable[[Agreement], str | None] = field(repr=False, eq=False)

    def found_in(self, agreement: Agreement) -> str | None:
        """The JSON Pointer to the first place in *agreement* that tells of it, or ``None``.

        Raises:
            AgreementError: S003 where *agreement* is none.

        Example:
            >>> from medborgarlofte import completeness, examples
            >>> element = completeness(examples.load("laxa")).missing[0]
            >>> element.found_in(examples.load("laxa")) is None
            True
            >>> element.found_in(examples.load("malmo"))
            '/situation'
        """
        return self._find(require_agreement(agreement))

    @property
    def source(self) -> str:
        """The norm behind the rule.

        Raises:
            AgreementError: S003 where no rule has that code.
        """
        return rule_for(self.rule).source


def _field(name: str, least: int = 1) -> Callable[[Agreement], str | None]:
    """A field of the agreement that says something, as a list *least* things."""

    def find(agreement: Agreement) -> str | None:
        value = getattr(agreement, name)
        enough = len(value) >= least if isinstance(value, tuple) else value is not None
        return f"/{name}" if enough else None

    return find


def _inside(
    outer: Callable[[Agreement], Iterable[tuple[str, Part]]], name: str
) -> Callable[[Agreement], str | None]:
    """A field *name* that at least one of some parts says something in."""

    def find(agreement: Agreement) -> str | None:
        places = ((at, getattr(part, name)) for at, part in outer(agreement))
        return next((f"{at}/{name}" for at, value in places if value not in (None, ())), None)

    return find


def _each(*names: str) -> Callable[[Agreement], Iterable[tuple[str, Part]]]:
    """The parts in a list, or in a list inside the parts of another."""

    def find(agreement: Agreement) -> Iterable[tuple[str, Part]]:
        places: list[tuple[str, Part]] = [("", agreement)]
        for name in names:
            inner: list[tuple[str, Part]] = []
            for at, part in places:
                value = getattr(part, name)
                if isinstance(value, tuple):
                    inner += [(f"{at}/{name}/{n}", each) for n, each in enumerate(value)]
                elif value is not None:
                    inner.append((f"{at}/{name}", value))
            places = inner
        return places

    return find


def _judged(agreement: Agreement) -> str | None:
    return next(
        (at for at, each in _each("follow_ups", "assessments")(agreement)
         if getattr(each, "fulfilment", None) is not None),
        None,
    )  # fmt: skip


_E = Element
_W = Words
ELEMENTS: Final = (
    _E("parties", _W("minst två parter", "at least two parties"), "R105", _field("parties", 2)),
    _E("period", _W("när den gäller", "when it holds"), "R104", _field("period")),
    _E("signed", _W("när den undertecknades", "when it was signed"), "R102", _field("signed")),
    _E("signatories", _W("vilka som undertecknat", "who signed"), "R101", _field("signatories")),
    _E("situation", _W("en lägesbild", "a situation picture"), "R201", _field("situation")),
    _E("sources", _W("vad lägesbilden bygger på", "what the picture is drawn from"), "R202", _inside(_each("situation"), "sources")),
    _E("problems", _W("ett prioriterat problem", "a problem given priority"), "R204", _inside(_each("situation"), "problems")),
    _E("causes", _W("troliga orsaker", "likely causes"), "R205", _inside(_each("situation", "problems"), "causes")),
    _E("goals", _W("ett mål", "a goal"), "R212", _field("goals")),
    _E("indicators", _W("en indikator", "an indicator"), "R521", _field("indicators")),
    _E("baseline", _W("ett utgångsvärde", "a baseline"), "R511", _inside(_each("indicators"), "baseline")),
    _E("targets", _W("ett målvärde", "a target"), "R512", _inside(_each("indicators"), "targets")),
    _E("promises", _W("ett löfte", "a promise"), "R116", _field("promises")),
    _E("promisors", _W("vem som lovar", "who gives a promise"), "R304", _inside(_each("promises"), "promisors")),
    _E("quantity", _W("ett tal som löftet binder till", "a number that a promise binds to"), "R303", _inside(_each("promises", "commitments"), "quantity")),
    _E("measures", _W("en åtgärd", "a measure"), "R301", _field("measures")),
    _E("responsible", _W("vem som ansvarar för en åtgärd", "who is responsible for a measure"), "R402", _inside(_each("measures"), "responsible")),
    _E("organisation", _W("hur samverkan är organiserad", "how the cooperation is organised"), "R108", _field("organisation")),
    _E("documentation", _W("hur arbetet dokumenteras", "how the work is documented"), "R109", _field("documentation")),
    _E("communication", _W("hur löftena görs kända", "how the promises are made known"), "R110", _field("communication")),
    _E("contact", _W("vem man kan vända sig till", "whom to turn to"), "R308", _field("contact")),
    _E("follow_up_plan", _W("hur det ska följas upp", "how it is to be followed up"), "R601", _field("follow_up_plan")),
    _E("follow_ups", _W("en uppföljning", "a follow-up"), "R602", _field("follow_ups")),
    _E("judgement", _W("en bedömning av ett löfte eller mål", "a judgement of a promise or goal"), "R613", _judged),
)  # fmt: skip
"""What is counted, each once: whether it is there at all. The rules tell of each that lacks it."""


@frozen(kw_only=True)
class Completeness(Conclusion):
    """How much an agreement tells of, out of :data:`ELEMENTS` (fullständighet).

    Example:
        >>> from medborgarlofte import completeness, examples
        >>> told = completeness(examples.load("malmo"))
        >>> told.score, [element.words.sv for element in told.missing][:3]
        (Fraction(5, 12), ['vilka som undertecknat', 'troliga orsaker', 'ett mål'])

    Attributes:
        present: The elements that it tells of.
        missing: Those that it does not: each would raise the score by as much.
    """

    present: tuple[Element, ...]
    missing: tuple[Element, ...]

    @property
    def score(self) -> Fraction:
        """How many are there, of all; exact, from 0 to 1."""
        return Fraction(len(self.present), len(self.present) + len(self.missing))


def completeness(agreement: Agreement) -> Completeness:
    """How much *agreement* tells of, and what would make it more.

    Each element counts once, and as much as any other: whether it is there at all. So what
    is added never lowers the score.

    Raises:
        AgreementError: S003 where *agreement* is none.

    Example:
        >>> from medborgarlofte import completeness, examples
        >>> found = completeness(examples.load("strangnas"))
        >>> found.score, [element.name for element in found.missing][:3]
        (Fraction(1, 3), ['signatories', 'situation', 'sources'])
    """
    places = [(each, each.found_in(require_agreement(agreement))) for each in ELEMENTS]
    reasons = [
        Reason(
            "element_missing",
            in_words(
                "Saknas: {what} ({rule}).",
                "Missing: {what} ({rule}).",
                what=each.words,
                rule=each.rule,
            ),
        )
        for each, place in places
        if place is None
    ]
    reasons += [
        Reason(
            "element_there", in_words("Finns: {what}.", "There: {what}.", what=each.words), (place,)
        )
        for each, place in places
        if place is not None
    ]
    return Completeness(
        present=tuple(each for each, place in places if place is not None),
        missing=tuple(each for each, place in places if place is None),
        reasons=tuple(reasons),
    )
