#!/bin/sh
# Lines run by the tests, the least covered file first.
#
# usage: coverage.sh BUILD
find "$1/obj" -name '*.gcda' -exec gcov -n {} + 2>/dev/null | awk '
	/^File / {
		file = $2
		gsub(/\047/, "", file)
		next
	}
	/^Lines executed:/ && file ~ /^src\/.*\.c$/ {
		split($0, part, /[:% ]+/)
		printf "%6.1f%%  %5d  %s\n", part[3], part[5], file
		covered += part[3] * part[5] / 100
		lines += part[5]
		file = ""
	}
	END {
		if (lines)
			printf "%6.1f%%  %5d  all\n", covered * 100 / lines, lines
	}' | sort -n
