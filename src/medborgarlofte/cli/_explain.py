"""``explain``: a rule in plain words, or the list of them."""

import difflib

import click

from medborgarlofte.display.explaining import rule_page, rules_page
from medborgarlofte.findings import Rule, all_rules

from ._app import OK, command
from ._help import Section
from ._options import CODES_AND_NAMES, LANG
from ._screen import Page
from ._words import Cannot


@command(
    "explain",
    Section.BEGIN,
    ("medborgarlofte explain R301", "What R301 finds, why it matters, and how it is mended"),
    ("medborgarlofte explain promise-without-measure", "The same rule, by its name"),
    ("medborgarlofte explain R3", "All rules whose codes begin so"),
    short="Explain a rule: what it finds, why, how it is mended.",
)
@click.argument("code", required=False, metavar="[CODE|NAME]", shell_complete=CODES_AND_NAMES)
@LANG
def explain(code: str | None, lang: str) -> int:
    """Explain a rule: what it finds, why, and how it is mended.

    A rule has a code and a name, and either will do. The beginning of a code, such as R3,
    lists the rules that begin so; nothing at all lists every rule.
    """
    found = _rules(code or "")
    if len(found) == 1:
        Page().show(rule_page(found[0], lang))
    else:
        Page().show(rules_page(found, lang))
    return OK


def _rules(asked: str) -> list[Rule]:
    """The rule with that code or name; or else those whose codes begin so."""
    rules = all_rules()
    same = [rule for rule in rules if asked.upper() == rule.code or asked.lower() == rule.name]
    found = same or [rule for rule in rules if rule.code.startswith(asked.upper())]
    if not found:
        known = [word for rule in rules for word in (rule.code, rule.name)]
        tried = asked.upper() if len(asked) <= 4 else asked.lower()
        like = difflib.get_close_matches(tried, known, 3, 0.6)
        sv = f"; menade du {' eller '.join(like)}?" if like else ""
        en = f"; did you mean {' or '.join(like)}?" if like else ""
        raise Cannot(
            f"ingen regel heter så{sv}; medborgarlofte explain visar alla",
            f"no rule is called so{en}; medborgarlofte explain lists all",
        )
    return found
