/* Whatever a chapter holds, its XHTML has matching tags and each id once, its
 * text in order and whole, and every page mark exactly once, in order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/deflate.h"
#include "book/builder.h"
#include "epub/inside.h"
#include "tests/property/seed.h"

#include "base/banned.h"

static const char *const texts[] = {
	"汉字", "a<b", "&amp;", "“引”", "\"x\"", "𠮷", "é", "长长的一句话。", "-",
};

static void push_phrase(struct builder *b, struct seed *seed)
{
	enum phrase_kind kind = (enum phrase_kind)(
		PHRASE_EMPHASIS + seed_below(seed, 10));
	struct phrase *phrase = builder_begin(b, kind, SPAN_NONE);
	if (kind == PHRASE_LINK)
		phrase->as.link.target = seed_below(seed, 2)
			? STR("https://example.org/?a=1&b=2") : STR("#i3");
	/* No reading: it would be text that block_text has not. */
	if (kind == PHRASE_SPAN && seed_below(seed, 2))
		phrase->id = STR("i3");
}

static void push(struct builder *b, struct seed *seed, struct arena *a)
{
	enum block_kind kind =
		(enum block_kind)seed_below(seed, BLOCK_KIND_COUNT);
	switch (seed_below(seed, 8)) {
	case 0: case 1: {
		struct block *block = builder_open(b, kind, SPAN_NONE);
		if (block->kind == BLOCK_HEADING)
			block->as.heading.is_run_in = seed_below(seed, 2);
		if (seed_below(seed, 6) == 0)
			block->id = arena_format(a, "i%u",
						 seed_below(seed, 5));
		break;
	}
	case 2:
		builder_close(b, kind);
		break;
	case 3:
		push_phrase(b, seed);
		break;
	case 4:
		builder_end(b, (enum phrase_kind)(PHRASE_EMPHASIS +
						  seed_below(seed, 10)));
		break;
	default:
		builder_text(b, str_of(texts[seed_below(seed, 9)]), SPAN_NONE);
	}
}

static struct book *random_book(struct seed *seed, struct arena *a)
{
	struct book *book = arena_new(a, struct book);
	struct diag *d = arena_new(a, struct diag);
	diag_init(d, a);
	book->arena = a;
	book->chapters = arena_array(a, struct chapter *, 1);
	book->chapter_count = 1;
	struct chapter *chapter = chapter_new(a, d);
	book->chapters[0] = chapter;
	chapter->title = STR("题");
	struct builder *b = builder_new(chapter);
	for (uint32_t i = seed_below(seed, 120); i > 0; i--)
		push(b, seed, a);
	builder_finish(b);
	uint32_t number = 0;
	for (struct block *at = chapter->body; at; at = block_next(at))
		at->number = ++number;
	return book;
}

static struct page_marks random_marks(struct seed *seed,
				      const struct chapter *chapter,
				      struct arena *a)
{
	LIST(struct page_mark) marks = {0};
	for (const struct block *at = chapter->body; at; at = block_next(at)) {
		uint32_t offset = 0;
		while (seed_below(seed, 3) == 0) {
			struct page_mark mark = {
				{at->number, offset += seed_below(seed, 9)},
				STR("7"),
			};
			list_push(a, &marks, mark);
		}
	}
	return (struct page_marks){marks.at, marks.count};
}

static bool is_dropped(str text, size_t at)
{
	return text.text[at] == '\n' || str_starts(str_from(text, at),
						   STR("\uFFFC"));
}

static str expected_text(const struct chapter *chapter, struct arena *a)
{
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	for (const struct block *at = chapter->body; at; at = block_next(at)) {
		str text = block_holds_text(at->kind) ? block_text(at, a)
						      : STR_NONE;
		for (size_t i = 0; i < text.len; i++) {
			if (!is_dropped(text, i))
				buf_add_byte(&out, text.text[i]);
			else if (text.text[i] != '\n')
				i += 2;
		}
	}
	return buf_str(&out);
}

/* What stands between tags, entities read, our own additions left out. */
static str shown_text(str xhtml, struct arena *a)
{
	static const struct {
		const char *written, *meant;
	} rows[] = {
		{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&quot;", "\""},
		{"\n", ""}, {"\u3000", ""}, {"\u00A0", ""},
		{"〔图片缺失〕", ""},
	};
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	size_t at = str_find(xhtml, STR("</h1>")) + 5;
	while (at < xhtml.len) {
		str rest = str_from(xhtml, at);
		size_t i = 0;
		if (rest.text[0] == '<') {
			at += str_find_byte(rest, '>') + 1;
			continue;
		}
		while (i < 8 && !str_starts(rest, str_of(rows[i].written)))
			i++;
		buf_add(&out, i < 8 ? str_of(rows[i].meant)
				    : str_cut(rest, 0, 1));
		at += i < 8 ? strlen(rows[i].written) : 1;
	}
	return buf_str(&out);
}

