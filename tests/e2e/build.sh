# The fixture book, built and judged by tools that are not ours.
. tests/e2e/lib.sh
copy_book "$work/book"
cd "$work/book" || exit 1
out=out
check "build succeeds" "$BANXIN" build --lang zh
epub=$out/readers.epub pdf=$out/readers.pdf booklet=$out/readers-booklet.pdf

if [ -f "$EPUBCHECK" ]; then
	java -jar "$EPUBCHECK" "$epub" >"$TEST_OUT/epubcheck" 2>&1
	check "EPUBCheck: no fatal, error or warning" \
		grep -q "0 fatals / 0 errors / 0 warnings" "$TEST_OUT/epubcheck"
	grep -E "^(FATAL|ERROR|WARNING)" "$TEST_OUT/epubcheck" | head -n 10
else
	echo "ok EPUBCheck # SKIP not here"
fi

# The vertical edition is a book of its own, of the same words, and brings
# its fonts along here.
cp book.yaml kept.yaml
echo 'epub: {fonts: all}' >>book.yaml
check "the vertical EPUB is made, and its pictures counted" says "2 pictures" \
	"$BANXIN" build --lang en -f epub-vertical
vertical=$out/readers-vertical.epub
if [ -f "$EPUBCHECK" ]; then
	java -jar "$EPUBCHECK" "$vertical" >"$TEST_OUT/epubcheck" 2>&1
	check "EPUBCheck: the vertical one is as clean" \
		grep -q "0 fatals / 0 errors / 0 warnings" "$TEST_OUT/epubcheck"
fi
unzip -p "$vertical" EPUB/style.css | grep -o 'url(fonts/[^)]*' >fonts
check "… brings a 楷体 and a font of rare characters" sh -c \
	"grep -q 'kai[.]' fonts && grep -q 'rare1[.]' fonts"
check "… and their licences" sh -c \
	"unzip -p '$vertical' EPUB/text/colophon.xhtml | grep -q 字体.*OFL"
for font in $(sed 's/url(//' fonts); do
	unzip -p "$vertical" "EPUB/$font" >font.bin
	check "… $font is a font" says Regular fc-scan -f '%{style}' font.bin
done
mv kept.yaml book.yaml
identifier() { unzip -p "$1" EPUB/package.opf | grep -o 'book-id">[^<]*'; }
check "… has a name of its own" \
	test "$(identifier "$vertical")" != "$(identifier "$epub")"
words() {
	unzip -p "$1" 'EPUB/text/c0*.xhtml' | sed 's/<title>.*<\/title>//
		s/<[^>]*>//g; s/[[:space:]]//g
		s/“/(/g; s/‘/(/g; s/『/(/g; s/「/(/g
		s/”/)/g; s/’/)/g; s/』/)/g; s/」/)/g' | tr -d '\n'
}
words "$epub" >horizontal.txt
words "$vertical" >vertical.txt
check "… says the same, quotation marks apart" cmp horizontal.txt vertical.txt
check "… of more than a thousand bytes" test "$(wc -c <vertical.txt)" -gt 1000

report=$out/readers-report.html
check "the report is well-formed" python3 -c '
import sys
from html.parser import HTMLParser
open_tags, void = [], {"meta", "br", "img", "link", "hr"}
class Page(HTMLParser):
    def handle_starttag(self, tag, attributes):
        assert tag not in ("script", "link", "img", "iframe"), tag
        for name, value in attributes:
            assert name not in ("src", "style") and not name.startswith("on")
            assert name != "href" or value.startswith("#"), value
        if tag not in void:
            open_tags.append(tag)
    def handle_endtag(self, tag):
        assert open_tags.pop() == tag, tag
Page().feed(open(sys.argv[1], encoding="utf-8").read())
assert not open_tags, open_tags
' "$report"
check "… and tells what was cut" grep -q "boilerplate/\|front-matter" "$report"

check "qpdf finds the PDF clean" qpdf --check "$pdf"
check "qpdf finds the booklet clean" qpdf --check "$booklet"
pdffonts "$pdf" | tail -n +3 >"$TEST_OUT/fonts"
check "there are fonts" test -s "$TEST_OUT/fonts"
check "every font is embedded, subset, with Unicode" \
	sh -c "! grep -v 'yes yes yes' '$TEST_OUT/fonts'"

