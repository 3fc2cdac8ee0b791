"""The film: every picture at its time, the recording's sound, the words as subtitles; read back by another decoder than wrote it."""

from __future__ import annotations

import struct
from dataclasses import replace

import av
import numpy as np
import pytest
from PIL import Image, ImageColor

from speechscape.audio.reader import read_blocks
from speechscape.errors import AudioError
from speechscape.storyboard import film as film_module
from speechscape.storyboard.book import Line, Storyboard
from speechscape.storyboard.film import HEIGHT, PICTURE, WIDTH, holds_aac, holds_mp3, write_film
from speechscape.types import RATE_HZ
from tests.storyboard.test_epub import COLORS, make_folder


@pytest.fixture(scope="module")
def filmed(tmp_path_factory):
    """A story of four pictures with sound, and its film."""
    folder = tmp_path_factory.mktemp("film")
    story = make_folder(folder)
    write_film(story, folder, folder / "story.mp4")
    return story, folder / "story.mp4"


def _near(pixel, color: str) -> bool:
    return bool(np.abs(np.asarray(pixel, int) - ImageColor.getrgb(color)).max() < 24)


def _frames(path):
    """(seconds, pixels) of each frame."""
    with av.open(str(path)) as film:
        return [(frame.time, frame.to_ndarray(format="rgb24")) for frame in film.decode(video=0)]


