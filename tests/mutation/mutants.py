"""All mutants there may be of the packages, and a fair sample of them."""

import ast
import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

import parso
from attrs import frozen
from cosmic_ray.ast import ast_nodes
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.operators.provider import _OPERATORS
from operators import OURS

ROOT: Final = Path(__file__).resolve().parents[2]
SOURCE: Final = ROOT / "src" / "medborgarlofte"
PACKAGES: Final = ("values", "model", "format", "checks", "evaluation")
_OPERATOR_BY_NAME: Final[dict[str, type[Operator]]] = {
    **{name: made for name, made in _OPERATORS.items() if not made.arguments()},
    **{made.__name__: made for made in OURS},
}


@frozen(order=True)
class Site:
    """A place where one family of operators can spoil the code."""

    path: str
    line: int
    column: int
    family: str


@frozen
class Mutant:
    """One change of the code: the occurrence of an operator in a file."""

    site: Site
    operator: str
    occurrence: int

    @property
    def package(self) -> str:
        return self.site.path.split("/")[0]

    @property
    def source(self) -> str:
        return (SOURCE / self.site.path).read_text("utf-8")

    def text(self) -> str:
        """The whole file with the change."""
        return mutate_code(self.source, _OPERATOR_BY_NAME[self.operator](), self.occurrence) or ""

    def change(self) -> tuple[str, str]:
        """What was there and what is there now: the lines that differ, stripped."""
        old, new = self.source.splitlines(), self.text().splitlines()
        while old and new and old[0] == new[0]:
            del old[0], new[0]
        while old and new and old[-1] == new[-1]:
            del old[-1], new[-1]
        return " ".join(map(str.strip, old)), " ".join(map(str.strip, new))


def sites(package: str) -> dict[Site, list[Mutant]]:
    """Every site in *package*, with the mutants that can stand there."""
    found: dict[Site, list[Mutant]] = defaultdict(list)
    for path in sorted((SOURCE / package).rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        nodes = list(ast_nodes(parso.parse(path.read_text("utf-8"))))
        for operator in _OPERATOR_BY_NAME:
            for occurrence, (node, line, column) in enumerate(_positions(operator, nodes)):
                if not _proves_nothing(node):
                    site = Site(name, line, column, operator.split("_")[0])
                    found[site].append(Mutant(site, operator, occurrence))
    return found


def sample(found: dict[Site, list[Mutant]], size: int, seed: int) -> list[Mutant]:
    """*size* mutants by chance, one a site.

    A site counts once however many operators fit, or every ``+`` would weigh eleven times a
    ``not``. What does not compile, or compiles to the same, is no mutant and is drawn again.
    """
    rng = random.Random(seed)
    order = rng.sample(sorted(found), len(found))
    real = (mutant for site in order if _differs(mutant := rng.choice(found[site])))
    return list(islice(real, size))


def found_again(path: str, operator: str, before: str, after: str) -> Mutant | None:
    """The mutant that makes *before* into *after*, wherever the lines have moved to."""
    nodes = list(ast_nodes(parso.parse((SOURCE / path).read_text("utf-8"))))
    for occurrence, (_, line, column) in enumerate(_positions(operator, nodes)):
        site = Site(path, line, column, operator.split("_", maxsplit=1)[0])
        mutant = Mutant(site, operator, occurrence)
        if mutant.change() == (before, after):
            return mutant
    return None


def _positions(operator: str, nodes: list[Any]) -> Iterator[tuple[Any, int, int]]:
    made = _OPERATOR_BY_NAME[operator]()
    for node in nodes:
        for (line, column), _ in made.mutation_positions(node):
            yield node, line, column


def _proves_nothing(node: Any) -> bool:
    """Whether a mutant there would tell nothing of the tests.

    In an annotation nearly any change is a crash. What breaks a rule (``@rule.broken_by``) is
    itself a test, in the library because its users test with it too.
    """
    child, parent = node, node.parent
    while parent is not None:
        if parent.type == "annassign" and child is parent.children[1]:
            return True
        if parent.type == "tfpdef" and child is parent.children[2]:
            return True
        if parent.type == "funcdef" and child is parent.annotation:
            return True
        if parent.type == "decorated" and ".broken_by" in parent.children[0].get_code():
            return True
        child, parent = parent, parent.parent
    return False


def _differs(mutant: Mutant) -> bool:
    try:
        text = mutant.text()
        return _code(text) != _code(mutant.source)
    except SyntaxError:
        return False


def _code(text: str) -> Any:
    return ast.dump(ast.parse(text))
