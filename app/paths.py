"""Where the program keeps what is not a workspace: settings, keys, logs; and where it proposes to keep workspaces."""

import os
from pathlib import Path

import platformdirs

NAME = "tiendo"
KEYS = "TIENDO_KEYS"
"""Another folder for private keys: for tests, and for several offices on one machine."""


def settings_file() -> Path:
    """The person's settings of the program."""
    return platformdirs.user_config_path(NAME, appauthor=False) / "settings.json"


def log_folder() -> Path:
    """Where the log and crash reports go."""
    return platformdirs.user_log_path(NAME, appauthor=False)


def default_workspace_folder() -> Path:
    """Where a new workspace is proposed: the person's local data, which no service copies (the documents folder often is copied)."""
    return platformdirs.user_data_path(NAME, appauthor=False)


def key_folder() -> Path:
    """Where private keys lie: outside every workspace, so that a copy of a workspace cannot write in its owner's name."""
    other = os.environ.get(KEYS)
    return Path(other) if other else platformdirs.user_data_path(NAME, appauthor=False) / "keys"
