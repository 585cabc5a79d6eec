from __future__ import annotations

import re

from django.utils.translation import gettext as _

from requests_app.identifiers.defanged import refanged_url
from requests_app.identifiers.domains import clean_domain
from requests_app.identifiers.errors import Unreadable
from requests_app.identifiers.ip import clean_ip

SCHEMES = ("http", "https", "ftp", "ftps", "sftp", "ws", "wss", "rtmp", "rtsp")
_PARTS = re.compile(r"([a-z][a-z0-9+.-]*)://([^/?#\\\s]+)((?:[/?#]\S*)?)", re.IGNORECASE)
_HOST = re.compile(r"(\[[^\]]*\]|[^:\[\]]+)(?::(\d*))?")


def clean_url(text: str) -> str:
    """Scheme and host in one form; user name, path and all that follows as they were given."""
    parts = _PARTS.fullmatch(refanged_url(text))
    if not parts or parts[1].lower() not in SCHEMES:
        raise Unreadable(
            _(
                "Enter the whole address with http:// or https://, as it stands in the browser. "
                "A link of another kind goes under the type “Other”."
            )
        )
    user, at, server = parts[2].rpartition("@")
    return f"{parts[1].lower()}://{user}{at}{_server(server)}{parts[3]}"


def host_of(url: str) -> str:
    """Of a URL that `clean_url` wrote: the server that it leads to, without port and brackets."""
    parts = _PARTS.fullmatch(url)
    host = _HOST.fullmatch(parts[2].rpartition("@")[2]) if parts else None
    return host[1].strip("[]") if host else ""


def has_user(url: str) -> bool:
    parts = _PARTS.fullmatch(url)
    return bool(parts and "@" in parts[2])


def _server(text: str) -> str:
    found = _HOST.fullmatch(text)
    if not found or (found[2] and not 1 <= int(found[2]) <= 65535):
        raise Unreadable(_("The host “%(host)s” of this address is none.") % {"host": text})
    try:
        host = _host(found[1])
    except Unreadable as error:
        raise Unreadable(
            _("The host “%(host)s” of this address is none. %(problem)s") % {"host": found[1], "problem": error}
        ) from None
    return f"{host}:{int(found[2])}" if found[2] else host


def _host(text: str) -> str:
    if text.startswith("[") or re.fullmatch(r"[\d.]+", text):
        address = clean_ip(text)
        return f"[{address}]" if ":" in address else address
    return clean_domain(text)
