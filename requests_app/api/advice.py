from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request as Call
from rest_framework.response import Response

from contacts.models import Jurisdiction, ServiceProvider
from contacts.serializers import Filter
from contacts.serializers.authorities import OnDutySerializer
from mla_portal.api.views import ApiView
from mla_portal.errors import Invalid
from requests_app.advice import Data, Fit, Handling, Purpose, Wish
from requests_app.selectors.advice import countries_of, ways_to


class AdviceFilter(Filter):
    country = serializers.CharField(max_length=6, help_text="ISO 3166-1 code of the country in which the data are.")
    data = serializers.ChoiceField(choices=Data.choices)  # type: ignore[assignment]
    purpose = serializers.ChoiceField(choices=Purpose.choices, default=Purpose.EVIDENCE.value)
    handling = serializers.ChoiceField(choices=Handling.choices, default=Handling.DISCLOSED.value)
    emergency = serializers.BooleanField(
        default=False, help_text="A significant and imminent risk to the life or safety of a person."
    )
    provider = serializers.CharField(required=False, max_length=32, help_text="Code of the provider, if it is known.")
    asking = serializers.CharField(
        required=False, max_length=6, help_text="Code of the country that asks; when left out, that of the caller."
    )

    def validate_country(self, code: str) -> Jurisdiction:
        return _country(code)

    def validate_asking(self, code: str) -> Jurisdiction:
        return _country(code)

    def validate_provider(self, code: str) -> ServiceProvider:
        provider = ServiceProvider.objects.filter(code=code).first()
        if provider is None:
            raise serializers.ValidationError(
                _("The directory has no provider with this code. Those that it has are listed at /api/v1/providers/.")
            )
        return provider


def _texts(source: str, help_text: str) -> serializers.ListField:
    return serializers.ListField(source=source, child=serializers.CharField(), help_text=help_text)


class WaySerializer(serializers.Serializer[Any]):
    code = serializers.CharField(source="way.code")
    fit = serializers.ChoiceField(source="way.fit", choices=Fit.choices)
    title = serializers.CharField(source="way.title")
    law = _texts("way.law", "Articles, such as 29(1); of another treaty with its name, such as 9 CETS 224.")
    treaties = _texts("way.treaties", "Names of other treaties in force between the two that carry it.")
    why = serializers.CharField(source="way.why", help_text="Why it fits so.")
    sentences = _texts("way.sentences", "The practice: how long, what it can give and what not.")
    cautions = _texts("way.cautions", "What to be wary of.")
    kind = serializers.CharField(source="way.kind", help_text="The kind of request that it starts with; empty: none.")
    requested_authority = serializers.CharField(
        source="who.authority.code", default=None, allow_null=True, help_text="Null where the directory has none."
    )
    telephones = serializers.ListField(
        source="who.telephones", default=[], child=serializers.CharField(), help_text="What to call now."
    )
    on_duty = OnDutySerializer(source="who.duty", default=None, allow_null=True)


class AdviceSerializer(serializers.Serializer[Any]):
    asking = serializers.CharField(help_text="Code of the country that asks.")
    country = serializers.CharField(help_text="Code of the country that is asked.")
    ways = WaySerializer(many=True, help_text="What fits best first; what is not open last, with why.")


class Advice(ApiView):
    """Which ways lead to data in another country, as of today there: the law, the practice, and whom to call."""

    @extend_schema(parameters=[AdviceFilter], responses=AdviceSerializer)
    def get(self, request: Call) -> Response:
        wanted = AdviceFilter(data=request.query_params)
        wanted.is_valid(raise_exception=True)
        given = wanted.validated_data
        asking, asked = given.get("asking") or self._own_country(), given["country"]
        wish = Wish(
            data=Data(given["data"]),
            handling=Handling(given["handling"]),
            purpose=Purpose(given["purpose"]),
            emergency=given["emergency"],
        )
        ways = ways_to(wish, asking=asking, asked=asked, provider=given.get("provider"), now=timezone.now())
        return Response(AdviceSerializer({"asking": asking.code, "country": asked.code, "ways": ways}).data)

    def _own_country(self) -> Jurisdiction:
        own = countries_of(self.actor)
        if len(own) != 1:
            raise Invalid(errors={"asking": [_("You belong to no country, or to several. Say for which one you ask.")]})
        return own[0]


def _country(code: str) -> Jurisdiction:
    found = Jurisdiction.objects.filter(code=code.upper()).first()
    if found is None:
        raise serializers.ValidationError(
            _("The directory has no country or territory with this code. Codes are those of ISO 3166-1.")
        )
    return found
