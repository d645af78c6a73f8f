"""A province, the workstation of one of its bans and a school, each with its own machine, on the command line alone.

Nothing passes between them but files on a stick, and digits that people read to each other.
"""

import json
import os
from pathlib import Path
from typing import Any

from tests.helpers.command_line import Desk, Ran, tiendo

PROVINCE, SCHOOL = "Liên đoàn Lao động tỉnh Mẫu", "CĐCS Trường THPT Mẫu A"
BAN = "Ban Tuyên giáo - Nữ công"
PERIOD = "2026-Q3"
STUDIED = "Đoàn viên được học tập nghị quyết"
TASK, OWN_TASK = "Tổ chức học tập nghị quyết", "Biên soạn sổ tay tuyên truyền"
GIVEN = "Đối thoại tại nơi làm việc"


class Machine(Desk):
    """A workspace with the keys of the machine it is worked at, and the person who works there."""

    def __init__(self, folder: Path, who: str, today: str) -> None:
        super().__init__(folder / "so.tdb", "--today", today, "--as", who)
        self.folder = folder
        self.keys = folder / "khoa"
        self.who = who

    def run(self, words: str, *args: object, child: bool = False) -> Ran:
        """Run a command with the keys of this machine."""
        before = os.environ.get("TIENDO_KEYS")
        os.environ["TIENDO_KEYS"] = str(self.keys)
        try:
            return super().run(words, *args, child=child)
        finally:
            os.environ.pop("TIENDO_KEYS")
            if before is not None:
                os.environ["TIENDO_KEYS"] = before

    def on(self, today: str) -> None:
        """Let it be another day."""
        self.shared = ["--today", today, "--as", self.who]

    def send(self, to: str, stick: Path) -> Path:
        """Give a file for a peer out; return it."""
        (made,) = self.json("bundle export", "--to", to, "--into", stick)
        return Path(made["file"])

    def take(self, *files: Path, code: int = 0, more: tuple[object, ...] = ()) -> Any:
        """Apply files; return what was done."""
        ran = self.run("bundle apply", *files, *more, "--format", "json")
        assert (ran.code, ran.err) == (code, ""), ran
        return ran.json()

    def seen(self, *files: Path, code: int = 0) -> Any:
        """Preview files."""
        ran = self.run("bundle preview", *files, "--format", "json")
        assert (ran.code, ran.err) == (code, ""), ran
        return ran.json()

    def sealed(self) -> dict[str, tuple[int, int, str]]:
        """(epoch, version, state hash) of the streams this workspace speaks in, by audience."""
        return {
            row["audience"]: (row["epoch"], row["ver"], row["state"])
            for row in self.json("bundle streams")
            if row["own"]
        }

    def holds(self, who: str) -> dict[str, tuple[int, int, str]]:
        """The same of a peer's streams, as they count here."""
        return {
            row["audience"]: (row["epoch"], row["ver"], row["state"])
            for row in self.json("bundle streams")
            if row["who"] == who and not row["own"]
        }


def founded(folder: Path, name: str, who: str) -> Machine:
    """A new workspace on 01/07/2026."""
    folder.mkdir(parents=True)
    made = Machine(folder, who, "01/07/2026")
    ran = tiendo("--today", "01/07/2026", "new", made.path, "--name", name, "--place", "Mẫu")
    assert ran.code == 0, ran
    made.do("period open", PERIOD)
    return made


def introduce(one: Machine, to: Machine, stick: Path, *trusted: object, back: str = "") -> None:
    """One introduces itself; the other compares the digits that are read out, and trusts."""
    letter = stick / f"gioi-thieu-{one.folder.name}"
    addressed = ("--to", back) if back else ()
    read_out = json.loads(one.do("bundle introduce", letter, *addressed, "--format", "json"))["fingerprint"]
    to.do("bundle trust", letter, *trusted, "--fingerprint", read_out)


def network(top: Path) -> tuple[Machine, Machine, Machine, Path]:
    """The three machines on 01/07/2026, who have met; and the stick."""
    stick = top / "usb"
    stick.mkdir(parents=True)
    province = founded(top / "tinh", PROVINCE, "Trần Thị Lan")
    ban = founded(top / "ban", PROVINCE, "Phạm Thu Hà")
    school = founded(top / "truong", SCHOOL, "Nguyễn Văn Bình")
    for name in (SCHOOL, "CĐCS Trường THCS Mẫu C"):
        province.do("unit add", "--name", name, "--kind", "CĐCS khu vực nhà nước")
    province.do("ban add", "--name", BAN, "--code", "TGNC")
    introduce(ban, province, stick, "--role", "ban", "--ban", "TGNC")
    introduce(province, ban, stick, "--role", "office", back=BAN)
    introduce(school, province, stick, "--role", "child", "--unit", SCHOOL)
    introduce(province, school, stick, "--role", "parent", back=SCHOOL)
    return province, ban, school, stick


def plan(province: Machine) -> None:
    """What the province gives its ban and its units."""
    province.do("programme add", "--number", "1", "--title", "Tuyên truyền, giáo dục", "--lead", "TGNC")
    province.do("task add", "--programme", "1", "--number", "T1", "--text", OWN_TASK, "--due", "30/09/2026")
    province.do(
        "task add", "--programme", "1", "--number", "T2", "--text", TASK, "--due", "30/09/2026", "--passed-down"
    )
    province.do(
        "task add", "--programme", "1", "--number", "T3", "--text", GIVEN, "--due", "15/09/2026", "--to-unit", SCHOOL
    )
    province.do(
        "measure add", "--programme", "1", "--text", STUDIED, "--num-label", "đã học", "--den-label", "đoàn viên"
    )
    province.do("target add", STUDIED, "--number", "M1", "--text", "85 % trở lên được học tập", "--value", "85")
