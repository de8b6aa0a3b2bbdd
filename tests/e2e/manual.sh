# The words against the program: every key of the tables in src/manifest is
# in the schema, the manual pages and the handbook; every command, option
# and exit code in the pages; the handbook is as long as promised.
. tests/e2e/lib.sh
schema=share/banxin/book.schema.json
table=handbook/附录一-键.md
commands=handbook/附录二-命令.md

# NAME ALIAS lines, "-" where there is no alias.
keys() {
	sed -nE 's/^[[:space:]]*\{"([a-z-]+)", (NULL|"([^"]+)"), KEY_.*/\1 \3/p' \
		src/manifest/*.c
	sed -nE '/!str_equal/d
		s/.*str_equal\(name, STR\("([a-z]+)"\)\)( \|\| .*STR\("([^"]+)"\))?.*/\1 \3/p
		s/.*get\([a-z]+, STR\("([a-z]+)"\), STR\("([^"]+)"\)\).*/\1 \2/p
		s/.*STR\("([a-z]+)"\), STR\("([^"]+)"\)\);.*/\1 \2/p' \
		src/manifest/chapters.c
}
keys | sort -u >"$work/keys"

in_schema() {
	grep -qF "\"$1\": {" $schema
}
in_pages() {
	for page in doc/book.yaml.5 doc/zh_CN/book.yaml.5; do
		grep -qE "Cm $1( |\$)" $page || return 1
		[ -z "${2-}" ] || grep -qF "Cm $1 Pq $2" $page || return 1
	done
}
in_handbook() {
	grep -qE "^\| \`([a-z]+\.)?$1\` \| ${2:-无}" $table
}
# Also where the chapters explain it: a key nobody explains is no key.
is_explained() {
	grep -qF "\`$1\`" handbook/03-书稿清单.md
}

check "the tables have keys" test "$(wc -l <"$work/keys")" -ge 50
while read -r key alias; do
	check "$key in the schema" in_schema "$key"
	[ -z "$alias" ] || check "$alias in the schema" in_schema "$alias"
	check "$key in book.yaml(5)" in_pages "$key" "$alias"
	check "$key in the handbook's table" in_handbook "$key" "$alias"
	check "$key explained in the handbook" is_explained "$key"
done <"$work/keys"

# And back: the handbook's table has no key that the program lacks.
sed -nE 's/^\| `([a-z]+\.)?([a-z-]+)` \|.*/\2/p' $table | sort -u >"$work/told"
cut -d ' ' -f 1 "$work/keys" | sort -u >"$work/known"
check "the handbook invents no key" \
	test -z "$(comm -23 "$work/told" "$work/known")"

check "the schema is JSON" python3 -m json.tool $schema /dev/null

options=$(sed -nE 's/^[[:space:]]*\{"([a-z]+)", (no|required)_argument.*/\1/p' \
	src/main.c)
for option in $options; do
	for page in doc/banxin.1 doc/zh_CN/banxin.1; do
		check "--$option in $page" \
			grep -qE "(Fl |, )-$option( |\$)" $page
	done
	for file in completions/banxin.bash completions/_banxin; do
		check "--$option in $file" grep -qF -- "--$option" $file
	done
	check "--$option in completions/banxin.fish" \
		grep -qE "(-l $option |-l $option\$)" completions/banxin.fish
done
for command in build check outline inspect move init; do
	for file in doc/banxin.1 doc/zh_CN/banxin.1 completions/banxin.bash \
		completions/_banxin completions/banxin.fish $commands; do
		check "$command in $file" grep -qw "$command" "$file"
	done
done
for code in $(sed -nE 's/.*EXIT_[A-Z_]+ = ([0-9]+).*/\1/p' \
	src/command/command.h); do
	for page in doc/banxin.1 doc/zh_CN/banxin.1; do
		check "exit code $code in $page" grep -qx ".It $code" $page
	done
	check "exit code $code in the handbook" grep -q "^| $code |" $commands
done

# Every code of the handbook's table of messages is one the program has.
for code in $(grep -ohE 'B[0-9]{4}' handbook/12-出错.md | sort -u); do
	check "$code is a message" grep -qF "\"$code\"" src/base/messages.def
done

characters() {
	python3 -c '
import re, sys
count = lambda name: len(re.findall("[\u4e00-\u9fff]", open(name, encoding="utf-8").read()))
counts = [count(name) for name in sys.argv[1:]]
print(len([c for c in counts if c >= 400]), sum(counts))
' "$@"
}
characters handbook/*.md handbook/*.txt handbook/*.html >"$work/count"
read -r chapters count <"$work/count"
check "the handbook has 8 chapters: $chapters" test "$chapters" -ge 8
check "… and 15,000 characters: $count" test "$count" -ge 15000
check "every document is in book.yaml" sh -c '
	for file in handbook/*.md handbook/*.txt handbook/*.html; do
		grep -qF "$file" book.yaml || { echo "$file"; exit 1; }
	done'
check "every picture has its source and stands in a chapter" sh -c '
	for file in handbook/images/*.png; do
		case $file in
		*/style-* | */paragraphs.png) test -f tools/pictures.sh ;;
		*/marks.png) test -f "${file%.png}.txt" ;;
		*) test -f "${file%.png}.svg" ;;
		esac || exit 1
		grep -qF "images/$(basename "$file")" handbook/*.* || exit 1
	done'

# The pages as written, by the program that formats them.
if command -v mandoc >"$work/mandoc"; then
	for page in doc/*.[15] doc/zh_CN/*.[15]; do
		check "$page is sound mdoc" mandoc -T lint -W warning "$page"
	done
fi
