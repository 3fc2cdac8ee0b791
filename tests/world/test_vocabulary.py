from __future__ import annotations

import pytest

from speechscape.world.vocabulary import COLORS, PLACES, SIZES, TIMES, WEATHERS, elements, plural, terms

COCO = (
    "person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,fire hydrant,stop sign,parking meter,bench,bird,cat,dog,horse,sheep,cow,elephant,bear,zebra,giraffe,backpack,"
    "umbrella,handbag,tie,suitcase,frisbee,skis,snowboard,sports ball,kite,baseball bat,baseball glove,skateboard,surfboard,tennis racket,bottle,wine glass,cup,fork,knife,spoon,bowl,banana,apple,"
    "sandwich,orange,broccoli,carrot,hot dog,pizza,donut,cake,chair,couch,potted plant,bed,dining table,toilet,tv,laptop,mouse,remote,keyboard,cell phone,microwave,oven,toaster,sink,refrigerator,"
    "book,clock,vase,scissors,teddy bear,hair drier,toothbrush"
).split(",")


def test_there_is_enough_to_draw():
    assert len(elements()) >= 200
    assert (len(PLACES), len(TIMES), len(WEATHERS), len(COLORS), len(SIZES)) == (12, 4, 5, 11, 4)


@pytest.mark.parametrize("name", COCO)
def test_every_coco_class_has_an_element(name):
    assert any(name == term.name or name in term.spoken for term in elements().values())


def test_no_phrase_names_two_elements():
    spoken = [phrase for term in elements().values() for phrase in term.spoken]
    assert len(spoken) == len(set(spoken))


@pytest.mark.parametrize(("one", "many"), [("box", "boxes"), ("puppy", "puppies"), ("day", "days"), ("bench", "benches"), ("fire truck", "fire trucks")])
def test_plurals(one, many):
    assert plural(one) == many


def test_every_term_is_spoken_and_stands_somewhere():
    for term in terms():
        assert term.spoken
        assert not term.stands or (term.stands in {"ground", "water", "air", "sky", "thing"} and term.height_m > 0)
