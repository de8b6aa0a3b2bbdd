/* What HTML elements become, and what damage is mended. */
#include "tests/unit/read_fixture.h"

#include "base/banned.h"

#define HTML(text, wanted) assert_dumps("a.html", "<p>甲</p>" text, wanted)

static void test_elements_become_blocks(void **state)
{
	(void)state;
	HTML("<h1>题</h1>", "heading level=0 \"题\"");
	HTML("<h3 id=x class=y>题</h3>", "heading level=2 #x .y \"题\"");
	HTML("<div class=a><div id=b>字</div></div>",
	     "paragraph #b .id:b a \"字\"");
	HTML("<nav><a href=/>首页</a></nav>",
	     "paragraph .tag:nav \"{link=/ 首页}\"");
	HTML("<ol start=4><li>一<li>二</ol>", "list ordered start=4\n"
	     "    item\n      paragraph \"一\"\n"
	     "    item\n      paragraph \"二\"");
	HTML("<blockquote>引<p>文</blockquote>",
	     "quote\n    paragraph \"引\"\n    paragraph \"文\"");
	HTML("<pre>\n a\n  b</pre>", "code\n    line \" a\"\n    line \"  b\"");
	HTML("<pre><code class='language-c x'>a</code></pre>",
	     "code .language-c\n    line \"a\"");
	HTML("<p style='TEXT-ALIGN : center'>中</p>", "centre \"中\"");
	HTML("<table align=center><tr><td>左<td align=center>中</table>",
	     "paragraph \"左\"\n  paragraph centre \"中\"");
	HTML("<p style='display: none'>隐</p>", ".hidden \"隐\"");
	HTML("<hr>", "rule");
}

static void test_white_space_is_one_blank_or_none(void **state)
{
	(void)state;
	HTML("<p>\n  一\n  二 </p>", "paragraph \"一二\"");
	HTML("<p>one\ntwo  <b> three</b></p>",
	     "paragraph \"one two {strong three}\"");
	HTML("<p>一&nbsp;　二</p>", "\"一\xC2\xA0　二\"");
	HTML("<p>他说，\nhello</p>", "\"他说，hello\"");
}

static void test_two_breaks_part_paragraphs(void **state)
{
	(void)state;
	HTML("<p>一<br>二<br> <br>三<br></p>",
	     "paragraph \"一{break}二\"\n  paragraph \"三\"");
	HTML("<p>一<br>　　二</p>", "paragraph \"一\"\n  paragraph \"　　二\"");
	HTML("<p><img src=a.png><br>图注</p>",
	     "figure a.png\n  paragraph \"图注\"");
	HTML("<h2>上<br><br>下</h2>", "\"上{break}下\"");
}

static void test_type_has_a_size(void **state)
{
	(void)state;
	HTML("<p><font size=5>题</font></p>", "size=150 \"题\"");
	HTML("<p><font size='+1'>题</font></p>", "size=113 \"题\"");
	HTML("<p><font size=-9>题</font></p>", "size=63 \"题\"");
	HTML("<p><font size=999>题</font></p>", "size=300 \"题\"");
	HTML("<p><big>题<big>目</big></big></p>", "paragraph sizes \"题目\"");
	HTML("<p><span style='FONT-SIZE: 10.5pt'>题</span></p>",
	     "size=88 \"题\"");
	HTML("<p style='font-size:12pt'>题</p>", "paragraph \"题\"");
	HTML("<div style='font-size:24px'><p style='font-size:.5em'>题</p>"
	     "</div>", "size=75 \"题\"");
	HTML("<div style='font-size:x-large!important'>题</div>",
	     "size=150 \"题\"");
	HTML("<p style='font:italic bold 150%/1.2 serif'>题</p>",
	     "size=150 \"题\"");
	HTML("<p style='font-size:1.6666666666666667em'>题</p>",
	     "size=166 \"题\"");
	HTML("<p style='font-size:0;font:bold'>题</p>", "paragraph \"题\"");
	HTML("<p style='font-size:99999999999999px'>题</p>",
	     "paragraph \"题\"");
	HTML("<p>字<br><font size=5>题</font><br>字</p>",
	     "\"字\"\n  paragraph size=150 \"题\"\n  paragraph \"字\"");
}

#define STYLED(rules, text) "<style>" rules "</style>" text

