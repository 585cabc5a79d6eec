"""Addresses of crypto-assets that are known by their shape, and whose characters check each other."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from base58_bech32.base58 import BITCOIN_ALPHABET, RIPPLE_ALPHABET, b58decode, b58decode_check
from base58_bech32.bech32 import BECH32_1_CONST, BECH32_M_CONST, bech32_decode, convertbits
from base58_bech32.cashaddr import cashaddr_decode
from Crypto.Hash import keccak


@dataclass(frozen=True, kw_only=True)
class Coin:
    """`read` gives an address of this shape in one form, and raises ValueError where its check does not fit."""

    name: str
    shape: re.Pattern[str]
    read: Callable[[str], str]
    # in no address of this kind, because they are mistaken for others
    never: str = ""


def coin_of(address: str) -> Coin | None:
    """None where the address has the shape of none of them."""
    return next((coin for coin in COINS if coin.shape.fullmatch(address)), None)


def _base58check(address: str, *, versions: tuple[bytes, ...], alphabet: bytes = BITCOIN_ALPHABET) -> str:
    payload = b58decode_check(address, alphabet=alphabet)
    if not any(payload[:-20] == version for version in versions):
        raise ValueError("another version")
    return address


def _segwit(address: str, *, prefix: str) -> str:
    """BIP 173 and 350: the first of the data says how the check is made."""
    found, data, check = bech32_decode(address, limit=90)
    if found != prefix or not data:
        raise ValueError("a 1 among the data")
    version, program = data[0], bytes(convertbits(data[1:], 5, 8, pad=False))
    if version > 16 or not 2 <= len(program) <= 40 or (version == 0 and len(program) not in (20, 32)):
        raise ValueError("no witness program")
    if check != (BECH32_M_CONST if version else BECH32_1_CONST):
        raise ValueError("the check of another version")
    return address.lower()


def _bech32(address: str) -> str:
    bech32_decode(address, m=BECH32_1_CONST)
    return address.lower()


def _cash(address: str) -> str:
    cashaddr_decode(address, prefix="bitcoincash")
    return f"bitcoincash:{address.lower().removeprefix('bitcoincash:')}"


def _ethereum(address: str) -> str:
    """EIP-55: the capitals are the check; without any there is none."""
    digits = address[2:]
    if not re.fullmatch(r"[0-9a-fA-F]{40}", digits):
        raise ValueError("not forty digits")
    mark = _keccak(digits.lower().encode()).hex()
    written = "".join(one.upper() if int(by, 16) >= 8 else one for one, by in zip(digits.lower(), mark, strict=False))
    if digits not in (written, digits.lower(), digits.upper()):
        raise ValueError("the capitals do not fit")
    return f"0x{written}"


# Eleven characters write eight bytes; the last group of an address is shorter.
_MONERO_BYTES = {11: 8, 7: 5}


def _monero(address: str) -> str:
    groups = [address[start : start + 11] for start in range(0, len(address), 11)]
    parts = [(int.from_bytes(b58decode(group), "big"), _MONERO_BYTES[len(group)]) for group in groups]
    if any(number >> 8 * size for number, size in parts):
        raise ValueError("more than its bytes hold")
    payload = b"".join(number.to_bytes(size, "big") for number, size in parts)
    if _keccak(payload[:-4])[:4] != payload[-4:]:
        raise ValueError("the check does not fit")
    return address


def _ton(address: str) -> str:
    written = address.replace("+", "-").replace("/", "_")
    payload = base64.urlsafe_b64decode(written)
    if binascii.crc_hqx(payload[:-2], 0).to_bytes(2, "big") != payload[-2:]:
        raise ValueError("the check does not fit")
    return written


def _keccak(data: bytes) -> bytes:
    return keccak.new(digest_bits=256, data=data).digest()


def _base58_coin(name: str, shape: str, *versions: str, alphabet: bytes = BITCOIN_ALPHABET) -> Coin:
    read = partial(_base58check, versions=tuple(map(bytes.fromhex, versions)), alphabet=alphabet)
    return Coin(name=name, shape=re.compile(shape), read=read, never="0OIl")


def _other_coin(name: str, shape: str, read: Callable[[str], str], never: str = "") -> Coin:
    return Coin(name=name, shape=re.compile(shape, re.IGNORECASE), read=read, never=never)


# Shapes take any letter or digit, so that a mistyped address is still known for what it was meant to be.
COINS = (
    _base58_coin("Bitcoin", r"1[0-9A-Za-z]{25,33}|3[0-9A-Za-z]{33}", "00", "05"),
    _base58_coin("Litecoin", r"[LM][0-9A-Za-z]{33}", "30", "32"),
    _base58_coin("Dogecoin", r"D[0-9A-Za-z]{33}", "1e"),
    _base58_coin("Dash", r"X[0-9A-Za-z]{33}", "4c"),
    _base58_coin("Zcash", r"t[13][0-9A-Za-z]{33}", "1cb8", "1cbd"),
    _base58_coin("TRON", r"T[0-9A-Za-z]{33}", "41"),
    _base58_coin("XRP", r"r[0-9A-Za-z]{24,34}", "00", alphabet=RIPPLE_ALPHABET),
    Coin(
        name="Monero",
        shape=re.compile(r"[48][0-9A-Za-z]{94}|4[0-9A-Za-z]{105}"),
        read=_monero,
        never="0OIl",
    ),
    _other_coin("Bitcoin", r"bc1[0-9a-z]{8,87}", partial(_segwit, prefix="bc")),
    _other_coin("Litecoin", r"ltc1[0-9a-z]{8,86}", partial(_segwit, prefix="ltc")),
    _other_coin("Cardano", r"(?:addr|stake)1[0-9a-z]{50,110}", _bech32),
    _other_coin("Bitcoin Cash", r"(?:bitcoincash:)?[qp][0-9a-z]{41}", _cash),
    _other_coin("Ethereum", r"0x[0-9a-z]{38,42}", _ethereum),
    Coin(name="TON", shape=re.compile(r"[EU][Qf][0-9A-Za-z_+/-]{46}"), read=_ton),
)
