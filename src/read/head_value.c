/* One value of a document's head -> plain text. YAML and TOML share enough
 * for one small parser: quoted strings, bare words, lists in brackets. The
 * heads of real posts are often not valid YAML, so nothing is refused; a
 * value whose quotes do not pair is taken as it stands.
 */
#include "read/inside.h"

#include "base/banned.h"

static int hex_of(char byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	char lower = (char)(byte | 0x20);
	return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* \u4E2D or \U00004E2D; false when the digits are not there. */
static bool take_code_point(str s, size_t *at, size_t digits, struct buf *out)
{
	uint32_t c = 0;
	if (s.len - *at < digits)
		return false;
	for (size_t i = 0; i < digits; i++) {
		int digit = hex_of(s.text[*at + i]);
		if (digit < 0)
			return false;
		c = c << 4 | (uint32_t)digit;
	}
	*at += digits;
	buf_add_code_point(out, c < 0x20 ? ' ' : c);
	return true;
}

/* What stands behind a backslash in double quotes (YAML 1.2 § 5.7). */
static void take_escape(str s, size_t *at, struct buf *out)
{
	char byte = s.text[(*at)++];
	if (byte == 'u' && take_code_point(s, at, 4, out))
		return;
	if (byte == 'U' && take_code_point(s, at, 8, out))
		return;
	if (byte == 'x' && take_code_point(s, at, 2, out))
		return;
	if (byte == 'n' || byte == 't' || byte == 'r')
		byte = ' ';
	buf_add_byte(out, byte);
}

/* From the quote at *at to behind its partner; false when there is none. */
static bool take_quoted(str s, size_t *at, struct buf *out)
{
	char quote = s.text[*at];
	for (size_t i = *at + 1; i < s.len;) {
		char byte = s.text[i++];
		if (byte == '\\' && quote == '"' && i < s.len) {
			take_escape(s, &i, out);
		} else if (byte == quote && quote == '\'' && i < s.len &&
			   s.text[i] == quote) {
			buf_add_byte(out, quote);
			i++;
		} else if (byte == quote) {
			*at = i;
			return true;
		} else {
			buf_add_byte(out, byte);
		}
	}
	return false;
}

/* A bare word runs to a comma (in lists) or to " #". */
static str bare(str s, size_t *at, bool is_in_list)
{
	size_t from = *at, end = from;
	for (; end < s.len; end++) {
		char byte = s.text[end];
		if (is_in_list && (byte == ',' || byte == ']'))
			break;
		if (byte == '#' && end > from && s.text[end - 1] == ' ')
			break;
	}
	*at = end;
	return str_trim(str_cut(s, from, end));
}

static bool is_quote(str s, size_t at)
{
	return at < s.len && (s.text[at] == '"' || s.text[at] == '\'');
}

static bool take_list(str s, struct buf *out)
{
	for (size_t at = 1; at < s.len && s.text[at] != ']';) {
		if (s.text[at] == ' ' || s.text[at] == ',') {
			at++;
			continue;
		}
		if (out->len)
			buf_add(out, STR("、"));
		if (!is_quote(s, at))
			buf_add(out, bare(s, &at, true));
		else if (!take_quoted(s, &at, out))
			return false;
	}
	return true;
}

/* Nothing but a comment may follow the closing quote. */
static bool ends_well(str s, size_t at)
{
	str rest = str_trim(str_from(s, at));
	return str_is_empty(rest) || rest.text[0] == '#';
}

struct head_value head_value(str raw, struct arena *a)
{
	str s = str_trim(raw);
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	size_t at = 0;
	if (str_is_empty(s) || s.text[0] == '#')
		return (struct head_value){STR_NONE, false};
	if (s.text[0] == '[')
		return take_list(s, &out)
			       ? (struct head_value){buf_str(&out), false}
			       : (struct head_value){s, true};
	if (!is_quote(s, 0))
		return (struct head_value){bare(s, &at, false), false};
	/* TOML's """ is an empty string and a quoted one in a row. */
	while (str_starts(str_from(s, at), STR("\"\"\"")))
		at += 2;
	if (take_quoted(s, &at, &out) &&
	    (ends_well(s, at) || str_ends(s, STR("\"\"\""))))
		return (struct head_value){str_trim(buf_str(&out)), false};
	return (struct head_value){s, true};
}
