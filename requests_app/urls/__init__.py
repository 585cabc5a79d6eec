"""The pages of the work: drafting, what makes it quick, and what happens to a request after."""

from requests_app.urls import advice, beside, comfort, drafting, incidents, kept, people, studio, time, work

urlpatterns = [
    *drafting.urlpatterns,
    *comfort.urlpatterns,
    *work.urlpatterns,
    *kept.urlpatterns,
    *incidents.urlpatterns,
    *beside.urlpatterns,
    *time.urlpatterns,
    *advice.urlpatterns,
    *studio.urlpatterns,
    *people.urlpatterns,
]
