"""Makes the glossary, sv–en, of the classes, the codelists and docs/terms.toml."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import medborgarlofte
from medborgarlofte import Agreement, codelists
from medborgarlofte.values import Codelist, Kind, Part, fields_of

DOCS = Path(__file__).resolve().parent
MADE = "<!-- Made by docs/generate.py of the classes and docs/terms.toml; do not edit. -->\n"
HEAD = """# Glossary

The Swedish word comes first, since the documents are in Swedish; then what it is in English, and
where it stands in the library. The order is the Swedish alphabet's, with å, ä and ö last.

- [Words of the field](#words-of-the-field): what people in the work say.
- [Classes](#classes): what the library calls the parts of an agreement, and what follows from it.
- [Codelists](#codelists), and [their codes](#codes): the values that have fixed names.
"""


def pages() -> Iterator[tuple[str, str]]:
    """The glossary with its path below docs/."""
    yield "glossary.md", MADE + glossary()


def glossary() -> str:
    """All words, in four parts."""
    return "".join(
        [
            HEAD,
            "\n## Words of the field\n\n",
            *(_term(each) for each in sorted(terms(), key=lambda each: _swedish(each["sv"]))),
            "## Classes\n\n| på svenska | class | what it is |\n|---|---|---|\n",
            *_rows(_class_row(cls) for cls in classes()),
            "\n## Codelists\n\n| på svenska | codelist | what it tells |\n|---|---|---|\n",
            *_rows(_list_row(each) for each in lists()),
            "\n## Codes\n\n| på svenska | in English | code |\n|---|---|---|\n",
            *_rows(
                (item.label("sv"), item.label("en"), _link(each, f"{each.__name__}.{item.value}"))
                for each in lists()
                for item in each
            ),
        ]
    )


def terms() -> list[dict[str, str]]:
    """The words of the field."""
    return tomllib.loads((DOCS / "terms.toml").read_text("utf-8"))["term"]


def lists() -> list[type[Codelist]]:
    """Every codelist of the format."""
    return [getattr(codelists, name) for name in codelists.__all__]


def parts() -> list[type[Part]]:
    """Every class of the format, found from the agreement."""
    found: list[type[Part]] = [Agreement]
    for cls in found:  # grows while it is read
        held = [spec.shape.type for spec in fields_of(cls) if spec.shape.kind is Kind.PART]
        found += [each for each in dict.fromkeys(held) if each not in found]
    return found


def classes() -> list[type]:
    """The classes of the format, and the other public ones that say their Swedish term."""
    public = (getattr(medborgarlofte, name) for name in medborgarlofte.__all__)
    others = [each for each in public if isinstance(each, type) and said(each)[0]]
    return list(dict.fromkeys([*parts(), *others]))


def said(cls: type) -> tuple[str, str]:
    """The Swedish term of a class, and what it is: from the first line of its docstring."""
    first = (cls.__doc__ or "").partition("\n")[0].strip()
    found = re.fullmatch(r"([^()]*?) ?\(([^()]+)\)(.*)", first)
    what = f"{found[1]}{found[3]}" if found else first
    what = re.sub(r":\w+:`~?([^`]+)`", r"`\1`", what).replace("``", "`")
    return found[2] if found else "", what


def _term(each: dict[str, str]) -> str:
    where = _where(each.get("code"))
    return f"{each['sv']}\n: *{each['en']}*. {each['what']}{f' {where}' if where else ''}\n\n"


def _class_row(cls: type) -> tuple[str, ...]:
    term, what = said(cls)
    if issubclass(cls, Part) and cls in parts():
        return term, f"[`{cls.__name__}`](reference/model.md#{cls.__name__.lower()})", what
    return term, f"[`{cls.__name__}`]({_page(cls.__name__)})", what


def _page(name: str) -> str:
    """Where the reference of the library tells of a class at the top."""
    for page in sorted((DOCS / "reference" / "api").glob("*.md")):
        if re.search(rf":: medborgarlofte\.{name}$", page.read_text("utf-8"), re.MULTILINE):
            return f"reference/api/{page.name}#medborgarlofte.{name}"
    raise LookupError(name)


def _list_row(each: type[Codelist]) -> tuple[str, ...]:
    term, what = said(each)
    return term, _link(each, each.__name__), what


def _where(code: str | None) -> str:
    """A link to what *code* names, which has to be there."""
    if code is None:
        return ""
    name, _, of = code.partition(".")
    if name in codelists.__all__:
        each = getattr(codelists, name)
        if of:
            each(of)  # refuses a code that there is not
        return _link(each, code)
    cls: Any = getattr(medborgarlofte, name)
    if of and of not in {spec.key for spec in fields_of(cls)}:
        raise LookupError(code)
    in_model = issubclass(cls, Part) and cls in parts()
    return f"[`{code}`](reference/model.md#{name.lower()})" if in_model else f"`{code}`"


def _link(each: type[Codelist], code: str) -> str:
    return f"[`{code}`](reference/codelists.md#{each.__name__.lower()})"


def _rows(rows: Any) -> Iterator[str]:
    for cells in sorted(rows, key=lambda cells: (_swedish(cells[0]), cells[1:])):
        yield f"| {' | '.join(cells)} |\n"


def _swedish(words: str) -> str:
    """What sorts as the Swedish alphabet does, capitals among small letters."""
    return words.lower().translate(str.maketrans("åäöé", "{|}e"))
