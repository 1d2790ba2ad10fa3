"""Writes the pages that are made from the code; a test regenerates and compares them.

Run it after a change: ``python docs/generate.py``.
"""

import importlib.util
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from medborgarlofte import codelists, examples
from medborgarlofte.checking import validate
from medborgarlofte.checks import CHECKS, example_of
from medborgarlofte.checks._exemplary import ON, exemplary
from medborgarlofte.findings import Level, Rule, all_rules
from medborgarlofte.format import loads, pretty
from medborgarlofte.format._write import compact, value_to_tree
from medborgarlofte.model import FORMAT_VERSION, Agreement
from medborgarlofte.values import ClosedCodelist, Codelist, FieldSpec, Kind, Part, fields_of

DOCS = Path(__file__).resolve().parent
CORPUS = DOCS.parent / "conformance" / FORMAT_VERSION
MADE = "<!-- Made by docs/generate.py; do not edit. -->\n"

RULES_HEAD = """# Rules

Every finding has a code that never changes its meaning. The first letter says the level: S
structure, K consistency, R good practice.
"""
RULES_TREE = """
```{toctree}
:hidden:
:glob:

coverage
S*
K*
R*
```
"""
COVERAGE_HEAD = """# What is proven of each rule

Each rule has a function that breaks it. The table is made by running it: the exemplary
agreement has no finding, and when the rule is broken its finding, and no other of its kind,
appears at the place that the function names.

| code | breaks alone | where | has a mend | both languages | source |
|---|---|---|---|---|---|
"""
MODEL_HEAD = """# The model

Every class of the format with its fields: key, type, cardinality, meaning and an example.
[The specification](../specification.md) says what the types mean: a *text*, a *date*, an *id* and
the other forms of strings. A type with an arrow is a reference, the id of a part of that class.
Cardinality 1 is required, 0..1 may be left out, and 0..n is a list that is left out where it
would be empty. *Partners* and *internal* mark what is
[not for everyone](../specification.md#c-7.10).
"""
CODELISTS_HEAD = """# Codelists

A closed list is all there is; an open list names what is common, and a document may have other
codes. A code never changes its meaning. As data the lists are in
`conformance/1.0/data/codelists.json`.
"""
CONFORMANCE_HEAD = """# What shows each clause

For every clause of [the specification](specification.md): the documents of the corpus
(`conformance/1.0`) that show it, and the tests of this library that prove it. `medborgarlofte
conformance conformance/1.0` runs the corpus.

| clause | documents | tests |
|---|---|---|
"""


def pages() -> Iterator[tuple[str, str]]:
    """Every page with its path below docs/."""
    yield "rules/index.md", MADE + rules_index()
    yield "rules/coverage.md", MADE + coverage()
    for rule in all_rules():
        yield f"rules/{rule.code}.md", MADE + rule_page(rule)
    yield "reference/model.md", MADE + model()
    yield "reference/codelists.md", MADE + lists()
    yield "conformance.md", MADE + conformance()
    for name in ("drawings", "measured", "words", "commands"):
        yield from beside(name).pages()


def beside(name: str) -> Any:
    """The module *name* that stands beside this one."""
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rules_index() -> str:
    """All codes in one table a level."""
    parts = [RULES_HEAD]
    for level in Level:
        rules = [rule for rule in all_rules() if rule.level is level]
        words = level.words
        parts.append(f"\n## {words.en} ({words.sv.lower()}): {len(rules)} codes\n\n")
        parts.append(
            "| code | name | severity | på svenska | in English |\n|---|---|---|---|---|\n"
        )
        for rule in rules:
            cells = (rule.severity.value, _cell(rule.message.sv), _cell(rule.message.en))
            parts.append(f"| [{rule.code}]({rule.code}.md) | {rule.name} | {' | '.join(cells)} |\n")
    return "".join([*parts, RULES_TREE])


