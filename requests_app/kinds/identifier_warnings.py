"""What the other side will ask back about an identifier. Pure; codes are those of the HTTP contract."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.identifiers.coins import coin_of
from requests_app.identifiers.telephones import is_in_use
from requests_app.identifiers.urls import has_user, host_of
from requests_app.kinds.base import Caution, GivenIdentifier
from requests_app.kinds.clock_warnings import of_clocks

_DOCUMENTATION = [
    ipaddress.ip_network(network)
    for network in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20")
]
# Before the public used the net a year is a slip of the pen, or the zero of a computer's clock.
_PUBLIC_NET = datetime(1990, 1, 1, tzinfo=UTC)


# So many of one kind are said one by one; the others are counted.
_TOLD = 5


def of_identifiers(identifiers: Iterable[GivenIdentifier], *, now: datetime, clocks: Sequence[str]) -> list[Caution]:
    """Of all of them together: what holds of very many is not said of each."""
    by_code: dict[str, list[Caution]] = {}
    for identifier in identifiers:
        for caution in of_identifier(identifier, now=now, clocks=clocks):
            by_code.setdefault(caution.code, []).append(caution)
    return [caution for found in by_code.values() for caution in _counted(found)]


def _counted(found: list[Caution]) -> list[Caution]:
    more = len(found) - _TOLD
    if more <= 1:
        return found
    sentence = ngettext(
        "The same is to be said of %(number)d more.", "The same is to be said of %(number)d more.", more
    )
    last = replace(found[_TOLD - 1], message=f"{found[_TOLD - 1].message} {sentence % {'number': more}}")
    return [*found[: _TOLD - 1], last]


def of_identifier(identifier: GivenIdentifier, *, now: datetime, clocks: Sequence[str] = ()) -> list[Caution]:
    """`clocks` are the time zones by which the log was probably written."""
    return [*_of_value(identifier), *_of_instants(identifier, now), *of_clocks(identifier, clocks)]


def future_instant(value: str, field: str) -> Caution:
    return Caution(
        "future_instant",
        "29(1)",
        _("%(value)s is in the future. Preservation covers data that are already stored.") % {"value": value},
        field,
    )


def _of_instants(identifier: GivenIdentifier, now: datetime) -> Iterator[Caution]:
    instants = [instant for instant in (identifier.at, identifier.until) if instant is not None]
    if any(instant > now for instant in instants):
        yield future_instant(identifier.value, "identifiers")
    if any(instant < _PUBLIC_NET for instant in instants):
        text = _("%(value)s has an instant before 1990. Check the year.")
        yield _caution("early_instant", text % {"value": identifier.value})


def _of_value(identifier: GivenIdentifier) -> Iterator[Caution]:
    value = identifier.value
    match identifier.type:
        case "ip":
            yield from _of_address(value)
            if identifier.port is None and ":" not in value:
                text = _(
                    "%(ip)s has no source port. Where many customers share one address, none can be found without."
                )
                yield _caution("port_missing", text % {"ip": value})
        case "url":
            yield from _of_url(value)
        case "phone" if not is_in_use(value):
            text = _("%(number)s is in no series of numbers that is known to be given out. Compare it with the source.")
            yield _caution("number_unlikely", text % {"number": value})
        case "wallet" if coin_of(value) is None:
            text = _("Of which coin %(wallet)s is cannot be told, so no wrong character would be noticed. Compare it.")
            yield _caution("wallet_unchecked", text % {"wallet": value})


def _of_url(value: str) -> Iterator[Caution]:
    host = host_of(value)
    if has_user(value):
        text = _("%(url)s leads to %(host)s: what stands before the @ is a user name.")
        yield _caution("url_user", text % {"url": value, "host": host})
    if ":" in host or host.replace(".", "").isdigit():
        yield from _of_address(host)


def _of_address(value: str) -> Iterator[Caution]:
    address = ipaddress.ip_address(value)
    if any(address in network for network in _DOCUMENTATION):
        text = _("%(ip)s is reserved for examples and belongs to nobody. Check the address.")
        yield _caution("documentation_address", text % {"ip": value})
    elif address.is_multicast or not address.is_global:
        text = _("%(ip)s is not a public address: no provider can find a customer by it.")
        yield _caution("private_address", text % {"ip": value})


def _caution(code: str, text: str) -> Caution:
    return Caution(code, "29(2)(c)", text, "identifiers")
