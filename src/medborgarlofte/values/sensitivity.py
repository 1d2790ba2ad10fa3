"""Who a fact is for: everyone, those who work together, or the parties alone."""

from .codes import ClosedCodelist


class Sensitivity(ClosedCodelist):
    """Who may read a field (känslighet); also what a reader is called who may."""

    PUBLIC = "public", "alla", "everyone"
    PARTNERS = "partners", "de som samverkar", "those who work together"
    INTERNAL = "internal", "parterna själva", "the parties alone"

    def may_read(self, mark: "Sensitivity") -> bool:
        """Tell whether a reader of this sort may read a field with *mark*.

        Raises:
            AgreementError: S307 where *mark* is no sensitivity.

        Example:
            >>> from medborgarlofte.codelists import Sensitivity
            >>> Sensitivity.PARTNERS.may_read(Sensitivity.INTERNAL)
            False
        """
        order = self.codes()
        return order.index(Sensitivity(mark).value) <= order.index(self.value)
