from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request as Call
from rest_framework.response import Response

from contacts.models import Authority
from mla_portal.accounts.models import User
from mla_portal.api.fields import InstantField
from mla_portal.api.parsers import StrictJSONParser
from mla_portal.api.views import ApiView
from mla_portal.errors import Invalid, NotAllowed
from mla_portal.storage.models import StoredFile
from requests_app.access import get_request
from requests_app.api.bodies import authority_read, object_of
from requests_app.api.case_shape import OffenceSerializer
from requests_app.api.completeness import DutySerializer
from requests_app.api.identifier_shape import IdentifierBody
from requests_app.api.request_shape import KIND_CHOICES, WholeRequestSerializer
from requests_app.api.requests import whole
from requests_app.instants import parse_instant
from requests_app.kinds import KINDS
from requests_app.models import Arrival, SenderCheck, Urgency
from requests_app.selectors.answers import completeness_of
from requests_app.selectors.duplicates import shared_with
from requests_app.selectors.incoming import FileRead, addressee_meant, addressees_of, file_read, sender_meant
from requests_app.services.incoming import request_register
from requests_app.services.incoming_files import incoming_keep
from templates_app.context import SCHEMA

FIELDS = (
    *("requested_authority", "requesting_authority", "kind", "urgency", "content", "facts", "offences", "identifiers"),
    *("sender_reference", "case_number", "received_at", "channel", "note", "sender_verified_how", "repeated"),
)
# In a form these come as JSON.
_STRUCTURED = frozenset({"content", "offences", "identifiers", "repeated"})


class IncomingBody(serializers.Serializer[Any]):
    """Describes what is sent; the service judges it. What is left out is taken from the file, where it says it."""

    file = serializers.FileField(required=False, help_text="As it came. A PDF or JSON of this product fills itself in.")
    requested_authority = serializers.CharField(required=False, help_text="Your own authority, by its code.")
    requesting_authority = serializers.CharField(required=False, help_text="Who sent it, by its code.")
    kind = serializers.ChoiceField(required=False, choices=KIND_CHOICES)
    urgency = serializers.ChoiceField(required=False, choices=Urgency.choices)
    content = serializers.DictField(required=False, help_text="The answers by their names. In a form: as JSON.")
    facts = serializers.CharField(required=False)
    offences = OffenceSerializer(required=False, many=True, help_text="In a form: as JSON.")
    identifiers = IdentifierBody(required=False, many=True, help_text="In a form: as JSON.")
    sender_reference = serializers.CharField(required=False, max_length=80, help_text="The requester's own number.")
    case_number = serializers.CharField(required=False, max_length=200, help_text="Of the requester's proceedings.")
    received_at = InstantField(
        required=False, help_text="Left out: now. The time for the acknowledgement runs from it."
    )
    channel = serializers.ChoiceField(required=False, choices=Arrival.choices)
    note = serializers.CharField(
        required=False, max_length=500, help_text="Of a member: why it came outside. Of a call: who, and what was said."
    )
    sender_verified_how = serializers.ChoiceField(required=False, choices=SenderCheck.choices)
    repeated = serializers.BooleanField(required=False, help_text="Register it although its number is here already.")


class OverlapSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    reference = serializers.CharField()
    values = serializers.ListField(child=serializers.CharField())
    at_once = serializers.BooleanField(help_text="Whether the times of one of them overlap too.")


class IncomingSerializer(WholeRequestSerializer):
    missing = DutySerializer(many=True, help_text="What to ask back: it is registered all the same.")
    duplicates = OverlapSerializer(many=True, help_text="Other requests you may see that look for the same.")

    class Meta(WholeRequestSerializer.Meta):
        fields = (*WholeRequestSerializer.Meta.fields, "missing", "duplicates")


class Incoming(ApiView):
    """Register a request received from outside the portal."""

    parser_classes = (StrictJSONParser, MultiPartParser)

    @extend_schema(
        request={"application/json": IncomingBody, "multipart/form-data": IncomingBody},
        responses={200: IncomingSerializer, 201: IncomingSerializer},
    )
    def post(self, request: Call) -> Response:
        """200 with the request that is there, for a document of this portal that you may see."""
        actor = self.actor
        possible = addressees_of(actor)
        if not possible:
            raise NotAllowed(_("Your role does not receive requests. Ask your supervisor."))
        body, file, data = _sent(request)
        found = file_read(actor, data) if data else FileRead()
        if found.own is not None:
            return self.tell(str(found.own.pk))
        if data and found.read is None and not body:
            raise Invalid({"file": [found.refusal]})
        with transaction.atomic():
            kept = _kept(actor, file, data)
            row = request_register(actor=actor, original=kept, **_answers(body, found, possible))
        return self.tell(str(row.pk), status=201)

    def told(self, reference: str) -> Any:
        row = get_request(self.actor, reference)
        shared = shared_with(self.actor, row)
        return {
            **whole(self.actor, reference),
            "missing": DutySerializer(completeness_of(row, now=timezone.now()).missing, many=True).data,
            "duplicates": [
                {
                    "id": str(one.request.pk),
                    "reference": one.request.reference,
                    "values": list(one.values),
                    "at_once": one.at_once,
                }
                for one in shared
            ],
        }


