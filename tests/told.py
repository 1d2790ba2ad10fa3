"""The pages that ``test_approved.py`` holds against those that were read, line by line."""

import json
from collections import Counter
from pathlib import Path

import grids
import medborgarlofte.evaluation
import medborgarlofte.history
import medborgarlofte.values
import public
from hostile import catalogue
from medborgarlofte import (
    AgreementError,
    comparable_indicators,
    dumps,
    evaluate,
    examples,
    loads,
    overview,
    to_ics,
    validate,
)
from medborgarlofte import codelists as lists
from medborgarlofte.checks import CHECKS
from medborgarlofte.checks._exemplary import ON, exemplary
from medborgarlofte.findings import Level, all_rules, pointer
from medborgarlofte.format import locate
from medborgarlofte.model import Agreement
from medborgarlofte.strategies._nearly import _TAKE_OUT, _VERSION, _places, _spoil
from medborgarlofte.values import Codelist, Kind, Part, fields_of

CORPUS = Path(__file__).resolve().parent.parent / "conformance" / "1.0"
LONGEST = 300
DAYS = ("2024-06-01", "2025-03-01", ON, "2026-12-31", "2029-01-01")


def corpus(kind):
    """The documents of the conformance corpus, without what is told of them."""
    paths = sorted((CORPUS / kind).glob("*.json"))
    return [path for path in paths if not path.name.endswith(".findings.json")]


def short(value):
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}… ({len(text)})"


def told(finding):
    """A finding in a few lines: where it is, with what it is filled, its words, what mends it."""
    data = finding.to_dict("sv")
    whose = " ".join(data.get(key, "") for key in ("entity", "entity_id"))
    yield f"  {data['code']} {data['severity']} {data['pointer']!r} {whose}".rstrip()
    yield f"    {data['message']}"
    yield f"    {finding.message('en')}"
    for key in ("params", "related", "mend"):
        if key in data:
            yield f"    {key}: {short(data[key])}"


def model():
    """Every field of every class: what it holds, for whom it is, and its words."""
    parts = {cls for cls in public.classes().values() if issubclass(cls, Part) and fields_of(cls)}
    for cls in sorted(parts, key=lambda cls: cls.__name__):
        yield cls.__name__
        yield from (
            f"  {line.strip()}"
            for line in cls.__doc__.partition("Attributes:")[2].split("\n")[1:-1]
        )
        for spec in fields_of(cls):
            shape = spec.shape
            of = [
                shape.kind.value,
                shape.type.__name__ if shape.kind in (Kind.PART, Kind.CLOSED) else "",
                shape.codelist.codelist.__name__ if shape.codelist else "",
                f"of {shape.reference.target}" if shape.reference else "",
                f"or of {shape.reference.elsewhere}"
                if shape.reference and shape.reference.elsewhere
                else "",
                f"{shape.form.pattern} at most {shape.form.longest}" if shape.form else "",
                f"at least {shape.minimum}" if shape.minimum is not None else "",
                "many" if spec.many else "",
                "required" if spec.required else "",
                spec.sensitivity.value,
                "deprecated" if spec.deprecated else "",
                "" if spec.name == spec.key else f"as {spec.name}",
            ]
            yield f"  {spec.key}: {' '.join(filter(None, of))}"
            yield f"    {spec.words.sv}"


def codelists():
    """Every codelist with its codes, and their words in both languages."""
    homes = tuple(
        home.__name__
        for home in (
            lists,
            medborgarlofte.values,
            medborgarlofte.evaluation,
            medborgarlofte.history,
        )
    )
    waiting, found = [Codelist], {}
    while waiting:
        cls = waiting.pop()
        waiting += cls.__subclasses__()
        if cls.__module__.startswith(homes):
            found[f"{cls.__module__}.{cls.__name__}"] = cls
    for name in sorted(found):
        if codes := list(found[name]):
            yield name
            yield from (f"  {code.value}: {code.label('sv')}, {code.label('en')}" for code in codes)


