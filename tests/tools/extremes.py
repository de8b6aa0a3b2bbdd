#!/usr/bin/env python3
"""Books that no page was made for, each in a folder of its own.

usage: extremes.py FOLDER
"""
import os
import struct
import sys
import zlib

LINE = '这一行说的是河边的事情，磨坊的水车转了整整一个夏天。'
RICH = ('# 一\n\n' + LINE * 3 + '\n\n## 二\n\n> ' + LINE + '\n\n- 甲\n- 乙\n\n'
        '1. 子\n2. 丑\n\n|左|右|\n|--|--|\n|寅|卯|\n\n```\ncode\n```\n\n'
        '辰[^1]**粗***斜*`码`\n\n---\n\n![图](p.png)\n\n[^1]: 注文\n')
PARTS = ('body,p,h1,h2,h3,blockquote,ul,ol,li,table,td,th,pre,code,figure,'
         'figcaption,hr,em,strong,sup,div')
LENGTHS = ('font-size margin margin-top margin-bottom margin-left '
           'margin-right padding text-indent line-height letter-spacing')


def write(name, data):
    with open(name, 'wb') as file:
        file.write(data if isinstance(data, bytes) else data.encode())


def picture(width, height):
    def chunk(name, data):
        body = name + data
        return struct.pack('>I', len(data)) + body + struct.pack(
            '>I', zlib.crc32(body))
    rows = (b'\0' + b'\x80' * width) * height
    write('p.png', b'\x89PNG\r\n\x1a\n' +
          chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 0, 0, 0, 0))
          + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


def book(text, keys='', file='a.md', title='难题'):
    write(file, text)
    write('book.yaml', 'title: %s\nname: hard\nformats: [epub, pdf]\n%s'
          'chapters:\n  - %s\n' % (title, keys, file))


def notes(count):
    return '# 一\n\n' + ''.join('甲[^%d]' % i for i in range(count)) + \
        '\n\n' + ''.join('[^%d]: 注\n' % i for i in range(count))


def table(columns, rows):
    return '<h1>一</h1><table>' + ('<tr>' + '<td>字字</td>' * columns +
                                  '</tr>') * rows + '</table>'


def nested(tag, depth):
    return '<h1>一</h1>' + (tag + LINE) * depth


def style(value):
    picture(100, 100)
    write('s.css', PARTS + ' {' + ' '.join(
        '%s: %s;' % (name, value) for name in LENGTHS.split()) + '}\n')
    book(RICH, 'style: s.css\n')


CASES = {
    'smallest measure': lambda: (picture(9, 9), book(
        RICH, 'print: {chars: 4, lines: 4}\n')),
    'smallest measure, vertical': lambda: (picture(9, 9), book(
        RICH, 'print: {direction: vertical, chars: 8, lines: 4}\n')),
    'words wider than the page': lambda: book(
        '# ' + 'W' * 999 + '\n\n前' + 'W' * 3000 + '后[^1]\n\n## ' + 'W' * 400
        + '\n\n- ' + 'w' * 900 + '\n\n[^1]: ' + 'W' * 900 + '尾\n'),
    'a paragraph of a million': lambda: book('# 一\n\n' + LINE * 38000),
    'a million without a mark': lambda: book('# 一\n\n' + '字' * 1000000),
    '10,000 notes on a page': lambda: book(notes(10000)),
    'a picture taller than the page': lambda: (picture(20, 9000), book(
        '# 一\n\n前\n\n![高图](p.png)\n\n后![高](p.png)字\n')),
    'a picture wider than the page': lambda: (picture(9000, 20), book(
        '# 一\n\n前\n\n![宽图](p.png)\n\n后![宽](p.png)字\n')),
    'a table of 200 columns': lambda: book(table(200, 4), file='a.html'),
    'a cell longer than pages': lambda: book(
        '<h1>一</h1><table><tr><td>' + LINE * 300 + '<td>乙</table>',
        file='a.html'),
    '200 quotations': lambda: book(nested('<blockquote><p>', 200),
                                   file='a.html'),
    '200 lists': lambda: book(nested('<ul><li><p>', 200), file='a.html'),
    'a reading longer than pages': lambda: book(
        '<h1>一</h1><p>前<ruby>' + '字' * 500 + '<rt>' + 'yī ' * 500 +
        '</rt></ruby>后</p>', file='a.html'),
    'a title as long as pages': lambda: book(
        '# ' + LINE * 100 + '\n\n文。\n', title=LINE * 100),
}
for value in ('0', '0pt', '10000pt', '-10000pt', '1000em', '100lh', '10000%',
              '9' * 30 + 'pt'):
    CASES['every length %s' % value] = lambda value=value: style(value)


def main():
    top = os.path.abspath(sys.argv[1])
    for name in CASES:
        folder = os.path.join(top, name)
        os.makedirs(folder)
        os.chdir(folder)
        CASES[name]()


main()