def _sent(request: Call) -> tuple[dict[str, Any], UploadedFile | None, bytes]:
    """(fields, file, the bytes to read of it): a request of this product as JSON counts as a file."""
    if not request.content_type.startswith("multipart/"):
        body = object_of(request.data)
        if body.get("schema") == SCHEMA:
            return {}, None, json.dumps(body).encode()
        return _known(body), None, b""
    file = request.data.get("file")
    if file is not None and not isinstance(file, UploadedFile):
        raise Invalid({"file": [_("Send the document as a file in the field “file”.")]})
    fields = {name: value for name, value in request.data.items() if name != "file"}
    body = _known({name: _plain(name, value) for name, value in fields.items()})
    return body, file, file.read() if file else b""


def _plain(name: str, value: Any) -> Any:
    if name not in _STRUCTURED:
        return value
    if not isinstance(value, str):
        raise Invalid({name: [_("In a form this is JSON as text.")]})
    try:
        return json.loads(value)
    except (ValueError, RecursionError) as error:
        raise Invalid({name: [_("In a form this is JSON as text.")]}) from error


def _known(body: Mapping[str, Any]) -> dict[str, Any]:
    unknown = {str(name)[:60]: [_("There is no such field here.")] for name in body if name not in FIELDS}
    if unknown:
        raise Invalid(unknown)
    return dict(body)


def _kept(actor: User, file: UploadedFile | None, data: bytes) -> StoredFile | None:
    if not data:
        return None
    name = file.name if file and file.name else "request.json"
    return incoming_keep(actor=actor, source=[data], name=name)


def _answers(body: dict[str, Any], found: FileRead, possible: list[Authority]) -> dict[str, Any]:
    """What `request_register` is to be told: what was sent, else what was read, else what is usual."""
    errors: dict[str, list[str]] = {}
    read, now = found.read, timezone.now()
    given = {**_as_read(found), **body}
    kind = given.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        errors["kind"] = [_("Choose one of: %(kinds)s.") % {"kinds": ", ".join(KINDS)}]
    addressee = _addressee(body, possible, found, str(kind), errors)
    sender = sender_meant(addressee, read, now=now) if addressee else None
    if sender is None or "requesting_authority" in body:
        sender = authority_read(body.get("requesting_authority"), "requesting_authority", errors)
    given["received_at"] = _instant(body.get("received_at"), now, errors)
    given.setdefault("channel", sender.channel if sender and not sender.member else Arrival.EMAIL.value)
    if read and sender and sender.member:
        given.setdefault("note", _("Registered from a document that a portal made."))
    given["repeated"] = given.get("repeated") is True
    for name in ("facts", "sender_reference", "case_number", "note", "sender_verified_how"):
        if name in given and not isinstance(given[name], str):
            errors[name] = [_("This must be text in quotation marks.")]
    if errors:
        raise Invalid(errors)
    return {**given, "requested_authority": addressee, "requesting_authority": sender}


def _as_read(found: FileRead) -> dict[str, Any]:
    read = found.read
    if read is None:
        return {}
    names = ("kind", "urgency", "content", "facts", "offences", "identifiers", "case_number", "continues")
    return {**{name: getattr(read, name) for name in names}, "sender_reference": read.reference[:80]}


def _addressee(
    body: dict[str, Any], possible: list[Authority], found: FileRead, kind: str, errors: dict[str, list[str]]
) -> Authority | None:
    if "requested_authority" not in body:
        return addressee_meant(possible, found.read, kind)
    named = next((one for one in possible if one.code == body["requested_authority"]), None)
    if named is None:
        codes = ", ".join(one.code for one in possible)
        sentence = _("You receive requests for: %(codes)s. Name one of these.")
        errors["requested_authority"] = [sentence % {"codes": codes}]
    return named


def _instant(raw: Any, now: datetime, errors: dict[str, list[str]]) -> datetime:
    if raw is None:
        return now
    try:
        return parse_instant(raw)
    except ValueError as error:
        errors["received_at"] = [str(error)]
        return now
