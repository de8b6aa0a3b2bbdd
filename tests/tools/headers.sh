#!/bin/sh
# Compiles each header alone: it must include what it needs.
#
# usage: headers.sh COMPILER FLAG...; prints "ok" or "not ok" for each.
for header in src/*.h src/*/*.h; do
	[ -f "$header" ] || continue
	# Behind an #include, or the compiler minds static functions unused;
	# with a declaration, or it minds a file of nothing but macros.
	if printf '#include "%s"\nextern int nothing;\n' "${header#src/}" |
	   "$@" -Werror -fsyntax-only -x c -; then
		echo "ok $header"
	else
		echo "not ok $header"
	fi
done
