"""Write static/vendor/ from the npm packages: `python -m design.build`.

The packages cannot be served as they are. Their addresses are absolute, they name source maps that are not
shipped (both stop hashed static files), and they carry the crown, the crest and GDS Transport, which only
services on GOV.UK may use. What no page of the portal uses is left out, to keep a page within its budget.
Running it again changes nothing.
"""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
GOVUK = PACKAGES / "govuk-frontend" / "dist" / "govuk"
MOJ = PACKAGES / "@ministryofjustice" / "frontend" / "moj"
ARIMO = PACKAGES / "@fontsource" / "arimo"

# Components of GOV.UK Frontend that carry the crown or crest, or that no page uses.
GOVUK_LEFT_OUT = re.compile(
    r"\.govuk-(header|footer|cookie-banner|exit-this-page|feedback|language-navigation)(?![a-z]|-[a-z])"
)
# Components of MoJ Frontend that pages use; its other rules are left out.
MOJ_USED = re.compile(
    r"\.moj-(primary-navigation|sub-navigation|timeline|filter|badge|ticket-panel)(?![a-z])"
)
FONTS = {("latin", 400): "arimo-400", ("latin-ext", 400): "arimo-ext-400"} | {
    ("latin", 700): "arimo-700",
    ("latin-ext", 700): "arimo-ext-700",
}


def main() -> None:
    """Write everything to a folder beside, then put it in place, so that a page never meets half a folder."""
    if not GOVUK.is_dir():
        raise SystemExit("The front-end packages are not installed. Run `npm ci --ignore-scripts` first.")
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    styles = [_fonts(fresh), _moj(fresh), _govuk(fresh)]
    (fresh / "frontend.css").write_text('@charset "UTF-8";' + "".join(styles), encoding="utf-8")
    script = (GOVUK / "govuk-frontend.min.js").read_text(encoding="utf-8")
    (fresh / "frontend.js").write_text(without_source_map(script), encoding="utf-8")
    _licences(fresh)
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


def _fonts(folder: Path) -> str:
    ranges = json.loads((ARIMO / "unicode.json").read_text())
    (folder / "fonts").mkdir()
    faces = []
    for (subset, weight), name in FONTS.items():
        shutil.copyfile(
            ARIMO / "files" / f"arimo-{subset}-{weight}-normal.woff2", folder / "fonts" / f"{name}.woff2"
        )
        faces.append(
            f"@font-face{{font-family:Arimo;font-style:normal;font-display:swap;font-weight:{weight};"
            f'src:url(fonts/{name}.woff2) format("woff2");unicode-range:{ranges[subset]}}}'
        )
    return "".join(faces)


def _moj(folder: Path) -> str:
    css = (MOJ / "moj-frontend.min.css").read_text(encoding="utf-8")
    return _finished(select(css, lambda selector: bool(MOJ_USED.search(selector))), MOJ, folder)


def _govuk(folder: Path) -> str:
    css = (GOVUK / "govuk-frontend.min.css").read_text(encoding="utf-8")
    return _finished(select(css, lambda selector: not GOVUK_LEFT_OUT.search(selector)), GOVUK, folder)


def _finished(css: str, package: Path, folder: Path) -> str:
    """With the portal's own typeface, and each picture still named copied and addressed from the style sheet."""

    def copied(match: re.Match[str]) -> str:
        source = package / match[1].lstrip("/")
        target = folder / "images" / source.name
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(source, target)
        return f"url(images/{target.name})"

    css = without_source_map(css).replace("GDS Transport", "Arimo")
    return re.sub(r"url\((/assets/[^)]+)\)", copied, css)


def _licences(folder: Path) -> None:
    packages = {"GOV.UK Frontend": "govuk-frontend", "MoJ Frontend": "@ministryofjustice/frontend"}
    packages["Arimo"] = "@fontsource/arimo"
    texts = [f"{name}\n\n{_licence(PACKAGES / path)}" for name, path in packages.items()]
    (folder / "LICENCES.txt").write_text("\n\n".join(texts), encoding="utf-8")


def _licence(package: Path) -> str:
    for path in sorted(package.glob("LICEN[CS]E*")):
        return path.read_text(encoding="utf-8").strip()
    return "Licence: " + json.loads((package / "package.json").read_text())["license"]


def without_source_map(text: str) -> str:
    """The text without the comment that names a map: hashed static files would look for it and fail."""
    return re.sub(r"(/\*|//)[#@] sourceMappingURL=\S+( ?\*/)?\s*$", "", text).rstrip()


def select(css: str, wanted) -> str:
    """The rules of a minified style sheet whose selectors are wanted; @font-face and @charset go."""
    kept = []
    for prelude, body in _rules(css):
        if prelude.startswith(("@media", "@supports")):
            inner = select(body, wanted)
            kept += [f"{prelude}{{{inner}}}"] if inner else []
        elif prelude.startswith("@font-face"):
            continue
        elif prelude.startswith("@"):
            kept.append(f"{prelude}{{{body}}}")
        else:
            selectors = [s for s in _split_selectors(prelude) if wanted(s)]
            kept += [f"{','.join(selectors)}{{{body}}}"] if selectors else []
    return "".join(kept)


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Each top-level rule as (what stands before its brace, what stands inside)."""
    css = re.sub(r'@charset "[^"]*";|/\*.*?\*/', "", css, flags=re.DOTALL)
    start = opened = depth = 0
    for match in re.finditer(r"[{}]", css):
        if match[0] == "{":
            depth += 1
            opened = match.end() if depth == 1 else opened
            continue
        depth -= 1
        if depth == 0:
            yield css[start : opened - 1].strip(), css[opened : match.start()]
            start = match.end()


def _split_selectors(prelude: str) -> list[str]:
    return re.split(r",(?![^(]*\))", prelude)


if __name__ == "__main__":
    main()
