#!/usr/bin/env python3
"""Inputs that mean harm, each in a folder of its own with its book.yaml.

usage: hostile.py FOLDER
In each folder a file `expect` says the exit code and a word of the message
(empty: a book is made). Nothing of this is kept in the repository.
"""
import os
import struct
import sys
import zipfile
import zlib

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = '<w:p><w:r><w:t>%s</w:t></w:r></w:p>'
CONTAINER = ('<container><rootfiles><rootfile full-path="%s"/></rootfiles>'
             '</container>')
PACKAGE = ('<package><manifest><item id="a" href="%s" '
           'media-type="application/xhtml+xml"/></manifest><spine>'
           '<itemref idref="a"/></spine></package>')
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
BOMB = '<!DOCTYPE x [<!ENTITY a "哈哈哈哈">' + ''.join(
    '<!ENTITY %s "%s">' % (chr(98 + i), ('&%s;' % chr(97 + i)) * 10)
    for i in range(9)) + ']>'
DEEP = 100000

cases = {}


def case(code, word=''):
    def keep(function):
        cases[function.__name__] = (code, word, function)
        return function
    return keep


def write(name, data):
    with open(name, 'wb') as file:
        file.write(data if isinstance(data, bytes) else data.encode())


def manifest(file, keys=''):
    write('book.yaml', 'title: 难题\nname: hard\n%schapters:\n  - %s\n'
          % (keys, file))


def package(name, parts, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(name, 'w', method) as archive:
        for part in parts:
            archive.writestr(part, parts[part])
    manifest(name)


def document(body, head=''):
    return '%s<w:document %s><w:body>%s</w:body></w:document>' % (
        head, NAMES, body)


def word_file(head='', more=(), text='字', method=zipfile.ZIP_DEFLATED):
    package('a.docx', dict({'word/document.xml':
                            document(BODY % text, head)}, **dict(more)),
            method)


def book_file(container='a.opf', opf=PACKAGE % 'a.xhtml', page='<p>字</p>'):
    package('a.epub', {'META-INF/container.xml': CONTAINER % container,
                       'a.opf': opf, 'a.xhtml': page}, zipfile.ZIP_STORED)


# --- entities ---

@case(0)
def entity_of_a_page():
    write('a.html', OUTSIDE + '<html><body><p>前&e;后</p></body></html>')
    manifest('a.html')


@case(0)
def entity_bomb_in_a_page():
    write('a.html', BOMB + '<html><body><p>前&j;后</p></body></html>')
    manifest('a.html')


@case(0)
def entity_bomb_in_a_feed():
    write('a.xml', '<?xml version="1.0"?>' + BOMB + '<rss><channel><item>'
          '<description>前&j;后</description></item></channel></rss>')
    manifest('a.xml')


@case(4, 'DOCTYPE')
def entity_of_a_docx():
    word_file(OUTSIDE, text='前&e;后')


@case(4, 'word/document.xml')
def entity_bomb_in_a_docx():
    word_file(BOMB, text='前&j;后')


@case(4, 'DOCTYPE')
def entity_of_an_epub():
    book_file(opf=OUTSIDE + PACKAGE % 'a.xhtml')


# --- packages ---

@case(4, 'too large')
def one_part_of_60_mb():
    word_file(text='字' * 20000000)


@case(4, 'swells')
def parts_of_2_gb_in_one_place():
    data = document(BODY % ('字' * 3000000)).encode()
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = press.compress(data) + press.flush()
    facts = (zlib.crc32(data), len(packed), len(data))
    name, listed, count = b'word/document.xml', b'', 500
    local = struct.pack('<4s5H3I2H', b'PK\3\4', 20, 0, 8, 0, 0x21, *facts,
                        len(name), 0) + name + packed
    for i in range(count):
        part = name if i == 0 else b'word/media/i%d.png' % i
        listed += struct.pack('<4s6H3I5H2I', b'PK\1\2', 20, 20, 0, 8, 0, 0x21,
                              *facts, len(part), 0, 0, 0, 0, 0, 0) + part
    write('a.docx', local + listed + struct.pack(
        '<4s4H2IH', b'PK\5\6', 0, 0, count, count, len(listed), len(local),
        0))
    manifest('a.docx')


@case(4, 'too many parts')
def parts_by_the_thousand():
    word_file(more=(('x%d' % i, '') for i in range(20000)),
              method=zipfile.ZIP_STORED)


@case(4, 'leaves the package')
def part_that_climbs_out():
    word_file(more={'../../x': 'x'})


@case(4, 'leaves the package')
def part_from_the_root():
    word_file(more={'/etc/x': 'x'})


@case(4, 'symbolic link')
def part_that_is_a_link():
    word_file()
    with zipfile.ZipFile('a.docx', 'a') as archive:
        link = zipfile.ZipInfo('word/media/link.png')
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, '/etc/passwd')


