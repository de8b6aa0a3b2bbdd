# Books out of the ordinary: a valid EPUB each, and nothing of the text lost.
. tests/e2e/lib.sh
cd "$work" || exit 1
formats=epub,epub-vertical

# odd NAME TEXT FILE...: the book of these files is sound and holds the text.
odd() {
	odd_name=$1 text=$2
	shift 2
	printf 'title: 奇书\nname: odd\n' >book.yaml
	echo 'chapters:' >>book.yaml
	printf -- '  - %s\n' "$@" >>book.yaml
	rm -rf out
	check "$odd_name builds" "$BANXIN" build -q -f "$formats"
	for epub in out/*.epub; do
		check "… $epub is sound" "$BANXIN" check "$epub"
	done
	check "… with its text" sh -c \
		"unzip -p out/odd.epub 'EPUB/text/c*.xhtml' | grep -qF '$text'"
}

# strict NAME: EPUBCheck thinks so too.
strict() {
	[ -f "$EPUBCHECK" ] || return
	java -jar "$EPUBCHECK" out/odd.epub >"$TEST_OUT/epubcheck" 2>&1
	check "$1: EPUBCheck agrees" grep -q \
		"0 fatals / 0 errors / 0 warnings" "$TEST_OUT/epubcheck"
}

printf '甲乙丙。\n' >bare.txt
odd "one chapter, no heading, no picture" 甲乙丙 bare.txt
odd "two chapters from one file" 甲乙丙 bare.txt bare.txt
check "… are two" test \
	"$(unzip -l out/odd.epub | grep -c 'text/c0.*xhtml')" = 2

long=$(awk 'BEGIN { for (i = 0; i < 200; i++) printf "长" }')
printf '# %s\n\n## %s😀𠮷\n\n夜雨。\n' "$long" "$long" >long.md
odd "titles of 200 characters" 夜雨 long.md

printf '# 控\001制\n\n甲\010乙\033[0m丙\177丁\302\205戊\357\277\277己庚\n' \
	>control.md
odd "control characters" 己庚 control.md
check "… are gone" sh -c "! unzip -p out/odd.epub 'EPUB/text/c*' |
	LC_ALL=C grep -q '$(printf '[\001\010\033\177]')'"

cat >scripts.html <<'END'
<html><body><article>
<h1 id="标题 1">العربية — हिन्दी — Ελληνικά — עברית — ไทย — 한국어</h1>
<h2 id="1">😀👩‍👩‍👧 <b>&amp;</b> "&lt;x&gt;"</h2>
<p id="a b">甲<a href="#标题 1">乙</a><a href="#nowhere">丙</a><a
href="gone.html#x">丁</a><a href="javascript:alert(1)">戊</a><a
href="http://[bad">己</a><a href="">庚</a><a href="file:///etc/passwd">辛</a></p>
<h2 id="1">又一个</h2>
<p id="&quot;&lt;&gt;&amp;">𠮷𪚥𰻝</p>
<ruby>渡<rt>dù</ruby><p><rt>孤</rt>字<ruby><rb>口</rb></ruby></ruby>
<ruby><rp>(</rp><rt>x</rt></ruby>。</p>
</article></body></html>
END
odd "ids and titles of every kind, links to nowhere, broken ruby" 𠮷𪚥 \
	scripts.html
strict "every kind"

formats=epub
set --
for i in $(seq 1000); do
	printf '# 第 %s 篇\n\n甲。\n' "$i" >"t$i.md"
	set -- "$@" "t$i.md"
done
odd "a thousand chapters" "第 1000 篇" "$@"

awk 'BEGIN {
	for (i = 0; i < 100000; i++) {
		for (k = 0; k < 9; k++)
			printf "一二三四五六七八九十，"
		print "完" i "。\n"
	}
}' >big.md
odd "a chapter of 30 MB" 完99999。 big.md
rm -f big.md
