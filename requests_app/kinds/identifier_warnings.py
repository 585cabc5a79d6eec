"""What the other side will ask back about an identifier. Pure; codes are those of the HTTP contract."""

from __future__ import annotations

import ipaddress
from datetime import datetime

from django.utils.translation import gettext as _

from requests_app.kinds.base import Caution, GivenIdentifier

_DOCUMENTATION = [
    ipaddress.ip_network(network)
    for network in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20")
]


def of_identifier(identifier: GivenIdentifier, *, now: datetime) -> list[Caution]:
    found = _ip_address(identifier) if identifier.type == "ip" else []
    if any(instant is not None and instant > now for instant in (identifier.at, identifier.until)):
        found.append(future_instant(identifier.value, "identifiers"))
    return found


def future_instant(value: str, field: str) -> Caution:
    return Caution(
        "future_instant",
        "29(1)",
        _("%(value)s is in the future. Preservation covers data that are already stored.") % {"value": value},
        field,
    )


def _ip_address(identifier: GivenIdentifier) -> list[Caution]:
    address = ipaddress.ip_address(identifier.value)
    found = []
    if any(address in network for network in _DOCUMENTATION):
        found.append(
            Caution(
                "documentation_address",
                "29(2)(c)",
                _("%(ip)s is reserved for examples and belongs to nobody. Check the address.") % {"ip": address},
                "identifiers",
            )
        )
    elif not address.is_global:
        found.append(
            Caution(
                "private_address",
                "29(2)(c)",
                _("%(ip)s is not a public address: no provider can find a customer by it.") % {"ip": address},
                "identifiers",
            )
        )
    if identifier.port is None and address.version == 4:
        found.append(
            Caution(
                "port_missing",
                "29(2)(c)",
                _("%(ip)s has no source port. Where many customers share one address, it cannot be told apart without.")
                % {"ip": address},
                "identifiers",
            )
        )
    return found
