"""Whose work it is: who leaves, and what nobody has any more."""

from __future__ import annotations

from django.urls import URLPattern, path

from requests_app.views.hand_overs import hand_over_list, hand_over_new, hand_over_noted, hand_over_one
from requests_app.views.leaving import hand_over_pass_on_to, orphan_list, people_leave

urlpatterns: list[URLPattern] = [
    path("people/<slug:code>/<uuid:person>/leave/", people_leave, name="people_leave"),
    path("hand-overs/", hand_over_list, name="work_hand_overs"),
    path("hand-overs/new/", hand_over_new, name="work_hand_over_new"),
    path("hand-overs/<uuid:pk>/", hand_over_one, name="work_hand_over"),
    path("hand-overs/<uuid:pk>/noted/", hand_over_noted, name="work_hand_over_noted"),
    path("hand-overs/<uuid:pk>/pass-on/", hand_over_pass_on_to, name="work_hand_over_pass_on"),
    path("orphans/", orphan_list, name="orphans"),
]
