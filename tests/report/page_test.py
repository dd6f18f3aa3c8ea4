# SPDX-License-Identifier: MIT
"""The page in a browser: its looks at three widths and in two schemes, and each of its controls, with the page's scripts and
without: page_test.py COROLAB_FILES RESULT. RESULT is a small real file, of a quick run. Further pages are made out of it
(made_pages.py). Exit 77, which CTest shows as skipped, where no browser is installed."""
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import made_pages
from browser import Browser

program, result = sys.argv[1:3]
folder = pathlib.Path(tempfile.mkdtemp())
looks = (pathlib.Path(__file__).parent / "page_looks.js").read_text(encoding="utf-8")
LIMIT_BYTES, LIMIT_NODES, LIMIT_PRINTED = 400_000, 6000, 12


def run(*words):
    return subprocess.run([program, *map(str, words)], capture_output=True, text=True, check=True).stdout


def page_of(name, *files):
    run("report", *files, "--html", folder / (name + ".html"))
    return folder / (name + ".html")


def setUpModule():
    global browser, pages
    real = made_pages.read(result)
    workload = real[0]["workloads"][0]["name"]
    large = made_pages.write(folder / "large.json", made_pages.enlarged(made_pages.read(result), 24))
    hostile = made_pages.write(folder / "hostile.json", made_pages.hostile(made_pages.read(result), "inline_slot", "switch/flat"))
    bare = {
        "no probes": made_pages.without(real, "probe", "claim", "undecidable"),
        "no samples": made_pages.without(real, "sample"),
        "nothing": made_pages.without(real, "probe", "claim", "undecidable", "sample", "cell"),
        "one row": made_pages.of_one_row(real, "box"),
        "one workload": made_pages.of_one_workload(real, workload),
    }
    pages = {"real": page_of("real", result), "large": page_of("large", large), "hostile": page_of("hostile", hostile),
             "two runs": page_of("two", result, large)}
    for name, records in bare.items():
        pages[name] = page_of(name, made_pages.write(folder / (name + ".json"), records))
    browser = Browser()


def tearDownModule():
    browser.quit()


def faults_of(path):
    """What is wrong with the looks of a page, by the functions of page_looks.js. A page is loaded once for all of them."""
    browser.open(path)
    faults = {"console": browser.complaints()}
    browser.ask(looks)
    for name in ("headings", "headingsAlone", "deadLinks", "doubleIds", "tables", "namelessControls", "skipLinks"):
        faults[name] = browser.ask(f"return looks.{name}()")
    for is_open in (False, True):
        browser.ask("document.querySelectorAll('details').forEach(part => part.open = arguments[0])", is_open)
        for width in (1400, 768, 390):
            browser.widen(width)
            faults.setdefault("sideways", []).extend(browser.ask("return looks.sideways()"))
    browser.widen(1400)
    for scheme in ("dark", "light"):
        browser.colour(scheme)
        faults[scheme] = browser.ask("return looks.faintTexts()")
    return faults


class Looks(unittest.TestCase):
    """Promises about every page."""

    @classmethod
    def setUpClass(cls):
        cls.faults = {name: faults_of(path) for name, path in pages.items()}

    def expect_none(self, *names):
        for page, faults in self.faults.items():
            for name in names:
                with self.subTest(name, page=page):
                    self.assertEqual(faults[name], [])

    def test_the_console_says_nothing_and_the_policy_is_kept(self):
        self.expect_none("console")

    def test_headings_are_in_order_and_every_section_has_content(self):
        self.expect_none("headings", "headingsAlone")

    def test_every_link_leads_somewhere_and_no_id_comes_twice(self):
        self.expect_none("deadLinks", "doubleIds")

    def test_tables_have_headings_with_scopes_and_controls_have_names(self):
        self.expect_none("tables", "namelessControls")

    def test_there_is_one_skip_link_and_it_comes_first(self):
        self.expect_none("skipLinks")

    def test_no_page_scrolls_sideways_folded_or_unfolded(self):
        self.expect_none("sideways")

    def test_every_text_stands_out_in_both_schemes(self):
        self.expect_none("dark", "light")

    def test_names_of_a_file_stay_words(self):
        browser.open(pages["hostile"])
        self.assertEqual(browser.ask("return document.querySelectorAll('script').length"), 2)
        self.assertIn("<script>alert(1)</script>]]>", browser.ask("return document.body.textContent"))

    def test_a_quick_page_keeps_within_its_limits(self):
        for name in ("real", "large"):
            browser.open(pages[name])
            nodes, paint = browser.ask("return [document.querySelectorAll('*').length, performance.getEntriesByType('paint')[0]]")
            size, printed = pages[name].stat().st_size, browser.printed_pages()
            paint_ms = paint and round(paint["startTime"])      # for information: it is the machine's as much as the page's
            print(f"{name}: {size} bytes, {nodes} elements, {printed} printed pages, first paint after {paint_ms} ms")
            with self.subTest(name):
                self.assertLess(size, LIMIT_BYTES)
                self.assertLess(nodes, LIMIT_NODES)
                self.assertLessEqual(printed, LIMIT_PRINTED)


