"""What is not for a reader is nowhere in what that reader gets, and it is said to be withheld."""

import html
import json
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from urllib.parse import quote

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medborgarlofte import (
    Agreement,
    AgreementError,
    Area,
    Budget,
    CommitmentReport,
    Contact,
    Continuation,
    Document,
    FieldPath,
    FollowUp,
    Indicator,
    Measure,
    Party,
    Promise,
    Record,
    RegistrationNumber,
    Relation,
    Signatory,
    Target,
    Text,
    Withheld,
    canonical,
    dumps,
    examples,
    loads,
    model,
    read,
    redact,
    slug,
    validate,
    write,
)
from medborgarlofte.__main__ import main
from medborgarlofte.checks._exemplary import exemplary
from medborgarlofte.codelists import Sensitivity, WithheldReason
from medborgarlofte.findings import holds_personal_number
from medborgarlofte.history._beginnings import Beginnings
from medborgarlofte.history._masking import Masker
from medborgarlofte.strategies import agreements
from medborgarlofte.values import Kind, Part, fields_of
from medborgarlofte.values.part import _specs

ON = date(2030, 1, 1)
PROFILES = st.sampled_from(list(Sensitivity))
HIDING = st.sampled_from([Sensitivity.PUBLIC, Sensitivity.PARTNERS])
CLASSES = [
    cls
    for name in dir(model)
    if isinstance(cls := getattr(model, name), type) and issubclass(cls, Part)
]
PERSON = "18900118-9803"  # made up: nobody of today was born that day


def own_findings(agreement):
    """Structure and consistency; notes of unknown keys are no fault of the library."""
    found = validate(agreement, profile="exchange", on=ON)
    return [(f.code, f.pointer) for f in found if f.code not in ("S303", "S304", "K407")]


def everything_shown(redaction):
    """All that anybody may get to see of it."""
    agreement = redaction.agreement
    yield dumps(agreement)
    yield canonical(agreement).decode()
    yield repr(redaction)
    for place in agreement.places:
        yield repr(place.part)
        yield str(getattr(place.part, "_repr_html_", str)())
    for finding in validate(agreement, on=ON):
        yield repr(finding)
        yield json.dumps([finding.to_dict("sv"), finding.to_dict("en")], ensure_ascii=False)


# ── The marks ──────────────────────────────────────────────────────────────────


def test_only_what_may_be_left_out_is_for_some_alone():
    for cls in CLASSES:
        for spec in fields_of(cls):
            assert not spec.required or spec.sensitivity is Sensitivity.PUBLIC, (cls, spec.name)


def test_no_part_with_an_id_has_to_refer_to_another():
    """So that what is withheld can be let go of without more going with it."""
    for cls in CLASSES:
        specs = fields_of(cls)
        if any(spec.name == "id" for spec in specs):
            assert not any(s.required and s.shape.kind is Kind.REFERENCE for s in specs)


def test_every_mark_stands_in_the_docs():
    page = Path(__file__).parent.parent.joinpath("docs", "living-agreements.md").read_text("utf-8")
    for cls in CLASSES:
        for spec in fields_of(cls):
            row = f"| `{cls.__name__}.{spec.name}` | {spec.sensitivity.value} |"
            assert (row in page) is (spec.sensitivity is not Sensitivity.PUBLIC), row


def test_who_may_read_what():
    public, partners, internal = Sensitivity
    assert [internal.may_read(mark) for mark in Sensitivity] == [True, True, True]
    assert [partners.may_read(mark) for mark in Sensitivity] == [True, True, False]
    assert [public.may_read(mark) for mark in Sensitivity] == [True, False, False]


# ── On any agreement, with a marker in all that is not public ──────────────────


