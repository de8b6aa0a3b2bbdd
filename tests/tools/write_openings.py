#!/usr/bin/env python3
"""Writes a book whose pages open in every way there is.

usage: write_openings.py FOLDER PICTURE

Its pages open with text, with pictures in their place and pictures that text
has overtaken (some found, some missing), in tables, under a note that goes
on, with readings, and in a chapter that has no title.
"""
import os
import sys

WORDS = ("渡口", "夜里", "灯", "借来的书", "读完一遍", "写在纸上", "带到会上",
         "问一问", "再想", "明天", "下雨", "河水", "对岸", "老船工", "慢慢讲")


def sentences(first, count):
    """Sentences of many lengths, none like another."""
    out = ""
    for n in range(first, first + count):
        words = [WORDS[(n * n + 7 * k) % len(WORDS)] for k in range(3 + n % 6)]
        out += "第%d句，" % n + "".join(words) + "。"
    return out


def pictures():
    """Every other one is missing."""
    lines = ["# 画与话\n"]
    for n in range(24):
        lines.append(sentences(40 * n, 6 + n * 5 % 17) + "\n")
        lines.append(sentences(40 * n + 25, 4 + n * 3 % 7) + "\n")
        name = "nowhere-%d.png" % n if n % 2 else "picture.png"
        lines.append("![渡口的第%d块石头](%s \"图%d　渡口\")\n" % (n, name, n))
    return lines


def tables():
    rows = ["| %d | %s | 记下 |" % (n, sentences(n, 1)) for n in range(90)]
    return ["# 日程表\n", sentences(1, 9), "", "| 日 | 事 | 人 |", "|--|--|--|",
            *rows, "", sentences(1, 4)]


def notes():
    lines = ["# 长的注\n"]
    for n in range(6):
        lines.append(sentences(100 * n, 30) + "[^%d]\n" % n)
        lines.append("[^%d]: %s\n" % (n, sentences(5000 + 100 * n, 45)))
    return lines


def readings():
    text = sentences(1, 200).replace("灯", "<ruby>灯<rt>dēng</rt></ruby>")
    text = text.replace("句", "<ruby>句<rt>jù</rt></ruby>")
    return ["<html><body><h1>读音</h1><p>%s</p></body></html>" % text]


def main():
    folder, picture = sys.argv[1:]
    os.makedirs(folder)
    for name, lines in (("a.md", pictures()), ("b.md", tables()),
                        ("c.md", notes()), ("d.html", readings()),
                        ("e.txt", [sentences(7000, 40)]),
                        ("book.yaml", ["title: 开页", "date: 2026-11-20",
                                       "chapters: [a.md, b.md, c.md, d.html,"
                                       " e.txt]"])):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
            out.write("\n".join(lines) + "\n")
    with open(picture, "rb") as source:
        with open(os.path.join(folder, "picture.png"), "wb") as out:
            out.write(source.read())


main()
