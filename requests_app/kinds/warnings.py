"""What the law does not forbid but the other side will send back. Pure; codes are those of the HTTP contract."""

from __future__ import annotations

import ipaddress
from datetime import datetime

from django.utils.translation import gettext as _

from requests_app.kinds.base import Answers, Caution, GivenIdentifier

_DOCUMENTATION = [
    ipaddress.ip_network(network)
    for network in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20")
]


def identifiers(answers: Answers) -> list[Caution]:
    found = [caution for identifier in answers.identifiers for caution in of_identifier(identifier, now=answers.now)]
    for name in ("period_from", "period_to"):
        given = answers.content.get(name)
        if given and datetime.fromisoformat(given) > answers.now:
            found.append(_future(given, name))
    return found


def of_identifier(identifier: GivenIdentifier, *, now: datetime) -> list[Caution]:
    found = _ip_address(identifier) if identifier.type == "ip" else []
    if any(instant is not None and instant > now for instant in (identifier.at, identifier.until)):
        found.append(_future(identifier.value, "identifiers"))
    return found


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


def _future(value: str, field: str) -> Caution:
    return Caution(
        "future_instant",
        "29(1)",
        _("%(value)s is in the future. Preservation covers data that are already stored.") % {"value": value},
        field,
    )


def scope(answers: Answers) -> list[Caution]:
    has_period = bool(answers.content.get("period_from") and answers.content.get("period_to"))
    every_one_dated = bool(answers.identifiers) and all(one.at is not None for one in answers.identifiers)
    if answers.identifiers and (has_period or every_one_dated):
        return []
    missing, field = (_("no period"), "period_from") if answers.identifiers else (_("no identifier"), "identifiers")
    return [
        Caution(
            "over_broad",
            "29(2)(c)",
            _("The request may be returned as too broad: it has %(missing)s.") % {"missing": missing},
            field,
        )
    ]


def path(answers: Answers) -> list[Caution]:
    if not answers.content.get("disclose_path") or "traffic" in answers.content.get("data_categories", []):
        return []
    return [
        Caution(
            "path_without_traffic",
            "30(1)",
            _("Disclosure of the path is asked, but not the preservation of traffic data, from which it is read."),
        )
    ]
