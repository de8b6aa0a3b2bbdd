#!/bin/sh
# The EPUB of one small book: the tree of its files, then the text files whose
# names stand in a line "# shows FILE..." of the manifest. "# formats" names the
# edition; otherwise it is the horizontal one with a PDF beside it.
#
# usage: epub.sh INPUT.yaml
set -u
folder=$TEST_OUT/epub-$(basename "$1" .yaml)
rm -rf "$folder"
mkdir -p "$folder/book"
formats=$(sed -n "s/^# formats //p" "$1")
"$BANXIN" build -q -f "${formats:-epub,pdf}" -o "$folder/book" "$1" || exit 1
unzip -q "$folder"/book/*.epub -d "$folder/files"
cd "$folder/files" || exit 1
find . -type f | sort
for file in $(sed -n 's/^# shows //p' "$OLDPWD/$1"); do
	echo "--- $file"
	cat "EPUB/$file"
done
rm -rf "$folder"
