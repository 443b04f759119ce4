"""PDFium alone, in this process, on the plain file: asked by lines on standard input, answers each with a line.

The library and its bindings are those of the wheel that the product's own libpdfium comes from (PYTHONPATH).
"""

import ctypes
import sys

import pypdfium2 as pdfium
import pypdfium2.raw as raw

POINTS_PER_INCH = 72.0
WHITE = 0xFFFFFFFF
BLOCK = 4096


class Counted:
    """A file that remembers which blocks of it were read."""

    def __init__(self, path):
        self.file = open(path, "rb")
        self.blocks = set()

    def seek(self, *arguments):
        return self.file.seek(*arguments)

    def tell(self):
        return self.file.tell()

    def readinto(self, buffer):
        begin = self.file.tell()
        length = self.file.readinto(buffer)
        self.blocks.update(range(begin // BLOCK, (begin + max(length, 1) - 1) // BLOCK + 1))
        return length

    def read(self, length=-1):
        begin = self.file.tell()
        taken = self.file.read(length)
        self.blocks.update(range(begin // BLOCK, (begin + max(len(taken), 1) - 1) // BLOCK + 1))
        return taken

    def close(self):
        self.file.close()


class Reader:
    """One open document."""

    def __init__(self):
        self.document = None

    def open(self, path):
        self.close()
        self.document = pdfium.PdfDocument(path)
        return [len(self.document)]

    def close(self):
        if self.document is not None:
            self.document.close()
        self.document = None
        return []

    def size(self, index, dpi):
        """Width and height of a page in pixels."""
        points = self.document.get_page_size(index)
        return [max(1, int(side * dpi / POINTS_PER_INCH + 0.5)) for side in points]

    def pixels(self, index, size, part, use):
        """Draws a page, or a part of it, and gives the bitmap to `use`."""
        page = self.document[index]
        width, height = size
        x, y, w, h = part or (0, 0, width, height)
        w, h = min(w, width - x), min(h, height - y)
        bitmap = raw.FPDFBitmap_CreateEx(w, h, raw.FPDFBitmap_BGRx, None, 0)
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, w, h, WHITE)
        raw.FPDF_RenderPageBitmap(bitmap, page.raw, -x, -y, width, height, 0, raw.FPDF_ANNOT)
        answer = use(bitmap, w, h)
        raw.FPDFBitmap_Destroy(bitmap)
        page.close()
        return answer

    def draw(self, index, dpi):
        size = self.size(int(index), float(dpi))
        return self.pixels(int(index), size, None, lambda _, w, h: [w, h])

    def tile(self, index, dpi, *part):
        part = tuple(int(number) for number in part)
        size = self.size(int(index), float(dpi))
        return self.pixels(int(index), size, part, lambda _, w, h: [w, h])

    def save(self, index, width, height, path):
        """Writes a page of a size in pixels as they lie in memory: blue, green, red, unused."""

        def write(bitmap, w, h):
            length = raw.FPDFBitmap_GetStride(bitmap) * h
            address = raw.FPDFBitmap_GetBuffer(bitmap)
            with open(path, "wb") as file:
                file.write(ctypes.string_at(address, length))
            return [w, h]

        return self.pixels(int(index), (int(width), int(height)), None, write)

    def thumbs(self, first, count, dpi):
        for index in range(int(first), int(first) + int(count)):
            self.draw(index, dpi)
        return [count]

    def text(self, first, count):
        n_signs = 0
        for index in range(int(first), int(first) + int(count)):
            page = self.document[index]
            words = page.get_textpage()
            n_signs += len("".join(words.get_text_range().replace("\0", " ").split()))
            words.close()
            page.close()
        return [n_signs]

    def find(self, word):
        n_pages = 0
        for index in range(len(self.document)):
            page = self.document[index]
            words = page.get_textpage()
            search = words.search(word)
            n_pages += search.get_next() is not None
            search.close()
            words.close()
            page.close()
        return [n_pages]

    def touched(self, index, dpi, path):
        """Opens a document anew, draws one page, and counts the blocks of 4 KiB that were read for it."""
        counted = Counted(path)
        self.close()
        self.document = pdfium.PdfDocument(counted)
        self.draw(index, dpi)
        self.close()
        return [len(counted.blocks) * BLOCK]


def main():
    reader = Reader()
    print("ready", flush=True)
    for line in sys.stdin:
        verb, *rest = line.split()
        if verb == "quit":
            return
        try:
            print("ok", *getattr(reader, verb)(*rest), flush=True)
        except Exception as error:  # whatever it was, the benchmark is told and decides
            print("no", type(error).__name__, error, flush=True)


main()
