"""What is told on the pages for people: each thing where there is one, and nothing where not."""

import io
import xml.etree.ElementTree as ET

import pytest
from rich.console import Console

from medborgarlofte import (
    Agreement,
    Area,
    Assessment,
    Commitment,
    CommitmentReport,
    Contact,
    FollowUp,
    Indicator,
    Measure,
    MeasureReport,
    Observation,
    Party,
    Promise,
    Quantity,
    Report,
    Situation,
    diff,
    evaluate,
    report,
    write,
)
from medborgarlofte.__main__ import main
from medborgarlofte.checks import example_of
from medborgarlofte.display._page import Said, said
from medborgarlofte.display.evaluating import due_page, evaluation_page
from medborgarlofte.display.explaining import rule_page
from medborgarlofte.display.machine import Checked, as_junit
from medborgarlofte.display.views import html
from medborgarlofte.findings import all_rules

WALKS, MEETINGS = Commitment(id="c", text="Vandra", quantity=Quantity.at_least(4)), Commitment(
    id="d", text="Mötas"
)  # fmt: skip
TOLD = Agreement(
    title="Löften 2025",
    kind="citizen_promise",
    period="2025",
    parties=[Party(id="polisen", name="Lokalpolisområdet", kind="police")],
    contact=Contact(function="Kommunpolis", party="polisen", url="https://example.org/lofte"),
    promises=[
        Promise(id="p", title="Torget", text="Vi går på torget.", period="2025", promisors="polisen",
                commitments=[WALKS, MEETINGS]),
        Promise(id="q", text="Vi ska synas."),
    ],
    measures=[
        Measure(id="m", title="Gå", responsible="polisen", period="2025-H1"),
        Measure(id="n", title="Lysa upp"),
    ],
    indicators=[
        Indicator(
            name="Känsla", scale="qualitative",
            baseline=Observation(judgement="Otryggt", period="2024"),
            observations=[Observation(missing="not_measured", period="2025"), Observation(period="2026")],
        )
    ],
    follow_ups=[
        FollowUp(
            id="f", date="2026-01-15", period="2025",
            assessments=[Assessment(promise="p", fulfilment="kept")],
            commitment_reports=[
                CommitmentReport(commitment="d", state="done"),
                CommitmentReport(commitment="c", count=2, state="done"),
            ],
            measure_reports=[MeasureReport(measure="m", state="ongoing")],
        )
    ],
)  # fmt: skip
ON = "2026-02-01"


def on_screen(page):
    console = Console(file=io.StringIO(), width=120)
    console.print(page)
    return console.file.getvalue()


def test_an_evaluation_on_screen():
    shown = on_screen(evaluation_page(evaluate(TOLD, ON), "sv"))
    for words in ("1. Torget  uppfyllt (2026-01-15)", "2. Vi ska synas.  inte bedömt", "⚠ ",
                  "• Gå  pågår, försenad", "• Lysa upp  inget läge redovisat"):  # fmt: skip
        assert words in shown
    bare = on_screen(evaluation_page(evaluate(TOLD.evolve(promises=(), follow_ups=()), ON), "sv"))
    assert "Löften\n" not in bare
    assert "Åtgärder" in bare


def test_nothing_due_is_told():
    assert on_screen(due_page((), "sv")) == "Inget väntar.\n"
    assert on_screen(due_page((), "en")) == "Nothing is due.\n"


def test_an_agreement_on_screen(tmp_path, capsys):
    write(TOLD, tmp_path / "a.json")
    main(["show", str(tmp_path / "a.json"), "--on", ON])
    shown = " ".join(capsys.readouterr().out.split())
    for words in ("1. Torget Vi går på torget.", "– Vandra [minst 4] → 2 (", "– Mötas → ",
                  "2. Vi ska synas. Åtgärder", "• Gå Ansvarig och medverkande: Lokalpolisområdet När åtgärden genomförs: 2025-H1", "• Lysa upp"):  # fmt: skip
        assert words in shown


def test_a_personal_number_is_no_name_of_a_part(tmp_path, capsys):
    numbered = TOLD.evolve(promises=[Promise(id="p", text="Ring 18900118-9803.", period="2030")])
    write(numbered, tmp_path / "a.json")
    main(["check", str(tmp_path / "a.json"), "--lang", "en"])
    shown = capsys.readouterr().out
    assert "/promises/0" in shown
    assert "9803" not in shown


def test_a_report_of_all_of_it():
    page = report(TOLD, ON, to="md")
    for words in ("### 2\\. Vi ska synas.\n\n- **Omdöme", "**Uppgifterna säger olika saker**\n\n- Vandra",
                  "- **Lovas av:** Lokalpolisområdet\n- **Gäller:** 2025", "2024 | – | Otryggt |",
                  "2025 | – | inte mätt |", "2026 | – | värde saknas |"):  # fmt: skip
        assert words in page
    assert 'href="https://example.org/lofte"' in report(TOLD, ON)


def test_parts_that_say_little():
    assert "<dl" not in html(Situation())
    assert "<dl" not in html(FollowUp(id="f"))
    assert "<dl" in html(FollowUp(id="f", date="2025"))
    assert "<dl" in html(FollowUp(id="f", period="2025"))


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_is_explained_with_its_examples(rule):
    shown, example = on_screen(rule_page(rule, "sv")), example_of(rule)
    assert ("Exempel på fel" in shown) is bool(rule.example or example)
    assert ("Så kan det se ut" in shown) is bool(
        not rule.example and example and example.good is not None
    )


def test_nothing_found_and_much_changed():
    assert "Inget att anmärka på." in html(Report([]))
    renamed = TOLD.evolve(
        areas=[Area(id=f"a-{n}", name=f"Plats {n}") for n in range(9)], title="Annat"
    )
    assert "2 till" in html(diff(TOLD, renamed))
    assert "<details" not in html(diff(TOLD, TOLD.evolve(title="Annat")))
    assert repr(evaluate(TOLD, ON)) == f"<Evaluation of {TOLD.id} on {ON}: expired>"


def test_no_text_says_nothing():
    assert said(None, "sv", "sv") == Said("")


def test_a_file_without_findings_is_a_case_that_passed():
    (suite,) = ET.fromstring(as_junit([Checked("a.json", Report([]), {})], "sv"))
    (case,) = suite
    assert (case.get("name"), list(case)) == ("medborgarlofte", [])
