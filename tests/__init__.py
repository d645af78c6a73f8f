"""The tests, laid out as the code they keep."""
