# One text: what the book says after all passes is what the EPUB says and
# what the pages say, for the fixture book and the handbook.
. tests/e2e/lib.sh
copy_book "$work/readers"
tools=$(pwd)/tests/tools
for book in "$work/readers" .; do
	made=$work/made-$(basename "$book")
	"$BANXIN" --dump=book "$book" >"$work/dump" 2>"$TEST_OUT/said"
	check "$book builds" "$BANXIN" build -q "$book" -f epub,pdf -o "$made"
	python3 "$tools/same_text.py" conservation "$work/dump" \
		"$made"/*.epub "$made"/*.pdf
done
