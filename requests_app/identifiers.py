"""Identifiers as people give them, checked one by one and brought into one form. Pure."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

import idna
import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _

from requests_app.instants import parse_instant
from requests_app.kinds.base import GivenIdentifier
from requests_app.kinds.fields import FieldError, bounded_text, whole_number

TYPES = ("ip", "email", "account", "url", "domain", "phone", "imei", "imsi", "wallet", "other")
_KNOWN = {"type", "value", "port", "at", "until", "note"}
# What the contract's own answers carry beside, so that a row read can be sent back.
_IGNORED = {"id", "at_offset", "until_offset"}
_UNKNOWN_NAMED = 20


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
    if port is not None and type_ in TYPES and type_ not in ("ip", "domain", "url"):
        errors["port"] = [_("Only an IP address has a port. Leave it empty.")]
    if until is not None and "until" not in errors:
        if at is None and "at" not in errors:
            errors["at"] = [_("Enter when the period begins, or leave its end empty.")]
        elif at is not None and until < at:
            errors["until"] = [_("The period ends before it begins: correct one of the two.")]
    if errors:
        return None, errors
    return GivenIdentifier(type=str(type_), value=value, port=port, at=at, until=until, note=note), {}


def _instant(raw: Any) -> datetime | None:
    return None if raw in (None, "") else parse_instant(raw)


def _note(raw: Any) -> str:
    if raw in (None, ""):
        return ""
    if not isinstance(raw, str):
        raise FieldError(_("This must be text in quotation marks."))
    return bounded_text(raw, 500)


def clean_port(raw: Any) -> int | None:
    if raw in (None, ""):
        return None
    port = whole_number(raw)
    if port is None or not 1 <= port <= 65535:
        raise FieldError(_("Enter the source port as a number from 1 to 65535."))
    return port


def clean_value(type_: str, raw: Any) -> str:
    """The value in one form for its type. Raises FieldError with what is wrong and how to mend it."""
    if not isinstance(raw, str) or not raw.strip():
        raise FieldError(_("Enter the value of the identifier."))
    text = bounded_text(raw, 2000)
    if "\n" in text or any(not char.isprintable() for char in text):
        raise FieldError(_("Enter one identifier on one line, without invisible characters."))
    cleaner = _CLEANERS.get(type_)
    return cleaner(text) if cleaner else text


def _ip(text: str) -> str:
    try:
        address = ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        raise FieldError(_("Enter a whole IPv4 or IPv6 address, such as 198.51.100.23 or 2001:db8::7f3a.")) from None
    if isinstance(address, ipaddress.IPv6Address) and address.scope_id:
        raise FieldError(_("Leave out the zone after the % sign: it means something on one computer only."))
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(address)


def _domain(text: str) -> str:
    try:
        name = idna.encode(text.rstrip(".").lower(), uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        name = ""
    if "." not in name or len(name) > 253 or not re.fullmatch(r"[a-z0-9.-]*[a-z][a-z0-9.-]*", name):
        raise FieldError(_("Enter a domain name without http:// and without a path, such as bank-login.example."))
    return name


def _email(text: str) -> str:
    local, at, domain = text.rpartition("@")
    if not at or not local:
        raise FieldError(_("Enter an e-mail address in the form name@domain.example."))
    try:
        domain = _domain(domain)
        EmailValidator()(f"{'name' if not local.isascii() else local}@{domain}")
    except (FieldError, ValidationError):
        raise FieldError(_("Enter an e-mail address in the form name@domain.example.")) from None
    return f"{local}@{domain}"


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        _port = parts.port
    except ValueError:
        parts, host = urlsplit(""), ""
    if parts.scheme not in ("http", "https", "ftp", "ws", "wss") or not host or " " in text:
        raise FieldError(_("Enter the whole address with http:// or https://, as it stands in the browser."))
    return text


def _phone(text: str) -> str:
    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise FieldError(_("Enter the number with + and the country code, such as +355 69 212 3456."))
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _imei(text: str) -> str:
    digits = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(r"\d{15}", digits) or not _luhn(digits):
        raise FieldError(_("Enter the 15 digits of the IMEI; the last one is a check digit, and it does not fit."))
    return digits


def _luhn(digits: str) -> bool:
    doubled = (int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _imsi(text: str) -> str:
    digits = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(r"\d{14,15}", digits):
        raise FieldError(_("Enter the 14 or 15 digits of the IMSI."))
    return digits


_CLEANERS: dict[str, Callable[[str], str]] = {
    "ip": _ip,
    "email": _email,
    "url": _url,
    "domain": _domain,
    "phone": _phone,
    "imei": _imei,
    "imsi": _imsi,
}
