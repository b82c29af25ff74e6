#!/usr/bin/env python3
"""Every page of a PDF as four viewers draw it, held against each other.

viewers.py [--pictures FOLDER] FILE.pdf …
  poppler, MuPDF and Ghostscript draw the page themselves; Chromium shows it in its viewer's window on a screen in memory,
  which is photographed. Grey pictures of one small size are compared pixel by pixel: letters differ a little at their
  edges, a missing picture, a moved line or another font differs a lot. Exit code 1 when two viewers differ on a page.
"""
import argparse
import contextlib
import os
import pathlib
import subprocess
import sys
import tempfile
import time

WIDTH, HEIGHT = 210, 297  # what is compared: a pixel is a millimetre of A4
LIMIT = 3.5  # mean difference of two viewers' pages, of 255
LOCAL = 40  # difference of one square centimetre, of 255


def grey(source):
    """A picture file as WIDTH × HEIGHT bytes."""
    return subprocess.run(
        ["convert", str(source), "-background", "white", "-alpha", "remove", "-colorspace", "Gray", "-filter", "Box",
         "-resize", f"{WIDTH}x{HEIGHT}!", "-depth", "8", "gray:-"], check=True, capture_output=True).stdout


def poppler(pdf, page, folder):
    subprocess.run(["pdftoppm", "-r", "150", "-f", str(page), "-l", str(page), "-singlefile", "-png", pdf,
                    folder / f"poppler-{page}"], check=True)
    return folder / f"poppler-{page}.png"


def mupdf(pdf, page, folder):
    target = folder / f"mupdf-{page}.png"
    subprocess.run(["mutool", "draw", "-q", "-r", "150", "-o", target, pdf, str(page)], check=True)
    return target


def ghostscript(pdf, page, folder):
    target = folder / f"ghostscript-{page}.png"
    subprocess.run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=png16m", "-r300", "-dTextAlphaBits=4",
                    "-dGraphicsAlphaBits=4", f"-dFirstPage={page}", f"-dLastPage={page}", f"-sOutputFile={target}", pdf],
                   check=True, stdout=subprocess.DEVNULL)
    return target


@contextlib.contextmanager
def screen():
    """A display in memory; yields its name."""
    read, write = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1000x1400x24", "-nolisten", "tcp"],
                              pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        yield ":" + os.read(read, 16).decode().strip()
    finally:
        server.terminate()
        server.wait()


def chromium(display, pdf, page, folder):
    """The page in Chromium's viewer, without its tool bar, as large as its window."""
    target = folder / f"chromium-{page}.png"
    environment = dict(os.environ, DISPLAY=display)
    with tempfile.TemporaryDirectory() as profile:
        browser = subprocess.Popen(
            ["chromium", "--no-sandbox", "--no-first-run", "--disable-gpu", "--kiosk", "--window-size=1000,1400",
             f"--user-data-dir={profile}", f"file://{pdf}#page={page}&view=Fit&toolbar=0&navpanes=0"],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            previous = None
            for _ in range(40):
                time.sleep(0.75)
                subprocess.run(["import", "-window", "root", target], env=environment, check=True)
                # the viewer's ground and the page's shadow on it are dark: what is left without them is the page
                subprocess.run(["convert", target, "-bordercolor", "#202020", "-border", "2", "-fuzz", "15%", "-trim",
                                "+repage", target], check=True)
                now = subprocess.run(["identify", "-format", "%w %h %#", target], check=True, capture_output=True).stdout
                width, height = (int(n) for n in now.split()[:2])
                if now == previous and height > 1000 and abs(height / width - 297 / 210) < 0.02:
                    return target
                previous = now
            raise SystemExit(f"{pdf}: Chromium's viewer did not show page {page}")
        finally:
            browser.terminate()
            browser.wait()


def differences(one, other):
    """Mean difference of two grey pictures, and that of the square centimetre that differs most."""
    squares = {}
    for index, (a, b) in enumerate(zip(one, other)):
        if a != b:
            key = index // WIDTH // 10, index % WIDTH // 10
            squares[key] = squares.get(key, 0) + abs(a - b)
    return sum(squares.values()) / (WIDTH * HEIGHT), max(squares.values(), default=0) / 100


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pictures", type=pathlib.Path, help="keep the pictures in this folder")
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    failed = 0
    with screen() as display, tempfile.TemporaryDirectory() as scratch:
        for file in (file.resolve() for file in options.files):
            folder = (options.pictures or pathlib.Path(scratch)).resolve() / file.stem
            folder.mkdir(parents=True, exist_ok=True)
            information = subprocess.run(["pdfinfo", file], check=True, capture_output=True, text=True).stdout
            pages = int(next(line.split()[1] for line in information.splitlines() if line.startswith("Pages:")))
            for page in range(1, pages + 1):
                drawn = {
                    "poppler": grey(poppler(file, page, folder)), "MuPDF": grey(mupdf(file, page, folder)),
                    "Ghostscript": grey(ghostscript(file, page, folder)),
                    "Chromium": grey(chromium(display, file, page, folder)),
                }
                found = {name: differences(drawn["poppler"], picture) for name, picture in drawn.items() if name != "poppler"}
                bad = [name for name, (mean, local) in found.items() if mean > LIMIT or local > LOCAL]
                failed += len(bad)
                figures = ", ".join(f"{name} {mean:.2f}/{local:.0f}" for name, (mean, local) in found.items())
                print(f"{file.stem} page {page}: against poppler {figures}" + (f"  DIFFERS: {', '.join(bad)}" if bad else ""),
                      flush=True)
    print("drawn alike by all four" if not failed else f"{failed} differences")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
