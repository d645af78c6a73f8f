"""Bringing in a plan: its document read and recognised, its draft reviewed, and taken over as one change.

``readers`` turn a file into a ``source`` (lines); ``recognise`` makes a ``draft`` of it (head, ``blocks``, ``outline``, ``roles``, out of
these programmes, targets, tasks, steps, duties); ``plan_json`` writes and reads a draft; ``accept`` takes it over.
"""
