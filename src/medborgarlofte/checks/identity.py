"""K1: ids and references, that must name exactly one thing of the right kind."""

from collections.abc import Callable, Iterator

from medborgarlofte.codelists import RelationKind
from medborgarlofte.findings import Severity
from medborgarlofte.model import (
    Agreement,
    Area,
    Continuation,
    Party,
    Place,
    Promise,
    Relation,
    Signatory,
)

from ._breaking import fresh_id, with_added
from ._facts import Facts
from ._registry import Hit, check, hit, removal

ERROR, WARNING = Severity.ERROR, Severity.WARNING


@check(
    "K101", "duplicate-id", ERROR,
    message=("id:t {id} finns flera gånger", "the id {id} occurs more than once"),
    why=(
        "En hänvisning till id:t går inte att följa till en enda del.",
        "A reference to it cannot be followed to one part.",
    ),
    mend=("Ge den ena delen ett eget id.", "Give one of the parts an id of its own."),
)  # fmt: skip
def duplicate_id(facts: Facts) -> Iterator[Hit]:
    """Ids are unique among the parts of one class; the second of two is told of."""
    for place in facts.agreement.places[1:]:
        name = getattr(place.part, "id", None)
        if name is None:
            continue
        first = facts.named(type(place.part).__name__, name)
        if first is not None and first is not place:
            yield hit(place, "id", related=(first.pointer("id"),), id=name)


@duplicate_id.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    name = fresh_id(agreement)
    twins = (Area(id=name, name="Torget"), Area(id=name, name="Stationen"))
    broken, at = with_added(agreement, "areas", *twins)
    return broken, f"/areas/{at + 1}/id"


@check(
    "K102", "dangling-reference", ERROR,
    message=("det finns {kind:no} med id:t {id}", "there is {kind:no} with the id {id}"),
    why=("Sambandet leder ingenstans.", "The link leads nowhere."),
    mend=("Rätta id:t, eller lägg till delen.", "Mend the id, or add the part."),
)  # fmt: skip
def dangling_reference(facts: Facts) -> Iterator[Hit]:
    """A reference names a part that is there; a signatory's party has a rule of its own."""
    for place, spec, steps, name in facts.references():
        mark = spec.shape.reference
        if mark is None or isinstance(place.part, Signatory):
            continue
        if facts.named(mark.target, name) is None and not facts.kinds_named(name):
            yield hit(place, *steps, kind=mark.target, id=name)


@dangling_reference.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    nobody = fresh_id(agreement, "ingen")
    promise = Promise(id=fresh_id(agreement), text="Vi ska hålla torget tryggt.", areas=nobody)
    broken, at = with_added(agreement, "promises", promise)
    return broken, f"/promises/{at}/areas/0"


@check(
    "K103", "wrong-kind-reference", ERROR,
    message=(
        "id:t {id} är inte {kind:type} utan en del av annan sort ({found})",
        "the id {id} is no {kind:type} but something else ({found})",
    ),
    why=("Sambandet pekar på fel sorts del.", "The link points at the wrong kind of part."),
    mend=("Hänvisa till rätt del.", "Refer to the right part."),
)  # fmt: skip
def wrong_kind_reference(facts: Facts) -> Iterator[Hit]:
    """A reference names a part of the class that its field is for."""
    for place, spec, steps, name in facts.references():
        mark = spec.shape.reference
        if mark is None or isinstance(place.part, Signatory):
            continue
        if facts.named(mark.target, name) is None and (found := facts.kinds_named(name)):
            yield hit(place, *steps, kind=mark.target, id=name, found=found)


@wrong_kind_reference.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    name = fresh_id(agreement)
    agreement, _ = with_added(agreement, "parties", Party(id=name, name="Polisen", kind="police"))
    promise = Promise(id=f"{name}-lofte", text="Vi ska hålla torget tryggt.", areas=name)
    broken, at = with_added(agreement, "promises", promise)
    return broken, f"/promises/{at}/areas/0"


@check(
    "K104", "repeated-reference", WARNING,
    message=("{id} står flera gånger i listan", "{id} stands more than once in the list"),
    why=("Samma samband räknas två gånger.", "The same link is counted twice."),
    mend=("Ta bort det ena.", "Take one away."),
)  # fmt: skip
def repeated_reference(facts: Facts) -> Iterator[Hit]:
    """A list of references names each part once."""
    seen: set[tuple[int, str, str]] = set()
    for place, spec, steps, name in facts.references():
        if not spec.many:
            continue
        known = (id(place), spec.key, name)
        if known in seen:
            yield hit(place, *steps, mend=removal(place, *steps), id=name)
        seen.add(known)


@repeated_reference.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    name = fresh_id(agreement)
    agreement, _ = with_added(agreement, "areas", Area(id=name, name="Torget"))
    promise = Promise(id=f"{name}-lofte", text="Vi ska hålla torget tryggt.", areas=[name, name])
    broken, at = with_added(agreement, "promises", promise)
    return broken, f"/promises/{at}/areas/1"


