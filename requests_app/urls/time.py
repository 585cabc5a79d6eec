"""Deadlines: one, a month of them, what one was reminded of; the ladders; the calendar elsewhere."""

from __future__ import annotations

from django.urls import URLPattern, path

from requests_app.views.attention import calendar_feed, digest_set, feed_end, feed_new
from requests_app.views.bell import bell
from requests_app.views.deadline import deadline, deadline_act
from requests_app.views.deadlines_month import deadlines_month
from requests_app.views.ladders import ladder, ladder_go_on_press, ladder_stop_press, ladders

urlpatterns: list[URLPattern] = [
    path("deadlines/month/", deadlines_month, name="deadlines_month"),
    path("deadlines/<uuid:pk>/", deadline, name="deadline"),
    path("deadlines/<uuid:pk>/<slug:act>/", deadline_act, name="deadline_act"),
    path("reminders/", bell, name="bell"),
    path("ladders/", ladders, name="ladders"),
    path("ladders/<slug:code>/<slug:kind>/<slug:urgency>/", ladder, name="ladder"),
    path("ladders/<slug:code>/<slug:kind>/<slug:urgency>/stop/", ladder_stop_press, name="ladder_stop"),
    path("ladders/<slug:code>/<slug:kind>/<slug:urgency>/go-on/", ladder_go_on_press, name="ladder_go_on"),
    path("account/digest/", digest_set, name="digest_set"),
    path("account/calendar/", feed_new, name="feed_new"),
    path("account/calendar/<uuid:pk>/revoke/", feed_end, name="feed_end"),
    path("calendar/<str:key>.ics", calendar_feed, name="calendar_feed"),
]
