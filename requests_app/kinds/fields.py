"""The questions a form may ask. One table of them drives the page, the HTTP contract and the document alike.

A field cleans one JSON value: `clean(raw)` gives the value to store or raises `FieldError` with a sentence that says
what is wrong and how to mend it. Pure: no database, no clock.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.instants import EARLIEST, LATEST, parse_instant

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# Words for people are translated when they are shown, not when they are written down.
Text: TypeAlias = "str | _StrPromise"


class FieldError(ValueError):
    """Why a value cannot be taken; `errors` has one entry per wrong part ("" for the field itself)."""

    def __init__(self, message: str, part: str = "") -> None:
        super().__init__(message)
        self.errors: dict[str, list[str]] = {part: [message]}

    @classmethod
    def of(cls, errors: dict[str, list[str]]) -> FieldError:
        first = next(iter(errors.values()))[0]
        error = cls(first)
        error.errors = errors
        return error


@dataclass(frozen=True, kw_only=True)
class Field:
    name: str
    label: Text
    hint: Text = ""
    article: str = ""

    def clean(self, raw: Any) -> Any:
        """The value to store for `raw`; None and "" mean not answered."""
        if raw is None or raw == "":
            return self.empty()
        return self.clean_answer(raw)

    def empty(self) -> Any:
        return None

    def clean_answer(self, raw: Any) -> Any:
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class TextField(Field):
    max_length: int = 300
    rows: int = 1

    def empty(self) -> Any:
        return ""

    def clean_answer(self, raw: Any) -> str:
        if not isinstance(raw, str):
            raise FieldError(_("This must be text in quotation marks."))
        return bounded_text(raw, self.max_length)


def bounded_text(raw: str, max_length: int) -> str:
    """`raw` with its line ends made one kind and its margins cut; refuses what cannot be stored or printed."""
    text = raw.replace("\r\n", "\n").strip()
    if "\x00" in text:
        raise FieldError(_("This text has a NUL character in it. Remove it: it is usually left by a broken copy."))
    if any(0xD800 <= ord(char) <= 0xDFFF for char in text):
        raise FieldError(_("This text has half of a character in it. Type the character again."))
    if len(text) > max_length:
        raise FieldError(
            _("This is %(length)d characters long. Shorten it to %(limit)d.")
            % {"length": len(text), "limit": max_length}
        )
    return text


@dataclass(frozen=True, kw_only=True)
class ChoicesField(Field):
    """Any number of a closed list, kept in the order of the list."""

    choices: tuple[tuple[str, Text], ...]

    def empty(self) -> Any:
        return []

    def clean_answer(self, raw: Any) -> list[str]:
        if isinstance(raw, str) or not isinstance(raw, Sequence):
            raise FieldError(_("This must be a list."))
        allowed = [code for code, _label in self.choices]
        wrong = [str(one)[:40] for one in raw if one not in allowed]
        if wrong:
            raise FieldError(
                _("“%(wrong)s” is not one of the answers. Choose from: %(allowed)s.")
                % {"wrong": ", ".join(wrong[:5]), "allowed": ", ".join(allowed)}
            )
        return [code for code in allowed if code in raw]


@dataclass(frozen=True, kw_only=True)
class FlagField(Field):
    def empty(self) -> Any:
        return False

    def clean_answer(self, raw: Any) -> bool:
        if not isinstance(raw, bool):
            raise FieldError(_("This must be true or false."))
        return raw


def whole_number(raw: Any) -> int | None:
    """The number that `raw` is or writes in plain digits; None for all that only looks like one, as 1_000 or 6.0."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    written = isinstance(raw, str) and re.fullmatch(r"\s*-?[0-9]{1,12}\s*", raw)
    return int(raw) if written else None


