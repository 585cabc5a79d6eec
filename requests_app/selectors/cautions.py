"""What the directory says against a request: kept when it is approved, asked once more when it is sent."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

from requests_app.completeness import directory_cautions
from requests_app.kinds import Caution
from requests_app.kinds.base import GivenOffence
from requests_app.models import Request
from requests_app.selectors.answers import answers_of, kind_of
from requests_app.selectors.document_context import context_digest, shown_document, template_for


def directory_cautions_of(request: Request, *, now: datetime, channel: str = "") -> tuple[Caution, ...]:
    """What it says now against what the document says: the case may have gone on since that was frozen.

    `channel` is the one that was chosen to send it; the usual one of the authority while none is.
    """
    offences = [
        GivenOffence(
            article=one.article.value if one.article else None,
            provision=one.provision,
            title=one.title,
            max_penalty=one.max_penalty,
        )
        for one in shown_document(request, now=now).offences
    ]
    answers = answers_of(request, now=now)
    addressee = replace(answers.addressee, channel=channel or answers.addressee.channel)
    return directory_cautions(kind_of(request), replace(answers, offences=offences, addressee=addressee))


def cautions_since_approval(request: Request, *, now: datetime, channel: str = "") -> list[Caution]:
    """What it says now and did not say to whoever approved the request. `channel` as for `directory_cautions_of`."""
    found = directory_cautions_of(request, now=now, channel=channel)
    return [one for one in found if one.about not in request.approved_cautions]


def reading_digest(request: Request, *, now: datetime) -> str:
    """As `context_digest`, of all that an approver reads: what the directory says against it, too."""
    cautions = [one.about for one in directory_cautions_of(request, now=now)]
    parts = [context_digest(request, now=now), template_for(request).name, *cautions]
    return hashlib.sha256(" | ".join(parts).encode()).hexdigest()[:32]
