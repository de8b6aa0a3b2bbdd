#!/usr/bin/env python3
"""One text in three forms: what the book says, the EPUB and the PDF say.

usage: same_text.py conservation|agreement BOOK.dump BOOK.epub BOOK.pdf

conservation: every block of the book (banxin --dump=book) stands in the EPUB
and on the printed pages; and the pages hold not one character more or less
than the EPUB's chapters.
agreement: what follows a page mark in the EPUB is what that page begins with.
White space and hyphens are left out, for line ends make and take them. Only
print shows the marks of lists, and repeats the head row of a table with 续表.
Prints "ok" or "not ok" for each check.
"""
import collections
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as tree
import zipfile

XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
# Heads and folios stand outside of this, in points on A5.
TOP, BOTTOM = 50, 556


# Print marks the items of lists, which the EPUB leaves to its reader.
ITEM, MARK = "\1", r"(?:[0-9]+\.|[▪•◦□])?"


def bare(text):
    return re.sub(r"[\s\u00ad\u200b\u2010\u2011\u2060-]+", "", text)


def check(name, problem):
    print(("not ok " if problem else "ok ") + name)
    if problem:
        print("# " + str(problem))


def block_text(line):
    """The quoted text of a dump's line without its marks; "" for none."""
    found = re.match(r'^ *\d+ .*?"((?:[^"\\]|\\.)*)"$', line)
    text = found.group(1) if found else ""
    if re.search(r"\{(ruby|image)", text):
        return ""
    text = re.sub(r"\{note=[^}]*\}", "\0", text)
    text = re.sub(r"(?<!\\)\{[^ }]+ ?", "", text)
    text = re.sub(r"(?<!\\)\}", "", text)
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], text)


def read_dump(path):
    """The blocks' texts, and the addresses of all pictures in one string."""
    blocks, addresses, is_ledger = [], "", False
    for line in open(path, encoding="utf-8"):
        if line.startswith("chapter "):
            is_ledger = False
        elif line.startswith("ledger"):
            is_ledger = True
        elif line.startswith("  asset "):
            addresses += line
        elif not is_ledger and block_text(line):
            # A note's mark stands between the pieces.
            blocks += [bare(p) for p in block_text(line).split("\0")]
    return [b for b in blocks if b], addresses


class Chapter:
    """The text of one XHTML file, and where in it the page marks stand."""

    def __init__(self, root):
        self.text, self.marks, self.readings, self.heads = "", {}, [], []
        self.walk(root.find(XHTML + "body"))

    def add(self, text):
        self.text += bare(text or "")

    def walk(self, element):
        if element.tag == XHTML + "rp":
            return
        if element.get(OPS + "type") == "pagebreak":
            self.marks[element.get("id")] = len(self.text)
        start = len(self.text)
        if element.tag == XHTML + "li":
            self.text += ITEM
        self.add(element.text)
        for child in element:
            self.walk(child)
            self.add(child.tail)
        if element.tag == XHTML + "rt":
            self.readings.append(start)
        if element.tag == XHTML + "thead":
            self.heads.append(self.text[start:])


def read_epub(path):
    book = zipfile.ZipFile(path)
    root = tree.fromstring(book.read("EPUB/package.opf"))
    opf = "{http://www.idpf.org/2007/opf}"
    names = {i.get("id"): i.get("href") for i in root.iter(opf + "item")}
    spine = [names[i.get("idref")] for i in root.iter(opf + "itemref")]
    chapters = {name: Chapter(tree.fromstring(book.read("EPUB/" + name)))
                for name in spine if re.search(r"text/c\d+", name)}
    nav = tree.fromstring(book.read("EPUB/nav.xhtml"))
    labels = {}
    for part in nav.iter(XHTML + "nav"):
        if part.get(OPS + "type") == "page-list":
            for link in part.iter(XHTML + "a"):
                labels[link.text] = link.get("href").split("#")
    return chapters, labels


