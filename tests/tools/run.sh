#!/bin/sh
# Runs tests of one kind and counts what they say.
#
# usage: run.sh FOLDER KIND PROGRAM...
#
# A program prints "ok NAME" or "not ok NAME" lines (cmocka does, in its TAP
# form). Its whole output goes to FOLDER/KIND/PROGRAM.log, its two numbers
# are added to FOLDER/KIND.count, and this script always ends with status 0:
# the verdict is totals.sh's. A program that fails without a "not ok" line,
# or says nothing at all, counts as one failure.
set -u

folder=$1 kind=$2
shift 2
: "${TIME_LIMIT:=600}"
export CMOCKA_MESSAGE_OUTPUT=tap

rm -rf "$folder/$kind"
mkdir -p "$folder/$kind"
: >"$folder/$kind.count"

for program; do
	name=$(basename "$program" .sh)
	log=$folder/$kind/$name.log
	TEST_OUT=$(pwd)/$folder/$kind/$name
	export TEST_OUT
	mkdir -p "$TEST_OUT"
	case $program in
	*.sh) timeout "$TIME_LIMIT" sh "$program" ;;
	*) timeout "$TIME_LIMIT" "$program" ;;
	esac >"$log" 2>&1 </dev/null
	status=$?
	passed=$(grep '^ok' "$log" | grep -vc '# SKIP')
	failed=$(grep -c '^not ok' "$log")
	if [ "$failed" -eq 0 ] &&
	   { [ $status -ne 0 ] || ! grep -q '^ok' "$log"; }; then
		echo "not ok $name ended with status $status" >>"$log"
		failed=1
	fi
	echo "$passed $failed" >>"$folder/$kind.count"
	echo "$kind $name: $passed passed, $failed failed"
	[ "$failed" -eq 0 ] || tail -n "${LOG_LINES:-60}" "$log"
done
exit 0
