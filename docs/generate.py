"""Writes the pages that are made from the code; a test regenerates and compares them.

Run it after a change: ``python docs/generate.py``.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from medborgarlofte.checking import validate
from medborgarlofte.checks import CHECKS, example_of
from medborgarlofte.checks._exemplary import ON, exemplary
from medborgarlofte.findings import Level, Rule, all_rules
from medborgarlofte.format import pretty

DOCS = Path(__file__).resolve().parent
MADE = "<!-- Made by docs/generate.py; do not edit. -->\n"

RULES_HEAD = """# Rules

Every finding has a code that never changes its meaning. The first letter says the level: S
structure, K consistency, R good practice.
"""
COVERAGE_HEAD = """# What is proven of each rule

Each rule has a function that breaks it. The table is made by running it: the exemplary
agreement has no finding, and when the rule is broken its finding, and no other of its kind,
appears at the place that the function names.

| code | breaks alone | where | has a mend | both languages | source |
|---|---|---|---|---|---|
"""


def pages() -> Iterator[tuple[str, str]]:
    """Every page with its path below docs/."""
    yield "rules/index.md", MADE + rules_index()
    yield "rules/coverage.md", MADE + coverage()
    for rule in all_rules():
        yield f"rules/{rule.code}.md", MADE + rule_page(rule)


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
    return "".join(parts)


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


def _json(value: object) -> str:
    return f"```text\n{pretty(value)}```\n"


def _text(words: str) -> str:
    """Keep markdown from reading braces and brackets as its own."""
    return words.replace("<", "&lt;").replace("*", "\\*")


def _cell(words: str) -> str:
    return _text(words).replace("|", "\\|")


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
