"""The shared picture of the situation: sources, problems and their causes."""

from typing import Annotated

from attrs import Factory, field, frozen
from attrs.converters import optional

from medborgarlofte.codelists import CauseFactor, DialogueForm, SourceKind, Theme
from medborgarlofte.values import (
    AtLeast,
    Id,
    MediaType,
    OpenList,
    Part,
    PartialDate,
    Period,
    Text,
    Url,
    many,
    says,
    slug,
    strict,
    to_ids,
    to_optional_date,
    to_optional_period,
    to_optional_text,
    to_text,
    to_texts,
)

from .references import AreaRef, SourceRef


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Document(Part):
    """Something written that can be looked up (dokument).

    Example:
        >>> from medborgarlofte import examples
        >>> [str(each.title) for each in examples.load("vasteras").documents]
        ['Samverkansöverenskommelsen', 'Medborgarlöftena']
    """

    title: Text = field(converter=to_text, metadata=says("Dokumentets titel.", "Its title."))
    url: Url | None = field(default=None, metadata=says("Webbadress.", "Web address."))
    date: PartialDate | None = field(
        default=None, converter=to_optional_date, metadata=says("Dokumentets datum.", "Its date.")
    )
    media_type: MediaType | None = field(
        default=None,
        metadata=says("Medietyp, t.ex. application/pdf.", "Media type, such as application/pdf."),
    )


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Source(Part):
    """What the picture is drawn from (underlag).

    Example:
        >>> from medborgarlofte import examples
        >>> sources = examples.load("vasteras").situation.sources
        >>> sources[0].kind, str(sources[0].title)
        ('strategy', 'Polisens strategiska initiativ')
    """

    title: Text = field(converter=to_text, metadata=says("Vad underlaget är.", "What it is."))
    id: Id = field(
        default=Factory(lambda self: slug(str(self.title)), takes_self=True),
        metadata=says(
            "Id, unikt bland underlagen.",
            "Its id, unique among the sources.",
        ),
    )
    kind: Annotated[str, OpenList(SourceKind)] = field(
        metadata=says(
            "Sorts underlag (öppen lista SourceKind).", "What sort (open list SourceKind)."
        )
    )
    form: Annotated[str, OpenList(DialogueForm)] | None = field(
        default=None, metadata=says("En dialogs form.", "The form of a dialogue.")
    )
    description: Text | None = field(
        default=None, converter=to_optional_text, metadata=says("Beskrivning.", "Description.")
    )
    period: Period | None = field(
        default=None,
        converter=to_optional_period,
        metadata=says(
            "När det samlades in eller vilken tid det gäller.",
            "When it was gathered, or the time it is about.",
        ),
    )
    respondents: Annotated[int, AtLeast(0)] | None = field(
        default=None,
        metadata=says("Antal som svarade eller deltog.", "How many answered or took part."),
    )
    document: Document | None = field(default=None, metadata=says("Dokumentet.", "The document."))


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Cause(Part):
    """A likely cause of a problem (orsak), at a corner of the crime triangle.

    Example:
        >>> from medborgarlofte import Cause
        >>> Cause(text="Gången är mörk efter klockan 18.", factor="object").factor.label("sv")
        'lämpligt objekt'

    Source: Brå on the analysis of causes; the crime triangle (brottstriangeln): offender,
    object, control.
    """

    text: Text = field(converter=to_text, metadata=says("Orsaken.", "The cause."))
    id: Id = field(
        default=Factory(lambda self: slug(str(self.text)), takes_self=True),
        metadata=says(
            "Id, unikt bland orsakerna.",
            "Its id, unique among the causes.",
        ),
    )
    factor: CauseFactor | None = field(
        default=None,
        converter=optional(CauseFactor),
        metadata=says("Hörn i brottstriangeln.", "Corner of the crime triangle."),
    )


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Problem(Part):
    """A problem in focus (problem, fokusområde), with its likely causes.

    Example:
        >>> from medborgarlofte import examples
        >>> [problem.id for problem in examples.load("malmo").situation.problems]
        ['nedskrapning', 'trafikstorningar', 'otrygghet']

    Source: Brå, *Teckna samverkansöverenskommelse*: the problems in focus, each with causes.
    """

    title: Text = field(
        converter=to_text, metadata=says("Problemet, kort.", "The problem, briefly.")
    )
    id: Id = field(
        default=Factory(lambda self: slug(str(self.title)), takes_self=True),
        metadata=says(
            "Id, unikt bland problemen.",
            "Its id, unique among the problems.",
        ),
    )
    description: Text | None = field(
        default=None, converter=to_optional_text, metadata=says("Beskrivning.", "Description.")
    )
    priority: Annotated[int, AtLeast(1)] | None = field(
        default=None, metadata=says("Prioritet; 1 är högst.", "Priority; 1 is the highest.")
    )
    priority_reason: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=says("Varför problemet prioriteras.", "Why it has priority."),
    )
    themes: tuple[Annotated[str, OpenList(Theme)], ...] = field(
        default=(),
        converter=to_ids,
        metadata=says("Teman (öppen lista Theme).", "Themes (open list Theme)."),
    )
    causes: tuple[Cause, ...] = field(
        default=(), converter=many, metadata=says("Troliga orsaker.", "Likely causes.")
    )
    areas: tuple[AreaRef, ...] = field(
        default=(),
        converter=to_ids,
        metadata=says("Områden där problemet finns.", "Areas where it is found."),
    )
    target_groups: tuple[Text, ...] = field(
        default=(), converter=to_texts, metadata=says("Målgrupper.", "Target groups.")
    )
    sources: tuple[SourceRef, ...] = field(
        default=(),
        converter=to_ids,
        metadata=says("Underlag som visar problemet.", "Sources that show it."),
    )


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Situation(Part):
    """The local situation picture (lokal lägesbild): what the promises and measures rest on.

    Example:
        >>> from medborgarlofte import Problem, Situation, Source
        >>> survey = Source(title="Trygghetsmätning 2024", kind="survey", respondents=612)
        >>> situation = Situation(
        ...     as_of="2024-11",
        ...     sources=[survey],
        ...     problems=[Problem(title="Klotter", sources=survey)],
        ... )
        >>> situation.problems[0].sources
        ('trygghetsmatning-2024',)
    """

    summary: Text | None = field(
        default=None, converter=to_optional_text, metadata=says("Sammanfattning.", "Summary.")
    )
    as_of: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        metadata=says("När lägesbilden gjordes.", "When it was drawn up."),
    )
    joint: bool | None = field(
        default=None,
        metadata=says(
            "Gemensam: sant om parterna gjort den tillsammans.",
            "Joint: true where the parties made it together.",
        ),
    )
    sources: tuple[Source, ...] = field(
        default=(),
        converter=many,
        metadata=says("Vad lägesbilden bygger på.", "What it is drawn from."),
    )
    problems: tuple[Problem, ...] = field(
        default=(), converter=many, metadata=says("Problemen.", "The problems.")
    )
