"""Which ways lead to the data, for programs: what the page says."""

from __future__ import annotations

from typing import Any

import pytest

from contacts.models import ServiceProvider
from mla_portal.accounts.models import User
from tests.api.calls import Caller
from tests.world import PASSWORD, World

pytestmark = pytest.mark.django_db


def ways(caller: Caller, query: str) -> dict[str, Any]:
    return {way["code"]: way for way in caller.get(f"advice/?{query}")["ways"]}


def test_what_fits_best_stands_first_with_its_law_and_whom_to_call(officer: Caller) -> None:
    told = officer.get("advice/?country=RO&data=content&purpose=evidence&emergency=false")
    assert (told["asking"], told["country"]) == ("GE", "RO")
    first, second = told["ways"][:2]
    assert (first["code"], first["fit"], first["kind"]) == ("mutual_assistance", "best", "mla_stored_data")
    assert first["law"] == ["31(1)", "27(2)"]
    assert first["requested_authority"] is None
    assert (second["code"], second["requested_authority"]) == ("point_247", "RO-247")
    assert second["telephones"] == ["+40 21 555 0100"]
    assert second["on_duty"]["state"] == "no_roster"


def test_an_emergency_changes_it(officer: Caller) -> None:
    told = ways(officer, "country=ro&data=content&emergency=true")
    assert (told["interpol"]["fit"], told["emergency_disclosure"]["fit"]) == ("best", "not_open")


def test_a_provider_narrows_it(officer: Caller) -> None:
    ServiceProvider.objects.create(code="hosting", name="Hosting")
    told = ways(officer, "country=RO&data=subscriber&provider=hosting")
    assert told["provider"]["fit"] == "unknown"


def test_everything_wrong_is_named_at_once(officer: Caller) -> None:
    refusal = officer.get("advice/?country=XX&data=all&purpose=fun&provider=nobody&colour=red", status=400)
    assert set(refusal["errors"]) >= {"colour"}
    refusal = officer.get("advice/?country=XX&data=all&purpose=fun&provider=nobody&emergency=perhaps", status=400)
    assert set(refusal["errors"]) == {"country", "data", "purpose", "provider", "emergency"}


@pytest.mark.parametrize("query", ["", "country=RO", "data=content", "country=%00&data=content", "country=RO&data="])
def test_what_is_missing_is_asked_for(officer: Caller, query: str) -> None:
    officer.get(f"advice/?{query}", status=400)


def test_who_belongs_to_no_country_says_for_which_one_asks(world: World) -> None:
    nobody = Caller(User.objects.create_user("nobody", PASSWORD, name="Nobody", email="n@portal.example"))
    assert set(nobody.get("advice/?country=RO&data=content", status=400)["errors"]) == {"asking"}
    assert nobody.get("advice/?country=RO&data=content&asking=MD")["asking"] == "MD"
