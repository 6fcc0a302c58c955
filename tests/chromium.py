"""Make a Chromium be there for the browser tests: by the system's packages where it may, else by Playwright."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find() -> str | None:
    """The path of a Chromium on this machine."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def main() -> None:
    """Install one if there is none; never fails, since the tests skip with a clear word."""
    if find():
        return
    sys.stdout.write("Installing Chromium for the browser tests …\n")
    sys.stdout.flush()
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
            subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    if not find():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if not find():
        sys.stdout.write("No Chromium on the path; where Playwright has none either, browser tests skip.\n")


if __name__ == "__main__":
    main()
