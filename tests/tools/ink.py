#!/usr/bin/env python3
"""Is all ink on the paper, and all text in the ink?

usage: banxin --dump=pages | ink.py SOURCE TEXT
SOURCE is what was set, TEXT what pdftotext found; each Han character of the
source must be there as often. Prints what is wrong; status 1 when anything.
"""
import re
import sys
from collections import Counter

PAGE = re.compile(r'page ".*?" ([\d.]+)x([\d.]+)')
GLYPHS = re.compile(r'  glyphs ([-\d.]+),([-\d.]+) size=([\d.]+) \S+(.*?)'
                    r' "((?:[^"\\]|\\.)*)"(.*)$')
BOX = re.compile(r'  (\w+) ([-\d.]+),([-\d.]+) ([-\d.]+)x([-\d.]+)')


def places(text, rest, size):
    """Where each glyph begins, from the first one's place."""
    steps = rest.split(' clusters')[0].split()
    at = 0.0
    if steps[:1] == ['from']:
        at, steps = float(steps[1]), steps[2:]
    found = [at]
    if not steps and len(text) > 1:
        steps = ['%f*%d' % (size, len(text) - 1)]
    for step in steps:
        each, _, count = step.partition('*')
        for _ in range(int(count or 1)):
            found.append(found[-1] + float(each))
    return found


def outside(line, width, height):
    glyphs = GLYPHS.match(line)
    if glyphs:
        x, y, size = map(float, glyphs.groups()[:3])
        how, text, rest = glyphs.groups()[3:]
        at = places(re.sub(r'\\(.)', r'\1', text), rest, size)
        lo, hi = min(at) - size / 2, max(at) + size / 2
        if 'turned' in how or 'stacked' in how:
            return not (0 <= x <= width and y + lo >= 0 and y + hi <= height)
        return x + lo < 0 or x + hi > width or not size / 2 < y < height
    box = BOX.match(line)
    if not box:
        return False
    x, y, wide, high = map(float, box.groups()[1:])
    return (min(x, y, wide, high) < -0.01 or x + wide > width + 0.01 or
            y + high > height + 0.01)


def han(path):
    with open(path, errors='replace') as file:
        text = re.sub(r'<[^>]*>|!\[.*?\]\(.*?\)', '', file.read())
    return Counter(c for c in text if '\u4e00' <= c <= '\u9fff')


def main():
    wrong, pages, width, height = 0, 0, 0.0, 0.0
    for line in sys.stdin:
        page = PAGE.match(line)
        if page:
            width, height = map(float, page.groups())
            pages += 1
        elif outside(line, width, height):
            print('page %d: %s' % (pages, line.strip()[:100]))
            wrong += 1
    lost = han(sys.argv[1]) - han(sys.argv[2])
    if lost:
        print('lost:', dict(lost))
    sys.exit(1 if wrong or lost or not pages else 0)


main()