def shown():
    """How the first part of each class is shown at the prompt, and what is concluded of it all."""
    first = {type(place.part): place.part for place in reversed(list(exemplary().places))}
    evaluation = evaluate(exemplary(), ON)
    for cls in sorted(first, key=lambda cls: cls.__name__):
        yield short(repr(first[cls]))
    for value in (
        evaluation,
        *evaluation.promises,
        evaluation.status,
        validate(exemplary(), on=ON),
    ):
        yield short(repr(value))


def rules():
    """Every rule: its name and weight, where it comes from, and what is told of what breaks it."""
    for rule in all_rules():
        yield f"{rule.code} {rule.name} {rule.severity.value} {rule.level.value}: {rule.source}"
        if rule.code in CHECKS:
            broken, _ = CHECKS[rule.code].breaker(exemplary())
            for finding in validate(broken, on=ON, profile="bra"):
                yield from told(finding)


def documents():
    """Every document that is refused, by its name, in the corpus and in the catalogue."""
    yield from ((path.stem, path.read_bytes()) for path in corpus("invalid"))
    for case in (*catalogue.JSON_CASES, *catalogue.DOCUMENT_CASES):
        if case.code is not None and not callable(case.made):
            yield case.id, case.data


def structure():
    """Every finding of the refused documents, and on which line it stands."""
    for name, data in documents():
        yield name
        report = validate(data, on=ON, profile="exchange")
        text = data.decode("utf-8", "replace")
        lines = {} if report.codes()[0] < "S2" else locate(text, {f.pointer for f in report})
        for finding in report.findings[:5]:
            yield from told(finding)
            if finding.pointer in lines:
                yield "    line {}, column {}".format(*lines[finding.pointer])


def fields():
    """What is told of a wrong value at each field of each class, where it is the first of it."""
    text, seen = dumps(exemplary()), set()
    for steps, spec in _places(json.loads(text), Agreement):
        name = ".".join(str(step) for step in steps if isinstance(step, str))
        if name in seen or spec.key == _VERSION:
            continue
        seen.add(name)
        for wrong in (True, "fel värde", ["fel"], {"fel": 1}):
            tree = json.loads(text)
            _spoil(tree, steps, spec, wrong)
            found = [f for f in validate(json.dumps(tree), on=ON) if f.level is Level.STRUCTURE]
            for finding in found[:1]:
                yield f"{name} {json.dumps(wrong, ensure_ascii=False)}: {finding.code}"
                yield f"  {finding.message('sv')}"


def variants():
    """Agreements that differ in what they tell: the corpus, and what breaks each rule."""
    yield from (loads(path.read_bytes()) for path in corpus("valid"))
    for check in CHECKS.values():
        yield check.breaker(exemplary())[0]


def spoilt():
    """The exemplary agreement with one field left out, or saying something else that it may say."""
    text = dumps(exemplary())
    for steps, spec in _places(json.loads(text), Agreement):
        for how, value in {"left out": _TAKE_OUT, **otherwise(spec)}.items():
            tree = json.loads(text)
            _spoil(tree, steps, spec, value)
            try:
                yield f"{pointer(steps)} {how}", loads(json.dumps(tree))
            except AgreementError:
                continue  # then what is told of it is among the structure


def otherwise(spec):
    """Other values for a field, by what stands before them on the page."""
    shape = spec.shape
    values = {
        Kind.DATE: ["1999-12-31", "2025-07", "2031"],
        Kind.NUMBER: [-5, 0, 3, 250],
        Kind.INTEGER: [0, 10],
        Kind.BOOLEAN: [False],
        Kind.TEXT: ["Vi ska verka för trygghet", "19850709-9805", "[fyll i]"],
        Kind.CLOSED: list(shape.type) if shape.kind is Kind.CLOSED else [],
        Kind.OPEN: ["eget", *(list(shape.codelist.codelist)[:3] if shape.codelist else [])],
        Kind.REFERENCE: ["annan", "polisen", "torget"],
    }.get(shape.kind, [])
    return {f"= {value}": [value] if spec.many else value for value in values}


def followed(agreement):
    """The reasons of all that is concluded, each by its name and its first place."""
    told = evaluate(agreement, ON).to_dict("en")
    waiting = [told]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            if "rule" in value:
                yield f"{value['rule']} {(value['pointers'] or [''])[0]}"
            else:
                yield from (f"{key} {value[key]}" for key in _CONCLUDED & value.keys())
                waiting += value.values()


