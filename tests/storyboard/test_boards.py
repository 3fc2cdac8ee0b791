"""Pictograms show each thing alone, in spoken order; boards are whole: every id once, every image and board there, grids that agree with their buttons."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest
import resvg_py
from PIL import Image

from speechscape.errors import OptionError
from speechscape.storyboard.boards import COLUMNS, ROWS, write_boards
from speechscape.storyboard.book import Leaf, Storyboard
from speechscape.storyboard.page import page_html
from speechscape.storyboard.pictograms import element_svg, pictogram_line, pictograms, setting_svg
from speechscape.types import Element, Scene, Setting
from speechscape.world.vocabulary import PLACES, TIMES, WEATHERS, elements
from tests.storyboard.test_epub import make_folder


def _pixels(svg: str, side: int = 100) -> np.ndarray:
    with Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=side, height=side)))) as image:
        return np.asarray(image.convert("RGB")).astype(int)


def _leaf(*things: Element, **setting: str) -> Leaf:
    return Leaf(0, 5.0, 9.0, Scene(things, Setting(**setting)), "", "")


def test_things_come_as_they_were_spoken_of_and_then_where_and_when():
    line = pictogram_line(_leaf(Element("fox", 3, "red", start_s=8.0), Element("owl", relation="above", of=(0,), start_s=6.0), Element("umbrella"), Element("boat", size="big", start_s=5.0), place="sea", time="night", weather="rain"))
    assert [words for words, _ in line] == ["a big boat", "an owl", "an umbrella", "three red foxes", "on the sea", "at night", "in the rain"]
    assert [words for words, _ in pictogram_line(_leaf(Element("fox"), Element("owl")))] == ["a fox", "an owl"]
    assert pictogram_line(_leaf()) == []


def test_counts_colours_and_individuals_are_seen():
    tile = _pixels(element_svg(Element("fox")))[50, 3]
    inked = [np.abs(_pixels(element_svg(Element("fox", count, "red", look=1))) - tile).sum(axis=2) > 60 for count in (1, 4)]
    halves = [[mask[:50, :50].any(), mask[:50, 50:].any(), mask[50:, :50].any(), mask[50:, 50:].any()] for mask in inked]
    assert halves[1] == [True] * 4
    assert not inked[1][:, 49:51].any(axis=1).all()
    assert element_svg(Element("fox", look=4)) == element_svg(Element("fox", look=4), 3, 9)
    assert element_svg(Element("fox", color="red")) != element_svg(Element("fox", color="blue"))
    small, big = (np.abs(_pixels(element_svg(Element("fox", size=size))) - tile).sum(axis=2) > 60 for size in ("tiny", "huge"))
    assert small.sum() < big.sum() / 2


def test_all_that_can_be_drawn_has_a_pictogram():
    for number, name in enumerate(elements()):
        assert ET.fromstring(element_svg(Element(name, number % 9 + 1))).tag.endswith("svg")
    drawn = [setting_svg(Setting(**{part: name})) for part, names in (("place", PLACES), ("time", TIMES), ("weather", WEATHERS)) for name in names]
    assert all(ET.fromstring(svg).attrib["viewBox"] == "0 0 200 200" for svg in drawn)
    assert len({_pixels(svg, 40).tobytes() for svg in drawn if svg != setting_svg(Setting(weather="clear"))}) >= len(drawn) - 2


def test_the_page_takes_them(tmp_path):
    story = make_folder(tmp_path, 2, None)
    assert "three red foxes" in page_html(story, [("png", (tmp_path / leaf.picture).read_bytes()) for leaf in story.leaves], pictograms(story))


def _read(path: Path) -> tuple[dict, dict[str, dict], set[str]]:
    with ZipFile(path) as file:
        manifest = json.loads(file.read("manifest.json"))
        return manifest, {name: json.loads(file.read(place)) for name, place in manifest["paths"]["boards"].items()}, set(file.namelist())


def _check(path: Path) -> tuple[dict, dict[str, dict]]:
    """What openboardformat.org asks of a package, as far as it can be told from the package alone."""
    manifest, boards, names = _read(path)
    assert manifest["format"] == "open-board-0.1"
    assert manifest["root"] in manifest["paths"]["boards"].values()
    assert {"manifest.json", *manifest["paths"]["boards"].values(), *manifest["paths"]["images"].values()} == names
    buttons: list[str] = []
    for name, board in boards.items():
        assert (board["id"], board["format"], board["locale"]) == (name, "open-board-0.1", "en")
        assert set(board) == {"format", "id", "locale", "name", "description_html", "buttons", "grid", "images", "sounds"}
        grid = board["grid"]
        assert 1 <= grid["rows"] == len(grid["order"]) <= 20
        assert {len(row) for row in grid["order"]} == {grid["columns"]}
        assert 1 <= grid["columns"] <= COLUMNS
        assert [key for row in grid["order"] for key in row if key is not None] == [button["id"] for button in board["buttons"]]
        images = {image["id"]: image for image in board["images"]}
        assert {button["image_id"] for button in board["buttons"] if "image_id" in button} == set(images)
        for image in images.values():
            assert manifest["paths"]["images"][image["id"]] == image["path"]
            assert isinstance(image["width"], int)
            assert isinstance(image["height"], int)
            assert image["content_type"] in {"image/png", "image/svg+xml"}
        for button in board["buttons"]:
            assert button["label"]
            if "load_board" in button:
                assert manifest["paths"]["boards"][button["load_board"]["id"]] == button["load_board"]["path"]
        buttons += [button["id"] for button in board["buttons"]]
    ids = [*buttons, *boards, *manifest["paths"]["images"]]
    assert len(ids) == len(set(ids))
    return manifest, boards


@pytest.mark.parametrize("count", [0, 1, 4, COLUMNS * ROWS, 47])
def test_a_package_is_whole_whatever_it_holds(tmp_path, count):
    story = make_folder(tmp_path, count, None)
    write_boards(story, tmp_path, tmp_path / "story.obz")
    manifest, boards = _check(tmp_path / "story.obz")
    seen, at = [], manifest["root"]
    while at is not None:
        board = next(board for board in boards.values() if manifest["paths"]["boards"][board["id"]] == at)
        opened = [button["load_board"]["id"] for button in board["buttons"] if button["id"].endswith("-open")]
        seen += opened
        at = next((button["load_board"]["path"] for button in board["buttons"] if button["label"] == "More"), None)
    assert seen == [f"panel-{number + 1}" for number in range(count)]


def test_a_panel_speaks_its_things_in_order_and_leads_to_its_neighbours(tmp_path):
    story = make_folder(tmp_path, 3, None)
    write_boards(story, tmp_path, tmp_path / "story.obz")
    _, boards, _ = _read(tmp_path / "story.obz")
    assert [button["label"] for button in boards["panel-2"]["buttons"]] == ["a boat", "a king", "three red foxes", "in a forest", "at night", "Back", "All pictures", "Next"]
    assert [button["load_board"]["id"] for button in boards["panel-2"]["buttons"][-3:]] == ["panel-1", "all-1", "panel-3"]
    assert "&lt;b&gt;Königin&lt;/b&gt;" in boards["panel-2"]["description_html"]
    assert "Not reviewed." in boards["all-1"]["description_html"]
    with ZipFile(tmp_path / "story.obz") as file:
        assert file.read("images/picture-1.png") == (tmp_path / "panels/0.png").read_bytes()
        assert all(ET.fromstring(file.read(name)).attrib["width"] == "200" for name in file.namelist() if name.endswith(".svg"))


def test_the_same_story_is_the_same_package_and_a_failure_leaves_none(tmp_path):
    story = make_folder(tmp_path, 3, None)
    for name in "ab":
        write_boards(story, tmp_path, tmp_path / f"{name}.obz")
    assert (tmp_path / "a.obz").read_bytes() == (tmp_path / "b.obz").read_bytes()
    with pytest.raises(OptionError, match="not in the storyboard's folder"):
        write_boards(story.with_leaves([replace(story.leaves[0], picture="panels/none.png")]), tmp_path, tmp_path / "c.obz")
    (tmp_path / "panels/0.gif").write_bytes(b"GIF89a")
    with pytest.raises(OptionError, match=r"of the kind '\.gif'"):
        write_boards(story.with_leaves([replace(story.leaves[0], picture="panels/0.gif")]), tmp_path, tmp_path / "c.obz")
    assert not list(tmp_path.glob("c.*"))
    write_boards(Storyboard("", 1.0, (replace(story.leaves[0], picture="", caption="", scene=Scene()),)), tmp_path, tmp_path / "c.obz")
    _, boards = _check(tmp_path / "c.obz")
    assert boards["all-1"]["buttons"][0]["label"] == "Picture 1"
