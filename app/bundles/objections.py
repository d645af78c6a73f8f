"""Why a state is not simply applied."""

from dataclasses import dataclass

from app.i18n import Message, msg


@dataclass(frozen=True)
class Objection:
    """Why a state is refused, or held for a person."""

    code: str
    reason: Message
    refuse: bool = True


class Unfit(Exception):
    """Found in the middle of judging: carries the objection."""

    def __init__(self, objection: Objection) -> None:
        super().__init__(objection.code)
        self.objection = objection


def unfit(code: str, reason: Message) -> Unfit:
    """To be raised where a state is refused."""
    return Unfit(Objection(code, reason))


def invalid(place: str) -> Unfit:
    """To be raised where a row is not as rows are; ``place`` is its kind, its key, and perhaps the field."""
    return unfit("ROW_INVALID", msg("Có dòng trong gói không đúng dạng ({place}). Nhờ nơi gửi xuất lại.", place=place))


def foreign(place: str) -> Unfit:
    """To be raised where a row would be written over, or into, what another seat owns."""
    return unfit("FOREIGN_ROW", msg("Gói muốn ghi vào dòng của nơi khác ({place}) nên không nhận.", place=place))
