"""The office, its calendar, the program itself, and the safety of the data."""
