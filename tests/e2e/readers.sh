# The fixture book and the handbook in programs that readers use: epub.js in a
# browser, and Ace by DAISY, which judges accessibility. Both are large, so
# they are asked only where somebody has put them:
#
#	PUPPETEER_SKIP_DOWNLOAD=1 npm install --prefix out/tools \
#		epubjs@0.3.93 puppeteer-core @daisy/ace-cli
. tests/e2e/lib.sh
: "${READERS:=$(pwd)/out/tools/node_modules}"
CHROMIUM=$(command -v chromium || command -v chromium-browser)
NODE_PATH=$READERS
PUPPETEER_EXECUTABLE_PATH=$CHROMIUM
export CHROMIUM NODE_PATH PUPPETEER_EXECUTABLE_PATH

if [ -z "$CHROMIUM" ] || [ ! -d "$READERS/epubjs" ] ||
	[ ! -d "$READERS/@daisy/ace-cli" ]; then
	echo "ok epub.js and Ace # SKIP not here"
	exit 0
fi

# Each line of the report that says what is violated and where.
ace() {
	rm -rf "$work/ace"
	node "$READERS/.bin/ace-cli" -f -s -o "$work/ace" "$1" >"$work/said" 2>&1
	python3 - "$work/ace/report.json" <<'END'
import json, sys
report = json.load(open(sys.argv[1]))
found = ["%s: %s" % (file["earl:testSubject"]["url"], one["earl:test"]["dct:title"])
         for file in report["assertions"] for one in file["assertions"]]
print("\n".join(found))
sys.exit(bool(found))
END
}

copy_book "$work/readers"
for book in "$work/readers" .; do
	made=$work/made-$(basename "$book")
	check "$book builds" "$BANXIN" build -q "$book" -f epub,epub-vertical,pdf -o "$made"
	for epub in "$made"/*.epub; do
		node tests/tools/read_epub.js "$epub"
		check "Ace finds no violation in $(basename "$epub")" \
			ace "$epub"
	done
done
