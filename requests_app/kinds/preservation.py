"""Expedited preservation of stored computer data: Article 29 of CETS 185, with Article 30 as a tick.

The order of the sections follows the official template T-CY(2018)11, so that the form and the document read alike.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from contacts.facts import BUDAPEST
from requests_app.kinds import directory_warnings, duties, refusals, time_warnings, warnings
from requests_app.kinds.base import Kind, Section
from requests_app.kinds.fields import FlagField, NumberField
from requests_app.kinds.questions import ADDITIONAL, INTENTION, NECESSITY
from requests_app.kinds.sections import CUSTODIAN, IDENTIFIERS, OFFENCE, PARTIES, PRESERVED_DATA, URGENCY

NECESSITY_AND_DURATION = Section(
    code="necessity",
    title=_("Necessity and duration"),
    hint=_("Why the data must be preserved now, and for how long"),
    fields=(
        NECESSITY,
        NumberField(
            name="duration_days",
            label=_("Duration asked, in days"),
            hint=_("At least 60 (Art. 29(7)). Leave empty to ask for the longest that the requested Party allows."),
            minimum=60,
            maximum=3650,
            below=_("Ask for 60 days or more: Article 29(7) gives at least 60, so less would cost you time."),
        ),
    ),
)

WHAT_FOLLOWS = Section(
    code="intention",
    title=_("What follows"),
    hint=_("The request for mutual assistance, and disclosure of the path (Art. 30)"),
    fields=(
        *INTENTION,
        FlagField(
            name="disclose_path",
            label=_("Disclose expeditiously the traffic data that identify another provider involved (Art. 30)"),
            hint=_("If a provider in another State took part in the transmission of the communication."),
            article="30(1)",
        ),
        ADDITIONAL,
    ),
)

PRESERVATION = Kind(
    code="preservation",
    title=_("Data preservation request"),
    short_title=_("Preservation"),
    articles=_("Articles 29 and 30 of the Convention on Cybercrime"),
    legal_basis="Convention on Cybercrime (CETS 185), Articles 29, 30 and 35",
    instruments=(BUDAPEST,),
    cites={BUDAPEST: ("29", "30", "35")},
    sections=(
        PARTIES,
        URGENCY,
        OFFENCE,
        PRESERVED_DATA,
        IDENTIFIERS,
        CUSTODIAN,
        NECESSITY_AND_DURATION,
        WHAT_FOLLOWS,
    ),
    duties=(*duties.PRESERVATION, *duties.URGENCY),
    directory_warnings=(
        directory_warnings.party,
        directory_warnings.own_party,
        directory_warnings.dual_criminality,
        directory_warnings.language,
        *directory_warnings.SENDING,
        directory_warnings.formal_confirmation,
        directory_warnings.unverified,
    ),
    warnings=(
        directory_warnings.addressee,
        warnings.identifiers,
        warnings.scope,
        warnings.path,
        *time_warnings.NEAR,
    ),
    template="preservation",
    acknowledged_under="29(3)",
    refusals=refusals.OF_PRESERVATION,
    preserves=True,
    asked_first=("contact_point_247",),
    # what an Article 30 disclosure led to, or what was forgotten
    follows=frozenset({"preservation"}),
    follows_abroad=True,
)
