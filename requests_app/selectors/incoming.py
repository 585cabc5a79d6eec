"""What can be read out of a file that came from outside, and whether the portal itself made it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db.models import Q
from django.utils.translation import gettext as _

from contacts.access import authorities_where
from contacts.models import Authority
from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.errors import Invalid
from requests_app.access import requests_visible_to
from requests_app.kinds import KINDS
from requests_app.models import Document, Request
from requests_app.received import Received, received
from requests_app.selectors.senders import sender_named
from templates_app.context import RequestDocument
from templates_app.twin import read_twin

LARGEST_READ = 25 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class FileRead:
    """`refusal` says why nothing was `read` of it. `own` is the request of this portal whose document it is."""

    document: RequestDocument | None = None
    read: Received | None = None
    refusal: str = ""
    own: Request | None = None
    made_here: bool = False


def file_read(user: User, data: bytes) -> FileRead:
    """Nothing of it is believed because it stands in the file: a person confirms what was read."""
    if len(data) > LARGEST_READ:
        limit = LARGEST_READ // 1024**2
        return FileRead(refusal=_("The file is larger than %(limit)d MB: it is kept, not read.") % {"limit": limit})
    digest = sha256(data).hexdigest()
    ours = Document.objects.filter(Q(sha256=digest) | Q(context_sha256=digest))
    own = requests_visible_to(user).filter(documents__in=ours).first()
    # Of a document that did not leave the house nobody else has heard.
    made_here = own is not None or ours.filter(transmissions__isnull=False).exists()
    try:
        document = read_twin(data)
        return FileRead(document=document, read=received(document), own=own, made_here=made_here)
    except Invalid as refusal:
        return FileRead(refusal=refusal.message, own=own, made_here=made_here)


def addressees_of(user: User) -> list[Authority]:
    """The authorities for which this person may register what arrived."""
    return list(authorities_where(user, Permission.ACKNOWLEDGE).select_related("jurisdiction").order_by("code"))


def addressee_meant(possible: list[Authority], read: Received | None, kind: str) -> Authority | None:
    """The one that the document names, else the one that such a request mostly goes to."""
    named = [one for one in possible if read and read.addressee in (one.name, one.original_name)]
    usual = [one for one in possible if kind in KINDS and one.kind in KINDS[kind].asked_first]
    return next(iter([*named, *usual, *possible]), None)


def sender_meant(addressee: Authority, read: Received | None, *, now: datetime) -> Authority | None:
    return sender_named(read.sender, addressee, now=now) if read else None
