"""Which authority signs with what: one TOML file, read anew for every signature, so that a renewed certificate counts.

An authority that is named there signs, or approves nothing; one that is not named does not sign. Secrets are never
written there, but in files of their own that it names; paths are relative to it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from templates_app.signing.problems import NotAsWritten


@dataclass(frozen=True, kw_only=True)
class Pkcs12:
    """A key and its certificates in one file, under a pass phrase."""

    authority: str
    path: Path
    secret: Path


@dataclass(frozen=True, kw_only=True)
class Pkcs11:
    """A key that stays in a token. `module` is the maker's library; `certificate` and `key` are labels in the token."""

    authority: str
    module: Path
    token: str
    certificate: str
    key: str
    secret: Path


Source = Pkcs12 | Pkcs11

_PKCS12 = {"pkcs12", "passphrase_file"}
_PKCS11 = {"pkcs11", "token", "certificate", "key", "pin_file"}


def source_of(authority: str) -> Source | None:
    """What the authority signs with, or None when it does not sign. Raises NotAsWritten."""
    return sources().get(authority)


def sources() -> dict[str, Source]:
    """By the code of the authority, in the order of the file. Raises NotAsWritten."""
    if not settings.SIGNING_CONFIG:
        return {}
    path = Path(settings.SIGNING_CONFIG)
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise NotAsWritten(_("%(path)s cannot be read.") % {"path": path.name}) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise NotAsWritten(_("%(path)s is not TOML: %(error)s.") % {"path": path.name, "error": error}) from error
    return {authority: _source(authority, table, path.parent) for authority, table in tables.items()}


def _source(authority: str, table: Any, beside: Path) -> Source:
    if not isinstance(table, dict) or not all(isinstance(value, str) and value for value in table.values()):
        raise NotAsWritten(_("[%(authority)s] must be a table of texts.") % {"authority": authority})
    if set(table) == _PKCS12:
        path, secret = beside / table["pkcs12"], beside / table["passphrase_file"]
        return Pkcs12(authority=authority, path=path, secret=secret)
    if set(table) == _PKCS11:
        return Pkcs11(
            authority=authority,
            module=beside / table["pkcs11"],
            token=table["token"],
            certificate=table["certificate"],
            key=table["key"],
            secret=beside / table["pin_file"],
        )
    raise NotAsWritten(
        _("[%(authority)s] must have either %(pkcs12)s, or %(pkcs11)s.")
        % {"authority": authority, "pkcs12": ", ".join(sorted(_PKCS12)), "pkcs11": ", ".join(sorted(_PKCS11))}
    )