@case(4, 'damaged')
def package_cut_in_half():
    word_file(text='字' * 1000)
    with open('a.docx', 'rb') as file:
        data = file.read()
    write('a.docx', data[:len(data) // 2])


@case(4, 'a.epub')
def book_whose_pages_lie_outside():
    book_file(opf=PACKAGE % '../../../../etc/passwd')


# --- depth ---

@case(4, 'word/document.xml')
def docx_of_great_depth():
    package('a.docx', {'word/document.xml': document(
        '<w:tbl><w:tr><w:tc>' * DEEP)}, zipfile.ZIP_STORED)


@case(4, 'a.opf')
def book_of_great_depth():
    book_file(opf='<x>' * DEEP)


@case(0, 'nested')
def page_of_great_depth():
    write('a.html', '<blockquote><p>字' * DEEP)
    manifest('a.html')


@case(0, 'nested')
def markdown_of_great_depth():
    write('a.md', '> ' * DEEP + '字\n\n' + '- ' * DEEP + '字\n')
    manifest('a.md')


@case(1, 'nested')
def manifest_of_great_depth():
    write('book.yaml', 'title: 难题\nchapters: ' + '{a: ' * DEEP)


# --- length ---

@case(4, '8 MB')
def text_line_of_30_mb():
    write('a.txt', '字' * 10000000)
    manifest('a.txt')


@case(4, '8 MB')
def page_line_of_30_mb():
    write('a.html', '<html><body><p>' + '字' * 10000000)
    manifest('a.html')


@case(4, '8 MB')
def markdown_line_of_30_mb():
    write('a.md', '# 一\n\n' + '字' * 10000000)
    manifest('a.md')


@case(4, '8 MB')
def markdown_paragraph_of_30_mb():
    write('a.md', '# 一\n\n' + '这一行说的是河边的事情。\n' * 900000)
    manifest('a.md')


LINE = '这一行说的是河边的事情，磨坊的水车转了整整一个夏天。'


@case(0)
def honest_page_of_30_mb():
    write('a.html', '<html><body><h1>一</h1>' + (
        '<p>' + LINE * 5 + '</p>\n') * 75000)
    manifest('a.html', 'formats: [epub]\n')


@case(0)
def honest_text_of_30_mb():
    write('a.txt', '第一章\n\n' + ('　　' + LINE * 2 + '\n') * 185000)
    manifest('a.txt', 'formats: [epub]\n')


@case(0)
def honest_paragraph_of_a_million():
    write('a.md', '# 一\n\n' + LINE * 38000)
    manifest('a.md', 'formats: [pdf]\n')


@case(0)
def address_repeated_without_end():
    write('a.md', '[a]: http://x/%s\n\n[b]:\n  http://x/%s\n\n%s\n' % (
        'y' * 100000, 'z' * 20000, '[a][b]' * 5000))
    manifest('a.md')


# --- number ---

MANY = 100000


@case(0)
def attributes_without_end():
    write('a.html', '<p ' + ''.join('a%d=1 ' % i for i in range(MANY)) +
          '>字</p>')
    manifest('a.html')


@case(0)
def cells_of_one_row():
    write('a.html', '<h1>一</h1><table><tr>' + '<td>字' * MANY + '</table>')
    manifest('a.html')


@case(0)
def rows_of_one_table():
    write('a.html', '<h1>一</h1><table>' + '<tr><td>甲<td>乙' * (MANY // 2) +
          '</table>')
    manifest('a.html')


@case(0)
def notes_of_one_chapter():
    write('a.md', '# 一\n\n' + '\n'.join(
        '甲[^%d]乙' % i for i in range(MANY // 2)) + '\n\n' + '\n'.join(
        '[^%d]: 注' % i for i in range(MANY // 2)) + '\n')
    manifest('a.md', 'formats: [epub]\n')


@case(0)
def ids_and_links_to_them():
    write('a.html', ''.join('<p id="a%d">甲<a href="#a%d">乙</a></p>' % (
        i, MANY // 2 - 1 - i) for i in range(MANY // 2)))
    manifest('a.html', 'formats: [epub]\n')


@case(0)
def lines_of_one_character():
    write('a.txt', '字\n' * MANY)
    manifest('a.txt')


@case(0)
def elements_without_anything():
    write('a.html', '<h1>一</h1>' + '<p></p><div><span></span></div>' * MANY +
          '<p>字')
    manifest('a.html')


@case(1, 'too long')
def title_of_6_mb():
    write('book.yaml', 'title: ' + '字' * 2000000)


@case(1, '4096 keys')
def manifest_of_50000_keys():
    write('book.yaml', ''.join('k%d: &k%d x\n' % (i, i)
                               for i in range(50000)))


@case(1, 'U+20000')
def every_han_there_is():
    write('a.txt', ''.join(map(chr, range(0x20000, 0x2A6DF))))
    manifest('a.txt')


# --- files that are none ---

PICTURE = '# 图\n\n前文![图](p.png)后文。\n'


def special(kind):
    write('a.md', PICTURE)
    if kind == 'pipe':
        os.mkfifo('x')
    elif kind == 'folder':
        os.mkdir('x')
    else:
        os.symlink(kind, 'x')


def add_special(name, kind, document_word, picture_word):
    @case(1 if kind.startswith('/') else 4, document_word)
    def as_document():
        special(kind)
        manifest('x')

    @case(1 if kind.startswith('/') else 4, document_word)
    def as_style():
        special(kind)
        manifest('a.md', 'style: x\n')

    @case(0, picture_word)
    def as_picture():
        special(kind)
        os.rename('x', 'p.png')
        manifest('a.md')

    for use in ('document', 'style', 'picture'):
        cases['%s_as_%s' % (name, use)] = cases.pop('as_' + use)


add_special('pipe', 'pipe', 'cannot read', 'unreadable')
add_special('folder', 'folder', 'cannot read', 'unreadable')
add_special('link_to_zeros', '/dev/zero', 'outside', 'outside')
add_special('link_to_passwords', '/etc/passwd', 'outside', 'outside')


@case(1, 'outside')
def output_through_a_link():
    write('a.md', PICTURE)
    os.symlink('/tmp', 'out')
    manifest('a.md')


@case(0)
def name_that_writes_to_the_terminal():
    write('a\x1b[31m\u202e\n.md', '# 一\n\n字。\n')
    manifest('"a\\e[31m\u202e\\n.md"')


def main():
    top = os.path.abspath(sys.argv[1])
    for name in cases:
        code, word, function = cases[name]
        folder = os.path.join(top, name)
        os.makedirs(folder)
        os.chdir(folder)
        function()
        write('expect', '%d %s' % (code, word))


main()
