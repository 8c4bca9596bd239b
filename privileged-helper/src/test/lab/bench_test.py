#!/usr/bin/python3
"""What the benches say of their samples: medians, ratios, what misses its target, and that nothing measured is no result.

Needs neither root nor a staged tree, and measures no time.
"""

import contextlib
import io
import json
import os
import pathlib
import tempfile
import unittest
from unittest import mock

from lab import bench, cases, figures


class Bench(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.results = pathlib.Path(folder.name, "some_bench")
        self.page = pathlib.Path(folder.name, "page.md")
        environment = mock.patch.dict(os.environ, {bench.RESULTS: str(self.results)})
        environment.start()
        self.addCleanup(environment.stop)
        self.addCleanup(bench._recorded.clear)
        self.said = io.StringIO()
        out = contextlib.redirect_stdout(self.said)
        out.__enter__()
        self.addCleanup(out.__exit__, None, None, None)

    def last(self):
        return json.loads(self.results.read_text(encoding="utf-8").splitlines()[-1])

    def test_ratio_is_that_of_the_medians(self):
        self.assertEqual(bench.row("a", [2, 900, 1, 3, 2], [1, 4, 5, 4], "ms", "b", 0.5), 0.5)
        self.assertTrue(self.last()["met"])
        self.assertEqual(self.last()["ours"] | {"low": 0, "high": 0}, {"median": 2, "low": 0, "high": 0, "samples": 5, "unit": "ms"})

    def test_ratio_of_pairs_is_the_median_of_each_pairs_own(self):
        ours, theirs = [10, 200, 3000], [20, 200, 1000]
        self.assertEqual(bench.row("a", ours, theirs, "ms", "b", 1, paired=True), 1)
        self.assertEqual(bench.row("a", ours, theirs, "ms", "b", 1), 1)
        self.assertEqual(bench.row("a", [10, 30, 20], [40, 60, 20], "ms", "b", 1, paired=True), 0.5)
        with self.assertRaises(ValueError):
            bench.row("a", [1, 2], [1], "ms", "b", 1, paired=True)

    def test_what_misses_its_target_is_said_to(self):
        bench.row("slow", [1.7], [1], "ms", "b", 1.5)
        self.assertFalse(self.last()["met"])
        self.assertIn("ratio 1.7, wanted ≤ 1.5: missed", self.said.getvalue())
        bench.row("just", [1.5], [1], "ms", "b", 1.5)
        self.assertTrue(self.last()["met"])
        bench.row("weak", [0.979], [1], "ms", "b", 0.98, at_least=True)
        self.assertIn("ratio 0.979, wanted ≥ 0.98: missed", self.said.getvalue())
        bench.row("strong", [0.98], [1], "ms", "b", 0.98, at_least=True)
        self.assertTrue(self.last()["met"])

    def test_figures_are_judged_by_themselves(self):
        self.assertEqual(bench.figure("CPU", 0.2, "%", 0.1), 0.2)
        self.assertFalse(self.last()["met"])
        self.assertEqual(bench.figure("CPU", [0.3, 0.05, 0.1], "%", 0.1), 0.1)
        self.assertTrue(self.last()["met"])
        bench.figure("times", 50, "", 50, at_least=True)
        self.assertTrue(self.last()["met"])
        bench.figure("size", 5, "MB")
        self.assertIsNone(self.last()["met"])

    def test_nothing_measured_is_an_error(self):
        for call in (
            lambda: bench.row("a", [], [1], "ms", "b", 1),
            lambda: bench.row("a", [1], [], "ms", "b", 1),
            lambda: bench.row("a", [1], [0], "ms", "b", 1),
            lambda: bench.row("a", [float("nan")], [1], "ms", "b", 1),
            lambda: bench.figure("a", [], "ms", 1),
            lambda: bench.floor("a", [], "ms", "why"),
            bench.done,
        ):
            with self.assertRaises(ValueError):
                call()
        bench.floor("a", [1], "ms", "why")
        with self.assertRaises(ValueError):
            bench.done()
        self.assertFalse(figures.read(self.results)[1])

    def test_rounds_take_turns_and_the_first_does_not_count(self):
        turns = []
        found = bench.interleaved(2, a=lambda: turns.append("a") or len(turns), b=lambda: turns.append("b") or len(turns))
        self.assertEqual((turns, found), (["a", "b"] * 3, {"a": [3, 5], "b": [4, 6]}))

    def test_a_bench_without_an_end_fails_the_run(self):
        bench.figure("size", 5, "MB", 6)
        self.assertEqual(figures.main([str(self.results)]), 1)
        self.assertIn("could not measure: some_bench", self.said.getvalue())
        bench.done()
        self.assertEqual(figures.main([str(self.results)]), 0)
        self.assertEqual(figures.main([str(self.results), f"{self.results}-none"]), 1)

    def test_a_missed_target_does_not(self):
        bench.figure("size", 7, "MB", 6)
        bench.done()
        self.assertEqual(figures.main([str(self.results)]), 0)
        self.assertIn("targets missed: 1", self.said.getvalue())

    def test_what_is_written_stands_between_the_marks(self):
        bench.row("start", [120, 118, 122, 90], [300, 290, 310, 280], "ms", "57 calls", 0.45)
        bench.floor("commit", [9.81], "ms", "the kernel waits")
        bench.done()
        self.page.write_text("before\n{}\nold\n{}\nafter\n".format(*figures._MARKS), encoding="utf-8")
        with mock.patch.object(figures, "machine", lambda runtime: f"some CPU with {runtime}"):
            self.assertEqual(figures.main([str(self.results), "--write", str(self.page), "./run bench", "Java"]), 0)
        page = self.page.read_text(encoding="utf-8")
        self.assertRegex(page, r"^before\n<!--.*-->\n\n\d{4}-\d\d-\d\d, `./run bench`, on some CPU with Java\.\n\n\| what ")
        self.assertRegex(page, r"\| start +\| 119 ms \(111 to 120\) \| 57 calls +\| 295 ms \(288 to 302\) \| 0.403 \| ≤ 0.45 \|\n")
        self.assertRegex(page, r"\n- floor: commit: 9.81 ms \(the kernel waits\)\n\n<!--.*-->\nafter\n$")

    def test_small_numbers_and_large_ones_can_be_read(self):
        self.assertEqual([figures.number(n) for n in (0, 0.0000123, 0.0301, 1, 9.876, 1234.5)], ["0", "0.000012", "0.0301", "1", "9.88", "1234"])


if __name__ == "__main__":
    cases.main()
