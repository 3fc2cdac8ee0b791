"""The protocol page is what the types say."""

from __future__ import annotations

import runpy
from pathlib import Path

from speechscape.server.messages import ASKED, read_asked

ROOT = Path(__file__).parents[2]


def test_the_page_is_up_to_date():
    made = runpy.run_path(str(ROOT / "scripts" / "protocol.py"))["page"]()
    assert (ROOT / "docs" / "PROTOCOL.md").read_text() == made, "run: python scripts/protocol.py"


def test_what_the_page_shows_can_be_sent():
    import json

    examples = [one for one in runpy.run_path(str(ROOT / "scripts" / "protocol.py"))["_EXAMPLES"] if type(one) in ASKED]
    assert len(examples) == len(ASKED)
    for one in examples:
        assert read_asked(json.dumps(one.to_json() | ({"resume": "x"} if one.type == "start" else {}))).type == one.type
    assert read_asked(json.dumps(examples[0].to_json())) == examples[0]  # null and all
