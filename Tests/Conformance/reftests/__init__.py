"""Print reference tests: pairs of documents that must look alike, and a third that must not.

Each module has a function `pairs()` that yields `Pair`s. What a property does is said a second time by plainer means: a
break that orphans ask for by a break that is written down, a trimmed bracket by a box of half the width. The third
document leaves the tested declaration out (or writes the opposite): if it looked like the test, the pair could not fail.
"""
from dataclasses import dataclass


@dataclass
class Pair:
    name: str
    #: the property at work
    test: str
    #: the same look by other means; None where only a difference is claimed
    reference: str | None
    #: without the property: must look different; None where nothing can be left out
    unlike: str | None


def page(style, body, size='200px 120px', lang='ja'):
    """A document on small pages without margins, set in one font."""
    return (f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>t</title><style>'
            f'@page {{ size: {size}; margin: 0 }} html, body {{ margin: 0; padding: 0 }}'
            f'body {{ font: 10px/20px "BIZ UDGothic"; }}{style}</style><body>{body}')
