"""What may stand behind the `?` of a call."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from contacts.days import day_in
from contacts.models import AuthorityKind, Instrument, Jurisdiction


class Filter(serializers.Serializer[None]):
    """Anything that is not declared is refused: a list that looks filtered and is not filtered misleads."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = set(data) - set(self.fields) - {"cursor", "page_size"}
        if unknown:
            raise serializers.ValidationError({name: [_("There is no such filter here.")] for name in sorted(unknown)})
        return super().to_internal_value(data)

    @property
    def text(self) -> str:
        """The words to look for."""
        return str(self.validated_data.get("q", "")).strip()

    def day(self, zone: str = "UTC") -> date:
        """The day that is asked about: today in that time zone, when none was given."""
        day: date = self.validated_data.get("on") or day_in(zone, timezone.now())
        return day


def _words(help_text: Any) -> serializers.CharField:
    return serializers.CharField(required=False, allow_blank=True, max_length=100, help_text=help_text)


class DayFilter(Filter):
    on = serializers.DateField(
        required=False,
        help_text=_("What holds on this day; when left out today there, or of a list today in UTC."),
        error_messages={"invalid": _("Write a day that exists as year-month-day, such as 2026-11-21.")},
    )

    def to_internal_value(self, data: Any) -> Any:
        # As a plain dict: of the query itself, an empty day would count as left out, and mean today.
        return super().to_internal_value(dict(data.items()))


class JurisdictionFilter(DayFilter):
    q = _words(_("A name of a country or of a large city there, or its beginning, in any language; or a code."))
    party_to = serializers.CharField(
        required=False, max_length=32, help_text=_("Code of a treaty, such as CETS185: those that it binds on the day.")
    )

    def validate_party_to(self, code: str) -> Instrument:
        instrument = Instrument.objects.filter(code__iexact=code).first()
        if instrument is None:
            raise serializers.ValidationError(
                _("The directory has no treaty with this code. Those that it has are listed at /api/v1/instruments/.")
            )
        return instrument


class AuthorityFilter(Filter):
    jurisdiction = serializers.CharField(required=False, max_length=6, help_text=_("ISO 3166-1 code, such as RO."))
    kind = serializers.ChoiceField(required=False, choices=AuthorityKind.choices)

    q = _words(_("Words of a name, a city, an address, a kind, a country or a code."))

    def validate_jurisdiction(self, code: str) -> str:
        """An empty list would say that the country has no authority, and not that there is no such country."""
        known = code.strip().upper()
        if not Jurisdiction.objects.filter(code=known).exists():
            raise serializers.ValidationError(
                _("The directory has no country with this code. Those it has are listed at /api/v1/jurisdictions/.")
            )
        return known


class ProviderFilter(Filter):
    q = _words(_("Words of a name, of its services or of one of its legal entities, or their country."))


class InstrumentFilter(Filter):
    q = _words(_("Words of a name or a code."))
