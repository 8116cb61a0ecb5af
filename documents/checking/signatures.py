"""What a file is by its first bytes, whatever its name says."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SIGNATURES = (  # what the first bytes say, the most telling first
    ("pdf", (b"%PDF-",)),
    ("zip", (b"PK\x03\x04", b"PK\x05\x06")),
    ("png", (b"\x89PNG\r\n\x1a\n",)),
    ("jpg", (b"\xff\xd8\xff",)),
    ("rtf", (b"{\\rtf",)),
    ("picture", (b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")),
    ("archive", (b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF")),
    ("program", (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe")),
)
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


def looks_like(data):
    """One of the names above, ``encrypted`` or ``old-office`` for Office's older container, else ``text``.

    ``data`` is the whole file where it is at hand: a password shows further in than the first bytes.
    """
    if data.startswith(OLE):
        return "encrypted" if ENCRYPTED_STREAM in data else "old-office"
    for name, starts in SIGNATURES:
        if data.startswith(starts) and not _plainly_text(data):
            return name
    return "text"


def _plainly_text(data):
    """Letters such as MZ or BM may open an honest text; a program or picture soon has a zero byte."""
    return data[:2] in (b"MZ", b"BM", b"BZ", b"RI") and b"\x00" not in data[:2000]
