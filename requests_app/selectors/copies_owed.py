"""The copy of an urgent request that went directly: it goes at the same time to the central authority (27(9)(a))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from contacts.facts import BUDAPEST
from contacts.models import Authority, AuthorityKind
from requests_app.kinds.mutual_assistance import KINDS_OF_IT
from requests_app.models import Purpose, Request, Urgency
from requests_app.selectors.legal_basis import bases_of
from requests_app.selectors.other_channels import further_href
from requests_app.selectors.outside import copies_possible
from requests_app.states import ENDED

ARTICLE = "27(9)(a)"
# Those that are no way around the central authority: itself, the 24/7 point (Art. 35), and what passes requests on.
_NOT_DIRECT = frozenset({AuthorityKind.CENTRAL_AUTHORITY, AuthorityKind.CONTACT_POINT_247, AuthorityKind.ORGANISATION})


@dataclass(frozen=True, kw_only=True)
class CopyOwed:
    """To which central authority, and the form for it, filled in; None where the directory knows none."""

    recipient: Authority | None
    href: str


def copy_owed(request: Request, *, now: datetime) -> CopyOwed | None:
    """None where no copy is owed, or it was sent. Before the sending it says what will be owed."""
    if not is_direct(request) or request.status in ENDED or request.is_registered:
        return None
    if request.transmissions.filter(purpose=Purpose.COPY).exists() or not _by_article_27(request, now):
        return None
    recipient = next(iter(copies_possible(request, now=now)), None)
    code = recipient.code if recipient else ""
    return CopyOwed(recipient=recipient, href=further_href(request, purpose=Purpose.COPY, recipient=code))


def is_direct(request: Request) -> bool:
    """An urgent request for mutual assistance to an authority that is not the central one."""
    urgent = request.urgency != Urgency.NORMAL and request.kind in KINDS_OF_IT
    return urgent and request.requested_authority.kind not in _NOT_DIRECT


def _by_article_27(request: Request, now: datetime) -> bool:
    """Article 27 applies where there is no treaty on mutual assistance (27(1))."""
    if request.instrument is not None and request.instrument.code != BUDAPEST:
        return False
    offered = next((one for one in bases_of(request, now=now) if one.code == BUDAPEST), None)
    return offered is None or "27" in offered.paragraphs
