"""What every conclusion has: its reasons, each with a rule and the facts under it."""

from attrs import field, frozen

from medborgarlofte.findings import Words, to_language


@frozen
class Reason:
    """One step of why something is concluded (skäl).

    Example:
        >>> from medborgarlofte import examples, status
        >>> (reason,) = status(examples.load("laxa"), "2020-07-01").reasons
        >>> reason.rule, reason.words.sv, reason.pointers
        ('period_ended', 'Dess period slutade 2020-06-30.', ('/period/end',))

    Attributes:
        rule: The name of the rule that was applied, in ``snake_case``: ``period_ended``.
        words: The reason in Swedish and English.
        pointers: JSON Pointers (RFC 6901) to the facts that it rests on.
    """

    rule: str
    words: Words
    pointers: tuple[str, ...] = ()


@frozen(kw_only=True)
class Conclusion:
    """Something that follows from the facts (slutsats), and may be asked why.

    What :mod:`medborgarlofte.evaluation` tells is of this class, or of one that builds on it.

    Example:
        >>> from medborgarlofte import Conclusion, examples, status
        >>> concluded = status(examples.load("laxa"), "2019-01-01")
        >>> isinstance(concluded, Conclusion), concluded.pointers
        (True, ('/period',))

    Attributes:
        reasons: What it follows from, the weightiest first.
    """

    reasons: tuple[Reason, ...] = field(default=(), repr=False)

    def why(self, lang: str = "sv") -> str:
        """The reasons in words, one on each line.

        Args:
            lang: ``sv`` or ``en``.

        Raises:
            AgreementError: S003 where *lang* is neither.

        Example:
            >>> from medborgarlofte import examples, status
            >>> status(examples.load("laxa"), "2019-01-01").why("sv")
            'Dess period är 2018-07-01–2020-06-30.'
        """
        chosen = to_language(lang)
        return "\n".join(reason.words.in_language(chosen) for reason in self.reasons)

    @property
    def pointers(self) -> tuple[str, ...]:
        """Where the facts stand, each place once."""
        return tuple(dict.fromkeys(p for reason in self.reasons for p in reason.pointers))
