"""What the disk or the file did to us, as a sentence for a person (LOOK § 6, message 5): what, where, what is safe, what to do."""

from pathlib import Path

from app.clock import local
from app.errors import PlanError, WorkspaceTrouble
from app.i18n import Message, msg
from db.connection import StorageTrouble, trouble_of


def explain(trouble: StorageTrouble, path: Path, saved_ms: int | None) -> WorkspaceTrouble:
    """The error to raise for a trouble with the workspace at ``path``; ``saved_ms`` is when the last change was committed."""
    if trouble.kind == "disk_full" and saved_ms is not None:
        return WorkspaceTrouble(
            msg(
                "Ổ {disk} đã đầy. Đã lưu được đến {time}; dọn chỗ trống rồi ghi tiếp.",
                disk=volume(path),
                time=f"{local(saved_ms):%H:%M}",
            )
        )
    return WorkspaceTrouble(_sentence(trouble.kind, path))


def spoken(error: BaseException) -> PlanError | None:
    """For the last door, where an error arrives that no use case caught: what a person can act on, or None for a bug.

    While reading, a damaged page or a vanished disk shows itself in the middle of any query.
    """
    if isinstance(error, PlanError):
        return error
    trouble = trouble_of(error)
    if trouble is None:
        return None
    if trouble.kind == "corrupt":
        return WorkspaceTrouble(
            msg("Tệp sổ làm việc bị hỏng một phần. Chạy kiểm tra sổ rồi khôi phục từ bản sao lưu gần nhất.")
        )
    return WorkspaceTrouble(
        msg("Ổ đĩa của sổ làm việc không đọc hoặc không ghi được. Những gì đã lưu vẫn còn; kiểm tra ổ đĩa rồi làm lại.")
    )


def volume(path: Path) -> str:
    """What a person calls the disk that holds ``path``: a drive letter on Windows, else the folder."""
    return path.absolute().drive or str(path.absolute().parent)


def not_ours(path: Path) -> Message:
    """What to say of a file that is no workspace."""
    return msg("Tệp {name} không phải sổ làm việc của Tiến Độ. Chọn tệp .tdb khác.", name=path.name)


def _sentence(kind: str, path: Path) -> Message:
    if kind == "disk_full":
        return msg("Ổ {disk} đã đầy. Dọn chỗ trống rồi làm lại.", disk=volume(path))
    if kind == "readonly":
        return msg(
            "Sổ làm việc {name} chỉ đọc được, không ghi được. Chép sổ vào ổ D: hoặc C: rồi mở bản chép.", name=path.name
        )
    if kind == "corrupt":
        return msg(
            "Tệp {name} bị hỏng một phần, không ghi thêm được. Khôi phục từ bản sao lưu gần nhất.", name=path.name
        )
    if kind == "not_ours":
        return not_ours(path)
    if kind == "busy":
        return msg("Sổ làm việc {name} đang bị chương trình khác giữ. Đợi một lát rồi làm lại.", name=path.name)
    return msg(
        "Ổ {disk} không đọc hoặc không ghi được. Những gì đã lưu vẫn còn; kiểm tra ổ đĩa rồi mở lại sổ làm việc.",
        disk=volume(path),
    )
