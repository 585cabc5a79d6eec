from __future__ import annotations

from django.urls import path

from contacts.api.authorities import AuthorityList, AuthorityOne
from contacts.api.instruments import InstrumentList, InstrumentOne
from contacts.api.jurisdictions import JurisdictionList, JurisdictionOne
from contacts.api.providers import ProviderList, ProviderOne

urlpatterns = [
    path("authorities/", AuthorityList.as_view(), name="api_authorities"),
    path("authorities/<slug:code>/", AuthorityOne.as_view(), name="api_authority"),
    path("instruments/", InstrumentList.as_view(), name="api_instruments"),
    path("instruments/<slug:code>/", InstrumentOne.as_view(), name="api_instrument"),
    path("jurisdictions/", JurisdictionList.as_view(), name="api_jurisdictions"),
    path("jurisdictions/<slug:code>/", JurisdictionOne.as_view(), name="api_jurisdiction"),
    path("providers/", ProviderList.as_view(), name="api_providers"),
    path("providers/<slug:code>/", ProviderOne.as_view(), name="api_provider"),
]
