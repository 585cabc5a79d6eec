"""What holds for whatever is typed: one form, kept for good, and never a failure of our own."""

from __future__ import annotations

import ipaddress
import string

import pytest
from base58_bech32.base58 import RIPPLE_ALPHABET, b58encode_check
from base58_bech32.bech32 import bech32_encode, convertbits
from base58_bech32.cashaddr import cashaddr_encode
from hypothesis import assume, given
from hypothesis import strategies as st

from requests_app.identifiers.coins import coin_of
from requests_app.identifiers.defanged import refanged, refanged_url
from requests_app.identifiers.values import TYPES, clean_value
from requests_app.kinds.fields import FieldError
from tests.identifiers.cases import CASES, Case

LETTERS = string.ascii_letters + string.digits
HASHES = st.binary(min_size=20, max_size=20)
PIECES = st.sampled_from(
    [
        "http",
        "hxxp",
        "://",
        "[.]",
        ".",
        "@",
        "[",
        "]",
        "(at)",
        "1",
        "bc1",
        "0x",
        "a",
        "é",
        "ნ",
        " ",
        "/",
        ":",
        "%",
        "xn--",
        "<",
        ">",
    ]
)


def judge(type_: str, typed: str) -> None:
    try:
        kept = clean_value(type_, typed)
    except FieldError:
        return
    assert clean_value(type_, kept) == kept
    assert len(kept) <= 2000


@given(st.sampled_from(TYPES), st.text(max_size=60) | st.lists(PIECES, max_size=12).map("".join))
def test_whatever_is_typed_is_refused_or_kept_in_one_form(type_: str, typed: str) -> None:
    judge(type_, typed)


@given(st.sampled_from(CASES), st.integers(0, 80), st.characters())
def test_so_is_a_right_value_with_a_character_more(case: Case, place: int, char: str) -> None:
    judge(case.type, case.kept[:place] + char + case.kept[place:])


@given(st.ip_addresses())
def test_every_way_to_write_an_address_is_one(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    kept = clean_value("ip", str(address))
    assert clean_value("ip", address.exploded.upper()) == kept
    assert clean_value("ip", str(address).replace(".", "[.]").replace(":", "[:]")) == kept
    mapped = getattr(address, "ipv4_mapped", None)
    assert ipaddress.ip_address(kept) == (mapped or address)


@given(st.text(LETTERS + "-._~:/?#[]@!$&'()*+,;=%", max_size=40), st.sampled_from(["http", "https"]))
def test_what_is_made_harmless_is_written_out_again(path: str, scheme: str) -> None:
    assume("[" not in path and "(" not in path)
    url = f"{scheme}://bank.example/{path}"
    harmless = url.replace("http", "hxxp").replace("bank.example", "bank[.]example")
    assert refanged_url(harmless) == url
    assert refanged(url) == refanged_url(url) == url


@given(st.text(string.digits, min_size=14, max_size=14), st.integers(0, 14), st.integers(1, 9))
def test_one_wrong_digit_of_an_imei_is_noticed(digits: str, place: int, more: int) -> None:
    whole = clean_value("imei", digits)
    assert whole[:14] == digits
    other = str((int(whole[place]) + more) % 10)
    with pytest.raises(FieldError):
        clean_value("imei", whole[:place] + other + whole[place + 1 :])


def _base58(*version: int, alphabet: bytes | None = None) -> st.SearchStrategy[str]:
    more = {"alphabet": alphabet} if alphabet else {}
    return HASHES.map(lambda digest: b58encode_check(bytes(version) + digest, **more).decode())


def _segwit(prefix: str, version: int, size: int) -> st.SearchStrategy[str]:
    return st.binary(min_size=size, max_size=size).map(
        lambda program: bech32_encode(prefix, [version, *convertbits(program, 8, 5)]).decode()
    )


WALLETS = st.one_of(
    _base58(0x00),
    _base58(0x05),
    _base58(0x30),
    _base58(0x32),
    _base58(0x1E),
    _base58(0x4C),
    _base58(0x1C, 0xB8),
    _base58(0x1C, 0xBD),
    _base58(0x41),
    _base58(0x00, alphabet=RIPPLE_ALPHABET),
    _segwit("bc", 0, 20),
    _segwit("bc", 0, 32),
    _segwit("bc", 1, 32),
    _segwit("ltc", 0, 20),
    HASHES.map(lambda digest: cashaddr_encode("bitcoincash", 0, digest).decode()),
)


@given(WALLETS)
def test_every_address_of_a_known_coin_is_known_and_kept(address: str) -> None:
    assert coin_of(address)
    assert clean_value("wallet", address) == address


@given(WALLETS, st.integers(2, 80), st.sampled_from(LETTERS))
def test_one_wrong_character_of_a_wallet_is_noticed(address: str, place: int, char: str) -> None:
    start = address.find(":") + 2
    place = start + place % (len(address) - start)
    wrong = address[:place] + char + address[place + 1 :]
    # In the prefix it may make the address one of a coin that is not known.
    assume(address[place] != char and coin_of(wrong))
    with pytest.raises(FieldError):
        clean_value("wallet", wrong)


@given(st.binary(min_size=20, max_size=20), st.integers(0, 39))
def test_one_capital_that_does_not_fit_is_noticed(digest: bytes, place: int) -> None:
    kept = clean_value("wallet", f"0x{digest.hex()}")
    letter = kept[2 + place]
    wrong = kept[: 2 + place] + letter.swapcase() + kept[3 + place :]
    assume(letter.isalpha() and wrong[2:] not in (wrong[2:].lower(), wrong[2:].upper()))
    with pytest.raises(FieldError):
        clean_value("wallet", wrong)
