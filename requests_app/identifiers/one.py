"""One identifier: its value, its port, its period and its note, judged together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from requests_app.identifiers.values import TYPES, clean_value
from requests_app.instants import parse_instant
from requests_app.kinds.base import GivenIdentifier
from requests_app.kinds.fields import FieldError, bounded_text, whole_number

LONGEST_NOTE = 500
_KNOWN = {"type", "value", "port", "at", "until", "note"}
# What the contract's own answers carry beside, so that a row read can be sent back.
_IGNORED = {"id", "at_offset", "until_offset"}
_UNKNOWN_NAMED = 20
_WITH_PORT = ("ip", "domain", "url")


def clean_identifier(raw: Any) -> tuple[GivenIdentifier | None, dict[str, list[str]]]:
    """(identifier, errors): either the identifier in one form, or every wrong field at once with what to do."""
    if not isinstance(raw, Mapping):
        return None, {"": [_("An identifier is an object with type, value, port, at, until and note.")]}
    errors: dict[str, list[str]] = {
        str(name)[:40]: [_("There is no such field in an identifier.")]
        for name in islice((name for name in raw if name not in _KNOWN | _IGNORED), _UNKNOWN_NAMED)
    }

    def attempt(field: str, clean: Callable[[], Any]) -> Any:
        try:
            return clean()
        except ValueError as error:
            errors[field] = [str(error)]
            return None

    type_ = raw.get("type")
    if type_ not in TYPES:
        errors["type"] = [_("Choose one of: %(types)s.") % {"types": ", ".join(TYPES)}]
    value = attempt("value", lambda: clean_value(str(type_), raw.get("value")))
    port = attempt("port", lambda: clean_port(raw.get("port")))
    at = attempt("at", lambda: _instant(raw.get("at")))
    until = attempt("until", lambda: _instant(raw.get("until")))
    note = attempt("note", lambda: _note(raw.get("note")))
    if type_ == "ip" and at is None and "at" not in errors:
        errors["at"] = [_("Enter when the address was used: the same address belongs to others at other times.")]
    if port is not None and type_ in TYPES and type_ not in _WITH_PORT:
        errors["port"] = [_("Only an IP address has a port. Leave it empty.")]
    if until is not None and "until" not in errors:
        if at is None and "at" not in errors:
            errors["at"] = [_("Enter when the period begins, or leave its end empty.")]
        elif at is not None and until < at:
            errors["until"] = [_("The period ends before it begins: correct one of the two.")]
    if errors:
        return None, errors
    return GivenIdentifier(type=str(type_), value=value, port=port, at=at, until=until, note=note), {}


def clean_port(raw: Any) -> int | None:
    if raw in (None, ""):
        return None
    port = whole_number(raw)
    if port is None or not 1 <= port <= 65535:
        raise FieldError(_("Enter the source port as a number from 1 to 65535."))
    return port


def _instant(raw: Any) -> datetime | None:
    return None if raw in (None, "") else parse_instant(raw)


def _note(raw: Any) -> str:
    if raw in (None, ""):
        return ""
    if not isinstance(raw, str):
        raise FieldError(_("This must be text in quotation marks."))
    return bounded_text(raw, LONGEST_NOTE)
