"""DOCX and XLSX files are ZIP archives that remember when they were packed; here they forget, so that same content is same bytes."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def repacked(data: bytes, day: date, replaced: Mapping[str, bytes]) -> bytes:
    """The archive ``data`` with every part dated ``day`` and the parts named in ``replaced`` exchanged."""
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
            part.compress_type = ZIP_DEFLATED
            part.create_system = 0
            part.external_attr = 0o600 << 16
            new.writestr(part, replaced.get(name) or old.read(name))
    return stream.getvalue()
