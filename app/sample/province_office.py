"""The office of the province: bans, people, the units below it, the documents it works by."""

import random
from typing import Any

from app import directives
from app.i18n import msg
from app.people import terms
from app.people.bans import add_ban
from app.people.offices import set_up_office
from app.people.persons import add_person
from app.people.units import add_unit, add_unit_kind, edit_unit_kind, unit_kinds
from app.sample.story import Story

_LEVEL_OF_OFFICE = 1


def found_office(story: Story) -> None:
    """Everything that stands before the first plan."""
    session, words = story.session, story.office
    named = words["office"]
    set_up_office(session, name=named["name"], short=named["short"], place=named["place"], parent_name=named["parent"])
    with session.change(msg("Khai {n} ban", n=len(words["bans"]))):
        for ban in words["bans"]:
            story.bans[ban["code"]] = add_ban(session, name=ban["name"], code=ban["code"])
    with session.change(msg("Khai {n} cán bộ", n=len(words["people"]["list"]))):
        for name, post, ban in words["people"]["list"]:
            story.people[name] = add_person(session, name=name, post=post, ban_id=story.bans.get(ban))
    story.term = terms.add_term(session, **words["term"])
    _found_units(story)
    for directive in words["directives"]:
        _issue(story, directive)


def _found_units(story: Story) -> None:
    session = story.session
    unused = [kind.id for kind in unit_kinds(session) if kind.units == 0 and kind.level != _LEVEL_OF_OFFICE]
    chance = random.Random("units")
    with session.change(msg("Khai {n} đơn vị trực thuộc", n=sum(len(kind["units"]) for kind in story.office["kinds"]))):
        for kind in story.office["kinds"]:
            story.kinds[kind["name"]] = _kind(story, kind, unused)
            for name, short in kind["units"]:
                code = f"DV{len(story.units) + 1:02d}"
                unit = add_unit(session, name=name, short=short, code=code, kind_id=story.kinds[kind["name"]])
                story.units[short] = unit
                story.members[unit] = chance.randint(*kind["members"])
                story.kind_of[unit] = kind["name"]


def _kind(story: Story, kind: dict[str, Any], unused: list[int]) -> int:
    """One of the kinds that an office begins with, renamed, as long as there are any."""
    given = {"name": kind["name"], "level": kind["level"], "sector": kind["sector"]}
    if not unused:
        return add_unit_kind(story.session, **given)
    kind_id = unused.pop(0)
    edit_unit_kind(story.session, kind_id, **given)
    return kind_id


def _issue(story: Story, words: dict[str, Any]) -> None:
    session = story.session
    with session.change(msg("Nhập {kind} {number}", kind=words["kind"], number=words["number"])):
        directive = directives.add_directive(
            session,
            kind=words["kind"],
            as_written=words["number"],
            issued=words["issued"],
            issuer_text=words["issuer"],
            abstract=words["abstract"],
        )
        story.directives[words["key"]] = directive
        story.clauses[words["key"]] = [
            directives.add_clause(session, directive, label=label, text=text) for label, text in words["clauses"]
        ]
        if "under" in words:
            directives.link(session, directive, story.directives[words["under"]], "issued_under")
        for cited in words.get("cites", ()):
            directives.link(session, directive, story.directives[cited], "cites")
