from __future__ import annotations

from django.urls import path

from contacts.views.authority import authority
from contacts.views.directory import directory

urlpatterns = [
    path("directory/", directory, name="directory"),
    path("directory/<slug:code>/", authority, name="authority"),
]
