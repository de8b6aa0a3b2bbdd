/* What --help says, in both languages. */
#include "command/help.h"

#include <stdio.h>

#include "base/banned.h"

static const char chinese[] =
	"用法：banxin [命令] [选项]\n"
	"把 book.yaml 列出的文档做成 EPUB、排好版的 PDF 和可折订的小册子。\n"
	"\n"
	"命令（不写就是 build）\n"
	"  build [文件夹]        做书，放进 out/\n"
	"  check [文件夹|书.epub]   只检查，不写文件\n"
	"  outline [文件夹]      目录树：序号、页码、字数、文件   [--json]\n"
	"  inspect 文件          看一篇文档清理成什么样          [--json]\n"
	"  move 章 --before|--after 另一章    调整顺序，改写 book.yaml\n"
	"  init [文件夹]         为文件夹里的文档写一份 book.yaml\n"
	"\n"
	"选项\n"
	"  -f epub,pdf,booklet   要生成的格式      -o 文件夹   输出到哪里\n"
	"  -C 文件夹             先进入这个文件夹  -j 线程数   默认每核一个\n"
	"  --lang zh|en          界面语言          --strict    有警告也算失败\n"
	"  --format human|short|json   问题的写法  --color auto|always|never\n"
	"  --dump manifest|book|style|pages|sheets [--after 步骤]   看中间结果\n"
	"  -q 安静   -v 详细   -h, --help 帮助   --version 版本\n"
	"\n"
	"退出码：0 成功 1 书稿有错 2 用法不对 3 有警告(--strict) 4 读不了 5 写不了\n";

static const char english[] =
	"usage: banxin [COMMAND] [OPTIONS]\n"
	"Makes an EPUB, a typeset PDF and a booklet from what book.yaml lists.\n"
	"\n"
	"Commands (build when none is given)\n"
	"  build [FOLDER]        make the book, in out/\n"
	"  check [FOLDER|BOOK.epub]    check only, write nothing\n"
	"  outline [FOLDER]      the tree: numbers, pages, length, files  [--json]\n"
	"  inspect FILE          what cleaning makes of one document      [--json]\n"
	"  move CHAPTER --before|--after OTHER    reorder, editing book.yaml\n"
	"  init [FOLDER]         write a book.yaml for the documents in a folder\n"
	"\n"
	"Options\n"
	"  -f epub,pdf,booklet   formats to make   -o FOLDER   where to\n"
	"  -C FOLDER             go there first    -j THREADS  default: one a core\n"
	"  --lang zh|en          interface         --strict    warnings fail too\n"
	"  --format human|short|json   findings    --color auto|always|never\n"
	"  --dump manifest|book|style|pages|sheets [--after PASS]    look inside\n"
	"  -q quiet   -v verbose   -h, --help   --version\n"
	"\n"
	"Exit codes: 0 done, 1 book wrong, 2 usage, 3 warnings with --strict,\n"
	"4 not read, 5 not written\n";

void help_print(enum interface_language language)
{
	fputs(language == INTERFACE_CHINESE ? chinese : english, stdout);
}

void help_print_version(void)
{
	puts("banxin " BANXIN_VERSION);
}
