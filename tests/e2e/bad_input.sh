# Bad input: a clear message, the right exit code, no crash, and the books
# already made untouched.
. tests/e2e/lib.sh
copy_book "$work/book"
cd "$work/book" || exit 1
check "a good book first" "$BANXIN" build -q
mkdir ../kept && cp out/* ../kept

untouched() {
	for file in out/*; do
		cmp "$file" "../kept/$(basename "$file")" || return 1
	done
	test -z "$(find out -name '.*' -type f)"
}

# bad NAME CODE TEXT: the manifest bad.yaml must fail so.
bad() {
	"$BANXIN" build bad.yaml --lang zh >"$TEST_OUT/said" 2>&1
	code=$?
	check "$1: exit $2" test $code = "$2"
	check "$1: says $3" grep -qF -- "$3" "$TEST_OUT/said"
	check "$1: old books whole" untouched
}

manifest() {
	printf 'title: 坏书\nname: readers\nchapters:\n' >bad.yaml
	for file; do
		printf -- '  - %s\n' "$file" >>bad.yaml
	done
}

manifest 前言 && bad "missing chapter" 4 "前言.md"
manifest ../x.md && bad "chapter outside" 1 "之外"
manifest bad.yaml && bad "manifest as chapter" 1 "清单自己"
: >empty.txt
manifest empty.txt && bad "empty file" 4 "empty.txt"
head -c 70000000 /dev/zero >huge.txt
manifest huge.txt && bad "70 MB file" 4 "64 MB"
rm huge.txt
head -c 4000 /dev/urandom >noise.txt
manifest noise.txt
"$BANXIN" build bad.yaml -q -o "$work/noise" >"$TEST_OUT/said" 2>&1
check "noise ends with 0, 1 or 4" test $? -le 4
# U+12000, a cuneiform sign; U+E000, private use: nobody's letter.
printf '缺字：\360\222\200\200。\n' >rare.txt
manifest rare.txt && bad "character no font has" 1 "U+12000"
printf '造字：\356\200\200。\n' >private.txt
manifest private.txt
check "private use: a warning" says "U+E000" \
	"$BANXIN" build bad.yaml --lang zh -o "$work/private"
check "private use: still builds" \
	"$BANXIN" build bad.yaml -q -o "$work/private"
printf 'title: 甲\n  chapters: [a\n' >bad.yaml
bad "broken YAML" 1 "bad.yaml:"
printf '<p>没有关的标签<b><i>甲<table><td>乙</p><!-- 没完' >broken.html
manifest broken.html
check "broken HTML builds" "$BANXIN" build bad.yaml -q -o "$work/broken"
for kind in png jpg; do
	head -c 300 images/stone.png >images/cut.$kind
	printf '# 图\n\n甲乙丙。\n\n![断图](images/cut.%s)\n' $kind >cut.md
	manifest cut.md
	check "broken $kind: a warning" says "cut.$kind" \
		"$BANXIN" build bad.yaml --lang zh -o "$work/cut"
	check "broken $kind: still builds" "$BANXIN" build bad.yaml -q -o "$work/cut"
done
printf '# 图\n\n行中缺图![断图](gone.png)还有字。\n' >gap.md
manifest gap.md
check "picture missing in a line: still builds" \
	"$BANXIN" build bad.yaml -q -o "$work/gap"
check "picture missing in a line: text whole" \
	says "还有字" pdftotext "$work/gap/readers.pdf" -
printf '# 图\n\n![远图](https://example.com/far.png)\n\n甲乙。\n' >far.md
manifest far.md
check "remote picture: a warning" says "far.png" \
	"$BANXIN" build bad.yaml --lang zh -o "$work/far"
check "books untouched by all of it" untouched

mkdir "$work/full" && cp ../kept/* "$work/full"
(ulimit -f 8; "$BANXIN" build -q -o "$work/full") >"$TEST_OUT/said" 2>&1
check "a full disk fails" test $? -ne 0
for file in readers.epub readers.pdf readers-booklet.pdf; do
	check "a full disk leaves $file whole" cmp "../kept/$file" "$work/full/$file"
done
mkdir "$work/killed" && cp ../kept/* "$work/killed"
for delay in 0.01 0.03 0.06 0.1 0.15; do
	timeout -s KILL $delay "$BANXIN" build -q -o "$work/killed" >/dev/null 2>&1
	for file in readers.epub readers.pdf; do
		check "killed after $delay s: $file whole" \
			cmp "../kept/$file" "$work/killed/$file"
	done
done
