"""Files laid by a side for itself, and what is handed over of them."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from mla_portal.accounts.models import User
from mla_portal.storage.services import file_store
from requests_app.models import Attachment, Disclosure, Incident, Request
from requests_app.services.attachments import attachment_add
from requests_app.services.disclosures import disclosure_make
from requests_app.services.incidents import incident_open

LOGS = b"2026-11-14T04:21:07Z 185.220.101.7:51234"
CONDITIONS = {"confidential": True, "no_other_use": True}


def laid(actor: User, request: Request, data: bytes = LOGS, *, internal: bool = True) -> Attachment:
    file = file_store(actor=actor, source=[data], name="logs.txt", now=timezone.now())
    return attachment_add(actor=actor, request=request, file=file, internal=internal)


def handed_over(actor: User, request: Request, **answers: Any) -> Disclosure:
    """A delivery with one file."""
    given = {"contains": "Connection logs.", "attachments": [str(laid(actor, request).pk)], **answers}
    return disclosure_make(actor=actor, request=request, answers=given)


def reported(actor: User, request: Request, **answers: Any) -> Incident:
    """An incident of the side of `actor`."""
    given = {
        "kind": "breach",
        "what": "A newspaper printed the address.",
        "noticed_at": timezone.now(),
        "noticed_by": "The press office",
        **answers,
    }
    return incident_open(actor=actor, request=request, **given)
