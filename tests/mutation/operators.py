"""Four ways to spoil code beside those of Cosmic Ray, which knows operators and numbers."""

from collections.abc import Iterator
from typing import Any, Final

from cosmic_ray.operators.operator import Operator
from parso.python.tree import Keyword

Position = tuple[tuple[int, int], tuple[int, int]]


def _span(node: Any) -> Position:
    return node.start_pos, node.end_pos


class _Ours(Operator):
    """What is common: at most one mutant of a node, where :meth:`fits` says so."""

    def fits(self, node: Any) -> bool:
        raise NotImplementedError

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        if self.fits(node):
            yield _span(node)

    @classmethod
    def examples(cls) -> tuple[()]:
        return ()


class StringReplacer(_Ours):
    """A key, code or form becomes another; what people read is held by the generated pages."""

    def fits(self, node: Any) -> bool:
        if node.type != "string" or " " in node.value or _is_for_people(node):
            return False
        statement = node.search_ancestor("simple_stmt")
        first = statement.get_first_leaf() if statement else None
        return first is not node and getattr(first, "value", "") != "__all__"

    def mutate(self, node: Any, _index: int) -> Any:
        quote = min(at for mark in "\"'" if (at := node.value.find(mark)) >= 0)
        node.value = f"{node.value[: quote + 1]}XX{node.value[quote + 1 :]}"
        return node


class ReturnNone(_Ours):
    """A function gives nothing back."""

    def fits(self, node: Any) -> bool:
        return node.type == "return_stmt" and getattr(node.children[1], "value", "") != "None"

    def mutate(self, node: Any, _index: int) -> Any:
        node.children[1:] = [_word("None", node.children[1])]
        return node


class StatementRemover(_Ours):
    """A call, a raise, a yield or ``x += y`` does not happen."""

    def fits(self, node: Any) -> bool:
        if node.type != "simple_stmt":
            return False
        what = node.children[0]
        if what.type in ("raise_stmt", "yield_expr"):
            return True
        if what.type == "expr_stmt":
            return what.children[1].type == "operator" and what.children[1].value.endswith("=") and (
                len(what.children[1].value) > 1
            )  # fmt: skip
        return what.type in ("atom_expr", "power")

    def mutate(self, node: Any, _index: int) -> Any:
        node.children[0] = _word("pass", node.children[0])
        return node


class ArgumentRemover(Operator):
    """A keyword argument is not given."""

    def _named(self, node: Any) -> list[int]:
        if node.type not in ("arglist", "trailer"):
            return []
        return [
            at
            for at, child in enumerate(node.children)
            if child.type == "argument" and getattr(child.children[1], "value", "") == "="
        ]

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        yield from [_span(node.children[at]) for at in self._named(node)]

    def mutate(self, node: Any, index: int) -> Any:
        at = self._named(node)[index]
        comma = node.type == "arglist" and at + 1 < len(node.children)
        del node.children[at : at + 1 + comma]
        return node

    @classmethod
    def examples(cls) -> tuple[()]:
        return ()


def _is_for_people(node: Any) -> bool:
    """Whether a string is given to ``says("Parterna.", "The parties.")`` or the like."""
    call = node.search_ancestor("atom_expr", "power")
    return call is not None and call.get_first_leaf().value in ("says", "Words", "_W")


def _word(word: str, instead_of: Any) -> Any:
    first = instead_of.get_first_leaf()
    return Keyword(word, first.start_pos, first.prefix or "")


OURS: Final = (StringReplacer, ReturnNone, StatementRemover, ArgumentRemover)
