"""The pages of the work: drafting, what makes it quick, and what happens to a request after."""

from requests_app.urls import advice, comfort, drafting, studio, work

urlpatterns = [*drafting.urlpatterns, *comfort.urlpatterns, *work.urlpatterns, *advice.urlpatterns, *studio.urlpatterns]
