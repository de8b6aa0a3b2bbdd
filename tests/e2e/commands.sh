# Every command as a user types it.
. tests/e2e/lib.sh
copy_book "$work/book"
cd "$work/book" || exit 1
check "--version is the newest of CHANGES.md" \
	says "banxin $(sed -n 's/^## //p' "$fixtures/../../CHANGES.md" | head -n 1)" \
	"$BANXIN" --version
check "--help in Chinese" says "用法" "$BANXIN" --help --lang zh
check "--help in English" says "usage" "$BANXIN" --lang en --help
check "--help fits 80 x 24" sh -c "'$BANXIN' --help --lang zh | wc -l |
	{ read n; test \$n -le 25; }"
check "unknown command" status 2 "$BANXIN" frobnicate
check "unknown option" status 2 "$BANXIN" --frobnicate
check "missing manifest" status 4 "$BANXIN" build nowhere.yaml

check "check writes nothing" status 0 "$BANXIN" check
check "… indeed" test ! -e out
check "--strict fails on warnings" status 3 "$BANXIN" check --strict

"$BANXIN" outline --lang zh >"$TEST_OUT/outline"
check "outline names files" grep -q "讲稿.txt" "$TEST_OUT/outline"
check "outline shows headings" grep -q "边读边写" "$TEST_OUT/outline"
check "outline --json is JSON" sh -c \
	"'$BANXIN' outline --json | python3 -m json.tool >/dev/null"

"$BANXIN" inspect --json 转载.txt >"$TEST_OUT/inspect.json"
check "inspect --json has its keys" python3 -c '
import json, sys
found = json.load(open(sys.argv[1], encoding="utf-8"))
wanted = "file title author date source lang headings text images removed changed".split()
assert sorted(found) == sorted(wanted), sorted(found)
assert found["author"] == "河边周刊" and found["date"] == "2026-05-12", found
assert [i["found"] for i in found["images"]] == [True, False], found["images"]
assert "“凑合走吧”" in found["text"], found["text"]
assert any("tracker" in r["text"] for r in found["removed"])
' "$TEST_OUT/inspect.json"
check "inspect needs no book.yaml" status 0 \
	"$BANXIN" -C images inspect ../手记.md
"$BANXIN" inspect 转载.txt >"$TEST_OUT/inspect" 2>/dev/null
check "inspect shows what was cut" grep -q "^- .*tracker" "$TEST_OUT/inspect"
check "… without colour in a pipe" sh -c \
	"! grep -q '$(printf '\033')' '$TEST_OUT/inspect'"
check "… with colour when told" sh -c "'$BANXIN' inspect --color always \
	转载.txt 2>/dev/null | grep -q '$(printf '\033\\[31m')- '"
check "inspect --dump=book is the model" sh -c \
	"'$BANXIN' inspect --dump=book 转载.txt 2>/dev/null | grep -q '^chapter'"

cp book.yaml before.yaml
check "move" "$BANXIN" move 手记.md --before 来信.txt -q
check "the order is new" sh -c \
	"grep -nE '手记|来信' book.yaml | head -n 1 | grep -q 手记"
check "nothing but one line moved" sh -c \
	"test \$(diff before.yaml book.yaml | grep -c '^[<>]') = 2"
check "move back" "$BANXIN" move 手记.md --before 鄉音.txt -q
check "all bytes are back" cmp before.yaml book.yaml
check "move to nowhere fails" status 1 "$BANXIN" move 手记.md --after 没有.md
check "… and changes nothing" cmp before.yaml book.yaml

mkdir "$work/new" && cp 前言.md 手记.md "$work/new" &&
	cp 前言.md "$work/new/10.md" && cp 前言.md "$work/new/2.md"
check "init" "$BANXIN" init "$work/new" -q
check "2 before 10" sh -c \
	"grep -n '^  - ' '$work/new/book.yaml' | head -n 1 | grep -q '2.md'"
check "the new book builds" "$BANXIN" build -q "$work/new"
check "init leaves a book alone" status 5 "$BANXIN" init "$work/new"
check "init in an empty folder" "$BANXIN" init "$work/empty" -q
check "its sample builds" "$BANXIN" build -q "$work/empty"

for stage in manifest book style pages sheets; do
	check "--dump=$stage" sh -c "'$BANXIN' --dump=$stage | grep -q ."
done
check "--dump=book --after=space" sh -c \
	"'$BANXIN' --dump=book --after=space | grep -q 讲稿"
check "findings as JSON" sh -c "'$BANXIN' check --format json 2>&1 >/dev/null |
	while read -r line; do echo \"\$line\" | python3 -m json.tool || exit 1; done"
