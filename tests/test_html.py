"""What is seen in a notebook: short, told in the right language, and nothing but text."""

import html5lib
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from medborgarlofte import AgreementError, Text, diff, evaluate, examples, overview, validate
from medborgarlofte.display._as_markdown import escaped
from medborgarlofte.display.views import html, markdown
from medborgarlofte.model import walk
from medborgarlofte.strategies import agreements
from medborgarlofte.values import JsonObject, Kind, Part, fields_of

LAXA = examples.load("laxa")
HOSTILE = [
    "<script>alert(1)</script>", "</bdi></section><img src=x onerror=alert(1)>", '"><b>', "&lt;b&gt;",
    "<!-- x", "]]>", "`code` **b** [a](http://x.se) ![i](x) <http://y.se>", "| a | b |", "$$x$$",
    "# h", "- item", "1. one", "> q", "www.example.org", "http://example.org", "a@b.se", "&amp;copy;",
    "```", "    code", "[^1]", "~~s~~", "\\*", "*", "_e_",
]  # fmt: skip


def with_texts(value, make):
    """*value* with every text of it made anew."""
    if isinstance(value, Part):
        held = [s.name for s in fields_of(type(value)) if s.shape.kind in (Kind.TEXT, Kind.PART)]
        return value.evolve(**{n: with_texts(getattr(value, n), make) for n in held})
    if isinstance(value, tuple):
        return tuple(with_texts(item, make) for item in value)
    return Text(make()) if isinstance(value, Text) else value


def shape(markup):
    """The elements and attributes of HTML, without its text."""
    root = html5lib.parse(markup, treebuilder="etree", namespaceHTMLElements=False)
    return [
        (each.tag, sorted((k, v) for k, v in each.attrib.items() if k != "aria-label"))
        for each in root.iter()
    ]


def things(agreement):
    """All that a notebook may be asked to show of an agreement."""
    other = agreement.evolve(aim=Text("Trygghet"), promises=agreement.promises[1:])
    yield agreement
    yield from agreement.promises[:2]
    yield from agreement.follow_ups[:2]
    yield from (place.part for place in walk(agreement))
    evaluation = evaluate(agreement, "2020-06-01")
    yield evaluation
    yield from evaluation.promises
    yield validate(agreement)
    yield diff(agreement, other)
    yield overview([agreement])


@given(agreements(), st.data())
def test_html_of_the_document_never_becomes_markup(agreement, data):
    hostile = with_texts(agreement, lambda: data.draw(st.sampled_from(HOSTILE)))
    harmless = with_texts(agreement, lambda: "x")
    for bad, good in ((hostile, harmless),):
        for lang in ("sv", "en"):
            for shown, plain in ((html(bad, lang), html(good, lang)),):
                assert shape(shown) == shape(plain)
    for thing in things(hostile):
        markup = html(thing)
        allowed = {"html", "head", "body", "section", "style", "h3", "h4", "h5", "h6", "p", "dl", "div",
                   "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "ul", "li",
                   "details", "summary", "bdi", "strong"}  # fmt: skip
        names = {"class", "lang", "scope", "tabindex", "role", "aria-label"}
        for tag, attributes in shape(markup):
            assert tag in allowed
            assert {name for name, _ in attributes} <= names


@given(
    st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)
)
def test_markdown_of_the_document_never_becomes_markup(text):
    if not text.strip():
        return
    parser = MarkdownIt("gfm-like", {"linkify": False})
    tokens = parser.parse(f"- **x:** {escaped(text)}\n")
    inline = [each for token in tokens for each in token.children or ()]
    kinds = [token.type for token in tokens] + [each.type for each in inline]
    assert set(kinds) <= {
        "bullet_list_open", "list_item_open", "paragraph_open", "inline", "paragraph_close",
        "list_item_close", "bullet_list_close", "text", "strong_open", "strong_close", "text_special",
    }  # fmt: skip
    told = "".join(each.content for each in inline if each.type in ("text", "text_special"))
    assert told.split()[1:] == text.split()


def test_the_language_is_told():
    assert ' lang="sv"' in html(LAXA)
    assert "Löften" in html(LAXA)
    assert "Promises" in html(LAXA, "en")
    two = LAXA.evolve(title=Text(sv="Löften", en="Promises given"))
    assert "<bdi>Promises given</bdi>" in html(two, "en")
    only = LAXA.evolve(title=Text(sv="Löften", fi="Lupaukset"))
    assert '<bdi lang="sv">Löften</bdi>' in html(only, "en")
    english = evolve(LAXA, language="en")
    assert ' lang="en"' in html(english)


@pytest.mark.parametrize(("lang", "label"), [("sv", "Period"), ("en", "Period")])
def test_a_promise_tells_its_own_period(lang, label):
    promise = LAXA.promises[0].evolve(period="2019-03/2019-08")
    facts = f"**{label}:** 2019-03–2019-08"
    assert facts in markdown(promise, lang)
    assert facts not in markdown(LAXA.promises[0], lang)
    assert "2019-03–2019-08" in html(promise, lang)


def test_what_is_long_is_folded():
    first = LAXA.promises[0]
    many = LAXA.evolve(promises=[first.evolve(id=f"p-{n}") for n in range(40)])
    assert "<summary>Visa 32 till</summary>" in html(many)
    assert html(many).count("<details>") == html(LAXA).count("<details>") + 1


def test_the_notebook_asks_the_thing_itself():
    for thing in things(examples.load("strangnas")):
        assert thing._repr_html_() == html(thing)
        assert thing._repr_markdown_() == markdown(thing)
    assert diff(LAXA, LAXA).to_html("en") == html(diff(LAXA, LAXA), "en")
    assert "Nothing has changed." in html(diff(LAXA, LAXA), "en")


def test_counts_against_numbers_are_seen():
    shown = html(evaluate(examples.load("strangnas"), "2020-06-01"))
    for words in ("20 av 8: uppfyllt", "3 av 2: uppfyllt", "4 av 4: uppfyllt"):
        assert words in shown
    assert "303: gjort, men inte mätbart mot löftet" in shown


@pytest.mark.parametrize("wrong", [5, None, "x", [], object()])
def test_what_cannot_be_shown_is_our_error(wrong):
    with pytest.raises(AgreementError):
        html(wrong)


def test_unknown_fields_are_not_shown():
    assert "hemligt" not in html(LAXA.evolve(extensions=JsonObject({"x_a": "hemligt"})))
