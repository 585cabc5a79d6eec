"""How a request was sent: transmissions, their links and proofs, for the side that sent it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request as Call
from rest_framework.response import Response

from contacts.models import Authority
from contacts.serializers import Filter
from mla_portal.accounts.models import User
from mla_portal.api.parsers import StrictJSONParser, TooLarge
from mla_portal.api.views import ApiView
from mla_portal.errors import Invalid
from mla_portal.storage.downloads import file_response
from mla_portal.storage.services import file_open
from requests_app.access import get_request, sending_side, sides_of
from requests_app.api.bodies import object_of
from requests_app.api.documents import FileView
from requests_app.api.transmission_shape import (
    LinkSerializer,
    ProofBody,
    ProofFileBody,
    ProofSerializer,
    TransmissionBody,
    TransmissionSerializer,
)
from requests_app.instants import parse_instant
from requests_app.models import Document, OutsideLink, Purpose, Request, Transmission, TransmissionProof
from requests_app.selectors.addressees import authority_with
from requests_app.selectors.contract import not_here
from requests_app.selectors.outside import mails_of, transmissions_of
from requests_app.services.attaching import AT_ONCE_LIMIT
from requests_app.services.further import proof_add, transmission_add
from requests_app.services.notice_sending import notice_send
from requests_app.services.outside_links import link_code_send, link_revoke, links_renew


def own_sent(actor: User, pk: UUID | str) -> Request:
    """Of the side that sends, from sending on; NotFound for all others."""
    row = get_request(actor, pk)
    if sending_side(row) not in sides_of(actor, row) or row.sent_at is None:
        raise not_here()
    return row


class SmallFiles(ApiView):
    """Takes JSON, or a form with a file that is small enough for one call."""

    parser_classes = (StrictJSONParser, MultiPartParser)

    def initial(self, request: Call, *args: Any, **kwargs: Any) -> None:
        # Before a byte of it is read.
        if int(request.META.get("CONTENT_LENGTH") or 0) > AT_ONCE_LIMIT + 64 * 1024:
            raise TooLarge(_("5 MB is the most at once."))
        super().initial(request, *args, **kwargs)


class Transmissions(ApiView):
    """Each time the document was sent, newest first, with its links and proofs."""

    @extend_schema(responses=TransmissionSerializer(many=True))
    def get(self, request: Call, pk: UUID) -> Response:
        Filter(data=request.query_params).is_valid(raise_exception=True)
        self.row = own_sent(self.actor, pk)
        return self.page_response(transmissions_of(self.row), TransmissionSerializer)

    def about(self, rows: list[Any]) -> dict[str, Any]:
        return context_of(self.row, rows)

    @extend_schema(request=TransmissionBody, responses={201: TransmissionSerializer})
    def post(self, request: Call, pk: UUID) -> Response:
        """Send the same frozen document once more: another channel, the formal confirmation (Art. 25(3)), or a copy to
        the central authority (Art. 27(9)(a)). By e-mail to an authority outside, a link goes out. With the purpose
        `notice`, send a notice to an authority outside, or record that it was sent.
        """
        body = object_of(request.data)
        if body.get("purpose") == Purpose.NOTICE:
            return self._notice(pk, body)
        given = {name: body.get(name, default) for name, default in _DEFAULTS.items()}
        made = transmission_add(
            actor=self.actor,
            request=own_sent(self.actor, pk),
            recipient=_authority(body.get("recipient")),
            **given,
        )
        return self.tell({"request": str(pk), "transmission": str(made.pk)}, status=201)

    def _notice(self, pk: UUID, body: dict[str, Any]) -> Response:
        row = own_sent(self.actor, pk)
        made = notice_send(
            actor=self.actor,
            document=_document(row, body.get("document")),
            channel=body.get("channel"),
            note=body.get("note", ""),
        )
        return self.tell({"request": str(pk), "transmission": str(made.pk)}, status=201)

    def told(self, reference: dict[str, Any]) -> Any:
        return transmission_told(self.actor, reference["request"], reference["transmission"])


class TransmissionProofs(SmallFiles):
    """That it was sent or received outside the portal."""

    @extend_schema(
        request={"multipart/form-data": ProofFileBody, "application/json": ProofBody},
        responses={201: ProofSerializer},
    )
    def post(self, request: Call, pk: UUID, transmission: UUID) -> Response:
        """Record one; the same stage at the same instant again gives the first. It needs a file or a note."""
        found = one_of(own_sent(self.actor, pk).transmissions, transmission)
        body = object_of(request.data)
        file = file_in(body)
        made = proof_add(
            actor=self.actor,
            transmission=found,
            stage=body.get("stage"),
            happened_at=instant_in(body, "happened_at"),
            note=body.get("note", ""),
            source=file.chunks() if file else None,
            name=file.name or "" if file else "",
        )
        return self.tell({"request": str(pk), "proof": str(made.pk)}, status=201)

    def told(self, reference: dict[str, Any]) -> Any:
        row = own_sent(self.actor, reference["request"])
        return ProofSerializer(TransmissionProof.objects.get(transmission__request=row, pk=reference["proof"])).data


class ProofFile(FileView):
    """The bytes of a proof; each time they are handed out is an event."""

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request: Call, pk: UUID, proof: UUID) -> StreamingHttpResponse:
        rows = TransmissionProof.objects.filter(transmission__request=own_sent(self.actor, pk))
        found = rows.select_related("file__content").filter(pk=proof).first()
        if found is None or found.file is None:
            raise not_here()
        return file_response(found.file, file_open(actor=self.actor, file=found.file))


class TransmissionLinks(ApiView):
    """New links for an authority outside, each with a new code."""

    @extend_schema(request=None, responses={201: TransmissionSerializer})
    def post(self, request: Call, pk: UUID, transmission: UUID) -> Response:
        """The ones before open nothing from then on. Keys and codes are told by no call: the mail holds the key, and a
        person reads the code on the page, to say it by telephone.
        """
        found = one_of(own_sent(self.actor, pk).transmissions, transmission)
        links_renew(actor=self.actor, transmission=found)
        return self.tell({"request": str(pk), "transmission": str(transmission)}, status=201)

    def told(self, reference: dict[str, Any]) -> Any:
        return transmission_told(self.actor, reference["request"], reference["transmission"])


class _LinkAct(ApiView):
    def found(self, pk: UUID | str, link: UUID | str) -> OutsideLink:
        rows = OutsideLink.objects.filter(transmission__request=own_sent(self.actor, pk))
        found: OutsideLink = one_of(rows, link)
        return found

    def told(self, reference: dict[str, Any]) -> Any:
        link = self.found(reference["request"], reference["link"])
        context = context_of(link.transmission.request, [], links=[link])
        return LinkSerializer(link, context=context).data


class LinkRevoked(_LinkAct):
    @extend_schema(request=None, responses=LinkSerializer)
    def post(self, request: Call, pk: UUID, link: UUID) -> Response:
        """From now on it opens nothing; again changes nothing."""
        link_revoke(actor=self.actor, link=self.found(pk, link))
        return self.tell({"request": str(pk), "link": str(link)})


class LinkCodeSent(_LinkAct):
    @extend_schema(request=None, responses=LinkSerializer)
    def post(self, request: Call, pk: UUID, link: UUID) -> Response:
        """Send the code to the second registered contact of that authority, never to where the link went."""
        link_code_send(actor=self.actor, link=self.found(pk, link))
        return self.tell({"request": str(pk), "link": str(link)})


_DEFAULTS = {"channel": None, "purpose": Purpose.AGAIN.value, "note": ""}


def transmission_told(actor: User, pk: str, transmission: str) -> Any:
    row = own_sent(actor, pk)
    found = transmissions_of(row).get(pk=transmission)
    return TransmissionSerializer(found, context=context_of(row, [found])).data


def context_of(row: Request, rows: list[Transmission], *, links: list[OutsideLink] | None = None) -> dict[str, Any]:
    every = links if links is not None else [link for one in rows for link in one.links.all()]
    return {"row": row, "now": timezone.now(), "mails": mails_of(every)}


def one_of(rows: Any, pk: UUID | str) -> Any:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise not_here()
    return found


def file_in(body: dict[str, Any]) -> UploadedFile | None:
    file = body.get("file")
    if file is None or file == "":
        return None
    if not isinstance(file, UploadedFile):
        raise Invalid({"file": [_("Send the file as multipart/form-data.")]})
    return file


def instant_in(body: dict[str, Any], name: str) -> datetime | None:
    raw = body.get(name)
    if raw is None or raw == "":
        return None
    try:
        return parse_instant(raw)
    except ValueError as error:
        raise Invalid({name: [_("Give an instant with its offset, such as 2026-11-14T08:21:07+04:00.")]}) from error


def _document(row: Request, key: object) -> Document:
    try:
        found = row.documents.filter(pk=UUID(str(key))).first()
    except ValueError:
        found = None
    if found is None:
        raise Invalid({"document": [_("Name the notice by its id, as it stands among the documents of the request.")]})
    return found


def _authority(code: object) -> Authority | None:
    if code is None or code == "":
        return None
    found = authority_with(code) if isinstance(code, str) else None
    if found is None:
        raise Invalid({"recipient": [_("No authority of the directory has this code.")]})
    return found
