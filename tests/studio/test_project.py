"""Projects: versions that stay whatever happens to the process, the disk or the file."""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from speechscape.errors import OptionError, SpeechscapeError
from speechscape.studio.canvas import Canvas
from speechscape.studio.project import FORMAT, Project, ProjectError
from speechscape.types import Element, Scene
from speechscape.world.edits import Edit

BOAT = Canvas.of(Scene((Element("boat", color="red"),)), 1)
BIG = Edit(kind="resize", of=(0,), size="bigger")

WRITER = """
import random, sys
from pathlib import Path
from speechscape.data.instructions import instruct, meaning
from speechscape.errors import OptionError
from speechscape.studio.canvas import Canvas
from speechscape.studio.project import Project
from speechscape.types import Element, Scene
from speechscape.world.edits import CHANGES
import json
rng = random.Random(int(sys.argv[2]))
print("begun", flush=True)
with Project.open(Path(sys.argv[1])) as project:
    assert project.writing
    canvas = project.version.canvas if project.version else Canvas.of(Scene((Element("boat"), Element("dog"), Element("tree"), Element("house"))))
    while True:
        scene = canvas.scene
        asked = instruct(rng, sorted({item.name for item in scene.elements} | {"dog", "cat", "boat", "tree", "house"}))
        edit = meaning(asked.wish, scene, canvas.focused)
        if edit.kind not in CHANGES or edit.kind == "remove" and len(canvas.pieces) < 4:
            continue
        try:
            canvas = canvas.edited(edit).canvas
        except OptionError:
            continue
        version = project.add(canvas, said=asked.text, edit=edit)
        print(json.dumps([version.number, canvas.to_json()]), flush=True)
"""


def test_versions_form_a_tree(tmp_path):
    with Project.open(tmp_path / "a.scape") as project:
        assert project.version is None
        assert project.writing
        first = project.add(BOAT, said="a red boat", kind="new")
        second = project.add(BOAT.edited(BIG).canvas, said="make it bigger", edit=BIG)
        assert (first.number, first.parent, second.number, second.parent) == (1, None, 2, 1)
        assert project.get(2).edit == BIG
        assert project.get(2).canvas == BOAT.edited(BIG).canvas
        assert project.undo() == first
        branch = project.add(BOAT.relaid(), said="another layout", kind="command")
        assert branch.parent == 1
        assert [version.number for version in project.children(1)] == [2, 3]
        assert [version.number for version in project.line()] == [1, 3]
        assert [version.number for version in project.line(2)] == [1, 2]
    with Project.open(tmp_path / "a.scape") as again:
        assert again.version == branch
        assert [version.said for version in again.versions()] == ["a red boat", "make it bigger", "another layout"]


def test_undo_and_redo_follow_the_branch_that_was_left(tmp_path):
    with Project.open(tmp_path / "a.scape") as project:
        for number in range(4):
            project.add(Canvas.of(Scene((Element("dog"),)), number))
        project.go(2)
        project.add(BOAT)  # 5, a branch
        assert [version.number for version in project.line()] == [1, 2, 5]
        project.undo(2)
        assert project.version.number == 1
        assert project.redo().number == 2
        assert project.redo().number == 5
        with pytest.raises(OptionError, match="nothing was undone"):
            project.redo()
        with pytest.raises(OptionError, match="only 2 before"):
            project.undo(3)
        assert project.version.number == 5
        project.go(1)
        with pytest.raises(OptionError, match="nothing before version 1"):
            project.undo()
        assert project.redo(2).number == 5
        with pytest.raises(OptionError, match="nothing was undone"):
            project.redo()


def test_redo_returns_along_the_branch_that_was_left_after_it_is_opened_again(tmp_path):
    with Project.open(tmp_path / "a.scape") as project:
        for number in range(3):
            project.add(Canvas.of(Scene((Element("dog"),)), number))
        project.go(1)
        project.add(BOAT)  # 4, the newest child of 1
        project.go(3)
        project.undo()
        project.undo()
    with Project.open(tmp_path / "a.scape") as project:
        assert project.redo().number == 2
        assert project.redo().number == 3
        project.go(1)
        assert project.redo(2).number == 3
        project.go(4)
        project.go(1)
        assert project.redo().number == 4
        project.undo()
        project.go(2)
        project.undo()
        project.add(BOAT)  # 5
        assert [version.number for version in project.children(1)] == [2, 4, 5]
        project.undo()
        assert project.redo().number == 5
        with pytest.raises(OptionError, match="nothing was undone"):
            project.redo()
        project.undo()
        with pytest.raises(OptionError, match="only 1 to redo"):
            project.redo(2)
        assert project.version.number == 1


