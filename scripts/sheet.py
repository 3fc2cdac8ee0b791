"""Draws a contact sheet of elements for looking at: every variant in a row, one row of names a line, or at 64 px.

    python scripts/sheet.py OUT.png fox dog cat        # these elements: 3 variants, then red and blue
    python scripts/sheet.py OUT.png --module animals   # all of one art module
    python scripts/sheet.py OUT.png --px 64 --blind fox dog   # at 64 px, one variant, without names
"""

from __future__ import annotations

import argparse
from pathlib import Path

import resvg_py

from speechscape.world.art.gallery import drawings, sketch


def main() -> None:
    """Parse the command line and write the sheet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--module")
    parser.add_argument("--px", type=int, default=120)
    parser.add_argument("--blind", action="store_true")
    parser.add_argument("--columns", type=int, default=0)
    options = parser.parse_args()
    names = options.names or [name for name, plan in drawings().items() if not options.module or plan.draw.__module__.endswith("." + options.module)]
    looks: list[tuple[int, str | None]] = [(0, None)] if options.blind else [(0, None), (1, None), (2, None), (0, "red"), (1, "blue")]
    cell, gap = options.px, 0 if options.blind else 16
    per_row = options.columns or (10 if options.blind else 2)
    parts = []
    for index, name in enumerate(names):
        plan = drawings()[name]
        x0, y0 = (index % per_row) * cell * len(looks), (index // per_row) * (cell + gap)
        for k, (seed, color) in enumerate(looks):
            scale = 0.88 * cell / max(plan.width, plan.height)
            x, y = x0 + k * cell + (cell - plan.width * scale) / 2, y0 + cell * 0.94 - plan.height * scale
            box = "" if options.blind else f'<rect width="{plan.width}" height="{plan.height}" fill="none" stroke="#cc0000" stroke-width=".4" stroke-dasharray="2 3"/>'
            parts.append(f'<g transform="translate({x:.1f} {y:.1f}) scale({scale:.4f})">{sketch(name, seed, color)}{box}</g>')
        if not options.blind:
            parts.append(f'<text x="{x0 + 4}" y="{y0 + cell + 11}" font-size="12" font-family="DejaVu Sans, sans-serif">{name}</text>')
    rows = -(-len(names) // per_row)
    width, height = per_row * cell * len(looks), rows * (cell + gap)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><rect width="100%" height="100%" fill="#dfe8d8"/>{"".join(parts)}</svg>'
    options.out.write_bytes(bytes(resvg_py.svg_to_bytes(svg_string=svg)))
    print(f"{options.out}: {len(names)} elements, {width} x {height}")


if __name__ == "__main__":
    main()
