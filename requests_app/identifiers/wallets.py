from __future__ import annotations

import re

from base58_bech32.base58 import b58decode_check
from django.utils.translation import gettext as _

from requests_app.identifiers.coins import Coin, coin_of
from requests_app.identifiers.errors import Unreadable

_LINK = re.compile(
    r"(?:bitcoin|litecoin|dogecoin|dash|zcash|tron|ripple|xrp|monero|cardano|ethereum):(?://)?([0-9A-Za-z]+)(?:[?@].*)?",
    re.IGNORECASE,
)
_CASH_LINK = re.compile(r"(bitcoincash:[0-9a-z]+)\?.*", re.IGNORECASE)
_PRIVATE = re.compile(r"[5KL][0-9A-Za-z]{50,51}|[xyz]prv[0-9A-Za-z]{107}")


def clean_wallet(text: str) -> str:
    """In one form where its coin is known (`coins`): a wrong character is refused. Others are taken as they are."""
    link = _LINK.fullmatch(text) or _CASH_LINK.fullmatch(text)
    address = link[1] if link else text
    _refuse_private_key(address)
    coin = coin_of(address)
    if coin is None:
        return address
    try:
        return coin.read(address)
    except ValueError:
        raise Unreadable(_wrong(coin, address)) from None


def _wrong(coin: Coin, address: str) -> str:
    names = {"coin": coin.name}
    if coin.name == "Ethereum":
        if len(address) != 42 or not re.fullmatch(r"[0-9a-fA-F]+", address[2:]):
            return _("An %(coin)s address has 40 digits after 0x: 0 to 9 and a to f. Copy it again.") % names
        return (
            _(
                "The capitals of an %(coin)s address check its digits, and these do not fit: a character is wrong. "
                "Copy it again. From a network that writes capitals in another way, enter it in small letters."
            )
            % names
        )
    if any(char in address for char in coin.never):
        return _("0, O, I and l do not occur in a %(coin)s address. Copy it instead of typing it.") % names
    return (
        _("The characters of a %(coin)s address check each other, and these do not fit: one is wrong. Copy it again.")
        % names
    )


def _refuse_private_key(text: str) -> None:
    """Whoever holds it can take the money: it has no place in a request."""
    if not _PRIVATE.fullmatch(text):
        return
    try:
        b58decode_check(text)
    except ValueError:
        return
    raise Unreadable(
        _("This is a private key, not an address. Keep it secret, and enter the address that belongs to it.")
    )
