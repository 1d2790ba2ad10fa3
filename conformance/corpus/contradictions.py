"""Documents that can be read and that cannot be true (K): each made by what breaks its rule."""

from collections.abc import Iterator
from typing import Any, Final

from medborgarlofte import validate
from medborgarlofte.checks import CHECKS
from medborgarlofte.format import loads, to_tree

from . import Case, Expected, agreement, findings_file, written

_BASE: Final = loads(written(agreement(period={"start": "2025", "end": "2026"})))
_CLAUSES: Final = {"1": "10.1", "2": "10.2", "3": "10.3", "4": "10.4"}

_AREAS: Final = [
    {"id": "a", "name": "A", "part_of": "b"},
    {"id": "b", "name": "B", "part_of": "c"},
    {"id": "c", "name": "C", "part_of": "a"},
    {"id": "d", "name": "D", "part_of": "a"},
]
_PERSON: Final = "18900118-9803"  # made up: nobody in any register of today was born that day

# name, document, what it shows, clause, findings
_BY_HAND: Final[tuple[tuple[str, Any, str, str, tuple[Expected, ...]], ...]] = (
    (
        "K102-references-of-every-sort",
        agreement(
            registration_numbers=[{"number": "1", "party": "ingen"}],
            goals=[{"id": "a", "text": "A", "problems": ["ingen"], "indicators": ["ingen"]}],
            promises=[
                {
                    "id": "a",
                    "text": "A",
                    "promisors": [{"party": "ingen"}],
                    "sources": ["ingen"],
                    "goals": ["ingen"],
                    "commitments": [{"id": "a", "text": "A", "by": ["ingen"]}],
                    "measures": ["ingen"],
                    "continues": {"promise": "ingen"},
                }
            ],
            measures=[{"id": "a", "title": "A", "promises": ["ingen"], "causes": ["ingen"]}],
            follow_ups=[
                {
                    "id": "a",
                    "commitment_reports": [{"commitment": "ingen"}],
                    "measure_reports": [{"measure": "ingen"}],
                    "assessments": [{"promise": "a", "evidence": [{"indicator": "ingen"}]}],
                }
            ],
        ),
        "references of every sort that lead nowhere",
        "7.4",
        tuple(
            ("K102", "error", pointer)
            for pointer in (
                "/registration_numbers/0/party",
                "/goals/0/problems/0",
                "/goals/0/indicators/0",
                "/promises/0/promisors/0/party",
                "/promises/0/sources/0",
                "/promises/0/goals/0",
                "/promises/0/commitments/0/by/0",
                "/promises/0/measures/0",
                "/promises/0/continues/promise",
                "/measures/0/promises/0",
                "/measures/0/causes/0",
                "/follow_ups/0/commitment_reports/0/commitment",
                "/follow_ups/0/measure_reports/0/measure",
                "/follow_ups/0/assessments/0/evidence/0/indicator",
            )
        ),
    ),
    (
        "K105-circle-of-three",
        agreement(areas=_AREAS),
        "a circle is told once, at its first area; the area that leads into it is not in it",
        "10.1",
        (("K105", "error", "/areas/0/part_of"),),
    ),
    (
        "K202-an-open-measure-begins-before",
        agreement(
            period={"start": "2025", "end": "2026"},
            measures=[
                {"id": "a", "title": "A", "period": {"start": "2024-12"}},
                {"id": "b", "title": "B", "period": {"start": "2026", "end": "2027"}},
                {"id": "c", "title": "C", "period": {"start": "2026-12", "end": "2026-12-31"}},
            ],
        ),
        "times outside that of the agreement, and one inside it",
        "10.2",
        (("K202", "warning", "/measures/0/period"), ("K202", "warning", "/measures/1/period")),
    ),
    (
        "K302-total-outside-its-halves",
        agreement(
            indicators=[
                {
                    "id": "a",
                    "name": "A",
                    "scale": "percentage",
                    "observations": [
                        {"value": 71, "period": {"start": "2025", "end": "2025"}},
                        {
                            "value": 60,
                            "period": {"start": "2025-01", "end": "2025-12"},
                            "subgroup": "women",
                        },
                        {
                            "value": 70,
                            "period": {"start": "2025-H1", "end": "2025-H2"},
                            "subgroup": "men",
                        },
                    ],
                }
            ]
        ),
        "a share for all that lies outside those of women and men; the year written three ways",
        "10.3",
        (("K302", "error", "/indicators/0/observations/0/value"),),
    ),
    (
        "K404-in-keys-and-numbers",
        agreement(
            x_personer={_PERSON: "A"},
            x_nummer=[189001189803],
            areas=[{"id": "a", "name": {"sv": f"Hos {_PERSON}", f"x_{_PERSON}": 1}}],
        ),
        "personal identity numbers in keys, which no pointer repeats, and as a number",
        "10.4",
        (
            ("K404", "error", "/x_personer"),
            ("K404", "error", "/x_nummer/0"),
            ("K404", "error", "/areas/0/name/sv"),
            ("K404", "error", "/areas/0/name"),
            ("S304", "info", "/x_personer"),
            ("S304", "info", "/x_nummer"),
        ),
    ),
)


def cases() -> Iterator[Case]:
    """One document for each consistency rule, and some more."""
    for code, check in sorted(CHECKS.items()):
        if code.startswith("K") and check.breaker is not None:
            broken, pointer = check.breaker(_BASE)
            rule = check.rule
            said = {f.code: f.message("en") for f in validate(broken, profile="exchange")}
            yield _case(
                f"{code}-{rule.name}",
                to_tree(broken),
                said[code],
                _CLAUSES[code[1]],
                ((code, rule.severity.value, pointer),),
            )
    for row in _BY_HAND:
        yield _case(*row)


def _case(name: str, value: Any, shows: str, clause: str, findings: tuple[Expected, ...]) -> Case:
    return Case(
        path=f"invalid/{name}.json",
        data=written(value),
        shows=shows,
        clauses=(clause,),
        findings=findings,
        beside={f"invalid/{name}.findings.json": findings_file(findings)},
    )
