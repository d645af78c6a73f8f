"""The work itself: programmes, targets, tasks, assignments, periods, progress, closing a quarter."""
