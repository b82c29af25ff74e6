"""pytest plugin: runs WeasyPrint's layout tests against `teian dump fragments --format json`.

The tests walk a tree of boxes (`html, = page.children`, `div.position_x`, `line.width`); this gives them that tree, made
from the fragments that the engine dumps. A third of the tests, by hash of the name, is left out, as in external_renderer.
DUMP is the command, with {html} for the file; it must print the fragments as JSON.

What the two trees do differently and the adapter evens out: a fragment's place is its border box, a box's is its margin
box; anonymous blocks of lines that are the only contents are taken away; columns of tables are no children; positioned
boxes are listed where they stand in the document, not in their containing block; a line is as wide as its contents.
"""
import json
import os
import shlex
import subprocess
import tempfile
from pathlib import Path

import pytest
from external_renderer import held_out

EDGES = ('top', 'right', 'bottom', 'left')
OUT = {'floating', 'outOfFlow', 'positioned'}


class Box:
    """A fragment as the tests see it."""

    def __init__(self, fragment, tree):
        self.fragment = fragment
        self.kind = fragment['kind']
        self.element_tag = fragment.get('tag') or None
        self.text = fragment.get('text')
        self.baseline = fragment.get('baseline')
        self.at_keyword = fragment.get('marginBox')
        self.is_table_wrapper = self.kind == 'tableWrapper'
        for side in range(4):
            for name in ('margin', 'padding'):
                setattr(self, f'{name}_{EDGES[side]}', fragment.get(name, [0] * 4)[side])
            setattr(self, f'border_{EDGES[side]}_width', fragment.get('border', [0] * 4)[side])
        self.position_x = fragment['x'] - self.margin_left
        self.position_y = fragment['y'] - self.margin_top
        self.width = fragment['width'] - self.border_left_width - self.border_right_width - self.padding_left - self.padding_right
        self.height = fragment['height'] - self.border_top_width - self.border_bottom_width - self.padding_top - self.padding_bottom
        self.children = [Box(child, tree) for child in contents(fragment, tree)]
        if self.kind == 'line' and self.children:
            self.position_x = min(child.position_x for child in self.children)
            self.width = max(child.position_x + child.margin_width() for child in self.children) - self.position_x

    def margin_width(self):
        return self.border_width() + self.margin_left + self.margin_right

    def margin_height(self):
        return self.border_height() + self.margin_top + self.margin_bottom

    def border_width(self):
        return self.padding_width() + self.border_left_width + self.border_right_width

    def border_height(self):
        return self.padding_height() + self.border_top_width + self.border_bottom_width

    def padding_width(self):
        return self.width + self.padding_left + self.padding_right

    def padding_height(self):
        return self.height + self.padding_top + self.padding_bottom

    def content_box_x(self):
        return self.padding_box_x() + self.padding_left

    def content_box_y(self):
        return self.padding_box_y() + self.padding_top

    def border_box_x(self):
        return self.position_x + self.margin_left

    def border_box_y(self):
        return self.position_y + self.margin_top

    def padding_box_x(self):
        return self.border_box_x() + self.border_left_width

    def padding_box_y(self):
        return self.border_box_y() + self.border_top_width

    def descendants(self):
        for child in self.children:
            yield child
            yield from child.descendants()


def contents(fragment, tree):
    """The children of a fragment as a tree of boxes has them."""
    children = [c for c in fragment.get('children', []) if c['kind'] not in ('tableColumn', 'tableColumnGroup')]
    children = [c for c in children if not ('hidden' in c.get('flags', []) and not c['width'])]
    children = [c for c in children if c.get('box') not in tree.moved or tree.moved[c['box']] is fragment]
    own = tree.adopted.get(id(fragment), [])
    if own:
        children = sorted(children + [c for c in own if c not in children], key=lambda c: c.get('box', -1))
    result = []
    for child in children:
        if fragment['kind'] not in ('flex', 'grid') and anonymous_lines(child) and tree.stands_alone(child):
            result += child.get('children', [])
        else:
            result.append(child)
    return result


def anonymous_lines(fragment):
    children = fragment.get('children', [])
    return fragment['kind'] == 'block' and not fragment.get('tag') and all(c['kind'] == 'line' for c in children)


class Tree:
    """Where positioned boxes stand in the document: fragments know only their containing block."""

    def __init__(self, root, parents, siblings):
        self.moved, self.adopted, self.parents, self.siblings = {}, {}, parents, siblings
        by_box, positioned = {}, []
        stack = [root]
        while stack:
            fragment = stack.pop()
            if fragment.get('box', -1) >= 0:
                by_box.setdefault(fragment['box'], fragment)
                if 'positioned' in fragment.get('flags', []):
                    positioned.append(fragment)
            stack += fragment.get('children', [])
        for fragment in positioned:
            parent = parents.get(fragment['box'], -1)
            while parent >= 0 and parent not in by_box:
                parent = parents.get(parent, -1)
            if parent >= 0:
                self.moved[fragment['box']] = by_box[parent]
                self.adopted.setdefault(id(by_box[parent]), []).append(fragment)


    def stands_alone(self, fragment):
        """The box is its parent's only one in flow."""
        return self.siblings.get(self.parents.get(fragment.get('box'), -1), 1) == 1


def relations(boxes):
    """Each box's parent and how many children in flow each has, by index; boxes are numbered in document order."""
    parents, siblings, count, stack = {}, {}, 0, [(boxes, -1)]
    while stack:
        box, parent = stack.pop()
        parents[count] = parent
        if not OUT & set(box.get('traits', [])) and box['kind'] not in ('outsideMarker', 'runningElement', 'footnoteBody'):
            siblings[parent] = siblings.get(parent, 0) + 1
        stack += [(child, count) for child in reversed(box.get('children', []))]
        count += 1
    return parents, siblings


class PageBox(Box):
    def __init__(self, page, parents, siblings):
        root = page['root']
        tree = Tree(root, parents, siblings)
        super().__init__({**root, 'children': []}, tree)
        # a page's fragment is the whole sheet
        self.position_x = self.position_y = 0
        self.width -= self.margin_left + self.margin_right
        self.height -= self.margin_top + self.margin_bottom
        self.children = []
        for child in root.get('children', []):
            if child['kind'] == 'pageArea':
                self.children += [Box(inner, tree) for inner in contents(child, tree)]
            else:
                self.children.append(Box(child, tree))


def dump(subject, path):
    words = [word.format(html=path, subject=subject) for word in shlex.split(os.environ['DUMP'])]
    done = subprocess.run(words, capture_output=True, timeout=20)
    if not done.stdout:
        pytest.fail('the dump is empty: ' + done.stderr.decode(errors='replace')[-300:])
    return json.loads(done.stdout)


def render_pages(html):
    from tests.testing_utils import resource_path
    folder = resource_path('x').parent
    source = tempfile.NamedTemporaryFile('w', suffix='.html', dir=folder, delete=False, encoding='utf-8-sig')
    try:
        source.write(html)
        source.close()
        pages = dump('fragments', source.name)
        parents, siblings = relations(dump('boxes', source.name))
    finally:
        os.unlink(source.name)
    return [PageBox(page, parents, siblings) for page in pages]


def pytest_configure(config):
    import tests.testing_utils
    tests.testing_utils.render_pages = render_pages


def pytest_collection_modifyitems(config, items):
    keep = os.environ.get('KEEP', 'open')
    chosen = [item for item in items if keep == 'all' or held_out(item.originalname) == (keep == 'held')]
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = chosen
