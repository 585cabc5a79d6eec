"""Telephone numbers as the directory keeps them: with their country, as E.164 counts digits. Pure."""

from __future__ import annotations

import re

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_WRITTEN = re.compile(r"\+[\d\s().\-/]{4,30}(?:(?:ext\.?|x)\s?\d{1,7})?", re.IGNORECASE)


def telephone_international(number: str) -> str:
    """`+995 32 240 10 10` for a number written with its country, however it is spaced; raises ValidationError."""
    text = number.strip()
    if not _WRITTEN.fullmatch(text):
        raise ValidationError(
            _("Write the number with its country, such as +995 32 240 10 10: a plus sign, then digits.")
        )
    try:
        parsed = phonenumbers.parse(text)
    except phonenumbers.NumberParseException as error:
        raise ValidationError(
            _("This number begins with no country’s calling code. Check what follows the plus sign.")
        ) from error
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    if reason == phonenumbers.ValidationResult.TOO_LONG:
        raise ValidationError(_("This number has more digits than numbers of its country have."))
    if reason != phonenumbers.ValidationResult.IS_POSSIBLE:
        raise ValidationError(_("This number has fewer digits than numbers of its country have. Write it in full."))
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def telephone_given(number: str) -> bool:
    """Whether a number of the international form is one that its country gives, as far as the library knows: plans
    change, so this is to be said, and nothing is to be refused for it.
    """
    return phonenumbers.is_valid_number(phonenumbers.parse(number))


def validate_telephone(number: str) -> None:
    telephone_international(number)