_CONCLUDED = {"verdict", "outcome", "course", "state", "delayed", "count", "needed"}


def consequences():
    """What comes of one field left out or told otherwise: findings, and other conclusions."""
    before = Counter(followed(exemplary()))
    for name, agreement in spoilt():
        yield name
        for finding in validate(agreement, on=ON, profile="bra"):
            yield f"  {finding.code} {finding.pointer} {short(finding.params) if finding.params else ''}".rstrip()
        after = Counter(followed(agreement))
        gone, new = sorted(before - after), sorted(after - before)
        if gone or new:
            yield f"  {', '.join(['-' + each for each in gone] + ['+' + each for each in new])}"


def practice():
    """Which rules the documents that may be read do not keep, and where."""
    for path in corpus("valid"):
        yield path.stem
        for finding in validate(path, on=ON).findings[:30]:
            yield f"  {finding.code} {finding.pointer} {short(finding.params)}"


def reasons():
    """The reasons that follow from many agreements on several days: of each, the first three."""
    found = {}
    for agreement in variants():
        for on in DAYS:
            evaluation = evaluate(agreement, on)
            conclusions = [
                evaluation.status, *evaluation.promises, *evaluation.measures, *evaluation.due,
                *evaluation.indicators, *evaluation.planned_follow_ups, evaluation.completeness,
                *(tally for promise in evaluation.promises for tally in promise.commitments),
                *(each for promise in evaluation.promises for each in promise.disagreements),
            ]  # fmt: skip
            for conclusion in conclusions:
                for reason in conclusion.reasons:
                    words = f"  {reason.words.sv}\n  {reason.words.en}\n    {list(reason.pointers)}"
                    found.setdefault(f"{type(conclusion).__name__}: {reason.rule}", {})[words] = 1
    for name in sorted(found):
        yield name
        yield from list(found[name])[:3]


def brief(value):
    """*value* with each reason's name instead of its words, which stand in ``reasons.txt``."""
    if isinstance(value, dict):
        return {
            key: [reason["rule"] for reason in held] if key == "reasons" else brief(held)
            for key, held in value.items()
        }
    return [brief(item) for item in value] if isinstance(value, list) else value


def conclusions():
    """All that is concluded of the examples and of an agreement that keeps every rule."""
    agreements = [exemplary(), *map(examples.load, examples.names())]
    for agreement in agreements:
        for on in ("2020-02-01", ON):
            evaluation = evaluate(agreement, on)
            yield f"{agreement.id} {evaluation.on}"
            for name, value in evaluation.to_dict("sv").items():
                for each in value if isinstance(value, list) else [value]:
                    yield f"  {name}: {json.dumps(brief(each), ensure_ascii=False)}"
            calendar = to_ics(evaluation.due).decode().replace("\r\n ", "").splitlines()
            yield from (
                f"  {line}" for line in calendar if line.startswith(("UID", "DTSTA", "SUM"))
            )
            for row in evaluation.to_rows("en"):
                yield f"  row: {json.dumps(row, ensure_ascii=False)}"
    seen = overview(agreements, ON)
    yield from (f"{by}: {seen.by(by)}" for by in ("municipality", "county", "theme", "year"))
    for compared in comparable_indicators(agreements):
        yield f"{compared.name}: {[f'{a.id} {i.id}' for a, i in compared.members]}"


def exemplary_agreement():
    """The agreement that keeps every rule, which the examples of rules are made from."""
    yield dumps(exemplary())


PAGES = {
    "model.txt": model,
    "codelists.txt": codelists,
    "shown.txt": shown,
    "rules.txt": rules,
    "structure.txt": structure,
    "fields.txt": fields,
    "practice.txt": practice,
    "consequences.txt": consequences,
    "reasons.txt": reasons,
    "conclusions.txt": conclusions,
    "counts.txt": grids.counts,
    "series.txt": grids.series,
    "judgements.txt": grids.judgements,
    "statuses.txt": grids.statuses,
    "coming.txt": grids.coming,
    "exemplary.json": exemplary_agreement,
}
