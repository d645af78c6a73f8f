"""The open workspace: who works in it, its one writer, its readers, and the feed of what changed.

Made in two places only (``app/workspace.py`` opens it for the window and for the command line) and handed down; there is no other way to
the data. The thread inside a change reads its own uncommitted rows; every other read goes through that thread's read-only connection.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.clock import Clock
from app.errors import Conflict, Refused, WorkspaceTrouble
from app.i18n import Message, msg
from app.ids import IdMaker
from app.troubles import explain
from app.version import VERSION
from db import change_log
from db.change_log import Step
from db.connection import Connection, StorageTrouble, checkpoint, open_reader
from db.derived import derive
from db.ownership import NotOwned
from db.queries import seats
from db.queries import workspace as own_queries
from db.store import Change, Header, StaleChange, Store

log = logging.getLogger(__name__)

Touched = frozenset[tuple[str, int]]  # (table, row id) of every row a change wrote
Listener = Callable[[Touched], None]

# What to do instead of undoing a step that undo does not cross (MODEL 17).
COUNTER_ACTIONS = {
    "recall": msg("thu hồi bản đã trình (trước khi được duyệt)"),
    "amendment": msg("lập đính chính kèm lý do"),
    "withdraw": msg("rút lại gói đã nhận"),
    "void": msg("hủy số đã cấp kèm lý do"),
    "replace": msg("lập báo cáo khác thay thế"),
    "restore": msg("khôi phục bản sao lưu trước đó"),
    "revoke": msg("thu hồi khóa của nơi đó ở danh sách nơi gửi nhận"),
    "send": msg("lập gói mới; bản mới nhất thay các bản trước"),
    "introduce": msg("làm quen lại bằng thư giới thiệu mới"),
}


@dataclass(frozen=True)
class Office:
    """Whose workspace this is: the unit, the seat that owns what is written here, and how its year runs."""

    unit_id: int
    seat_id: int
    year_type: str


@dataclass(frozen=True)
class Actor:
    """Who works: a person of the workspace, or a name alone (command line, first set-up)."""

    text: str
    person_id: int | None = None


class Session:
    """The open workspace. ``close`` it when done.

    ``read_only`` says that the writer is none: every change is refused. ``on_close`` runs, last in first out, after the connections
    are closed; ``on_disk_full`` runs when a change finds no room (it frees the ballast).
    """

    def __init__(
        self,
        path: Path,
        writer: Connection,
        clock: Clock,
        ids: IdMaker,
        actor: Actor,
        *,
        read_only: bool = False,
        immutable: bool = False,
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.on_close: list[Callable[[], None]] = []
        self.on_disk_full: list[Callable[[], object]] = []
        self._immutable = immutable
        self._saved_ms = change_log.last_at(writer)
        self.clock = clock
        self.actor = actor
        self._store = Store(writer, ids.make, derive)
        self._writer = writer
        self._writing = threading.RLock()
        self._inside = threading.local()
        self._readers = threading.local()
        self._opened: list[Connection] = []
        self._opening = threading.Lock()
        self._closed = False
        self._listeners: list[Listener] = []

    @property
    def conn(self) -> Connection:
        """Where this thread reads: inside a change the writer, else its own read-only connection."""
        change: Change | None = getattr(self._inside, "change", None)
        if change is not None:
            return change.connection
        reader: Connection | None = getattr(self._readers, "connection", None)
        if reader is None:
            with self._opening:
                if self._closed:
                    raise RuntimeError("the workspace is closed")
                reader = open_reader(self.path, immutable=self._immutable)
                self._opened.append(reader)
            self._readers.connection = reader
        return reader

    @property
    def office(self) -> Office:
        """The office of this workspace. Raises WorkspaceTrouble before it is set up."""
        found = own_queries.office(self.conn)
        if found is None:
            raise WorkspaceTrouble(
                msg("Sổ làm việc chưa khai đơn vị. Tạo lại bằng `tiendo new` hoặc màn hình bắt đầu.")
            )
        return Office(*found)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear of every change, in the thread that made it, as (table, row id) pairs. Returns how to stop hearing.

        The change is committed by then: a listener that fails is logged, and takes nothing back.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @contextmanager
    def change(self, label: Message, kind: str = "edit", counter_action: str | None = None) -> Iterator[Change]:
        """One use case: one transaction, one log entry, one undo step, one notification.

        Inside another change it joins that one, so that use cases can be built from use cases; the outer label stays.
        """
        outer: Change | None = getattr(self._inside, "change", None)
        if outer is not None:
            yield outer
            return
        header = self._header(label, kind, counter_action)
        with self._writing, self._troubles(), self._ownership(), self._store.change(header) as change:
            self._inside.change = change
            try:
                yield change
            finally:
                self._inside.change = None
        self._publish(change, header.at_ms)

    def undo(self) -> Message:
        """Take back the newest change that stands; return its label. Raises Refused where undo must not go, or nothing is left."""
        with self._writing:  # nobody else may take the same step, or write, between looking and doing
            return self._undo()

    def _undo(self) -> Message:
        step = change_log.undo_step(self.conn)
        if step is None:
            raise Refused(msg("Không còn thay đổi nào để hoàn tác."))
        label = Message.restored(step.label)
        if step.counter_action is not None:
            raise Refused(
                msg(
                    "Không hoàn tác được “{label}”. Thay vào đó: {instead}.",
                    label=label,
                    instead=COUNTER_ACTIONS[step.counter_action],
                )
            )
        self._put_back(step, msg("Hoàn tác: {label}", label=label), "undo")
        return label

    def redo(self) -> Message:
        """Do again what the newest undo took back; return its label. Raises Refused when there is nothing to redo."""
        with self._writing:
            return self._redo()

    def _redo(self) -> Message:
        step = change_log.redo_step(self.conn)
        if step is None:
            raise Refused(msg("Không có gì để làm lại."))
        undone = Message.restored(step.label)
        label = Message(str(undone.args["label"])) if "label" in undone.args else undone
        self._put_back(step, msg("Làm lại: {label}", label=label), "redo")
        return label

    def undo_label(self) -> Message | None:
        """The label of the change that undo would take back, or None when there is none or it cannot be."""
        step = change_log.undo_step(self.conn)
        return None if step is None or step.counter_action else Message.restored(step.label)

    def redo_label(self) -> Message | None:
        """The label of the undo that redo would take back, or None."""
        step = change_log.redo_step(self.conn)
        return None if step is None else Message.restored(step.label)

    def checkpoint(self) -> None:
        """Fold the write-ahead log into the file: when idle and at close."""
        with self._writing:
            if not self.read_only:
                with self._troubles():
                    checkpoint(self._writer)

    def close(self) -> None:
        """Fold the log into the file and close every connection; what could not be folded stays safe in the log beside the file.

        End the jobs that read before: SQLite's binding does not bear a connection closed in the middle of a read. Closing twice does
        nothing.
        """
        with self._writing:
            with self._opening:
                if self._closed:
                    return
                self._closed = True
            for reader in self._opened:
                reader.close()
            self._opened.clear()
            try:
                self.checkpoint()
            finally:
                self._writer.close()
                while self.on_close:
                    self.on_close.pop()()

    @contextmanager
    def _troubles(self) -> Iterator[None]:
        """Say what the disk or the file did in words; give back the ballast first when the disk is full."""
        try:
            if self.read_only:
                raise StorageTrouble("readonly")
            yield
        except StorageTrouble as trouble:
            if trouble.kind == "disk_full":
                for free in self.on_disk_full:
                    free()
            raise explain(trouble, self.path, self._saved_ms) from trouble

    @contextmanager
    def _ownership(self) -> Iterator[None]:
        """Say in words whose row a use case would have changed (MODEL 5)."""
        try:
            yield
        except NotOwned as found:
            owner = seats.names(self.conn, [found.seat_id]).get(found.seat_id, "")
            if not owner:
                raise Refused(
                    msg("Dòng này do nơi khác ghi nên ở đây không sửa được. Gửi kiến nghị cho nơi đó.")
                ) from found
            raise Refused(
                msg("Dòng này do {owner} ghi nên ở đây không sửa được. Gửi kiến nghị cho nơi đó.", owner=owner)
            ) from found

    def _put_back(self, step: Step, label: Message, kind: str) -> None:
        header = self._header(label, kind, None, undoes=step.id)
        with self._writing, self._troubles(), self._ownership():
            try:
                change = self._store.undo(step.id, header)
            except StaleChange as stale:
                raise Conflict(
                    msg(
                        "Không hoàn tác được “{label}”: dữ liệu đã được sửa tiếp sau đó. Mở Lịch sử để xem.",
                        label=label,
                    )
                ) from stale
        self._publish(change, header.at_ms)

    def _header(self, label: Message, kind: str, counter_action: str | None, undoes: int | None = None) -> Header:
        return Header(
            label=label.stored(),
            at_ms=self.clock.now_ms(),
            person_text=self.actor.text,
            person_id=self.actor.person_id,
            kind=kind,
            counter_action=counter_action,
            undoes=undoes,
            program=VERSION,
        )

    def _publish(self, change: Change, at_ms: int) -> None:
        touched = frozenset(change.touched)
        if touched:
            self._saved_ms = at_ms
            for listener in list(self._listeners):
                try:
                    listener(touched)
                except Exception:
                    log.exception("a listener failed over a change that is committed")
