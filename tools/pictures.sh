#!/bin/sh
# The README's pictures, from the books in out/: run `make book` first.
# Needs pdftoppm, ImageMagick's convert, unzip and Chromium.
set -eu
out=docs/pictures
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p $out

page_of() { # the first page whose text holds $2, a pattern
	awk -v RS='\f' -v text="$2" '$0 ~ text { print NR; exit }' "$1"
}

picture() { # PDF PAGE NAME
	pdftoppm -r 75 -gray -png -f "$2" -l "$2" -singlefile "$1" "$work/$3"
	convert "$work/$3.png" -bordercolor '#bbb' -border 1 -strip "$out/$3.png"
}

book=out/banxin-handbook
pdftotext $book.pdf "$work/text"
picture $book.pdf "$(page_of "$work/text" 再看台账)" page-text
picture $book.pdf "$(page_of "$work/text" '目.*录\n')" page-contents
picture $book-booklet.pdf 13 sheet

unzip -q $book.epub -d "$work/epub"
chapter=$(grep -l '一页纸上的地方' "$work"/epub/EPUB/text/c*.xhtml | head -n 1)
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars \
	--user-data-dir="$work/profile" --window-size=500,820 \
	--screenshot="$work/phone.png" "file://$chapter" >/dev/null 2>&1
convert "$work/phone.png" -colorspace Gray -bordercolor '#bbb' -border 1 \
	-strip "$out/phone.png"
ls -l $out
