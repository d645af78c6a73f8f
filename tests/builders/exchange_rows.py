"""Rows of the exchange as other parts of the program write them, put straight into the tables: peers, states, files, receipts."""

import hashlib
from dataclasses import dataclass, field
from itertools import count

from app.clock import FrozenClock
from app.i18n import msg
from app.people import units
from app.session import Session
from db.store import Change


def instant(iso: str) -> int:
    """Milliseconds of a Vietnamese wall-clock time."""
    return FrozenClock(iso).now_ms()


@dataclass
class ExchangeRows:
    """Writes rows into one workspace; everything it needs besides is made as well."""

    session: Session
    _next: "count[int]" = field(default_factory=lambda: count(1))

    def below(self, name: str) -> int:
        """A unit below the office."""
        kind = units.unit_kinds(self.session)[1].id
        return units.add_unit(self.session, name=name, kind_id=kind)

    def peer(
        self,
        unit_id: int | None = None,
        *,
        role: str = "child",
        name: str = "",
        ban_id: int | None = None,
        via_id: int | None = None,
        confirmed: str | None = "2026-06-01T08:00:00",
        ended: str | None = None,
    ) -> int:
        """Somebody files are exchanged with; return the seat."""
        with self.session.change(msg("Thử"), kind="import") as change:
            unit = unit_id or change.insert("item", uid=self._uid(), kind="unit")
            seat = change.define("seat", unit_id=unit, ban_id=ban_id)
            change.insert(
                "peer",
                seat_id=seat,
                role=role,
                unit_id=unit_id,
                ban_id=ban_id,
                via_id=via_id,
                name=name,
                confirmed_ms=None if confirmed is None else instant(confirmed),
                ended_ms=None if ended is None else instant(ended),
            )
        return seat

    def seal(
        self, seat_id: int, audience: str, ver: int, *, status: str = "applied", at: str = "", ordinal: int = 1
    ) -> int:
        """A state of a stream; one that is applied puts the one before it behind."""
        with self.session.change(msg("Thử"), kind="import") as change:
            stream = self._stream(change, seat_id, audience)
            if status == "applied":
                for row in change.connection.execute(
                    "SELECT id FROM seal WHERE stream_id = ? AND status = 'applied'", [stream]
                ).fetchall():
                    change.update("seal", row[0], status="superseded")
            return change.insert(
                "seal",
                stream_id=stream,
                epoch_uid=self._epoch(change, seat_id, ordinal),
                ordinal=ordinal,
                ver=ver,
                hash=self._hash(),
                state_hash=self._hash(),
                manifest=b"{}",
                sig=b"",
                node_id=self._node(change),
                status=status,
                at_ms=instant(at) if at else self.session.clock.now_ms(),
            )

    def bundle(
        self,
        way: str,
        seat_id: int | None,
        at: str,
        *,
        status: str,
        period: str | None = "2026-Q3",
        seals: tuple[int, ...] = (),
        reason: str | None = None,
        code: str | None = None,
        file_name: str = "",
    ) -> int:
        """A file in the book, with the sender's own states in it."""
        with self.session.change(msg("Thử"), kind="import") as change:
            bundle = change.insert(
                "bundle",
                way=way,
                sha256=self._hash(),
                seat_id=seat_id,
                period=period,
                at_ms=instant(at),
                file_name=file_name,
                size=40_960,
                status=status,
                code=code,
                reason=reason,
            )
            for seal in seals:
                change.insert("bundle_seal", bundle_id=bundle, seal_id=seal, role="own", verdict="apply")
        return bundle

    def out(
        self, seat_id: int, at: str, ver: int, *, status: str = "exported", audience: str = "below", **more: object
    ) -> int:
        """A file of ours for a peer, with a state of our own."""
        seal = self.own_seal(audience, ver)
        return self.bundle("out", seat_id, at, status=status, seals=(seal,), **more)  # type: ignore[arg-type]  # as bundle takes them

    def into(self, seat_id: int, at: str, ver: int, *, status: str = "applied", **more: object) -> int:
        """A file of a peer, with a state of its own; the state counts when the file is applied."""
        state = {"applied": "applied", "held": "held", "refused": "refused", "withdrawn": "withdrawn"}.get(
            status, "held"
        )
        seal = self.seal(seat_id, "above", ver, status=state, at=at)
        return self.bundle("in", seat_id, at, status=status, seals=(seal,), **more)  # type: ignore[arg-type]  # as bundle takes them

    def own_seal(self, audience: str, ver: int) -> int:
        """The state of a stream of ours, made where it is not there."""
        seat = self.session.office.seat_id
        row = self.session.conn.execute(
            """SELECT seal.id FROM seal JOIN stream ON stream.id = seal.stream_id
               WHERE stream.seat_id = ? AND audience = ? AND seal.ver = ?""",
            [seat, audience, ver],
        ).fetchone()
        return self.seal(seat, audience, ver, status="own") if row is None else int(row[0])

    def receipt(
        self,
        seat_id: int,
        at: str,
        ver: int,
        *,
        audience: str = "below",
    ) -> None:
        """A peer says which state of a stream of ours it holds, which acknowledges every file with it or an earlier one."""
        seal = self.own_seal(audience, ver)
        with self.session.change(msg("Thử"), kind="import") as change:
            row = change.connection.execute("SELECT * FROM seal WHERE id = ?", [seal]).fetchone()
            told = change.connection.execute(
                "SELECT id FROM receipt WHERE seat_id = ? AND stream_id = ?", [seat_id, row["stream_id"]]
            ).fetchone()
            said = {key: row[key] for key in ("epoch_uid", "ver", "hash")}
            said |= {"verdict": "apply", "at_ms": instant(at)}
            for bundle in change.connection.execute(
                """SELECT DISTINCT bundle.id FROM bundle JOIN bundle_seal ON bundle_id = bundle.id JOIN seal ON seal.id = seal_id
                   WHERE way = 'out' AND bundle.seat_id = ? AND stream_id = ? AND ver <= ? AND bundle.status IN ('made', 'exported')""",
                [seat_id, row["stream_id"], ver],
            ).fetchall():
                change.update("bundle", bundle[0], status="acknowledged")
            if told is None:
                change.insert("receipt", seat_id=seat_id, stream_id=row["stream_id"], **said)
            else:
                change.update("receipt", told[0], **said)

    def _stream(self, change: Change, seat_id: int, audience: str) -> int:
        row = change.connection.execute(
            "SELECT id FROM stream WHERE seat_id = ? AND audience = ?", [seat_id, audience]
        ).fetchone()
        if row is not None:
            return int(row[0])
        self._epoch(change, seat_id, 1)
        epoch = change.connection.execute(
            "SELECT id FROM epoch WHERE seat_id = ? AND ordinal = 1", [seat_id]
        ).fetchone()[0]
        return change.insert("stream", seat_id=seat_id, audience=audience, epoch_id=epoch)

    def _epoch(self, change: Change, seat_id: int, ordinal: int) -> bytes:
        row = change.connection.execute(
            "SELECT uid FROM epoch WHERE seat_id = ? AND ordinal = ?", [seat_id, ordinal]
        ).fetchone()
        if row is not None:
            return bytes(row[0])
        uid = self._uid()
        change.insert("epoch", uid=uid, seat_id=seat_id, ordinal=ordinal)
        return uid

    def _node(self, change: Change) -> int:
        row = change.connection.execute("SELECT id FROM node LIMIT 1").fetchone()
        return change.insert("node", uid=self._uid(), label="Máy thử") if row is None else int(row[0])

    def _uid(self) -> bytes:
        return hashlib.sha256(f"uid {next(self._next)}".encode()).digest()[:16]

    def _hash(self) -> str:
        return hashlib.sha256(f"hash {next(self._next)}".encode()).hexdigest()