static void test_sheets_tell_how_lines_look(void **state)
{
	(void)state;
	HTML(STYLED("<!-- @page x {size:1pt} p.A, li.A {font-size:18.0pt} -->",
		    "<p class=A>题</p>"), "size=150 \"题\"");
	HTML(STYLED("@charset 'x'; /* p{font-size:1px} */ .a{font-size:24px;"
		    "font-weight:700;text-align:center}",
		    "<p class='b a'>题</p>"),
	     "centre size=150 bold \"题\"");
	HTML(STYLED("p.a{font-size:8px} p{font-size:24px} .a{font-size:9px}",
		    "<p class=a style='font-size:32px'>题</p>"
		    "<p class=a>下</p>"),
	     "size=200 \"题\"\n  paragraph .a size=50 \"下\"");
	HTML(STYLED(".a{font-size:24px} .text p{font-size:24px}",
		    "<p class=a>题</p>"), ".a \"题\"");
	HTML(STYLED(".a{font-size:24px} a:link{mso-bidi-font:x;color:blue}",
		    "<p class=a>题</p>"), "size=150 \"题\"");
	HTML(STYLED("@media print{.a{font-size:24px}} .b{font-size:24px",
		    "<p class=a>题</p><p class=b>下</p>"),
	     ".a \"题\"\n  paragraph .b size=150 \"下\"");
}

static void test_bold_by_style(void **state)
{
	(void)state;
	HTML("<p>字<span style='font-weight:bold'>重</span></p>",
	     "\"字{strong 重}\"");
	HTML("<section style='font-weight:600'>题<p>字</p>"
	     "<p style='font-weight:400'>轻</p></section><p>外</p>",
	     "bold \"题\"\n  paragraph bold \"字\"\n  paragraph \"轻\"\n"
	     "  paragraph \"外\"");
}

static void test_pictures_have_their_true_address(void **state)
{
	(void)state;
	HTML("<img data-src=r.png src=b.gif>", "figure r.png");
	HTML("<img srcset='s.png 1x, l.png 3x' src=s.png>", "figure l.png");
	HTML("<img src='https://p.x/?http://r.x/a.png'>",
	     "~ image/proxy line 1 \"https://p.x/?http://r.x/a.png\" -> "
	     "\"http://r.x/a.png\"");
	HTML("<img alt=失>", "- image/without-address line 1 \"失\"");
	HTML("<p>字<img src=a.png alt=符>字</p>", "\"字{image=a.png 符}字\"");
	HTML("<figure><img src=a.png><figcaption>说</figcaption></figure>",
	     "figure a.png\n    caption \"说\"");
}

static void test_tables_are_told_from_layout(void **state)
{
	(void)state;
	HTML("<table><tr><td>1<td>2<tr><td>3<td>4</table>",
	     "table\n    row\n      cell \"1\"");
	HTML("<table><tr><td><p>一<td><table><tr><td>二</table></table>",
	     "paragraph \"一\"\n  paragraph \"二\"");
	HTML("<table><tr><td>只有一格</table>", "paragraph \"只有一格\"");
	HTML("<table><tr><td><a href=a>甲</a><td><a href=b>乙</a>"
	     "<tr><td><a href=c>丙</a><td>丁</table>",
	     "paragraph \"{link=a 甲}\"");
}

static void test_all_ruby_models(void **state)
{
	(void)state;
	HTML("<ruby>山<rt>shān</ruby>", "{ruby=shān 山}");
	HTML("<ruby>山<rp>(</rp><rt>a</rt><rp>)</rp>水<rt>b</ruby>",
	     "\"{ruby=a 山}{ruby=b 水}\"");
	HTML("<ruby><rb>山<rb>水<rt>a<rt>b</ruby>",
	     "{ruby=a 山}{ruby=b 水}");
	HTML("<ruby><em><rb>山</rb></em><rb>水</rb><rtc><rt rbspan=2>ab</rtc>"
	     "</ruby>", "{ruby=ab 山水}");
	HTML("<ruby><rt>独</ruby>", "\"独\"");
	HTML("<p>一<ruby>山<rt>a<p>二", "paragraph \"二\"");
}

