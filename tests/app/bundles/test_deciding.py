"""What becomes of a state that arrives: the cases that histories of networks brought to light, each small (MODEL 21-23)."""

import hashlib

import pytest

from app.bundles.crypt import KeyPair
from app.bundles.deciding import APPLY, FORK, LATE, OLDER, RESTORED, SAME, Decision, decide, settled
from app.bundles.parts import EpochMark, Seal
from app.bundles.seals import make_seal

KEYS = KeyPair(bytes(32), "")
SEAT = "00000000-0000-7000-8000-000000000001"
E1, E2, E3, TWIN = (
    EpochMark(f"00000000-0000-7000-8000-00000000000{at}", ordinal) for at, ordinal in ((2, 1), (3, 2), (4, 3), (5, 2))
)


def after(*epochs: tuple[EpochMark, int]) -> tuple[EpochMark, ...]:
    """Epochs, newest first, each with the version of the one before it from which it went on."""
    marks = [mark for mark, _ in epochs]
    elders = [*marks[1:], None]
    return tuple(
        mark if elder is None else EpochMark(mark.uid, mark.ordinal, elder.uid, branch, "0" * 64)
        for (mark, branch), elder in zip(epochs, elders, strict=True)
    )


def state(text: str, epochs: tuple[EpochMark, ...], ver: int, *path: Seal, back: tuple[Seal, ...] = ()) -> Seal:
    """A state that says ``text``, after those of ``path``."""
    return make_seal(
        KEYS,
        Seal(
            seat=SEAT,
            audience="above",
            epochs=epochs,
            ver=ver,
            prev=hashlib.sha256(text.encode()).hexdigest(),
            state="",
            lineage=tuple((seal.ver, seal.hash) for seal in path),
            recovered=tuple((seal.epoch.uid, seal.ver, seal.hash) for seal in back),
            features=(),
            slices=(),
            node=SEAT,
            made_ms=0,
        ),
    )


FIRST = (E1,)
V1 = state("một", FIRST, 1)
V2 = state("hai", FIRST, 2, V1)
V3 = state("ba", FIRST, 3, V1, V2)
V2_TWIN = state("hai khác", FIRST, 2, V1)
V3_TWIN = state("ba khác", FIRST, 3, V1, V2_TWIN)
RESTORED_AT_1 = after((E2, 1), (E1, 0))
R2 = state("sau khôi phục", RESTORED_AT_1, 2, V1)
R4 = state("đã lấy lại", RESTORED_AT_1, 4, V1, R2, back=(V2, V3))
AGAIN_AT_1 = after((E3, 1), (E1, 0))
A2 = state("khôi phục lần nữa", AGAIN_AT_1, 2, V1)
A3 = state("đã lấy lại bản của lần trước", AGAIN_AT_1, 3, V1, A2, back=(R2,))


@pytest.mark.parametrize(
    ("known", "new", "expected"),
    [
        pytest.param(None, V3, APPLY, id="the first state of a stream"),
        pytest.param(V2, V2, SAME, id="the same again"),
        pytest.param(V1, V3, APPLY, id="a lost one in between"),
        pytest.param(V3, V1, OLDER, id="an old file"),
        pytest.param(V2, V2_TWIN, FORK, id="two states of one place"),
        pytest.param(V2, V3_TWIN, FORK, id="a twin that went further"),
        pytest.param(V3, V2_TWIN, FORK, id="a twin that stayed behind"),
        pytest.param(V1, R2, APPLY, id="a restore that forgot nothing"),
        pytest.param(V3, R2, RESTORED, id="a restore that forgot what counts"),
        pytest.param(V3, R4, APPLY, id="what was forgotten is taken back"),
        pytest.param(R2, V3, LATE, id="a file of before the restore that comes late"),
        pytest.param(R4, V3, OLDER, id="a late file that was taken back already"),
        pytest.param(V2, R4, APPLY, id="taken back with what followed it"),
        pytest.param(R2, A2, RESTORED, id="one backup restored twice"),
        pytest.param(A2, R2, LATE, id="a late file of the first of two restores"),
        pytest.param(R2, A3, APPLY, id="taken back from the first of two restores"),
        pytest.param(R2, state("máy khác", after((TWIN, 1), (E1, 0)), 2, V1), FORK, id="two machines restored"),
        pytest.param(
            V2_TWIN,
            state("lấy của máy kia", FIRST, 4, V1, V2, V3, back=(V2_TWIN,)),
            APPLY,
            id="a twin's state taken in",
        ),
        pytest.param(V2_TWIN, R4, RESTORED, id="taking one state back says nothing of a twin's"),
    ],
)
def test_what_becomes_of_a_state(known: Seal | None, new: Seal, expected: Decision) -> None:
    assert decide(known, new) == expected


def test_a_version_that_a_path_jumps_over_was_never_on_it() -> None:
    """After taking rows back versions go on beyond those that came back; a twin's state in the gap must not pass for an old one."""
    jumped = state("đã lấy lại", RESTORED_AT_1, 6, V1, R2, back=(V3,))
    twin = state("máy nhân bản", RESTORED_AT_1, 4, V1, R2)
    assert decide(jumped, twin) == FORK
    assert decide(twin, jumped) == FORK


def test_a_held_state_is_settled_by_what_follows_it_or_takes_it_back_only() -> None:
    assert settled(R4, R2)
    assert settled(R4, V3)
    assert settled(V2, V2)
    assert not settled(V3, R2)
    assert not settled(R4, V2_TWIN)
