"""An agreement that no rule finds fault with; every rule is proven by breaking it.

Everything in it is made up: there is no such municipality.
"""

from datetime import date
from typing import Final

from medborgarlofte.codelists import (
    Aggregation,
    AgreementKind,
    CauseFactor,
    Direction,
    Effect,
    GoalKind,
    IndicatorKind,
    MeasureState,
    Prevention,
    Role,
    Scale,
    Verdict,
)
from medborgarlofte.model import (
    Agreement,
    Area,
    Assessment,
    Cause,
    Commitment,
    CommitmentReport,
    Contact,
    Decision,
    Document,
    Evidence,
    FollowUp,
    FollowUpPlan,
    Goal,
    Indicator,
    Measure,
    MeasureReport,
    Observation,
    Participation,
    Party,
    PlannedFollowUp,
    Problem,
    Promise,
    Record,
    Signatory,
    Situation,
    Source,
    Target,
)
from medborgarlofte.values import Precision, Quantity, Recurrence, Text

ON: Final = date(2026, 3, 1)
"""A day on which it is in force."""


def exemplary() -> Agreement:
    """Build the agreement."""
    return Agreement(
        id="exempelstad-2025-2026",
        title=Text(
            sv="Samverkansöverenskommelse för Exempelstad 2025–2026",
            en="Cooperation agreement for Exempelstad 2025–2026",
        ),
        kind=AgreementKind.COOPERATION_AGREEMENT,
        summary=Text(
            sv="Polisen och kommunen arbetar tillsammans för ett tryggt centrum.",
            en="The police and the municipality work together for a safe centre.",
        ),
        aim="Fler ska känna sig trygga i centrum.",
        period="2025/2026",
        signed="2024-12-10",
        parties=[
            Party(
                id="polisen",
                name="Lokalpolisområde Exempelstad",
                kind="police",
                police_level="local_district",
            ),
            Party(id="kommunen", name="Exempelstads kommun", kind="municipality"),
        ],
        signatories=[
            Signatory(
                name="Undertecknare Ett",
                role="Chef för lokalpolisområdet",
                party="polisen",
                signed="2024-12-10",
            ),
            Signatory(
                name="Undertecknare Två",
                role="Kommunstyrelsens ordförande",
                party="kommunen",
                signed="2024-12-10",
            ),
        ],
        areas=[
            Area(id="centrum", name="Centrum", kind="centre"),
            Area(id="torget", name="Torget", part_of="centrum"),
        ],
        situation=Situation(
            summary="Många är oroliga på torget om kvällarna.",
            as_of="2024-10",
            joint=True,
            sources=[
                Source(
                    id="dialog",
                    title="Medborgardialog på torget",
                    kind="citizen_dialogue",
                    form="meeting",
                    period="2024-09",
                    respondents=240,
                ),
                Source(
                    id="medarbetare",
                    title="Medarbetardialog",
                    kind="staff_dialogue",
                    period="2024-09",
                ),
                Source(id="matning", title="Trygghetsmätning", kind="survey", period="2024-06"),
            ],
            problems=[
                Problem(
                    id="otrygghet",
                    title="Otrygghet på torget kvällstid",
                    description="Var tredje undviker torget efter mörkrets inbrott.",
                    priority=1,
                    priority_reason="Många berörs.",
                    causes=[
                        Cause(id="morkt", text="Torget är mörkt", factor=CauseFactor.CONTROL),
                        Cause(
                            id="sysslolost",
                            text="Unga saknar någonstans att vara",
                            factor=CauseFactor.OFFENDER,
                        ),
                    ],
                    areas="torget",
                    target_groups="Boende och besökare",
                    sources=["dialog", "matning"],
                )
            ],
        ),
        goals=[
            Goal(
                id="tryggare",
                text="Andelen som är trygga på torget kvällstid ska öka till 70 procent.",
                kind=GoalKind.EFFECT,
                problems="otrygghet",
                indicators="andel-trygga",
                due="2026-12",
            )
        ],
        promises=[
            Promise(
                id="vandringar",
                title=Text(sv="Trygghetsvandringar", en="Safety walks"),
                text=Text(
                    sv="Vi går minst fyra trygghetsvandringar om året på torget.",
                    en="We go on at least four safety walks a year in the square.",
                ),
                promisors=[
                    Participation(party="polisen", role=Role.LEAD, unit="Områdespolisen"),
                    Participation(party="kommunen", role=Role.CONTRIBUTOR, unit="Fritidsgården"),
                ],
                themes="perceived_safety",
                areas="torget",
                sources=["dialog", "medarbetare"],
                problems="otrygghet",
                goals="tryggare",
                commitments=[
                    Commitment(
                        id="fyra-vandringar",
                        text="Minst fyra trygghetsvandringar om året.",
                        quantity=Quantity.at_least(4, "trygghetsvandringar", per="year"),
                        by=["polisen", "kommunen"],
                    )
                ],
                measures=["vandra", "lysa-upp"],
                contact=Contact(function="Kommunpolis", party="polisen"),
            )
        ],
        measures=[
            Measure(
                id="vandra",
                title="Trygghetsvandringar på torget",
                method="safety_walk",
                prevention=Prevention.SITUATIONAL,
                responsible=[
                    Participation(party="polisen", role=Role.LEAD, unit="Områdespolisen"),
                    Participation(party="kommunen", role=Role.CONTRIBUTOR, unit="Fritidsgården"),
                ],
                period="2025/2026",
                recurrence=Recurrence(unit=Precision.QUARTER),
                areas="torget",
                volume=Quantity.at_least(4, "trygghetsvandringar", per="year"),
                goals="tryggare",
                causes=["morkt", "sysslolost"],
                documentation="Varje vandring förs in i ett protokoll.",
            ),
            Measure(
                id="lysa-upp",
                title="Ny belysning på torget",
                method="lighting",
                prevention=Prevention.SITUATIONAL,
                responsible=[Participation(party="kommunen", role=Role.LEAD, unit="Gatukontoret")],
                period="2025-H1",
                areas="torget",
                goals="tryggare",
                causes="morkt",
                documentation="Slutbesiktning.",
            ),
        ],
        indicators=[
            Indicator(
                id="andel-trygga",
                name="Andel trygga på torget kvällstid",
                definition="Andel som svarar ganska eller mycket trygg.",
                kind=IndicatorKind.EFFECT,
                scale=Scale.PERCENTAGE,
                unit="procent",
                direction=Direction.UP,
                aggregation=Aggregation.NONE,
                population="Boende 16–84 år",
                source="Kommunens trygghetsmätning",
                baseline=Observation(value=61, period="2024-06", area="torget", sample_size=800),
                targets=[Target(value=70, due="2026-12", area="torget")],
                observations=[
                    Observation(value=64, period="2025-06", area="torget", sample_size=790)
                ],
            )
        ],
        organisation="En styrgrupp leder arbetet; kommunpolis och samordnare bereder det.",
        documentation="Arbetet dokumenteras i en gemensam åtgärdsplan.",
        communication="Löftena anslås på torget och på kommunens webbplats.",
        follow_up_plan=FollowUpPlan(
            description="Styrgruppen följer upp varje år.",
            recurrence=Recurrence(unit=Precision.YEAR),
            kinds=["commitment", "process", "effect"],
            by=["polisen", "kommunen"],
            reported_to="Styrgruppen och invånarna",
            planned=[
                PlannedFollowUp(covers="2025", due="2026-01"),
                PlannedFollowUp(covers="2026", due="2027-01"),
            ],
        ),
        follow_ups=[
            FollowUp(
                id="uppfoljning-2025",
                title="Uppföljning av 2025",
                period="2025",
                date="2026-01-20",
                kinds=["commitment", "process", "effect"],
                by=["polisen", "kommunen"],
                commitment_reports=[
                    CommitmentReport(commitment="fyra-vandringar", state=MeasureState.DONE, count=5)
                ],
                measure_reports=[
                    MeasureReport(measure="vandra", state=MeasureState.ONGOING, count=5),
                    MeasureReport(measure="lysa-upp", state=MeasureState.DONE),
                ],
                assessments=[
                    Assessment(
                        promise="vandringar",
                        fulfilment=Verdict.KEPT,
                        effect=Effect.IMPROVED,
                        reason="Fem vandringar genomfördes; fler känner sig trygga.",
                        as_of="2025-12-31",
                        assessed_by=["polisen", "kommunen"],
                        evidence=[Evidence(text="Protokoll från vandringarna")],
                    )
                ],
                lessons="Vandringarna bör gå även när det är mörkt.",
                decisions=[
                    Decision(text="Vandringarna fortsätter 2026.", by="polisen", date="2026-01-20")
                ],
                reported_to="Styrgruppen och invånarna",
            )
        ],
        documents=[Document(title="Överenskommelsen", date="2024-12-10")],
        contact=Contact(function="Trygghetssamordnare", party="kommunen"),
        record=Record(publisher="Exempelstads kommun", licence="CC0-1.0"),
    )
