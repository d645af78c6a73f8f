"""What holds of every correction of a draft, whatever the draft and in whatever order they come."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from app.errors import PlanError
from app.plan_import.draft import PlanDraft
from app.plan_import.review import changes, keeping
from app.plan_import.review.deciding import open_points
from app.plan_import.review.entries import Review, review_of, to_draft
from app.plan_import.review.retyping import CHOICES, retype
from app.plan_import.review.tree import Node, tree_of
from tests.app.plan_import.review.drafts import drafts, source_of

Step = Callable[[Review, int], Review]

STEPS: dict[str, Step] = {
    "merge before": lambda review, one: changes.merge(review, one, -1),
    "merge after": lambda review, one: changes.merge(review, one, 1),
    "split": lambda review, one: changes.split(review, one, 9),
    "up": lambda review, one: changes.move(review, one, -1),
    "down": lambda review, one: changes.move(review, one, 1),
    "drop": lambda review, one: changes.drop(review, [one]),
    "restore": lambda review, one: changes.restore(review, [one]),
    "lead": lambda review, one: changes.lead(review, [one], "Ban Tổ chức"),
    "below": lambda review, one: changes.scope(review, [one], "passed_down"),
    "into the first": lambda review, one: (
        changes.place_in(review, [one], 1, None) if review.entry(one).kind == "task" else review
    ),
    **{f"as {kind}": lambda review, one, kind=kind: retype(review, [one], kind) for kind in CHOICES},  # type: ignore[misc]  # the lambda binds its kind
}

STORY = st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 40)), max_size=12)


def words(review: Review) -> Counter[str]:
    """Every word of every entry, those set aside too; the stroke that stands for nothing is none."""
    return Counter(word for entry in review.entries for word in entry.text.split() if word != "–")


def told(review: Review, story: list[tuple[str, int]]) -> list[Review]:
    """The reviews that a story goes through; what is refused changes nothing."""
    passed = [review]
    for name, which in story:
        entry = passed[-1].entries[which % len(passed[-1].entries)]
        try:
            passed.append(STEPS[name](passed[-1], entry.id))
        except PlanError:
            continue
    return passed


@given(drafts(), STORY)
def test_no_correction_loses_a_word(draft: PlanDraft, story: list[tuple[str, int]]) -> None:
    passed = told(review_of(draft), story)
    for review in passed[1:]:
        assert words(review) == words(passed[0])


@given(drafts(), STORY)
def test_what_is_wanted_comes_out_as_a_draft_and_what_is_set_aside_does_not(
    draft: PlanDraft, story: list[tuple[str, int]]
) -> None:
    review = told(review_of(draft), story)[-1]
    made = to_draft(review)
    wanted = Counter(word for entry in review.live(*keeping.ITEMS) for word in entry.text.split())
    out = [item.title for item in made.programmes] + [item.text for item in made.targets]
    for task in made.tasks:
        out += [task.text, *task.details]
    out += [item.text or "" for item in made.milestones] + [text for duty in made.duties for text in duty.texts]
    out += [item.text or item.number or "" for item in made.references] + [item.text for item in made.recipients]
    assert Counter(word for text in out for word in text.split()) == wanted


@given(drafts(), STORY)
def test_every_entry_stands_once_in_the_tree(draft: PlanDraft, story: list[tuple[str, int]]) -> None:
    review = told(review_of(draft), story)[-1]
    seen: Counter[int] = Counter()

    def walk(node: Node) -> None:
        if node.entry is not None and node.kind != "doubt":
            seen[node.entry.id] += 1
        for child in node.children:
            walk(child)

    walk(tree_of(review, source_of()).root)
    gone_along = {entry.id for entry in review.entries if entry.kind == "detail" and entry.dropped}
    assert set(seen.values()) <= {1}
    assert {entry.id for entry in review.entries} - set(seen) <= gone_along


@given(drafts(), st.integers(0, 40), st.integers(0, 60))
def test_what_is_split_and_merged_is_as_it_was(draft: PlanDraft, which: int, at: int) -> None:
    review = review_of(draft)
    entry = review.entries[which % len(review.entries)]
    try:
        apart = changes.split(review, entry.id, at)
    except PlanError:
        return
    assert len(apart.entries) == len(review.entries) + 1
    whole = changes.merge(apart, entry.id, 1)
    assert whole.entries == review.entries
    assert changes.merge(apart, review.next_id, -1).entries == review.entries


@given(drafts(), STORY)
def test_a_review_that_is_kept_is_read_back_as_it_was(draft: PlanDraft, story: list[tuple[str, int]]) -> None:
    review = changes.choose(told(review_of(draft), story)[-1], "update", "no")
    kept = keeping.Kept("0123456789ab", source_of("Một", "Hai"), review)
    with TemporaryDirectory() as folder:
        keeping.save(Path(folder) / "so.tdb", kept)
        assert keeping.kept_reviews(Path(folder) / "so.tdb") == (kept,)


@given(drafts())
def test_a_draft_that_nobody_touched_comes_out_as_it_went_in(draft: PlanDraft) -> None:
    made = to_draft(review_of(draft))
    assert [(task.text, task.details, task.end, task.lead, task.scope) for task in made.tasks] == [
        (task.text, task.details, task.end, task.lead, task.scope) for task in draft.tasks
    ]
    assert made.targets == draft.targets
    assert made.references == draft.references
    assert [text for duty in made.duties for text in duty.texts] == [
        text for duty in draft.duties for text in duty.texts
    ]


@given(drafts())
def test_nothing_blocks_but_a_task_of_the_office_without_a_lead(draft: PlanDraft) -> None:
    review = review_of(draft)
    blocked = {point.entry for point in open_points(review)}
    leads = {entry.id: getattr(entry.item, "lead", None) for entry in review.live("programme")}
    for entry in review.live("task"):
        own = getattr(entry.item, "scope", "") == "own"
        led = getattr(entry.item, "lead", None) or leads.get(entry.programme)
        assert (entry.id in blocked) == (own and not led)
    assert not open_points(changes.lead_by_default(review, "Văn phòng"))