def _circles(
    facts: Facts, cls: type[Area | Party | Promise], step: Callable[[object], str | None]
) -> Iterator[tuple[Place, tuple[str, ...]]]:
    """Each circle among the parts of *cls*, once: at the first part that belongs to it."""
    places = {p.part.id: p for p, part in facts.of(cls) if step(part) is not None}  # type: ignore[attr-defined]  # they have ids
    met: dict[str, int] = {}  # each name, and the walk that met it first
    for walk, start in enumerate(places):
        name = start
        while name in places and name not in met:
            met[name] = walk
            name = step(places[name].part) or ""
        if met.get(name) == walk:
            circle = [name]
            while (following := step(places[circle[-1]].part)) != name:
                circle.append(following or "")
            yield min((places[name] for name in circle), key=lambda p: p.index or 0), tuple(circle)


_CIRCLE_WHY = (
    "Det som ingår i sig självt går inte att reda ut.",
    "What is part of itself cannot be sorted out.",
)


@check(
    "K105", "area-circle", ERROR,
    message=("området ingår i sig självt: {path}", "the area is part of itself: {path}"),
    why=_CIRCLE_WHY,
    mend=("Ta bort ett av sambanden.", "Take one of the links away."),
)  # fmt: skip
def area_circle(facts: Facts) -> Iterator[Hit]:
    """No area lies in itself, however many steps away."""
    for place, path in _circles(facts, Area, lambda part: part.part_of):  # type: ignore[attr-defined]  # an area
        yield hit(place, "part_of", path=path)


@area_circle.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    name = fresh_id(agreement)
    broken, at = with_added(agreement, "areas", Area(id=name, name="Torget", part_of=name))
    return broken, f"/areas/{at}/part_of"


@check(
    "K106", "party-circle", ERROR,
    message=("parten ingår i sig själv: {path}", "the party is part of itself: {path}"),
    why=_CIRCLE_WHY,
    mend=("Ta bort ett av sambanden.", "Take one of the links away."),
)  # fmt: skip
def party_circle(facts: Facts) -> Iterator[Hit]:
    """No party is part of itself, however many steps away."""
    for place, path in _circles(facts, Party, lambda part: part.part_of):  # type: ignore[attr-defined]  # a party
        yield hit(place, "part_of", path=path)


@party_circle.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    one, two = fresh_id(agreement, "ena"), fresh_id(agreement, "andra")
    parties = (
        Party(id=one, name="Ena", kind="police", part_of=two),
        Party(id=two, name="Andra", kind="police", part_of=one),
    )
    broken, at = with_added(agreement, "parties", *parties)
    return broken, f"/parties/{at}/part_of"


def _continued(part: object) -> str | None:
    link = part.continues if isinstance(part, Promise) else None
    return link.promise if link is not None and link.agreement is None else None


@check(
    "K107", "promise-circle", ERROR,
    message=("löftet fortsätter sig självt: {path}", "the promise carries itself on: {path}"),
    why=(
        "Ett löfte fortsätter ett tidigare löfte.",
        "A promise carries on an earlier one.",
    ),
    mend=("Ange överenskommelsen som det tidigare löftet står i.", "Name the agreement that the earlier promise stands in."),
)  # fmt: skip
def promise_circle(facts: Facts) -> Iterator[Hit]:
    """No promise carries on itself, however many steps away."""
    for place, path in _circles(facts, Promise, _continued):
        yield hit(place, "continues", "promise", path=path)


@promise_circle.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    name = fresh_id(agreement)
    promise = Promise(
        id=name, text="Vi ska hålla torget tryggt.", continues=Continuation(promise=name)
    )
    broken, at = with_added(agreement, "promises", promise)
    return broken, f"/promises/{at}/continues/promise"


@check(
    "K108", "signatory-of-no-party", ERROR,
    message=("undertecknaren hör till {id}, som inte är part", "the signatory belongs to {id}, which is no party"),
    why=("Den som undertecknar binder en part.", "Whoever signs binds a party."),
    mend=("Lägg till parten, eller rätta id:t.", "Add the party, or mend the id."),
)  # fmt: skip
def signatory_of_no_party(facts: Facts) -> Iterator[Hit]:
    """Whoever signs does so for a party of the agreement."""
    for place, signatory in facts.of(Signatory):
        if signatory.party is not None and facts.named("Party", signatory.party) is None:
            yield hit(place, "party", id=signatory.party)


@signatory_of_no_party.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    signatory = Signatory(role="Ordförande", party=fresh_id(agreement, "ingen"))
    broken, at = with_added(agreement, "signatories", signatory)
    return broken, f"/signatories/{at}/party"


@check(
    "K109", "relation-to-itself", ERROR,
    message=("överenskommelsen hänvisar till sig själv", "the agreement refers to itself"),
    why=(
        "En överenskommelse förnyar eller ändrar en annan.",
        "An agreement renews or amends another.",
    ),
    mend=("Ange den andra överenskommelsens id.", "Give the id of the other agreement."),
)  # fmt: skip
def relation_to_itself(facts: Facts) -> Iterator[Hit]:
    """A relation names another agreement."""
    for place, relation in facts.of(Relation):
        if relation.agreement == facts.agreement.id:
            yield hit(place, "agreement")


@relation_to_itself.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    relation = Relation(kind=RelationKind.SUPPLEMENTS, agreement=agreement.id)
    broken, at = with_added(agreement, "relations", relation)
    return broken, f"/relations/{at}/agreement"
