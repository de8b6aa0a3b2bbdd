#!/usr/bin/env python3
"""The packages among the goldens: each is built here, to the byte.

usage: packages.py [GOLDENS]        default: tests/golden
"""
import struct
import sys
import zipfile
import zlib

W = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
     'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
     'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
     'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
     'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
     'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
     'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"')
TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/'


def picture(red):
    """A PNG of 40 by 30 pixels in one colour."""
    def chunk(name, data):
        body = name + data
        return struct.pack('>I', len(data)) + body + struct.pack(
            '>I', zlib.crc32(body))
    rows = (b'\0' + bytes([red, 90, 60]) * 40) * 30
    return (b'\x89PNG\r\n\x1a\n' +
            chunk(b'IHDR', struct.pack('>IIBBBBB', 40, 30, 8, 2, 0, 0, 0)) +
            chunk(b'IDAT', zlib.compress(rows, 9)) + chunk(b'IEND', b''))


def write(path, parts):
    with zipfile.ZipFile(path, 'w') as package:
        for name, data in parts:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = (zipfile.ZIP_STORED if name == 'mimetype'
                                  else zipfile.ZIP_DEFLATED)
            info.external_attr = 0o644 << 16
            package.writestr(info, data)


def xml(body):
    return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + body


def run(text, properties=''):
    inner = f'<w:rPr>{properties}</w:rPr>' if properties else ''
    return f'<w:r>{inner}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(content, properties=''):
    inner = f'<w:pPr>{properties}</w:pPr>' if properties else ''
    if '<' not in content:
        content = run(content)
    return f'<w:p>{inner}{content}</w:p>'


def styled(style, content, more=''):
    return para(content, f'<w:pStyle w:val="{style}"/>{more}')


def item(number, level, content):
    return para(content, f'<w:numPr><w:ilvl w:val="{level}"/>'
                f'<w:numId w:val="{number}"/></w:numPr>')


def field(code, result=None):
    mark = '<w:r><w:fldChar w:fldCharType="%s"/></w:r>'
    middle = '' if result is None else mark % 'separate' + result
    return (mark % 'begin' + f'<w:r><w:instrText xml:space="preserve">{code}'
            '</w:instrText></w:r>' + middle + mark % 'end')


def style(kind, name, more='', key=None):
    return (f'<w:style w:type="{kind}" w:styleId="{key or name}">'
            f'<w:name w:val="{name}"/>{more}</w:style>')


def relations(*rows):
    body = ''.join(f'<Relationship Id="{key}" Type="{TYPE}{kind}" '
                   f'Target="{target}"' +
                   (' TargetMode="External"' if external else '') + '/>'
                   for key, kind, target, external in rows)
    return xml('<Relationships xmlns="http://schemas.openxmlformats.org/'
               f'package/2006/relationships">{body}</Relationships>')


def level(number, kind, text, start=1):
    return (f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/>'
            f'<w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>')


def drawing(key, description):
    return ('<w:r><w:drawing><wp:inline><wp:extent cx="381000" cy="285750"/>'
            f'<wp:docPr id="1" name="x" descr="{description}"/><a:graphic>'
            f'<a:graphicData><a:blip r:embed="{key}"/></a:graphicData>'
            '</a:graphic></wp:inline></w:drawing></w:r>')


def cell(content, properties=''):
    return f'<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>'


STYLES = xml(f'<w:styles {W}>' + style('paragraph', 'Normal') +
             style('paragraph', 'Title', key='a3') +
             style('paragraph', 'heading 1', key='1') +
             style('paragraph', 'heading 2', key='2') +
             style('paragraph', '讲义小题', '<w:basedOn w:val="2"/>', 'x1') +
             style('paragraph', 'Quote', key='a5') +
             style('paragraph', 'caption', key='a6') +
             style('paragraph', 'HTML Preformatted', key='HTML') +
             style('paragraph', '诗', key='shi') +
             style('paragraph', 'toc 1', key='11') +
             style('character', 'Strong', key='a7') + '</w:styles>')