ROWS = """
    const rows = [...document.querySelectorAll('.choose tr.row')].map(row => ({
        name: row.querySelector('.n').textContent, top: row.getBoundingClientRect().top,
        why: row.querySelector('.why')?.checkVisibility() ?? false, classes: [...row.classList] }));
    return rows.sort((a, b) => a.top - b.top);"""


# The answers' values in the column that ranks, from the top: as they are written, since the page's scripts may not run. No
# column: none.
VALUES = """
    const at = [...document.querySelectorAll('.choose .hd .w code')].findIndex(code => code.textContent === arguments[0]);
    return [...document.querySelectorAll('.choose tr.row:not(.yard)')]
        .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map(row => row.querySelectorAll('.v')[at]?.querySelector('a')?.lastChild.textContent)
        .filter(words => words !== undefined).map(parseFloat);"""


class Choose(unittest.TestCase):
    """The controls of the section choose, on the real page."""

    def open(self, address="", runs_script=True):
        browser.open(pages["real"], address, runs_script)

    def needs(self):
        return browser.ask("return [...document.querySelectorAll('.tick input')].map(input => input.value)")

    def ticked(self):
        return browser.ask("return [...document.querySelectorAll('.tick input')].filter(at => at.checked).map(at => at.value)")

    def checked(self, where):
        return browser.ask("return document.querySelector(arguments[0] + ' input:checked')?.value", where)

    def expect_sunk(self, needs):
        """The rows that `advise` turns down for these needs come last, and they alone say why. It has no rows of other traits."""
        advice = run("advise", "--long", "--need", ",".join(needs), result)
        rows = browser.ask(ROWS)
        sunk = {row["name"] for row in rows if any("x-" + need in row["classes"] for need in needs)}
        answers = {row["name"] for row in rows if "yard" not in row["classes"]}
        sinks = [row["name"] in sunk for row in rows if row["name"] in answers]
        self.assertEqual(sinks, sorted(sinks))
        self.assertEqual({row["name"] for row in rows if row["why"]}, sunk)
        turned_down = {row["name"] for row in rows if re.search(f"^{re.escape(row['name'])}: ", advice, re.M)}
        self.assertEqual(turned_down, sunk & answers)
        return f"{len(answers - sunk)} of {len(answers)} rows fit"

    def test_each_tick_sinks_the_rows_that_advise_turns_down(self):
        for runs_script in (True, False):
            self.open(runs_script=runs_script)
            for need in self.needs():
                with self.subTest(need, runs_script=runs_script):
                    browser.click(f".tick:has(.need-{need}) span")
                    try:
                        self.assertEqual(self.ticked(), [need])
                        tally = self.expect_sunk([need])
                        if runs_script:
                            self.assertIn(tally, browser.ask("return document.querySelector('.tally').textContent"))
                    finally:
                        browser.click(f".tick:has(.need-{need}) span")

    def test_a_key_ticks_as_a_click_does(self):
        self.open()
        browser.ask("document.querySelector('.need-no-heap').focus()")
        browser.press(" ", 32, " ")
        self.assertEqual(self.ticked(), ["no-heap"])
        self.expect_sunk(["no-heap"])

    def test_a_preset_ticks_its_needs_and_takes_its_rank(self):
        self.open()
        presets = browser.ask("""return [...document.querySelectorAll('.presets button')].map(button =>
            [button.dataset.need.split(' ').filter(Boolean), button.dataset.by])""")
        self.assertGreater(len(presets), 2)
        ranks = browser.ask("return [...document.querySelectorAll('.by label:not([hidden]) input')].map(input => input.value)")
        for i, (needs, by) in enumerate(presets):
            with self.subTest(i):
                browser.click(f".presets button:nth-of-type({i + 1})")
                self.assertEqual(sorted(self.ticked()), sorted(needs))
                self.expect_sunk(needs)
                if by in ranks:
                    self.assertEqual(self.checked(".by"), by)
                    self.assertEqual(browser.ask("return document.querySelectorAll('[aria-pressed=true]').length"), 1)

    def test_each_rank_orders_the_rows(self):
        for runs_script in (True, False):
            self.open(runs_script=runs_script)
            for i in range(1, 1 + browser.ask("return document.querySelectorAll('.by label:not([hidden])').length")):
                with self.subTest(i, runs_script=runs_script):
                    browser.click(f".by label:nth-of-type({i})")
                    values = browser.ask(VALUES, self.checked(".by"))
                    self.assertEqual(values, sorted(values))

    def test_metrics_workloads_and_baselines_change_the_cells_and_the_address(self):
        self.open()
        metrics = browser.ask("return [...document.querySelectorAll('.pickers input')].map(input => input.value)")
        self.assertIn("instructions", metrics)
        before = browser.ask("return document.querySelector('.choose tbody').textContent")
        browser.click(".pickers label:has([value=instructions])")
        self.assertNotEqual(browser.ask("return document.querySelector('.choose tbody').textContent"), before)
        self.assertIn("metric=instructions", browser.ask("return location.hash"))
        selects = browser.ask("return document.querySelectorAll('.pickers select').length")
        for i in range(selects):
            address = browser.ask("return location.hash")
            browser.ask("""const select = document.querySelectorAll('.pickers select')[arguments[0]];
                select.selectedIndex = (select.selectedIndex + 1) % select.length;
                select.dispatchEvent(new Event('change', { bubbles: true }));""", i)
            self.assertNotEqual(browser.ask("return location.hash"), address)
        self.assertEqual(browser.complaints(), [])

    def test_an_address_restores_what_was_chosen(self):
        self.open()
        browser.click(".tick:has(.need-no-heap) span")
        browser.click(".tick:has(.need-threads) span")
        browser.click(".pickers label:has([value=instructions])")
        address, rows = browser.ask("return location.hash"), browser.ask(ROWS)
        self.open(address)
        self.assertEqual(self.ticked(), ["no-heap", "threads"])
        self.assertEqual(self.checked(".pickers"), "instructions")
        self.assertEqual([row["name"] for row in browser.ask(ROWS)], [row["name"] for row in rows])

    def test_an_address_of_nonsense_changes_nothing(self):
        self.open()
        rows = [row["name"] for row in browser.ask(ROWS)]
        for address in ("#need=%", "#need=luck+&by=%00", "#metric=__proto__&base=nobody", "#=&&=", "#nowhere"):
            self.open(address)
            self.assertEqual([row["name"] for row in browser.ask(ROWS)], rows, address)
            self.assertEqual(browser.complaints(), [], address)


