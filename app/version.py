"""The version of the program, written into every change."""

VERSION = "0.1.0"
