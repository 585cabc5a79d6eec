"""What makes drafting quick."""

from __future__ import annotations

from django.urls import URLPattern, path

from requests_app.views.cases_express import case_express
from requests_app.views.comments import comment_resolved, request_comments
from requests_app.views.compare import request_compare
from requests_app.views.requests_copy import request_copied
from requests_app.views.shelves import SHELVES, shelf_end, shelf_entry, shelf_list, shelf_new

urlpatterns: list[URLPattern] = [
    path("cases/<uuid:pk>/requests/express/", case_express, name="case_express"),
    path("requests/<uuid:pk>/copy/", request_copied, name="request_copy"),
    path("requests/<uuid:pk>/compare/", request_compare, name="request_compare"),
    path("requests/<uuid:pk>/comments/", request_comments, name="request_comments"),
    path("requests/<uuid:pk>/comments/<uuid:comment>/resolve/", comment_resolved, name="comment_resolve"),
]

for _name in SHELVES:
    urlpatterns += [
        path(f"{_name}/", shelf_list, {"shelf": _name}, name=_name),
        path(f"{_name}/new/", shelf_new, {"shelf": _name}, name=f"{_name}_new"),
        path(f"{_name}/<uuid:pk>/", shelf_entry, {"shelf": _name}, name=f"{_name}_entry"),
        path(f"{_name}/<uuid:pk>/end/", shelf_end, {"shelf": _name}, name=f"{_name}_end"),
    ]
