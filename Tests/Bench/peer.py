"""peer.py
In: an engine's name, an HTML file, a base folder, a PDF to write, a number of rounds. Out: a JSON line per round:
CPU and wall milliseconds; then pages and peak memory. The first round is what a warm process still has to load."""

import json
import resource
import sys
import time

engine, page, base, out, rounds = sys.argv[1:6]
html = open(page, encoding="utf-8").read()
base = f"file://{base}/"
if engine == "plutobook":
    import plutoprint

    def render():
        book = plutoprint.Book(plutoprint.PAGE_SIZE_A4)
        book.load_html(html, base_url=base)
        book.write_to_pdf(out)
        return book.get_page_count()
else:
    import logging

    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    fonts = FontConfiguration()

    def render():
        document = HTML(string=html, base_url=base).render(font_config=fonts)
        document.write_pdf(out)
        return len(document.pages)


for _ in range(int(rounds)):
    wall, cpu = time.perf_counter(), time.process_time()
    pages = render()
    print(json.dumps({"wall": (time.perf_counter() - wall) * 1000, "cpu": (time.process_time() - cpu) * 1000}))
print(json.dumps({"pages": pages, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