class Planting:
    """Puts a marker of its own into every field that is not for everyone."""

    def __init__(self):
        self.markers = []  # each with whom it is for
        self.planted = []  # class, id, key of each place

    def marker(self, mark, form="Hemligt {:05} ärende"):
        marker = form.format(len(self.markers))
        self.markers.append((marker, mark))
        return marker

    def value(self, spec, mark):
        shape = spec.shape
        if shape.kind is Kind.NUMBER:
            return Decimal(self.marker(mark, "7{:05}777.25"))
        if shape.kind is Kind.PART:
            given = {
                s.name: self.value(s, mark) for s in fields_of(shape.type) if s.name != "currency"
            }
            return shape.type(**given, **({"currency": "SEK"} if shape.type is Budget else {}))
        if shape.kind is Kind.TEXT and len(self.markers) % 2:
            marker = self.marker(mark)
            return Text(sv=f"Så här: {marker}.", en=marker)
        email = shape.kind is Kind.STRING and shape.form.name == "e-mail"
        return self.marker(mark, "hemligt.{:05}@example.org") if email else self.marker(mark)

    def text(self, text):
        if text.plain is not None:
            return text
        return Text({**dict(text.translations), "x_eget": self.marker(Sensitivity.INTERNAL)})

    def part(self, part, entity=None, keys=()):
        if getattr(part, "id", None):
            entity, keys = (type(part).__name__, part.id), ()
        changes = {}
        for spec in fields_of(type(part)):
            old = getattr(part, spec.name)
            if spec.sensitivity is not Sensitivity.PUBLIC:
                changes[spec.name] = self.value(spec, spec.sensitivity)
                self.planted.append((*entity, "/".join((*keys, spec.key)), spec.sensitivity))
                continue
            for_each = {Kind.PART: lambda p, k=(*keys, spec.key): self.part(p, entity, k),
                        Kind.TEXT: self.text}.get(spec.shape.kind)  # fmt: skip
            if for_each and old is not None:
                changes[spec.name] = [for_each(o) for o in old] if spec.many else for_each(old)
        unknown = {"x_eget": [{"inuti": self.marker(Sensitivity.INTERNAL)}, 1]}
        self.planted.append((*entity, "/".join(keys) or None, Sensitivity.INTERNAL))
        return part.evolve(**changes, extensions={**part.extensions, **unknown})


@st.composite
def planted(draw):
    """An agreement with markers, some of which stand in public texts, ids and addresses too."""
    planting = Planting()
    contact = Contact(function="Kommunpolis", email="a@example.org")
    agreement = draw(agreements(unknown_fields=True)).evolve(contact=contact, aim=None)
    agreement = planting.part(agreement)
    texts = [m for m, _ in planting.markers]
    one, two, three, four = (draw(st.sampled_from(texts)) for _ in range(4))
    return planting, agreement.evolve(
        aim={agreement.language: f"Enligt {one} och {two.upper()}, {quote(three)}.", "fi": two},
        areas=[*agreement.areas, Area(id=slug(three), name=f"Hos {three}", kind="park")],
        promises=[*agreement.promises, Promise(id="p.q", text="Löfte", areas=slug(three),
                                               themes=[slug(four), "youth"])],
        signatories=[*agreement.signatories, Signatory(name=f"{one}, ordförande")],
        documents=[*agreement.documents,
                   Document(title="D", url=f"https://example.org/?q={quote(two)}")],
    )  # fmt: skip


@given(planted(), HIDING)
def test_no_withheld_value_is_anywhere(given_, reader):
    planting, agreement = given_
    redaction = redact(agreement, reader)
    shown = "\n".join(everything_shown(redaction)).casefold()
    for marker, mark in planting.markers:
        hidden = not reader.may_read(mark)
        assert (marker.casefold() in shown) is not hidden
        for way in (slug(marker), quote(marker), marker.replace(".25", ",25")):
            assert not (hidden and way.casefold() in shown)


@given(planted(), HIDING)
def test_what_was_in_order_stays_in_order(given_, reader):
    agreement = given_[1]
    assert own_findings(agreement) == []
    redacted = redact(agreement, reader).agreement
    assert own_findings(redacted) == []
    assert loads(dumps(redacted)) == redacted


