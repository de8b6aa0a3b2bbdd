#!/usr/bin/env python3
"""One text in three forms: what the book says, the EPUB and the PDF say.

usage: same_text.py conservation|agreement|openings BOOK.dump BOOK.epub BOOK.pdf

conservation: every block of the book (banxin --dump=book) stands in the EPUB
and on the printed pages; and the pages hold not one character more or less
than the EPUB's chapters.
agreement: what follows a page mark in the EPUB is what that page begins with,
but for readings above the words: who copies the page gets what stands at its
head on its way (a picture that text has overtaken, a table's head) after it.
And each line of the EPUB's contents leads to the page of the same number as
the PDF's bookmark of that title.
openings: the same, of a book in which pages open in each of these ways.
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
        self.text, self.marks, self.heads, self.notes = "", {}, [], []
        self.readings, self.figures, self.ids = [], [], {}
        self.walk(root.find(XHTML + "body"))

    def add(self, text):
        self.text += bare(text or "")

    def walk(self, element):
        if element.tag == XHTML + "rp":
            return
        if element.get(OPS + "type") == "pagebreak":
            self.marks[element.get("id")] = len(self.text)
        start = len(self.text)
        self.ids[element.get("id")] = start
        if element.tag == XHTML + "li":
            self.text += ITEM
        self.add(element.text)
        for child in element:
            self.walk(child)
            self.add(child.tail)
        if element.tag == XHTML + "rt":
            self.readings.append((start, len(self.text)))
        if element.tag == XHTML + "thead":
            self.heads.append(self.text[start:])
        if element.tag == XHTML + "figure":
            self.figures.append((start, self.text[start:]))
        if element.tag == XHTML + "aside":
            self.notes.append(self.text[start:])

    def without_readings(self, start, length):
        """So much text from there on, and the readings that it has."""
        text, read = "", ""
        while start < len(self.text) and len(text.strip(ITEM)) < length:
            end = next((e for s, e in self.readings if s == start), start)
            if end > start:
                read += self.text[start:end]
                start = end
            else:
                text += self.text[start]
                start += 1
        return text, read


def read_epub(path):
    book = zipfile.ZipFile(path)
    root = tree.fromstring(book.read("EPUB/package.opf"))
    opf = "{http://www.idpf.org/2007/opf}"
    names = {i.get("id"): i.get("href") for i in root.iter(opf + "item")}
    spine = [names[i.get("idref")] for i in root.iter(opf + "itemref")]
    chapters = {name: Chapter(tree.fromstring(book.read("EPUB/" + name)))
                for name in spine if re.search(r"text/c\d+", name)}
    nav = tree.fromstring(book.read("EPUB/nav.xhtml"))
    lists = {part.get(OPS + "type"): [
        ("".join(link.itertext()), (link.get("href") + "#").split("#")[:2])
        for link in part.iter(XHTML + "a")] for part in nav.iter(XHTML + "nav")}
    return chapters, dict(lists["page-list"]), lists["toc"]


def roman(number):
    out = ""
    for value, sign in ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
                        (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            out, number = out + sign, number - value
    return out


def ask_qpdf(path, key):
    # It ends with 3 when it has only warned.
    return json.loads(subprocess.run(
        ["qpdf", "--json=1", "--json-key=" + key, path],
        stdout=subprocess.PIPE, check=False).stdout)[key]


def read_labels(path, count):
    ranges = ask_qpdf(path, "pagelabels")
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


def read_pdf(path, order="-raw"):
    """The pages' text in the order of their content, or as the eye sees it."""
    text = subprocess.run(
        ["pdftotext", order, "-x", "0", "-y", str(TOP), "-W", "420",
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


def starts_with(page, wanted, read):
    between = "[%s]*" % re.escape(read) if read else ""
    pattern = between.join(MARK if c == ITEM else re.escape(c)
                           for c in wanted)
    return (re.match(between + pattern, page) or
            (len(page) < len(wanted) and wanted.startswith(page)))


def opening(page, chapter, at, read):
    """What the eye meets first on a page whose text begins at the mark."""
    for start, text in chapter.figures:
        if text and page.startswith(text):
            return "picture" if start == at else "overtaken picture"
    page = re.sub("^[续續]表", "", page)
    if any(page.startswith(head) for head in chapter.heads):
        return "table"
    return "reading" if read else "text"


def agreement(chapters, labels, pages, pdf_labels):
    check("pages were compared: %d" % len(labels), "" if labels else "none")
    for label, (name, mark) in labels.items():
        chapter = chapters[name]
        at = chapter.marks[mark]
        at -= chapter.text[:at].endswith(ITEM)
        wanted, read = chapter.without_readings(at, 20)
        page = pages[pdf_labels.index(label)] if label in pdf_labels else ""
        check("page %s begins alike" % label,
              "" if starts_with(page, wanted.rstrip(ITEM), read) else
              "%s, not %s" % (page[:20], wanted))
        yield label, chapter, at, read


def flat(outlines, pdf_labels):
    for entry in outlines:
        yield bare(entry["title"]), pdf_labels[entry["destpageposfrom1"] - 1]
        yield from flat(entry["kids"], pdf_labels)


def contents_agree(chapters, labels, contents, bookmarks):
    """A heading's page is the last whose mark stands before it."""
    label_of = {tuple(place): label for label, place in labels.items()}
    marks = [(list(chapters).index(name), chapters[name].marks[mark], label)
             for (name, mark), label in label_of.items()]
    rest = iter(bookmarks)
    for title, (name, place) in contents:
        if name not in chapters:
            continue
        here = (list(chapters).index(name),
                chapters[name].ids[place] if place else 0)
        label = max((m for m in marks if m[:2] <= here), default=(0, 0, ""))[2]
        check("contents: %s on page %s" % (title.strip(), label),
              "" if (bare(title), label) in rest else "not in the PDF")


def openings(compared, seen, pdf_labels):
    counts = collections.Counter()
    for label, chapter, at, read in compared:
        page = seen[pdf_labels.index(label)]
        counts[opening(page, chapter, at, read)] += 1
        counts["note"] += any(n[-20:] in page and n[5:25] not in page
                              for n in chapter.notes if len(n) > 60)
    for wanted in ("text", "picture", "overtaken picture", "table",
                   "reading", "note"):
        check("%d pages open with: %s" % (counts[wanted], wanted),
              "" if counts[wanted] else "none")


def main():
    kind, dump, epub, pdf = sys.argv[1:]
    chapters, labels, contents = read_epub(epub)
    pages = read_pdf(pdf)
    pdf_labels = read_labels(pdf, len(pages))
    if kind != "conservation":
        compared = list(agreement(chapters, labels, pages, pdf_labels))
        contents_agree(chapters, labels, contents,
                       flat(ask_qpdf(pdf, "outlines"), pdf_labels))
        if kind == "openings":
            openings(compared, read_pdf(pdf, "-layout"), pdf_labels)
        return
    # From the first chapter to the last, without the contents.
    places = [pdf_labels.index(label) for label in labels]
    inner = [page for page in pages[min(places):max(places) + 1]
             if "…………" not in page]
    conservation(*read_dump(dump), chapters, inner)


main()