def test_pictures_sound_and_words_are_there(filmed):
    story, path = filmed
    with av.open(str(path)) as film:
        assert film.duration / 1e6 == pytest.approx(story.seconds, abs=0.5)
        assert [stream.type for stream in film.streams] == ["video", "audio", "subtitle"]
        video = film.streams.video[0].codec_context
        assert (video.width, video.height, video.pix_fmt) == (WIDTH, HEIGHT, "yuv420p")
        assert film.streams.audio[0].codec_context.name == "aac"
        assert float(film.streams.video[0].duration * film.streams.video[0].time_base) == pytest.approx(story.seconds, abs=0.05)
        assert "AI-generated" in film.metadata["comment"]
        assert "Not reviewed" in film.metadata["comment"]
    data = path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_each_picture_comes_at_its_time_and_stays(filmed):
    story, path = filmed
    frames = _frames(path)
    colors = [(time, next(name for name in COLORS if _near(pixels[HEIGHT // 2, PICTURE // 2], name))) for time, pixels in frames]
    changes = [row for number, row in enumerate(colors) if number == 0 or colors[number - 1][1] != row[1]]
    assert [color for _, color in changes] == list(COLORS)
    assert [time for time, _ in changes] == pytest.approx([0.0, *(leaf.start_s for leaf in story.leaves[1:])], abs=0.021)
    assert all((pixels[:, PICTURE + 80 :] < 100).any() for _, pixels in frames)


def test_another_decoder_sees_the_same(filmed):
    cv2 = pytest.importorskip("cv2", reason="a second decoder is not installed (pip install opencv-python-headless)")
    story, path = filmed
    film = cv2.VideoCapture(str(path))
    seen = []
    while (answer := film.read())[0]:
        color = next(name for name in COLORS if _near(answer[1][HEIGHT // 2, PICTURE // 2, ::-1], name))
        seen += [] if seen[-1:] == [color] else [color]
    assert seen == list(COLORS)
    assert film.get(cv2.CAP_PROP_FRAME_COUNT) / film.get(cv2.CAP_PROP_FPS) == pytest.approx(story.seconds, abs=0.5)


def test_the_sound_is_the_recording(filmed):
    _, path = filmed
    with av.open(str(path)) as film:
        parts = [frame.to_ndarray()[0] for frame in film.decode(audio=0)]
    heard, said = np.concatenate(parts), np.concatenate(list(read_blocks(path.parent / "sound.wav")))
    likeness = [np.corrcoef(heard[late : late + 8 * RATE_HZ], said[: 8 * RATE_HZ])[0, 1] for late in range(64)]
    assert max(likeness) > 0.95
    assert np.argmax(likeness) < 16


def test_subtitles_are_the_lines_one_after_the_other(tmp_path):
    story = make_folder(tmp_path, 2, None)
    lines = (Line("one <b>&", 1.0, 4.0, 0.9), Line("zwei 狐", 2.0, 2.1, 0.2), Line("two", 2.1, 3.0), Line("\x00 ", 3.0, 3.5))
    story = story.with_leaves([replace(story.leaves[0], lines=lines), replace(story.leaves[1], lines=())])
    write_film(story, tmp_path, tmp_path / "story.mp4")
    with av.open(str(tmp_path / "story.mp4")) as film:
        packets = [(round(float(packet.pts * packet.time_base), 3), round(float(packet.duration * packet.time_base), 3), bytes(packet)) for packet in film.demux(film.streams.subtitles[0]) if packet.pts is not None]
    told = [(start, length, data[2:].decode()) for start, length, data in packets if struct.unpack(">H", data[:2])[0]]
    assert told == [(1.0, 1.0, "one <b>&"), (2.0, 0.1, "zwei 狐 (?)"), (2.1, 0.9, "two")]


def test_without_sound_without_panels_and_twice_the_same(tmp_path):
    story = replace(make_folder(tmp_path, 0, None), title="Nothing")
    write_film(story, tmp_path, tmp_path / "empty.mp4")
    assert _frames(tmp_path / "empty.mp4")[-1][0] == pytest.approx(story.seconds, abs=0.05)
    with av.open(str(tmp_path / "empty.mp4")) as film:
        assert not film.streams.audio
    write_film(Storyboard("", 0.0, ()), tmp_path, tmp_path / "shortest.mp4")
    story = make_folder(tmp_path / "a", 3, "sound.mp3", 4.0)
    for name in "ab":
        write_film(story, tmp_path / "a", tmp_path / f"{name}.mp4")
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


def test_many_pictures_at_once_and_long_words_are_no_trouble(tmp_path, monkeypatch):
    story = make_folder(tmp_path, 4, None)
    leaves = [replace(leaf, start_s=0.0, end_s=0.01, caption="W" * 400, alt="x") for leaf in story.leaves]
    monkeypatch.setattr(film_module, "font_file", lambda bold=False: None)
    film_module._font.cache_clear()
    write_film(replace(story.with_leaves(leaves), seconds=0.0), tmp_path, tmp_path / "story.mp4")
    film_module._font.cache_clear()
    assert len(_frames(tmp_path / "story.mp4")) >= 4


def test_a_panel_without_a_picture_has_its_words(tmp_path):
    story = make_folder(tmp_path, 2, None)
    write_film(story.with_leaves([replace(story.leaves[0], picture=""), story.leaves[1]]), tmp_path, tmp_path / "story.mp4")
    _, pixels = _frames(tmp_path / "story.mp4")[0]
    assert (pixels[60:-60, 60:PICTURE] > 230).all()
    assert (pixels[:, PICTURE + 80 :] < 100).any()


def test_nothing_is_left_of_what_failed(tmp_path):
    story = make_folder(tmp_path)
    (tmp_path / "sound.wav").write_bytes(b"RIFF....")
    with pytest.raises(AudioError, match=r"^sound\.wav "):
        write_film(story, tmp_path, tmp_path / "story.mp4")
    assert not list(tmp_path.glob("story*"))


def test_containers_are_known_by_what_is_in_them(tmp_path, filmed):
    make_folder(tmp_path / "a", 0, "sound.m4a")
    make_folder(tmp_path / "b", 0, "sound.mp3")
    make_folder(tmp_path / "c", 0, "sound.wav")
    with av.open(str(tmp_path / "flac.m4a"), "w", format="mp4") as other:
        track = other.add_stream("flac", rate=RATE_HZ)
        track.layout = "mono"
        other.mux(track.encode(None))
    (tmp_path / "cut").write_bytes((tmp_path / "a/sound.m4a").read_bytes()[:40])
    (tmp_path / "none").write_bytes(b"")
    (tmp_path / "odd").write_bytes(b"\0\0\0\x10ftypM4A \0\0\0\0" + b"\0\0\0\x04free" + bytes(64))
    files = [tmp_path / "a/sound.m4a", tmp_path / "b/sound.mp3", tmp_path / "c/sound.wav", filmed[1], tmp_path / "flac.m4a", tmp_path / "cut", tmp_path / "none", tmp_path / "odd"]
    assert [holds_aac(path) for path in files] == [True, *[False] * 7]
    assert [holds_mp3(path) for path in files] == [False, True, *[False] * 6]


def test_a_picture_of_another_size_fills_its_place(tmp_path):
    story = make_folder(tmp_path, 1, None, 2.0)
    Image.new("RGBA", (1000, 500), "blue").save(tmp_path / "panels/0.png")
    write_film(story, tmp_path, tmp_path / "story.mp4")
    _, pixels = _frames(tmp_path / "story.mp4")[0]
    assert _near(pixels[60, 60], "blue")
    assert _near(pixels[HEIGHT - 60, PICTURE + 20], "blue")
