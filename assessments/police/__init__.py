"""Reading the files of data.police.uk and the Home Office: what they say, checked and typed, and nothing written.

Polars is loaded with these modules, so they are imported by the functions that load data, and by no page.
"""
