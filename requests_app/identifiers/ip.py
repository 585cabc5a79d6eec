from __future__ import annotations

import ipaddress
import re

from django.utils.translation import gettext as _

from requests_app.identifiers.defanged import refanged
from requests_app.identifiers.errors import Unreadable

_WITH_PORT = re.compile(r"(\d+\.\d+\.\d+\.\d+|\[[^\]]*\]):(\d+)")
_LEADING_ZERO = re.compile(r"(?:\d+\.)*0\d+(?:\.\d+)*")


def clean_ip(text: str) -> str:
    """One address in its shortest form; an IPv4 address inside an IPv6 one is taken out."""
    bare = _bare(refanged(text))
    if "%" in bare:
        raise Unreadable(_("Leave out the zone after the % sign: it means something on one computer only."))
    if with_port := _WITH_PORT.fullmatch(bare):
        raise Unreadable(_("Write the port %(port)s into its own field.") % {"port": with_port[2]})
    if "/" in bare:
        return _only_address(bare)
    try:
        address = ipaddress.ip_address(bare)
    except ValueError:
        raise Unreadable(_no_address(bare)) from None
    return str(getattr(address, "ipv4_mapped", None) or address)


def is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(_bare(refanged(text)))
    except ValueError:
        return False
    return True


def _bare(text: str) -> str:
    return text[1:-1] if text[:1] == "[" and text[-1:] == "]" else text


def _only_address(text: str) -> str:
    try:
        network = ipaddress.ip_network(text, strict=False)
    except ValueError:
        raise Unreadable(_no_address(text)) from None
    if network.num_addresses == 1:
        return clean_ip(str(network.network_address))
    raise Unreadable(
        _("This is a network, from %(first)s to %(last)s. Enter each address that was used by itself.")
        % {"first": network[0], "last": network[-1]}
    )


def _no_address(text: str) -> str:
    if _LEADING_ZERO.fullmatch(text):
        return _("Write the numbers without leading zeros, as in 198.51.100.7: programs read 010 as ten or as eight.")
    return _("Enter a whole IPv4 or IPv6 address, such as 198.51.100.23 or 2001:db8::7f3a.")
