"""Has a story spoken by three engines and draws it sentence by sentence: samples/story/ and docs/STORY.md (needs the speech engines).

The story was written for this project; half of its words were never in a training sentence. Nothing is chosen by hand: what
stands on the page is what the model drew.

    python scripts/make_story.py
"""

from __future__ import annotations

import json
import random
from pathlib import Path

import soundfile

from speechscape import Clip, Speechscape
from speechscape.data.voices import VOICES, speak_many
from speechscape.world.mentions import mentions

SPEAKERS = {"espeak-ng": "m3", "flite": "slt", "festival": "cmu_us_slt_arctic_hts"}
"""Engine → voice. The festival engine is never heard in training."""


def main() -> None:
    """Write everything."""
    root = Path(__file__).parents[1]
    folder = root / "samples" / "story"
    sentences = (folder / "story.txt").read_text().splitlines()
    voices = {(voice.engine, voice.name): voice for voice in VOICES}
    page = [f"# A story, heard by `{{model}}`\n\nMade by `python scripts/make_story.py`; the sound stands in `samples/story/`.\n\n| said | {' | '.join(SPEAKERS)} |\n| --- {'| --- ' * len(SPEAKERS)}|"]
    cells: dict[int, list[str]] = {number: [] for number in range(len(sentences))}
    table = []
    with Speechscape.from_pretrained() as speechscape:
        for engine, name in SPEAKERS.items():
            for number, samples in enumerate(speak_many(sentences, voices[engine, name], random.Random(engine))):
                stem = f"{number + 1}-{engine}"
                soundfile.write(folder / f"{stem}.ogg", samples, 16_000)
                drawn = speechscape.draw(Clip(samples, stem), size=320, format="webp", seed=number)
                wanted = [item.name for item in mentions(sentences[number]).scene.elements]
                got = [item.name for item in drawn.scene.elements]
                table.append({"clip": f"{stem}.ogg", "text": sentences[number], "wanted": wanted, "drawn": got, "account": drawn.account()})
                print(f"{len(set(wanted) & set(got))} of {len(set(wanted))}  {drawn.account()}")
                picture = ""
                if drawn.picture is not None:
                    (folder / f"{stem}.webp").write_bytes(drawn.picture.data)
                    picture = f"<img src='../samples/story/{stem}.webp' width=240 alt='{drawn.picture.alt}'>"
                else:
                    (folder / f"{stem}.webp").unlink(missing_ok=True)
                cells[number].append(picture or f"nothing drawn: {drawn.heard.reason if drawn.heard else ''}")
        page[0] = page[0].replace("{model}", speechscape.ears.name)
    for number, row in cells.items():
        page.append(f"| {sentences[number]} | {' | '.join(row)} |")
    named = sum(len(set(row["wanted"])) for row in table)
    drawn_right = sum(len(set(row["wanted"]) & set(row["drawn"])) for row in table)
    page.append(f"\nOf {named} things named, {drawn_right} were drawn; {sum(len(set(row['drawn']) - set(row['wanted'])) for row in table)} things were drawn that were not named.\n")
    (root / "docs" / "STORY.md").write_text("\n".join(page))
    (folder / "story.json").write_text(json.dumps(table, indent=1) + "\n")


if __name__ == "__main__":
    main()