@dataclass(frozen=True, kw_only=True)
class NumberField(Field):
    minimum: int
    maximum: int
    below: Text = ""

    def clean_answer(self, raw: Any) -> int:
        number = whole_number(raw)
        if number is None:
            raise FieldError(_("Enter a whole number, such as %(example)d.") % {"example": self.minimum})
        if number < self.minimum and self.below:
            raise FieldError(str(self.below))
        if not self.minimum <= number <= self.maximum:
            raise FieldError(
                _("Enter a number from %(minimum)d to %(maximum)d.")
                % {"minimum": self.minimum, "maximum": self.maximum}
            )
        return number


@dataclass(frozen=True, kw_only=True)
class DayField(Field):
    """A calendar day, stored as YYYY-MM-DD."""

    def clean_answer(self, raw: Any) -> str:
        day = raw if isinstance(raw, date) else _day(raw)
        if day is None:
            raise FieldError(_("Enter a day that exists, as year-month-day, such as 2026-12-31."))
        if not EARLIEST.date() <= day < LATEST.date():
            raise FieldError(_("The year must be between 1970 and 2099."))
        return day.isoformat()


def _day(raw: Any) -> date | None:
    try:
        return date.fromisoformat(raw) if isinstance(raw, str) and len(raw) == 10 else None
    except ValueError:
        return None


@dataclass(frozen=True, kw_only=True)
class InstantField(Field):
    """A point in time, stored as ISO 8601 with the offset it was given with."""

    def clean_answer(self, raw: Any) -> str:
        try:
            return parse_instant(raw).isoformat()
        except ValueError as error:
            raise FieldError(str(error)) from error


@dataclass(frozen=True, kw_only=True)
class GroupField(Field):
    """Several answers that belong together, such as a custodian's name, country and contact. All empty means None."""

    parts: tuple[TextField | DayField, ...] = field(default=())

    def clean_answer(self, raw: Any) -> dict[str, Any] | None:
        if not isinstance(raw, Mapping):
            raise FieldError(
                _("This must be an object with %(parts)s.") % {"parts": ", ".join(part.name for part in self.parts)}
            )
        errors: dict[str, list[str]] = {}
        known = {part.name for part in self.parts}
        for name in raw:
            if name not in known:
                errors[str(name)[:40]] = [_("There is no such field here.")]
        cleaned: dict[str, Any] = {}
        for part in self.parts:
            try:
                cleaned[part.name] = part.clean(raw.get(part.name))
            except FieldError as error:
                errors[part.name] = error.errors[""]
        if errors:
            raise FieldError.of(errors)
        return cleaned if any(cleaned.values()) else None


def person_fields(name: str, label: Text, hint: Text = "") -> GroupField:
    """The lines that the official form asks of a person to contact."""
    return GroupField(
        name=name,
        label=label,
        hint=hint,
        parts=(
            TextField(name="name", label=gettext_lazy("Name")),
            TextField(name="job_title", label=gettext_lazy("Job title")),
            TextField(name="function", label=gettext_lazy("Function")),
            TextField(name="telephone", label=gettext_lazy("Telephone number"), max_length=60),
            TextField(name="cell_phone", label=gettext_lazy("Cell phone number"), max_length=60),
            TextField(name="email", label=gettext_lazy("E-mail address")),
        ),
    )


def body_fields(name: str, label: Text, hint: Text = "") -> GroupField:
    """The lines that the official form asks of an organisation in charge."""
    return GroupField(
        name=name,
        label=label,
        hint=hint,
        parts=(
            TextField(name="organisation", label=gettext_lazy("Organisation")),
            TextField(name="person", label=gettext_lazy("Person in charge")),
            TextField(name="address", label=gettext_lazy("Address"), max_length=500, rows=3),
            TextField(name="telephone", label=gettext_lazy("Telephone number"), max_length=60),
            TextField(name="cell_phone", label=gettext_lazy("Cell phone number"), max_length=60),
            TextField(name="email", label=gettext_lazy("E-mail address")),
            TextField(name="fax", label=gettext_lazy("Fax number"), max_length=60),
        ),
    )
