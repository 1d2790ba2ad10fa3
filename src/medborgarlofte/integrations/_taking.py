"""What the integrations have in common: an agreement of whatever it comes as."""

from collections.abc import Mapping
from datetime import date

from medborgarlofte.checking import Profile, validate
from medborgarlofte.findings import AgreementError, Finding
from medborgarlofte.findings.structure import WRONG_INPUT
from medborgarlofte.format import from_tree, loads
from medborgarlofte.model import Agreement


def taken(value: object, profile: Profile | str | None = None, on: date | None = None) -> Agreement:
    """The agreement that *value* is: JSON as text or bytes, JSON already parsed, or itself.

    Args:
        value: What there is.
        profile: The rules that it is asked to keep; none beside those of structure where
            left out.
        on: The day that counts as today.

    Raises:
        AgreementError: where it cannot be read, or breaks a rule at error level.
    """
    if isinstance(value, Agreement):
        agreement = value
    elif isinstance(value, str | bytes | bytearray):
        agreement = loads(bytes(value) if isinstance(value, bytearray) else value)
    elif isinstance(value, Mapping):
        agreement = from_tree(value)
    else:
        found = type(value).__name__
        raise AgreementError.of(
            Finding.of(WRONG_INPUT, expected="JSON or an Agreement", found=found)
        )
    if profile is not None:
        validate(agreement, profile=profile, on=on).raise_for_errors()
    return agreement
