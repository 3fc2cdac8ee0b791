"""A finished storyboard in a folder, without a recording that anybody heard; and its review as a server in a thread."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import soundfile

from speechscape.painters.vector import VectorPainter
from speechscape.server.desk import Desk
from speechscape.server.doors import Door
from speechscape.server.listening import listening
from speechscape.server.review import serve_desk
from speechscape.storyboard.book import Storyboard
from speechscape.storyboard.choosing import ChoiceOptions, Told
from speechscape.storyboard.decisions import Decisions
from speechscape.storyboard.folder import MAKING, StoryOptions, write_story
from speechscape.storyboard.journal import Journal
from speechscape.storyboard.retelling import recall, retold
from speechscape.types import RATE_HZ, Heard
from speechscape.world.mentions import mentions

SAID = ["a fox in the forest", "an owl in a tree", "a boat on the sea", "a whale", "a king in a castle", "a queen and a dog", "the fox was in the city", "thank you"]
KEYS = [0, 2, 4, 6]
"""A panel begins every six seconds, an utterance every three."""


def make_folder(folder: Path, said: list[str] = SAID, sound: bool = True, **options: Any) -> Path:
    """As `make_story` leaves it."""
    (folder / "panels").mkdir(parents=True)
    journal = Journal(folder / "journal.jsonl", {"recording": "0" * 64, "route": "direct", "ears": "ears"})
    for number, words in enumerate(said):
        scene = mentions(words).scene
        journal.write(Told(3.0 * number, 3.0 * number + 2, Heard(scene, words, scene.empty), 1.0))
    how = StoryOptions(**{"choice": ChoiceOptions(every_s=6.0), "size": 64, "forms": (), **options})
    (folder / MAKING).write_text(json.dumps(asdict(how)))
    if sound:
        soundfile.write(folder / "sound.wav", np.zeros(3 * RATE_HZ * len(said), np.float32), RATE_HZ)
    story = Storyboard("A talk", 3.0 * len(said), (), "ears", sound="sound.wav" if sound else None)
    (folder / "storyboard.json").write_text(json.dumps(story.to_json()))
    write_story(retold(recall(folder), VectorPainter(), Decisions.read(folder))[0], folder, how)
    return folder


@dataclass
class Served:
    """A review that runs."""

    desk: Desk
    door: Door
    thread: threading.Thread
    painter: Any

    @property
    def at(self) -> str:
        return f"http://127.0.0.1:{self.door.port}"

    def client(self, **headers: str) -> httpx.Client:
        return httpx.Client(base_url=self.at, headers={"Authorization": f"Bearer {self.door.token}", **headers}, timeout=20)

    def finish(self) -> None:
        if self.thread.is_alive():
            with self.client() as client, suppress(httpx.TransportError):  # on its way out already
                client.post("/finish", json={})
            self.thread.join(20)


@contextmanager
def reviewing(folder: Path, painter: Any = None, idle_s: float = 0.05) -> Iterator[Served]:
    """The review of a folder on loopback."""
    painter = painter or VectorPainter()
    desk = Desk(folder, painter, idle_s)
    with listening("127.0.0.1", 0) as heard:
        door = Door.made("127.0.0.1", heard.getsockname()[1])
        served = Served(desk, door, threading.Thread(target=serve_desk, args=(desk, door, heard)), painter)
        served.thread.start()
        try:
            yield served
        finally:
            served.finish()
    assert not served.thread.is_alive()
