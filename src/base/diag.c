/* Findings collected, put in order, and turned into sentences. How they
 * look on a screen or in an editor is diag_print.c.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/inside.h"

#include "base/banned.h"

#define WORD_COUNT 4

struct message_row {
	enum level level;
	const char *code;
	const char *text[2], *hint[2]; /* by enum interface_language */
};

static const struct message_row rows[] = {
#define MESSAGE(name, level, code, zh, en, zh_hint, en_hint)                   \
	[name] = {level, code, {zh, en}, {zh_hint, en_hint}},
#include "base/messages.def"
#undef MESSAGE
};

/* Facts that are words of ours or of a library, not the user's. */
static const struct fact {
	enum message message;
	size_t number;
	const char *said;
	const char *text[2];          /* by interface_language */
} facts[] = {
#define FACT(message, number, said, zh, en) {message, number, said, {zh, en}},
#include "base/facts.def"
#undef FACT
};

void diag_init(struct diag *d, struct arena *a)
{
	*d = (struct diag){.arena = a};
}

uint32_t diag_source(struct diag *d, str path, str text)
{
	list_push(d->arena, &d->sources, (struct diag_source){path, text});
	return (uint32_t)d->sources.count;
}

void diag_report(struct diag *d, struct span span, enum message message,
		 struct words words)
{
	struct words copied = NO_WORDS;
	for (size_t i = 0; i < WORD_COUNT; i++)
		if (words.at[i].len)
			copied.at[i] = arena_copy(d->arena, words.at[i]);
	list_push(d->arena, &d->findings,
		  (struct finding){message, span, copied});
	d->error_count += diag_level(message) == LEVEL_ERROR;
	d->warning_count += diag_level(message) == LEVEL_WARNING;
}

bool diag_failed(const struct diag *d)
{
	return d->error_count > 0;
}

/* A source both know by the same path is one source. */
static uint32_t adopt_source(struct diag *into, struct diag_source source)
{
	for (size_t i = 0; i < into->sources.count; i++)
		if (str_equal(into->sources.at[i].path, source.path)) {
			if (str_is_empty(into->sources.at[i].text))
				into->sources.at[i].text = source.text;
			return (uint32_t)i + 1;
		}
	return diag_source(into, source.path, source.text);
}

void diag_merge(struct diag *into, const struct diag *from)
{
	if (from->findings.count == 0)
		return;
	uint32_t *number = arena_array(into->arena, uint32_t,
				       from->sources.count + 1);
	for (size_t i = 0; i < from->sources.count; i++)
		number[i + 1] = adopt_source(into, from->sources.at[i]);
	for (size_t i = 0; i < from->findings.count; i++) {
		struct finding finding = from->findings.at[i];
		bool is_known = finding.span.source <= from->sources.count;
		finding.span.source = is_known ? number[finding.span.source]
					       : 0;
		diag_report(into, finding.span, finding.message, finding.words);
	}
}

enum level diag_level(enum message message)
{
	return rows[message].level;
}

const char *diag_code(enum message message)
{
	return rows[message].code;
}

/* The pattern with {1} ... {4} replaced; any other brace stands for itself. */
static str fill(str pattern, struct words words, struct arena *a)
{
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	while (pattern.len) {
		size_t brace = str_find_byte(pattern, '{');
		buf_add(&out, str_cut(pattern, 0, brace));
		if (brace == STR_NOT_FOUND)
			break;
		pattern = str_from(pattern, brace);
		char digit = pattern.len > 2 ? pattern.text[1] : '\0';
		if (digit >= '1' && digit <= '0' + WORD_COUNT &&
		    pattern.text[2] == '}') {
			str word = words.at[digit - '1'];
			if (word.len)
				buf_add(&out, word);
			pattern = str_from(pattern, 3);
		} else {
			buf_add_byte(&out, '{');
			pattern = str_from(pattern, 1);
		}
	}
	return buf_str(&out);
}

static void translate(enum message message, struct words *words,
		      enum interface_language language)
{
	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
		const struct fact *fact = &facts[i];
		str *word = &words->at[fact->number - 1];
		if (fact->message == message &&
		    str_equal(*word, str_of(fact->said)))
			*word = str_of(fact->text[language]);
	}
}

str diag_phrase(enum message message, struct words words,
		enum interface_language language, struct arena *a)
{
	translate(message, &words, language);
	return fill(str_of(rows[message].text[language]), words, a);
}

str diag_hint(enum message message, struct words words,
	      enum interface_language language, struct arena *a)
{
	return fill(str_of(rows[message].hint[language]), words, a);
}

/* A finding and its turn: qsort alone keeps no order among equals. */
struct ordered {
	const struct finding *finding;
	size_t index;
};

static int compare_numbers(uint64_t one, uint64_t other)
{
	return (one > other) - (one < other);
}

static int compare_places(const struct finding *one,
			  const struct finding *other)
{
	int order = compare_numbers(one->span.source, other->span.source);
	if (!order)
		order = compare_numbers(one->span.line, other->span.line);
	if (!order)
		order = compare_numbers(one->span.column, other->span.column);
	if (!order)
		order = strcmp(diag_code(one->message),
			       diag_code(other->message));
	return order;
}

static int compare_sentences(const struct finding *one,
			     const struct finding *other)
{
	int order = compare_numbers(one->message, other->message);
	for (size_t i = 0; !order && i < WORD_COUNT; i++)
		order = str_compare(one->words.at[i], other->words.at[i]);
	return order;
}

static int compare_contents(const struct finding *one,
			    const struct finding *other)
{
	int order = compare_sentences(one, other);
	if (!order)
		order = compare_places(one, other);
	return order ? order : compare_numbers(one->span.len, other->span.len);
}

static int by_contents(const void *one, const void *other)
{
	const struct ordered *left = one, *right = other;
	int order = compare_contents(left->finding, right->finding);
	return order ? order : compare_numbers(left->index, right->index);
}

static int by_place(const void *one, const void *other)
{
	const struct ordered *left = one, *right = other;
	int order = compare_places(left->finding, right->finding);
	return order ? order : compare_numbers(left->index, right->index);
}

struct finding_list diag_sorted(const struct diag *d, struct arena *a)
{
	size_t count = d->findings.count, kept = 0;
	struct ordered *all = arena_array(a, struct ordered, count);
	for (size_t i = 0; i < count; i++)
		all[i] = (struct ordered){&d->findings.at[i], i};
	/* Two sorts: the first brings doubles together, the second gives
	 * those of one place the order they were reported in. */
	if (count)
		qsort(all, count, sizeof *all, by_contents);
	for (size_t i = 0; i < count; i++) {
		const struct finding *last = kept ? all[kept - 1].finding : NULL;
		if (last && !compare_contents(last, all[i].finding))
			continue;
		/* What is said of a place is not said of nowhere as well. */
		kept -= last && !last->span.source &&
			!compare_sentences(last, all[i].finding);
		all[kept++] = all[i];
	}
	if (kept)
		qsort(all, kept, sizeof *all, by_place);
	struct finding_list sorted = {0};
	for (size_t i = 0; i < kept; i++)
		list_push(a, &sorted.findings, all[i].finding);
	return sorted;
}
