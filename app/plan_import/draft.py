"""The JSON of a marked plan (schema ``tiendo.plan/1``), checked while it is read: types, sizes, days, years.

All lists may be empty and every unknown scalar is null; keys this version does not know are passed over, so that a newer reader of
documents can say more. Texts are as written in the document, NFC.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated

import msgspec
from msgspec import Meta

SCHEMA = "tiendo.plan/1"
LONGEST_LIST = 5_000
LONGEST_TEXT = 20_000

Text = Annotated[str, Meta(max_length=LONGEST_TEXT)]
Texts = Annotated[list[Text], Meta(max_length=LONGEST_LIST)]
Year = Annotated[int, Meta(ge=1900, le=2200)]
Line = Annotated[int, Meta(ge=1, le=10_000_000)]
Lines = Annotated[list[Line], Meta(min_length=2, max_length=2)]
Confidence = Annotated[float, Meta(ge=0, le=1)]


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """What every item carries: its first and last line in the source (from 1), and how sure the reader is (0-1)."""

    lines: Lines | None = None
    confidence: Confidence | None = None


class IssuedUnder(msgspec.Struct, frozen=True, kw_only=True):
    """The decision that a plan comes with."""

    number: Text | None = None
    issued_on: date | None = None


class Document(Item, frozen=True, kw_only=True):
    """The head of the document. ``kind`` by the decree's list, several where a reader is unsure; ``heading`` is kind and title together."""

    kind: Text | Texts | None = None
    title: Text | None = None
    heading: Text | None = None
    number: Text | None = None
    symbol: Text | None = None
    issued_on: date | None = None
    place: Text | None = None
    issuer: Text | None = None
    parent_issuer: Text | None = None
    signer: Text | None = None
    issued_under: IssuedUnder | None = None


class Reference(Item, frozen=True, kw_only=True):
    """A cited document, once, however often it is cited; ``lines`` is the place of its fullest citation, ``occurrences`` every line."""

    number: Text | None = None
    issued_on: date | None = None
    text: Text | None = None
    occurrences: Annotated[list[Line], Meta(max_length=LONGEST_LIST)] = []


class Programme(Item, frozen=True, kw_only=True):
    """A programme and the ban that leads it, where named."""

    title: Text
    number: Text | None = None
    lead: Text | None = None


class Horizon(msgspec.Struct, frozen=True, kw_only=True, rename={"since": "from", "until": "to"}):
    """By when or over which years a target is to be reached: ``kind`` yearly, by, span, school_year, term, none."""

    kind: Text = "none"
    since: Year | None = None
    until: Year | None = None


class Target(Item, frozen=True, kw_only=True):
    """One measurable claim. ``measure`` is one key for claims on the same thing at different horizons."""

    text: Text
    text_full: Text | None = None
    value: Decimal | None = None
    unit: Text | None = None
    comparator: Text = "words"
    horizon: Horizon = msgspec.field(default_factory=Horizon)
    frequency: Text | None = None
    base: Text | None = None
    measure: Text | None = None
    section: Text | None = None


class Task(Item, frozen=True, kw_only=True):
    """One task; ``group`` is the nearest heading about content, ``path`` the labels from the top as written.

    ``measurable`` where the task itself states a figure.
    """

    text: Text
    group: Text | None = None
    details: Texts = []
    path: Texts = []
    start: date | None = None
    end: date | None = None
    lead: Text | None = None
    collaborators: Texts = []
    scope: Text = "own"
    measurable: bool = False


class Milestone(Item, frozen=True, kw_only=True):
    """A dated step."""

    start: date
    end: date
    text: Text | None = None


class Duty(Item, frozen=True, kw_only=True):
    """What a body is told to do; ``programmes`` are numbers where a ban is given programmes."""

    body: Text
    texts: Texts = []
    programmes: Texts = []


class Recipient(Item, frozen=True, kw_only=True):
    """One line of "Nơi nhận"."""

    text: Text


class Warned(msgspec.Struct, frozen=True, kw_only=True):
    """What a person should look at."""

    code: Text
    line: Line | None = None
    message: Text | None = None


class PlanDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A whole plan as marked."""

    schema: Text | None = None
    document: Document
    references: Annotated[list[Reference], Meta(max_length=LONGEST_LIST)] = []
    programmes: Annotated[list[Programme], Meta(max_length=LONGEST_LIST)] = []
    targets: Annotated[list[Target], Meta(max_length=LONGEST_LIST)] = []
    tasks: Annotated[list[Task], Meta(max_length=LONGEST_LIST)] = []
    milestones: Annotated[list[Milestone], Meta(max_length=LONGEST_LIST)] = []
    duties: Annotated[list[Duty], Meta(max_length=LONGEST_LIST)] = []
    recipients: Annotated[list[Recipient], Meta(max_length=LONGEST_LIST)] = []
    warnings: Annotated[list[Warned], Meta(max_length=LONGEST_LIST)] = []

    @property
    def kind(self) -> str:
        """The type of the document as it is kept: "Kế hoạch"."""
        kinds = self.document.kind
        first = kinds if isinstance(kinds, str) else kinds[0] if kinds else None
        return (first or "Kế hoạch").strip().capitalize()

    @property
    def title(self) -> str:
        """The subject of the document; from a heading the words of its type are taken off."""
        document = self.document
        if document.title:
            return document.title
        heading = document.heading or ""
        kinds = [document.kind] if isinstance(document.kind, str) else document.kind or []
        for kind in sorted(kinds, key=len, reverse=True):
            if heading.casefold().startswith(kind.casefold()):
                return heading[len(kind) :].strip(" :-\n")
        return heading