class Numbers(unittest.TestCase):
    """Where numbers come from, cards, and several runs."""

    def is_open(self):
        return browser.ask("return document.querySelector('.pop:popover-open') !== null")

    def test_a_number_opens_its_samples_by_click_and_by_key(self):
        browser.open(pages["real"])
        browser.click(".choose tbody [data-c]")
        self.assertTrue(self.is_open())
        self.assertRegex(browser.ask("return document.querySelector('.pop pre').textContent"), "lab run .*-s '\\^.*-w '\\^")
        browser.press("Escape", 27)
        self.assertFalse(self.is_open())
        self.assertTrue(browser.ask("return document.activeElement.matches('.choose [data-c]')"))
        browser.press("Enter", 13, "\r")
        self.assertTrue(self.is_open())
        browser.press("Escape", 27)
        self.assertFalse(self.is_open())
        self.assertEqual(browser.complaints(), [])

    def test_the_name_of_a_row_leads_to_its_card_without_script(self):
        browser.open(pages["real"], runs_script=False)
        browser.click(".choose tr.row .n a")
        target = browser.ask("return decodeURIComponent(location.hash.slice(1))")
        self.assertTrue(browser.ask("return document.getElementById(arguments[0])?.matches('.row-card')", target))

    def test_an_opened_card_has_tables_of_its_numbers(self):
        browser.open(pages["real"])
        browser.click(".row-card summary")
        self.assertTrue(browser.ask("return document.querySelector('.row-card details').open"))
        self.assertGreater(browser.ask("return document.querySelectorAll('.row-card table td').length"), 0)
        browser.ask(looks)
        self.assertEqual(browser.ask("return looks.tables()"), [])
        self.assertEqual(browser.complaints(), [])

    def test_a_run_that_is_picked_shows_its_sections_alone(self):
        for runs_script in (True, False):
            browser.open(pages["two runs"], runs_script=runs_script)
            shown = """return [...document.querySelectorAll('.run-of')].map(run => run.checkVisibility())"""
            self.assertEqual(browser.ask(shown), [True, False])
            browser.click(".runs-picker label:nth-of-type(2)")
            self.assertEqual(browser.ask(shown), [False, True])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[3:], verbosity=2)