@given(planted(), HIDING)
def test_all_that_is_withheld_is_told_of(given_, reader):
    planting, agreement = given_
    redaction = redact(agreement, reader)
    told = {(w.place.entity, w.place.entity_id, w.place.key) for w in redaction.withheld}
    for cls, name, key, mark in planting.planted:
        if not reader.may_read(mark):
            assert (cls, name, key) in told or slug(name) != name
    assert set(redaction.withheld) <= set(redaction.agreement.record.withheld)
    assert {w.profile for w in redaction.withheld} == {reader}


@given(planted(), PROFILES)
def test_redacting_again_withholds_nothing_more(given_, reader):
    once = redact(given_[1], reader)
    again = redact(once.agreement, reader)
    assert again.withheld == ()
    assert again.agreement == once.agreement


@given(agreements(unknown_fields=True))
def test_the_parties_themselves_see_all(agreement):
    redaction = redact(agreement, "internal")
    assert redaction.agreement == agreement
    assert dumps(redaction.agreement) == dumps(agreement)
    assert redaction.withheld == ()


@given(planted())
def test_the_fewer_may_read_the_more_is_withheld(given_):
    agreement = given_[1]
    sizes = [len(redact(agreement, reader).withheld) for reader in Sensitivity]
    assert sizes == sorted(sizes, reverse=True)


# ── Personal identity numbers ──────────────────────────────────────────────────


@st.composite
def with_persons(draw):
    """An agreement with a personal identity number in many places that may hold one."""
    agreement = draw(agreements())
    shown = draw(st.sampled_from([PERSON, "900118-9803", "18900118 9803", "189001189803"]))
    name = shown.replace(" ", "-")
    return agreement.evolve(
        id=f"a-{name}",
        aim={agreement.language: f"Hos {shown} på Öster", "fi-900118-9803": "Tavoite"},
        parties=[*agreement.parties, Party(id=name, name=f"P {shown}", kind="company",
                 organisation_number="900118-9803", part_of=None)],
        areas=[*agreement.areas, Area(id=name, name="Torget", kind=f"k-{name}")],
        promises=[*agreement.promises,
                  Promise(id=f"{name}-p", text="Löfte", promisors=name, areas=name,
                          themes=f"t-{name}", continues=Continuation(promise=name, agreement="b"))],
        registration_numbers=[RegistrationNumber(number=f"KS {shown}", party=name)],
        relations=[Relation(kind="supplements", agreement=name, url=f"https://a.se/{name}")],
        extensions={f"x_{name}": 1, "x_tal": [{"a": 189001189803}], "x_text": shown, "x_kvar": 1},
    )  # fmt: skip


@given(with_persons(), PROFILES)
def test_nobody_gets_a_personal_identity_number(agreement, reader):
    redaction = redact(agreement, reader)
    for shown in everything_shown(redaction):
        assert "9803" not in shown
    assert not holds_personal_number(dumps(redaction.agreement))
    assert own_findings(redaction.agreement) == []
    assert WithheldReason.PERSONAL_NUMBER in {w.reason for w in redaction.withheld}
    assert dict(redaction.agreement.extensions) == ({"x_kvar": 1} if reader == "internal" else {})


def test_of_unknown_fields_those_with_a_personal_number_go():
    plan = Agreement(
        title=Text({"sv": "T", "x_b": [{"y": PERSON}], "x_c": 2}),
        kind="citizen_promise",
        extensions={"x_a": PERSON, "x_b": 1, PERSON: 2},
    )
    redaction = redact(plan, "internal")
    assert dict(redaction.agreement.extensions) == {"x_b": 1}
    assert dict(redaction.agreement.title.extensions) == {"x_c": 2}
    assert {w.reason for w in redaction.withheld} == {WithheldReason.PERSONAL_NUMBER}


