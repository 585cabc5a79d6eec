from __future__ import annotations

from django.urls import path

from contacts.api.authorities import AuthorityList, AuthorityOne
from contacts.api.jurisdictions import JurisdictionList, JurisdictionOne

urlpatterns = [
    path("authorities/", AuthorityList.as_view(), name="api_authorities"),
    path("authorities/<slug:code>/", AuthorityOne.as_view(), name="api_authority"),
    path("jurisdictions/", JurisdictionList.as_view(), name="api_jurisdictions"),
    path("jurisdictions/<slug:code>/", JurisdictionOne.as_view(), name="api_jurisdiction"),
]
