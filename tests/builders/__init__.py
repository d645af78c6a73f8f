"""Workspaces that several tests begin with, made through the use cases."""
