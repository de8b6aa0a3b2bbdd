# One numbering: what follows a page mark in the EPUB is what the page of that
# number begins with on paper, for the fixture book, the handbook, and a book
# whose pages open with pictures, tables, notes and readings.
. tests/e2e/lib.sh
copy_book "$work/readers"
tools=$(pwd)/tests/tools

# A part is a title alone; its page is printed, so it has a number to call.
marks_parts() {
	parts=$(unzip -p "$1" 'EPUB/text/*' | grep 'class="part-title"')
	[ "$(echo "$parts" | wc -l)" -gt 1 ] &&
		! echo "$parts" | grep -v 'role="doc-pagebreak"'
}

for book in "$work/readers" .; do
	made=$work/made-$(basename "$book")
	check "$book builds" "$BANXIN" build -q "$book" -f epub,pdf -o "$made"
	python3 "$tools/same_text.py" agreement /dev/null \
		"$made"/*.epub "$made"/*.pdf
	check "$book: each part's title has its page" marks_parts "$made"/*.epub
done

# The numbers of paragraphs are seen, and are no part of either text.
copy_book "$work/numbered"
sed -i 's/^numbering: {/&paragraph: margin, /' "$work/numbered/book.yaml"
plain=$work/made-readers
numbered=$work/made-numbered
same_pages() {
	pdftotext -raw "$plain/readers.pdf" "$work/plain.txt"
	pdftotext -raw "$numbered/readers.pdf" "$work/numbered.txt"
	cmp "$work/plain.txt" "$work/numbered.txt"
}
screen_text() {
	unzip -p "$1/readers.epub" 'EPUB/text/*' | sed 's/<[^>]*>//g'
}
same_screens() {
	screen_text "$plain" >"$work/plain.txt"
	screen_text "$numbered" >"$work/numbered.txt"
	cmp "$work/plain.txt" "$work/numbered.txt"
}
count_numbers() {
	unzip -p "$numbered/readers.epub" 'EPUB/text/*' |
		grep -o 'data-paragraph=' | wc -l
}
draws_them() {
	drawn=$("$BANXIN" --dump=pages "$work/numbered/book.yaml" 2>/dev/null |
		grep -c 'size=7 .*artifact ""')
	[ "$drawn" -ge 20 ] && [ "$drawn" = "$(count_numbers)" ]
}
check "a book with numbered paragraphs builds" \
	"$BANXIN" build -q "$work/numbered" -f epub,pdf -o "$numbered"
check "pages copied have no paragraph numbers" same_pages
check "screens copied have no paragraph numbers" same_screens
check "both editions show as many numbers" draws_them

# Chapters change places: no paragraph has another number in its chapter.
sed 's/转载.txt/~/; s/来信.txt/转载.txt/; s/~/来信.txt/' \
	"$work/numbered/book.yaml" >"$work/numbered/moved.yaml"
numbers() {
	"$BANXIN" --dump=book "$work/numbered/$1.yaml" 2>/dev/null |
		awk '/^  file: / { file = $2 } / ¶/ { print file, $0 }' | sort
}
keeps_numbers() {
	numbers book >"$work/before"
	numbers moved >"$work/after"
	[ "$(wc -l <"$work/before")" -ge 20 ] &&
		cmp "$work/before" "$work/after"
}
check "chapters moved keep their paragraphs' numbers" keeps_numbers

book=$work/openings
python3 "$tools/write_openings.py" "$book" "$fixtures/book/images/stone.png"
check "a book of all openings builds" \
	"$BANXIN" build -q "$book" -f epub,pdf -o "$book"
python3 "$tools/same_text.py" openings /dev/null "$book"/*.epub "$book"/*.pdf
