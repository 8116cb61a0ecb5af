"""WeasyPrint as a library has it, in a process of its own, with the style, fonts and form of PDF that the portal uses.

``python -m bench.alone FILE``: for each line on its input the HTML of the file is made into a PDF, and a line answers.
"""

import logging
import mimetypes
import sys
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from design.pdf import STATIC
from design.pdf_child import PortalFetcher


def main() -> None:
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    mimetypes.add_type("font/woff2", ".woff2")
    html = Path(sys.argv[1]).read_text()
    fetcher, fonts = PortalFetcher(STATIC), FontConfiguration()
    style = CSS(url="static:///pdf.css", url_fetcher=fetcher, font_config=fonts)
    for line in sys.stdin:
        text = html if line.strip() else "<title>Warm</title><h1>Warm</h1>"
        document = HTML(string=text, url_fetcher=fetcher)
        made = document.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
        print(len(made), flush=True)


if __name__ == "__main__":
    main()
