"""How a machine of the simulation seals its streams: as ``app.bundles.sealing`` does, with its epoch marks and lineage, but in memory."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, cast

from app.bundles import canonical, sealing, seals
from app.bundles.crypt import KeyPair, sign
from app.bundles.parts import EpochMark, Seal, SliceRef
from app.ids import uid_text
from db.connection import Row as DbRow
from tests.properties.network.rules import Rules
from tests.properties.network.workspace import Epoch, Row, Workspace

FUTURE = "future"
"""A field of manifests and a kind of slice that only a newer version of the program knows."""


def uid(name: str) -> str:
    """An identity that the same history always makes again."""
    return uid_text(hashlib.sha256(name.encode()).digest()[:16])


@lru_cache(maxsize=4096)
def keys_of(node: str) -> KeyPair:
    """The keys of a node; nothing is encrypted here."""
    return KeyPair(hashlib.sha256(f"key {node}".encode()).digest(), "")


@lru_cache(maxsize=4096)
def public_key(node: str) -> bytes:
    """The half of them that others know."""
    return keys_of(node).sign_key


def epoch_text(epoch: Epoch) -> str:
    """The identity of an epoch as seals write it."""
    return uid_text(epoch.uid)


def mistyped(rows: Iterable[Any]) -> Sequence[DbRow]:
    """Rows of the simulation for functions that read rows of the database by column."""
    return cast(Sequence[DbRow], list(rows))


def place_row(seal: Seal) -> dict[str, Any]:
    """A seal as the database tells it."""
    return {"ordinal": seal.epoch.ordinal, "ver": seal.ver, "hash": seal.hash}


def marks(space: Workspace, audience: str) -> tuple[EpochMark, ...]:
    """The epochs of one of our streams."""
    rows = [{"uid": each.uid, "ordinal": each.ordinal, "from_epoch": each.from_epoch} for each in space.epochs]
    return sealing.epoch_marks(mistyped(rows), mistyped(place_row(seal) for seal in space.own.get(audience, ())))


@lru_cache(maxsize=20_000)
def _packed(name: str, rows: tuple[tuple[tuple[str, Any], ...], ...]) -> tuple[SliceRef, bytes]:
    return seals.pack_slice(name, [dict(row) for row in rows])


def packed(name: str, rows: Iterable[Row]) -> tuple[SliceRef, bytes]:
    """A slice; the same rows are packed once only."""
    return _packed(name, tuple(tuple(sorted(row.items())) for row in rows))


def stated(space: Workspace, audience: str, *, stubs: bool) -> list[Row]:
    """What we say in a stream, in the order of the keys; stubs are left out where a mutant forgets them."""
    rows = sorted(space.rows.get(audience, {}).items())
    return [row for _, row in rows if stubs or "gone" not in row]


def newer(seal: Seal, node: str) -> Seal:
    """The same state as a newer program would seal it: with a field in the manifest that this one does not know."""
    fields = canonical.decode(seal.manifest)
    manifest = canonical.encode({**fields, FUTURE: {"colour": "xanh"}})
    return replace(seal, manifest=manifest, sig=sign(keys_of(node), seals.SEAL_MAGIC + manifest))


def next_seal(
    space: Workspace, who: tuple[str, str], audience: str, refs: Sequence[SliceRef], made_ms: int, rules: Rules
) -> Seal:
    """The state after the last one that we know to be ours. ``who``: (seat, node)."""
    own, back = space.own.get(audience, ()), space.back.get(audience, ())
    draft = Seal(
        seat=who[0],
        audience=audience,
        epochs=marks(space, audience),
        ver=max((seal.ver for seal in (*own, *back)), default=0) + 1,
        prev=own[-1].hash if own else "",
        state="",
        lineage=rules.lineage([(seal.ver, seal.hash) for seal in own]),
        recovered=sealing.recovered(back, {seal.hash for seal in own}),
        features=(),
        slices=tuple(refs),
        node=who[1],
        made_ms=made_ms,
    )
    return seals.make_seal(keys_of(who[1]), draft)
