/* The only place where "&" becomes "&amp;". Characters that XML 1.0 (2.2)
 * has no room for vanish; carriage returns become spaces.
 *
 * Text goes out in runs: a table says which bytes need a look, and Chinese
 * text has almost none.
 */
#include <assert.h>

#include "epub/xml.h"

#include "base/banned.h"

void xml_start(struct xml *x, struct buf *out)
{
	*x = (struct xml){.out = out};
	buf_add(out, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
}

static void end_tag(struct xml *x)
{
	if (x->is_in_tag)
		buf_add_byte(x->out, '>');
	x->is_in_tag = false;
}

void xml_open(struct xml *x, const char *name)
{
	end_tag(x);
	buf_add_byte(x->out, '<');
	buf_add(x->out, str_of(name));
	list_push(x->out->arena, &x->open, name);
	x->is_in_tag = true;
}

void xml_close(struct xml *x)
{
	assert(x->open.count > 0);
	end_tag(x);
	const char *name = x->open.at[--x->open.count];
	buf_add(x->out, STR("</"));
	buf_add(x->out, str_of(name));
	buf_add_byte(x->out, '>');
}

void xml_close_empty(struct xml *x)
{
	assert(x->is_in_tag);
	x->open.count--;
	x->is_in_tag = false;
	buf_add(x->out, STR("/>"));
}

/* 1: escaped or dropped; 2: first byte of a few characters to be dropped. */
static const unsigned char suspects[256] = {
	[0x00] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1,
	[0x10] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	['&'] = 1, ['<'] = 1, ['>'] = 1, ['"'] = 1, [0x7F] = 1,
	[0xC2] = 2, [0xEF] = 2,
};

/* Bytes of the character at `at` that has to go: C1 controls, U+FFFE and
 * U+FFFF; 0 when it may stay. */
static size_t unwanted(str text, size_t at)
{
	const unsigned char *byte = (const unsigned char *)text.text + at;
	size_t left = text.len - at;
	if (byte[0] == 0xC2 && left >= 2 && byte[1] < 0xA0)
		return 2;
	if (byte[0] == 0xEF && left >= 3 && byte[1] == 0xBF && byte[2] >= 0xBE)
		return 3;
	return 0;
}

static str replacement(char byte)
{
	switch (byte) {
	case '&': return STR("&amp;");
	case '<': return STR("&lt;");
	case '>': return STR("&gt;");
	case '"': return STR("&quot;");
	case '\r': return STR(" ");
	}
	return STR_NONE;
}

static void add_escaped(struct buf *out, str text)
{
	size_t from = 0, at = 0;
	while (at < text.len) {
		unsigned char kind = suspects[(unsigned char)text.text[at]];
		size_t bytes = kind == 2 ? unwanted(text, at) : kind;
		if (bytes == 0) {
			at++;
			continue;
		}
		buf_add(out, str_cut(text, from, at));
		if (kind == 1)
			buf_add(out, replacement(text.text[at]));
		from = at += bytes;
	}
	buf_add(out, str_cut(text, from, at));
}

void xml_attribute(struct xml *x, const char *name, str value)
{
	assert(x->is_in_tag);
	buf_add_byte(x->out, ' ');
	buf_add(x->out, str_of(name));
	buf_add(x->out, STR("=\""));
	add_escaped(x->out, value);
	buf_add_byte(x->out, '"');
}

void xml_text(struct xml *x, str text)
{
	end_tag(x);
	add_escaped(x->out, text);
}

void xml_element(struct xml *x, const char *name, str text)
{
	xml_open(x, name);
	xml_text(x, text);
	xml_close(x);
}

void xml_line(struct xml *x)
{
	end_tag(x);
	buf_add_byte(x->out, '\n');
}

void xml_finish(struct xml *x)
{
	while (x->open.count > 0)
		xml_close(x);
	xml_line(x);
}
