/* What Word writes, and what it becomes: nothing twice, nothing lost. */
#include "tests/unit/package_fixture.h"

#include "base/banned.h"

#define R(text) "<w:r><w:t>" text "</w:t></w:r>"
#define CELL(text) "<w:tc>" P(text) "</w:tc>"
#define MARK(type) "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>"
#define CODE(text) "<w:r><w:instrText>" text "</w:instrText></w:r>"

static void assert_holds(struct fixture *f, const char *wanted)
{
	str dump = fixture_dump(f);
	assert_true(f->done);
	if (!str_contains(dump, str_of(wanted)))
		fail_msg("%s\nis not in\n%.*s", wanted, STR_ARG(dump));
}

static void assert_body(str document, const char *wanted)
{
	struct fixture f;
	READ(&f, {"word/document.xml", document});
	assert_holds(&f, wanted);
	arena_free(&f.arena);
}

#define DOCX(body, wanted) assert_body(BODY(body), wanted)

#define LEVEL(n, kind, text)                                                   \
	"<w:lvl w:ilvl=\"" n "\"><w:start w:val=\"3\"/><w:numFmt w:val=\"" kind\
	"\"/><w:lvlText w:val=\"" text "\"/></w:lvl>"
#define COUNTED(level, text)                                                   \
	"<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId "          \
	"w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"

#define SIZED(size, text)                                                      \
	"<w:r><w:rPr><w:sz w:val=\"" size "\"/></w:rPr><w:t>" text "</w:t></w:r>"
#define OF_STYLE(style, runs)                                                  \
	"<w:p><w:pPr><w:pStyle w:val=\"" style "\"/></w:pPr>" runs "</w:p>"

/* 21 half points are what paragraphs have that say nothing. */
static void test_type_has_a_size(void **state)
{
	(void)state;
	struct fixture f;
	struct part parts[] = {
		{"word/styles.xml",
		 STR("<w:styles " W "><w:docDefaults><w:rPrDefault><w:rPr>"
		     "<w:sz w:val=\"20\"/></w:rPr></w:rPrDefault>"
		     "</w:docDefaults><w:style w:type=\"paragraph\" "
		     "w:default=\"1\" w:styleId=\"a\"><w:rPr><w:sz "
		     "w:val=\"21\"/></w:rPr></w:style><w:style "
		     "w:type=\"paragraph\" w:styleId=\"b\"><w:basedOn "
		     "w:val=\"a\"/><w:pPr><w:jc w:val=\"center\"/></w:pPr>"
		     "<w:rPr><w:b/><w:sz w:val=\"42\"/></w:rPr></w:style>"
		     "<w:style w:type=\"paragraph\" w:styleId=\"c\"><w:basedOn "
		     "w:val=\"b\"/></w:style></w:styles>")},
		{"word/document.xml",
		 BODY(P("文") OF_STYLE("c", R("题"))
		      "<w:p>" SIZED("42", "大") SIZED("42", "字") "</w:p>"
		      "<w:p>" SIZED("42", "大") R("小") "</w:p>"
		      OF_STYLE("b", "<w:r><w:rPr><w:b w:val=\"0\"/></w:rPr>"
			       "<w:t>轻</w:t></w:r>"))},
	};
	read_parts(&f, parts, 2);
	assert_holds(&f, "  paragraph \"文\"\n"
			 "  paragraph centre size=200 bold \"题\"\n"
			 "  paragraph size=200 \"大字\"\n"
			 "  paragraph sizes \"大小\"\n"
			 "  paragraph centre size=200 \"轻\"");
	arena_free(&f.arena);
}

