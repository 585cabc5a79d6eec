"""Keys of links that open without a sign-in: made when the mail is worded, so that the outbox holds none of them."""

from __future__ import annotations

from base64 import urlsafe_b64encode

from django.utils.crypto import salted_hmac

# Stands in the `path` of a message where the key of its `key_for` belongs.
KEY_MARK = "{key}"


def link_key(about: str) -> str:
    """The key of the link about this thing, such as "reach:UUID": 256 bits in the letters of an address.

    It is derived from the portal's secret, so it is the same each time and nobody else can make it. That it opens
    something once, or until a day, is for the row it leads to.
    """
    derived = salted_hmac("mla_portal.outbox.link_keys", about, algorithm="sha256").digest()
    return urlsafe_b64encode(derived).rstrip(b"=").decode()


def link_code(about: str) -> str:
    """Eight digits that go with the link about this thing, by another way than the link itself: 1234 5678.

    Derived as the key is, and from it nobody can tell one from the other. Few attempts are for the row to allow.
    """
    derived = salted_hmac("mla_portal.outbox.link_codes", about, algorithm="sha256").digest()
    digits = f"{int.from_bytes(derived, 'big') % 10**8:08}"
    return f"{digits[:4]} {digits[4:]}"