def test_a_code_that_tells_what_is_withheld_is_another():
    desk = Contact(function="Kommunpolis", phone="021-39 00 00")
    party = Party(id="p", name="Polisen", kind="x-021390000")
    plan = Agreement(title="T", kind="citizen_promise", contact=desk, parties=[party])
    assert redact(plan).agreement.parties[0].kind == "withheld"
    assert redact(plan, "internal").agreement.parties[0].kind == "x-021390000"


def test_a_renamed_part_is_still_referred_to():
    area = Area(id=f"x-{PERSON}", name="Torget")
    promise = Promise(id="p", text="Vi ska synas.", areas=area)
    plan = Agreement(id="a", title="T", kind="citizen_promise", areas=[area], promises=[promise])
    redaction = redact(plan, "internal")
    assert redaction.agreement.areas[0].id == "withheld-1"
    assert redaction.agreement.promise("p").areas == ("withheld-1",)
    (told,) = redaction.withheld
    assert (told.place.entity, told.place.entity_id, told.place.key) == ("Area", "withheld-1", "id")


# ── What refers to something withheld ──────────────────────────────────────────

PARTED = ["parties", "areas", "situation", "goals", "promises", "measures", "indicators"]


@pytest.mark.parametrize("name", PARTED)
@example(agreement=exemplary())
@given(agreement=agreements())
def test_what_refers_to_something_withheld_lets_it_go(name, agreement):
    """No list of parts is marked today; were one, nothing would be left hanging."""
    real = fields_of(Agreement)
    marked = [
        attrs.evolve(s, sensitivity=Sensitivity.INTERNAL) if s.name == name else s for s in real
    ]
    _specs[Agreement] = tuple(marked)
    try:
        redaction = redact(agreement)
    finally:
        _specs[Agreement] = real
    assert getattr(redaction.agreement, name) in (None, ())
    assert own_findings(redaction.agreement) == []


# ── Masks ──────────────────────────────────────────────────────────────────────


def coded(text):
    """*text* with each sign in figures, as HTML allows it."""
    return "".join(c if c.isalnum() else f"&#{ord(c)};" for c in text)


@pytest.mark.parametrize(
    ("value", "text", "expected"),
    [
        ("021-39 00 00", "ring +46 21 390000 nu", "ring +[…] nu"),
        ("+46 (0)21 39 00 00", "ring 021/390000", "ring […]"),
        ("namn@example.org", "NAMN@example.org", "[…]"),
        ("Kalle  Svensson", "hos Kalle Svensson", "hos […]"),
        ("Åsa Öst", "A\u030asa Öst", "[…]"),
        ("Asa Ost", "hos Asa Ost\u0301\u0302 nu", "hos […] nu"),
        (Decimal("250000.00"), "kostar 250 000 kr", "kostar […] kr"),
        (Decimal("2.5E+5"), "kostar 250000 kr", "kostar […] kr"),
        (Decimal("12345.50"), "12 345,50 kr", "[…] kr"),
        ("aa bb cc dd", "aa bb cc dd ee ff", "[…] ee ff"),
        ("Eva Lind", "Eva Linds förslag", "[…] förslag"),
        ("Eva Lind", "Neva Lind", None),
        ("Storgatan 5", "på Storgatan 5A.", "på […]."),
        ("Storgatan 5", "på Storgatan 51", None),
        ("021-39 00 00 (växel)", "ring 021-39 00 00", "ring […]"),
        ("021-39 00 00, 070-123 45 67", "ring 070-1234567", "ring […]"),
        ("021-39 00 00 / 070-123 45 67", "ring 070-1234567 el. +46 21 390000", "ring […] el. +[…]"),
        ("+46 21 39 00 00", "ring 021-39 00 00 eller 21390000", "ring […] eller […]"),
        ("021-39 00 00 0123", "ring 021-39 00 00", "ring […]"),
        ("021-39 00 00 0123", "rum 123", None),  # the rest of it is too short to be a number
        ("eva@xy.se", "skriv till eva%40xy.se nu", "skriv till […] nu"),
        ("eva@xy.se", "skriv till eva%2540xy.se nu", "skriv till […] nu"),
        ("eva@xy.se", "skriv till eva%25252540xy.se nu", "skriv till […] nu"),
        ("eva@xy.se", "skriv till eva&#64;xy.se nu", "skriv till […] nu"),
        ("eva@xy.se", "skriv till eva&amp;#64;xy.se nu", "skriv till […] nu"),
        ("eva@xy.se", f"skriv till eva%{'25' * 40}40xy.se nu", "skriv till […] nu"),
        ("eva@xy.se", "30 % av 50&nbsp;st%20", None),
        # what tells nothing by standing elsewhere too
        (250000, "1250000 och 2500001", None),
        (2025, "under 2025", None),
        ("Genomfört.", "Det är genomfört", None),
        ("I tid", "på fritiden", None),
        ("Ja", "Ja", None),
    ],
)
def test_how_a_value_is_found(value, text, expected):
    masker = Masker([value])
    assert masker.clean(text, "de", 500) == (text if expected is None else expected)
    assert bool(masker.found_in(text)) is (expected is not None)


