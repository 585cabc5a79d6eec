from __future__ import annotations

import re

import idna
from django.utils.translation import gettext as _

from requests_app.identifiers.defanged import refanged
from requests_app.identifiers.errors import Unreadable
from requests_app.identifiers.ip import is_ip

# Underscores are no part of a host name, but stand in the names of many servers.
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_LONGEST = 253


def clean_domain(text: str) -> str:
    """In small letters; letters beyond a to z in the form in which they are registered, xn--."""
    name = refanged(text).removesuffix(".")
    if is_ip(name):
        raise Unreadable(_("This is an IP address. Choose that type."))
    name = name.lower() if name.isascii() else _registered(name)
    labels = name.split(".")
    right = len(name) <= _LONGEST and len(labels) > 1 and all(map(_LABEL.fullmatch, labels))
    if not right or labels[-1].isdigit() or not all(map(_decodes, labels)):
        raise Unreadable(_("Enter a domain name without http:// and without a path, such as bank-login.example."))
    return name


def _registered(name: str) -> str:
    try:
        return idna.encode(name.lower(), uts46=True).decode("ascii").removesuffix(".")
    except idna.InvalidCodepoint as error:
        raise Unreadable(
            _("A domain name cannot be registered with every character: %(problem)s. Enter its xn-- form.")
            % {"problem": error}
        ) from None
    except (idna.IDNAError, UnicodeError):
        return ""


def _decodes(label: str) -> bool:
    if not label.startswith("xn--"):
        return True
    try:
        return not label[4:].encode("ascii").decode("punycode").isascii()
    except UnicodeError:
        return False
