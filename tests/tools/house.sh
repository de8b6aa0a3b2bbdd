#!/bin/sh
# The walls of the house, the sizes of what is in it, and the names of rules, as
# tests of `make check`.
#
# usage: house.sh, with the compiler and its flags in $COMPILE.
set -u

tools=tests/tools
if awk -f $tools/rooms.awk $tools/rooms.txt $(ls src/*.[ch] src/*/*.[ch] 2>/dev/null); then
	echo "ok rooms"
else
	echo "not ok rooms"
fi
if awk -f $tools/sizes.awk $(ls src/*.[ch] src/*/*.[ch]) >/dev/null; then
	echo "ok sizes"
else
	echo "not ok sizes"
fi
# What a pass enters in the ledger, book.yaml can switch off by name.
nameless=$(grep -ohE '"[a-z]+/[a-z-]+"' src/pass/*.c | sort -u |
	grep -E "^\"($(sed -n '/^#define PASSES/,/"$/p' src/manifest/values.c |
		grep -oE '\b[a-z]+\b' | grep -v define | paste -sd '|'))/" |
	while read -r rule; do
		grep -qF "RULE($rule," src/book/rules.def || echo "$rule"
	done)
if [ -z "$nameless" ]; then
	echo "ok every rule has a name"
else
	echo "not ok every rule has a name"
	echo "$nameless" | sed 's/^/# /'
fi
exec sh $tools/headers.sh $COMPILE
