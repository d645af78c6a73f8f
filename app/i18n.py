"""Words for people, in their language.

The message ids *are* the Vietnamese text, because the interface speaks the field's own words first and those who know them
write them here; English is a catalogue (``resources/locale/en.mo``, made from the sources by ``packaging/dev.py messages``).
A language is a property of the whole process, like the locale of C: the one module-level value below holds it.
"""

import gettext
import json
import locale
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

LANGUAGES = ("vi", "en")


class _Spoken:
    """The language the process speaks now."""

    language = "vi"
    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def set_language(language: str) -> None:
    """Speak ``vi`` or ``en`` from now on. Anything else raises ValueError.

    In a checkout whose catalogue has not been made yet, English speaks Vietnamese.
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    _Spoken.language = language
    _Spoken.catalogue = gettext.NullTranslations()
    catalogue = files("resources") / "locale" / f"{language}.mo"
    if language != "vi" and catalogue.is_file():
        with catalogue.open("rb") as stream:
            _Spoken.catalogue = gettext.GNUTranslations(stream)


def language() -> str:
    """The language spoken now: ``vi`` or ``en``."""
    return _Spoken.language


def language_of_locale() -> str:
    """``en`` where the person's locale says English, else ``vi``: the users are Vietnamese offices.

    Asked of the C library: ``locale.getlocale`` takes "C.UTF-8", the locale of a bare machine, for American English.
    """
    name = locale.setlocale(locale.LC_CTYPE)
    return "en" if name.startswith(("en", "English")) else "vi"


@dataclass(frozen=True)
class Message:
    """A sentence that is translated when it is shown, so that a stored label speaks either language.

    ``args`` are the values for the named placeholders of ``text``; a value may itself be a Message.
    """

    text: str
    args: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        translated = _Spoken.catalogue.gettext(self.text) if self.text else ""
        return translated.format(**self.args) if self.args else translated

    def stored(self) -> str:
        """The message as one line of JSON, for the change log."""
        args = {key: value if isinstance(value, int) else str(value) for key, value in self.args.items()}
        return json.dumps([self.text, args], ensure_ascii=False, separators=(",", ":"))

    @staticmethod
    def restored(line: str) -> "Message":
        """Read back what ``stored`` wrote."""
        text, args = json.loads(line)
        return Message(text, args)


def msg(text: str, /, **args: Any) -> Message:
    """A message to be shown later; ``text`` is a literal with named placeholders."""
    return Message(text, args)


def tr(text: str, /, **args: Any) -> str:
    """The text in the language spoken now."""
    return str(Message(text, args))
