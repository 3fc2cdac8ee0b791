"""Handed-over files open elsewhere and show what the canvas shows."""

from __future__ import annotations

import io
import json
import struct
import sys
import xml.etree.ElementTree as ET
from zipfile import ZIP_STORED, ZipFile

import numpy as np
import pytest
import resvg_py
from PIL import Image
from pyora import Project
from pypdf import PdfReader

from speechscape.errors import OptionError, SetupError
from speechscape.studio.canvas import Canvas
from speechscape.studio.handing import ENDINGS, HISTORIES, hand_over, hand_over_history
from speechscape.studio.openraster import HEAD, labels, read_ora, strata, write_ora
from speechscape.studio.styles import STYLES, styled
from speechscape.types import Element, Scene, Setting
from speechscape.world.edits import Edit
from tests.browser import chromium

SIZE = 256
SVG, LABEL = "{http://www.w3.org/2000/svg}", "{http://www.inkscape.org/namespaces/inkscape}label"
HARBOR = Canvas.of(Scene((Element("boat", color="red"), Element("cat", relation="on", of=(0,)), Element("lighthouse"), Element("house", count=2, color="blue")), Setting(place="sea", time="sunset", weather="rain")))
WOOD = Canvas.of(Scene((Element("tree", count=5), Element("fox", color="red"), Element("tree"), Element("sun"))), 3)
BROWSER = 1.0
"""How far apart two renderers may be in the mean, of 255: they smooth edges in different ways."""
NAMES = ["red boat", "cat", "lighthouse", "two blue houses"]


@pytest.fixture(scope="module")
def browser():
    with chromium() as one:
        yield one


def _image(svg: str, size: int = SIZE) -> Image.Image:
    return Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=size, height=size)))).convert("RGBA")


def _far(one: Image.Image, other: Image.Image) -> tuple[float, int]:
    """Mean and largest difference of two pictures, 0 to 255."""
    apart = np.abs(np.asarray(one.convert("RGB"), np.int16) - np.asarray(other.convert("RGB"), np.int16))
    return float(apart.mean()), int(apart.max())


def test_parts_are_the_whole():
    for canvas in (HARBOR, WOOD, Canvas()):
        assert HEAD + "".join(part.body for part in strata(canvas)) + "</svg>" == canvas.svg
    assert list(labels(HARBOR).values()) == NAMES
    assert list(labels(WOOD).values()) == ["five trees", "red fox", "tree", "sun"]
    twice = WOOD.edited(Edit(kind="duplicate", of=(2,), number=2)).canvas
    assert list(labels(twice).values())[-3:] == ["sun", "tree 2", "tree 3"]


@pytest.mark.parametrize("style", STYLES)
def test_layers_put_together_are_the_picture(tmp_path, style):
    for canvas in (HARBOR, WOOD):
        path = tmp_path / "one.ora"
        assert hand_over(canvas, path, style=style, size=SIZE) == path
        with ZipFile(path) as pack:
            first = pack.infolist()[0]
            assert (first.filename, first.compress_type, pack.read("mimetype")) == ("mimetype", ZIP_STORED, b"image/openraster")
            stack = ET.fromstring(pack.read("stack.xml"))
            assert (stack.attrib["w"], stack.attrib["h"]) == (str(SIZE), str(SIZE))
            whole = np.zeros((SIZE, SIZE, 3))
            for layer in reversed(stack.findall("stack/layer")):
                image = np.asarray(Image.open(io.BytesIO(pack.read(layer.attrib["src"]))).convert("RGBA"), float)
                x, y, alpha = int(layer.attrib["x"]), int(layer.attrib["y"]), image[..., 3:] / 255
                part = whole[y : y + image.shape[0], x : x + image.shape[1]]
                part[:] = alpha * image[..., :3] + (1 - alpha) * part
            merged, small = (Image.open(io.BytesIO(pack.read(name))) for name in ("mergedimage.png", "Thumbnails/thumbnail.png"))
            assert max(small.size) <= 256
        picture = _image(styled(canvas.svg, style))
        assert _far(merged, picture) == (0, 0)
        names = [layer.attrib["name"] for layer in stack.findall("stack/layer")][::-1]
        assert names[0] == "background"
        assert set(names) == {"background", *labels(canvas).values(), *(["rain"] if canvas is HARBOR else [])}
        for mean, most in (_far(Image.fromarray(np.rint(whole).astype(np.uint8)), picture), _far(read_ora(path), picture), _far(Project.load(str(path)).get_image_data(use_original=False), picture)):
            assert mean < 0.1
            assert most <= 5