def test_the_longest_is_masked_where_one_begins_another():
    masker = Masker(["Anna B Ek", "Anna B", "Anna B Ek på Storgatan"])
    assert masker.clean("Hos Anna B Ek på Storgatan 5.", "en", 500) == "Hos [withheld] 5."
    assert (
        masker.clean("Hos Anna B Ekman och Anna B.", "en", 500) == "Hos [withheld] och [withheld]."
    )


@given(
    st.sampled_from(["Eva Lind", "eva.lind@xy.se", "021-39 00 00", "Storgatan 5"]),
    st.lists(st.sampled_from([quote, lambda t: quote(t, safe=""), html.escape, coded]), max_size=4),
)
def test_a_value_is_found_however_often_it_is_coded(value, codings):
    text = value
    for code in codings:
        text = code(text)
    masker = Masker([value])
    assert masker.found_in(text)
    assert masker.clean(f"Fråga {text} om det.", "de", 500) == "Fråga […] om det."


def test_a_value_within_another_that_was_masked_leaves_nothing():
    masker = Masker(["Eva Lind", "lindgrenskaskolan"])
    assert masker.clean("Eva Lindgrenskaskolan 1", "de", 500) == "[…] 1"
    within = Masker(["Eva Lind", "grenskaskolan"])
    assert within.clean("Eva Lindgrenskaskolan 1", "de", 500) == "[…] 1"
    assert within.clean("Eva Lind på Lindgrenskaskolan", "de", 500) == "[…] på Lind[…]"


def test_a_name_and_numbers_that_stand_in_public_texts():
    contact = Contact(function="Kommunpolis", phone="021-39 00 00 (växel)")
    plan = Agreement(
        title="L",
        kind="citizen_promise",
        aim="Eva Linds förslag: ring 021-39 00 00",
        contact=contact,
        extensions={"x_handlaggare": "Eva Lind"},
    )
    aim = str(redact(plan).agreement.aim)
    assert aim == "[uppgift borttagen] förslag: ring [uppgift borttagen]"


@pytest.mark.parametrize("number", [198507099805, Decimal("198507099805.0"), 8507099805])
def test_a_number_that_is_a_personal_identity_number_goes(number):
    targets = [Target(value=number), Target(value=12), Target(value=198507099806)]
    plan = Agreement(
        title="L",
        kind="citizen_promise",
        indicators=[Indicator(id="i", name="I", targets=targets)],
    )
    redaction = redact(plan, "internal")
    assert redaction.agreement.indicators[0].targets == tuple(targets[1:])
    assert WithheldReason.PERSONAL_NUMBER in {w.reason for w in redaction.withheld}
    assert redact(redaction.agreement, "internal").withheld == ()


