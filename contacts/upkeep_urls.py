"""The upkeep of the directory: changes proposed and decided, entries verified, desks tested."""

from __future__ import annotations

from django.urls import path

from contacts.views.changes import changes
from contacts.views.changes_one import change, change_act
from contacts.views.history import authority_history, country_history
from contacts.views.propose import authority_edit, desk_edit, desk_end, desk_new
from contacts.views.propose_country import country_edit, fact_edit, fact_new
from contacts.views.reach import desk_test, reach
from contacts.views.verification import authority_confirm, country_confirm, provider_confirm, verifications

urlpatterns = [
    path("reach/<str:token>/", reach, name="reach"),
    path("directory/verification/", verifications, name="verifications"),
    path("directory/<slug:code>/confirm/", authority_confirm, name="authority_confirm"),
    path("directory/countries/<slug:code>/confirm/", country_confirm, name="country_confirm"),
    path("directory/providers/<slug:code>/confirm/", provider_confirm, name="provider_confirm"),
    path("directory/<slug:code>/desks/<slug:desk>/test/", desk_test, name="desk_test"),
    path("directory/changes/", changes, name="changes"),
    path("directory/changes/<uuid:pk>/", change, name="change"),
    path("directory/changes/<uuid:pk>/<slug:act>/", change_act, name="change_act"),
    path("directory/countries/<slug:code>/edit/", country_edit, name="country_edit"),
    path("directory/countries/<slug:code>/edit/<slug:table>/new/", fact_new, name="fact_new"),
    path("directory/countries/<slug:code>/edit/<slug:table>/<slug:entry>/", fact_edit, name="fact_edit"),
    path("directory/countries/<slug:code>/history/", country_history, name="country_history"),
    path("directory/<slug:code>/edit/", authority_edit, name="authority_edit"),
    path("directory/<slug:code>/history/", authority_history, name="authority_history"),
    path("directory/<slug:code>/desks/new/", desk_new, name="desk_new"),
    path("directory/<slug:code>/desks/<slug:desk>/edit/", desk_edit, name="desk_edit"),
    path("directory/<slug:code>/desks/<slug:desk>/end/", desk_end, name="desk_end"),
]
