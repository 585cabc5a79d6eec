from __future__ import annotations

from django.urls import URLPattern, path

from requests_app.views.beside import country_beside
from requests_app.views.cases import case, cases
from requests_app.views.cases_edit import case_edit, case_new
from requests_app.views.cases_request import request_new
from requests_app.views.cases_share import case_share
from requests_app.views.check import request_check
from requests_app.views.identifiers import identifier_list
from requests_app.views.identifiers_change import identifier_change, identifier_remove
from requests_app.views.identifiers_load import identifier_load
from requests_app.views.sections import request_section
from requests_app.views.sections_autosave import request_autosave
from requests_app.views.translations import request_translations

urlpatterns: list[URLPattern] = [
    path("cases/", cases, name="cases"),
    path("cases/new/", case_new, name="case_new"),
    path("cases/<uuid:pk>/", case, name="case"),
    path("cases/<uuid:pk>/edit/", case_edit, name="case_edit"),
    path("cases/<uuid:pk>/share/", case_share, name="case_share"),
    path("cases/<uuid:pk>/requests/new/", request_new, name="request_new"),
    path("addressees/beside/", country_beside, name="country_beside"),
    path("requests/<uuid:pk>/sections/<slug:slug>/", request_section, name="request_section"),
    path("requests/<uuid:pk>/sections/<slug:slug>/autosave/", request_autosave, name="request_autosave"),
    path("requests/<uuid:pk>/identifiers/", identifier_list, name="identifier_list"),
    path("requests/<uuid:pk>/identifiers/load/", identifier_load, name="identifier_load"),
    path("requests/<uuid:pk>/identifiers/<uuid:identifier>/", identifier_change, name="identifier_change"),
    path("requests/<uuid:pk>/identifiers/<uuid:identifier>/remove/", identifier_remove, name="identifier_remove"),
    path("requests/<uuid:pk>/translations/", request_translations, name="request_translations"),
    path("requests/<uuid:pk>/check/", request_check, name="request_check"),
]
