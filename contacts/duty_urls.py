"""The duty of one desk; everything here is for those who belong to its authority."""

from __future__ import annotations

from django.urls import path

from contacts.views.duty_hand_over import hand_over, hand_over_note, hand_over_taken
from contacts.views.duty_plan import roster_plan
from contacts.views.duty_reassign import shift_reassign
from contacts.views.duty_roster import roster

urlpatterns = [
    path("roster/", roster, name="roster"),
    path("roster/plan/", roster_plan, name="roster_plan"),
    path("roster/<uuid:shift>/", shift_reassign, name="shift_reassign"),
    path("hand-over/", hand_over, name="hand_over"),
    path("hand-over/<uuid:shift>/note/", hand_over_note, name="hand_over_note"),
    path("hand-over/<uuid:shift>/taken/", hand_over_taken, name="hand_over_taken"),
]
