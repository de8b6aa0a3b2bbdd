#!/bin/sh
# One fuzzer for some seconds. What it finds stays in the corpus.
#
# usage: fuzz.sh BUILD NAME SECONDS
set -eu
program=$1/tests/fuzz_$2
corpus=tests/fuzz/corpus/$2
found=out/fuzz/$2
dictionary=tests/fuzz/$2.dict

case $2 in
html | markdown | text) more=tests/golden/read ;;
passes) more=tests/golden/pass ;;
css) more="tests/golden/style styles" ;;
manifest) more=tests/golden/diag ;;
*) more= ;;
esac

mkdir -p "$corpus" "$found"
[ -f "$dictionary" ] && dictionary=-dict=$dictionary || dictionary=
# The goldens' inputs are seeds as well. New inputs that only widen coverage
# go to out/; crashes go to the corpus, where `make full` replays them for ever.
exec "$program" -max_total_time="$3" -timeout=20 -rss_limit_mb=2048 \
	-artifact_prefix="$corpus/" $dictionary "$found" "$corpus" $more