def roman(number):
    out = ""
    for value, sign in ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
                        (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            out, number = out + sign, number - value
    return out


def read_labels(path, count):
    # qpdf ends with 3 when it has only warned.
    ranges = json.loads(subprocess.run(
        ["qpdf", "--json=1", "--json-key=pagelabels", path],
        stdout=subprocess.PIPE, check=False).stdout)["pagelabels"]
    labels = []
    for at, entry in enumerate(ranges):
        end = ranges[at + 1]["index"] if at + 1 < len(ranges) else count
        style = entry["label"]
        for i in range(end - entry["index"]):
            number = style.get("/St", 1) + i
            labels.append(re.sub("^u:", "", style.get("/P", "")) + {
                "/D": str(number), "/r": roman(number),
                "/R": roman(number).upper()}.get(style.get("/S"), ""))
    return labels


def read_pdf(path):
    text = subprocess.run(
        ["pdftotext", "-raw", "-x", "0", "-y", str(TOP), "-W", "420",
         "-H", str(BOTTOM - TOP), path, "-"],
        stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")
    return [bare(page) for page in text.split("\f")[:-1]]


def stands(block, pages):
    """On one page, or from the end of one to the start of the next ones."""
    if any(block in page for page in pages):
        return True
    for at, page in enumerate(pages):
        for cut in range(min(len(block), len(page)), 0, -1):
            if block[:cut] in page and follows(block[cut:], pages[at + 1:]):
                return True
    return False


def follows(rest, pages):
    for page in pages:
        if not page:
            continue
        if page.startswith(rest):
            return True
        cut = next((n for n in range(min(len(rest), len(page)), 0, -1)
                    if page.startswith(rest[:n])), 0)
        if not cut:
            return False
        rest = rest[cut:]
    return not rest


def conservation(blocks, addresses, chapters, pages):
    text = "".join(c.text for c in chapters.values()).replace(ITEM, "")
    heads = "".join(h for c in chapters.values() for h in c.heads)
    lost = [b for b in blocks if b not in text]
    check("%d blocks of the book stand in the EPUB" % len(blocks), lost[:3])
    lost = [b for b in blocks if not stands(b, pages)]
    check("%d blocks of the book stand on the pages" % len(blocks), lost[:3])
    epub, pdf = collections.Counter(text), collections.Counter("".join(pages))
    check("the %d characters of the EPUB are on the pages" % len(text),
          {c: n for c, n in (epub - pdf).items() if c not in "〔：〕"})
    # Print names the pictures it lacks.
    allowed = set(heads + addresses + "续續表0123456789.▪•◦＊［］")
    check("the pages say nothing else",
          {c: n for c, n in (pdf - epub).items() if c not in allowed})


def begins(page, wanted, heads):
    """Whether the page begins so, behind the head row it may repeat."""
    pattern = "".join(MARK if c == ITEM else re.escape(c) for c in wanted)
    starts = [page] + [re.sub("^[续續]表", "", page[len(h):])
                       for h in heads if page.startswith(h)]
    return any(re.match(pattern, start) or
               (len(start) < len(wanted) and wanted.startswith(start))
               for start in starts)


def agreement(chapters, labels, pages, pdf_labels):
    compared = 0
    for label, (name, mark) in labels.items():
        chapter = chapters[name]
        at = chapter.marks[mark]
        at -= chapter.text[:at].endswith(ITEM)
        wanted = chapter.text[at:at + 20].rstrip(ITEM)
        if any(at <= place < at + 20 for place in chapter.readings):
            continue   # readings stand above their line
        if label not in pdf_labels:
            check("page %s" % label, "no such page in the PDF")
            continue
        page = pages[pdf_labels.index(label)]
        check("page %s begins alike" % label,
              "" if begins(page, wanted, chapter.heads) else
              "%s, not %s" % (page[:20], wanted))
        compared += 1
    check("pages were compared: %d" % compared, "" if compared else "none")


def main():
    kind, dump, epub, pdf = sys.argv[1:]
    chapters, labels = read_epub(epub)
    pages = read_pdf(pdf)
    pdf_labels = read_labels(pdf, len(pages))
    if kind == "agreement":
        agreement(chapters, labels, pages, pdf_labels)
        return
    # From the first chapter to the last, without the contents.
    places = [pdf_labels.index(label) for label in labels]
    inner = [page for page in pages[min(places):max(places) + 1]
             if "·····" not in page]
    conservation(*read_dump(dump), chapters, inner)


main()
