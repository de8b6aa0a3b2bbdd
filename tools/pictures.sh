#!/bin/sh
# The README's pictures, from the books in out/: run `make book` first; and
# the handbook's of two vertical pages, from docs/specimens.
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

# The handbook's: a spread of the specimens in each finished style, which the
# next `make book` puts into it.
spread() { # NAME PAGE WIDTH, and the lines of book.yaml on stdin
	mkdir -p "$work/$1"
	cp -R handbook "$work/$1/"
	{
		cat <<-END
			title: 版心手册
			formats: [pdf]
			toc: false
			images: {folder: handbook/images, missing: placeholder}
			chapters:
			  - {file: handbook/附录五-版式样张.md, format: markdown}
		END
		cat
	} >"$work/$1/book.yaml"
	out/build/banxin build -q -C "$work/$1" -o out
	pdftoppm -r 100 -gray -png -f "$2" -l "$(($2 + 1))" \
		"$work/$1/out/版心手册.pdf" "$work/$1/page"
	convert "$work/$1"/page-*.png -bordercolor '#999' -border 2 \
		+append -resize "$3" -depth 4 -strip \
		"handbook/images/style-$1.png"
}
spread study 6 1200x <<END
style: study
print: {size: A5, chars: 25, lines: 26, pitch: 19pt, inner: 18mm}
END
spread large 6 1200x <<END
style: large
print: {size: A4, body: 16pt, chars: 28, lines: 26, pitch: 27pt}
END

# Two facing pages with numbered paragraphs, down to their middle.
mkdir -p "$work/numbers"
cp -R handbook "$work/numbers/"
sed '/^numbering:/s/}/, paragraph: margin}/' book.yaml >"$work/numbers/book.yaml"
out/build/banxin build -q -C "$work/numbers" -f pdf -o out
pdftotext "$work/numbers/$book.pdf" "$work/text"
first=$(page_of "$work/text" 写明从哪里来)
pdftoppm -r 200 -gray -png -f "$first" -l "$((first + 1))" \
	"$work/numbers/$book.pdf" "$work/numbers/page"
convert "$work/numbers"/page-*.png -crop x800+0+40 +repage \
	-bordercolor '#999' -border 2 +append -resize 1400x -depth 4 -strip \
	handbook/images/paragraphs.png

unzip -q $book.epub -d "$work/epub"
chapter=$(grep -l '一页纸上的地方' "$work"/epub/EPUB/text/c*.xhtml | head -n 1)
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars \
	--user-data-dir="$work/profile" --window-size=500,820 \
	--screenshot="$work/phone.png" "file://$chapter" >/dev/null 2>&1
convert "$work/phone.png" -colorspace Gray -bordercolor '#bbb' -border 1 \
	-strip "$out/phone.png"

out/build/banxin build -q docs/specimens/vertical/book.yaml -o "$work"
pdftoppm -r 110 -gray -png -f 8 -l 9 "$work/vertical.pdf" "$work/leaf"
montage "$work/leaf-9.png" "$work/leaf-8.png" -tile 2x1 -geometry +0+0 \
	-bordercolor '#bbb' -border 1 -strip -colors 16 \
	handbook/images/style-classical.png
ls -l $out
