"""Bringing in a plan as marked by a careful reader: its JSON (``draft``, ``plan_json``) and taking it over as one change (``accept``)."""
