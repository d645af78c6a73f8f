"""The sentences of the papers as templates: those of the program (``resources/papers/phrases.toml``) and an office's own over them.

A template is plain text with {names}; an office may write its own with the same names, or fewer. They are Vietnamese whatever language
the window speaks. The office's own are kept in the workspace's setting ``paper_phrases`` as JSON.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from string import Formatter

from app.errors import BadInput, NotFound
from app.i18n import msg
from app.reports.content import Run
from app.session import Session
from app.text import clean_line
from db.queries import workspace

SETTING = "paper_phrases"


@dataclass(frozen=True)
class Phrase:
    """A template as it is used (``text``) and as the program has it (``default``). ``group`` is the part of the papers it belongs to."""

    name: str
    group: str
    text: str
    default: str

    @property
    def own(self) -> bool:
        """Whether the office wrote its own."""
        return self.text != self.default

    @property
    def placeholders(self) -> tuple[str, ...]:
        """The names that the program fills in."""
        return tuple(dict.fromkeys(_names(self.default)))


class Phrases:
    """The templates of an office, ready to be filled."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    @classmethod
    def of(cls, session: Session) -> "Phrases":
        """The program's templates with the office's own over them."""
        return cls({phrase.name: phrase.text for phrase in phrases(session)})

    @classmethod
    def default(cls) -> "Phrases":
        """The program's templates."""
        return cls({name: text for name, _, text in _of_program()})

    def text(self, name: str, **values: object) -> str:
        """A template filled. Raises KeyError for a name or a value that is not known: a mistake in the program."""
        return self._texts[name].format_map({key: str(value) for key, value in values.items()})

    def run(self, name: str, *about: str, **values: object) -> Run:
        """A template filled, as a stretch of text that knows what it rests on."""
        return Run(self.text(name, **values), about=about)


def phrases(session: Session) -> tuple[Phrase, ...]:
    """All templates in the order of the papers. An own one that this program cannot fill is left out, so that papers still print."""
    own = _own(session)
    made = []
    for name, group, default in _of_program():
        text = own.get(name, default)
        made.append(Phrase(name, group, text if _fits(text, default) else default, default))
    return tuple(made)


def change_phrase(session: Session, name: str, text: str) -> None:
    """Write the office's own template. Undoable.

    Raises NotFound for a name that is not there, BadInput for an empty text, a brace that is left open or a name that the program does
    not fill in here.
    """
    phrase = _phrase(session, name)
    written = clean_line(text)
    if not written:
        raise BadInput(msg("Câu mẫu không được để trống. Dùng lại câu của chương trình nếu không cần câu riêng."))
    try:
        unknown = [found for found in _names(written) if found not in phrase.placeholders]
    except ValueError as error:
        raise BadInput(
            msg(
                "Câu mẫu “{text}” có dấu ngoặc nhọn chưa khép. Ghi tên chỗ trống như {example}.",
                text=written,
                example="{n}",
            )
        ) from error
    if unknown:
        known = ", ".join(f"{{{each}}}" for each in phrase.placeholders) or "–"
        raise BadInput(
            msg(
                "Câu mẫu này không có chỗ trống {unknown}. Chỗ trống dùng được: {known}.",
                unknown=f"{{{unknown[0]}}}",
                known=known,
            )
        )
    _keep(session, {**_own(session), name: written}, name)


def reset_phrase(session: Session, name: str) -> None:
    """Use the program's template again. Undoable; nothing happens where the office has none of its own. Raises NotFound."""
    _phrase(session, name)
    own = _own(session)
    if name in own:
        _keep(session, {key: text for key, text in own.items() if key != name}, name)


def _phrase(session: Session, name: str) -> Phrase:
    for phrase in phrases(session):
        if phrase.name == name:
            return phrase
    raise NotFound(msg("Không có câu mẫu “{name}”. Xem danh sách bằng `tiendo phrase list`.", name=name))


def _keep(session: Session, own: Mapping[str, str], name: str) -> None:
    text = json.dumps(own, ensure_ascii=False, sort_keys=True)
    row_id = workspace.setting_id(session.conn, SETTING)
    with session.change(msg("Đổi câu mẫu “{name}” của báo cáo", name=name)) as change:
        if row_id is None:
            change.insert("setting", name=SETTING, value=text)
        else:
            change.update("setting", row_id, value=text)


def _own(session: Session) -> dict[str, str]:
    kept = workspace.setting(session.conn, SETTING)
    try:
        found = json.loads(kept) if kept else {}
    except ValueError:
        return {}
    return {str(key): str(text) for key, text in found.items()} if isinstance(found, dict) else {}


def _of_program() -> Iterator[tuple[str, str, str]]:
    """(name, group, text) of each template, in the order of the file."""
    data = tomllib.loads((files("resources") / "papers" / "phrases.toml").read_text(encoding="utf-8"))
    for part, table in data.items():
        for key, text in table.items():
            if key != "title":
                yield f"{part}.{key}", table["title"], text


def _fits(text: str, default: str) -> bool:
    try:
        return bool(text) and set(_names(text)) <= set(_names(default))
    except ValueError:
        return False


def _names(text: str) -> list[str]:
    """The names in braces. Raises ValueError for anything else in braces."""
    found = []
    for _, name, spec, conversion in Formatter().parse(text):
        if name is None:
            continue
        if spec or conversion or not name.isidentifier():
            raise ValueError(name)
        found.append(name)
    return found