NUMBERING = xml(
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">' +
    level(0, 'decimal', '%1.') + level(1, 'bullet', '•') +
    '</w:abstractNum><w:abstractNum w:abstractNumId="1">' +
    level(0, 'chineseCountingThousand', '第%1条') +
    level(1, 'chineseCounting', '（%2）') +
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>')


def office_body():
    box = ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
           '<wps:txbx><w:txbxContent>' + para('框里的一句话。') +
           '</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback>'
           '<w:pict><w:txbxContent>' + para('框里的一句话。') +
           '</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>')
    ruby = ('<w:r><w:ruby><w:rt>' + run('tíng') + '</w:rt><w:rubyBase>' +
            run('亭') + '</w:rubyBase></w:ruby></w:r>')
    contents = (styled('11', field('TOC \\o "1-3"', run('山路\t3')))[:-6]
                .replace('<w:r><w:fldChar w:fldCharType="end"/></w:r>', '') +
                '</w:p>' + styled('11', '溪水\t5') +
                para('<w:r><w:fldChar w:fldCharType="end"/></w:r>'))
    table = ('<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>' +
             cell(para('时辰')) +
             cell(para('见闻'), '<w:gridSpan w:val="2"/>') + '</w:tr><w:tr>' +
             cell(para('清早'), '<w:vMerge w:val="restart"/>') +
             cell(para('雾') + para('露水')) + cell(para('鸟声')) +
             '</w:tr><w:tr>' + cell('<w:p/>', '<w:vMerge/>') +
             cell(para('炊烟')) + cell(para('犬吠')) + '</w:tr></w:tbl>')
    return ''.join([
        styled('a3', '登山小记'),
        contents,
        styled('1', '<w:bookmarkStart w:id="0" w:name="shanlu"/>' +
               run('山路')),
        para(run('石阶') + run('很', '<w:b/>') + run('陡', '<w:b/>') +
             run('，两旁是') + run('松', '<w:i/>') + run('与') +
             run('竹', '<w:em w:val="dot"/>') + run('，水是H') +
             run('2', '<w:vertAlign w:val="subscript"/>') + run('O。') +
             run('强', '<w:rStyle w:val="a7"/>') +
             run('不强', '<w:rStyle w:val="a7"/><w:b w:val="0"/>')),
        para(run('半山有') + ruby + run('，又有') +
             field('eq \\o\\ad(\\s\\up 9(gé),阁)') + run('，名') +
             run('望云', '<w:u w:val="single"/>') +
             '<w:r><w:footnoteReference w:id="2"/></w:r>' + run('。')),
        styled('x1', '歇脚'),
        para('<w:hyperlink r:id="rId5">' + run('山中气候') +
             '</w:hyperlink>' + run('见') +
             '<w:hyperlink w:anchor="shanlu">' + run('前文') +
             '</w:hyperlink>' + run('和') +
             field('HYPERLINK "https://example.org/b"', run('附记')) +
             run('。')),
        para(run('茶') + '<w:r><w:tab/><w:t>两碗</w:t><w:br/><w:t>饼一个'
             '</w:t></w:r><w:smartTag>' + run('，付钱') + '</w:smartTag>'
             '<w:del>' + '<w:r><w:delText>五文</w:delText></w:r>' +
             '</w:del><w:ins>' + run('三文') + '</w:ins><w:r><w:sym '
             'w:font="Wingdings" w:char="F0FC"/></w:r>' +
             run('密语', '<w:vanish/>') + run('。')),
        item(1, 0, '带水'), item(1, 1, '凉的'), item(1, 1, '热的'),
        item(1, 0, '带伞'),
        item(2, 0, '进山须结伴。'), item(2, 1, '不得生火；'),
        item(2, 0, '日落前下山。'),
        styled('a5', '山高月小。'), styled('a5', '水落石出处。'),
        styled('shi', '空谷闻樵斧'), styled('shi', '斜阳在半坡'),
        styled('HTML', 'for step in path:'), styled('HTML', '    walk()'),
        para(drawing('rId7', '山门的样子')), styled('a6', '图 1　山门'),
        para(run('门旁有框。') + box),
        '<w:sdt><w:sdtContent>' + para('控件里的字。') +
        '</w:sdtContent></w:sdt>',
        table,
        para('题外的大纲。', '<w:outlineLvl w:val="0"/>'),
        para(run('末了。') + '<w:r><w:endnoteReference w:id="1"/></w:r>'
             '<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>'),
        para(run('山人'), '<w:jc w:val="right"/>'),
    ])


def office(folder):
    notes = xml(f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0">' +
                para('—') + '</w:footnote><w:footnote w:id="2">' +
                para('阁已不存。') + '</w:footnote></w:footnotes>')
    ends = xml(f'<w:endnotes {W}><w:endnote w:id="1">' + para('记于灯下。') +
               '</w:endnote></w:endnotes>')
    write(folder + '/office.docx', [
        ('[Content_Types].xml', xml('<Types/>')),
        ('word/document.xml', xml(f'<w:document {W}><w:body>' + office_body() +
                                  '<w:sectPr/></w:body></w:document>')),
        ('word/_rels/document.xml.rels', relations(
            ('rId5', 'hyperlink', 'https://example.org/a', True),
            ('rId7', 'image', 'media/gate.png', False),
            ('rId8', 'header', 'header1.xml', False))),
        ('word/styles.xml', STYLES),
        ('word/numbering.xml', NUMBERING),
        ('word/footnotes.xml', notes),
        ('word/endnotes.xml', ends),
        ('word/header1.xml', xml(f'<w:hdr {W}>' + para('登山社内刊') +
                                 '</w:hdr>')),
        ('word/comments.xml', xml(f'<w:comments {W}><w:comment w:id="0">' +
                                  para('此处再核。') +
                                  '</w:comment></w:comments>')),
        ('word/media/gate.png', picture(120)),
    ])


