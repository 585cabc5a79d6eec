"""All documents of a request that a reader may see: the request itself, its revisions, the notices that answer it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from contacts.models import Authority
from mla_portal.accounts.models import User
from requests_app.access import documents_visible_to, own_rule, received_rule
from requests_app.models import Document, Measure, MeasureKind, NoticeOwed, Request
from requests_app.models.owed import WITHDRAWAL
from requests_app.selectors.answers import kind_of
from requests_app.selectors.notice_translations import is_translatable
from templates_app.catalogues import catalogues
from templates_app.notice import Notice
from templates_app.studio.selectors import is_reviewed


@dataclass(frozen=True, kw_only=True)
class Paper:
    document: Document
    name: str

    @property
    def label(self) -> str:
        """With the revision where there is one before it."""
        if self.document.revision == 1:
            return self.name
        return _("%(document)s, revision %(revision)d") % {"document": self.name, "revision": self.document.revision}

    @property
    def is_translatable(self) -> bool:
        return is_translatable(self.document)


def papers_of(user: User, request: Request) -> list[Paper]:
    """Newest first, without their bytes."""
    found = documents_visible_to(user).filter(request=request).defer("pdf", "html", "context")
    rows = found.select_related("created_by").order_by("-created_at", "-revision")
    return [Paper(document=row, name=name_of(request, row.kind)) for row in rows]


def of_the_request(papers: Iterable[Paper], request: Request) -> list[Document]:
    """Those that are the request itself, the newest revision first."""
    rows = [one.document for one in papers if one.document.kind == request.kind]
    return sorted(rows, key=lambda row: row.revision, reverse=True)


def papers_awaited(user: User, request: Request) -> QuerySet[NoticeOwed]:
    """What is still being made: for the side whose document it is, which can mend what keeps it."""
    theirs = received_rule(user, "request__") & ~Q(kind=WITHDRAWAL)
    mine = own_rule(user, "request__") & Q(kind=WITHDRAWAL)
    owed = NoticeOwed.objects.filter(theirs | mine, request=request, document=None)
    return owed.defer("context")


def name_of(request: Request, kind: str) -> str:
    return str(kind_of(request).short_title) if kind == request.kind else notice_name(kind)


def notice_name(kind: str) -> str:
    if kind == WITHDRAWAL:
        return _("Withdrawal")
    return {
        Notice.ACKNOWLEDGEMENT: _("Acknowledgement of receipt"),
        Notice.PRESERVATION_REPORT: _("Report on the preservation"),
        Notice.PATH_DISCLOSURE: _("Disclosure of the path (Art. 30)"),
        Notice.REFUSAL: _("Refusal"),
        Notice.PARTIAL_EXECUTION: _("Notice of partial execution"),
        Notice.CLARIFICATION: _("Request for clarification"),
        Notice.CONSULTATION: _("Consultation (Art. 29(6))"),
        Notice.POSTPONEMENT: _("Postponement"),
        Notice.REDIRECT: _("Notice that it belongs to another authority"),
        Notice.EXECUTION_REPORT: _("Report on the execution"),
        Notice.PRESERVATION_ORDER: _("Order to the custodian"),
    }[Notice(kind)]


def file_name(document: Document) -> str:
    """Without ending. That of an order, which leaves for the custodian, says nothing of who asked."""
    if document.kind == Notice.PRESERVATION_ORDER:
        return f"order-{document.pk.hex[-8:]}-{document.revision}"
    kind = "" if document.kind == document.request.kind else f"-{document.kind}"
    return f"{document.request.reference}{kind}-{document.revision}"


def unreviewed(template_version: str) -> list[str]:
    """The languages, in their own names, of a document whose translation nobody has confirmed yet."""
    tags = template_version.rpartition("/")[2].split("+")
    found = [catalogues()[tag] for tag in tags if tag in catalogues()]
    return [one.name for one in found if not is_reviewed(one)]


def orders(measure: Measure) -> bool:
    """Whether an order to its custodian can be made of it, in the name of an authority of the portal."""
    request = measure.request
    at_home = request.is_registered or request.requested_authority.member
    return at_home and measure.kind == MeasureKind.PRESERVATION_ORDER


def order_is_made(measure: Measure) -> bool:
    """As the record stands now; made, or being made."""
    last = NoticeOwed.objects.filter(kind=Notice.PRESERVATION_ORDER, cause=measure.pk).order_by("-at").first()
    return last is not None and (last.document_id is None or last.at >= measure.updated_at)


def legal_basis_before(authority: Authority) -> str:
    """What the last order of this authority rested on; empty where none named its basis."""
    named = Measure.objects.filter(request__requested_authority=authority, kind=MeasureKind.PRESERVATION_ORDER)
    found = named.exclude(legal_basis="").order_by("-id").values_list("legal_basis", flat=True).first()
    return found or ""
