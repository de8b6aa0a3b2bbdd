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

book=$work/openings
python3 "$tools/write_openings.py" "$book" "$fixtures/book/images/stone.png"
check "a book of all openings builds" \
	"$BANXIN" build -q "$book" -f epub,pdf -o "$book"
python3 "$tools/same_text.py" openings /dev/null "$book"/*.epub "$book"/*.pdf
