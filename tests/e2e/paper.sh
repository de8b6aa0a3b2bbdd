# What a printer and a binder ask of the files: black is grey and nothing
# else, each page says where it is trimmed, the two pages of a leaf stand on
# one grid, inner sheets make up for what the fold pushes out, and the file
# for the copier has nothing in it that only screens use.
. tests/e2e/lib.sh
copy_book "$work/book"
out=$work/out
check "the book builds" "$BANXIN" build -q "$work/book" -o "$out"
pdf=$out/readers.pdf booklet=$out/readers-booklet.pdf
for file in readers readers-booklet; do
	qpdf --qdf --object-streams=disable "$out/$file.pdf" "$work/$file.qdf"
done

only_grey() {
	! grep -aE '^[0-9. ]+ (rg|RG|k|K|sc|SC|scn|SCN)$' "$1"
}
# Every page has its TrimBox, and all are alike.
is_trimmed() {
	pages=$(pdfinfo "$1" | awk '/^Pages:/ {print $2}')
	pdfinfo -box -f 1 -l "$pages" "$1" | grep 'TrimBox' |
		sed 's/^Page *[0-9]* //' | sort | uniq -c >"$work/boxes"
	[ "$(wc -l <"$work/boxes")" = 1 ] &&
		[ "$(awk '{print $1}' "$work/boxes")" = "$pages" ]
}
holds() {
	grep -aqF -- "$2" "$1"
}
lacks() {
	! holds "$1" "$2"
}
for file in readers readers-booklet; do
	check "$file.pdf has greys only" only_grey "$work/$file.qdf"
	check "$file.pdf: each page is trimmed alike" is_trimmed "$out/$file.pdf"
	for what in '/DisplayDocTitle true' '/Lang (zh-Hans)' '/Metadata '; do
		check "$file.pdf: $what" holds "$work/$file.qdf" "$what"
	done
done
for what in /Annots /PageLabels '/PageMode /UseOutlines'; do
	check "the book has $what" holds "$work/readers.qdf" "$what"
	check "… the booklet none" lacks "$work/readers-booklet.qdf" "$what"
done
for what in '/PrintScaling /None' '/Duplex /DuplexFlipShortEdge' \
	'/PickTrayByPDFSize true'; do
	check "the booklet asks for $what" holds "$work/readers-booklet.qdf" \
		"$what"
	check "… the book does not" lacks "$work/readers.qdf" "$what"
done

# Lines of body text, in the handbook: 17 pt apart, on all pages alike.
on_one_grid() {
	awk '/^page / { page++ }
	/^  glyphs .* size=10\.5 / && !/artifact/ {
		split($2, at, ",")
		lines[page]++
		if (!first)
			first = at[2]
		if (sprintf("%.0f", (at[2] - first) * 1000) % 17000)
			wrong = wrong " page " page " at " at[2]
	}
	END {
		for (page in lines)
			leaves += page % 2 && lines[page + 1] > 0
		print leaves " leaves with lines on both sides" wrong
		exit leaves < 20 || wrong != ""
	}' "$1"
}
"$BANXIN" --dump=pages >"$work/pages" 2>/dev/null
check "both pages of a leaf have one grid" on_one_grid "$work/pages"

# Front and back of a sheet: the pages of a leaf lie behind each other, to
# the thousandth of a point, and all at one height.
back_to_back() {
	awk '/^side / { side = $2; split($3, size, "x"); width = size[1] }
	/^  page / {
		split($4, at, ",")
		leaf = int(($2 - 1) / 2)
		heights[at[2]] = 1
		if (leaf in x) {
			both++
			off = x[leaf] + at[1] + 419.528 - width
			if (off > 0.0015 || off < -0.0015)
				wrong = wrong " " $2 ": " off
		}
		x[leaf] = at[1]
	}
	END {
		for (height in heights)
			count++
		print both " leaves, " count " heights" wrong
		exit both < 10 || count != 1 || wrong != ""
	}' "$1"
}
# 7 sheets of 0.1 mm: the innermost, where page 13 stands, moves by 0.6 mm.
creeps() {
	moved=$(sed -n 's/^  page 13 at \([0-9.]*\),.*/\1/p' "$1" |
		awk '{printf "%.0f", (420.945 - $1) * 1000}')
	echo "$moved"
	[ "$moved" = "$2" ]
}
dump_sheets() {
	"$BANXIN" --dump=sheets "$work/book/book.yaml" >"$work/sheets" \
		2>/dev/null
}
dump_sheets
check "the pages of a leaf lie back to back" back_to_back "$work/sheets"
check "the inner pages move towards the fold" creeps "$work/sheets" 1698
printf 'booklet: {thickness: 0.05mm, flip: long}\n' >>"$work/book/book.yaml"
dump_sheets
check "… on thin paper they stay" creeps "$work/sheets" 0
check "a booklet for long edges builds" \
	"$BANXIN" build -q "$work/book" -f booklet -o "$out"
qpdf --qdf --object-streams=disable "$booklet" "$work/long.qdf"
check "… and asks for them" holds "$work/long.qdf" '/DuplexFlipLongEdge'
