"""The building blocks of every page: controls, lists, panels. They know no domain word."""