def bare(folder):
    """No styles, no numbering, a picture that is not there."""
    body = (para(run('社日记', '<w:b/><w:sz w:val="44"/>'),
                 '<w:jc w:val="center"/>') +
            para('一早起来扫院子。') + para(drawing('rId1', '')) +
            '<w:tbl><w:tr>' + cell(para('框中只有这一段。')) +
            '</w:tr></w:tbl>')
    write(folder + '/bare.docx', [
        ('word/document.xml', xml(f'<w:document {W}><w:body>{body}'
                                  '</w:body></w:document>')),
        ('word/_rels/document.xml.rels', relations(
            ('rId1', 'image', 'media/lost.png', False))),
    ])


def page(title, body):
    return xml('<html xmlns="http://www.w3.org/1999/xhtml"><head><title>'
               f'{title}</title></head><body>{body}</body></html>')


def epub(folder):
    opf = xml('<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
              '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
              '<dc:title>河边两篇</dc:title><dc:creator>渡口人</dc:creator>'
              '<dc:language>zh-Hans</dc:language><dc:date>2019-05-06</dc:date>'
              '<dc:identifier>urn:x:1</dc:identifier></metadata><manifest>'
              '<item id="n" href="nav.xhtml" properties="nav" '
              'media-type="application/xhtml+xml"/>'
              '<item id="a" href="text/one%20a.xhtml" '
              'media-type="application/xhtml+xml"/>'
              '<item id="b" href="text/two.xhtml" '
              'media-type="application/xhtml+xml"/>'
              '<item id="p" href="img/boat.png" media-type="image/png"/>'
              '</manifest><spine><itemref idref="n"/><itemref idref="a"/>'
              '<itemref idref="b"/></spine></package>')
    write(folder + '/river.epub', [
        ('mimetype', 'application/epub+zip'),
        ('META-INF/container.xml', xml(
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
            'container"><rootfiles><rootfile full-path="OPS/book.opf"/>'
            '</rootfiles></container>')),
        ('OPS/book.opf', opf),
        ('OPS/nav.xhtml', page('目次', '<nav><ol><li><a href="text/two.xhtml">'
                               '摆渡</a></li></ol></nav>')),
        ('OPS/text/one a.xhtml', page('看水', '<h1 id="t">看水</h1><p>水涨了，'
                                      '<a href="two.xhtml#t">船</a>也高了。</p>'
                                      '<p><img src="../img/boat.png" '
                                      'alt="一只船"/></p>')),
        ('OPS/text/two.xhtml', page('摆渡', '<h1 id="t">摆渡</h1><h2>桨</h2>'
                                    '<p>回<a href="one%20a.xhtml">前篇</a>，'
                                    '见<a href="#t">篇首</a>。</p>')),
        ('OPS/img/boat.png', picture(30)),
    ])


def faulty(folder):
    """What the messages about packages are shown with."""
    body = xml(f'<w:document {W}><w:body>' + para('字') +
               '</w:body></w:document>')
    write(folder + '/leaves.docx', [('word/document.xml', body),
                                    ('../outside.txt', 'x')])
    half = folder + '/half.docx'
    write(half, [('word/document.xml', body)])
    with open(half, 'r+b') as file:
        file.truncate(120)
    container = ('META-INF/container.xml', xml(
        '<container><rootfiles><rootfile full-path="a.opf"/></rootfiles>'
        '</container>'))
    opf = ('a.opf', xml(
        '<package><manifest><item id="a" href="a.xhtml" media-type='
        '"application/xhtml+xml"/><item id="b" href="b.xhtml" media-type='
        '"application/xhtml+xml"/></manifest><spine><itemref idref="a"/>'
        '<itemref idref="b"/></spine></package>'))
    one = ('a.xhtml', page('水', '<p>水。</p>'))
    write(folder + '/lacking.epub', [container, opf, one])
    write(folder + '/locked.epub', [container, opf, one, (
        'META-INF/encryption.xml', xml(
            '<encryption><EncryptedData><EncryptionMethod Algorithm='
            '"http://www.w3.org/2001/04/xmlenc#aes256-cbc"/></EncryptedData>'
            '</encryption>'))])


if __name__ == '__main__':
    where = sys.argv[1] if len(sys.argv) > 1 else 'tests/golden'
    office(where + '/read')
    bare(where + '/read')
    epub(where + '/read')
    faulty(where + '/diag/texts')
