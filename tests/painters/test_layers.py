from __future__ import annotations

import base64
import io
import json

import numpy as np
import pytest
from PIL import Image

from speechscape.errors import OptionError
from speechscape.painters.layers import EYE_M, Layers, Piece, layers, layers_json
from speechscape.types import Element, Scene, Setting
from speechscape.world.painting import picture_scene
from speechscape.world.vocabulary import PLACES, TIMES, WEATHERS

FOX = Element("fox", column=3)


def by_id(made: Layers) -> dict[str, Piece]:
    return {piece.id: piece for piece in made.pieces}


def pixels(png: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(png)) as image:
        return np.asarray(image.convert("RGBA"))


def made(*elements: Element, place: str | None = "meadow", time: str | None = None, weather: str | None = None, seed: int = 0) -> Layers:
    return layers(Scene(elements, Setting(place, time, weather)), seed, 128)


def test_same_scene_and_seed_same_bytes_other_seed_other_layers():
    scene = Scene((FOX, Element("tree", 2)), Setting("forest", "night", "rain"))
    assert layers_json(scene, 3, 96) == layers_json(scene, 3, 96) != layers_json(scene, 4, 96)


@pytest.mark.parametrize("place", PLACES)
def test_every_place_in_some_light(place):
    number = PLACES.index(place)
    shown = made(FOX, Element("owl"), place=place, time=TIMES[number % len(TIMES)], weather=WEATHERS[number % len(WEATHERS)])
    assert shown.place == place
    assert {"fox", "owl"} <= set(by_id(shown))
    assert all(0.3 < piece.distance_m < 60 and piece.y_m > -0.6 for piece in shown.pieces)


def test_the_scene_comes_with_the_boxes_of_the_picture():
    scene = Scene((FOX, Element("owl", relation="above", of=(0,))), Setting("forest"))
    assert layers(scene, 2, 64).scene == picture_scene(scene, 2)


def test_a_cut_out_is_clear_around_and_has_no_dark_rim():
    image = pixels(by_id(made(FOX))["fox"].image)
    assert image[0, 0, 3] == 0 and (image[..., 3] == 255).mean() > 0.2
    clear, solid = image[image[..., 3] == 0][:, :3], image[image[..., 3] > 0][:, :3]
    assert np.abs(clear.mean(0) - solid.mean(0)).max() < 3


def test_the_colour_said_is_the_colour_shown():
    red = pixels(by_id(made(Element("car", color="red")))["car"].image).astype(float)
    blue = pixels(by_id(made(Element("car", color="blue")))["car"].image).astype(float)
    assert (red[..., 0] - red[..., 2]).mean() > 20 > -20 > (blue[..., 0] - blue[..., 2]).mean()


def test_left_stays_left_and_right_stays_right():
    pieces = by_id(made(FOX, Element("dog", relation="right of", of=(0,))))
    assert pieces["fox"].x_m < pieces["dog"].x_m


def test_what_stands_is_on_the_ground_what_flies_is_in_the_air_what_shines_is_far_off():
    pieces = by_id(made(FOX, Element("bird"), Element("sun")))
    assert pieces["fox"].stands == "ground" and abs(pieces["fox"].y_m) < 0.1
    assert pieces["bird"].stands == "air" and pieces["bird"].y_m > 0.5
    assert pieces["sun"].stands == "sky" and pieces["sun"].distance_m > 40 and pieces["sun"].y_m > EYE_M


def test_larger_things_stand_farther_away_and_are_taller():
    pieces = by_id(made(FOX, Element("elephant")))
    assert pieces["elephant"].height_m > 1.3 * pieces["fox"].height_m
    assert pieces["elephant"].distance_m > pieces["fox"].distance_m


@pytest.mark.parametrize(("relation", "nearer"), [("in front of", "cat"), ("behind", "house")])
def test_in_front_is_nearer_and_behind_is_farther(relation, nearer):
    pieces = by_id(made(Element("house"), Element("cat", relation=relation, of=(0,))))
    assert min(pieces, key=lambda name: pieces[name].distance_m) == nearer


def test_what_is_on_a_thing_is_held_by_it():
    pieces = by_id(made(Element("chair"), Element("cat", relation="on", of=(0,)), place="room"))
    cat, chair = pieces["cat"], pieces["chair"]
    assert (cat.stands, cat.holder) == ("held", "chair")
    assert chair.y_m < cat.y_m < chair.y_m + chair.height_m
    assert abs(cat.distance_m - chair.distance_m) < 0.15


def test_rows_of_ducks_all_swim():
    ducks = made(Element("duck", 4), place="lake").pieces
    assert {duck.stands for duck in ducks} == {"water"}
    assert [duck.id for duck in sorted(ducks, key=lambda duck: duck.copy)] == ["duck 1", "duck 2", "duck 3", "duck 4"]
    assert all(-duck.z_m > 4.4 for duck in ducks), "beyond the shore"


def test_shadow_water_and_sand_lie_under_what_they_belong_to():
    shown = made(Element("boat"), Element("lighthouse"), place="sea")
    assert {(patch.kind, patch.of) for patch in shown.patches} == {("waves", "boat"), ("bank", "lighthouse")}
    assert by_id(shown)["boat"].y_m < 0
    shadow, fox = made(FOX).patches[0], by_id(made(FOX))["fox"]
    assert (shadow.kind, shadow.of, shadow.x_m, shadow.z_m) == ("shadow", "fox", fox.x_m, fox.z_m)


def test_a_room_shows_the_weather_in_its_window_and_has_none_without():
    assert "window" in by_id(made(FOX, place="room", weather="rain"))
    assert set(by_id(made(FOX, place="room"))) == {"fox"}


def test_nothing_grows_where_something_stands():
    shown = made(FOX, Element("house"))
    for x, z, _ in (point for growth in shown.growth for point in growth.points):
        assert all(np.hypot(x - piece.x_m, z - piece.z_m) > 0.5 * piece.width_m for piece in shown.pieces)


def test_an_empty_scene_has_a_place_and_nothing_in_it():
    shown = made(place="beach")
    assert shown.pieces == () and shown.walls == () and [surface.name for surface in shown.surfaces] == ["sand", "water"]


def test_json_carries_the_images_and_the_words():
    value = json.loads(layers_json(Scene((FOX,), Setting("forest", "night")), 1, 64))
    assert (value["version"], value["seed"], value["place"], value["night"], value["alt"]) == (1, 1, "forest", True, "A fox in a forest at night.")
    for uri in (value["sky"], value["pieces"][0]["image"], value["walls"][0]["image"], value["surfaces"][0]["image"]):
        assert base64.b64decode(uri.removeprefix("data:image/png;base64,")).startswith(b"\x89PNG")
    assert value["scene"]["elements"][value["pieces"][0]["index"]]["name"] == "fox"


def test_a_size_that_no_picture_has():
    with pytest.raises(OptionError, match="size is 9999; 16 to 4096"):
        layers(Scene((FOX,)), 0, 9999)