static void check_tag(str tag, str *open, size_t *depth, struct name_map *ids)
{
	str name = str_cut(tag, 0, str_find_byte(tag, ' '));
	size_t id = str_find(tag, STR(" id=\""));
	if (id != STR_NOT_FOUND) {
		str rest = str_from(tag, id + 5);
		assert_true(map_add(ids, 0, str_cut(
			rest, 0, str_find_byte(rest, '"')), 0));
	}
	if (tag.text[0] == '/') {
		assert_true(*depth > 0);
		assert_true(str_equal(open[--*depth], str_from(name, 1)));
	} else if (!str_ends(tag, STR("/")) && tag.text[0] != '?' &&
		   tag.text[0] != '!') {
		assert_true(*depth < 512);
		open[(*depth)++] = name;
	}
}

static void assert_tags(str xhtml, size_t mark_count, struct arena *a)
{
	str open[512];
	size_t depth = 0, at = 0, marks = 0;
	struct name_map ids = {.arena = a};
	while ((at = str_find_from(xhtml, STR("<"), at)) != STR_NOT_FOUND) {
		size_t end = str_find_from(xhtml, STR(">"), at);
		str tag = str_cut(xhtml, at + 1, end);
		check_tag(tag, open, &depth, &ids);
		if (str_contains(tag, STR("pagebreak")))
			assert_true(str_contains(tag, arena_format(
				a, "id=\"page%zu\"", ++marks)));
		at = end;
	}
	assert_int_equal(depth, 0);
	assert_int_equal(marks, mark_count);
}

static void chapter_is_whole(struct seed *seed, struct arena *a)
{
	struct book *book = random_book(seed, a);
	const struct chapter *chapter = book->chapters[0];
	struct page_marks marks = random_marks(seed, chapter, a);
	struct epub_request request = {
		.book = book, .marks = &marks,
		.targets = epub_name_parts(book),
	};
	struct epub_part part;
	str xhtml;
	epub_chapter(&request, 0, a, &part);
	assert_true(deflate_expand_raw(part.deflated, part.bytes, a, &xhtml));
	assert_tags(xhtml, marks.count, a);
	str wanted = expected_text(chapter, a), found = shown_text(xhtml, a);
	if (!str_equal(wanted, found))
		fail_msg("wanted: %.*s\nfound: %.*s\nin: %.*s",
			 STR_ARG(wanted), STR_ARG(found), STR_ARG(xhtml));
}

static void chapters(void **state)
{
	(void)state;
	struct seed seed = seed_start("chapter_is_whole");
	struct arena a;
	arena_init(&a);
	for (size_t round = seed_rounds(300); round > 0; round--) {
		struct arena_mark mark = arena_mark(&a);
		chapter_is_whole(&seed, &a);
		arena_rewind(&a, mark);
	}
	arena_free(&a);
}

/* Whatever its chapters hold, the built-in check finds nothing. */
static void book_is_sound(struct seed *seed, struct arena *a)
{
	struct book *book = random_book(seed, a);
	struct page_marks marks = random_marks(seed, book->chapters[0], a);
	struct epub_request request = {
		.book = book, .marks = &marks, .style = STR_NONE,
		.modified = STR_NONE, .page_source = STR_NONE,
		.targets = epub_name_parts(book),
	};
	struct epub_part part;
	struct diag *d = arena_new(a, struct diag);
	diag_init(d, a);
	book->meta.title = STR("书");
	book->contents_depth = (int)seed_below(seed, 4);
	epub_chapter(&request, 0, a, &part);
	str container = epub_pack(&request, &part, a);
	if (epub_check(container, STR("x"), a, d))
		return;
	diag_print(d, &(struct diag_style){.format = DIAG_SHORT}, stderr);
	struct buf dump;
	buf_init(&dump, a, BUF_NO_MAXIMUM);
	chapter_dump(book->chapters[0], &dump);
	fail_msg("%.*s", STR_ARG(buf_str(&dump)));
}

static void books(void **state)
{
	(void)state;
	struct seed seed = seed_start("book_is_sound");
	struct arena a;
	arena_init(&a);
	for (size_t round = seed_rounds(300); round > 0; round--) {
		struct arena_mark mark = arena_mark(&a);
		book_is_sound(&seed, &a);
		arena_rewind(&a, mark);
	}
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(chapters), cmocka_unit_test(books),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
