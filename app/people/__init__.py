"""The office and its people: units and their succession, bans, persons and their posts."""
