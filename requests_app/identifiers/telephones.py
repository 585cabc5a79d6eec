from __future__ import annotations

import phonenumbers
from django.utils.translation import gettext as _

from requests_app.identifiers.errors import Unreadable


def clean_telephone(text: str) -> str:
    """E.164: the country code and digits alone, such as +355692123456."""
    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise Unreadable(_("Enter the number with + and the country code, such as +355 69 212 3456."))
    if number.extension:
        raise Unreadable(
            _("Write the extension %(extension)s into the note: it is no part of the number.")
            % {"extension": number.extension}
        )
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def is_in_use(number: str) -> bool:
    """Whether such numbers are known to be given out; new ones may not be known yet."""
    return bool(phonenumbers.is_valid_number(phonenumbers.parse(number, None)))
