#!/bin/sh
# Speed, memory and size on three made-up books, beside the least that any such
# program must do (tests/bench/floor.c) and the peers installed here.
#
# usage: bench.sh, with the program in $BANXIN, measure and floor in out/bench.
set -u
tools=tests/tools
out=out/bench
font=$(fc-match -f '%{file}' 'Noto Serif CJK SC')
index=$(fc-match -f '%{index}' 'Noto Serif CJK SC')

# row NAME RESULT COMMAND...: one line of the table. "x floor" is CPU time
# beside that of the floor on the same text, in the same run.
row() {
	name=$1 result=$2
	shift 2
	"$@" >/dev/null 2>&1 # warm caches
	figures=$($out/measure "$@" 2>$out/log)
	status=$?
	[ $status -eq 0 ] || figures="0 - -"
	cpu=${figures%% *}
	case $name in floor*) floor=$cpu ;; esac
	bytes=$(cat $result 2>/dev/null | wc -c)
	ratio=$(awk -v a="$cpu" -v b="$floor" 'BEGIN {
		if (a > 0 && b > 0) printf "%.1f", a / b; else print "-" }')
	# shellcheck disable=SC2086
	printf '| %-16s | %-6s | %7s | %7s | %6s | %7s | %11s |\n' \
		"$name" "$size" $figures "$ratio" "$bytes"
}

printf '| %-16s | %-6s | %7s | %7s | %6s | %7s | %11s |\n' \
	what book 'CPU s' 'wall s' MiB 'x floor' bytes
echo '|---|---|---|---|---|---|---|'
for size in ${SIZES:-small medium big}; do
	case $size in
	small) chapters=5 ;;
	medium) chapters=100 ;;
	big) chapters=1000 ;;
	*) chapters=$size ;;
	esac
	book=$out/$size made=$out/made-$size
	[ -f "$book/book.yaml" ] || sh $tools/bench_book.sh "$book" $chapters
	cat "$book"/*.md >$out/$size.txt
	row 'floor, both' "$out/$size.floor.pdf $out/$size.floor.zip" \
		$out/floor "$font" "$((index % 65536))" $out/$size.txt \
		$out/$size.floor.pdf $out/$size.floor.zip
	for format in epub,pdf epub pdf booklet; do
		rm -rf "$made"
		row "banxin $format" "$made/*.epub $made/*.pdf" "$BANXIN" \
			build "$book" -q -f $format -o "$made"
	done
	command -v pandoc >/dev/null && row 'pandoc epub' $out/$size.epub \
		sh -c "pandoc $book/*.md --toc -o $out/$size.epub"
	[ $size = big ] && packing=$($out/packing $out/$size.txt) &&
		setting=$($out/setting $out/$size.txt)
	command -v typst >/dev/null && command -v pandoc >/dev/null &&
		pandoc "$book"/*.md -t typst -s -o $out/$size.typ &&
		row 'typst pdf' $out/$size.pdf \
			typst compile $out/$size.typ $out/$size.pdf
done
[ -z "${packing:-}" ] || printf '\npacking an EPUB, one thread: %s\n%s\n' \
	"$packing" "$setting"
exit 0
