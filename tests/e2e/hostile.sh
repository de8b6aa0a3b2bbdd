# Inputs that mean harm: each is refused with its place and cause, or makes a
# correct book, within seconds and half a gigabyte.
. tests/e2e/lib.sh
: "${BUILD:=out/build}"
python3 tests/tools/hostile.py "$work/set" || echo "not ok the set is made"
cd "$work/set" || exit 1

# Sanitizers reserve terabytes; for them the time alone counts.
limit() {
	case $BUILD in
	*asan*) ;;
	*) ulimit -v 524288 ;;
	esac
	ulimit -t 20
}

for name in *; do
	cd "$name" || exit 1
	read -r code word <expect
	(limit; "$BANXIN" build -q --lang en) >said 2>&1
	got=$?
	check "$name: exit $code" test $got = "$code"
	[ -z "$word" ] ||
		check "$name: says '$word'" grep -qF -- "$word" said
	[ "$code" != 0 ] || check "$name: reads no other file" \
		sh -c "! '$BANXIN' --dump=book 2>&1 | grep -q root:"
	check "$name: nothing for the terminal" \
		sh -c "! tr -d '\n\t' <said | LC_ALL=C grep -q '[[:cntrl:]]'"
	cd .. && rm -rf "$name"
done
