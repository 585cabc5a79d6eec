"""The pages of the work: drafting, and what happens to a request after."""

from requests_app.urls import drafting, work

urlpatterns = [*drafting.urlpatterns, *work.urlpatterns]
