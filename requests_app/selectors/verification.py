"""Whether a file is a document of this portal, as far as this person may know.

Whoever may see the document is told which it is; everybody else learns whether it left this house, and nothing more.
What the file says of itself is told to whoever holds it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mla_portal.accounts.models import User
from requests_app.access import documents_visible_to, sides_of
from requests_app.models import Document, EmergencySending
from requests_app.selectors.emergencies import sent_unapproved
from requests_app.states import Side
from templates_app.verification.findings import Findings, Format


@dataclass(frozen=True, kw_only=True)
class Match:
    """`document` is None for who may not see it."""

    document: Document | None
    sha256: str
    context_sha256: str


@dataclass(frozen=True, kw_only=True)
class Lane:
    """A document that was sent at once, as an emergency. `reviewed` is None for who may not know."""

    sending: EmergencySending
    reviewed: bool | None


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """`itself`: the file is a document of ours. `begins_with`: it is one to which something was added at the end.

    `superseded_by` is a newer document of the same request that this person may see. `twin_matches` compares the data
    in the PDF with what was frozen with that document; `twin_known` says whether any document of ours has these data.
    """

    findings: Findings
    itself: Match | None
    begins_with: Match | None
    superseded_by: Document | None
    twin_matches: bool | None
    twin_known: bool

    @property
    def known(self) -> bool:
        return self.itself is not None

    @property
    def document(self) -> Document | None:
        return self.itself.document if self.itself else None

    @property
    def is_sound(self) -> bool:
        """Nothing in the file speaks against itself."""
        return all(one.holds for one in self.findings.signatures) and not self.findings.unreadable_signatures


def verdict_of(user: User, findings: Findings) -> Verdict:
    field = "context_sha256" if findings.format is Format.JSON else "sha256"
    matches = {getattr(one, field): one for one in _matches(user, field, [findings.sha256, *findings.earlier])}
    itself = matches.get(findings.sha256)
    begins_with = next((matches[one] for one in findings.earlier if one in matches), None) if not itself else None
    origin = itself or begins_with
    twin = findings.twin
    return Verdict(
        findings=findings,
        itself=itself,
        begins_with=begins_with,
        superseded_by=_newer(user, origin.document) if origin and origin.document else None,
        twin_matches=origin.context_sha256 == twin.sha256 if origin and twin else None,
        twin_known=bool(twin and any(_matches(user, "context_sha256", [twin.sha256]))),
    )


def _matches(user: User, field: str, hashes: list[str]) -> Iterable[Match]:
    """Those this person may see, then those that ever left the house: of one that did not, nobody else has heard."""
    light = Document.objects.filter(**{f"{field}__in": hashes}).defer("pdf", "html", "context")
    seen = light.filter(pk__in=documents_visible_to(user).filter(**{f"{field}__in": hashes}).values("pk"))
    parties = ("request__requesting_authority", "request__requested_authority")
    related = (*parties, "created_by", "request__emergency__sent_by")
    found = {one.pk: one for one in seen.select_related(*related)}
    for other in light.filter(transmissions__isnull=False).exclude(pk__in=found).distinct():
        yield Match(document=None, sha256=other.sha256, context_sha256=other.context_sha256)
    for one in found.values():
        yield Match(document=one, sha256=one.sha256, context_sha256=one.context_sha256)


def _newer(user: User, document: Document) -> Document | None:
    later = documents_visible_to(user).filter(request=document.request_id, kind=document.kind)
    later = later.filter(revision__gt=document.revision).defer("pdf", "html", "context")
    return later.select_related("created_by", "request__emergency__sent_by").order_by("-revision").first()


def lane_of(user: User, document: Document) -> Lane | None:
    """How it left without approval, for whoever may see it; the review is the own house's alone."""
    sending = sent_unapproved(document)
    if sending is None:
        return None
    own = Side.REQUESTING in sides_of(user, document.request)
    return Lane(sending=sending, reviewed=sending.reviewed_at is not None if own else None)
