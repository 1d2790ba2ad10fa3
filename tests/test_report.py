"""The report for the public: all of it, nothing that is not for everyone, and only text."""

import itertools

import html5lib
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from medborgarlofte import (
    AgreementError,
    Contact,
    Indicator,
    Target,
    Text,
    examples,
    redact,
    report,
    write,
)
from medborgarlofte.__main__ import main
from medborgarlofte.checks._exemplary import exemplary
from medborgarlofte.strategies import agreements
from test_html import HOSTILE, shape, with_texts


@given(agreements(), st.data(), st.sampled_from(["sv", "en"]))
def test_text_of_the_document_never_becomes_markup(agreement, data, lang):
    hostile = with_texts(agreement, lambda: data.draw(st.sampled_from(HOSTILE)))
    harmless = with_texts(agreement, lambda: "x")
    # what is masked, because it stands in a field that is not for everyone too, may differ
    assume(len(redact(hostile).withheld) == len(redact(harmless).withheld))
    pages = [report(each, "2024-06-01", lang=lang) for each in (hostile, harmless)]
    assert shape(pages[0]) == shape(pages[1])
    parser = MarkdownIt("gfm-like", {"linkify": False})
    kinds = []
    for each in (hostile, harmless):
        tokens = parser.parse(report(each, "2024-06-01", lang=lang, to="md"))
        inside = [child.type for token in tokens for child in token.children or ()]
        kinds.append([token.type for token in tokens])
        assert not {"html_inline", "link_open", "image", "em_open", "code_inline", "s_open"} & {
            *inside
        }
        assert "html_block" not in kinds[-1]
    assert kinds[0] == kinds[1]


def test_strangnas_as_it_went():
    page = report(examples.load("strangnas"), "2020-06-01")
    for words in ("20 av 8: uppfyllt", "3 av 2: uppfyllt", "4 av 4: uppfyllt", "Har löpt ut",
                  "303: gjort, men inte mätbart mot löftet", "uppfyllt"):  # fmt: skip
        assert words in page
    assert "Inte bedömt" in report(examples.load("strangnas"), "2019-06-01")


def test_an_indicator_that_nobody_has_measured_is_named_and_has_no_table():
    indicator = Indicator(id="trygga", name="Andel trygga")
    for targets, tables in (((), 0), ((Target(value=80),), 1)):
        one = examples.load("laxa").evolve(indicators=[indicator.evolve(targets=targets)])
        page = report(one, "2020-06-01")
        assert "<h3><bdi>Andel trygga</bdi></h3>" in page
        assert page.count("<caption>Andel trygga</caption>") == tables


def test_the_page_is_whole_and_asks_nothing_of_elsewhere():
    page = report(exemplary(), "2026-02-01")
    root = html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False)
    assert root.get("lang") == "sv"
    tags = [each.tag for each in root.iter()]
    assert not {"script", "link", "img", "iframe", "form", "input", "object"} & set(tags)
    levels = [int(tag[1]) for tag in tags if tag in ("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    for table in root.iter("table"):
        assert table.find("caption").text
        assert all(cell.get("scope") for cell in table.iter("th"))
    assert "url(" not in page
    assert "@import" not in page


def test_what_is_not_for_everyone_is_not_there():
    agreement = exemplary().evolve(
        contact=Contact(function="Kommunpolis", email="nn@example.org", phone="021-39 00 00"),
        extensions={"x_a": "hemligt"},
        aim=Text("Ring 021-39 00 00."),
    )
    for to in ("html", "md"):
        page = report(agreement, "2026-02-01", to=to)
        for secret in ("nn@example.org", "021-39 00 00", "hemligt"):
            assert secret not in page
    assert "Detta har tagits bort" in report(agreement, "2026-02-01")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("sv", ("**Syfte:** Fler ska", "**Platser:** Centrum, Torget", "**Platser:** Torget",
                "**Syfte:** Färre undviker torget.", "**Bedömt:** 2025-12-31",
                "| Åtagande | Lovat | Vem gör det | Hur det gick |",
                "| Lokalpolisområde Exempelstad, Exempelstads kommun |")),
        ("en", ("**Aim:** Fler ska", "**Places:** Centrum, Torget", "**Places:** Torget",
                "**Aim:** Färre undviker torget.", "**Judged:** 2025-12-31",
                "| Commitment | Promised | Who does it | How it went |",
                "| Lokalpolisområde Exempelstad, Exempelstads kommun |")),
    ],
)  # fmt: skip
def test_what_it_is_for_where_it_holds_and_who_does_what(lang, said):
    agreement = exemplary()
    (promise,) = agreement.promises
    agreement = agreement.evolve(promises=[promise.evolve(aim="Färre undviker torget.")])
    page = report(agreement, "2026-02-01", lang=lang, to="md")
    for words in said:
        assert words in page
    (commitment,) = promise.commitments
    nobody = promise.evolve(commitments=[commitment.evolve(by=())])
    assert "Vem gör det" not in report(agreement.evolve(promises=[nobody]), "2026-02-01")


def test_aim_and_places_are_masked_as_all_else_is():
    agreement = exemplary()
    area, *others = agreement.areas
    (promise,) = agreement.promises
    agreement = agreement.evolve(
        contact=Contact(function="Kommunpolis", phone="021-39 00 00"),
        areas=(area.evolve(name="Torget 021-39 00 00"), *others),
        promises=[promise.evolve(aim="Fler ringer 021-39 00 00.", areas=area.id)],
    )
    for to in ("html", "md"):
        page = report(agreement, "2026-02-01", to=to)
        assert "39 00 00" not in page
        assert "Fler ringer" in page


def test_on_the_command_line(tmp_path, capsys):
    write(examples.load("strangnas"), tmp_path / "löfte.json")
    argv = ["report", str(tmp_path / "löfte.json"), "--on", "2020-06-01"]
    assert main(argv) == 0
    shown = capsys.readouterr().out
    assert shown == report(examples.load("strangnas"), "2020-06-01")
    assert main([*argv, "--to", "md", "--lang", "en", "-o", str(tmp_path / "ut.md")]) == 0
    assert (tmp_path / "ut.md").read_text("utf-8").startswith("# Medborgarlöfte")
    assert main([*argv, "-o", str(tmp_path / "löfte.json")]) == 2
    capsys.readouterr()


@pytest.mark.parametrize("wrong", [5, None, "x", []])
def test_wrong_kinds_are_refused(wrong):
    with pytest.raises(AgreementError):
        report(wrong)
    with pytest.raises(AgreementError):
        report(exemplary(), to=wrong)
