"""Where the program keeps what is not a workspace: settings, logs; and where it proposes to keep workspaces."""

from pathlib import Path

import platformdirs

NAME = "tiendo"


def settings_file() -> Path:
    """The person's settings of the program."""
    return platformdirs.user_config_path(NAME, appauthor=False) / "settings.json"


def log_folder() -> Path:
    """Where the log and crash reports go."""
    return platformdirs.user_log_path(NAME, appauthor=False)


def default_workspace_folder() -> Path:
    """Where a new workspace is proposed: the person's local data, which no service copies (the documents folder often is copied)."""
    return platformdirs.user_data_path(NAME, appauthor=False)
