"""One good EPUB -> many broken ones, each in one way that a generator could
break it.

usage: break_epub.py GOOD.epub FOLDER. Prints the names, one a line; files are
FOLDER/NAME.epub. Names say what was done. "fine_..." are changes that break
nothing. The book is the fixture of tests/e2e.
"""
import re
import struct
import sys
import zipfile

CASES = []


class Book:
    """The container's files in order, and how they are to be stored."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.files = {i.filename: archive.read(i) for i in archive.infolist()}
        self.stored = {"mimetype"}

    def edit(self, name, old, new, count=1):
        text = self.files[name].decode()
        changed = re.sub(old, new, text, count=count, flags=re.S)
        if changed == text:
            raise SystemExit("nothing to break: %s in %s" % (old, name))
        self.files[name] = changed.encode()

    def save(self, path):
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in self.files.items():
                info = zipfile.ZipInfo(name, (2026, 11, 20, 0, 0, 0))
                info.compress_type = (zipfile.ZIP_STORED if name in self.stored
                                      else zipfile.ZIP_DEFLATED)
                archive.writestr(info, data)


def case(function):
    CASES.append((function.__name__, function))
    return function


def edits(name, file, old, new):
    CASES.append((name, lambda book: book.edit(file, old, new)))


OPF, NAV, NCX = "EPUB/package.opf", "EPUB/nav.xhtml", "EPUB/toc.ncx"
CONTAINER, CSS = "META-INF/container.xml", "EPUB/style.css"
TEXT = "EPUB/text/c007.xhtml"      # note, list, verse, ruby, picture
TABLE = "EPUB/text/c010.xhtml"     # a table with a caption


@case
def fine_untouched(book):
    pass


# The container.

@case
def mimetype_missing(book):
    del book.files["mimetype"]


@case
def mimetype_last(book):
    book.files["mimetype"] = book.files.pop("mimetype")


@case
def mimetype_line_feed(book):
    book.files["mimetype"] += b"\n"


@case
def mimetype_wrong(book):
    book.files["mimetype"] = b"application/zip"


@case
def mimetype_deflated(book):
    book.stored.clear()


@case
def container_missing(book):
    del book.files[CONTAINER]


edits("container_points_nowhere", CONTAINER, "package.opf", "content.opf")
edits("container_not_well_formed", CONTAINER, "</rootfiles>", "")
edits("container_wrong_type", CONTAINER, "oebps-package", "oebps")
edits("container_no_rootfile", CONTAINER, "<rootfile [^>]*/>", "")


@case
def file_not_in_manifest(book):
    book.files["EPUB/stray.txt"] = b"stray"


@case
def file_missing(book):
    del book.files["EPUB/text/colophon.xhtml"]


@case
def style_missing(book):
    del book.files[CSS]


@case
def name_with_space(book):
    book.files["EPUB/images/a b.png"] = book.files["EPUB/images/image002.png"]
    book.edit(OPF, "</manifest>", '<item id="ab" href="images/a%20b.png" '
              'media-type="image/png"/></manifest>')


@case
def name_with_colon(book):
    book.files["EPUB/images/a:b.png"] = book.files["EPUB/images/image002.png"]
    book.edit(OPF, "</manifest>", '<item id="ab" href="images/a%3Ab.png" '
              'media-type="image/png"/></manifest>')


@case
def names_differ_by_case(book):
    book.files["EPUB/images/IMAGE002.png"] = book.files["EPUB/images/image002.png"]
    book.edit(OPF, "</manifest>", '<item id="ab" href="images/IMAGE002.png" '
              'media-type="image/png"/></manifest>')


# The package document.

edits("opf_not_well_formed", OPF, "</spine>", "")
edits("opf_no_identifier", OPF, "<dc:identifier.*?</dc:identifier>", "")
edits("opf_identifier_empty", OPF, "(<dc:identifier[^>]*>).*?<", r"\1 <")
edits("opf_unique_identifier_dangling", OPF, 'unique-identifier="[^"]*"',
      'unique-identifier="nothing"')
edits("opf_unique_identifier_missing", OPF, 'unique-identifier="[^"]*"', "")
edits("opf_no_title", OPF, '<dc:title id="title">.*?</dc:title>', "")
edits("opf_title_empty", OPF, '(<dc:title id="title">).*?<', r"\1<")
edits("opf_no_language", OPF, "<dc:language>.*?</dc:language>", "")
edits("opf_language_wrong", OPF, "(<dc:language>).*?<", r"\1a_b<")
edits("opf_no_modified", OPF,
      '<meta property="dcterms:modified">.*?</meta>', "")
edits("opf_modified_wrong", OPF, '(dcterms:modified">[^T]*)T', r"\1 ")
edits("opf_modified_twice", OPF,
      '(<meta property="dcterms:modified">.*?</meta>)', r"\1\1")
edits("opf_version_wrong", OPF, 'version="3.0"', 'version="3.7"')
edits("opf_property_unknown", OPF, 'property="pageBreakSource"',
      'property="pageSource2"')
edits("opf_prefix_undeclared", OPF, 'property="schema:accessMode"',
      'property="shema:accessMode"')
edits("opf_refines_nothing", OPF, 'refines="#title"', 'refines="#nobody"')
edits("opf_meta_empty", OPF, '(schema:accessibilityHazard">).*?<', r"\1<")
edits("opf_item_id_twice", OPF, 'id="ncx"', 'id="nav"')
edits("opf_item_id_not_a_name", OPF, 'id="style"', 'id="1style"')
edits("opf_item_href_twice", OPF, "(<item id=\"style\"[^>]*>)",
      r'\1<item id="style2" href="style.css" media-type="text/css"/>')
edits("opf_item_no_type", OPF, 'media-type="text/css"', "")
edits("opf_item_no_href", OPF, 'href="style.css"', "")
edits("opf_item_wrong_type", OPF, 'media-type="text/css"',
      'media-type="image/png"')
edits("opf_item_href_fragment", OPF, 'href="text/c001.xhtml"',
      'href="text/c001.xhtml#a"')
edits("opf_no_nav", OPF, ' properties="nav"', "")
edits("opf_two_navs", OPF, '(<item id="c001" [^>]*?)/>',
      r'\1 properties="nav"/>')
edits("opf_item_property_unknown", OPF, '(<item id="c001" [^>]*?)/>',
      r'\1 properties="grand"/>')
edits("opf_scripted_without_script", OPF, '(<item id="c001" [^>]*?)/>',
      r'\1 properties="scripted"/>')
edits("opf_svg_without_svg", OPF, '(<item id="c001" [^>]*?)/>',
      r'\1 properties="svg"/>')
edits("opf_two_covers", OPF, '(<item id="image00[12]" [^>]*?)/>(.*?<item id="image00[12]" [^>]*?)/>',
      r'\1 properties="cover-image"/>\2 properties="cover-image"/>')
edits("opf_cover_is_text", OPF, '(<item id="c001" [^>]*?)/>',
      r'\1 properties="cover-image"/>')
edits("opf_spine_idref_dangling", OPF, 'idref="c001"', 'idref="c999"')
edits("opf_spine_idref_twice", OPF, 'idref="c002"', 'idref="c001"')
edits("opf_spine_item_is_style", OPF, 'idref="c002"', 'idref="style"')
edits("opf_spine_empty", OPF, "<itemref.*/>", "")
edits("opf_spine_toc_dangling", OPF, 'toc="ncx"', 'toc="ncy"')
edits("opf_spine_toc_not_ncx", OPF, 'toc="ncx"', 'toc="nav"')
edits("opf_spine_direction_wrong", OPF, 'direction="ltr"', 'direction="down"')
edits("opf_linked_chapter_not_in_spine", OPF, '<itemref idref="c007"/>', "")
edits("opf_guide_points_nowhere", OPF, '(<reference type="text"[^>]*href=")[^"]*',
      r"\1text/c999.xhtml")
edits("opf_manifest_missing", OPF, "<manifest>.*</manifest>", "")
edits("opf_two_dates", OPF, "(<dc:date>.*?</dc:date>)", r"\1\1")
edits("opf_meta_attribute_unknown", OPF, '<meta property="schema:accessMode"',
      '<meta propery="x" property="schema:accessMode"')
edits("opf_element_unknown", OPF, "</metadata>", "<foo/></metadata>")

# Pictures.


@case
def picture_wrong_magic(book):
    book.edit(OPF, 'media-type="image/png"', 'media-type="image/jpeg"')


@case
def picture_corrupt(book):
    for name in book.files:
        if name.startswith("EPUB/images/"):
            book.files[name] = b"not a picture at all, only words and words"


@case
def picture_empty(book):
    for name in book.files:
        if name.startswith("EPUB/images/"):
            book.files[name] = b""


# Text.

edits("text_not_well_formed", TEXT, "</section>", "")
edits("text_bare_ampersand", TEXT, "<p>", "<p>a & b")
edits("text_entity_unknown", TEXT, "<p>", "<p>a&nbsp;b")
edits("text_control_character", TEXT, "<p>", "<p>\x01")
edits("text_attribute_twice", TEXT, "<p>", '<p class="a" class="b">')
edits("text_no_title", TEXT, "<title>.*?</title>", "")
edits("text_title_empty", TEXT, "<title>.*?</title>", "<title></title>")
edits("text_id_twice", TEXT, "<p>", '<p id="title">')
edits("text_id_with_space", TEXT, "<p>", '<p id="a b">')
edits("text_link_to_missing_file", TEXT, 'href="c0', 'href="c9')
edits("text_link_to_missing_id", TEXT, 'href="#n1"', 'href="#n99"')
edits("text_link_to_missing_id_elsewhere", TEXT, "<p>",
      '<p><a href="c003.xhtml#nowhere">x</a>')
edits("text_link_escapes", TEXT, "<p>",
      '<p><a href="../../../other.xhtml">x</a>')
edits("text_link_with_space", TEXT, "<p>",
      '<p><a href="http://example.org/a b">x</a>')
edits("text_link_with_query", TEXT, "<p>",
      '<p><a href="c003.xhtml?v=2">x</a>')
edits("text_link_file_scheme", TEXT, "<p>",
      '<p><a href="file:///etc/passwd">x</a>')
edits("fine_link_outside", TEXT, "<p>",
      '<p><a href="https://example.org/a?b=c#d">x</a>')
edits("text_link_to_picture", TEXT, "<p>",
      '<p><a href="../images/image001.png">x</a>')
edits("text_picture_missing", TEXT, 'src="../images/image00', 'src="../images/image99')
edits("text_picture_remote", TEXT, 'src="../images/[^"]*"',
      'src="https://example.org/a.png"')
edits("text_picture_not_in_manifest", OPF, '<item id="image002"[^>]*>', "")
edits("text_picture_no_src", TEXT, 'src="../images/[^"]*"', "")
edits("text_picture_no_alt", TEXT, ' alt="[^"]*"', "")
edits("text_paragraph_in_paragraph", TEXT, "<p>", "<p><p>x</p>")
edits("text_div_in_span", TEXT, "<p>", "<p><span><div>x</div></span>")
edits("text_heading_in_paragraph", TEXT, "<p>", "<p><h2>x</h2>")
edits("text_link_in_link", TEXT, "<p>",
      '<p><a href="#n1">x<a href="#n1">y</a></a>')
edits("text_loose_item", TEXT, "<p>", "<li>x</li><p>")
edits("text_text_in_list", TEXT, "<li>", "text<li>")
edits("text_list_in_paragraph", TEXT, "<p>", "<p><ul><li>x</li></ul>")
edits("fine_list_empty", TEXT, "<p>", "<ul></ul><p>")
edits("text_caption_outside", TEXT, "<p>", "<figcaption>x</figcaption><p>")
edits("text_ruby_without_reading", TEXT, "<p>", "<p><ruby>x</ruby>")
edits("text_loose_reading", TEXT, "<p>", "<p><rt>x</rt>")
edits("text_element_unknown", TEXT, "<p>", "<p><blob>x</blob>")
edits("text_element_presentational", TEXT, "<p>", "<p><font>x</font>")
edits("text_centre_element", TEXT, "<p>", "<center>x</center><p>")
edits("text_attribute_unknown", TEXT, "<p>", '<p colour="red">')
edits("text_attribute_align", TEXT, "<p>", '<p align="center">')
edits("text_break_with_text", TEXT, "<p>", "<p><br>x</br>")
edits("text_type_undeclared_prefix", TEXT, 'epub:type="chapter"',
      'epub:type="foo:chapter"')
edits("text_prefix_undeclared", TEXT, ' xmlns:epub="[^"]*"', "")
edits("text_namespace_wrong", TEXT, 'xmlns="http://www.w3.org/1999/xhtml"',
      'xmlns="http://www.w3.org/1999/html"')
edits("text_doctype_old", TEXT, "<!DOCTYPE html>",
      '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" '
      '"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">')
edits("text_role_unknown", TEXT, 'role="doc-chapter"', 'role="doc-chapters"')
edits("text_lang_mismatch", TEXT, ' lang="zh-Hans"', ' lang="en"')
edits("text_script_undeclared", TEXT, "</body>",
      "<script>var a;</script></body>")
edits("text_svg_undeclared", TEXT, "</body>",
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/></body>')
edits("fine_data_attribute", TEXT, "<p>", '<p data-label="x">')
edits("text_data_attribute_upper", TEXT, "<p>", '<p data-Label="x">')
edits("fine_comment", TEXT, "<p>", "<!-- a comment --><p>")
edits("text_comment_dashes", TEXT, "<p>", "<!-- a -- comment --><p>")
edits("text_section_in_head", TEXT, "</head>", "<p>x</p></head>")
edits("text_body_twice", TEXT, "</html>", "<body><p>x</p></body></html>")
edits("text_after_end", TEXT, "</html>", "</html>x")
edits("text_dir_wrong", TEXT, "<p>", '<p dir="down">')
edits("text_tabindex_wrong", TEXT, "<p>", '<p tabindex="x">')
edits("text_style_link_missing", TEXT, 'href="../style.css"',
      'href="../nothing.css"')
edits("table_text_in_row", TABLE, "<tr>", "<tr>text")
edits("table_paragraph_in_row", TABLE, "<tr>", "<tr><p>x</p>")
edits("table_cell_in_body", TABLE, "<tbody>", "<tbody><td>x</td>")
edits("table_caption_last", TABLE, "</table>", "<caption>x</caption></table>")
edits("table_span_wrong", TABLE, "<td>", '<td colspan="x">')
edits("table_scope_wrong", TABLE, 'scope="col"', 'scope="column"')
edits("table_loose_row", TABLE, "<table", "<tr><td>x</td></tr><table")
edits("table_width", TABLE, "<td>", '<td width="10">')

# Contents.

edits("nav_no_toc", NAV, '<nav epub:type="toc"', '<nav epub:type="lot"')
edits("nav_empty_list", NAV, "<ol>", "<ol></ol><ol>")
edits("nav_label_empty", NAV, '(<li><a href="text/c[^>]*>)[^<]*<', r"\1<")
edits("nav_span_alone", NAV, '<li><a href="text/c[^>]*>([^<]*)</a></li>',
      r"<li><span>\1</span></li>")
edits("nav_link_to_missing_file", NAV, 'href="text/c002', 'href="text/c902')
edits("nav_link_to_missing_id", NAV, 'href="text/c002.xhtml[^"]*"',
      'href="text/c002.xhtml#nowhere"')
edits("nav_link_remote", NAV, 'href="text/c002.xhtml[^"]*"',
      'href="https://example.org/"')
edits("nav_text_in_list", NAV, "<ol>", "<ol>text")
edits("nav_item_empty", NAV, "<ol>", "<ol><li></li>")
edits("nav_landmark_without_type", NAV, '<a epub:type="bodymatter"', "<a")
edits("nav_landmark_twice", NAV,
      '(<li><a epub:type="bodymatter".*?</li>)', r"\1\1")
edits("nav_page_link_missing_id", NAV, "#page1\"", '#page99999"')
edits("nav_two_page_lists", NAV,
      '(<nav epub:type="page-list".*?</nav>)', r"\1\1")
edits("nav_two_tocs", NAV, '<nav epub:type="landmarks"',
      '<nav epub:type="toc"')
edits("nav_paragraph_in_list", NAV, "<ol>", "<ol><p>x</p>")

edits("ncx_not_well_formed", NCX, "</navMap>", "")
edits("ncx_wrong_identifier", NCX, '("dtb:uid" content=")', r"\1x")
edits("ncx_link_to_missing_file", NCX, 'src="text/c002', 'src="text/c902')
edits("ncx_link_to_missing_id", NCX, 'src="text/c002.xhtml[^"]*"',
      'src="text/c002.xhtml#nowhere"')
edits("ncx_no_content", NCX, '<content src="text/c002[^>]*/>', "")
edits("ncx_no_label", NCX, "<navLabel><text>封面</text></navLabel>", "")
edits("ncx_id_twice", NCX, 'id="point2"', 'id="point1"')
edits("ncx_no_map", NCX, "<navMap>.*</navMap>", "")
edits("ncx_play_order_wrong", NCX, 'playOrder="2"', 'playOrder="x"')
edits("ncx_version_missing", NCX, ' version="2005-1"', "")
edits("ncx_not_in_spine", OPF, '<itemref idref="titlepage"/>', "")

# Style.

edits("css_not_closed", CSS, r"\A", "p { color: red\n")
edits("css_import_remote", CSS, r"\A",
      '@import url("https://example.org/a.css");\n')
edits("css_picture_missing", CSS, r"\A",
      'p { background: url("images/none.png") }\n')
edits("css_direction", CSS, r"\A", "p { direction: rtl }\n")
edits("fine_css_unknown_property", CSS, r"\A", "p { colr: red }\n")
edits("css_stray_brace", CSS, r"\A", "}\n")
edits("css_no_value", CSS, r"\A", "p { color: }\n")


def extra_field(path):
    """mimetype with an extra field, which zipfile would not write."""
    data = bytearray(open(path, "rb").read())
    extra = b"\xfe\xca\x00\x00"
    data[28:30] = struct.pack("<H", len(extra))
    at = 30 + struct.unpack_from("<H", data, 26)[0]
    data[at:at] = extra
    end = data.rfind(b"PK\x05\x06")
    directory = struct.unpack_from("<I", data, end + 16)[0] + len(extra)
    struct.pack_into("<I", data, end + 16, directory)
    at = directory
    while data[at:at + 4] == b"PK\x01\x02":
        offset = struct.unpack_from("<I", data, at + 42)[0]
        if offset:
            struct.pack_into("<I", data, at + 42, offset + len(extra))
        sizes = struct.unpack_from("<HHH", data, at + 28)
        at += 46 + sum(sizes)
    open(path, "wb").write(data)


def truncated(path):
    data = open(path, "rb").read()
    open(path, "wb").write(data[:len(data) // 2])


def main():
    good, folder = sys.argv[1:]
    for name, breaks in CASES:
        book = Book(good)
        breaks(book)
        book.save("%s/%s.epub" % (folder, name))
        print(name)
    for name, breaks in (("zip_mimetype_extra_field", extra_field),
                         ("zip_truncated", truncated)):
        path = "%s/%s.epub" % (folder, name)
        Book(good).save(path)
        breaks(path)
        print(name)


main()
