"""A rule explained, for the terminal."""

import string
from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from medborgarlofte.checks import example_of
from medborgarlofte.findings import Rule, Words
from medborgarlofte.format import pretty

_WHY = Words("Varför", "Why")
_MEND = Words("Så rättas det", "How to mend it")
_SOURCE = Words("Källa", "Source")
_EXAMPLE = Words("Exempel på fel", "An example that breaks it")
_GOOD = Words("Så kan det se ut", "As it may look")
_NONE = Words("ingen del", "no part")
_OWN = Words("projektets egen regel", "the project's own rule")


def rule_page(rule: Rule, lang: str) -> RenderableType:
    """What *rule* finds, why it matters, and how it is mended."""
    kind = f"{rule.level.words.in_language(lang)}, {rule.severity.words.in_language(lang).lower()}"
    own = rule.source == "medborgarlofte"
    parts: list[RenderableType] = [
        Styled.assemble((f"{rule.code} {rule.name}", "bold"), (f"  {kind}", "dim")),
        Styled(_said(rule.message, lang)),
        *_section(_WHY, rule.why.in_language(lang), lang),
        *_section(_MEND, rule.mend.in_language(lang), lang),
        *_section(_SOURCE, _OWN.in_language(lang) if own else rule.source, lang),
    ]
    example = example_of(rule)
    if rule.example:
        parts += _section(_EXAMPLE, rule.example, lang)
    elif example is not None:
        parts += _section(_EXAMPLE, _json(example.bad), lang)
        parts.append(Padding(Styled(f"→ {example.finding.message(lang)}"), (0, 0, 0, 2)))
        if example.good is not None:
            parts += _section(_GOOD, _json(example.good), lang)
    return Group(*parts)


def rules_page(rules: Sequence[Rule], lang: str) -> RenderableType:
    """A line for each of *rules*: its code, its name and what it finds."""
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, pad_edge=False)
    table.add_column(no_wrap=True, style="bold")
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for rule in rules:
        table.add_row(rule.code, rule.name, Styled(_said(rule.message, lang)))
    return table


def _said(message: Words, lang: str) -> str:
    """A message without what fills it: that differs from file to file."""
    filled = {None: "", "no": _NONE.in_language(lang)}
    parts = string.Formatter().parse(message.in_language(lang))
    return "".join(
        text + filled.get(spec if name is not None else None, "…") for text, name, spec, _ in parts
    )


def _json(value: object) -> str:
    return pretty(value).rstrip()


def _section(title: Words, text: str, lang: str) -> list[RenderableType]:
    return [
        Padding(Styled(title.in_language(lang), "bold"), (1, 0, 0, 0)),
        Padding(Styled(text), (0, 0, 0, 2)),
    ]