static void test_labels_are_counted(void **state)
{
	(void)state;
	struct fixture f;
	READ(&f,
	     {"word/numbering.xml",
	      STR("<w:numbering " W "><w:abstractNum w:abstractNumId=\"7\">"
		  LEVEL("0", "ideographTraditional", "%1、")
		  LEVEL("1", "decimal", "%1.%2")
		  LEVEL("2", "chineseLegalSimplified", "（%3）")
		  "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId "
		  "w:val=\"7\"/></w:num></w:numbering>")},
	     {"word/document.xml",
	      BODY(COUNTED("0", "a") COUNTED("1", "b") COUNTED("1", "c")
		   COUNTED("0", "d") COUNTED("1", "e") COUNTED("2", "f")
		   COUNTED("8", "g"))});
	assert_true(f.done);
	assert_str(fixture_plain(&f), "丙、a\n丙.3 b\n丙.4 c\n丁、d\n丁.3 e\n"
				      "（叁）f\ng\n");
	arena_free(&f.arena);
}

static void test_fields_may_stay_open(void **state)
{
	(void)state;
	struct fixture f;
	READ(&f,
	     {"word/document.xml",
	      BODY("<w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
		   "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
		   "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
		   "<w:r><w:instrText>HYPERLINK \"x</w:instrText></w:r>"
		   "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
		   "<w:r><w:t>山</w:t></w:r></w:p>" P("水"))});
	assert_true(f.done);
	assert_str(fixture_plain(&f), "山\n水\n");
	arena_free(&f.arena);
}

static void test_tables_may_lie(void **state)
{
	(void)state;
	struct fixture f;
	READ(&f,
	     {"word/document.xml",
	      BODY("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"99999999\"/>"
		   "<w:vMerge/></w:tcPr>" P("一") "</w:tc><w:tc><w:tcPr>"
		   "<w:gridSpan w:val=\"128\"/></w:tcPr>" P("二")
		   "</w:tc><w:tc>" P("三") "</w:tc></w:tr></w:tbl>")});
	assert_true(f.done);
	assert_str(fixture_plain(&f), "一\n二\n三\n");
	arena_free(&f.arena);
}

#define BOX(text) "<w:txbxContent>" P(text) "</w:txbxContent>"

static void test_boxes_are_read_once(void **state)
{
	(void)state;
	DOCX("<w:p>" R("山") "<w:r><mc:AlternateContent xmlns:mc=\"c\"><mc:Choice>"
	     "<w:drawing>" BOX("水") "</w:drawing></mc:Choice><mc:Fallback>"
	     "<w:pict>" BOX("水") "</w:pict></mc:Fallback>"
	     "</mc:AlternateContent></w:r>" R("石") "</w:p>" P("木"),
	     "\"山石\"\n  paragraph \"水\"\n  paragraph \"木\"");
	DOCX("<w:tbl><w:tr><w:tc><w:p>" R("山") "<w:r><w:pict>" BOX("水")
	     "</w:pict></w:r></w:p></w:tc>" CELL("石") "</w:tr></w:tbl>",
	     "cell \"山{break}水\"");
	DOCX("<w:p><w:r><w:pict><v:shape xmlns:v=\"v\"><v:textpath "
	     "string=\"艺术\"/></v:shape></w:pict></w:r></w:p>",
	     "paragraph \"艺术\"");
}

static void test_tracked_changes(void **state)
{
	(void)state;
	DOCX("<w:p>" R("甲") "<w:ins>" R("乙") "</w:ins><w:del><w:r><w:delText>丙"
	     "</w:delText></w:r></w:del><w:moveFrom>" R("丁") "</w:moveFrom>"
	     "<w:moveTo>" R("戊") "</w:moveTo></w:p>",
	     "paragraph \"甲乙戊\"\nledger\n  - docx/deleted line 1 \"丙\"\n"
	     "  - docx/deleted line 1 \"丁\"");
	DOCX("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" R("上半") "</w:p>"
	     P("下半") P("后"), "\"上半下半\"\n  paragraph \"后\"");
	DOCX("<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" CELL("旧") CELL("去")
	     "</w:tr><w:ins><w:tr>" CELL("甲") CELL("乙") "</w:tr></w:ins>"
	     "<w:tr>" CELL("丙") CELL("丁") "</w:tr></w:tbl>",
	     "table\n    row\n      cell \"甲\"\n      cell \"乙\"\n    row\n"
	     "      cell \"丙\"\n      cell \"丁\"\nledger\n"
	     "  - docx/deleted \"旧\\n去\"");
}