def test_steps_and_numbers_that_cannot_be(tmp_path):
    with Project.open(tmp_path / "a.scape") as project:
        with pytest.raises(OptionError, match="nothing before the first"):
            project.undo()
        with pytest.raises(OptionError, match="nothing was undone"):
            project.redo()
        with pytest.raises(OptionError, match="there is none yet"):
            project.get(1)
        assert project.line() == ()
        for number in range(3):
            project.add(Canvas.of(Scene((Element("dog"),)), number))
        for steps in (0, -1):
            for command in (project.undo, project.redo):
                with pytest.raises(OptionError, match="1 step or more"):
                    command(steps)
        for number in (0, -1, 4, 2**70):
            for command in (project.get, project.go, project.children, project.keep, project.audio, project.line):
                with pytest.raises(OptionError, match="there are 1 to 3"):
                    command(number)
        with pytest.raises(OptionError, match="kind is 'other'"):
            project.add(BOAT, kind="other")
        with pytest.raises(OptionError, match="nothing was named"):
            project.find([])
        assert project.version.number == 3
        assert project.undo(2).number == 1
        assert project.add(BOAT, said="a \udc80 boat").said == "a ? boat"


def test_found_named_kept_and_heard_again(tmp_path):
    with Project.open(tmp_path / "a.scape") as project:
        project.add(BOAT, audio=b"sound")
        project.add(Canvas.of(Scene((Element("dog"), Element("boat")))))
        project.add(Canvas.of(Scene((Element("dog"),))))
        assert project.find(["boat"]).number == 2
        assert project.find(["boat"]).number == 1
        with pytest.raises(OptionError, match="no other version shows whale"):
            project.find(["whale"])
        assert project.rename(1, " the first ").name == "the first"
        with pytest.raises(OptionError, match="another version is called"):
            project.rename(2, "the first")
        with pytest.raises(OptionError, match="1 to 80"):
            project.rename(2, "x" * 81)
        assert project.rename(1, None).name is None
        assert project.keep(2).kept
        assert not project.get(1).kept
        assert project.audio(1) == b"sound"
        assert project.audio(2) is None
        with pytest.raises(OptionError, match="no version 9; there are 1 to 3"):
            project.go(9)
        project.copy_to(tmp_path / "b.scape")
        with pytest.raises(ProjectError, match="exists"):
            project.copy_to(tmp_path / "b.scape")
        with pytest.raises(ProjectError, match="choose another place"):
            project.copy_to(tmp_path / "none" / "b.scape")
        assert sorted(path.name for path in tmp_path.glob("b.scape*")) == ["b.scape"]
        copied = project.versions()
    with Project.open(tmp_path / "b.scape") as copy:
        assert copy.versions() == copied
        assert copy.version.number == 1
        assert copy.redo().number == 2
        assert copy.audio(1) == b"sound"


def test_one_writes_and_the_other_is_told(tmp_path):
    path = tmp_path / "a.scape"
    with Project.open(path) as writer:
        writer.add(BOAT)
        with Project.open(path) as reader:
            assert not reader.writing
            before = reader.changes()
            with pytest.raises(ProjectError, match="another process writes"):
                reader.add(BOAT)
            with pytest.raises(ProjectError, match="another process writes"):
                reader.go(1)
            writer.add(BOAT.relaid())
            assert reader.changes() != before
            assert [version.number for version in reader.versions()] == [1, 2]
            assert not reader.try_to_write()
            writer.close()
            assert reader.try_to_write()
            assert reader.add(BOAT).number == 3


def test_another_process_has_the_pen_until_it_is_killed(tmp_path):
    path = tmp_path / "a.scape"
    with subprocess.Popen([sys.executable, "-c", WRITER, str(path), "1"], stdout=subprocess.PIPE, text=True) as process:
        process.stdout.readline()
        process.stdout.readline()
        with Project.open(path) as reader:
            assert not reader.writing
            before, seen = reader.changes(), len(reader.versions())
            for command in (reader.undo, reader.redo, lambda: reader.add(BOAT), lambda: reader.keep(1), lambda: reader.rename(1, "one"), lambda: reader.find(["boat"])):
                with pytest.raises(ProjectError, match=r"another process writes .* work on a copy"):
                    command()
            for _ in range(3):
                process.stdout.readline()
            assert reader.changes() != before
            assert len(reader.versions()) > seen
            assert not reader.try_to_write()
            process.kill()
            process.wait(10)
            assert reader.try_to_write()
            assert reader.writing
            last = len(reader.versions())
            assert reader.add(BOAT).number == last + 1