static void test_damage_is_mended(void **state)
{
	(void)state;
	HTML("&#150;&#x85;&nbsp字", "\"–…\xC2\xA0字\"");
	HTML("a < b <c>d <作者>", "\"a < b <c>d <作者>\"");
	HTML("<![if !x]>一<![endif]><o:p>二</o:p>", "\"一二\"");
	HTML("一</br>二</p></span>三",
	     "\"一{break}二\"\n  paragraph \"三\"");
	HTML("<p>一<section>二</section>", "paragraph \"二\"");
	HTML("<a id=x></a><p id=x>一", "paragraph \"{span#x}一\"");
	HTML("<a href=\"未完>一</a><p>二</p>", "二");
	HTML("<script>if (a<b) \"</p>\"</script>一",
	     "- script line 1 \"if (a<b) \\\"</p>\\\"\"");
}

static void test_nothing_hides_in_the_head(void **state)
{
	(void)state;
	assert_dumps("a.html", "<meta charset=utf-8><article>一</article>",
		     "paragraph \"一\"");
	assert_dumps("a.html", "<html><head><title> 甲\n乙 </title><p>一",
		     "title: 甲 乙\n");
	assert_dumps("a.html", "---\ntitle: 前\n---\n<title>后</title><p>一",
		     "- head/title line 4 \"后\"");
	assert_dumps("a.html", "<meta name=PubDate content='2020-1-2 03:04'>"
		     "<meta name=Author content=丁><p>一", "date: 2020-01-02");
}

static void test_depth_is_bounded(void **state)
{
	(void)state;
	static const char *const tags[] = {"<div>", "<b>", "<ul><li>",
					   "<table><tr><td>", "<ruby>",
					   "<blockquote>", "<b><p></b>",
					   "<font><center>"};
	for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++) {
		struct arena a;
		struct buf text;
		struct fixture f;
		arena_init(&a);
		buf_init(&text, &a, BUF_NO_MAXIMUM);
		for (int n = 0; n < 20000; n++)
			buf_add(&text, str_of(tags[i]));
		buf_add(&text, STR("底<p>面"));
		fixture_bytes(&f, "a.html", buf_str(&text));
		assert_true(str_contains(fixture_plain(&f), STR("底")));
		assert_true(str_contains(fixture_plain(&f), STR("面")));
		arena_free(&f.arena);
		arena_free(&a);
	}
}

static void test_lines_are_the_sources(void **state)
{
	(void)state;
	struct arena a;
	struct buf text;
	struct fixture f;
	arena_init(&a);
	buf_init(&text, &a, BUF_NO_MAXIMUM);
	buf_add(&text, STR("---\ntitle: 甲\n---\n<!-- \n --><script>\n"
			   "</script>\n<p>一</p>"));
	for (int n = 0; n < 70000; n++)
		buf_add_byte(&text, '\n');
	buf_add(&text, STR("<p>二</p>"));
	fixture_bytes(&f, "a.html", buf_str(&text));
	assert_int_equal(f.chapter->body->span.line, 7);
	assert_int_equal(f.chapter->body->next->span.line, 70007);
	arena_free(&f.arena);
	arena_free(&a);
}

static void test_attributes_are_bounded(void **state)
{
	(void)state;
	struct arena a;
	struct buf text;
	struct fixture f;
	arena_init(&a);
	buf_init(&text, &a, BUF_NO_MAXIMUM);
	buf_add(&text, STR("<p id=a"));
	for (int n = 0; n < 99; n++)
		buf_format(&text, " b%d=/", n);
	buf_add(&text, STR(">一</p><p id=c"));
	for (int n = 0; n < 100000; n++)
		buf_format(&text, " b%d = 'x y'", n);
	buf_add(&text, STR("\n>二</p><p>三"));
	fixture_bytes(&f, "a.html", buf_str(&text));
	struct block *second = f.chapter->body->next;
	assert_string_equal(f.chapter->body->id.text, "a");
	assert_int_equal(second->id.len, 0);
	assert_int_equal(second->next->span.line, 2);
	assert_int_equal(f.chapter->ledger.entries.count, 1);
	assert_string_equal(f.chapter->ledger.entries.at[0].rule.text,
			    "attributes");
	arena_free(&f.arena);
	arena_free(&a);
}

static void test_a_text_too_long_is_an_error(void **state)
{
	(void)state;
	struct arena a;
	struct fixture f;
	arena_init(&a);
	size_t len = ((size_t)8 << 20) + 10;
	char *bytes = arena_array(&a, char, len);
	memset(bytes, 'x', len);
	memcpy(bytes, "<p>", 3);
	fixture_bytes(&f, "a.html", (str){bytes, len});
	assert_false(f.done);
	assert_true(fixture_says(&f, MSG_TEXT_TOO_LONG));
	arena_free(&f.arena);
	arena_free(&a);
}

