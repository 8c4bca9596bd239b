"""What is on a screen, seen as soon as it is there: Xvfb's own memory, which it shares as a file."""

import mmap
import struct
import time

_PIXELS_A_ROW = 4  # bytes of a pixel: blue, green, red, nothing


class Eye:
    """Looks at a screen that was started with `-fbdir FOLDER`, a thousand times a second and without asking it."""

    def __init__(self, folder):
        with open(folder / "Xvfb_screen0", "rb") as file:
            self._memory = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        header = struct.unpack(">25I", self._memory[:100])
        self.width, self.height, self._row = header[4], header[5], header[12]
        self._begin = header[0] + 12 * header[19]

    def _range(self, first, last):
        return self._begin + first * self._row, self._begin + last * self._row

    def rows(self, first, last):
        """The pixels of these rows, as bytes."""
        return self._memory[slice(*self._range(first, last))]

    def count(self, colour, first, last):
        """How many pixels of these rows have this very colour."""
        red, green, blue = colour
        pixel = bytes((blue, green, red))
        # Whoever looks a thousand times a second takes of the processor what is looked at needs: nothing is copied in vain.
        if self._memory.find(pixel, *self._range(first, last)) < 0:
            return 0
        return self.rows(first, last).count(pixel)

    def colours(self, first, last):
        """How many different colours there are in these rows."""
        return len(set(memoryview(self.rows(first, last)).cast("I")))

    @staticmethod
    def wait(what, condition, seconds=60):
        """Waits until the condition holds; the moment at which it did, by the monotonic clock."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(f"{what}: not within {seconds} s")
            time.sleep(0.001)
        return time.monotonic()
