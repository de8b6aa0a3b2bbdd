# Books that no page was made for: each becomes pages all the same, with all
# of its text and no ink beside the paper.
. tests/e2e/lib.sh
here=$(pwd)
python3 tests/tools/extremes.py "$work/set" || echo "not ok the set is made"
cd "$work/set" || exit 1

for name in *; do
	cd "$name" || exit 1
	check "$name: builds" sh -c "ulimit -t 20; '$BANXIN' build -q"
	pdftotext out/hard.pdf text.txt
	"$BANXIN" --dump=pages >pages.txt 2>/dev/null
	check "$name: ink on the paper, text in the ink" \
		python3 "$here/tests/tools/ink.py" a.* text.txt <pages.txt
	cd .. && rm -rf "$name"
done
