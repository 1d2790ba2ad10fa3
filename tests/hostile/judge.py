"""What every input is asked: is there an answer, is it one of ours, and does it keep quiet?"""

from medborgarlofte import Agreement, AgreementError, Level, Profile, Report, loads, validate

STRUCTURE = Profile(select=())
"""No rule but those of structure, for thousands of documents of which few are new to rules."""


def judged(data: bytes | str, *, profile: Profile | str = "bra") -> tuple[Agreement | None, Report]:
    """Read *data* in both ways, and give the agreement and what is told of its structure.

    Whatever it is, :func:`validate` gives a report, and nothing but an AgreementError
    leaves :func:`loads`; the two agree on what can be read and on what is wrong with it.
    """
    report = validate(data, profile=profile)
    assert isinstance(report, Report)
    structure = Report(f for f in report if f.level is Level.STRUCTURE)
    read = _loaded(data)
    if isinstance(read, AgreementError):
        quiet(read)
        assert not structure.ok
        assert read.report.errors == structure.errors
        return None, structure
    assert structure.ok, structure
    return read, structure


def _loaded(data: bytes | str) -> Agreement | AgreementError:
    try:
        return loads(data)
    except AgreementError as error:
        return error


def quiet(error: AgreementError) -> None:
    """An error is short and shows no control character; no other error hides behind it."""
    text = str(error)
    assert len(text) < 1500
    assert all(line.isprintable() for line in text.split("\n"))
    assert error.__cause__ is None
