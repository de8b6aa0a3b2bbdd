/* A long chapter -> several files, cut where a section begins, so that each
 * file has its own line in the contents; small readers are slow with long
 * files, and some refuse them.
 *
 * Only headings of the first level below the chapter cut, and only where the
 * contents name them: programs that read nothing but the contents would
 * never show the others.
 */
#include "book/walk.h"
#include "epub/inside.h"

#include "base/banned.h"

#define LARGEST_FILE 190000
/* What tags and a note at the end of the file come to, about. */
#define BLOCK_BYTES 24
#define PHRASE_BYTES 40
#define NOTE_BYTES 700
/* A shorter chapter is not worth weighing: Han characters have 3 bytes. */
#define SURELY_SHORT 20000
#define FEW_BLOCKS 1000

static bool may_cut(const struct block *block)
{
	return block->kind == BLOCK_HEADING && block->as.heading.level == 1 &&
	       !block->as.heading.is_run_in && !block_is_empty(block);
}

/* Bytes of XHTML that a section takes, from its first block to the next
 * that may cut, which is put out. */
static size_t weigh(const struct block *first, const struct block **next)
{
	struct walk walk;
	size_t bytes = 0;
	walk_start(&walk, first);
	for (;;) {
		switch (walk_next(&walk)) {
		case WALK_ENTER_BLOCK:
			if (walk.block != first && !walk.block->parent &&
			    may_cut(walk.block)) {
				*next = walk.block;
				return bytes;
			}
			bytes += BLOCK_BYTES;
			break;
		case WALK_ENTER_PHRASE:
			bytes += walk.phrase->kind == PHRASE_NOTE
				 ? NOTE_BYTES : PHRASE_BYTES;
			break;
		case WALK_TEXT:
			bytes += walk.phrase->text.len;
			break;
		case WALK_LEAVE_BLOCK: case WALK_LEAVE_PHRASE:
			break;
		case WALK_END:
			*next = NULL;
			return bytes;
		}
	}
}

static bool is_surely_short(const struct chapter *chapter)
{
	return chapter->character_count < SURELY_SHORT &&
	       chapter->block_count < FEW_BLOCKS;
}

void split_chapter(const struct book *book, const struct chapter *chapter,
		   struct chapter_cuts *cuts, struct arena *a)
{
	bool has_sections = book->contents_depth != 1;
	const struct block *section = chapter->body, *next;
	size_t bytes = 0;
	*cuts = (struct chapter_cuts){0};
	if (!has_sections || is_surely_short(chapter))
		return;
	for (; section; section = next) {
		size_t more = weigh(section, &next);
		if (bytes > 0 && bytes + more > LARGEST_FILE) {
			list_push(a, cuts, section);
			bytes = 0;
		}
		bytes += more;
	}
}

static const struct chapter_cuts *cuts_of(const struct epub_request *request,
					  size_t chapter)
{
	static const struct chapter_cuts none;
	return request->targets ? &request->targets->cuts[chapter] : &none;
}

size_t file_count(const struct epub_request *request, size_t chapter)
{
	return cuts_of(request, chapter)->count + 1;
}

const struct block *file_start(const struct epub_request *request,
			       size_t chapter, size_t file)
{
	const struct chapter_cuts *cuts = cuts_of(request, chapter);
	if (file == 0)
		return request->book->chapters[chapter]->body;
	return file <= cuts->count ? cuts->at[file - 1] : NULL;
}

size_t file_of(const struct epub_request *request, size_t chapter,
	       uint32_t block)
{
	const struct chapter_cuts *cuts = cuts_of(request, chapter);
	size_t file = 0;
	while (file < cuts->count && cuts->at[file]->number <= block)
		file++;
	return file;
}

str file_id(const struct epub_request *request, size_t chapter, size_t file,
	    struct arena *a)
{
	str id = request->book->chapters[chapter]->id;
	return file == 0 ? id : arena_format(a, "%.*s-%zu", STR_ARG(id),
					     file + 1);
}

str file_path(const struct epub_request *request, size_t chapter, size_t file,
	      struct arena *a)
{
	str id = file_id(request, chapter, file, a);
	return arena_format(a, "text/%.*s.xhtml", STR_ARG(id));
}
