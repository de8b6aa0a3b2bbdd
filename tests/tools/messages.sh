#!/bin/sh
# Every message in messages.def: said somewhere in src/, the same facts in
# both languages, its code used once, and a golden that shows it.
#
# usage: messages.sh; run from the top folder. Status 1 when one is wanting.
set -u

golden=tests/golden/diag
# Those no manifest or source can provoke, each with the reason.
unshown=tests/golden/diag/unshown.txt
rows=$(mktemp) || exit 1
trap 'rm -f "$rows"' EXIT

# The preprocessor joins strings and drops comments better than we could.
{
	echo '#define MESSAGE(name, level, code, zh, en, zh_hint, en_hint) \'
	echo '	~name~code~zh~en~zh_hint~en_hint~'
	echo '#include "base/messages.def"'
} | ${CC:-cc} -E -P -Isrc -x c - | tr '\n' ' ' | sed 's/~ *MSG_/\
MSG_/g' | grep '^MSG_' >"$rows"

status=0
complain() {
	echo "$1"
	status=1
}

facts() {
	echo "$1" | grep -o '{[1-4]}' | sort -u | tr -d '\n'
}

# By a golden of its name, or by its code in another's.
is_shown() {
	grep -q "^[^→]" "$golden/$1.err" 2>/dev/null || grep -qF "[$2]" $golden/*.err
}

while IFS='~' read -r name code chinese english zh_hint en_hint rest; do
	name=$(echo $name)
	short=$(echo "${name#MSG_}" | tr 'A-Z' 'a-z')
	[ "$(facts "$chinese")" = "$(facts "$english")" ] ||
		complain "$name: the two languages name different facts"
	[ "$(facts "$zh_hint")" = "$(facts "$en_hint")" ] ||
		complain "$name: the two hints name different facts"
	grep -rqw --include='*.c' --include='*.h' "$name" src ||
		complain "$name: never said"
	is_shown "$short" "$code" || grep -q "^$name[[:space:]]" $unshown ||
		complain "$name: no $golden/$short.err"
done <"$rows"

for name in $(sed -n 's/^\(MSG_[A-Z0-9_]*\)[[:space:]].*/\1/p' $unshown); do
	grep -q "^$name *~" "$rows" || complain "$name: unshown, and no message"
done
for code in $(cut -d~ -f2 "$rows" | sort | uniq -d); do
	complain "$code: two messages have this code"
done
exit $status