def test_no_part_with_an_id_has_to_have_a_number():
    """So that a number that is a person's can be let go of without more going with it."""
    for cls in CLASSES:
        specs = fields_of(cls)
        if any(spec.name == "id" for spec in specs):
            assert not any(
                s.required and s.shape.kind in (Kind.NUMBER, Kind.INTEGER) for s in specs
            )


@given(st.lists(st.text("abc1 -", max_size=9), max_size=6), st.text("abc1 -", max_size=40))
def test_nothing_found_is_left(values, text):
    masker = Masker(values)
    assert masker.found_in(masker.clean(text, "sv", 500)) == ()


def test_a_mask_that_would_repeat_what_it_hides_is_another():
    assert Masker(["uppgift borttagen"]).clean("En uppgift borttagen", "sv", 500) == "En […]"
    assert Masker(["hemlig uppgift"]).clean("hemlig uppgift", "sv", 10) == "[uppgift borttagen]"


def calls(work):
    """How many calls *work* takes: the same on every machine."""
    count = 0

    def counted(*_):
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def test_masking_takes_work_in_proportion():
    def masking(size):
        values = [f"Åtgärden är genomförd enligt plan {n:06}" for n in range(size)]
        text = ". ".join(values)
        return lambda: Masker(values).clean(text, "sv", 10**6)

    assert masking(10)().count("[") == 10
    assert calls(masking(400)) < 2.5 * calls(masking(200))


# ── The examples ───────────────────────────────────────────────────────────────


def test_vasteras_and_strangnas_have_nothing_to_hide():
    for name in ("vasteras", "strangnas"):
        agreement = examples.load(name)
        assert redact(agreement).agreement == agreement


def test_vasteras_with_a_desk_and_a_budget():
    desk = Contact(
        function="Kommunpolis", party="polisen", email="kp@example.org", phone="021-39 00 00"
    )
    office = Measure(id="kontor", title="Kontor", promises="omradeskontor",
                     budget=Budget(amount=1250000, currency="SEK"))  # fmt: skip
    old = examples.load("vasteras").evolve(
        contact=desk,
        measures=[office],
        aim="Kontoret får kosta 1 250 000 kr. Frågor: KP@example.org",
    )
    public = redact(old)
    assert (
        str(public.agreement.aim)
        == "Kontoret får kosta [uppgift borttagen] kr. Frågor: [uppgift borttagen]"
    )
    assert public.agreement.contact == Contact(function="Kommunpolis", party="polisen")
    assert public.agreement.measures == (office.evolve(budget=None),)
    assert [(w.place.entity, w.place.entity_id, w.place.key, w.reason.value) for w in public.withheld] == [
        ("Measure", "kontor", "budget", "sensitive"),
        ("Agreement", "vasteras", "contact/email", "sensitive"),
        ("Agreement", "vasteras", "contact/phone", "sensitive"),
        ("Agreement", "vasteras", "aim", "repeated"),
    ]  # fmt: skip
    partners = redact(old, "partners")
    assert partners.agreement.contact == desk
    assert [w.place.key for w in partners.withheld] == ["budget", "aim"]


def test_strangnas_with_lessons():
    old = examples.load("strangnas")
    (follow_up,) = old.follow_ups
    old = old.evolve(follow_ups=[follow_up.evolve(lessons="Vi började för sent på våren.")])
    public = redact(old).agreement
    assert public.follow_ups == (follow_up,)
    assert public.record.withheld == (
        Withheld(
            place=FieldPath(entity="FollowUp", entity_id="uppfoljning-2019", key="lessons"),
            reason="sensitive",
            profile="public",
        ),
    )
    assert redact(old, "partners").agreement == old


