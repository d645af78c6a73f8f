"""From the identities of files to the rows here: known items, other workspaces' names for our units, first mentions (MODEL 1)."""

from collections.abc import Iterable

from app.errors import Refused
from app.i18n import msg
from app.ids import uid_from_text
from app.session import Session
from db.connection import Row
from db.queries import exchange_rows
from db.store import Change


class Names:
    """Looks up what one peer's rows refer to; writes nothing."""

    def __init__(self, session: Session, peer: Row) -> None:
        self._conn = session.conn
        self._own_unit = session.office.unit_id
        self._items: dict[str, tuple[int, str]] = {}
        self._units = {uid.hex(): item for uid, item in exchange_rows.aliases(self._conn).items()}
        if peer["known_as"] is not None:
            self._units[bytes(peer["known_as"]).hex()] = self._own_unit

    def learn(self, uids: Iterable[str]) -> None:
        """Look many identities up at once."""
        by_bytes = {uid_from_text(uid): uid for uid in set(uids) - self._items.keys()}
        for found, item in exchange_rows.known_items(self._conn, by_bytes).items():
            self._items[by_bytes[found]] = item

    def known(self, uid: str | None, kind: str) -> int | None:
        """The local id of something of this kind that is mentioned here already; None where it is not."""
        if uid is None:
            return None
        if uid not in self._items:
            self.learn([uid])
        item = self._items.get(uid)
        return item[0] if item is not None and item[1] == kind else None

    def unit(self, uid: str) -> int | None:
        """The unit of ours that a peer means, by the name it has for it; None for one that is not known here."""
        named = self._units.get(uid.replace("-", ""))
        return named if named is not None else self.known(uid, "unit")


class Resolver(Names):
    """Looks up inside a change, and makes items that were never mentioned before."""

    def __init__(self, session: Session, change: Change, peer: Row) -> None:
        super().__init__(session, peer)
        self._change = change

    def item(self, uid: str, kind: str) -> int:
        """The local id of something of this kind, made on its first mention.

        Raises Refused where the identity stands for something of another kind. The plan refuses such a state before it gets here, but for
        one that another file of the same plan mentions first.
        """
        if uid not in self._items:
            self.learn([uid])
        if uid not in self._items:
            self._items[uid] = self._change.insert("item", uid=uid_from_text(uid), kind=kind), kind
        item_id, found = self._items[uid]
        if found != kind:
            raise _clash(kind, uid)
        return item_id

    def refuse_foreign(self, table: str, uids: Iterable[str]) -> None:
        """Raise Refused where one of these rows, which the peer does not have here, stands here as another seat's."""
        found = {self._items[uid][0]: uid for uid in uids if uid in self._items}
        for row_id in exchange_rows.owners(self._change.connection, table, found):
            raise _clash(table, found[row_id])

    def forget(self, uid: str) -> None:
        """The item was taken away again."""
        self._items.pop(uid, None)


def _clash(kind: str, uid: str) -> Refused:
    return Refused(
        msg("Hai gói dùng chung một mã cho hai dòng khác nhau ({place}). Nhận từng gói một.", place=f"{kind} {uid}")
    )
