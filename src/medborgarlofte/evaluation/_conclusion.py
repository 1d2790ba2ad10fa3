"""What every conclusion has: its reasons, each with a rule and the facts under it."""

from attrs import field, frozen

from medborgarlofte.findings import Words


@frozen
class Reason:
    """One step of why something is concluded (skäl).

    Attributes:
        rule: The name of the rule that was applied, in ``snake_case``: ``period_ended``.
        words: The reason in Swedish and English.
        pointers: JSON Pointers to the facts that it rests on.
    """

    rule: str
    words: Words
    pointers: tuple[str, ...] = ()


@frozen(kw_only=True)
class Conclusion:
    """Something that follows from the facts (slutsats), and may be asked why.

    Attributes:
        reasons: What it follows from, the weightiest first.
    """

    reasons: tuple[Reason, ...] = field(default=(), repr=False)

    def why(self, lang: str = "sv") -> str:
        """The reasons in words, one on each line, in Swedish (``sv``) or English (``en``)."""
        return "\n".join(reason.words.in_language(lang) for reason in self.reasons)

    @property
    def pointers(self) -> tuple[str, ...]:
        """Where the facts stand, each place once."""
        return tuple(dict.fromkeys(p for reason in self.reasons for p in reason.pointers))
