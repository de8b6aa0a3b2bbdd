#!/bin/sh
# The walls of the house as two tests of `make check`.
#
# usage: house.sh, with the compiler and its flags in $COMPILE.
set -u

tools=tests/tools
if awk -f $tools/rooms.awk $tools/rooms.txt $(ls src/*.[ch] src/*/*.[ch] 2>/dev/null); then
	echo "ok rooms"
else
	echo "not ok rooms"
fi
exec sh $tools/headers.sh $COMPILE
