# A vertical book, as other programs see it: bound at the right, sound, and
# copied from the page in the order in which it is read.
. tests/e2e/lib.sh

book=$work/book
mkdir -p "$book"
cat >"$book/one.md" <<'END'
# 竖着读

他问：“第12回写完了吗？”我说：“没有——还差3段呢！？”两个人沿着《旧巷》里的路（也就是河边那条）往前走，一直走到桥头，才停下来歇脚。

到2024年GDP翻了一番，OpenType字体也多了50%，5G网络通到了村里……卡尔·马克思和北京—上海的高铁也都说到了，A+级的有12处，3.0版还没有。

**重点**在<u>张三</u>与<ruby>李<rt>lǐ</rt></ruby>四，“外面‘里面’外面”。
END
sed -n '3,$s/[*]*//gp' "$book/one.md" | sed 's/<rt>[^<]*<.rt>//g; s/<[^>]*>//g' |
	tr -d ' \n' >"$work/source"
manifest() {
	printf 'title: 竖排\nlang: %s\nformats: [pdf, booklet]\nname: %s\n' \
		"$1" "$1"
	printf 'toc: false\nprint: {direction: vertical}\nchapters: [one.md]\n'
}

# What stands on the page, blanks left out: the title, then the text. Readings
# and folios stand apart and are not asked for.
extracts() {
	"$@" | tr -d ' \n\f' | sed 's/lǐ//; s/竖排//g' |
		grep -qF "$(cat "$work/source")"
}
# A line of Han is one line, and holds no blank.
is_whole() {
	"$@" | grep -qF '他问：“第12回写完了吗？”我说：“没有——还差3段呢！？”'
}

for lang in zh-Hans zh-Hant-TW; do
	manifest $lang >"$book/book.yaml"
	check "$lang builds" "$BANXIN" build -q "$book" -o "$work/out"
	pdf=$work/out/$lang.pdf
	check "$lang is bound at the right" grep -qa '/Direction */R2L' "$pdf"
	if command -v qpdf >/dev/null; then
		check "qpdf finds $lang sound" qpdf --check "$pdf"
		check "and its booklet" qpdf --check \
			"$work/out/$lang-booklet.pdf"
	fi
	if command -v pdftotext >/dev/null; then
		page=$(pdfinfo "$pdf" | sed -n 's/^Pages: *//p')
		check "pdftotext reads $lang in order" extracts \
			pdftotext -f "$page" -l "$page" "$pdf" -
		check "its lines are whole" is_whole \
			pdftotext -f "$page" -l "$page" "$pdf" -
	fi
	if command -v mutool >/dev/null; then
		check "mutool reads $lang in order" extracts \
			mutool draw -q -F txt "$pdf" "$page"
		check "its lines are whole, too" is_whole \
			mutool draw -q -F txt "$pdf" "$page"
	fi
done
