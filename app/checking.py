"""``tiendo check``: is this workspace whole, does it keep its own rules, and is nothing changed behind the program's back (DESIGN § 9)."""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app import attachments, backup
from app.attachments import Presence
from app.checking_words import RULES
from app.errors import NotFound
from app.i18n import Message, msg
from app.jobs import Progress
from app.plan.revisions import content_hash
from app.troubles import not_ours
from app.workspace import writable
from db import change_log, checks, rules, snapshot
from db.connection import (
    Connection,
    StorageTrouble,
    UnsuitableFile,
    open_reader,
    schema_version,
    sqlite_version,
    troubles_named,
)
from db.queries import quarter

_NO_FURTHER = ("schema", "old_schema")  # Other tables than those that the rules know.
UNSAFE_SQLITE = ((3, 7, 0), (3, 51, 2))
SHOWN = 5


class Severity(StrEnum):
    """How bad a finding is: an error wants action now, a warning wants a look, a note is for the record."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class CheckFinding:
    """One thing found. ``code`` names the rule, ``table`` and ``ids`` the first rows concerned (empty for the file as a whole)."""

    code: str
    severity: Severity
    message: Message
    table: str = ""
    ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class CheckReport:
    """What was found, and the facts: counts per table and what the file says of itself, as (label, value)."""

    path: Path
    findings: tuple[CheckFinding, ...]
    rows: tuple[tuple[str, int], ...]
    facts: tuple[tuple[Message, str], ...]

    @property
    def ok(self) -> bool:
        """Whether nothing needs action now."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)


Found = Iterator[CheckFinding]
Step = tuple[Message, Callable[[Connection], Found]]


def check(path: Path, progress: Progress | None = None) -> CheckReport:
    """Look the whole workspace over, open or not; nothing in it is changed. Raises NotFound, and Cancelled on request."""
    if not path.is_file():
        raise NotFound(msg("Không thấy sổ làm việc {path}. Kiểm tra tên và thư mục.", path=str(path)))
    progress = progress or Progress()
    findings: list[CheckFinding] = []
    try:
        with troubles_named():
            reader = open_reader(path, immutable=not writable(path))
            try:
                return _look(path, reader, progress, findings)
            finally:
                reader.close()
    except (StorageTrouble, UnsuitableFile) as trouble:
        foreign = isinstance(trouble, UnsuitableFile) or trouble.kind == "not_ours"
        unread = not_ours(path) if foreign else _unreadable(path)
        return CheckReport(path, (*findings, CheckFinding("unreadable", Severity.ERROR, unread)), (), ())


def _look(path: Path, reader: Connection, progress: Progress, findings: list[CheckFinding]) -> CheckReport:
    found = snapshot.facts_of(reader, quick_check=False)
    steps = _steps(path)
    for number, (words, step) in enumerate(steps):
        progress.report(number, len(steps), str(words))
        findings += step(reader)
        if any(finding.code in _NO_FURTHER for finding in findings):
            break
    progress.report(len(steps), len(steps))
    version = ".".join(str(part) for part in sqlite_version())
    facts = (
        (msg("Đơn vị"), found.office),
        (msg("Tệp"), str(path)),
        (msg("Dạng tệp"), f"{checks.application_id(reader):#x} · {schema_version(reader)}"),
        (msg("SQLite"), version),
        (msg("Thay đổi cuối"), f"{found.last_change} · {found.last_change_hash[:16]}"),
        (msg("Bản sao lưu đã kiểm tra"), str(sum(b.verified for b in backup.list_backups(path)))),
    )
    return CheckReport(path, tuple(findings), tuple(found.rows.items()), facts)


def _steps(path: Path) -> tuple[Step, ...]:
    return (
        (msg("Cấu trúc tệp"), _structure),
        (msg("Bảng và chỉ mục"), _tables),
        (msg("Quy tắc"), _rules),
        (msg("Chuỗi thay đổi"), _log),
        (msg("Bản đã trình"), _submissions),
        (msg("Số liệu suy ra"), _derived),
        (msg("Tệp đính kèm"), lambda reader: _attachments(path, reader)),
        (msg("Bản sao lưu và SQLite"), lambda _reader: _around(path)),
    )


def _structure(reader: Connection) -> Found:
    lines = checks.complaints(reader)
    if lines:
        yield CheckFinding(
            "structure",
            Severity.ERROR,
            msg(
                "Tệp bị hỏng ở {n} chỗ ({first}). Khôi phục từ bản sao lưu gần nhất đã kiểm tra.",
                n=len(lines),
                first=lines[0],
            ),
        )
    for table, ids in _grouped(checks.loose_references(reader)).items():
        yield _finding("loose_reference", table, ids)


