"""Draws the application icons from icon.svg.

Needs: pip install typst pillow.  Run: python build.py
"""
import io
from pathlib import Path

import typst
from PIL import Image

HERE = Path(__file__).resolve().parent
SOURCE = b"""#set page(width: 512pt, height: 512pt, margin: 0pt, fill: none)
#image("icon.svg", width: 512pt, height: 512pt)
"""


def draw(size: int) -> Image.Image:
    """One RGBA picture of the mark, drawn at four times the size and reduced."""
    over = 4 if size < 256 else 2
    png = typst.compile(SOURCE, root=str(HERE), format="png", ppi=72.0 * size * over / 512)
    big = Image.open(io.BytesIO(png)).convert("RGBA")
    return big.resize((size, size), Image.LANCZOS)


def main() -> None:
    sizes = {n: draw(n) for n in (16, 24, 32, 48, 64, 128, 256, 512, 1024)}
    for name, n in (("32x32", 32), ("128x128", 128), ("128x128@2x", 256), ("icon", 512)):
        sizes[n].save(HERE / f"{name}.png", optimize=True)
    ico = [16, 24, 32, 48, 64, 256]
    sizes[256].save(HERE / "icon.ico", sizes=[(n, n) for n in ico],
                    append_images=[sizes[n] for n in ico[:-1]])
    sizes[1024].save(HERE / "icon.icns", append_images=[sizes[n] for n in (16, 32, 64, 128, 256, 512)])


if __name__ == "__main__":
    main()