def test_what_is_no_layered_file_is_refused(tmp_path):
    (tmp_path / "one.ora").write_bytes(b"no")
    with pytest.raises(OptionError, match="no OpenRaster file, or damaged"):
        read_ora(tmp_path / "one.ora")
    with ZipFile(tmp_path / "one.ora", "w") as pack:
        pack.writestr("mimetype", "image/other")
    with pytest.raises(OptionError, match="is no OpenRaster file"):
        read_ora(tmp_path / "one.ora")
    with pytest.raises(OptionError, match="size is 9; 16 to 4096"):
        write_ora(HARBOR, tmp_path / "two.ora", 9)
    assert [path.name for path in tmp_path.iterdir()] == ["one.ora"]


@pytest.mark.parametrize("style", ["plain", "paper cut"])
def test_groups_of_the_drawing_are_named(tmp_path, style):
    for canvas in (HARBOR, WOOD):
        text = hand_over(canvas, tmp_path / "one.svg", style=style, size=SIZE).read_text()
        root = ET.fromstring(text)
        groups = root.findall(f"{SVG}g")
        for piece in canvas.pieces:
            mine = [group for group in groups if group.attrib["id"] == f"piece-{piece.key}" or group.attrib["id"].startswith(f"piece-{piece.key}-part-")]
            assert {group.attrib[LABEL] for group in mine} == {labels(canvas)[piece.key]}
            held = [inner.attrib["id"] for group in mine for inner in group.findall(f"{SVG}g") if "id" in inner.attrib]
            assert len(held) == len(piece.spots)
            assert all(one.startswith(piece.element.name) for one in held)
        assert len({group.attrib["id"] for group in groups}) == len(groups)
        title = root.find(f"{SVG}title")
        assert title is not None
        assert title.text.lower().startswith("a red boat" if canvas is HARBOR else "five trees")
        assert _far(_image(text), _image(styled(canvas.svg, style))) == (0, 0)


@pytest.mark.parametrize("style", ["plain", "ink", "night neon"])
def test_a_browser_draws_it_alike(browser, tmp_path, style):
    path = hand_over(HARBOR, tmp_path / "one.svg", style=style, size=SIZE)
    page = browser.new_page(viewport={"width": SIZE, "height": SIZE})
    page.goto(path.as_uri())
    shown = Image.open(io.BytesIO(page.screenshot()))
    page.close()
    mean, _ = _far(shown, _image(path.read_text()))
    assert mean < BROWSER




def test_a_picture_for_each_thing(tmp_path):
    (tmp_path / "parts").mkdir()
    folder = hand_over(HARBOR, tmp_path / "parts", size=SIZE)
    files = sorted(folder.iterdir())
    assert {file.stem.split(" ", 1)[1] for file in files} == {"background", *NAMES, "rain"}
    whole = Image.new("RGBA", (SIZE, SIZE))
    boat = next(piece for piece in HARBOR.pieces if piece.element.name == "boat")
    for file in files:
        image = Image.open(file)
        assert (image.mode, image.size) == ("RGBA", (SIZE, SIZE))
        whole.alpha_composite(image)
        if file.stem.endswith("red boat"):
            x0, y0, x1, y1 = (edge / SIZE for edge in image.getbbox())
            bx0, by0, bx1, by1 = boat.box
            assert bx0 - 0.1 < x0 < x1 < bx1 + 0.1
            assert by0 - 0.02 < y0 < y1 < by1 + 0.05
            assert image.getpixel((0, 0))[3] == 0
    mean, most = _far(whole, _image(HARBOR.svg))
    assert mean < 0.1
    assert most <= 5
    with pytest.raises(OptionError, match="a folder with something in it; name a new folder"):
        hand_over(HARBOR, folder)
    assert hand_over(WOOD, tmp_path / "more", size=32).is_dir()


def test_the_picture_itself(tmp_path):
    image = Image.open(hand_over(HARBOR, tmp_path / "one.PNG", size=SIZE))
    assert _far(image, _image(HARBOR.svg)) == (0, 0)
    assert image.text["Comment"] == "AI-generated"
    assert "boat" in image.text["Description"]


@pytest.mark.parametrize("style", ["plain", "paper cut"])
def test_a_page(tmp_path, style):
    reader = PdfReader(hand_over(HARBOR, tmp_path / "one.pdf", style=style, size=500))
    (page,) = reader.pages
    assert (page.mediabox.width, page.mediabox.height) == (500, 500)
    assert "boat" in reader.metadata.title
    assert not page.images  # it is drawn, not a picture of it
    assert "/Shading" not in page["/Resources"]
    assert len(page.get_contents().get_data()) > 20_000


