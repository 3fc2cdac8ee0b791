"""Every hostile file is refused with a clear error or read as sound; nothing crashes, swells or reads another file."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from speechscape.audio import Reader
from speechscape.audio.limits import MAX_S
from speechscape.errors import AudioError
from tests.audio.files import hostile


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc for the child's memory and files")
def test_hostile_files():
    files = hostile()
    assert len(files) >= 300
    refused, peak_kb = 0, 0
    with Reader() as reader:
        reader.start()
        first = reader._child.pid
        for name, data in files.items():
            try:
                clip = reader.read(data, name)
                assert 0.2 <= clip.seconds <= MAX_S
            except AudioError as error:
                refused += 1
                assert str(error).startswith(name)
                assert re.search(r"[:;] ?[a-z]|;", str(error)), f"no way out in: {error}"
            if reader._child is not None and reader._child.poll() is None:
                status = Path(f"/proc/{reader._child.pid}/status").read_text()
                peak_kb = max(peak_kb, int(re.search(r"VmHWM:\s+(\d+)", status)[1]))
        assert reader._child is not None
        open_files = {path.readlink() for path in Path(f"/proc/{reader._child.pid}/fd").iterdir()}
        assert all("pipe:" in str(target) or str(target) == "/dev/null" for target in open_files), open_files
    assert refused > 150
    assert peak_kb < 250_000, f"the decoding child reached {peak_kb / 1000:.0f} MB"
    print(f"{len(files)} files, {refused} refused, peak {peak_kb / 1000:.0f} MB, child kept: {first}")


def test_the_child_cannot_open_any_file():
    """The confinement itself: after it, opening even a readable file fails."""
    import subprocess

    code = "from speechscape.audio import child; child._warm_up(); child._confine()\ntry:\n    open('/etc/hostname')\nexcept OSError as error:\n    print('refused', error.errno)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.startswith("refused")