static void test_controls_stand_around_anything(void **state)
{
	(void)state;
	DOCX("<w:sdt><w:sdtContent><w:tbl><w:customXml><w:tr>" CELL("甲")
	     "<w:sdt><w:sdtContent>" CELL("乙") "</w:sdtContent></w:sdt></w:tr>"
	     "</w:customXml><w:sdt><w:sdtContent><w:tr>" CELL("丙") CELL("丁")
	     "</w:tr></w:sdtContent></w:sdt></w:tbl></w:sdtContent></w:sdt>",
	     "table\n    row\n      cell \"甲\"\n      cell \"乙\"\n    row\n"
	     "      cell \"丙\"\n      cell \"丁\"");
	DOCX("<w:customXml><w:p><w:smartTag>" R("甲") "<w:smartTag>" R("乙")
	     "</w:smartTag></w:smartTag><w:sdt><w:sdtContent>" R("丙")
	     "</w:sdtContent></w:sdt></w:p></w:customXml>", "\"甲乙丙\"");
	DOCX("<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>"
	     CELL("甲") "</w:tr><w:tr>" CELL("乙") CELL("丙") "</w:tr></w:tbl>",
	     "cell \"\"\n      cell \"甲\"");
}

#define LONG "一天的路走完了还有一天，第二天的路走完了，还有第三天等着走路的人。"
#define TEN(text) text text text text text text text text text text
#define ROW(cells) "<w:tr>" cells "</w:tr>"

/* A page pasted with its layout is no table; one long cell of a plan is. */
static void test_layout_tables_are_undone(void **state)
{
	(void)state;
	DOCX("<w:tbl>" ROW(CELL("页眉") CELL("导航"))
	     ROW("<w:tc>" P("题目") P(TEN(LONG))
		 P("第二段。") "</w:tc>" CELL("栏目")) "</w:tbl>",
	     "paragraph \"页眉\"\n  paragraph \"导航\"\n  paragraph \"题目\"");
	DOCX("<w:tbl>" ROW(CELL("外") "<w:tc><w:tbl>" ROW(CELL("里") CELL("面"))
			   ROW(CELL("两") CELL("行")) "</w:tbl></w:tc>")
	     "</w:tbl>",
	     "paragraph \"外\"\n  table\n    row\n      cell \"里\"");
	DOCX("<w:tbl>" ROW(CELL("目标") CELL(TEN(LONG)))
	     ROW("<w:tc><w:p/></w:tc>" CELL("乙")) "</w:tbl>",
	     "table\n    row\n      cell \"目标\"");
}

static void test_contents_and_fields(void **state)
{
	(void)state;
	DOCX("<w:p>" MARK("begin") CODE(" TOC \\o ") MARK("separate") R("首行")
	     "</w:p><w:p>" R("次行") "<w:r><w:tab/></w:r>" MARK("begin")
	     CODE("PAGEREF a") MARK("separate") R("7") MARK("end") "</w:p><w:p>"
	     MARK("end") "</w:p>" P("正文"),
	     "  paragraph \"正文\"\nledger\n  - docx/contents line 1 \"首行\"\n"
	     "  - docx/contents line 2 \"次行 7\"\n");
	DOCX("<w:p>" R("图") MARK("begin") CODE("SEQ 图") MARK("separate") R("3")
	     MARK("end") R("：河") "</w:p>", "paragraph \"图3：河\"");
	struct fixture f;
	READ(&f,
	     {"word/styles.xml",
	      STR("<w:styles " W "><w:style w:styleId=\"A\"><w:name w:val=\""
		  "TOC Heading\"/><w:basedOn w:val=\"1\"/></w:style><w:style "
		  "w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>"
		  "</w:styles>")},
	     {"word/document.xml",
	      BODY("<w:p><w:pPr><w:pStyle w:val=\"A\"/></w:pPr>" R("目录")
		   "</w:p>" P("正文"))});
	assert_holds(&f, "UTF-8 (docx)\n  paragraph \"正文\"\nledger\n"
			 "  - docx/contents line 1 \"目录\"");
	arena_free(&f.arena);
}