def coverage() -> str:
    """What is proven of each consistency and practice rule, by running it now."""
    rows = [COVERAGE_HEAD]
    for code, check in CHECKS.items():
        rule = check.rule
        if check.breaker is None:
            rows.append(f"| {code} | no | | | | |\n")
            continue
        broken, pointer = check.breaker(exemplary())
        profile = "exchange" if code.startswith("K") else "bra"
        found = [(f.code, f.pointer) for f in validate(broken, on=ON, profile=profile)]
        mends = any(f.mend for f in validate(broken, on=ON) if f.code == code)
        source = "own" if rule.source == "medborgarlofte" else "named"
        alone = "yes" if found == [(code, pointer)] else "**no**"
        both = "yes" if rule.message.sv and rule.message.en and rule.why.sv else "**no**"
        rows.append(
            f"| [{code}]({code}.md) | {alone} | `{pointer or '(whole)'}` "
            f"| {'yes' if mends else '–'} | {both} | {source} |\n"
        )
    return "".join(rows)


def rule_page(rule: Rule) -> str:
    """What a rule finds, why, and how it is mended, in both languages."""
    own = "The project's own rule." if rule.source == "medborgarlofte" else rule.source
    parts = [
        f"# {rule.code} {rule.name}\n\n",
        f"Level: {rule.level.value}. Severity: {rule.severity.value}.\n\n",
        f"- På svenska: {_text(rule.message.sv)}\n- In English: {_text(rule.message.en)}\n\n",
        f"## Varför · Why\n\n{rule.why.sv}\n\n{rule.why.en}\n\n",
        f"## Så rättas det · How to mend it\n\n{_text(rule.mend.sv)}\n\n{_text(rule.mend.en)}\n\n",
        f"## Source\n\n{_text(own)}\n",
    ]
    example = example_of(rule)
    if rule.example:
        parts.append(f"\n## Example\n\n```json\n{rule.example}\n```\n")
    elif example is not None:
        where = f"at `{example.pointer}`" if example.pointer else "in the whole document"
        parts.append(f"\n## Example\n\nThis breaks it, {where}:\n\n{_json(example.bad)}")
        if example.good is not None:
            parts.append(f"\nThis keeps it:\n\n{_json(example.good)}")
    return "".join(parts)


# ── The model ──────────────────────────────────────────────────────────────────


def model() -> str:
    """A table of the fields of each class, the agreement first."""
    parts = [MODEL_HEAD]
    for cls, stands in _classes().items():
        first = (cls.__doc__ or "").partition("\n")[0]
        where = f" Stands in {', '.join(f'`{at}`' for at in stands)}." if stands else ""
        parts.append(
            f'\n<a id="{cls.__name__.lower()}"></a>\n## {cls.__name__}\n\n{first}{where}\n\n'
        )
        parts.append(
            "| key | type | | meaning | betydelse | example |\n|---|---|---|---|---|---|\n"
        )
        parts += (_field_row(cls, spec) for spec in fields_of(cls))
    return "".join(parts)


@cache
def _classes() -> dict[type[Part], list[str]]:
    """Every class in the order of the document, and the fields that hold it."""
    found: dict[type[Part], list[str]] = {Agreement: []}
    waiting: list[type[Part]] = [Agreement]
    while waiting:
        cls = waiting.pop(0)
        for spec in fields_of(cls):
            held = spec.shape.type
            if spec.shape.kind is Kind.PART:
                if held not in found:
                    waiting.append(held)
                found.setdefault(held, []).append(f"{cls.__name__}.{spec.key}")
    return found


