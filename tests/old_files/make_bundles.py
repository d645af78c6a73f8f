"""Makes the stored bundle and introduction of the newest format: ``python -m tests.old_files.make_bundles``.

Run it when a format is released, never again for that format: the files here stand for those on sticks and in mailboxes, which must be
read for ever. ``bundle-N.inside`` is what lies under the encryption of ``bundle-N.tiendo``.
"""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.bundles import inside
from app.bundles.crypt import KeyPair, key_text, seal_box
from app.bundles.introductions import write_introduction
from app.bundles.parts import Envelope, EpochMark, Introduction, Receipt, RosterLine, Seal, SliceRef
from app.bundles.seals import make_seal, pack_slice

HERE = Path(__file__).parent
FORMAT = 1

SENDER = KeyPair(bytes(range(32)), "AGE-SECRET-KEY-1V8QL64C4VQECWXEXPRQR86P3HW0DKE3TPTFF7PHAU8W6NG77NH9SF35Q5R")
RECEIVER = KeyPair(bytes(range(32, 64)), "AGE-SECRET-KEY-1M05GTLTUV89LRU5PGXETCTXS07JX6JPGAD6R2XETS6D5HX9R0VTQ70WSLW")
SCHOOL = KeyPair(bytes(range(64, 96)), "AGE-SECRET-KEY-13NVWC6DHPWXQV006FALSQNQNAQ2YAAFQ8K2NC6PZUN4PEWU73DVSZHTV93")
"""Keys of these files only."""

ATTACHMENT = b"%PDF-1.7 minh chung\n"
TASKS: list[dict[str, Any]] = [
    {"uid": "01990000-0000-7000-8000-000000000031", "text": "Tổ chức hội nghị cán bộ, công chức", "percent": 80},
    {"uid": "01990000-0000-7000-8000-000000000032", "gone": "gộp vào nhiệm vụ khác"},
]
FIGURES: list[dict[str, Any]] = [
    {
        "measure": "01990000-0000-7000-8000-000000000033",
        "period": "2026-Q3",
        "num": "12.5",
        "note": None,
        "checked": True,
    }
]


def uid(number: int) -> str:
    """A uid of these files."""
    return f"01990000-0000-7000-8000-{number:012x}"


def sealed(keys: KeyPair, number: int, *slices: SliceRef) -> Seal:
    """A state of the seat ``number``, with every field filled."""
    return make_seal(
        keys,
        Seal(
            seat=uid(number),
            audience="above",
            epochs=(EpochMark(uid(number + 2), 2, uid(number + 3), 7, "ab" * 32), EpochMark(uid(number + 3), 1)),
            ver=9,
            prev="cd" * 32,
            state="",
            lineage=((8, "cd" * 32), (4, "ef" * 32)),
            recovered=((uid(number + 3), 8, "01" * 32),),
            features=(),
            slices=slices,
            node=uid(number + 1),
            made_ms=1_790_000_000_000 + number,
        ),
    )


def contents() -> tuple[Envelope, dict[str, bytes]]:
    """The envelope and its slices."""
    tasks, figures = pack_slice("task", TASKS), pack_slice("value:2026-Q3", FIGURES)
    line = RosterLine(
        uid(0x20),
        uid(0x24),
        "CĐCS Trường Tiểu học Kim Đồng",
        uid(0x21),
        key_text(SCHOOL.sign_key),
        SCHOOL.age_key,
        "child",
    )
    envelope = Envelope(
        node=uid(0x11),
        seat=uid(0x10),
        recipients=(uid(1),),
        made_ms=1_790_000_000_123,
        schema=3,
        program="0.1.0",
        seals=(sealed(SENDER, 0x10, tasks[0], figures[0]), sealed(SCHOOL, 0x20, tasks[0])),
        receipts=(
            Receipt(uid(1), "below", uid(2), 4, "23" * 32, "apply"),
            Receipt(uid(1), "below", uid(2), 5, "45" * 32, "hold", "FORK"),
        ),
        roster=(replace(line, above_seat=uid(0x10), from_ver=2),),
        wanted=("67" * 32,),
        period="2026-Q3",
    )
    return envelope, {ref.sha256: data for ref, data in (tasks, figures)}


def introduction() -> Introduction:
    """Who the sender is."""
    return Introduction(
        seat=uid(0x10),
        node=uid(0x11),
        sign_key="",
        age_key="",
        unit=uid(0x14),
        unit_name="Công đoàn Trường THPT Nguyễn Trãi",
        role="office",
        made_ms=1_790_000_000_000,
        schema=3,
        program="0.1.0",
        label="Máy văn phòng",
        to_seat=uid(1),
        known_as=uid(3),
    )


def main() -> None:
    """Write the files of the newest format."""
    envelope, slices = contents()
    files = {hashlib.sha256(ATTACHMENT).hexdigest(): ATTACHMENT}
    data = b"".join(inside.chunks(envelope, slices, files, SENDER))
    (HERE / f"bundle-{FORMAT}.inside").write_bytes(data)
    (HERE / f"bundle-{FORMAT}.tiendo").write_bytes(seal_box(data, [RECEIVER.age_key, SENDER.age_key]))
    (HERE / f"introduction-{FORMAT}.tiendo").write_bytes(write_introduction(SENDER, introduction()))


if __name__ == "__main__":
    main()
