"""The people of the demonstration: officer, supervisor, contact and directory manager per member country, two more."""

from __future__ import annotations

from collections.abc import Mapping

from contacts.models import Authority, Membership
from contacts.roles import Role
from contacts.services.memberships import membership_grant
from mla_portal.accounts.models import User
from mla_portal.accounts.services.users import user_create
from mla_portal.errors import Conflict
from requests_app.demo.countries import COUNTRIES

# word in the user name: (name, function, {half of the authority's code: role})
_PEOPLE = {
    "officer": ("Demonstration Officer", "MLA officer", {"CA": Role.OFFICER, "247": Role.DRAFTER}),
    "supervisor": ("Demonstration Supervisor", "Head of unit", {"CA": Role.SUPERVISOR, "247": Role.SUPERVISOR}),
    "contact": ("Demonstration Contact", "Duty officer", {"247": Role.CONTACT}),
    "manager": (
        "Demonstration Manager",
        "Directory manager",
        {"CA": Role.DIRECTORY_MANAGER, "247": Role.DIRECTORY_MANAGER},
    ),
}


def people_load(authorities: Mapping[str, Authority]) -> dict[str, User]:
    """{user name: user} of the whole demonstration. Raises Conflict where a real person has one of the names."""
    people = _People()
    for country in COUNTRIES:
        if not country.member:
            continue
        for word, (name, function, roles) in _PEOPLE.items():
            user = people.get(
                f"{word}.{country.code.lower()}",
                name=f"{name} ({country.name})",
                function=function,
                time_zone=country.time_zone,
            )
            for half, role in roles.items():
                people.join(user, authorities[f"{country.code}-{half}"], role)
    people.get("admin", name="Demonstration Administrator", is_staff=True, is_superuser=True)
    auditor = people.get("auditor", name="Demonstration Auditor", function="Auditor")
    for authority in authorities.values():
        if authority.member:
            people.join(auditor, authority, Role.AUDITOR)
    return people.found


class _People:
    """Adds whoever is missing. A membership that was ended is not given again."""

    def __init__(self) -> None:
        self.found: dict[str, User] = {}
        self._known = {user.username: user for user in User.objects.all()}
        self._joined = set(Membership.objects.values_list("user_id", "authority_id", "role"))

    def get(self, username: str, **fields: str | bool) -> User:
        user = self._known.get(username)
        if user is None:
            user = user_create(
                actor=None, username=username, password=None, email=f"{username}@people.example", is_demo=True, **fields
            )
        if not user.is_demo:
            raise Conflict(f"There is a real person with the user name {username}; demonstration data cannot be added.")
        self.found[username] = user
        return user

    def join(self, user: User, authority: Authority, role: Role) -> None:
        if (user.pk, authority.pk, role.value) not in self._joined:
            membership_grant(actor=None, user=user, authority=authority, role=role)
