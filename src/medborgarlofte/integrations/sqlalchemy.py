"""An agreement as a column in SQLAlchemy (extra ``sqlalchemy``).

>>> from sqlalchemy import create_engine
>>> from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
>>> from medborgarlofte import examples
>>> class Base(DeclarativeBase):
...     pass
>>> class Filing(Base):
...     __tablename__ = "filings"
...     id: Mapped[int] = mapped_column(primary_key=True)
...     agreement: Mapped[Agreement] = mapped_column(AgreementType())
>>> engine = create_engine("sqlite://")
>>> Base.metadata.create_all(engine)
>>> with Session(engine) as session:
...     session.add(Filing(id=1, agreement=examples.load("laxa")))
...     session.commit()
...     session.get(Filing, 1).agreement == examples.load("laxa")
True
>>> engine.dispose()
"""

from datetime import date
from typing import Any, Final

from medborgarlofte.checking import Profile
from medborgarlofte.model import Agreement

from ._taking import from_database, in_doubles, optional_profile, taken

try:
    from sqlalchemy import JSON, ColumnElement, Dialect, type_coerce
    from sqlalchemy.dialects.postgresql import JSONB
    from sqlalchemy.types import TypeDecorator, TypeEngine
except ImportError:
    raise ImportError(
        'a column of SQLAlchemy needs its extra: pip install "medborgarlofte[sqlalchemy]"'
    ) from None

__all__ = ["AgreementType"]


_JSON: Final = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class _Asked(TypeDecorator.Comparator[Any], JSON.Comparator[Any]):
    """What stands at a key is JSON, and no agreement."""

    def __getitem__(self, index: Any) -> ColumnElement[Any]:
        at_key: ColumnElement[Any] = type_coerce(self.expr, _JSON)[index]
        return at_key


class AgreementType(TypeDecorator[Agreement]):
    """A column that holds an agreement (överenskommelse): ``JSON``, in PostgreSQL ``JSONB``.

    JSON as text or bytes, or parsed already, may be given too. The keys of the document can be
    asked for as with any such column: ``Filing.agreement["title"].as_string()``.

    Numbers are written as doubles, which carry each of ours; 61.50 becomes 61.5.

    Args:
        profile: Which rules an agreement must keep to be saved: ``exchange``, ``publish``,
            ``bra`` or one of your own. Where left out, those of structure.
        on: The day that counts as today; the present one where left out.

    Raises:
        AgreementError: S005 where there is no such profile. What cannot be saved raises
            ``sqlalchemy.exc.StatementError``, whose ``orig`` is our error.

    Example:
        >>> from sqlalchemy import Column, Integer, MetaData, Table
        >>> from medborgarlofte.integrations.sqlalchemy import AgreementType
        >>> filings = Table(
        ...     "filings",
        ...     MetaData(),
        ...     Column("id", Integer, primary_key=True),
        ...     Column("agreement", AgreementType(profile="exchange"), nullable=False),
        ... )
        >>> filings.c.agreement.type.python_type.__name__
        'Agreement'
    """

    impl = JSON
    cache_ok = True
    comparator_factory = _Asked  # pyright: ignore[reportAssignmentType]  # as SQLAlchemy's pages say it

    def __init__(self, profile: Profile | str | None = None, *, on: date | None = None) -> None:
        super().__init__(none_as_null=True)
        self.profile = optional_profile(profile)
        self.on = on

    @property
    def python_type(self) -> type[Agreement]:
        """The class of what is read."""
        return Agreement

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type in the database."""
        return _JSON.dialect_impl(dialect)

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002  # SQLAlchemy gives it
        """What is saved."""
        return None if value is None else in_doubles(taken(value, self.profile, self.on))

    def process_result_value(self, value: Any, dialect: Dialect) -> Agreement | None:  # noqa: ARG002  # SQLAlchemy gives it
        """What is read."""
        return None if value is None else from_database(value)
