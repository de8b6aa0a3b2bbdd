/* <ruby> -> bases with their readings. All models in use are read: base and
 * rt in turn; rb and rt; several rb, then their rt; rtc, whose rt may span
 * bases. A base has one reading in the model: the second line of a double
 * ruby goes to the ledger.
 */
#include "read/html_walk.h"

#include "base/banned.h"

struct reading_text {
	str text;
	int span;
};

/* Bases and their readings, until the next base begins. */
struct ruby {
	struct html_walk *walk;
	uint32_t line;
	LIST(xmlNode *) parts;
	LIST(struct reading_text) readings;
	bool has_rb, has_rtc;
};

static bool is_named(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE &&
	       strcmp((const char *)node->name, name) == 0;
}

static bool is_blank_text(const xmlNode *node)
{
	return node->type == XML_TEXT_NODE &&
	       str_is_empty(str_trim(str_of((const char *)node->content)));
}

static void put_parts(struct ruby *ruby, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		if (is_named(ruby->parts.at[i], "rb"))
			walk_children(ruby->walk, ruby->parts.at[i]);
		else
			walk_node(ruby->walk, ruby->parts.at[i]);
	}
}

/* Is there anything for a reading to stand over? */
static bool has_base(struct ruby *ruby, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		xmlNode *part = ruby->parts.at[i];
		if (is_text_node(part) ? !is_blank_text(part)
				       : has_image(part) ||
						 node_text(ruby->walk, part).len)
			return true;
	}
	return false;
}

static void put_annotated(struct ruby *ruby, size_t from, size_t to,
			  str reading)
{
	struct html_walk *w = ruby->walk;
	if (str_is_empty(reading)) {
		put_parts(ruby, from, to);
		return;
	}
	if (!has_base(ruby, from, to)) {
		put_parts(ruby, from, to);
		text_add(w, reading, ruby->line);
		return;
	}
	text_flush_blank(w, ruby->line);
	struct phrase *phrase =
		builder_begin(w->builder, PHRASE_RUBY,
			      reading_span(w->reading, ruby->line));
	phrase->as.ruby.reading = reading;
	w->is_in_ruby = true;
	put_parts(ruby, from, to);
	w->is_in_ruby = false;
	builder_end(w->builder, PHRASE_RUBY);
	/* Of its base nothing was shown: a player, a form's field. */
	if (!phrase->child)
		reading_dropped(w->reading, "ruby/unpaired", ruby->line,
				reading);
}

/* Behind the part that holds the last of `span` bases from `at` on. */
static size_t behind_bases(const struct ruby *ruby, size_t at, int span)
{
	while (at < ruby->parts.count && span > 0)
		span -= is_named(ruby->parts.at[at++], "rb");
	return at;
}

static void put_paired(struct ruby *ruby)
{
	size_t at = 0, reading = 0;
	while (at < ruby->parts.count) {
		if (!is_named(ruby->parts.at[at], "rb") ||
		    reading >= ruby->readings.count) {
			put_parts(ruby, at, at + 1);
			at++;
			continue;
		}
		struct reading_text *next = &ruby->readings.at[reading++];
		size_t end = behind_bases(ruby, at, next->span);
		put_annotated(ruby, at, end, next->text);
		at = end;
	}
	for (; reading < ruby->readings.count; reading++)
		reading_dropped(ruby->walk->reading, "ruby/unpaired",
				ruby->line, ruby->readings.at[reading].text);
}

static str join_readings(struct ruby *ruby)
{
	struct buf out;
	buf_init(&out, ruby->walk->arena, BUF_NO_MAXIMUM);
	for (size_t i = 0; i < ruby->readings.count; i++) {
		if (out.len && ruby->readings.at[i].text.len)
			buf_add_byte(&out, ' ');
		buf_add(&out, ruby->readings.at[i].text);
	}
	return buf_str(&out);
}

static void put_group(struct ruby *ruby)
{
	if (ruby->has_rb)
		put_paired(ruby);
	else
		put_annotated(ruby, 0, ruby->parts.count, join_readings(ruby));
	ruby->parts.count = ruby->readings.count = 0;
	ruby->has_rb = ruby->has_rtc = false;
}

static void add_reading(struct ruby *ruby, xmlNode *rt)
{
	list_push(ruby->walk->arena, &ruby->readings,
		  (struct reading_text){squeeze(ruby->walk,
						node_text(ruby->walk, rt)),
					cell_span(rt, "rbspan")});
}

static void take_container(struct ruby *ruby, xmlNode *rtc)
{
	struct html_walk *w = ruby->walk;
	if (ruby->has_rtc || ruby->readings.count) {
		str text = squeeze(w, node_text(w, rtc));
		if (!str_is_empty(text))
			reading_dropped(w->reading, "ruby/second", ruby->line,
					text);
		return;
	}
	ruby->has_rtc = true;
	/* Text straight in rtc annotates all the bases. */
	if (!part_child(rtc, "rt")) {
		list_push(w->arena, &ruby->readings,
			  (struct reading_text){squeeze(w, node_text(w, rtc)),
						1000});
		return;
	}
	for (xmlNode *at = rtc->children; at; at = at->next)
		if (is_named(at, "rt"))
			add_reading(ruby, at);
		else
			reading_dropped(w->reading, "ruby/second", ruby->line,
					squeeze(w, node_text(w, at)));
}

/* <em><rb>..</rb><rb>..</rb></em>: the bases count, not what is around. */
static bool holds_bases(const xmlNode *node)
{
	for (const xmlNode *at = node->children; at; at = at->next)
		if (is_named(at, "rb"))
			return node->type == XML_ELEMENT_NODE;
	return false;
}

static void add_part(struct ruby *ruby, xmlNode *node)
{
	if (ruby->readings.count && is_blank_text(node))
		return;
	if (ruby->readings.count || ruby->has_rtc)
		put_group(ruby);
	ruby->has_rb |= is_named(node, "rb");
	list_push(ruby->walk->arena, &ruby->parts, node);
}

static void take_part(struct ruby *ruby, xmlNode *node)
{
	if (holds_bases(node) && !is_named(node, "rb")) {
		for (xmlNode *at = node->children; at; at = at->next)
			add_part(ruby, at);
	} else if (is_named(node, "rt")) {
		add_reading(ruby, node);
	} else if (is_named(node, "rtc")) {
		take_container(ruby, node);
	} else if (!is_named(node, "rp") && node->type != XML_COMMENT_NODE) {
		add_part(ruby, node);
	}
}

void walk_ruby(struct html_walk *w, xmlNode *node)
{
	struct ruby ruby = {.walk = w, .line = node_line(w, node)};
	for (xmlNode *at = node->children; at; at = at->next)
		take_part(&ruby, at);
	put_group(&ruby);
}
