from __future__ import annotations

import io
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from PIL import Image

from speechscape.errors import OptionError
from speechscape.painters.base import Request
from speechscape.painters.explain import contact_sheet, explanation
from speechscape.painters.vector import VectorPainter
from speechscape.types import Clip, Element, Scene, Setting
from speechscape.world.painting import alt_text, question
from speechscape.world.vocabulary import PLACES, TIMES, WEATHERS
from tests.conftest import speechlike

SCENE = Scene((Element("boat", 2, "red", "small"), Element("lighthouse", relation="behind", of=(0,))), Setting("sea", "sunset"))


def pixels(scene: Scene, size: int = 96, seed: int = 0) -> np.ndarray:
    picture = VectorPainter().paint(Request(scene, size, "png", seed))
    return np.asarray(Image.open(io.BytesIO(picture.data)).convert("RGB"), np.float32)


def test_same_request_same_bytes_other_seed_other_picture():
    one, two, other = (VectorPainter().paint(Request(SCENE, 128, "png", seed)).data for seed in (4, 4, 5))
    assert one == two
    assert one != other


@pytest.mark.parametrize("size", [16, 333, 1024, 4096])
def test_the_size_asked_for(size):
    picture = VectorPainter().paint(Request(SCENE, size))
    with Image.open(io.BytesIO(picture.data)) as image:
        assert image.size == (size, size) == (picture.width, picture.height)


@pytest.mark.parametrize("format", ["png", "webp"])
def test_pictures_carry_alt_text_model_seed_and_the_ai_mark(format):
    picture = VectorPainter().paint(Request(SCENE, 64, format, 3, "ears-x"))
    with Image.open(io.BytesIO(picture.data)) as image:
        packet = image.info.get("xmp") or image.info["XML:com.adobe.xmp"]
    text = packet.decode() if isinstance(packet, bytes) else packet
    root = ET.fromstring(text[text.index("<x:xmpmeta") : text.index("<?xpacket end")])
    alt = root.find(".//{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}AltTextAccessibility//{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li")
    assert alt.text == picture.alt == "Two small red boats and a lighthouse behind the boats on the sea at sunset."
    assert "AI-generated" in text
    assert "trainedAlgorithmicMedia" in text
    assert 'model="ears-x"' in text
    assert 'seed="3"' in text


def test_svg_is_well_formed_and_titled():
    picture = VectorPainter().paint(Request(SCENE, 200, "svg", 1, 'a"<b'))
    root = ET.fromstring(picture.data)
    assert root.find("{http://www.w3.org/2000/svg}title").text == picture.alt
    names = [group.get("id") for group in root.iter("{http://www.w3.org/2000/svg}g") if group.get("id")]
    assert names.count("boat-0-0") == 1
    assert {"boat-0-1", "lighthouse-1-0"} <= set(names)


def test_doubts_are_put_as_questions():
    assert question(("goat", "boat")) == "a goat? or a boat?"
    assert question(("igloo",)) == "an igloo?"


def test_alt_text_reads_well():
    fox = Scene((Element("fox", relation="under", of=(1,)), Element("tree"), Element("house", color="red", relation="right of", of=(1,))))
    assert alt_text(fox) == "A fox under a tree and a red house to the right of the tree."
    assert alt_text(Scene((), Setting("forest", "night"))) == "An empty scene in a forest at night."
    assert alt_text(Scene((Element("apple", 3, "green"),))) == "Three green apples."


@pytest.mark.parametrize("place", PLACES)
def test_every_place_time_and_weather_looks_its_own(place):
    looks = {}
    for time in TIMES:
        for weather in WEATHERS:
            looks[time, weather] = pixels(Scene((Element("house"),), Setting(place, time, weather)), 48)
    if place == "space":  # there is neither day nor weather there
        return
    for time in TIMES:
        assert np.abs(looks[time, "clear"] - looks["night" if time != "night" else "day", "clear"]).mean() > 6
    for weather in WEATHERS[1:]:
        assert np.abs(looks["day", weather] - looks["day", "clear"]).mean() > 2


def test_places_differ_from_each_other():
    looks = [pixels(Scene((), Setting(place)), 48) for place in PLACES]
    for i in range(len(looks)):
        for j in range(i):
            assert np.abs(looks[i] - looks[j]).mean() > 4, (PLACES[i], PLACES[j])


def test_a_spoken_colour_is_in_the_picture():
    red, blue = (pixels(Scene((Element("house", color=color),))) for color in ("red", "blue"))
    assert ((red[..., 0] > 150) & (red[..., 2] < 90)).sum() > 80
    assert ((blue[..., 2] > 150) & (blue[..., 0] < 110)).sum() > ((red[..., 2] > 150) & (red[..., 0] < 110)).sum() + 80


@pytest.mark.parametrize(("size", "format", "words"), [(15, "png", "16 to 4096"), (4097, "png", "4097"), (64, "gif", "choose one of png, webp, svg")])
def test_requests_outside_the_limits_are_refused(size, format, words):
    with pytest.raises(OptionError, match=words):
        Request(SCENE, size, format)


def test_the_explanation_marks_the_seconds_of_each_element():
    clip = Clip(speechlike(2.0))
    items = tuple(Element(name, start_s=start, end_s=start + 0.3, confidence=0.9) for name, start in (("fox", 0.2), ("tree", 0.4), ("cat", 1.5)))
    image = Image.open(io.BytesIO(explanation(clip, Scene(items), "a fox a tree a cat"))).convert("RGB")
    assert image.width == 1200
    row = np.asarray(image)[-200].astype(int)
    yellow = (row[:, 0] > 230) & (row[:, 2] < 190)
    assert yellow[130] and yellow[260] and yellow[910]
    assert not yellow[700]


def test_the_contact_sheet_has_a_cell_for_each():
    image = Image.open(io.BytesIO(contact_sheet(["fox", "tree", "cat"], cell=64, columns=2)))
    assert image.size == (128, 168)
