/* banxin move: reorders a book by editing the text of book.yaml. The edited
 * text must read as a sound manifest with the same chapters, or nothing is
 * written.
 */
#include "base/file.h"
#include "build.h"
#include "command/command.h"

#include "base/banned.h"

/* A slip in our own editing must not reach the user's file. */
static bool is_sound(const struct manifest *plan, str edited, struct arena *a,
		     struct diag *d)
{
	const struct manifest *again = manifest_parse(plan->path, edited, a, d);
	if (again && again->entries.count == plan->entries.count)
		return true;
	diag_report(d, SPAN_NONE, MSG_INTERNAL, WORDS(STR("banxin move")));
	return false;
}

static bool move_chapter(const struct options *options, struct arena *a,
			 struct diag *d)
{
	struct manifest *plan = manifest_read("book.yaml", a, d);
	bool is_before = options->before != NULL;
	struct move move = {
		.chapter = str_of(options->words[0]),
		.other = str_of(is_before ? options->before : options->after),
		.is_before = is_before,
	};
	str edited;
	if (!plan || !manifest_move(plan, &move, a, d, &edited) ||
	    !is_sound(plan, edited, a, d))
		return false;
	enum file_status status =
		file_write(arena_cstring(a, plan->path), edited);
	if (status == FILE_OK)
		return true;
	diag_report(d, SPAN_NONE, MSG_FILE_NOT_WRITTEN, WORDS(plan->path));
	return false;
}

int command_move(const struct options *options)
{
	if (options->word_count != 1 ||
	    (options->before == NULL) == (options->after == NULL)) {
		command_say(options, MSG_USAGE_MOVE, NO_WORDS);
		return EXIT_USAGE;
	}
	struct arena a;
	struct diag d;
	arena_init(&a);
	diag_init(&d, &a);
	if (move_chapter(options, &a, &d) && !options->is_quiet)
		command_say(options, MSG_MOVED,
			    WORDS(str_of(options->words[0])));
	int code = command_end(options, &d);
	arena_free(&a);
	return code;
}
