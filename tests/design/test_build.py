"""The front-end packages as they are served: relative, without source maps, crown, crest or GDS Transport."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

from design import build


@pytest.fixture(scope="module")
def vendor(tmp_path_factory):
    folder = tmp_path_factory.mktemp("static") / "vendor"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "VENDOR", folder)
        build.main()
        first = contents(folder)
        build.main()
    assert contents(folder) == first  # a second run changes nothing
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nothing_of_what_only_gov_uk_may_use_is_left(vendor):
    for name, content in contents(vendor).items():
        if not name.endswith(".woff2"):
            assert not re.search(rb"GDS Transport|sourceMappingURL|/assets/|(?i:crest|crown[^ ])", content), (
                name
            )
        assert not re.search("crest|crown|transport", name)


def test_every_picture_and_font_of_the_style_sheet_is_there(vendor):
    css = (vendor / "frontend.css").read_text()
    named = re.findall(r"url\(([^)]+)\)", css)
    assert len(named) > 4
    for name in named:
        assert (vendor / name).is_file(), name


def test_what_pages_use_is_kept(vendor):
    css = (vendor / "frontend.css").read_text()
    for name in (
        "govuk-button",
        "govuk-error-summary",
        "govuk-date-input__item",
        "moj-timeline__item",
        "moj-filter__tag",
    ):
        assert f".{name}" in css
    assert css.count("{") == css.count("}")
    assert "export{" in (vendor / "frontend.js").read_text()


def test_a_page_stays_small(vendor):
    sizes = {name: len(content) for name, content in contents(vendor).items()}
    assert sizes["frontend.css"] < 150_000
    assert sizes["frontend.js"] < 50_000
    assert sizes["fonts/arimo-400.woff2"] + sizes["fonts/arimo-700.woff2"] < 25_000


def test_static_files_can_be_hashed(vendor, settings, tmp_path):
    """Manifest storage fails on any address that leads nowhere."""
    settings.STATIC_ROOT = tmp_path / "collected"
    storage = ManifestStaticFilesStorage(location=tmp_path / "collected")
    files = {}
    for name, content in contents(vendor.parent).items():
        path = tmp_path / "collected" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        files[name] = (storage, name)
    for name, hashed, processed in storage.post_process(files):
        assert processed is True, (name, hashed, processed)


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".a{x:1}.b{x:2}", ".a{x:1}"),
        (".a,.b{x:1}", ".a{x:1}"),
        (".a:not(.c,.d),.b{x:1}", ".a:not(.c,.d){x:1}"),
        ("@media print{.a{x:1}.b{x:2}}", "@media print{.a{x:1}}"),
        ("@media print{.b{x:2}}", ""),
        ("@supports (x:y){@media print{.a{x:1}}}", "@supports (x:y){@media print{.a{x:1}}}"),
        ("@font-face{x:1}@keyframes k{to{x:1}}", "@keyframes k{to{x:1}}"),
        ('@charset "UTF-8";/* note */.a{x:1}', ".a{x:1}"),
    ],
)
def test_rules_are_kept_by_their_selectors(css, kept):
    assert build.select(css, lambda selector: ".a" in selector) == kept


def test_without_packages_the_build_says_what_to_run(monkeypatch, tmp_path):
    monkeypatch.setattr(build, "GOVUK", tmp_path / "nowhere")
    with pytest.raises(SystemExit, match="npm ci"):
        build.main()