#define SYMBOL(font, code)                                                     \
	"<w:r><w:sym w:font=\"" font "\" w:char=\"" code "\"/></w:r>"

static void test_marks_in_runs(void **state)
{
	(void)state;
	DOCX("<w:p>" SYMBOL("Wingdings", "F0FC") SYMBOL("Wingdings 2", "f052")
	     SYMBOL("Symbol", "F061") SYMBOL("Symbol", "F0B7")
	     SYMBOL("SimSun", "4E00") SYMBOL("Webdings", "F001") "</w:p>",
	     "\"✓☑α•一\"\nledger\n  - docx/symbol line 1 \"F001\"");
	DOCX("<w:p>" R("甲") "<w:r><w:softHyphen/><w:br w:type=\"page\"/></w:r>"
	     R("乙") "<w:r><w:br w:type=\"textWrapping\"/></w:r>" R("丙")
	     "<w:r><w:br w:type=\"page\"/></w:r></w:p>",
	     "\"甲{break}乙{break}丙\"");
	DOCX("<w:p><w:pPr><w:framePr w:dropCap=\"drop\"/></w:pPr>" R("春")
	     "</w:p>" P("天来了。") P("后"), "\"春天来了。\"\n  paragraph \"后\"");
	DOCX("<w:p><w:r><w:rPr><w:em w:val=\"dot\"/><w:rPrChange><w:rPr><w:b/>"
	     "</w:rPr></w:rPrChange></w:rPr><w:t>点</w:t></w:r></w:p>",
	     "\"{emphasis 点}\"");
}

#define M(text) "<m:r><m:t>" text "</m:t></m:r>"
#define E(text) "<m:e>" M(text) "</m:e>"

static void test_equations_become_a_line(void **state)
{
	(void)state;
	DOCX("<w:p>" R("设") "<m:oMath><m:f><m:num>" M("a+b") "</m:num><m:den>"
	     M("c") "</m:den></m:f>" M("=") "<m:sSup>" E("x") "<m:sup>" M("2")
	     "</m:sup></m:sSup></m:oMath>" R("。") "</w:p>",
	     "\"设(a+b)/c=x{super 2}。\"");
	DOCX("<m:oMathPara><m:oMath><m:rad><m:deg>" M("3") "</m:deg>" E("y-1")
	     "</m:rad><m:d><m:dPr><m:begChr m:val=\"[\"/><m:endChr m:val=\"]\"/>"
	     "</m:dPr>" E("p") E("q") "</m:d><m:nary><m:naryPr><m:chr m:val=\"∑\""
	     "/></m:naryPr><m:sub>" M("i") "</m:sub><m:sup/>" E("z") "</m:nary>"
	     "</m:oMath></m:oMathPara>",
	     "paragraph \"{super 3}√(y-1)[p|q]∑{sub i}z\"");
	DOCX("<w:p><m:oMath><m:m><m:mr>" E("1") E("0") "</m:mr><m:mr>" E("0")
	     E("1") "</m:mr></m:m><m:acc>" E("v") "</m:acc><m:borderBox>" E("框")
	     "</m:borderBox><m:func><m:fName>" M("sin") "</m:fName>" E("t")
	     "</m:func></m:oMath></w:p>", "\"1 0; 0 1v\u0302框sin t\"");
}

