"""Turns typeset pages into what a scanner leaves: pictures only, skewed, noisy, no text layer."""
import io

import numpy as np
import pymupdf
from PIL import Image, ImageFilter

SKEW = (-0.7, 0.45, -0.3, 0.9, -0.55, 0.6)   # degrees, one for each page in turn
QUALITY = 68


def age(png: bytes, number: int) -> bytes:
    rng = np.random.default_rng(1000 + number)
    page = Image.open(io.BytesIO(png)).convert("RGB")
    width, height = page.size
    page = page.rotate(SKEW[number % len(SKEW)], Image.BICUBIC, fillcolor=(255, 255, 255))
    page = page.filter(ImageFilter.GaussianBlur(0.55))
    ink = np.asarray(page, np.float32) / 255
    coarse = Image.fromarray(rng.integers(0, 255, (height // 24, width // 24), np.uint8)).resize((width, height), Image.BICUBIC)
    fibre = (np.asarray(coarse, np.float32) / 255 - 0.5) * 0.035
    grain = np.asarray(Image.fromarray((rng.random((height, width)) * 255).astype(np.uint8))
                       .filter(ImageFilter.GaussianBlur(0.9)), np.float32) / 255 - 0.5
    shade = 1 - 0.10 * (np.linspace(1, 0, width) ** 6)[None, :] - 0.05 * (np.linspace(0, 1, height) ** 5)[:, None]
    paper = np.array([0.965, 0.955, 0.925], np.float32)
    out = (0.10 + 0.90 * ink) * paper * (shade + fibre + grain * 0.07)[:, :, None]
    for _ in range(26):                        # specks of dust
        y, x = rng.integers(5, height - 5), rng.integers(5, width - 5)
        out[y:y + rng.integers(1, 4), x:x + rng.integers(1, 4)] *= 0.55
    for y in (0.12, 0.88):                     # the holes of the binder, half seen
        cy, cx = int(height * y), 38
        yy, xx = np.ogrid[:height, :width]
        out[(yy - cy) ** 2 + (xx - cx) ** 2 < 17 ** 2] *= 0.42
    buffer = io.BytesIO()
    Image.fromarray((np.clip(out, 0, 1) * 255).astype(np.uint8)).save(buffer, "JPEG", quality=QUALITY, optimize=True)
    return buffer.getvalue()


def build(to_png, source: str, values: dict) -> bytes:
    with pymupdf.open() as pdf:
        for number, png in enumerate(to_png(source, values)):
            page = pdf.new_page(width=595.28, height=841.89)
            page.insert_image(page.rect, stream=age(png, number))
        when = "D:20261103090000+07'00'"
        pdf.set_metadata({"title": values["title_vi"], "creationDate": when, "modDate": when})
        return pdf.tobytes(garbage=3, deflate=True, no_new_id=True)
