# One numbering: what follows a page mark in the EPUB is what the page of that
# number begins with on paper, for the fixture book and the handbook.
. tests/e2e/lib.sh
copy_book "$work/readers"
tools=$(pwd)/tests/tools
for book in "$work/readers" .; do
	made=$work/made-$(basename "$book")
	check "$book builds" "$BANXIN" build -q "$book" -f epub,pdf -o "$made"
	python3 "$tools/same_text.py" agreement /dev/null \
		"$made"/*.epub "$made"/*.pdf
done