pdftotext "$pdf" "$TEST_OUT/poppler.txt"
mutool draw -q -F text -o "$TEST_OUT/mupdf.txt" "$pdf"
for reader in poppler mupdf; do
	# Soft line ends are joined: a sentence may run over two lines.
	tr -d '\n' <"$TEST_OUT/$reader.txt" >"$TEST_OUT/$reader.joined"
	for text in '𠮷' '破折号——它占两个字' '省略号……也占两个字' 'office' \
		'fluent' '灯不分谁家的，照着谁就是谁的。' '一看就明白' \
		'当头炮，把马跳。' '見字如面，家中一切平安。' '離家三十年，口音沒有改。' \
		'多是车前草和狗尾草。'; do
		check "$reader reads “$text”" \
			grep -qF "$text" "$TEST_OUT/$reader.joined"
	done
	check "$reader: no junk" sh -c "! grep -qE \
		'不该出现|所在位置|shǒu|翻页|link.example|微博' '$TEST_OUT/$reader.joined'"
done

pages=$(pdfinfo "$pdf" | awk '/^Pages:/ {print $2}')
sides=$(pdfinfo "$booklet" | awk '/^Pages:/ {print $2}')
check "the booklet has half the pages, padded to four" \
	test "$sides" = $(((pages + 3) / 4 * 2))
check "A5 pages" sh -c "pdfinfo '$pdf' | grep -q '419.5[0-9]* x 595.2'"
check "A4 sheets, landscape" \
	sh -c "pdfinfo '$booklet' | grep -q '841.8[0-9]* x 595.2'"
check "the PDF has bookmarks" \
	sh -c "mutool show '$pdf' outline | grep -q 怎样把一本书读完"
check "the PDF has links" sh -c "qpdf --qdf '$pdf' - | grep -aq /Annots"
check "the title stands in the PDF" says 河边夜校 pdfinfo "$pdf"

# The bookshelf shows the cover that was set for paper.
opf() { unzip -p "$epub" EPUB/package.opf; }
cover=$(opf | grep -o '<item [^>]*cover-image[^>]*>' |
	grep -o 'images/[^"]*')
check "the EPUB has a cover picture" unzip -tqq "$epub" "EPUB/$cover"
check "… of 1600 pixels, at most 300 kB" sh -c "
	unzip -p '$epub' 'EPUB/$cover' >cover.png
	file_size=\$(wc -c <cover.png)
	test \$file_size -gt 5000 && test \$file_size -le 300000
	test \$(head -c 20 cover.png | tail -c 4 | od -An -tu1 |
		awk '{print \$3 * 256 + \$4}') = 1600"
check "… shown on the cover page" sh -c \
	"unzip -p '$epub' EPUB/text/cover.xhtml | grep 'doc-cover' |
	grep '$cover' | grep -q '河边夜校'"
check "… and named for old readers" sh -c \
	"unzip -p '$epub' EPUB/package.opf | grep -q 'name=\"cover\"'"
check "without paper the cover is the same" sh -c "
	'$BANXIN' build -q -f epub -o alone &&
	unzip -p alone/readers.epub 'EPUB/$cover' | cmp - cover.png"
echo '<fontconfig></fontconfig>' >none.conf
check "without fonts it is words" sh -c "
	FONTCONFIG_FILE=\$PWD/none.conf '$BANXIN' build -q -f epub -o words &&
	unzip -p words/readers.epub EPUB/text/cover.xhtml | grep -q '<h1'"

# One numbering: a page of the EPUB's page list opens with the words that open
# the same page on paper.
mkdir -p "$TEST_OUT/epub"
(cd "$TEST_OUT/epub" && unzip -qo "$work/book/$epub")
check "a link inside a note reaches its chapter" \
	grep -qE '又见<a [^>]*href="c0[0-9]+\.xhtml' "$TEST_OUT"/epub/EPUB/text/*.xhtml
check "the EPUB has a page list" \
	grep -q 'page-list' "$TEST_OUT/epub/EPUB/nav.xhtml"
sed -n '/page-list/,/<\/nav>/p' "$TEST_OUT/epub/EPUB/nav.xhtml" |
	grep -o '<a [^>]*>[^<]*</a>' | sed 's/<[^>]*>//g' >"$TEST_OUT/labels"
check "its labels are the PDF's, in order" sh -c "
	mutool show '$pdf' trailer/Root/PageLabels >/dev/null &&
	test \$(wc -l <'$TEST_OUT/labels') -gt 5 &&
	sort -c -n '$TEST_OUT/labels'"

# A font that is not installed, out of the book's own folder.
mkdir -p "$work/font/fonts"
cp "$(fc-match -f '%{file}' 'LXGW WenKai')" "$work/font/fonts/kai.ttf"
printf '# 字体\n\n一个字一个字地印。\n' >"$work/font/a.md"
cat >"$work/font/book.yaml" <<END
title: 字体
formats: [pdf]
fonts: {body: fonts/kai.ttf}
chapters: [a.md]
END
check "a font file of the folder is used" sh -c "
	'$BANXIN' build -q -C '$work/font' &&
	pdftotext '$work/font/out/字体.pdf' - | grep -q '一个字一个字地印' &&
	pdffonts '$work/font/out/字体.pdf' | grep -q WenKai"
