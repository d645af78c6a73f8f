"""Makes the stored file of the newest schema: ``python -m tests.old_files.make``.

Run it when a schema is released, never again for that schema: the files here stand for those that lie in offices. (While the first schema
is not released, a change of its step wants a new file.)
"""

import lzma
import tempfile
from pathlib import Path

from db.migrations import LATEST
from tests.helpers import small_office

HERE = Path(__file__).parent


def main() -> None:
    """Write ``schema-N.tdb.xz``."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "so.tdb"
        small_office.write(made)
        (HERE / f"schema-{LATEST}.tdb.xz").write_bytes(lzma.compress(made.read_bytes(), preset=9))


if __name__ == "__main__":
    main()
