"""Templates of the administrators: drafts, checks, publishing, and documents made of them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, Invalid, NotAllowed, NotFound
from requests_app.services.documents import document_render
from templates_app.catalogues import ENGLISH, Catalogue
from templates_app.models import FIRST_VERSION, State, StudioVersion
from templates_app.rendering import render_html
from templates_app.studio import services
from templates_app.studio.changes import Changes, Clause, applied
from templates_app.studio.checking import faults_of
from templates_app.studio.letterheads import letterhead_set
from templates_app.studio.sample import sample_of
from templates_app.studio.selectors import is_reviewed, kinds_shipped, shipped, version_frozen, version_in_use
from templates_app.studio.values import document_of, known_values, wrong_places
from templates_app.versions import languages_of
from templates_app.versions.data import version_from_data, version_to_data
from tests.world import World


def heading_of(number: int) -> str:
    return shipped("preservation").items[number - 1].heading


def clause(**texts: str) -> Clause:
    return Clause(
        item=23, texts=texts or {"en": "Under the law of {requesting_authority.country}.", "fr": "Selon la loi."}
    )


def publish(keeper: User, changes: Changes, *, authority: str = "") -> StudioVersion:
    draft = services.draft_start(actor=keeper, code="preservation", authority=authority)
    services.draft_change(actor=keeper, draft=draft, changes=changes, edition=1)
    return services.version_publish(actor=keeper, draft=draft, note="Wording of the ministry")


def messages(changes: Changes, *languages: Catalogue) -> list[str]:
    return [one.message for one in faults_of(shipped("preservation"), changes, languages or (ENGLISH,))]


@pytest.mark.parametrize("code", [one.code for one in kinds_shipped()])
def test_every_shipped_version_is_sound_with_sample_data(code: str) -> None:
    assert faults_of(shipped(code), Changes(), (ENGLISH,)) == ()


def test_other_words_stand_in_the_document() -> None:
    changes = Changes(texts={"en": {heading_of(1): "Our own heading"}}, clauses=(clause(),))
    html = render_html(applied(shipped("preservation"), changes, version=1001), sample_of("preservation"))
    assert "Our own heading" in html
    assert "Under the law of Country." in html


def test_a_changed_item_is_no_longer_the_official_one() -> None:
    before = shipped("preservation")
    after = applied(before, Changes(texts={"en": {heading_of(2): "Ours"}}), version=1001)
    assert (before.items[1].source, after.items[1].source) == ("verified", "reconstructed")
    assert after.items[0].source == "verified"


def test_items_are_moved_and_numbered_anew() -> None:
    numbers = [one.number for one in shipped("preservation").items]
    moved = applied(shipped("preservation"), Changes(order=(numbers[1], numbers[0], *numbers[2:])), version=1001)
    assert [one.number for one in moved.items] == numbers
    assert moved.items[0].heading == heading_of(2)


def test_an_item_with_a_legal_duty_stays() -> None:
    items = shipped("preservation").items
    duty = next(one for one in items if one.duties)
    order = tuple(one.number for one in items if one is not duty)
    assert messages(Changes(order=order)) == [f"This item cannot be left out: it fulfils {', '.join(duty.duties)}."]
    free = next(one for one in items if not one.duties)
    assert messages(Changes(order=tuple(one.number for one in items if one is not free))) == []


@pytest.mark.parametrize(
    "text",
    [
        "{requesting_authority.__class__}",
        "{__class__}",
        "{requesting_authority}",
        "{identifiers}",
        "{facts.upper}",
        "{unknown}",
        "{{ document }}",
        "{% include 'x' %}",
        "{0}",
    ],
)
def test_a_clause_reaches_nothing_but_known_values(text: str) -> None:
    assert all("stands for nothing" in one for one in messages(Changes(clauses=(clause(en=text),))))
    assert messages(Changes(clauses=(clause(en=text),)))


def test_hostile_text_is_text() -> None:
    changes = Changes(clauses=(clause(en="<script>alert(1)</script><img src='http://x/'>"),))
    assert messages(changes) == []
    html = render_html(applied(shipped("preservation"), changes, version=1001), sample_of("preservation"))
    assert "&lt;script&gt;" in html
    assert "<img" not in html


def test_the_known_values_are_plain_ones() -> None:
    known = known_values(document_of("preservation"))
    assert {"reference", "dated", "requesting_authority.country"} <= set(known)
    assert not [path for path in known if path.startswith(("identifiers", "offences"))]
    assert wrong_places("{reference} and {x} and }", frozenset(known)) == ("{x}", "}")


def test_what_cannot_be_printed_is_named() -> None:
    assert messages(Changes(clauses=(clause(en="\U00012000"),))) == ["These characters cannot be printed: \U00012000"]


def test_a_place_of_the_form_may_not_be_lost() -> None:
    page = shipped("preservation").words.page
    assert messages(Changes(texts={"en": {page: "Page"}}))[0].startswith("The place {page")


def test_each_language_is_asked_for() -> None:
    french = next(one for one in languages_of("preservation") if one.language == "fr")
    changed = Changes(texts={"en": {heading_of(1): "Ours"}}, clauses=(clause(en="A clause."),))
    assert messages(changed, ENGLISH, french) == [
        "The English was changed, and this language not yet.",
        "The clause is missing in this language.",
    ]
    both = Changes(
        texts={"en": {heading_of(1): "Ours"}, "fr": {heading_of(1): "Le nôtre"}},
        clauses=(clause(en="A clause.", fr="Une clause."),),
    )
    assert messages(both, ENGLISH, french) == []


def test_a_published_version_is_used_and_named_by_documents(world: World, keeper: User) -> None:
    row = publish(keeper, _everywhere("Under the law of {requesting_authority.country}."))
    assert (row.version, row.state) == (FIRST_VERSION, State.PUBLISHED)
    request = world.approved()
    document = request.documents.get()
    assert document.template_version == f"preservation/{FIRST_VERSION}/en"
    assert "Under the law of Georgia." in document.html
    assert version_frozen("preservation", FIRST_VERSION, "en").items[-1].blocks[-1].text  # type: ignore[union-attr]


def test_in_french_with_its_own_words(keeper: User) -> None:
    texts = {"en": {heading_of(1): "Ours"}, "fr": {heading_of(1): "Le nôtre"}}
    others = [one.language for one in languages_of("preservation") if one.language not in ("en", "fr")]
    every = {"en": "A clause.", **dict.fromkeys(["fr", *others], "X")}
    publish(keeper, Changes(texts=texts | {one: {heading_of(1): "X"} for one in others}, clauses=(clause(**every),)))
    assert "Le nôtre" in render_html(version_in_use("preservation", "fr"), sample_of("preservation"))


def test_an_authority_may_have_its_own(world: World, keeper: User) -> None:
    publish(keeper, _everywhere("For all."))
    publish(keeper, _everywhere("For Georgia."), authority="GE-CA")
    in_use = [version_in_use("preservation", authority=code).version for code in ("GE-CA", "RO-CA")]
    assert in_use == [FIRST_VERSION + 1, FIRST_VERSION]


def _everywhere(text: str) -> Changes:
    return Changes(clauses=(clause(**{one.language: text for one in languages_of("preservation")}),))


def test_publishing_retires_the_one_before_and_retiring_gives_back_the_shipped(keeper: User) -> None:
    first, second = publish(keeper, _everywhere("One.")), publish(keeper, _everywhere("Two."))
    first.refresh_from_db()
    assert (first.state, second.version) == (State.RETIRED, FIRST_VERSION + 1)
    services.version_retire(actor=keeper, row=second)
    assert version_in_use("preservation").version == shipped("preservation").version
    assert version_frozen("preservation", FIRST_VERSION, "en").version == FIRST_VERSION
    with pytest.raises(Conflict):
        services.version_retire(actor=keeper, row=second)


def test_the_database_keeps_what_was_published(keeper: User) -> None:
    row = publish(keeper, _everywhere("One."))
    tried: list[dict[str, Any]] = [
        {"data": {}},
        {"translations": {}},
        {"changes": {}},
        {"version": 1009},
        {"state": "draft"},
    ]
    for change in tried:
        with pytest.raises(DatabaseError), transaction.atomic():
            StudioVersion.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        StudioVersion.objects.filter(pk=row.pk).delete()


def test_a_draft_with_faults_is_kept_and_not_published(keeper: User) -> None:
    draft = services.draft_start(actor=keeper, code="preservation")
    services.draft_change(actor=keeper, draft=draft, changes=Changes(clauses=(clause(en="{nothing}"),)), edition=1)
    with pytest.raises(Invalid, match="cannot be published yet"):
        services.version_publish(actor=keeper, draft=draft)
    draft.refresh_from_db()
    assert (draft.state, draft.version) == (State.DRAFT, None)


def test_two_administrators_do_not_write_over_each_other(keeper: User) -> None:
    draft = services.draft_start(actor=keeper, code="preservation")
    services.draft_change(actor=keeper, draft=draft, changes=_everywhere("One."), edition=1)
    with pytest.raises(Conflict):
        services.draft_change(actor=keeper, draft=draft, changes=_everywhere("Two."), edition=1)


def test_a_draft_is_discarded_a_published_one_not(keeper: User) -> None:
    draft = services.draft_start(actor=keeper, code="preservation")
    services.draft_discard(actor=keeper, draft=draft)
    assert not StudioVersion.objects.exists()
    with pytest.raises(Conflict):
        services.draft_discard(actor=keeper, draft=publish(keeper, _everywhere("One.")))


def test_a_draft_may_begin_with_an_earlier_one(keeper: User) -> None:
    row = publish(keeper, _everywhere("One."))
    again = services.draft_start(actor=keeper, code="preservation", like=row)
    assert (again.changes, again.state) == (row.changes, State.DRAFT)


@pytest.mark.parametrize("order", [(1, 1), (99,)])
def test_an_order_that_is_none(keeper: User, order: tuple[int, ...]) -> None:
    draft = services.draft_start(actor=keeper, code="preservation")
    with pytest.raises(Invalid, match="a place of its own"):
        services.draft_change(actor=keeper, draft=draft, changes=Changes(order=order), edition=1)


def test_nobody_else_may(world: World, keeper: User) -> None:
    draft = services.draft_start(actor=keeper, code="preservation")
    calls: list[Any] = [
        lambda: services.draft_start(actor=world.supervisor, code="preservation"),
        lambda: services.draft_change(actor=world.supervisor, draft=draft, changes=Changes(), edition=1),
        lambda: services.draft_discard(actor=world.supervisor, draft=draft),
        lambda: services.version_publish(actor=world.supervisor, draft=draft),
        lambda: services.version_retire(actor=world.supervisor, row=draft),
        lambda: letterhead_set(actor=world.supervisor, authority="GE-CA", lines=[]),
        lambda: services.translation_confirm(actor=world.supervisor, tag="fr"),
    ]
    for call in calls:
        with pytest.raises(NotAllowed):
            call()


def test_a_kind_that_there_is_not(keeper: User) -> None:
    with pytest.raises(NotFound):
        services.draft_start(actor=keeper, code="nothing")


def test_the_letterhead_of_an_authority_is_printed_and_frozen(world: World, keeper: User) -> None:
    letterhead_set(actor=keeper, authority="GE-CA", lines=["Republic Street 1", " ", "www.office.example"])
    document = world.approved().documents.get()
    assert json.loads(document.context)["requesting_authority"]["letterhead"] == [
        "Republic Street 1",
        "www.office.example",
    ]
    assert "www.office.example" in document.html
    letterhead_set(actor=keeper, authority="GE-CA", lines=[])
    with pytest.raises(Invalid):
        letterhead_set(actor=keeper, authority="GE-CA", lines=["x"] * 7)
    with pytest.raises(Invalid, match="cannot be printed"):
        letterhead_set(actor=keeper, authority="GE-CA", lines=["\U00012000"])


def test_a_translation_is_confirmed_by_somebody_once(keeper: User) -> None:
    french = next(one for one in languages_of("preservation") if one.language == "fr")
    assert not is_reviewed(french)
    services.translation_confirm(actor=keeper, tag=french.tag)
    services.translation_confirm(actor=keeper, tag=french.tag)
    assert is_reviewed(french)
    assert Event.objects.filter(verb="translation.confirmed").count() == 1
    with pytest.raises(Conflict):
        services.translation_confirm(actor=keeper, tag="en")


def test_the_trail_tells_of_every_step(keeper: User) -> None:
    row = publish(keeper, _everywhere("One."))
    services.version_retire(actor=keeper, row=row)
    verbs = Event.objects.filter(chain="studio").order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["template.drafted", "template.changed", "template.published", "template.retired"]
    assert "One." not in " ".join(Event.objects.filter(chain="studio").values_list("data", flat=True))


def test_what_was_published_can_be_read_again(keeper: User) -> None:
    row = publish(keeper, _everywhere("One."))
    assert version_to_data(version_from_data(row.data)) == row.data


def test_rendering_takes_the_version_of_the_authority(world: World, keeper: User) -> None:
    publish(keeper, _everywhere("For Georgia."), authority="GE-CA")
    made = document_render(actor=world.supervisor, request=world.in_review(), now=timezone.now())
    assert "For Georgia." in made.html