def test_a_link_is_the_same_project(tmp_path):
    with Project.open(tmp_path / "a.scape") as writer:
        writer.add(BOAT)
        (tmp_path / "b.scape").symlink_to(tmp_path / "a.scape")
        with Project.open(tmp_path / "b.scape") as reader:
            assert not reader.writing


def test_what_is_for_reading_or_closed_says_so(tmp_path):
    with Project.open(tmp_path / "a.scape") as project:
        project.add(BOAT)
    with pytest.raises(ProjectError, match="is closed"):
        project.add(BOAT)
    with pytest.raises(ProjectError, match="is closed"):
        project.try_to_write()
    with Project.open(tmp_path / "a.scape", readonly=True) as reader:
        assert not reader.try_to_write()
        with pytest.raises(ProjectError, match="opened for reading"):
            reader.add(BOAT)
        with Project.open(tmp_path / "a.scape") as writer:
            assert writer.writing


def test_threads_share_a_project(tmp_path):
    with Project.open(tmp_path / "a.scape") as project, ThreadPoolExecutor(4) as pool:
        added = list(pool.map(lambda number: project.add(Canvas.of(Scene((Element("dog"),)), number)), range(24)))
        assert sorted(version.number for version in added) == list(range(1, 25))
        assert [version.number for version in project.line()] == list(range(1, 25))
        assert {version.number: version for version in added} == {version.number: version for version in project.versions()}


def test_killed_at_any_moment_no_accepted_edit_is_lost(tmp_path):
    path, rng, accepted = tmp_path / "a.scape", random.Random(3), {}
    for round_number in range(5):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(round_number)], stdout=subprocess.PIPE, text=True) as process:
            lines = [process.stdout.readline() for _ in range(1 + rng.randint(8, 16))]
            time.sleep(rng.uniform(0, 0.01))
            os.kill(process.pid, signal.SIGKILL)
            lines += process.stdout.readlines()
            assert process.wait(10) == -signal.SIGKILL
        accepted.update(json.loads(line) for line in lines[1:] if line.endswith("\n"))
        with Project.open(path) as project:
            assert project.writing
            stored = {version.number: version.canvas.to_json() for version in project.versions()}
            assert all(stored[number] == canvas for number, canvas in accepted.items())
            assert project.version.number == max(stored)
            assert len(stored) - len(accepted) <= round_number + 1
    assert len(accepted) >= 60


