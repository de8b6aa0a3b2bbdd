#!/bin/sh
# Every message in messages.def: said somewhere in src/, the same facts in
# both languages, its code used once, and a golden that shows it.
#
# usage: messages.sh; run from the top folder. Status 1 when one is wanting.
set -u

golden=tests/golden/diag
rows=$(mktemp) || exit 1
trap 'rm -f "$rows"' EXIT

# The preprocessor joins strings and drops comments better than we could.
{
	echo '#define MESSAGE(name, level, code, zh, en, zh_hint, en_hint) \'
	echo '	@name@code@zh@en@zh_hint@en_hint@'
	echo '#include "base/messages.def"'
} | ${CC:-cc} -E -P -Isrc -x c - | tr '\n' ' ' | sed 's/@ *MSG_/\
MSG_/g' | grep '^MSG_' >"$rows"

status=0
complain() {
	echo "$1"
	status=1
}

facts() {
	echo "$1" | grep -o '{[1-4]}' | sort -u | tr -d '\n'
}

while IFS='@' read -r name code chinese english zh_hint en_hint rest; do
	name=$(echo $name)
	short=$(echo "${name#MSG_}" | tr 'A-Z' 'a-z')
	[ "$(facts "$chinese")" = "$(facts "$english")" ] ||
		complain "$name: the two languages name different facts"
	[ "$(facts "$zh_hint")" = "$(facts "$en_hint")" ] ||
		complain "$name: the two hints name different facts"
	grep -rqw --include='*.c' --include='*.h' "$name" src ||
		complain "$name: never said"
	ls "$golden/$short".err "$golden/$short"_*.err >/dev/null 2>&1 ||
		ls "$golden/$short"-*.err >/dev/null 2>&1 ||
		complain "$name: no $golden/$short*.err"
done <"$rows"

for code in $(cut -d@ -f2 "$rows" | sort | uniq -d); do
	complain "$code: two messages have this code"
done
exit $status