def _tables(reader: Connection) -> Found:
    if not checks.is_newest(reader):
        yield CheckFinding(
            "old_schema", Severity.NOTE, msg("Sổ làm việc thuộc bản cũ. Mở sổ một lần để nâng cấp rồi kiểm tra lại.")
        )
        return
    names = checks.schema_differences(reader)
    if names:
        yield CheckFinding(
            "schema",
            Severity.ERROR,
            msg(
                "Bảng hoặc chỉ mục không đúng như chương trình tạo: {names}. Khôi phục từ bản sao lưu gần nhất.",
                names=", ".join(names[:SHOWN]),
            ),
        )


def _rules(reader: Connection) -> Found:
    rows: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for code, table, row_id in rules.broken(reader):
        rows[code].append((table, row_id))
    for code, found in rows.items():
        for table, ids in _grouped(found).items():
            yield _finding(code, table, ids)
    waiting = checks.waiting(reader)
    if waiting:
        yield CheckFinding(
            "waiting",
            Severity.NOTE,
            msg("{n} mục được nhắc đến mà chưa có trong sổ (đang chờ gói dữ liệu).", n=waiting),
        )


def _log(reader: Connection) -> Found:
    for code, broken in (
        ("chain", sorted(set(change_log.broken_links(reader)))),
        ("log_text", sorted(set(checks.altered_log_rows(reader)))),
    ):
        if broken:
            yield _finding(code, "change", broken)
    for table, ids in _grouped(checks.rows_unlike_the_log(reader)).items():
        yield _finding("unlike_the_log", table, ids)


def _submissions(reader: Connection) -> Found:
    """A submitted revision is what it was when it was submitted (MODEL 9). Bulk samples carry no hash."""
    for ledger in (quarter.PROGRESS, quarter.VALUES):
        changed = [row["id"] for row in checks.sealed(reader, ledger.revs) if content_hash(ledger, row) != row["hash"]]
        if changed:
            yield _finding("submission_altered", ledger.revs, changed)


def _derived(reader: Connection) -> Found:
    with tempfile.TemporaryDirectory(prefix="tiendo-check-") as folder:
        differences = checks.derived_differences(reader, Path(folder) / "copy.tdb")
    for table, count in differences.items():
        if count:
            yield CheckFinding(
                "derived",
                Severity.ERROR,
                msg(
                    "Số liệu suy ra trong bảng {table} lệch {n} dòng so với tính lại. Số liệu đã ghi không đổi; tính lại rồi kiểm tra lại.",
                    table=table,
                    n=count,
                ),
                table,
            )


def _attachments(path: Path, reader: Connection) -> Found:
    store = attachments.folder(path)
    wrong: dict[Presence, list[str]] = defaultdict(list)
    for sha256, _, presence in checks.attachments(reader):
        if presence == "here":
            wrong[attachments.presence(store, sha256)].append(sha256[:12])
    for presence, text in (
        (Presence.MISSING, msg("{n} tệp đính kèm không còn trong thư mục: {names}. Khôi phục từ bản sao lưu.", n=0)),
        (Presence.DAMAGED, msg("{n} tệp đính kèm bị hỏng: {names}. Khôi phục từ bản sao lưu.", n=0)),
    ):
        names = wrong[presence]
        if names:
            message = Message(text.text, {"n": len(names), "names": ", ".join(names[:SHOWN])})
            yield CheckFinding(f"attachment_{presence}", Severity.ERROR, message, "file")


def _around(path: Path) -> Found:
    oldest, newest = UNSAFE_SQLITE
    if oldest <= sqlite_version() <= newest:
        yield CheckFinding(
            "sqlite",
            Severity.NOTE,
            msg(
                "Thư viện SQLite {version} có lỗi hiếm khi hai nơi cùng ghi; chương trình chỉ ghi từ một nơi nên không gặp.",
                version=".".join(str(part) for part in sqlite_version()),
            ),
        )
    stopped = backup.rotation_stopped(path)
    if stopped is not None:
        yield CheckFinding("backup_shrank", Severity.WARNING, stopped)


def _finding(code: str, table: str, ids: Iterable[int]) -> CheckFinding:
    rows = tuple(ids)
    severity, text = RULES[code]
    shown = ", ".join(str(row_id) for row_id in rows[:SHOWN]) + (", …" if len(rows) > SHOWN else "")
    message = Message(text.text, {"n": len(rows), "table": table, "ids": shown})
    return CheckFinding(code, Severity(severity), message, table, rows[:SHOWN])


def _grouped(rows: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for table, row_id in rows:
        found[table].append(row_id)
    return found


def _unreadable(path: Path) -> Message:
    return msg("Không đọc hết được tệp {name}: tệp bị hỏng. Khôi phục từ bản sao lưu gần nhất.", name=path.name)
