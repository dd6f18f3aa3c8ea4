# SPDX-License-Identifier: MIT
"""A headless Chromium for the tests of the page (page_test.py). It runs the page's scripts or not, and is as wide, and as light
or dark, as a test asks. Ends with 77, which CTest shows as skipped, where Selenium or its driver is not installed."""
import base64
import re
import shutil
import sys
import urllib.parse

SKIPPED = 77
try:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service
except ImportError:
    print("skipped: python3-selenium is not installed")
    sys.exit(SKIPPED)

driver_path = shutil.which("chromedriver")
browser_path = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
if driver_path is None or browser_path is None:
    print("skipped: chromium and chromium-driver are not installed")
    sys.exit(SKIPPED)


class Browser:
    """One window. Its methods that look at the page do so by scripts of the test, which also run where the page's do not."""

    def __init__(self):
        options = webdriver.ChromeOptions()
        options.binary_location = browser_path
        for word in ("headless=new", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "hide-scrollbars",
                     "disable-background-networking", "disable-component-update", "disable-sync", "disable-dev-shm-usage",
                     "disable-extensions", "in-process-gpu"):
            options.add_argument("--" + word)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(service=Service(driver_path), options=options)
        self.driver.set_page_load_timeout(600)
        self.driver.set_script_timeout(600)
        self.widen(1400)

    def quit(self):
        self.driver.quit()

    def tell(self, command, **values):
        return self.driver.execute_cdp_cmd(command, values)

    def widen(self, width, height=900):
        self.tell("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def colour(self, scheme):
        self.tell("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def open(self, path, address="", runs_script=True):
        """Loads the page anew, also where only the address behind # differs."""
        self.tell("Emulation.setScriptExecutionDisabled", value=not runs_script)
        self.driver.get("about:blank")
        self.complaints()
        self.driver.get("file://" + urllib.parse.quote(str(path)) + address)

    def ask(self, script, *arguments):
        """The value of a function's body."""
        return self.driver.execute_script(script, *arguments)

    def complaints(self):
        """What the console said since it was asked last: errors of scripts, and violations of the security policy."""
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]

    def click(self, selector):
        """As a reader does: the element comes into view, and what lies on top of its middle gets the click."""
        box = self.ask("""
            const element = document.querySelector(arguments[0]);
            if (!element) return null;
            element.scrollIntoView({ block: 'center', behavior: 'instant' });
            const box = element.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];""", selector)
        assert box is not None, "there is no " + selector
        for kind in ("mousePressed", "mouseReleased"):
            self.tell("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)

    def press(self, key, code=0, text=""):
        """A key of the keyboard, by its name."""
        more = {"text": text} if text else {}
        for kind in ("keyDown", "keyUp"):
            self.tell("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **more)

    def printed_pages(self):
        pdf = base64.b64decode(self.tell("Page.printToPDF", preferCSSPageSize=True)["data"])
        return len(re.findall(rb"/Type\s*/Page\b", pdf))
