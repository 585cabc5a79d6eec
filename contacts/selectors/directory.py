"""Reading the directory. It is open to everybody who is signed in."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from contacts.models import Authority, ContactPoint, Jurisdiction
from contacts.names import countries_in_order, countries_like
from mla_portal.errors import NotFound

# To be given to mla_portal.paging: by the country's name in the reader's language.
ORDER = "place"
_LAST = 1000


def authorities_found(*, text: str = "", kind: str = "", jurisdiction: str = "") -> QuerySet[Authority]:
    """The authorities whose name, own name, code or country has `text` in it, in the order of their countries.

    Each has `place`, by which pages are cut, and `answers_always`: whether one of its desks answers day and night.
    """
    desks = ContactPoint.objects.filter(authority=OuterRef("pk"), round_the_clock=True)
    found = Authority.objects.annotate(place=_place(), answers_always=Exists(desks))
    if kind:
        found = found.filter(kind=kind)
    if jurisdiction:
        found = found.filter(jurisdiction=jurisdiction)
    if text := text.strip():
        found = found.filter(
            Q(name__icontains=text)
            | Q(original_name__icontains=text)
            | Q(code__icontains=text)
            | Q(jurisdiction__in=[*countries_like(text), text.upper()])
        )
    return found


def authority_get(code: str) -> Authority:
    """With its desks in their order. Raises NotFound."""
    found = Authority.objects.select_related("jurisdiction").prefetch_related("contact_points").filter(code=code)
    authority = found.first()
    if authority is None:
        raise NotFound(_("The directory has no authority with this code. Look for it by its name or its country."))
    return authority


def jurisdiction_get(code: str) -> Jurisdiction:
    """Raises NotFound."""
    jurisdiction = Jurisdiction.objects.filter(code=code.upper()).first()
    if jurisdiction is None:
        raise NotFound(_("The directory has no country or territory with this code. Codes are those of ISO 3166-1."))
    return jurisdiction


def _place() -> Coalesce:
    codes = Value(countries_in_order(), output_field=ArrayField(TextField()))
    place = Func(codes, F("jurisdiction_id"), function="array_position", output_field=IntegerField())
    return Coalesce(place, Value(_LAST))
