"""The process in which SVG becomes PNG; its argument is megabytes. It fetches nothing."""

import resource
import sys

import vl_convert

from design.jobs import serve

SCALE = 2  # dots a pixel: sharp on paper


def make(job: dict) -> bytes:
    return vl_convert.svg_to_png(job["svg"], scale=SCALE)


def main() -> None:
    make({"svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'})
    serve(make, {resource.RLIMIT_DATA: int(sys.argv[1]) * 1_000_000})
