"""Reading a plan's JSON: bounded, and every fault says where it is."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.errors import BadInput, NotFound
from app.plan_import.plan_json import DEEPEST, LARGEST_BYTES, read_plan, to_json
from tests.app.plan_import.small_plan import small_plan


def read(plan: Any) -> Any:
    return read_plan(json.dumps(plan).encode())


def with_fault(change: Any) -> dict[str, Any]:
    plan = small_plan()
    change(plan)
    return plan


@pytest.mark.parametrize(
    ("change", "where", "words"),
    [
        (lambda plan: plan["tasks"][1].pop("text"), "$.tasks[1]", "text"),
        (lambda plan: plan["tasks"][0].update(start="15/01/2026"), "$.tasks[0].start", "2026-09-30"),
        (lambda plan: plan["targets"][2].update(value="bốn mươi"), "$.targets[2].value", ""),
        (lambda plan: plan["targets"][0]["horizon"].update(to=99), "$.targets[0].horizon.to", "1900"),
        (lambda plan: plan.update(duties={}), "$.duties", "danh sách"),
        (lambda plan: plan["programmes"][0].update(title=7), "$.programmes[0].title", "chuỗi chữ"),
        (lambda plan: plan["programmes"][0].update(lines=[1]), "$.programmes[0].lines", "2"),
        (lambda plan: plan["tasks"][0].update(text="x" * 30_000), "$.tasks[0].text", "20000"),
    ],
)
def test_a_fault_is_named_by_its_place(change: Any, where: str, words: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(with_fault(change))
    assert caught.value.where == where
    assert where.rsplit(".", maxsplit=1)[-1] in str(caught.value)
    assert words in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[1, 2]", b'"text"'])
def test_what_is_no_plan_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        read_plan(data)


def test_deep_nesting_is_refused_before_it_is_read() -> None:
    with pytest.raises(BadInput, match=str(DEEPEST)):
        read_plan(b'{"document": {}, "more": ' + b"[" * 50_000 + b"]" * 50_000 + b"}")


def test_brackets_in_text_are_no_nesting() -> None:
    plan = small_plan()
    plan["tasks"][0]["text"] = '[[[["' * 60
    assert read(plan).tasks[0].text.startswith("[[[[")


def test_a_file_beyond_the_limit_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "big.json"
    with path.open("wb") as stream:
        stream.truncate(LARGEST_BYTES + 1)
    with pytest.raises(BadInput, match="20 MB"):
        read_plan(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="khong-co"):
        read_plan(tmp_path / "khong-co.json")


def test_a_plan_of_another_schema_is_refused() -> None:
    with pytest.raises(BadInput, match=r"tiendo\.plan/9"):
        read(with_fault(lambda plan: plan.update(schema="tiendo.plan/9")))


def test_keys_that_nobody_knows_yet_are_passed_over() -> None:
    plan = small_plan()
    plan["appendix"], plan["tasks"][0]["colour"] = {"a": [1]}, "red"
    assert len(read(plan).tasks) == 2


def test_a_heading_gives_the_title_without_the_words_of_its_type() -> None:
    plan = small_plan()
    plan["document"] = {
        "kind": ["CHƯƠNG TRÌNH HÀNH ĐỘNG", "CHƯƠNG TRÌNH"],
        "heading": "CHƯƠNG TRÌNH HÀNH ĐỘNG Thực hiện Nghị quyết",
    }
    draft = read(plan)
    assert (draft.kind, draft.title) == ("Chương trình hành động", "Thực hiện Nghị quyết")


def test_what_is_written_is_read_back_as_it_was_and_carries_every_key_of_the_contract() -> None:
    draft = read(small_plan())
    written = json.loads(to_json(draft))
    assert read_plan(to_json(draft)) == draft
    assert set(written) == {*small_plan(), "schema"}
    assert written["targets"][1]["value"] == 92.5
    assert written["targets"][0]["horizon"] == {"kind": "by", "from": None, "to": 2028}
    assert written["recipients"] == [{"lines": None, "confidence": None, "text": "Lưu: VT."}]
    assert written["tasks"][0]["measurable"] is False


def test_a_document_is_written_with_one_kind_and_one_title() -> None:
    plan = small_plan()
    plan["document"] = {"kind": ["KẾ HOẠCH TRIỂN KHAI", "KẾ HOẠCH"], "heading": "KẾ HOẠCH TRIỂN KHAI Nghị quyết"}
    document = json.loads(to_json(read(plan)))["document"]
    assert (document["kind"], document["title"], document["number"]) == (
        "KẾ HOẠCH TRIỂN KHAI",
        "KẾ HOẠCH TRIỂN KHAI Nghị quyết",
        None,
    )
    assert "heading" not in document
