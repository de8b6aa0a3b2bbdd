/* The text between md4c's signs: lines joined, for a break between two
 * Chinese characters stands for nothing; [^1] where a note of that name is
 * defined; bare addresses, which end where Chinese begins.
 */
#include "base/utf8.h"
#include "read/markdown.h"

#include "base/banned.h"

#define LONGEST_ID 256
/* RFC 5321, 4.5.3.1.1 */
#define LONGEST_LOCAL_PART 64

static struct span here(const struct markdown_walk *w)
{
	return markdown_here(w);
}

static void begin(struct markdown_walk *w, const struct open_span *span)
{
	bool is_link = span->kind == PHRASE_LINK;
	if (is_link && str_is_empty(span->target))
		return;
	struct phrase *phrase = builder_begin(w->builder, span->kind, here(w));
	if (is_link)
		phrase->as.link.target = span->target;
}

void settle(struct markdown_walk *w, uint32_t next)
{
	start_text(w);
	if (w->has_feed && w->last && !lines_join(w->last, next))
		builder_text(w->builder, STR(" "), here(w));
	w->has_feed = false;
	for (size_t i = 0; i < w->begins.count; i++)
		begin(w, &w->begins.at[i]);
	w->begins.count = 0;
}

void put_plain(struct markdown_walk *w, str text)
{
	if (str_is_empty(text))
		return;
	settle(w, utf8_first(text));
	builder_text(w->builder, text, here(w));
	w->last = utf8_last(text);
}

/* --- notes --- */

/* Behind [^id] at `at`, its mark being put; 0: it is text. */
static size_t put_note(struct markdown_walk *w, str text, size_t from,
		       size_t at)
{
	str window = str_cut(text, at, at + LONGEST_ID);
	size_t close = str_find_byte(window, ']');
	if (close == STR_NOT_FOUND || !str_starts(window, STR("[^")))
		return 0;
	str id = str_cut(window, 2, close);
	if (str_is_empty(id) || !index_find(&w->notes, id))
		return 0;
	put_plain(w, str_cut(text, from, at));
	w->has_feed = false;
	settle(w, 0);
	builder_note_mark(w->builder, id, here(w));
	return at + close + 1;
}

/* --- addresses --- */

static bool is_word(char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
	       (byte >= 'A' && byte <= 'Z');
}

static bool is_word_at(str text, size_t at)
{
	return at < text.len && is_word(text.text[at]);
}

/* GFM 6.9: marks at the end belong to the sentence, and so does a bracket
 * that was not opened in the address. */
static size_t without_final_marks(str text, size_t from, size_t end)
{
	int open = 0;
	for (size_t i = from; i < end; i++)
		open += text.text[i] == '(' ? 1 : text.text[i] == ')' ? -1 : 0;
	for (; end > from; end--) {
		char last = text.text[end - 1];
		if (last == ')' && open < 0)
			open++;
		else if (!strchr("?!.,:*_~'\";", last))
			break;
	}
	return end;
}

static size_t address_end(str text, size_t from)
{
	size_t at = from;
	while (at < text.len && text.text[at] > ' ' && text.text[at] < 0x7F &&
	       !strchr("<>\"\\^`{|}", text.text[at]))
		at++;
	return without_final_marks(text, from, at);
}

struct found {
	size_t from, to;
	const char *prefix;           /* what the address lacks */
};

/* The scheme that ends before the colon at `at`. */
static bool find_scheme(str text, size_t start, size_t at, struct found *found)
{
	static const char *const schemes[] = {"https", "http", "ftp"};
	if (!str_starts(str_from(text, at), STR("://")) ||
	    !is_word_at(text, at + 3))
		return false;
	for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
		str scheme = str_of(schemes[i]);
		if (at < start + scheme.len)
			continue;
		size_t from = at - scheme.len;
		bool is_inner = from > start && is_word(text.text[from - 1]);
		if (is_inner ||
		    !str_equal_fold(str_cut(text, from, at), scheme))
			continue;
		*found = (struct found){from, address_end(text, from), ""};
		return found->to > at + 3;
	}
	return false;
}

static bool find_www(str text, size_t start, size_t at, struct found *found)
{
	bool is_inner = at > start && is_word(text.text[at - 1]);
	if (is_inner || !str_starts(str_from(text, at), STR("www.")) ||
	    !is_word_at(text, at + 4))
		return false;
	*found = (struct found){at, address_end(text, at), "http://"};
	return str_find_byte(str_cut(text, at + 4, found->to), '.') !=
	       STR_NOT_FOUND;
}

static bool find_mail(str text, size_t start, size_t at, struct found *found)
{
	size_t from = at, to = at + 1, dot = 0;
	while (from > start && at - from < LONGEST_LOCAL_PART &&
	       (is_word(text.text[from - 1]) ||
		strchr(".-_+", text.text[from - 1])))
		from--;
	while (to < text.len &&
	       (is_word(text.text[to]) || strchr(".-_", text.text[to]))) {
		if (text.text[to] == '.' && is_word_at(text, to + 1))
			dot = to;
		to++;
	}
	while (to > at && !is_word(text.text[to - 1]))
		to--;
	*found = (struct found){from, to, "mailto:"};
	return from < at && is_word(text.text[from]) && dot > at + 1 &&
	       dot < to;
}

static void put_address(struct markdown_walk *w, str text,
			const struct found *found)
{
	str address = str_cut(text, found->from, found->to);
	settle(w, utf8_first(address));
	struct phrase *phrase = builder_begin(w->builder, PHRASE_LINK, here(w));
	phrase->as.link.target =
		arena_join(w->arena, str_of(found->prefix), address);
	put_plain(w, address);
	builder_end(w->builder, PHRASE_LINK);
}

/* Does an address stand around the sign at `at`, behind `start`? */
static bool find_address(const struct markdown_walk *w, str text,
			 size_t start, size_t at, struct found *found)
{
	if (w->links)
		return false;
	switch (text.text[at]) {
	case ':': return find_scheme(text, start, at, found);
	case '@': return find_mail(text, start, at, found);
	case 'w': return find_www(text, start, at, found);
	default: return false;
	}
}

void put_marked_text(struct markdown_walk *w, str text)
{
	size_t done = 0;
	for (size_t at = 0; at < text.len; at++) {
		struct found found;
		char sign = text.text[at];
		if (sign == '[') {
			size_t end = put_note(w, text, done, at);
			if (end)
				done = end, at = end - 1;
		} else if (find_address(w, text, done, at, &found)) {
			put_plain(w, str_cut(text, done, found.from));
			put_address(w, text, &found);
			done = found.to, at = done - 1;
		}
	}
	put_plain(w, str_from(text, done));
}
