from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

from django.core.validators import EmailValidator
from django.utils.translation import gettext as _

from requests_app.identifiers.defanged import refanged
from requests_app.identifiers.domains import clean_domain
from requests_app.identifiers.errors import Unreadable
from requests_app.identifiers.text import one_line

_IN_BRACKETS = re.compile(r"[^<>]*<([^<>]+)>")
_LINK = re.compile(r"mailto:([^?]*)(?:\?.*)?", re.IGNORECASE)
_BEYOND_ASCII = re.compile(r'[^\s@<>()\[\],;:\\".]+(?:\.[^\s@<>()\[\],;:\\".]+)*')
_LONGEST_NAME = 64


def clean_mailbox(text: str) -> str:
    """name@domain: without the name of a person and mailto: around it, the domain as `clean_domain` writes it.

    What stands before the @ keeps its capitals: only its provider knows whether they matter.
    """
    name, _at, domain = _address(refanged(text)).rpartition("@")
    try:
        domain = clean_domain(domain)
    except Unreadable:
        raise Unreadable(_no_mailbox()) from None
    pattern = EmailValidator.user_regex if name.isascii() else _BEYOND_ASCII
    if len(name.encode()) > _LONGEST_NAME or not pattern.fullmatch(name):
        raise Unreadable(_no_mailbox())
    return f"{name}@{domain}"


def _address(text: str) -> str:
    if around := _IN_BRACKETS.fullmatch(text):
        text = around[1].strip()
    if link := _LINK.fullmatch(text):
        text = one_line(unquote(link[1]))
    return unicodedata.normalize("NFC", text)


def _no_mailbox() -> str:
    return _("Enter an e-mail address in the form name@domain.example.")
