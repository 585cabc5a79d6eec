"""Service providers, for everybody who is signed in."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from contacts.models import ProviderEntity, ServiceProvider
from contacts.names import countries_like
from contacts.selectors.words import says
from mla_portal.errors import NotFound

# To be given to mla_portal.paging.
ORDER = "name"


def providers_found(text: str = "") -> QuerySet[ServiceProvider]:
    """The providers of which every word of `text` is said somewhere, by name.

    That is in name, services, code, or in the name or country of one of its legal entities.
    """
    found = ServiceProvider.objects.prefetch_related(Prefetch("entities", _entities()))
    for word in text.split():
        entities = ProviderEntity.objects.filter(
            says(word, "legal_name") | Q(jurisdiction__in=[*countries_like(word), word.upper()])
        )
        found = found.filter(says(word, "name", "services", "code") | Q(pk__in=entities.values("provider")))
    return found


def provider_get(code: str) -> ServiceProvider:
    """With its legal entities. Raises NotFound."""
    provider = ServiceProvider.objects.prefetch_related(Prefetch("entities", _entities())).filter(code=code).first()
    if provider is None:
        raise NotFound(_("The directory has no provider with this code. Look for it by its name or its services."))
    return provider


def _entities() -> QuerySet[ProviderEntity]:
    return ProviderEntity.objects.select_related("jurisdiction").order_by("jurisdiction", "legal_name")
