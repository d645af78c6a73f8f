"""``tiendo plan coverage``: what of a plan nobody does, nothing measures, nobody reported."""

from typing import Any

import click

from app.cli import output, refs
from app.cli.frame import argument, command, option
from app.cli.opening import reading
from app.cli.options import shared
from app.i18n import msg, tr
from app.plan import coverage
from app.session import Session


@command(
    "coverage",
    msg("Độ phủ của kế hoạch: mục chưa có nhiệm vụ, nhiệm vụ chưa có chỉ tiêu, chỉ tiêu chưa có số liệu."),
)
@reading
@argument("directive", msg("Văn bản (số, hoặc #id); không ghi thì cả sổ."), metavar="[DIRECTIVE]", required=False)
@option("--programme", metavar="PROGRAMME", words=msg("Chỉ một chương trình."))
def show_coverage(session: Session, directive: str | None, programme: str | None) -> None:
    """Print the shares and their gaps; for a document also the matrix of its programmes."""
    directive_id = refs.find_if(session, "directive", directive)
    found = coverage.coverage(
        session, directive_id=directive_id, programme_id=refs.find_if(session, "programme", programme)
    )
    matrix = coverage.matrix(session, directive_id) if directive_id is not None else ()
    if shared().format == "json":
        output.put_json(
            {share.kind: _facts(share) for share in found.shares} | {"programmes": [_row(r) for r in matrix]}
        )
        return
    if found.empty:
        click.echo(tr("Chưa có mục, nhiệm vụ hay chỉ tiêu nào."))
    for share in found.shares:
        click.echo(f"{share.title}: {len(share.gaps)}/{share.total}")
        for gap in share.gaps:
            place = f" ({' '.join(gap.place.split())[:60]})" if gap.place else ""
            click.echo(f"  #{gap.id} {gap.number} {' '.join(gap.text.split())[:100]}{place}")
    if len(matrix) > 1:
        click.echo(tr("Theo chương trình (có/tất cả): mục · nhiệm vụ · chỉ tiêu"))
        for row in matrix:
            shares = " · ".join(f"{some}/{every}" for some, every in (row.clauses, row.tasks, row.targets))
            click.echo(f"  {f'{row.number} {row.title}'.strip()[:80]}: {shares}")


def _facts(share: coverage.Share) -> dict[str, Any]:
    gaps = [{"id": gap.id, "number": gap.number, "text": gap.text, "place": gap.place} for gap in share.gaps]
    return {"covered": share.covered, "total": share.total, "gaps": gaps}


def _row(row: coverage.MatrixRow) -> dict[str, Any]:
    shares = {"clause": row.clauses, "task": row.tasks, "target": row.targets}
    return {"id": row.programme_id, "title": row.title} | {kind: list(share) for kind, share in shares.items()}
