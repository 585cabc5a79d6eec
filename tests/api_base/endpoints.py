"""A small contract of its own, on the same ground as the real one: bookings of a room."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.db import connection
from django.urls import include, path
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from mla_portal.api.fields import InstantField
from mla_portal.api.parsers import StrictJSONParser
from mla_portal.api.views import ApiView
from mla_portal.errors import Conflict, NotAllowed, NotFound


class GuestSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=10)


class BookingSerializer(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=20)
    at = InstantField()
    seats = serializers.IntegerField(required=False)
    guests = GuestSerializer(many=True, required=False)


class GroupSerializer(serializers.ModelSerializer[Group]):
    class Meta:
        model = Group
        fields = ("id", "name")


class Bookings(ApiView):
    parser_classes = (StrictJSONParser, MultiPartParser)

    def get(self, request: Request) -> Response:
        return self.page_response(Group.objects.all(), GroupSerializer, order=request.GET.get("order", "name"))

    def post(self, request: Request) -> Response:
        booking = BookingSerializer(data=request.data)
        booking.is_valid(raise_exception=True)
        Group.objects.create(name=booking.validated_data["title"])
        return self.tell(booking.data, status=201)

    def told(self, reference: Any) -> Any:
        if not Group.objects.filter(name=reference["title"]).exists():
            raise NotFound("There is no such booking.")
        return dict(sorted(reference.items()))


class Refusing(ApiView):
    def get(self, request: Request, how: str) -> Response:
        if how == "conflict":
            raise Conflict("The room is taken. Choose another one.", allowed_actions=["wait"])
        if how == "fault":
            raise RuntimeError("a fault of ours")
        raise NotAllowed("You may see this room but not book it.")


class Overflowing(ApiView):
    def get(self, request: Request) -> Response:
        with connection.cursor() as cursor:
            cursor.execute("select (%s || '')::smallint", [request.GET["number"]])
        return Response({})


urlpatterns = [
    path("api/v1/bookings/", Bookings.as_view()),
    path("api/v1/overflowing/", Overflowing.as_view()),
    path("api/v1/refusing/<str:how>/", Refusing.as_view()),
    path("", include("mla_portal.urls")),
]
handler400 = "mla_portal.handlers.bad_request"
handler404 = "mla_portal.handlers.not_found"
handler500 = "mla_portal.handlers.server_error"
