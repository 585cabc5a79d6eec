"""How a request was sent, as the contract writes it to the side that sent it. No key and no code of a link is told."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from contacts.models import Channel
from mla_portal.api.fields import InstantField
from mla_portal.outbox.models import Status as MailStatus
from requests_app.models import FormalText, OutsideLink, Purpose, Transmission, TransmissionProof
from requests_app.selectors.formal_texts import differences_of
from requests_app.selectors.outside import LinkState, state_of


class ProofSerializer(serializers.ModelSerializer[TransmissionProof]):
    happened_at = InstantField()
    sha256 = serializers.CharField(source="file.sha256", default=None, help_text="Of its file; null where it has none.")
    name = serializers.CharField(source="file.name", default=None)
    recorded_by = serializers.CharField(source="recorded_by.name")
    recorded_at = InstantField()

    class Meta:
        model = TransmissionProof
        fields = ("id", "stage", "happened_at", "note", "name", "sha256", "recorded_by", "recorded_at")
        read_only_fields = fields


class LinkSerializer(serializers.ModelSerializer[OutsideLink]):
    state = serializers.SerializerMethodField()
    mail = serializers.SerializerMethodField(help_text="How its mail fares; null where none was queued.")
    made_at = InstantField()
    expires_at = InstantField()
    used_at = InstantField(allow_null=True, help_text="When the right code was given: it opens once.")
    person_name = serializers.CharField(help_text="As given with the code: it does not prove who that is.")

    class Meta:
        model = OutsideLink
        fields = (
            "id",
            "state",
            "mail",
            "to_name",
            "to_address",
            "code_sent_to",
            "attempts",
            "person_name",
            "person_function",
            "made_at",
            "expires_at",
            "used_at",
        )
        read_only_fields = fields

    def get_state(self, link: OutsideLink) -> LinkState:
        return state_of(link, self.context["row"], now=self.context["now"])

    def get_mail(self, link: OutsideLink) -> MailStatus | None:
        mails: dict[str, MailStatus] = self.context["mails"]
        return mails.get(str(link.pk))


class TransmissionSerializer(serializers.ModelSerializer[Transmission]):
    recipient = serializers.CharField(source="recipient.code")
    document = serializers.UUIDField(source="document_id")
    sent_by = serializers.CharField(source="sent_by.name")
    sent_at = InstantField()
    links = LinkSerializer(many=True)
    proofs = ProofSerializer(many=True)

    class Meta:
        model = Transmission
        fields = (
            "id",
            "channel",
            "purpose",
            "recipient",
            "document",
            "note",
            "sent_by",
            "sent_at",
            "links",
            "proofs",
        )
        read_only_fields = fields


class TransmissionBody(serializers.Serializer[Any]):
    """Describes what is sent: the same frozen document, once more."""

    channel = serializers.ChoiceField(choices=Channel.choices, help_text="Any but `portal`.")
    purpose = serializers.ChoiceField(
        required=False, choices=[one for one in Purpose.choices if one[0] != Purpose.REQUEST]
    )
    recipient = serializers.CharField(
        required=False, help_text="Code of a central authority of that country; of a copy alone (Art. 27(9)(a))."
    )
    document = serializers.UUIDField(required=False, help_text="Of a notice alone: which.")
    note = serializers.CharField(required=False, max_length=500)


class ProofBody(serializers.Serializer[Any]):
    stage = serializers.ChoiceField(choices=TransmissionProof.Stage.choices)
    happened_at = InstantField(required=False, help_text="Now, where it is not given.")
    note = serializers.CharField(required=False, max_length=500)


class ProofFileBody(ProofBody):
    file = serializers.FileField(required=False, help_text="At most 5 MB.")


class RowDifferenceSerializer(serializers.Serializer[Any]):
    before = serializers.CharField()
    after = serializers.CharField()


class AnswerDifferenceSerializer(RowDifferenceSerializer):
    section = serializers.CharField()
    answer = serializers.CharField()


class DifferencesSerializer(serializers.Serializer[Any]):
    answers = AnswerDifferenceSerializer(many=True)
    identifiers = RowDifferenceSerializer(many=True)


class FormalTextSerializer(serializers.ModelSerializer[FormalText]):
    received_at = InstantField()
    recorded_by = serializers.CharField(source="recorded_by.name")
    recorded_at = InstantField()
    sha256 = serializers.CharField(source="file.sha256", default=None, help_text="Of its file; null where it has none.")
    differences = serializers.SerializerMethodField(help_text="Null where a person compared it, not the portal.")

    class Meta:
        model = FormalText
        fields = ("id", "side", "verdict", "note", "sha256", "received_at", "recorded_by", "recorded_at", "differences")
        read_only_fields = fields

    @extend_schema_field(DifferencesSerializer(allow_null=True))
    def get_differences(self, text: FormalText) -> dict[str, Any] | None:
        found = differences_of(text)
        if found is None:
            return None
        answers = [
            {
                "section": str(section.title),
                "answer": str(one.label),
                "before": "".join(piece.text for piece in one.before),
                "after": "".join(piece.text for piece in one.after),
            }
            for section in found.sections
            for one in section.answers
        ]
        rows = [{"before": one.before, "after": one.after} for one in found.rows]
        return {"answers": answers, "identifiers": rows}


class FormalTextBody(serializers.Serializer[Any]):
    verdict = serializers.ChoiceField(
        required=False, choices=FormalText.Verdict.choices, help_text="Where the portal cannot read the file."
    )
    note = serializers.CharField(required=False, max_length=2000)
    received_at = InstantField(required=False, help_text="Now, where it is not given.")


class FormalTextFileBody(FormalTextBody):
    file = serializers.FileField(required=False, help_text="At most 5 MB. A PDF or JSON of such a portal is compared.")
