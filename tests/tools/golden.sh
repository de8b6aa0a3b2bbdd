#!/bin/sh
# Golden tests: an input, and the text it must give, to the byte.
#
# usage: golden.sh [--bless] [KIND...]; run from the top folder.
#
# tests/golden/KIND/ holds inputs (by extension, table below) and beside each
# its result NAME.RESULT. What an input gives is the standard output of
#	$BUILD/tests/golden_KIND INPUT   built from tests/golden/golden_KIND.c
# or, where there is no such program, of
#	sh tests/golden/KIND.sh INPUT    with $BANXIN, $TEST_OUT and $LC_ALL=C
# Folders inside a kind hold what the inputs refer to and are not inputs.
#
# Prints "ok" or "not ok" for each. With --bless it shows each difference,
# asks, and takes the new text as the golden; BLESS=yes answers for you.
set -u
LC_ALL=C
export LC_ALL

bless=no
if [ "${1:-}" = --bless ]; then
	bless=yes
	shift
fi
: "${BUILD:=out/build}" "${TEST_OUT:=out/test/golden}"
BANXIN=${BANXIN:-$(pwd)/$BUILD/banxin}
export BUILD TEST_OUT BANXIN
mkdir -p "$TEST_OUT"

inputs_of() {
	case $1 in
	read) echo md html htm txt docx epub ;;
	style) echo css ;;
	pass) echo before ;;
	impose) echo in ;;
	*) echo yaml ;;
	esac
}

result_of() {
	case $1 in
	read) echo book ;;
	pass) echo after ;;
	typeset) echo pages ;;
	impose) echo sheets ;;
	epub) echo tree ;;
	diag) echo err ;;
	*) echo "$1" ;;
	esac
}

run() {
	if [ -x "$BUILD/tests/golden_$kind" ]; then
		"$BUILD/tests/golden_$kind" "$1"
	else
		sh "tests/golden/$kind.sh" "$1"
	fi
}

accept() {
	if [ "${BLESS:-}" != yes ]; then
		printf 'accept %s? [y/N] ' "$1"
		read -r answer </dev/tty || answer=n
		[ "$answer" = y ] || return
	fi
	cp "$2" "$1"
}

check() {
	input=$1
	golden=${input%.*}.$(result_of "$kind")
	actual=$TEST_OUT/$kind-$(basename "$golden")
	if ! run "$input" >"$actual" 2>"$actual.stderr"; then
		echo "not ok $input"
		head -n 20 "$actual.stderr"
	elif [ -f "$golden" ] && cmp -s "$golden" "$actual"; then
		echo "ok $input"
	else
		[ $bless = yes ] || echo "not ok $input"
		old=$golden
		[ -f "$golden" ] || old=/dev/null
		diff -u "$old" "$actual" | head -n "${DIFF_LINES:-200}"
		[ $bless = no ] || accept "$golden" "$actual"
	fi
}

[ $# -gt 0 ] || set -- $(ls tests/golden)
for kind; do
	folder=tests/golden/$kind/
	[ -f "tests/golden/golden_$kind.c" ] ||
		[ -f "tests/golden/$kind.sh" ] || continue
	for extension in $(inputs_of "$kind"); do
		for input in "$folder"*."$extension"; do
			[ -f "$input" ] && check "${input#./}"
		done
	done
done
exit 0
