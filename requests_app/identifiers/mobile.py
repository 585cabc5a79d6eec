"""The numbers of a telephone set (IMEI, 3GPP TS 23.003) and of a SIM (IMSI, ITU-T E.212)."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from requests_app.identifiers.errors import Unreadable

_BETWEEN = re.compile(r"[\s./-]")


def clean_imei(text: str) -> str:
    """15 digits of which the last checks the others; or 16, where the last two are the version of the software.

    14 digits get their check digit: networks do not send it.
    """
    digits = _digits(text)
    if len(digits) not in (14, 15, 16):
        raise Unreadable(
            _("An IMEI has 15 digits, 14 without the check digit, or 16 with the software version; this has %(found)d.")
            % {"found": len(digits)}
        )
    fitting = _check_digit(digits[:14])
    if len(digits) == 15 and digits[-1] != fitting:
        raise Unreadable(
            _(
                "The last digit of an IMEI checks the others. %(last)s does not fit: it would be %(fitting)s. "
                "Compare it with the source. Some networks write 0 instead: if this one does, leave the last digit out."
            )
            % {"last": digits[-1], "fitting": fitting}
        )
    return digits + fitting if len(digits) == 14 else digits


def clean_imsi(text: str) -> str:
    """14 or 15 digits that begin with the code of a country, or with 901, which is of networks of no country."""
    digits = _digits(text)
    if len(digits) not in (14, 15):
        raise Unreadable(_("An IMSI has 14 or 15 digits; this has %(found)d.") % {"found": len(digits)})
    if not ("2" <= digits[0] <= "7" or digits.startswith("901")):
        raise Unreadable(
            _(
                "An IMSI begins with the code of a country, from 200 to 799, or with 901. This begins with %(code)s: "
                "compare it with the source, and choose the type “IMEI” if it is one."
            )
            % {"code": digits[:3]}
        )
    return digits


def _digits(text: str) -> str:
    digits = _BETWEEN.sub("", text)
    if not re.fullmatch(r"[0-9]+", digits):
        raise Unreadable(_("Enter the digits 0 to 9 alone."))
    return digits


def _check_digit(digits: str) -> str:
    """The digit that makes the Luhn sum of all a multiple of ten."""
    doubled = (int(digit) * (1 if place % 2 else 2) for place, digit in enumerate(reversed(digits)))
    return str(-sum(number - 9 if number > 9 else number for number in doubled) % 10)
