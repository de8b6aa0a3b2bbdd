#!/bin/sh
# What the program says about one manifest, in both languages.
#
# usage: diag.sh INPUT.yaml
# The input becomes book.yaml in a folder of its own, beside the sources of
# texts/. It is checked, unless a line "# banxin ARGUMENTS" in it says what to
# run; "# sh COMMAND" lines prepare the folder. What goes to stdout is left
# out, unless that line ends in "# shown"; numbers in it are not kept.
set -u
input=$1
folder=$TEST_OUT/diag-$(basename "$input" .yaml)

for language in zh en; do
	rm -rf "$folder"
	mkdir -p "$folder"
	cp -R tests/golden/diag/texts "$folder"
	cp "$input" "$folder/book.yaml"
	run=$(sed -n 's/^# banxin //p' "$input" | head -n 1)
	(
		cd "$folder" || exit
		eval "$(sed -n 's/^# sh //p' book.yaml)"
		case $run in
		*'# shown') eval "\"\$BANXIN\" --lang $language $run" 2>&1 |
			sed 's/[0-9][0-9.]*/N/g' ;;
		*) eval "\"\$BANXIN\" --lang $language ${run:-check}" \
			2>&1 >stdout ;;
		esac
		echo "→ $?"
	)
done
rm -rf "$folder"
