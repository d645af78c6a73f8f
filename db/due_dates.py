"""By when a unit has to do a task: the date of the task, or the one its issuer granted that unit (MODEL 6).

A date that is moved for everybody stands in the task itself; one that was granted to a single unit is a ``due_change`` with that unit.
"""

from db.expectations import OWN_UNIT


def due(unit: str = OWN_UNIT, task: str = "task") -> str:
    """The due date of ``task`` for a unit, as SQL."""
    return f"""coalesce((SELECT granted.new_due FROM due_change AS granted WHERE granted.task_id = {task}.id AND granted.unit_id = {unit}
        AND granted.gone IS NULL ORDER BY granted.at_ms DESC, granted.id DESC LIMIT 1), {task}.due)"""
