/* What crosses chapters, once all of them are regular: their ids, their
 * numbers, the numbers of sections, and links from one file to another.
 *
 * A chapter whose title brings its own label is not numbered a second time;
 * the count goes on behind it.
 */
#include "base/file.h"
#include "base/unicode.h"
#include "book/numeral.h"
#include "book/walk.h"
#include "book/wording.h"
#include "pass/inside.h"
#include "pass/target.h"

#include "base/banned.h"

static void name_chapters(struct book *book)
{
	for (size_t i = 0; i < book->chapter_count; i++) {
		struct chapter *chapter = book->chapters[i];
		chapter->id = arena_format(chapter->arena, "c%03u",
					   (unsigned)(i + 1));
	}
}

static void number_chapters(struct book *book, const struct numbering *model)
{
	int number = 0;
	for (size_t i = 0; i < book->chapter_count; i++) {
		struct chapter *chapter = book->chapters[i];
		chapter->label = STR_NONE;
		if (chapter->role != CHAPTER_BODY || !chapter->is_numbered ||
		    !model->chapter.len || model->depth < 1)
			continue;
		struct label typed = label_read(chapter->title);
		if (label_names_part(typed.kind)) {
			number = typed.number;
			continue;
		}
		chapter->label = label_make(model->chapter, ++number,
					    chapter->arena);
	}
}

static bool has_own_label(const struct chapter *chapter)
{
	str title = unicode_simplified(chapter->title, chapter->arena);
	return str_starts(title, STR("附录")) ||
	       str_starts(title, STR("Appendix")) ||
	       label_names_part(label_read(title).kind);
}

/* 附录 when there is one, else 附录一 附录二. */
static void number_appendices(struct book *book, const struct numbering *model)
{
	int count = 0, number = 0;
	for (size_t i = 0; i < book->chapter_count; i++)
		count += book->chapters[i]->role == CHAPTER_APPENDIX;
	for (size_t i = 0; i < book->chapter_count; i++) {
		struct chapter *chapter = book->chapters[i];
		if (chapter->role != CHAPTER_APPENDIX)
			continue;
		number++;
		if (!model->chapter.len || model->depth < 1 ||
		    !chapter->is_numbered || has_own_label(chapter))
			continue;
		str name = wording(WORD_APPENDIX, book->meta.lang);
		bool is_chinese = is_han_at(name, 0);
		str which = is_chinese ? chinese_numeral(number, chapter->arena)
				       : arena_format(chapter->arena, " %d",
						      number);
		chapter->label = count == 1 ? name
					    : arena_join(chapter->arena, name,
							 which);
	}
}

static bool has_typed_section(const struct chapter *chapter)
{
	for (struct block *at = chapter->body; at; at = block_next(at))
		if (at->kind == BLOCK_HEADING && at->as.heading.is_typed)
			return true;
	return false;
}

static void number_sections(struct chapter *chapter,
			    const struct numbering *model)
{
	int number = 0;
	bool is_wanted = model->section.len && model->depth >= 2 &&
			 !has_typed_section(chapter) && chapter->is_numbered &&
			 chapter->role == CHAPTER_BODY;
	for (struct block *at = chapter->body; at; at = block_next(at)) {
		if (at->kind != BLOCK_HEADING)
			continue;
		at->as.heading.label = STR_NONE;
		if (is_wanted && at->as.heading.level == 1 &&
		    !at->as.heading.is_run_in)
			at->as.heading.label = label_make(model->section,
							  ++number,
							  chapter->arena);
	}
}

static bool phrase_list_has_id(const struct block *block, str id)
{
	struct walk walk;
	walk_phrases(&walk, block);
	for (enum walk_event event = walk_next(&walk); event != WALK_END;
	     event = walk_next(&walk))
		if (event == WALK_ENTER_PHRASE &&
		    str_equal(walk.phrase->id, id))
			return true;
	return false;
}

static bool chapter_has_id(const struct chapter *chapter, str id)
{
	for (struct block *at = chapter->body; at; at = block_next(at))
		if (str_equal(at->id, id) ||
		    (at->text && phrase_list_has_id(at, id)))
			return true;
	return false;
}

static const struct chapter *find_chapter(const struct book *book, str file)
{
	for (size_t i = 0; i < book->chapter_count; i++)
		if (str_equal(book->chapters[i]->file, file))
			return book->chapters[i];
	return NULL;
}

struct joining {
	const struct book *book;
	struct chapter *chapter;
};

/* other.html#id -> FILE#id with both known, or text. */
static void settle_link(void *context, struct phrase *phrase)
{
	const struct book *book = ((struct joining *)context)->book;
	struct chapter *chapter = ((struct joining *)context)->chapter;
	struct arena *a = chapter->arena;
	str target = phrase->as.link.target;
	if (target_is_outside(target) || str_starts(target, STR("#")))
		return;
	size_t mark = str_find_byte(target, '#');
	str file = mark == STR_NOT_FOUND ? target : str_cut(target, 0, mark);
	str id = mark == STR_NOT_FOUND
			 ? STR_NONE
			 : target_id(str_from(target, mark + 1), a);
	const struct chapter *other = find_chapter(book, file);
	if (!other)
		other = find_chapter(book, file_join(
			file_folder(chapter->file), file, a));
	if (!other) {
		unwrap_link(chapter, phrase);
		return;
	}
	bool is_found = id.len && chapter_has_id(other, id);
	phrase->as.link.target =
		is_found ? arena_format(a, "%.*s#%.*s", STR_ARG(other->file),
					STR_ARG(id))
			 : other->file;
}

static void settle_links(const struct book *book, struct chapter *chapter)
{
	struct joining joining = {book, chapter};
	target_each(chapter->body, settle_link, &joining);
	for (struct note *note = chapter->notes; note; note = note->next)
		target_each(note->body, settle_link, &joining);
}

void pass_join(struct book *book, const struct numbering *numbering)
{
	name_chapters(book);
	number_chapters(book, numbering);
	number_appendices(book, numbering);
	for (size_t i = 0; i < book->chapter_count; i++) {
		number_sections(book->chapters[i], numbering);
		settle_links(book, book->chapters[i]);
	}
}
