from __future__ import annotations

from django.urls import path

from contacts.views.people import absence_end, absence_new, people

urlpatterns = [
    path("people/<slug:code>/", people, name="people"),
    path("people/<slug:code>/<uuid:person>/absence/", absence_new, name="absence_new"),
    path("people/<slug:code>/absences/<uuid:absence>/end/", absence_end, name="absence_end"),
]