def test_killed_while_a_project_is_begun(tmp_path):
    rng = random.Random(5)
    for round_number in range(6):
        path = tmp_path / f"{round_number}.scape"
        with subprocess.Popen([sys.executable, "-c", WRITER, str(path), "1"], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout.readline() == "begun\n"
            time.sleep(rng.uniform(0, 0.012))
            process.kill()
            accepted = [json.loads(line) for line in process.stdout if line.endswith("\n")]
        with Project.open(path) as project:
            stored = {version.number: version.canvas.to_json() for version in project.versions()}
            assert all(stored[number] == canvas for number, canvas in accepted)
            assert project.add(BOAT).number == len(stored) + 1


def test_a_project_whose_making_was_cut_off_is_made_again(tmp_path):
    path = tmp_path / "a.scape"
    with contextlib.closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA journal_mode=WAL")
    assert path.stat().st_size > 0
    with pytest.raises(ProjectError, match="holds no project yet"):
        Project.open(path, readonly=True)
    with Project.open(path) as project:
        assert project.add(BOAT).number == 1


def test_a_full_disk_refuses_the_edit_and_nothing_else(tmp_path):
    path = tmp_path / "a.scape"
    with Project.open(path) as project:
        project.add(BOAT)
        pages = int(project._base.execute("PRAGMA page_count").fetchone()[0])
        project._base.execute(f"PRAGMA max_page_count={pages + 2}")
        with pytest.raises(ProjectError, match="full; this change was not stored, all before it is"):
            project.add(BOAT, audio=bytes(200_000))
        assert len(project.versions()) == project.count == 1
        assert project.version.number == 1
        assert project.audio(1) is None
        project._base.execute("PRAGMA max_page_count=1000000")
        assert project.add(BOAT, audio=bytes(200_000)).number == 2


FULL = """
import resource, signal, sys
from pathlib import Path
from speechscape.studio.canvas import Canvas
from speechscape.studio.project import Project, ProjectError
from speechscape.types import Element, Scene
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
before = resource.getrlimit(resource.RLIMIT_FSIZE)
with Project.open(Path(sys.argv[1])) as project:
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, before[1]))
    accepted = 0
    try:
        while True:
            project.add(Canvas.of(Scene((Element("dog"),)), accepted), audio=bytes(9_000))
            accepted += 1
    except ProjectError as error:
        print(accepted, error)
    assert project.version.number == len(project.versions()) == project.count == accepted
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert project.add(Canvas.of(Scene((Element("cat"),)))).parent == accepted
"""


def test_a_system_that_gives_no_more_room(tmp_path):
    path = tmp_path / "a.scape"
    done = subprocess.run([sys.executable, "-c", FULL, str(path)], capture_output=True, text=True, check=True).stdout
    accepted, message = done.split(" ", 1)
    assert int(accepted) > 3
    assert "make room and say it again" in message
    with Project.open(path) as project:
        assert len(project.versions()) == int(accepted) + 1
        assert [project.audio(number) for number in range(1, int(accepted) + 1)] == [bytes(9_000)] * int(accepted)


def test_another_program_that_holds_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr("speechscape.studio.project._WAIT_S", 0.1)
    path = tmp_path / "a.scape"
    with Project.open(path) as project, contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        project.add(BOAT)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ProjectError, match="another program has held it"):
            project.add(BOAT)
        other.execute("ROLLBACK")
        assert project.add(BOAT).number == 2


def test_a_newer_file_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "a.scape"
    with Project.open(path) as project:
        project.add(BOAT)
    with sqlite3.connect(path) as base:
        base.execute(f"PRAGMA user_version={FORMAT + 1}")
    base.close()
    before = path.read_bytes()
    with pytest.raises(ProjectError, match=f"form {FORMAT + 1}, made by a newer speechscape; this one reads up to {FORMAT}"):
        Project.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database at all" * 300, b"\x89PNG\r\n", b"SQLite format 3\x00" + bytes(200)])
def test_what_is_no_project_is_refused_and_left_alone(tmp_path, content):
    path = tmp_path / "a.scape"
    path.write_bytes(content)
    with pytest.raises(ProjectError, match="is no project"):
        Project.open(path)
    assert path.read_bytes() == content
    assert [found.name for found in tmp_path.iterdir()] == ["a.scape"]


def test_another_database_is_refused(tmp_path):
    path = tmp_path / "a.scape"
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE other (x)")
    base.close()
    with pytest.raises(ProjectError, match="no project of speechscape"):
        Project.open(path)


def _many(path, count=30):
    with Project.open(path) as project:
        for number in range(count):
            project.add(Canvas.of(Scene((Element("dog"), Element("cat"))), number), audio=bytes([number]) * 3000 if number % 3 == 0 else None)
        return project.versions(), [project.audio(number) for number in range(1, count + 1)]


