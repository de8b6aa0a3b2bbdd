#!/bin/sh
# The last line of a test run, over all kinds that ran.
#
# usage: totals.sh FOLDER. Status 1 when anything failed or nothing ran.
cat "$1"/*.count 2>/dev/null | awk '
	{ passed += $1; failed += $2 }
	END {
		printf "%d passed, %d failed\n", passed, failed
		exit failed > 0 || passed == 0
	}'
