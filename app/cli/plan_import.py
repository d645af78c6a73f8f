"""``tiendo plan import``: what plan documents would become, and taking them over, each as one change."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from app.cli import output, refs
from app.cli.frame import argument, command, group, option
from app.cli.opening import FILE, W_HELP, open_for
from app.cli.options import shared
from app.cli.plan_coverage import show_coverage
from app.cli.plan_parse import REFUSED, parse_plan, tree
from app.errors import BadInput, PlanError
from app.i18n import msg, tr
from app.session import Session
from app.words import PLAN_ROWS

AUTO, NEW = "auto", "new"
_NOBODY = {"-", "none"}
_LEGACY = ("ask", "convert", "keep")


@command(
    "import",
    msg(
        "Đọc văn bản kế hoạch (.docx, .pdf, .doc, .txt, JSON đã đánh dấu) vào sổ. Chưa có --accept thì chỉ in cây sẽ thành. "
        "Mỗi tệp là một thay đổi, hoàn tác được; tệp hỏng không cản tệp khác."
    ),
)
@argument("w", W_HELP, metavar="W", type=FILE)
@argument("files", msg("Một hay nhiều tệp kế hoạch."), metavar="FILE…", type=FILE, nargs=-1, required=True)
@option("--accept", "accepted", is_flag=True, words=msg("Nhập thật."))
@option(
    "--update",
    default=AUTO,
    metavar="auto|new|N",
    words=msg("Đã nhập trước đây: auto tự nhận ra và cập nhật (mặc định), new lập văn bản mới, N cập nhật văn bản N."),
)
@option("--lead", metavar="BAN", words=msg("Ban chủ trì cho chương trình chưa nêu ban."))
@option(
    "--ban",
    "bans",
    metavar="TÊN=BAN",
    multiple=True,
    words=msg("Tên trong văn bản là ban nào của đơn vị; new là lập ban mới, - là không phải ban. Ghi nhiều lần được."),
)
@option(
    "--legacy",
    type=click.Choice(_LEGACY),
    default=_LEGACY[0],
    words=msg("Chữ theo bảng mã cũ (TCVN3, VNI): ask hỏi, convert chuyển sang Unicode, keep để nguyên."),
)
def import_plan(w: Path, files: Sequence[Path], accepted: bool, legacy: str, **chosen: Any) -> int:
    """Show or take over plans; 1 where one of several could not be."""
    session = open_for(w, read_only=not accepted)
    try:
        if len(files) == 1:
            found = _one(session, files[0], legacy, chosen, accepted=accepted)
            if shared().format == "json":
                output.put_json(found)
            return 0
        return _several(session, files, legacy, chosen, accepted=accepted)
    finally:
        session.close()


def _several(session: Session, files: Sequence[Path], legacy: str, chosen: dict[str, Any], *, accepted: bool) -> int:
    """Each file for itself; what cannot be read is told and counted."""
    refused, told = 0, []
    for file in files:
        try:
            told.append(_one(session, file, legacy, chosen, accepted=accepted))
        except PlanError as error:
            refused = REFUSED
            sentence = " ".join(str(error).split())
            told.append({"file": file.name, "error": sentence})
            click.echo(f"tiendo: {file.name}: {sentence}", err=True)
    if shared().format == "json":
        output.put_json(told)
    return refused


def _one(session: Session, file: Path, legacy: str, chosen: dict[str, Any], *, accepted: bool) -> dict[str, Any]:
    from app.plan_import.documents import read_document
    from app.plan_import.matching import match
    from app.plan_import.readers import Legacy

    document = read_document(file, legacy=Legacy(legacy))
    matches = match(session, document.draft, source=document.source)
    choices = _choices(session, matches, chosen)
    if accepted:
        return _accept(session, file, document.draft, choices)
    return _preview(session, file, document.draft, matches, choices)


def _choices(session: Session, matches: Any, chosen: dict[str, Any]) -> Any:
    """The decisions as suggested, and as given on the command line."""
    lead, update = chosen["lead"], chosen["update"]
    choices = matches.choices(default_lead=refs.find_if(session, "ban", lead), update=update == AUTO)
    if update not in {AUTO, NEW}:
        choices = replace(choices, update=refs.find(session, "directive", update))
    bans = dict(choices.bans)
    for given in chosen["bans"]:
        body, sign, ban = given.partition("=")
        found = matches.body(body.strip())
        if not sign or found is None:
            known = ", ".join(one.body for one in matches.bodies) or tr("không có")
            raise BadInput(
                msg("--ban “{given}”: văn bản không nhắc tên đó. Các tên có: {known}.", given=given, known=known),
                where="--ban",
            )
        wanted = ban.strip()
        bans[found.body] = NEW if wanted == NEW else "none" if wanted in _NOBODY else refs.find(session, "ban", wanted)
    return replace(choices, bans=bans)


def _accept(session: Session, file: Path, draft: Any, choices: Any) -> dict[str, Any]:
    from app.plan_import.accept import accept

    result = accept(session, draft, file=file, choices=choices)
    for note in result.notes:
        click.echo(str(note), err=True)
    for warning in result.warnings:
        place = tr("dòng {n}: ", n=warning.line) if warning.line else ""
        click.echo(f"{place}{warning.message or warning.code}", err=True)
    if shared().format != "json":
        _tell(file, result)
    told = {"file": file.name, "directive_id": result.directive_id, "counts": result.counts}
    return told if result.update is None else {**told, "update": _changes(result.update)}


def _tell(file: Path, result: Any) -> None:
    counts = _counted(result.counts)
    if result.update is None:
        click.echo(tr("{file}: đã nhập {counts}.", file=file.name, counts=counts))
        return
    if all(row.id is None for row in result.update.rows if row.kind != "directive"):
        click.echo(tr("{file}: đã nhập {counts}.", file=file.name, counts=counts))  # it was only cited so far
        return
    for line in _update_lines(result.update):
        click.echo(line)
    if result.update.nothing and not counts:
        click.echo(tr("{file}: {name} đã có đủ, không có gì khác.", file=file.name, name=result.update.name))
    else:
        click.echo(tr("{file}: đã cập nhật {name}.", file=file.name, name=result.update.name))


def _preview(session: Session, file: Path, draft: Any, matches: Any, choices: Any) -> dict[str, Any]:
    """The tree that a draft would become, what of it is known, and what an update would do."""
    from app.plan_import.updating import compare

    update = compare(session, draft, choices) if choices.update is not None else None
    if shared().format != "json":
        for line in (*tree(draft), *_match_lines(matches, choices), *(_update_lines(update) if update else ())):
            click.echo(line)
        click.echo(tr("Chưa nhập. Thêm --accept để nhập vào sổ."))
    told: dict[str, Any] = {"file": file.name} | {
        key: len(getattr(draft, key)) for key in PLAN_ROWS if hasattr(draft, key)
    }
    told["bodies"] = [
        {
            "body": one.body,
            "is": str(one.meaning),
            "ban": choices.bans[one.body],
            "score": one.score,
            "why": str(one.reason),
        }
        for one in matches.bodies
    ]
    told["implements"] = [{"id": one.directive_id, "name": one.name, "score": one.score} for one in matches.implements]
    told["before"] = [{"id": one.directive_id, "name": one.name, "sure": one.sure} for one in matches.before]
    return told if update is None else {**told, "update": _changes(update)}


def _match_lines(matches: Any, choices: Any) -> Iterator[str]:
    names = {ban: f"{code} {name}" for ban, code, name in matches.bans}
    if matches.bodies:
        yield tr("Ban, đơn vị được nhắc:")
    for one in matches.bodies:
        choice = choices.bans[one.body]
        shown = tr("lập ban mới ({code})", code=one.code) if choice == NEW else names.get(choice, "–")
        yield f"  {one.body} → {shown} ({one.reason})"
    for found in matches.implements:
        sure = (
            tr("triển khai {name}", name=found.name) if found.sure else tr("có thể triển khai {name}", name=found.name)
        )
        yield f"{sure} ({found.reason})"
    if choices.clauses:
        yield tr("Nối được {n} mục với văn bản đó.", n=len(choices.clauses))
    for before in matches.before:
        sure = tr("Đã có: {name}", name=before.name) if before.sure else tr("Giống: {name}", name=before.name)
        yield f"{sure} ({before.reason})"


def _update_lines(update: Any) -> Iterator[str]:
    words = {"new": tr("thêm"), "changed": tr("sửa"), "removed": tr("bỏ"), "ended": tr("kết thúc"), "same": tr("giữ")}
    for row in update.changes:
        yield f"  {words[str(row.fate)]}: {' '.join(row.text.split())[:100]}"
        for field in row.fields:
            kept = f" ({tr('giữ bản đã sửa tay')})" if field.kept else ""
            yield f"    {field.label}: {_cell(field.old)} → {_cell(field.new)}{kept}"


def _changes(update: Any) -> dict[str, Any]:
    return {"directive_id": update.directive_id, **{str(fate): count for fate, count in update.counts.items()}}


def _cell(value: Any) -> str:
    text = " ".join(str(value).split()) if value not in {None, ""} else "–"
    return text if len(text) <= 60 else f"{text[:59]}…"


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{counts[key]} {word}" for key, word in PLAN_ROWS.items() if counts.get(key))


COMMANDS = (group("plan", msg("Kế hoạch đã ban hành."), [import_plan, parse_plan, show_coverage]),)
