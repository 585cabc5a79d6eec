from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from requests_app.identifiers.domains import clean_domain
from requests_app.identifiers.errors import Unreadable
from requests_app.identifiers.ip import clean_ip
from requests_app.identifiers.mailboxes import clean_mailbox
from requests_app.identifiers.mobile import clean_imei, clean_imsi
from requests_app.identifiers.telephones import clean_telephone
from requests_app.identifiers.text import JOINERS, LONGEST_VALUE, one_line
from requests_app.identifiers.urls import clean_url
from requests_app.identifiers.wallets import clean_wallet
from requests_app.kinds.fields import FieldError, bounded_text


def _name(text: str) -> str:
    """The same letters written in another way are the same name."""
    return unicodedata.normalize("NFC", text)


_CLEANERS: dict[str, Callable[[str], str]] = {
    "ip": clean_ip,
    "email": clean_mailbox,
    "account": _name,
    "url": clean_url,
    "domain": clean_domain,
    "phone": clean_telephone,
    "imei": clean_imei,
    "imsi": clean_imsi,
    "wallet": clean_wallet,
    "other": _name,
}
TYPES = tuple(_CLEANERS)
_OF_PEOPLE = ("account", "other")


def clean_value(type_: str, raw: Any) -> str:
    """The value in one form for its type; cleaned again it stays the same.

    Raises FieldError with what is wrong and how to mend it.
    """
    if not isinstance(raw, str) or not raw.strip():
        raise FieldError(_("Enter the value of the identifier."))
    text = one_line(raw, allowed=JOINERS if type_ in _OF_PEOPLE else "")
    if not text:
        raise FieldError(_("Enter the value of the identifier."))
    try:
        # In its one form it may be longer than it was typed.
        return bounded_text(_CLEANERS.get(type_, _name)(text), LONGEST_VALUE)
    except Unreadable as problem:
        raise FieldError(str(problem)) from problem