#define RSS(items) "<?xml version=\"1.0\"?><rss><channel><title>站</title>"    \
	"<sy:updatePeriod>hourly</sy:updatePeriod><atom:link href=\"x\"/>"       \
	items "</channel></rss>"
#define ATOM(items) "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>站"    \
	"</title><link href=\"x\"/><author><name>王生</name></author>" items     \
	"</feed>"

static void test_feeds_are_articles(void **state)
{
	(void)state;
	assert_dumps("a.xml",
		     RSS("<item><title>一</title><comments>u</comments>"
			 "<description>提要</description><content:encoded>"
			 "<![CDATA[<p>甲<o:p>乙</o:p></p>]]></content:encoded>"
			 "<slash:comments>0</slash:comments></item><item><title>"
			 "二</title><description>&lt;p&gt;丙&lt;/p&gt;</description>"
			 "</item>"),
		     "  heading level=1 .article \"一\"\n  paragraph \"甲乙\"\n"
		     "  heading level=1 .article \"二\"\n  paragraph \"丙\"\nledger\n"
		     "  - feed line 1 \"hourly\"\n  - feed line 1 \"u\"\n"
		     "  - feed line 1 \"提要\"\n  - feed line 1 \"0\"");
	assert_dumps("a.xml",
		     ATOM("<entry><title>一</title><id>urn:1</id><updated>2026-01-02"
			  "T00:00:00Z</updated><summary>提要</summary><content "
			  "type=\"html\">&lt;p&gt;甲&lt;b&gt;乙&lt;/b&gt;&lt;/p&gt;"
			  "</content></entry><entry><title>二</title><category "
			  "term=\"c\"/><content type=\"xhtml\"><div><p>丙</p></div>"
			  "</content></entry>"),
		     "  heading level=1 .article \"一\"\n  paragraph \"甲{strong 乙}\"\n"
		     "  heading level=1 .article \"二\"\n  paragraph \"丙\"\nledger\n"
		     "  - feed line 1 \"urn:1\"\n");
	assert_dumps("a.xml", ATOM("<entry><summary>提要</summary></entry>"),
		     "  paragraph \"提要\"");
}

static void test_marks_of_other_editions(void **state)
{
	(void)state;
	HTML("<p>乙<span epub:type=pagebreak id=p6>6</span>丙</p>",
	     "\"乙{span#p6}丙\"\nledger\n  - epub/page line 1 \"6\"");
	HTML("<div role=doc-pagebreak>7</div><p>乙", "\"甲\"\n  paragraph \"乙\"");
	HTML("<ruby>漢<rtc>音<rt>hàn</rt></rtc></ruby>",
	     "{ruby=hàn 漢}\"\nledger\n  - ruby/second line 1 \"音\"");
	HTML("<ruby><video>影</video><rt>yǐng</rt></ruby>",
	     "- ruby/unpaired line 1 \"yǐng\"");
	HTML("<svg viewBox='0 0 1 1'><image xlink:href='a.png'/></svg>",
	     "figure a.png");
	HTML("<svg><image href='a.png'/><text>丁</text></svg>",
	     "- island line 1");
	HTML("<svg><image/></svg><svg><image href=a/></svg>", "- island line 1");
	HTML("<p>乙<a epub:type=noteref class=k href=#n>1</a>",
	     "乙{link.k noteref=#n 1}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_elements_become_blocks),
		cmocka_unit_test(test_white_space_is_one_blank_or_none),
		cmocka_unit_test(test_two_breaks_part_paragraphs),
		cmocka_unit_test(test_type_has_a_size),
		cmocka_unit_test(test_sheets_tell_how_lines_look),
		cmocka_unit_test(test_bold_by_style),
		cmocka_unit_test(test_pictures_have_their_true_address),
		cmocka_unit_test(test_tables_are_told_from_layout),
		cmocka_unit_test(test_all_ruby_models),
		cmocka_unit_test(test_damage_is_mended),
		cmocka_unit_test(test_nothing_hides_in_the_head),
		cmocka_unit_test(test_depth_is_bounded),
		cmocka_unit_test(test_lines_are_the_sources),
		cmocka_unit_test(test_attributes_are_bounded),
		cmocka_unit_test(test_a_text_too_long_is_an_error),
		cmocka_unit_test(test_feeds_are_articles),
		cmocka_unit_test(test_marks_of_other_editions),
	};
	read_prepare();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