def test_earlier_redactions_stay_told_of():
    old = exemplary().evolve(
        measures=[exemplary().measures[0].evolve(budget=Budget(amount=5, currency="SEK"))],
        follow_ups=[FollowUp(id="u", commitment_reports=[CommitmentReport(commitment="fyra-vandringar", count=4)], lessons="Lär.")],
        promises=[exemplary().promises[0].evolve(measures="vandra")],
    )  # fmt: skip
    partners = redact(old, "partners").agreement
    public = redact(partners, "public").agreement
    assert [(w.place.key, w.profile) for w in public.record.withheld] == [
        ("budget", "partners"),
        ("lessons", "public"),
    ]
    assert old.record == Record(publisher="Exempelstads kommun", licence="CC0-1.0")


def test_there_is_no_such_profile():
    with pytest.raises(AgreementError) as caught:
        redact(exemplary(), "everybody")
    assert caught.value.report.codes() == ("S307",)


# ── The command line ───────────────────────────────────────────────────────────


def run(capsys, *argv):
    status = main([str(word) for word in argv])
    shown = capsys.readouterr()
    return status, shown.out, shown.err


def test_redacted_on_the_command_line(tmp_path, capsys):
    file, out = tmp_path / "a.json", tmp_path / "b.json"
    write(exemplary(), file)
    before = file.read_bytes()
    status, shown, told = run(capsys, "redact", file)
    assert (status, loads(shown)) == (0, redact(exemplary()).agreement)
    assert told == "FollowUp uppfoljning-2025 lessons: uppgiften är inte för alla\n"
    assert run(capsys, "redact", file, "--profile", "partners", "-o", out) == (0, "", "")
    assert read(out) == exemplary()
    assert run(capsys, "redact", file, "--lang", "en")[2].endswith(": it is not for everyone\n")
    assert run(capsys, "redact", file, "-o", file)[0] == 2
    assert file.read_bytes() == before
    assert run(capsys, "redact", file, "--in-place")[:2] == (0, "")
    assert read(file) == redact(exemplary()).agreement


def test_a_copy_of_what_is_wrong_is_made_and_told_of(tmp_path, capsys):
    file = tmp_path / "a.json"
    write(exemplary().evolve(signatories=[Signatory(party="ingen")]), file)
    status, shown, told = run(capsys, "redact", file)
    assert status == 1
    assert loads(shown).signatories
    assert "K108 /signatories/0/party: " in told


@pytest.mark.parametrize(
    "argv",
    [
        ("redact",),
        ("redact", "{file}", "--profile", "everyone"),
        ("redact", "{file}", "--in-place", "-o", "{file}2"),
        ("redact", "{file}.finns.inte"),
        ("redact", "-", "--in-place"),
    ],
)
def test_what_cannot_run(tmp_path, capsys, argv):
    file = tmp_path / "a.json"
    write(examples.load("strangnas"), file)
    status, out, err = run(capsys, *(word.format(file=file) for word in argv))
    assert (status, out) == (2, "")
    assert err.startswith("medborgarlofte: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("seed", range(100))
def test_what_begins_somewhere_is_found_as_if_each_were_tried(seed):
    drawn = Random(seed)

    def word(longest):
        return "".join(drawn.choice("aaaaaaab") for _ in range(drawn.randint(1, longest)))

    strings = {"a" * 64 * drawn.randint(0, 3) + word(150) for _ in range(30)}
    text = "".join(word(300) for _ in range(5))
    known = Beginnings(strings)
    for at in range(len(text)):
        found = [string for string in strings if text.startswith(string, at)]
        assert list(known.at(text, at)) == sorted(found, key=len, reverse=True)


def test_a_long_string_that_no_other_begins_like_is_found_whole_or_not_at_all():
    alone, other = "a" * 64 + "b" * 70, "c" * 64 + "d"
    known = Beginnings([alone, other, "aa"])
    assert list(known.at(f"x{alone}y", 1)) == [alone, "aa"]
    assert list(known.at(alone[:-1], 0)) == ["aa"]
    assert list(known.at(other, 0)) == [other]
