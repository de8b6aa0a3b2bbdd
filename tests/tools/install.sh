#!/bin/sh
# Everything but the program: styles, manual pages, completions, schema.
#
# usage: install.sh SHARE
set -eu
share=$1

put() {
	[ -f "$1" ] || return 0
	echo "$2"
	install -D -m 644 "$1" "$2"
}

for file in styles/*.css; do
	put "$file" "$share/banxin/styles/$(basename "$file")"
done
put share/banxin/book.schema.json "$share/banxin/book.schema.json"
for page in doc/*.[1-9] doc/*/*.[1-9]; do
	language=$(dirname "${page#doc/}")
	[ "$language" = . ] && language= || language=$language/
	put "$page" "$share/man/${language}man${page##*.}/$(basename "$page")"
done
put completions/banxin.bash "$share/bash-completion/completions/banxin"
put completions/_banxin "$share/zsh/site-functions/_banxin"
put completions/banxin.fish "$share/fish/vendor_completions.d/banxin.fish"
