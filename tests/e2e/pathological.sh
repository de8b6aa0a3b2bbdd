# Inputs made to take for ever or all memory. Each must end in good time with
# code 0, 1 or 4, within two gigabytes.
. tests/e2e/lib.sh
cd "$work" || exit 1
: "${PATIENCE:=60}"

# repeat COUNT TEXT: the text so many times, without line ends.
repeat() {
	awk -v count="$1" -v text="$2" 'BEGIN {
		while (count-- > 0)
			printf "%s", text
	}'
}

# try NAME [KEY...]: builds book.yaml from the file made last.
try() {
	name=$1 file=$2
	shift 2
	{
		printf 'title: 难题\nformats: [epub, pdf, booklet]\n'
		[ $# -eq 0 ] || printf '%s\n' "$@"
		printf 'chapters:\n  - %s\n' "$file"
	} >book.yaml
	run "$name"
}

# The sanitizers reserve terabytes, so the limit is not for them.
run() {
	(
		case $BUILD in
		*asan*) ;;
		*) ulimit -v 2097152 ;;
		esac
		timeout "$PATIENCE" "$BANXIN" build -q >said 2>&1
	)
	code=$?
	case $code in
	0 | 1 | 4) echo "ok $1" ;;
	*)
		echo "not ok $1"
		echo "# ended with $code"
		tail -n 5 said | cut -c 1-200 | sed 's/^/# /'
		;;
	esac
}
: "${BUILD:=out/build}"

{ repeat 50000 '> '; echo 话; } >a.md && try "50,000 nested quotes" a.md
{ repeat 50000 '- '; echo 话; } >a.md && try "50,000 nested lists" a.md
repeat 50000 '<div><blockquote><ul><li><b>' >a.html &&
	repeat 10 字 >>a.html && try "250,000 open elements" a.html
{ repeat 100000 '<table><tr><td>'; echo 字; } >a.html &&
	try "100,000 nested tables" a.html
repeat 350000 字 >a.txt && try "a megabyte of Han without a mark" a.txt
repeat 1000000 a >a.txt && try "a word of a megabyte" a.txt
repeat 120000 'ab，' >a.txt && try "marks and letters in turn" a.txt
repeat 300000 '“' >a.txt && try "300,000 opening quotation marks" a.txt
repeat 300000 '（' >a.txt && try "300,000 opening brackets" a.txt
repeat 500000 '[^' >a.md && try "500,000 notes begun" a.md
repeat 200000 '*_' >a.md && try "200,000 emphases begun" a.md
repeat 200000 '[' >a.md && try "200,000 links begun" a.md
repeat 100000 '![图](' >a.md && try "100,000 pictures begun" a.md
repeat 200000 '<!--' >a.html && try "200,000 comments begun" a.html
repeat 200000 '<ruby>字<rt>' >a.html && try "200,000 readings" a.html
repeat 200000 '&amp;&#x4e00;&lt' >a.html && try "600,000 entities" a.html
repeat 100000 '<p id=a>字' >a.html && try "100,000 times one id" a.html
printf '<p ' >a.html && repeat 100000 'a=b ' >>a.html && echo '>字' >>a.html &&
	try "100,000 attributes" a.html
awk 'BEGIN {
	for (i = 1; i <= 10000; i++)
		printf "甲乙[^%d]丙。\n\n[^%d]: 注文一句，说明甲乙。\n\n", i, i
}' >a.md && try "10,000 footnotes" a.md
awk 'BEGIN {
	for (i = 1; i <= 10000; i++)
		printf "甲乙[^%d]", i
	print ""
	for (i = 1; i <= 10000; i++)
		printf "\n[^%d]: 注文一句。\n", i
}' >a.md && try "10,000 footnotes in one paragraph" a.md
{ printf '甲[^1]\n\n[^1]: '; repeat 100000 注; echo; } >a.md &&
	try "a note longer than pages" a.md
echo "$(repeat 200 Wort)" >a.md &&
	try "a word wider than the page" a.md 'print: {size: A6, chars: 10}'
repeat 100000 '字

' >a.md && try "100,000 paragraphs of one character" a.md
repeat 100000 '字
' >a.txt && try "100,000 lines of one character" a.txt
awk 'BEGIN { for (i = 0; i < 20000; i++) printf "# 甲\n\n## 乙\n\n" }' >a.md &&
	try "40,000 headings and nothing else" a.md
awk 'BEGIN {
	print "|a|b|c|\n|-|-|-|"
	for (i = 0; i < 20000; i++)
		print "|一|二二二二二二二二二|三|"
}' >a.md && try "a table of 20,000 rows" a.md
{ repeat 2000 '|a'; echo; repeat 2000 '|-'; echo; repeat 2000 '|字'; } >a.md &&
	try "a table of 2,000 columns" a.md
repeat 10000000 字 >a.txt && try "30 MB in one paragraph" a.txt
repeat 500000 '这一行有二十个汉字说的是河边的事情呢。
' >a.txt && try "30 MB in lines" a.txt
rm -f a.*
mkdir many && awk 'BEGIN {
	print "title: 难题\nformats: [epub, pdf]\nchapters:" >"book.yaml"
	for (i = 1; i <= 5000; i++) {
		file = "many/" i ".md"
		print "# 章\n\n一行字。" >file
		close(file)
		print "  - " file >"book.yaml"
	}
}' && run "5,000 chapters of a line"
printf 'title: 难题\nchapters: ' >book.yaml && repeat 100000 '[' >>book.yaml &&
	run "100,000 brackets in the manifest"
{ echo 'title: 难题'; repeat 30000 'a: [b]
'; } >book.yaml && run "30,000 times one key"
