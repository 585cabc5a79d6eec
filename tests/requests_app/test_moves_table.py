"""The life of a request as it was agreed, written out once more: the table of moves has these and no others."""

from __future__ import annotations

from contacts.roles import Permission
from requests_app.selectors.closed_moves import by_status
from requests_app.states import MOVES, SENT_ONWARDS, Action, Side, Status, find_move, transitions

AGREED = """
draft -submit-> in_review
in_review -approve-> approved
in_review -return-> draft
approved -return-> draft
approved -send-> sent
draft -send_at_once-> sent
in_review -send_at_once-> sent
sent -acknowledge-> acknowledged
acknowledged -start-> in_execution
in_execution -complete-> completed
completed -close-> closed
sent -withdraw-> withdrawn
sent -close-> closed
acknowledged -withdraw-> withdrawn
in_execution -withdraw-> withdrawn
postponed -withdraw-> withdrawn
acknowledged -refuse-> completed
in_execution -refuse-> completed
acknowledged -redirect-> completed
in_execution -redirect-> completed
in_execution -postpone-> postponed
postponed -resume-> in_execution
"""


def test_these_moves_and_no_others() -> None:
    made = {f"{move.source.value} -{move.action.value}-> {move.target.value}" for move in MOVES}
    assert made == set(AGREED.strip().splitlines())


def test_an_action_leads_from_a_status_to_one_other() -> None:
    assert len({(move.source, move.action) for move in MOVES}) == len(MOVES)
    assert len(transitions()) == len({(move.source, move.target) for move in MOVES})


def test_the_work_of_the_requested_authority_needs_the_right_to_execute() -> None:
    work = [move for move in MOVES if move.side is Side.REQUESTED and move.action is not Action.ACKNOWLEDGE]
    assert {move.permission for move in work} == {Permission.EXECUTE}


def test_every_move_that_is_closed_has_its_reason() -> None:
    for status in SENT_ONWARDS:
        for action in Action:
            if find_move(status, action) is None:
                assert by_status(Status(status), action).endswith(".")
