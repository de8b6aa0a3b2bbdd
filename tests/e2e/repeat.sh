# Same input, same bytes: twice, on one thread, in another time zone and
# locale; and SOURCE_DATE_EPOCH rules the dates.
. tests/e2e/lib.sh
copy_book "$work/book"
cd "$work/book" || exit 1
check "first build" "$BANXIN" build -q -o one
check "second build" "$BANXIN" build -q -o two
check "one thread" "$BANXIN" build -q -j1 -o three
check "eight threads" "$BANXIN" build -q -j8 -o eight
check "another time zone and locale" env TZ=Asia/Shanghai LC_ALL=zh_CN.UTF-8 \
	"$BANXIN" build -q -o four
cp -R "$work/book" "$work/elsewhere"
touch "$work"/elsewhere/*
check "another folder" "$BANXIN" build -q -C "$work/elsewhere" -o "$work/book/five"
for file in readers.epub readers.pdf readers-booklet.pdf readers-report.html; do
	for other in two three four five eight; do
		check "$file: one = $other" cmp "one/$file" "$other/$file"
	done
done
check "SOURCE_DATE_EPOCH" env SOURCE_DATE_EPOCH=1700000000 "$BANXIN" build -q -o six
check "… changes the EPUB's date" sh -c \
	"unzip -p six/readers.epub EPUB/package.opf | grep -q 2023-11-14T22:13:20Z"
check "… and the PDF's" says "2023" env TZ=UTC pdfinfo six/readers.pdf
