"""An agreement as a field of a Django model, and of a form (extra ``django``).

>>> field = AgreementFormField(lang="en")
>>> from medborgarlofte import examples
>>> field.clean(examples.source("laxa")) == examples.load("laxa")
True
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from medborgarlofte.checking import PROFILES, Profile
from medborgarlofte.findings import AgreementError, Finding, to_language
from medborgarlofte.format import dumps
from medborgarlofte.model import Agreement

from ._taking import from_database, optional_profile, shown, taken

try:
    from django import forms
    from django.core.exceptions import ValidationError
    from django.db import models
    from django.db.models.fields.json import KeyTransform
    from django.utils.translation import get_language
    from django.utils.translation import gettext_lazy as _
except ImportError:
    raise ImportError(
        'a field of a Django model needs its extra: pip install "medborgarlofte[django]"'
    ) from None

__all__ = ["AgreementField", "AgreementFormField"]


class AgreementField(models.JSONField):
    """A field of a model that holds an agreement (överenskommelse), as JSON in the database.

    It is an :class:`~medborgarlofte.Agreement` when it has been read or cleaned. JSON as text
    or bytes, or parsed already, may be assigned too. The keys of the document can be asked for
    as with any ``JSONField``: ``filter(agreement__kind="citizen_promise")``.

    ``full_clean()`` and forms tell of each finding of error level as a ``ValidationError``
    whose ``code`` is the code of the finding and whose ``params`` have ``message``,
    ``pointer`` and ``name``. What the document holds is not repeated in it.

    Args:
        profile: Which rules it must keep to be valid: ``exchange``, ``publish``, ``bra`` or
            one of your own. Where left out, those of structure, without which it cannot be
            read or saved at all. It changes nothing in the database; a migration names it
            where it is a built-in one.
        lang: The language of the messages, ``sv`` or ``en``; that of the request where left
            out: Swedish where Django's is, otherwise English.
        on: The day that counts as today; the present one where left out.

    Raises:
        AgreementError: S005 where there is no such profile, S003 where *lang* is neither;
            when saved or loaded, where what is there cannot be read as an agreement.

    Example:
        >>> from django.core.exceptions import ValidationError
        >>> from medborgarlofte.integrations.django import AgreementField
        >>> field = AgreementField(profile="exchange", lang="en")
        >>> try:
        ...     field.to_python({"medborgarlofte": "1.0", "titel": "Löften"})
        ... except ValidationError as error:
        ...     error.error_list[-1].code, error.messages[-1]
        ('S303', 'unknown key titel; did you mean title? [/titel]')
    """

    description = _("A cooperation agreement")

    def __init__(
        self,
        *args: Any,
        profile: Profile | str | None = None,
        lang: str | None = None,
        on: date | None = None,
        **kwargs: Any,
    ) -> None:
        self.profile = optional_profile(profile)
        self.lang = None if lang is None else to_language(lang)
        self.on = on
        super().__init__(*args, **{**kwargs, "encoder": _Written})

    def deconstruct(self) -> Any:
        """What a migration writes to make the field again."""
        name, path, args, kwargs = super().deconstruct()
        del kwargs["encoder"]
        named = next((name for name, each in PROFILES.items() if each == self.profile), None)
        given = {"profile": named, "lang": self.lang, "on": self.on}
        kwargs.update({key: value for key, value in given.items() if value is not None})
        return name, path, args, kwargs

    # ── From people and files ──────────────────────────────────────────────────

    def to_python(self, value: Any) -> Agreement | None:
        """The agreement that *value* is, or ``ValidationError``."""
        return None if value is None else _cleaned(value, None, self.lang, self.on)

    def validate(self, value: Any, model_instance: Any) -> None:
        """Ask the rules of the profile."""
        super().validate(value, model_instance)
        if value is not None and self.profile is not None:
            _cleaned(value, self.profile, self.lang, self.on)

    def formfield(self, **kwargs: Any) -> Any:
        """A field of a form: a text area with the JSON."""
        given = {"form_class": AgreementFormField, "lang": self.lang, **kwargs}
        return models.Field.formfield(self, **given)  # JSONField's would give it an encoder

    # ── From and to the database ───────────────────────────────────────────────

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """The agreement that was saved; what stands at a key as it stands there."""
        if value is None or isinstance(expression, KeyTransform):
            return super().from_db_value(value, expression, connection)
        return from_database(value)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """What is saved: JSON of an agreement, or nothing."""
        if isinstance(value, models.Value):
            value = value.value
        if value is not None and not hasattr(value, "as_sql"):
            value = taken(value)
        return super().get_db_prep_save(value, connection)

    def value_to_string(self, obj: Any) -> Any:
        """What ``dumpdata`` writes and ``loaddata`` reads."""
        value = self.value_from_object(obj)
        return None if value is None else dumps(taken(value), on_one_line=True)


class AgreementFormField(forms.Field):
    """A field of a form that takes an agreement (överenskommelse) as JSON.

    Args:
        profile: As for :class:`AgreementField`.
        lang: As for :class:`AgreementField`.
        on: As for :class:`AgreementField`.

    Raises:
        AgreementError: S005 where there is no such profile, S003 where *lang* is neither.

    Example:
        >>> from medborgarlofte import examples
        >>> from medborgarlofte.integrations.django import AgreementFormField
        >>> AgreementFormField(lang="sv").clean(examples.source("laxa"))
        <Agreement laxa-2018-2020, 2018-07-01/2020-06-30: 4 promises>
    """

    widget = forms.Textarea

    def __init__(
        self,
        *,
        profile: Profile | str | None = None,
        lang: str | None = None,
        on: date | None = None,
        **kwargs: Any,
    ) -> None:
        self.profile = optional_profile(profile)
        self.lang = None if lang is None else to_language(lang)
        self.on = on
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Agreement | None:
        """The agreement that *value* is, or ``ValidationError``."""
        if value in self.empty_values:
            return None
        return _cleaned(value, self.profile, self.lang, self.on)

    def prepare_value(self, value: Any) -> Any:
        """The text to show: JSON for people, or what somebody has typed."""
        return dumps(value) if isinstance(value, Agreement) else value


class _Written(json.JSONEncoder):
    """Writes an agreement with every digit; other values, which lookups send, as JSON does."""

    def encode(self, o: Any) -> str:
        return dumps(o, on_one_line=True) if isinstance(o, Agreement) else super().encode(o)


# ── Findings, as Django tells them ─────────────────────────────────────────────


def _cleaned(
    value: object, profile: Profile | None, lang: str | None, on: date | None
) -> Agreement:
    try:
        return taken(value, profile, on)
    except AgreementError as error:
        chosen = lang or ("sv" if (get_language() or "").startswith("sv") else "en")
        raise ValidationError([_told(f, chosen) for f in error.report.errors]) from None


def _told(finding: Finding, lang: str) -> ValidationError:
    """One of them; the place stands behind the message, since a form shows only that."""
    params: Mapping[str, str] = {
        "message": shown(finding.message(lang)),
        "pointer": shown(finding.pointer),
        "name": finding.rule.name,
    }
    template = "%(message)s [%(pointer)s]" if finding.pointer else "%(message)s"
    return ValidationError(template, code=finding.code, params=params)