static void test_lists_begin_anew(void **state)
{
	(void)state;
	struct fixture f;
	READ(&f,
	     {"word/numbering.xml",
	      STR("<w:numbering " W "><w:abstractNum w:abstractNumId=\"7\">"
		  LEVEL("0", "chineseCounting", "（%1）")
		  "<w:lvl w:ilvl=\"1\"><w:isLgl/><w:numFmt w:val=\"decimal\"/>"
		  "<w:lvlText w:val=\"%1.%2、\"/></w:lvl></w:abstractNum>"
		  "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>"
		  "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/>"
		  "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/>"
		  "</w:lvlOverride></w:num><w:num w:numId=\"3\"><w:abstractNumId "
		  "w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\">"
		  LEVEL("0", "upperRoman", "%1 ") "</w:lvlOverride></w:num>"
		  "</w:numbering>")},
	     {"word/document.xml",
	      BODY(COUNTED("0", "a") COUNTED("1", "b")
		   "<w:p><w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr>"
		   R("c") "</w:p><w:p><w:pPr><w:numPr><w:numId w:val=\"2\"/>"
		   "</w:numPr></w:pPr>" R("d") "</w:p><w:p><w:pPr><w:numPr>"
		   "<w:numId w:val=\"3\"/></w:numPr></w:pPr>" R("e") "</w:p>")});
	assert_true(f.done);
	assert_str(fixture_plain(&f), "（三）a\n3.1、b\n（一）c\n（二）d\n"
				      "III  e\n");
	arena_free(&f.arena);
}

#define RELATION(id, type, target)                                             \
	"<Relationship Id=\"" id "\" Type=\"http://t/" type "\" Target=\""    \
	target "\"/>"

static void test_parts_by_other_names(void **state)
{
	(void)state;
	struct fixture f;
	READ(&f,
	     {"word/_rels/document2.xml.rels",
	      STR("<Relationships>" RELATION("a", "styles", "styles2.xml")
		  RELATION("b", "footnotes", "/word/footnotes2.xml")
		  RELATION("c", "diagramData", "d.xml")
		  RELATION("d", "aFChunk", "chunk.htm") "</Relationships>")},
	     {"word/styles2.xml",
	      STR("<w:styles " W "><w:style w:styleId=\"1\"><w:name w:val=\""
		  "heading 1\"/></w:style></w:styles>")},
	     {"word/footnotes2.xml",
	      STR("<w:footnotes " W "><w:footnote w:id=\"2\">" P("注")
		  "</w:footnote></w:footnotes>")},
	     {"word/d.xml", STR("<d><l><p><t><a><r><t>图中字</t></r></a></t></p>"
				"</l></d>")},
	     {"word/document2.xml",
	      BODY("<w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr>" R("题")
		   "<w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>")});
	assert_holds(&f, "heading level=0 \"题{note=footnote-2}\"");
	assert_holds(&f, "paragraph \"注\"");
	assert_holds(&f, "- docx/diagram \"图中字\"");
	assert_holds(&f, "- docx/chunk \"word/chunk.htm\"");
	arena_free(&f.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_type_has_a_size),
		cmocka_unit_test(test_labels_are_counted),
		cmocka_unit_test(test_lists_begin_anew),
		cmocka_unit_test(test_fields_may_stay_open),
		cmocka_unit_test(test_contents_and_fields),
		cmocka_unit_test(test_tables_may_lie),
		cmocka_unit_test(test_controls_stand_around_anything),
		cmocka_unit_test(test_boxes_are_read_once),
		cmocka_unit_test(test_layout_tables_are_undone),
		cmocka_unit_test(test_tracked_changes),
		cmocka_unit_test(test_marks_in_runs),
		cmocka_unit_test(test_equations_become_a_line),
		cmocka_unit_test(test_parts_by_other_names),
	};
	read_prepare();
	return cmocka_run_group_tests_name("read/docx", tests, NULL, NULL);
}