def test_damage_is_noticed(tmp_path):
    path = tmp_path / "a.scape"
    _many(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + random.Random(1).randbytes(8192) + whole[16384:])
    with pytest.raises(ProjectError, match="damaged"):
        Project.open(path)
    for size in (1, 6, 50, 100, 4095, 4096, 5000, len(whole) // 2, len(whole) - 4096):
        path.write_bytes(whole[:size])
        with pytest.raises(ProjectError, match="damaged" if size >= 100 else "damaged|no project"):
            Project.open(path)
        assert path.read_bytes() == whole[:size]


@pytest.mark.parametrize("length", [1, 700])
def test_what_was_damaged_is_never_taken_for_what_was_stored(tmp_path, length):
    path, rng, refused = tmp_path / "a.scape", random.Random(length), 0
    versions, audio = _many(path)
    whole = path.read_bytes()
    canvases = [found.start() for found in re.finditer(b'"pieces"', whole)]
    assert len(canvases) >= 30
    for turn in range(80):
        at = rng.choice(canvases) + rng.randrange(300) if turn % 2 else rng.randrange(len(whole) - length)
        other = rng.randbytes(length) if length > 1 else bytes([whole[at] ^ 1])
        path.write_bytes(whole[:at] + other + whole[at + length :])
        try:
            with Project.open(path) as project:
                assert [(one.number, one.parent, one.canvas, one.said, one.edit, one.made) for one in project.versions()] == [(one.number, one.parent, one.canvas, one.said, one.edit, one.made) for one in versions]
                assert [project.audio(one.number) for one in versions] == audio
        except SpeechscapeError as error:
            refused += 1
            assert isinstance(error, ProjectError)
    assert refused > 30


@pytest.mark.parametrize(
    ("change", "damaged"),
    [
        ("UPDATE versions SET canvas = '{}' WHERE number = 7", "version 7 cannot be read: it is not what was stored"),
        ("UPDATE versions SET canvas = x'fffe' WHERE number = 7", "version 7 cannot be read"),
        ("UPDATE versions SET edit = '{\"kind\": \"dance\"}' WHERE number = 7", "version 7 cannot be read"),
        ("UPDATE versions SET parent = 9 WHERE number = 7", "version 7 cannot be read"),
    ],
)
def test_a_damaged_version_leaves_the_others(tmp_path, change, damaged):
    path = tmp_path / "a.scape"
    _many(path, 9)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute(change)
    with Project.open(path) as project:
        with pytest.raises(ProjectError, match=damaged):
            project.get(7)
        with pytest.raises(ProjectError, match=damaged):
            project.line()
        assert project.get(8).number == 8
        assert project.line(6)[-1].number == 6
        assert project.add(BOAT).parent == 9


def test_another_form_of_canvas_is_damage(tmp_path, monkeypatch):
    with Project.open(tmp_path / "a.scape") as project:
        monkeypatch.setattr(Canvas, "to_json", lambda self: {"pieces": 3})
        with pytest.raises(ProjectError, match="version 1 cannot be read"):
            project.add(BOAT)
        assert project.versions() == ()


@pytest.mark.parametrize("change", ["UPDATE place SET current = 77", "DELETE FROM place", "UPDATE place SET undone = '[', current = 'x'", "DROP TABLE place"])
def test_a_lost_place_is_damage(tmp_path, change):
    path = tmp_path / "a.scape"
    _many(path, 2)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute(change)
    with pytest.raises(ProjectError, match="damaged"), Project.open(path) as project:
        assert project.get(2).number == 2
        _ = project.version


PROTECTED = """
import os, sys
from pathlib import Path
from speechscape.studio.canvas import Canvas
from speechscape.studio.project import Project, ProjectError
folder = Path(sys.argv[1])
if os.getuid() == 0:
    os.setuid(65534)
for name in ("new.scape", "a.scape"):
    try:
        with Project.open(folder / name) as project:
            print(project.writing, project.try_to_write(), [version.number for version in project.versions()])
            project.add(Canvas())
    except ProjectError as error:
        print(error)
"""


def test_a_folder_that_is_write_protected_is_for_reading():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _many(folder / "a.scape", 3)
        (folder / "a.scape.lock").unlink()
        folder.chmod(0o555)
        try:
            said = subprocess.run([sys.executable, "-c", PROTECTED, name], capture_output=True, text=True, check=True).stdout.splitlines()
            assert sorted(path.name for path in folder.iterdir()) == ["a.scape"]
        finally:
            folder.chmod(0o755)
    assert "new.scape cannot be made" in said[0]
    assert said[0].endswith("is write-protected; choose another folder")
    assert said[1] == "False False [1, 2, 3]"
    assert "may only be read" in said[2]


def test_where_no_file_can_be(tmp_path):
    with pytest.raises(ProjectError, match="is a folder"):
        Project.open(tmp_path)
    with pytest.raises(ProjectError, match="does not exist"):
        Project.open(tmp_path / "none" / "a.scape")
    with pytest.raises(ProjectError, match="does not exist; say something"):
        Project.open(tmp_path / "a.scape", create=False)
    with pytest.raises(ProjectError, match="does not exist; say something"):
        Project.open(tmp_path / "a.scape", readonly=True)
    with pytest.raises(ProjectError, match="cannot be opened"):
        Project.open(tmp_path / ("x" * 300))
    with pytest.raises(ProjectError, match="is no file"):
        Project.open(Path("/dev/null"))
    assert list(tmp_path.iterdir()) == []
