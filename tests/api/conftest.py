from __future__ import annotations

import pytest

from tests.api.calls import Caller
from tests.world import World


@pytest.fixture
def officer(world: World) -> Caller:
    return Caller(world.officer)


@pytest.fixture
def supervisor(world: World) -> Caller:
    return Caller(world.supervisor)


@pytest.fixture
def contact(world: World) -> Caller:
    return Caller(world.contact)


@pytest.fixture
def stranger(world: World) -> Caller:
    return Caller(world.stranger)
