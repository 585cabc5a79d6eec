from __future__ import annotations

from django.urls import include, path

from contacts.views.authority import authority
from contacts.views.country import country
from contacts.views.directory import directory
from contacts.views.providers import provider, providers
from contacts.views.treaties import treaties, treaty

urlpatterns = [
    path("directory/", directory, name="directory"),
    path("directory/providers/", providers, name="providers"),
    path("directory/providers/<slug:code>/", provider, name="provider"),
    path("directory/countries/<slug:code>/", country, name="country"),
    path("directory/treaties/", treaties, name="treaties"),
    path("directory/treaties/<slug:code>/", treaty, name="treaty"),
    path("", include("contacts.people_urls")),
    path("", include("contacts.upkeep_urls")),
    path("", include("contacts.exchange_urls")),
    path("directory/<slug:code>/", authority, name="authority"),
    path("directory/<slug:code>/desks/<slug:desk>/", include("contacts.duty_urls")),
]
