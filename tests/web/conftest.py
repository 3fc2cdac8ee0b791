from __future__ import annotations

import os

import pytest

from speechscape.server.pages import STATIC


@pytest.fixture(scope="session", autouse=True)
def _page_is_built() -> None:
    if not (STATIC / "index.html").is_file():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("the page is not built: scripts/web")
