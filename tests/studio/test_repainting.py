"""Versions by painters of pixels: nothing outside what was touched changes, what was written before is taken up, and the layers stand where the pieces do."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from speechscape.errors import ModelError, OptionError
from speechscape.painters.base import Over, Request
from speechscape.painters.diffusion import DiffusionOptions, DiffusionPainter
from speechscape.painters.neural import NeuralPainter
from speechscape.painters.palette import PALETTE, Palette
from speechscape.painters.vector import VectorPainter
from speechscape.runtime import latent_folder
from speechscape.studio.canvas import Canvas
from speechscape.studio.project import Project
from speechscape.studio.repainting import LayerBrush, PipelineBrush, region
from speechscape.types import Element, Latent, Scene, Setting
from speechscape.world.edits import Edit
from speechscape.world.vocabulary import PLACES, elements
from tests.tiny_diffusion import make_stable_diffusion, make_stable_diffusion_xl

SIDE = 128
START = Scene((Element("boat", color="red"), Element("lighthouse")), Setting(place="sea"))
EDITS = (
    Edit(kind="resize", of=(0,), size="bigger"), Edit(kind="recolor", of=(0,), color="blue"), Edit(kind="add", element=Element("cloud")), Edit(kind="move", of=(1,), side="left"), Edit(kind="remove", of=(1,)),
    Edit(kind="setting", setting=Setting(time="night")),
)  # fmt: skip


def _pixels(picture) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(picture.data)).convert("RGB"))


@pytest.fixture
def project(tmp_path):
    with Project.open(tmp_path / "a.scape") as opened:
        opened.add(Canvas.of(START, 3), said="", kind="new")
        for edit in EDITS:
            opened.add(opened.version.canvas.edited(edit).canvas, said="", edit=edit, kind="edit")
        yield opened


def _layers(size: int = SIDE) -> LayerBrush:
    folder = latent_folder(None)
    return LayerBrush(NeuralPainter(folder), Palette(folder), size)


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory) -> DiffusionPainter:
    return DiffusionPainter(make_stable_diffusion(tmp_path_factory.mktemp("models") / "sd"), DiffusionOptions(steps=2, strength=0.9))


@pytest.mark.parametrize("kind", ["layers", "pipeline"])
def test_nothing_outside_the_touched_region_changes(project, pipeline, kind):
    brush = _layers() if kind == "layers" else PipelineBrush(pipeline, SIDE)
    before = _pixels(brush.paint(project, project.get(1)))
    for number, edit in enumerate(EDITS, 2):
        after = _pixels(brush.paint(project, project.get(number)))
        differs = (after != before).any(axis=-1)
        inside = region(project.get(number - 1).canvas.edited(edit).touched, SIDE)
        assert not (differs & ~inside).any(), edit
        assert differs.any(), edit
        before = after


def test_a_version_is_painted_alike_from_the_project_alone_and_over_what_was_written(project, tmp_path):
    brush, last = _layers(), project.version
    pictures = {version.number: brush.paint(project, version) for version in project.versions()}
    assert _layers().paint(project, last).data == pictures[last.number].data
    for number in (3, 5):
        (tmp_path / f"{number}.png").write_bytes(pictures[number].data)
    other = _layers()
    assert other.know(project.get(5), tmp_path / "5.png")
    assert [version.number for version in other.needed(project, project.get(6))] == [6, 5]
    assert other.paint(project, project.get(6)).data == pictures[6].data
    assert not other.know(project.get(5), tmp_path / "nowhere.png")
    assert not _layers(64).know(project.get(5), tmp_path / "5.png")  # another size
    (tmp_path / "5.png").write_bytes(pictures[5].data[:-200])
    assert not _layers().know(project.get(5), tmp_path / "5.png")  # cut off
    Image.fromarray(_pixels(pictures[3])).save(tmp_path / "3.png")
    assert not _layers().know(project.get(3), tmp_path / "3.png")  # somebody else's


def test_layers_stand_where_the_pieces_do():
    brush = _layers()
    alone, empty = Canvas.of(Scene((Element("house", color="red"),)), 1), Canvas.of(Scene((), Setting(place="meadow")), 1)
    x0, y0, x1, y1 = (int(SIDE * edge) for edge in alone.pieces[0].box)
    differs = np.abs(_pixels(brush.render(alone, None, None)).astype(int) - _pixels(brush.render(empty, None, None))).max(axis=-1) > 24
    assert differs[y0:y1, x0:x1].mean() > 0.4
    outside = np.ones_like(differs)
    outside[max(0, y0 - 4) : y1 + 6, max(0, x0 - 6) : x1 + 6] = False
    assert differs[outside].mean() < 0.02
    red = _pixels(brush.render(alone, None, None))[y0:y1, x0:x1].reshape(-1, 3).mean(axis=0)
    blue = _pixels(brush.render(alone.edited(Edit(kind="recolor", of=(0,), color="blue")).canvas, None, None))[y0:y1, x0:x1].reshape(-1, 3).mean(axis=0)
    assert red[0] - red[2] > blue[0] - blue[2] + 10
    day, night = (_pixels(brush.render(replace(empty, setting=Setting(time=time)), None, None)).mean() for time in (None, "night"))
    assert night < 0.7 * day


def test_the_palette_knows_the_vocabulary():
    palette = Palette(latent_folder(None))
    known = [name for name in elements() if name in palette]
    assert len(known) >= 0.95 * len(elements())
    for place in PLACES:
        assert palette.backdrop(place, Setting(time="night", weather="rain")).shape == palette.backdrop(place, Setting()).shape
    assert palette.layer(Element("boat", color="red"), Setting()).shape == palette.backdrop("sea", Setting()).shape
    assert not np.allclose(palette.layer(Element("boat", color="red"), Setting()), palette.layer(Element("boat", color="blue"), Setting()))
    with pytest.raises(ModelError, match="no place 'moon'"):
        palette.backdrop("moon", Setting())


def test_refusals(pipeline, tmp_path):
    with pytest.raises(OptionError, match="reads no words"):
        PipelineBrush(VectorPainter())
    for damaged in (None, b"no palette"):
        if damaged is not None:
            (tmp_path / PALETTE).write_bytes(damaged)
        with pytest.raises(ModelError, match="no palette"):
            Palette(tmp_path)
    start = np.zeros((SIDE, SIDE, 3), np.uint8)
    with pytest.raises(OptionError, match="together with the picture before"):
        Over(start, start)
    with pytest.raises(OptionError, match="squares of one size"):
        Over(start, start[:64], np.zeros((SIDE, SIDE), bool))
    with pytest.raises(OptionError, match="128 pixels a side and the picture 64"):
        Request(START, 64, over=Over(start))
    with pytest.raises(OptionError, match="layer by layer"):
        NeuralPainter(latent_folder(None)).paint(Request(START, SIDE, over=Over(start), latent=Latent(np.zeros((24, 192), np.float32), np.zeros(4, np.float32))))
    plain, over = Request(START, SIDE), Request(START, SIDE, over=Over(start))
    with pytest.raises(OptionError, match="paint them apart"):
        DiffusionPainter(pipeline.folder, DiffusionOptions(steps=1, batch=2)).paint_many([plain, over])


def test_the_seam_is_soft_and_the_outside_exact():
    rng = np.random.default_rng(0)
    before = rng.integers(0, 256, (96, 96, 3), dtype=np.uint8)
    mask = region([(0.25, 0.25, 0.75, 1.2)], 96)
    painted = np.full((96, 96, 3), 255, np.uint8)
    kept = Over(painted, before, mask).kept(painted)
    assert np.array_equal(kept[~mask], before[~mask])
    assert (kept[60, 48] == 255).all()
    assert (kept[95, 48] == 255).all()  # no seam along the picture's own edge
    assert (kept[60, 24] != 255).any()
    assert np.array_equal(Over(painted).kept(painted), painted)


def test_a_pipeline_begins_with_what_it_is_given(pipeline):
    dark, bright = (np.full((64, 64, 3), value, np.uint8) for value in (20, 230))
    one, same, other = (pipeline.paint(Request(START, 64, over=Over(start))) for start in (dark, dark.copy(), bright))
    assert one.data == same.data
    assert not np.array_equal(_pixels(one), _pixels(other))


def test_another_kind_of_pipeline_paints_within_a_mask(project, tmp_path):
    brush = PipelineBrush(DiffusionPainter(make_stable_diffusion_xl(tmp_path / "xl"), DiffusionOptions(steps=2, side=64)), 64)
    before, after = (_pixels(brush.paint(project, project.get(number))) for number in (1, 2))
    differs = (after != before).any(axis=-1)
    assert differs.any()
    assert not (differs & ~region(project.get(1).canvas.edited(EDITS[0]).touched, 64)).any()
