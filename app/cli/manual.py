"""The page of the manual on the command line, made from the commands themselves: ``python -m app.cli.manual > resources/help/cli.md``.

A test compares the shipped page with what this makes, so that no command is without its lines.
"""

import sys
from collections.abc import Iterator

import click

from app.cli.main import tiendo

HEAD = """# Dòng lệnh `tiendo`

Mọi việc làm được trong cửa sổ đều làm được bằng dòng lệnh: để chạy tự động, để thử, hoặc vì quen gõ. Trang này do chương trình
viết ra từ chính các lệnh; xem nhanh bằng `tiendo --help` và `tiendo LỆNH --help`.

## Một quý trong sáu dòng

```
tiendo new so.tdb --name "Liên đoàn Lao động tỉnh Mẫu" --place Mẫu
tiendo plan import so.tdb ke-hoach.json --accept && tiendo period open so.tdb 2026-Q3
tiendo assign so.tdb programme:2 --ban "Ban Chính sách - Pháp luật"
tiendo log task so.tdb "Tổ chức Tết sum vầy" --state done --done 08/07/2026 --result "Đã tổ chức"
tiendo submit so.tdb && tiendo close so.tdb
tiendo report so.tdb quarter --period 2026-Q3 --output bao-cao.pdf --output bao-cao.docx
```

## Cách gọi tên

- **W** là sổ làm việc, có hoặc không có đuôi `.tdb`; luôn là đối số đầu tiên.
- Một thứ được gọi bằng số hiệu hoặc mã (`T1`, `TGNC`), bằng tên không cần dấu (`"thpt mau a"`), hoặc bằng `#số` in ở cột đầu của danh
  sách. Nhiệm vụ trùng số ghi kèm chương trình: `2/T1`. Khi một chữ chỉ nhiều thứ, chương trình nêu các thứ đó chứ không đoán.
- Ngày viết `30/09/2026` hoặc `2026-09-30`; kỳ viết `2026-Q3`, `quý III/2026`; số viết `1.234,5`; tỷ lệ viết `40/50`.
- Ba kiểu không có số: `"không phát sinh"`, `"không áp dụng"`; chưa báo cáo là chưa ghi gì.

## Tùy chọn chung

| Tùy chọn | Ý nghĩa |
|---|---|
| `--lang vi`, `--lang en` | Ngôn ngữ (hoặc biến môi trường `TIENDO_LANG`, hoặc theo máy). |
| `--as TÊN` | Người làm, ghi vào lịch sử. |
| `--format table`, `csv`, `json` | Cách in. CSV mở an toàn bằng Excel (`--bom` để đúng dấu); JSON có ngày ISO, mã thay cho chữ. |
| `--today NGÀY` | Coi hôm nay là ngày này; chỉ để thử và trình diễn. Biến môi trường `TIENDO_NOW=2026-09-30T08:00` cũng vậy. |

Mã thoát: 0 xong; 1 bị từ chối, không thấy hoặc dữ liệu vào không dùng được; 2 viết sai lệnh; 3 kiểm tra thấy vấn đề; 70 lỗi của chương
trình. Lỗi in một câu ra stderr.

## Các lệnh
"""


def pages(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command that is shown, with the words that lead to it."""
    if not isinstance(command, click.Group):
        yield path, command
        return
    for name, each in command.commands.items():
        if not each.hidden:
            yield from pages(each, (*path, name))


def as_markdown() -> str:
    """The whole page."""
    parts = [HEAD]
    for path, command in pages(tiendo()):
        ctx = click.Context(command, info_name=" ".join(("tiendo", *path)))
        usage = " ".join(command.collect_usage_pieces(ctx)).replace("[OPTIONS]", "[TÙY CHỌN]")
        parts.append(
            f"\n### `tiendo {' '.join(path)}`\n\n{command.help}\n\n```\ntiendo {' '.join(path)} {usage}\n```\n"
        )
        parts += [f"\n{row}" for row in _rows(command, ctx)] + (["\n"] if command.params else [])
    return "".join(parts)


def _rows(command: click.Command, ctx: click.Context) -> Iterator[str]:
    for param in command.params:
        record = param.get_help_record(ctx)
        if record is None or not param.help or record[0] == "W":
            continue
        yield f"- `{record[0]}` {record[1].strip()}"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream here
    sys.stdout.write(as_markdown())
