/* A link's target -> an href that EPUB allows (EPUB 3.3, 3.5 and the URL
 * standard), or nothing: then the link is written as plain text.
 *
 * Outside addresses: http, https, mailto. Inside ones are "#id" and
 * "FILE#id", and land only where an id is really written.
 */
#include "epub/inside.h"

#include "base/banned.h"

#define LONGEST_ADDRESS 2000

static bool is_plain(unsigned char c)
{
	static const char marks[] = "-._~:/?#@!$&'()*+,;=";
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (c && strchr(marks, c));
}

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
	       (c >= 'A' && c <= 'F');
}

static bool is_escape(str s, size_t at)
{
	return s.text[at] == '%' && s.len - at > 2 && is_hex(s.text[at + 1]) &&
	       is_hex(s.text[at + 2]);
}

static void add_byte(struct buf *out, str s, size_t at)
{
	unsigned char c = (unsigned char)s.text[at];
	if (is_plain(c) || is_escape(s, at))
		buf_add_byte(out, (char)c);
	else
		buf_format(out, "%%%02X", c);
}

/* What is not plain becomes %XX; a second "#" too. */
static str percent_encode(str s, struct arena *a)
{
	struct buf out;
	bool has_fragment = false;
	buf_init(&out, a, 3 * LONGEST_ADDRESS + 1);
	for (size_t i = 0; i < s.len; i++) {
		bool is_second = s.text[i] == '#' && has_fragment;
		has_fragment |= s.text[i] == '#';
		if (is_second)
			buf_add(&out, STR("%23"));
		else
			add_byte(&out, s, i);
	}
	return buf_str(&out);
}

/* Letters, digits, dots and dashes, no empty label; a port may follow. */
static bool is_host(str host)
{
	size_t colon = str_find_byte(host, ':');
	if (colon != STR_NOT_FOUND) {
		int port;
		if (!str_to_int(str_from(host, colon + 1), &port) ||
		    port > 65535)
			return false;
		host = str_cut(host, 0, colon);
	}
	bool was_dot = true;
	bool has_letter = false;
	for (size_t i = 0; i < host.len; i++) {
		char c = host.text[i];
		bool is_letter = (c >= 'a' && c <= 'z') ||
				 (c >= 'A' && c <= 'Z');
		has_letter |= is_letter;
		if (c == '.' ? was_dot : !is_letter && c != '-' &&
					 !(c >= '0' && c <= '9'))
			return false;
		was_dot = c == '.';
	}
	/* 300.1.1.1 is neither a name nor an address: names have letters. */
	return has_letter && !was_dot;
}

static size_t host_end(str rest)
{
	size_t at = 0;
	while (at < rest.len && !strchr("/?#\\", rest.text[at]))
		at++;
	return at;
}

static str web_address(str target, size_t scheme, struct arena *a)
{
	str rest = str_from(target, scheme);
	if (!is_host(str_cut(rest, 0, host_end(rest))))
		return STR_NONE;
	return percent_encode(target, a);
}

static str mail_address(str target, struct arena *a)
{
	size_t at = str_find_byte(target, '@');
	size_t query = str_find_byte(target, '?');
	str host = at == STR_NOT_FOUND ? STR_NONE
				       : str_cut(target, at + 1, query);
	return is_host(host) ? percent_encode(target, a) : STR_NONE;
}

static str inside_address(const struct epub_request *request, size_t chapter,
			  str target, struct arena *a)
{
	const struct epub_targets *targets = request->targets;
	size_t hash = str_find_byte(target, '#');
	str file = str_cut(target, 0, hash);
	str id = hash == STR_NOT_FOUND ? STR_NONE : str_from(target, hash + 1);
	if (!targets)
		return STR_NONE;
	size_t wanted = chapter;
	if (file.len) {
		const struct name_entry *entry = map_find(&targets->files, 0,
							  file);
		if (!entry)
			return STR_NONE;
		wanted = entry->value;
	}
	str name = request->book->chapters[wanted]->id;
	if (!id.len && !file.len)
		return STR_NONE;
	if (!id.len)
		return arena_format(a, "%.*s.xhtml", STR_ARG(name));
	id = safe_id(id, a);
	if (!map_find(&targets->ids, (uint32_t)wanted, id))
		return STR_NONE;
	const struct name_entry *place =
		map_find(&targets->places, (uint32_t)wanted, id);
	/* In a chapter of several files, which one this is is not known. */
	if (wanted == chapter && file_count(request, chapter) == 1)
		return arena_format(a, "#%.*s", STR_ARG(id));
	name = file_id(request, wanted, place ? place->value : 0, a);
	return arena_format(a, "%.*s.xhtml#%.*s", STR_ARG(name), STR_ARG(id));
}

str link_address(const struct epub_request *request, size_t chapter,
		 str target, struct arena *a)
{
	target = str_trim(target);
	if (target.len == 0 || target.len > LONGEST_ADDRESS)
		return STR_NONE;
	str scheme = str_cut(target, 0, 8);
	if (str_equal_fold(scheme, STR("https://")))
		return web_address(target, 8, a);
	if (str_equal_fold(str_cut(scheme, 0, 7), STR("http://")))
		return web_address(target, 7, a);
	if (str_equal_fold(str_cut(scheme, 0, 7), STR("mailto:")))
		return mail_address(target, a);
	return inside_address(request, chapter, target, a);
}
