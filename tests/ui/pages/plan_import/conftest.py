"""Somebody who reads a plan into a new office that has three bans."""

from pathlib import Path

import pytest

from app.people.bans import add_ban
from tests.ui.at_window import AtWindow
from tests.ui.pages.plan_import.clerk import Clerk


@pytest.fixture
def clerk(at_new: AtWindow, tmp_path: Path) -> Clerk:
    """At the first step of the import."""
    for code, name in (("ToC", "Ban Tổ chức"), ("CSPL", "Ban Chính sách và Pháp luật"), ("VP", "Văn phòng")):
        add_ban(at_new.session, name=name, code=code)
    at_new.settle()
    return Clerk(at_new, tmp_path)