def _field_row(cls: type[Part], spec: FieldSpec) -> str:
    cardinality = "0..n" if spec.many else "1" if spec.required else "0..1"
    example = _example_of(cls, spec)
    cells = (
        f"`{spec.key}`", _type(spec), cardinality, _for_whom(spec) + _cell(spec.words.en),
        _cell(spec.words.sv),
        f"`{_in_code(example)}`" if example else "",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |\n"


def _for_whom(spec: FieldSpec) -> str:
    everyone = spec.sensitivity is codelists.Sensitivity.PUBLIC
    return "" if everyone else f"*{spec.sensitivity.value.capitalize()}.* "


def _type(spec: FieldSpec) -> str:
    shape = spec.shape
    if shape.kind is Kind.PART:
        return f"[{shape.type.__name__}](#{shape.type.__name__.lower()})"
    if shape.reference is not None:
        return f"→ [{shape.reference.target}](#{shape.reference.target.lower()})"
    if shape.codelist is not None:
        return _list_link(shape.codelist.codelist, "open")
    if issubclass(shape.type, ClosedCodelist):
        return _list_link(shape.type, "closed")
    if shape.form is not None:
        return _FORMS.get(shape.form.name, shape.form.name.replace(" ", "-"))
    return f"{shape.kind} ≥ {shape.minimum}" if shape.minimum is not None else shape.kind.value


_FORMS = {"language": "language-tag", "format version": "version"}
"""What the specification calls the forms that it calls otherwise."""


def _list_link(codelist: type[Codelist], kind: str) -> str:
    return f"[{codelist.__name__}](codelists.md#{codelist.__name__.lower()}) ({kind})"


def _example_of(cls: type[Part], spec: FieldSpec) -> str:
    """The shortest value of the field in the real agreements, or else in the made-up one."""
    if spec.shape.kind is Kind.PART:
        return ""
    for agreements in _agreements():
        values = [
            getattr(place.part, spec.name)
            for agreement in agreements
            for place in agreement.places
            if type(place.part) is cls
        ]
        shown = [_shown(value) for value in values if value not in (None, ())]
        if shown:
            return min(shown, key=lambda text: (len(text) > _WIDTH, abs(len(text) - _IDEAL), text))
    return ""


_WIDTH, _IDEAL = 60, 24


def _shown(value: Any) -> str:
    tree = [*map(value_to_tree, value)] if isinstance(value, tuple) else value_to_tree(value)
    return compact(tree)


@cache
def _agreements() -> tuple[tuple[Agreement, ...], ...]:
    everything = loads((DOCS.parent / "conformance/corpus/sources/everything.json").read_bytes())
    return (tuple(examples.load(name) for name in examples.names()), (exemplary(),), (everything,))


def lists() -> str:
    """Every codelist with its codes and labels, and the fields that use it."""
    parts = [CODELISTS_HEAD]
    for name in codelists.__all__:
        codelist: type[Codelist] = getattr(codelists, name)
        kind = "Closed" if issubclass(codelist, ClosedCodelist) else "Open"
        used = [
            f"`{cls.__name__}.{spec.key}`"
            for cls in _classes()
            for spec in fields_of(cls)
            if codelist in (spec.shape.type, spec.shape.codelist and spec.shape.codelist.codelist)
        ]
        said = (codelist.__doc__ or "").partition("\n")[0]
        parts.append(
            f'\n<a id="{name.lower()}"></a>\n## {name}\n\n{said} {kind}. In {", ".join(used)}.\n\n'
        )
        parts.append("| code | på svenska | in English |\n|---|---|---|\n")
        parts += (
            f"| `{item.value}` | {item.label('sv')} | {item.label('en')} |\n" for item in codelist
        )
    return "".join(parts)


# ── What shows each clause ─────────────────────────────────────────────────────


def clauses() -> dict[str, str]:
    """The clauses of the specification: number and title."""
    text = (DOCS / "specification.md").read_text("utf-8")
    found = re.findall(r'<a id="c-[0-9.]+"></a>\n#+ ([0-9.]+) (.+)', text)
    return dict(found)


def conformance() -> str:
    """Each clause with the documents and the tests that show it."""
    cases = json.loads((CORPUS / "manifest.json").read_bytes())["cases"]
    tests = tomllib.loads((DOCS / "clauses.toml").read_text("utf-8"))["tests"]
    rows = [CONFORMANCE_HEAD]
    for number, title in clauses().items():
        paths = [case["path"] for case in cases if number in case["clauses"]]
        documents = ", ".join(f"`{path.removesuffix('.json')}`" for path in paths)
        proofs = ", ".join(f"`{test}`" for test in tests.get(number, ()))
        clause = f"[{number}](specification.md#c-{number}) {title}"
        rows.append(f"| {clause} | {documents or '–'} | {proofs or '–'} |\n")
    return "".join(rows)


def _json(value: object) -> str:
    return f"```text\n{pretty(value)}```\n"


def _text(words: str) -> str:
    """Keep markdown from reading braces and brackets as its own."""
    return words.replace("<", "&lt;").replace("*", "\\*")


def _cell(words: str) -> str:
    return _text(words).replace("|", "\\|")


def _in_code(words: str) -> str:
    """Inside a code span a bar still ends the cell."""
    return words.replace("|", "\\|")


def main() -> int:
    """Write every page; pages of rules that are gone are taken away."""
    made = dict(pages())
    for old in DOCS.glob("rules/*.md"):
        if f"rules/{old.name}" not in made:
            old.unlink()
    for name, text in made.items():
        path = DOCS / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
