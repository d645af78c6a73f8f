"""``tiendo bundle``: everything about exchanging files with other offices, in the order of the work."""

from app.cli import bundle_book, bundle_files, bundle_preview, bundle_trust
from app.cli.frame import group
from app.i18n import msg

COMMANDS = (
    group(
        "bundle",
        msg("Trao đổi tệp với nơi khác: làm quen, xuất, nhận, sổ giao nhận."),
        [
            *bundle_trust.COMMANDS,
            *bundle_files.SENDING,
            *bundle_preview.COMMANDS,
            *bundle_files.TAKING,
            *bundle_book.COMMANDS,
        ],
    ),
)
