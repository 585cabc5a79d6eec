"""The document that withdraws a request which was sent: as a notice of withdrawal is made, drafted by nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from mla_portal.accounts.models import User
from requests_app.kinds.time_warnings import PRESERVING
from requests_app.models import Document, Request
from requests_app.models.owed import WITHDRAWAL
from requests_app.selectors.document_context import in_original
from requests_app.selectors.document_previous import told_before
from templates_app.context import RequestDocument


def withdrawal_context(request: Request, *, actor: User, now: datetime) -> RequestDocument:
    """All of it, for the reason that stands in the request, and nothing of the facts of the case."""
    whole = in_original(request, now=now, signatory=actor)
    return RequestDocument(
        kind=WITHDRAWAL,
        reference=whole.reference,
        dated=whole.dated,
        revision=Document.objects.filter(request=request, kind=WITHDRAWAL).count() + 1,
        requested_authority=whole.requested_authority,
        requesting_authority=replace(whole.requesting_authority, person=actor.name),
        response_by_expedited_means=whole.response_by_expedited_means,
        preferred_means=whole.preferred_means,
        confirmation_contact=whole.confirmation_contact,
        investigating_authority=whole.investigating_authority,
        legal_basis=whole.legal_basis,
        urgency=whole.urgency,
        confidential=whole.confidential,
        signatory=whole.signatory,
        demonstration=whole.demonstration,
        languages=whole.languages,
        reason=request.reason,
        follows=told_before(request),
        # To withdraw a preservation and have the data kept all the same would be no withdrawal.
        release_data=request.kind in PRESERVING,
    )
