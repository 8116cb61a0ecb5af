import io
import shutil
import subprocess

import pytest


def text_of(pdf):
    """The words of a PDF, its pages set apart by form feeds."""
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext is not installed")
    done = subprocess.run([tool, "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def pages_of(pdf):
    import pikepdf

    return len(pikepdf.open(io.BytesIO(pdf)).pages)
