"""How the contract tells what was found in a file."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from mla_portal.api.fields import InstantField
from requests_app.models import Document
from requests_app.selectors.emergencies import sent_unapproved
from requests_app.selectors.verification import lane_of
from templates_app.verification.findings import Changes, Covers, Format, Problem


class LaneSerializer(serializers.Serializer[Any]):
    """It was sent at once, without approval (Article 3(2)(c) of CETS 224)."""

    sent_by = serializers.CharField(source="sending.sent_by.name")
    sent_at = InstantField(source="sending.sent_at")
    reviewed = serializers.BooleanField(
        allow_null=True, help_text="Whether a supervisor has decided on it since; null for the requested authority."
    )


class KnownDocumentSerializer(serializers.ModelSerializer[Document]):
    """What those are told who may see the document anyway."""

    reference = serializers.CharField(source="request.reference")
    requesting_authority = serializers.CharField(source="request.requesting_authority.code")
    requested_authority = serializers.CharField(source="request.requested_authority.code")
    approved_by = serializers.SerializerMethodField(help_text="Empty where it was sent at once, in an emergency.")
    emergency = serializers.SerializerMethodField(help_text="How it was sent without approval; null otherwise.")
    created_at = InstantField()

    class Meta:
        model = Document
        fields = (
            "id",
            "request",
            "reference",
            "kind",
            "revision",
            "requesting_authority",
            "requested_authority",
            "approved_by",
            "emergency",
            "created_at",
            "signed_as",
            "signature_level",
        )
        read_only_fields = fields

    def get_approved_by(self, document: Document) -> str:
        if sent_unapproved(document) or document.created_by is None:
            return ""
        return document.created_by.name

    @extend_schema_field(LaneSerializer(allow_null=True))
    def get_emergency(self, document: Document) -> Any:
        lane = lane_of(self.context["user"], document)
        return LaneSerializer(lane).data if lane else None


class SignatureSerializer(serializers.Serializer[Any]):
    is_stamp = serializers.BooleanField(help_text="A time stamp over the whole document, and no signature.")
    intact = serializers.BooleanField(help_text="The signed bytes are as they were when they were signed.")
    holds = serializers.BooleanField(help_text="Intact, and nothing was added that the signature does not allow.")
    covers = serializers.ChoiceField(choices=[one.value for one in Covers])
    changes = serializers.ChoiceField(choices=[one.value for one in Changes], help_text="What was added afterwards.")
    changes_allowed = serializers.BooleanField()
    subject = serializers.CharField()
    issuer = serializers.CharField()
    serial = serializers.CharField(help_text="Of the certificate, in hexadecimal.")
    certificate_sha256 = serializers.CharField()
    valid_from = InstantField()
    valid_until = InstantField()
    valid_then = serializers.BooleanField(help_text="By the certificate's dates, at the time of signing.")
    valid_now = serializers.BooleanField()
    trusted_then = serializers.BooleanField(help_text="A trusted authority vouched for it at the time of signing.")
    trusted_now = serializers.BooleanField()
    revoked = serializers.BooleanField()
    claimed_at = InstantField(allow_null=True, help_text="When it was signed, as the signer says.")
    stamped_at = InstantField(allow_null=True, help_text="When it was signed at the latest, as a time stamp proves.")
    stamped_by = serializers.CharField()
    stamp_trusted = serializers.BooleanField()
    reason = serializers.CharField()
    location = serializers.CharField()
    message = serializers.CharField()


class TwinSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    sha256 = serializers.CharField()
    matches = serializers.BooleanField(
        allow_null=True, help_text="Equal to what was frozen with the document; null when the file is none of ours."
    )
    known = serializers.BooleanField(help_text="Whether a document of this portal has exactly these data.")


class VerificationSerializer(serializers.Serializer[Any]):
    sha256 = serializers.CharField(help_text="Of the bytes sent here.")
    known = serializers.BooleanField(help_text="Whether this portal issued exactly these bytes.")
    unaltered = serializers.BooleanField(help_text="The same: one bit changed and the bytes are not known.")
    message = serializers.CharField()
    signed = serializers.BooleanField(help_text="It bears a signature, and all that it bears hold.")
    signature = serializers.CharField(help_text="What is to be said of the signature.")
    document = KnownDocumentSerializer(allow_null=True, help_text="Null for who may not see it.")
    format = serializers.ChoiceField(choices=[one.value for one in Format])
    problem = serializers.ChoiceField(
        choices=["", *(one.value for one in Problem)], help_text="Why the PDF could not be looked into."
    )
    signatures = SignatureSerializer(many=True)
    unreadable_signatures = serializers.IntegerField()
    begins_with_known = serializers.BooleanField(
        help_text="The file is a document of this portal to which something was added at its end."
    )
    begins_with = KnownDocumentSerializer(allow_null=True, help_text="That document; null for who may not see it.")
    superseded_by = KnownDocumentSerializer(allow_null=True, help_text="A newer revision of the same document.")
    twin = TwinSerializer(allow_null=True, help_text="The data for machines that the PDF carries.")