def test_a_page_without_its_library(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "fpdf", None)
    with pytest.raises(SetupError, match=r"speechscape\[pdf\]"):
        hand_over(HARBOR, tmp_path / "one.pdf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("style", ["plain", "night neon"])
def test_things_in_space(tmp_path, style):
    data = hand_over(HARBOR, tmp_path / "one.glb", style=style, size=128).read_bytes()
    magic, version, length = struct.unpack("<4sII", data[:12])
    assert (magic, version, length) == (b"glTF", 2, len(data))
    size, kind = struct.unpack("<I4s", data[12:20])
    assert kind == b"JSON"
    document = json.loads(data[20 : 20 + size])
    nodes = {node["name"]: node for node in document["nodes"] if node["extras"].get("kind") == "element"}
    assert set(nodes) == {"red boat", "cat", "lighthouse", "two blue houses, 1", "two blue houses, 2"}
    for piece in HARBOR.pieces:
        for spot in piece.spots:
            name = labels(HARBOR)[piece.key] + (f", {spot.copy + 1}" if len(piece.spots) > 1 else "")
            x, _, z = nodes[name]["translation"]
            assert z < 0
            assert x / -z / 1.02 + 0.5 == pytest.approx(spot.x, abs=1e-3)
    assert nodes["red boat"]["translation"][1] < 0.05
    assert nodes["cat"]["translation"][1] > 0.3
    assert document["scenes"][0]["extras"]["scene"]["elements"][0]["name"] == "boat"


def test_values(tmp_path):
    row = json.loads(hand_over(HARBOR, tmp_path / "one.json", style="ink").read_text())
    assert Canvas.from_json(row["canvas"]) == HARBOR
    assert [piece["label"] for piece in row["pieces"]] == NAMES
    assert row["pieces"][0]["box"] == pytest.approx(HARBOR.pieces[0].box, abs=1e-4)
    assert (row["setting"], row["place"], row["style"]) == ({"place": "sea", "time": "sunset", "weather": "rain"}, "sea", "ink")
    assert Scene.from_json(row["scene"]).key() == HARBOR.scene.key()


@pytest.mark.parametrize("ending", HISTORIES)
def test_a_history(tmp_path, ending):
    blue = HARBOR.edited(Edit(kind="recolor", of=(0,), color="blue")).canvas
    path = hand_over_history([("a red boat", HARBOR), ("make it blue, and then some more words than there is room for", blue), ("", WOOD)], tmp_path / f"all{ending}", size=128, seconds=0.5)
    if ending == ".mp4":
        import av

        with av.open(str(path)) as film:
            frames = [frame.to_ndarray(format="rgb24") for frame in film.decode(video=0)]
        assert len(frames) == 15
        assert frames[0].shape[1] == 128
        assert frames[0].shape[0] > 128
        return
    with Image.open(path) as image:
        if ending == ".gif":
            assert (image.n_frames, image.info["duration"]) == (3, 500)
        else:
            assert image.size[0] == 256
            assert _far(image.crop((0, 0, 128, 128)), _image(HARBOR.svg, 128)) == (0, 0)


def test_what_cannot_be_written_says_why(tmp_path):
    for path, values, why in (("one.bmp", {}, r"one.bmp ends in .bmp; choose one of .svg, .png, .ora, .pdf, .glb, .json"), ("one.png", {"style": "cubist"}, "style is 'cubist'"), ("one.svg", {"size": 5}, "size is 5")):
        with pytest.raises(OptionError, match=why):
            hand_over(HARBOR, tmp_path / path, **values)
    one = [("", HARBOR)]
    for path, canvases, values, why in (("one.svg", one, {}, "ends in .svg; choose one of .gif, .mp4, .png"), ("one", one, {}, "ends in nothing"), ("one.gif", [], {}, "no pictures"), ("one.gif", one, {"seconds": 0}, "seconds is 0")):
        with pytest.raises(OptionError, match=why):
            hand_over_history(canvases, tmp_path / path, **values)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(FileNotFoundError):
        hand_over(HARBOR, tmp_path / "nowhere" / "one.png", size=16)


@pytest.mark.parametrize("ending", [*ENDINGS, ""])
def test_an_empty_canvas_and_a_file_written_over(tmp_path, ending):
    path = tmp_path / f"one{ending}"
    if ending:
        path.write_bytes(b"old")
    hand_over(Canvas(), path, size=32)
    assert path.is_dir() or path.read_bytes()[:3] != b"old"
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
