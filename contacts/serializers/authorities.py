"""Authorities and their desks as the HTTP contract gives them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from contacts.models import Authority, ContactPoint
from contacts.selectors.duty import DutyState, OnDuty
from contacts.selectors.duty_turns import Turn
from contacts.serializers.provenance import FIRST_DAY_AFTER, SOURCED
from mla_portal.api.fields import InstantField


class TurnSerializer(serializers.Serializer[Turn]):
    name = serializers.CharField()
    telephone = serializers.CharField(help_text=_("Empty: that of the desk."))
    starts_at = InstantField()
    ends_at = InstantField()


class OnDutySerializer(serializers.Serializer[OnDuty]):
    """Who answers at this moment; `turn` is null when nobody is named."""

    state = serializers.ChoiceField(
        choices=[(state.value, state.name) for state in DutyState],
        help_text=_("named: somebody is; left: who is named does not work there any more; otherwise nobody is named."),
    )
    telephones = serializers.ListField(child=serializers.CharField(), help_text=_("What to call now, first the first."))
    turn = TurnSerializer(allow_null=True)
    next = TurnSerializer(allow_null=True)
    taken_at = InstantField(allow_null=True, help_text=_("When the shift was taken up; null when nobody has said so."))
    stand_in = serializers.CharField(help_text=_("Who took it up for the person of the shift; empty when nobody did."))


class ContactPointSerializer(serializers.ModelSerializer[ContactPoint]):
    time_zone = serializers.CharField(source="zone", help_text=_("In which its hours are written."))
    on_duty = serializers.SerializerMethodField()

    class Meta:
        model = ContactPoint
        fields = (
            "code",
            "order",
            "name",
            "function",
            "email",
            "telephone",
            "cell_phone",
            "secure_channel",
            "time_zone",
            "hours",
            "round_the_clock",
            "language",
            "valid_from",
            "valid_until",
            "on_duty",
        )
        read_only_fields = fields

    @extend_schema_field(OnDutySerializer)
    def get_on_duty(self, desk: ContactPoint) -> Any:
        return OnDutySerializer(self.context["on_duty"][desk.pk]).data


class AuthoritySerializer(serializers.ModelSerializer[Authority]):
    """The context says of each desk that is shown who is on duty: {"on_duty": {desk id: OnDuty}}."""

    jurisdiction = serializers.CharField(source="jurisdiction_id", help_text=_("Its ISO 3166-1 code."))
    country = serializers.CharField(help_text=_("The name of the jurisdiction."))
    languages = serializers.ListField(child=serializers.CharField(), help_text=_("Codes of ISO 639."))
    valid_until = serializers.DateField(allow_null=True, help_text=FIRST_DAY_AFTER)
    contact_points = serializers.SerializerMethodField(help_text=_("Those of today; the one asked first stands first."))

    class Meta:
        model = Authority
        fields = (
            "code",
            "name",
            "original_name",
            "kind",
            "jurisdiction",
            "country",
            "city",
            "member",
            "channel",
            "time_zone",
            "languages",
            "address",
            "telephone",
            "email",
            "fax",
            "office_hours",
            "valid_from",
            "valid_until",
            *SOURCED,
            "is_demo",
            "contact_points",
        )
        read_only_fields = fields

    @extend_schema_field(ContactPointSerializer(many=True))
    def get_contact_points(self, authority: Authority) -> Any:
        shown = [desk for desk in authority.contact_points.all() if desk.pk in self.context["on_duty"]]
        return ContactPointSerializer(shown, many=True, context=self.context).data
