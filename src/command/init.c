/* banxin init: a book.yaml for the documents that lie in a folder, in the
 * order of their names, numbers in them counted as numbers. Nothing that is
 * there already is touched. The schema is put beside it for editors.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "base/file.h"
#include "command/command.h"
#include "share.h"

#include "base/banned.h"

static const char opening[] =
	"# yaml-language-server: $schema=book.schema.json\n"
	"# 书名、作者写在这里；每章一个文件，调整顺序就是移动行。\n"
	"title: %s\n"
	"# subtitle: 学习读本\n"
	"# author: [学习小组]\n"
	"# date: 2026-11-20\n"
	"formats: [epub, pdf, booklet]\n"
	"# print: {size: A5}\n"
	"chapters:\n";

static const char sample[] =
	"# 第一篇\n\n"
	"把文档放进这个文件夹，在 book.yaml 里列出来，再运行 banxin。\n";

static bool is_document(str name)
{
	static const char *const endings[] = {".txt", ".md", ".markdown",
					      ".html", ".htm", ".xhtml",
					      ".docx", ".epub"};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_ends(name, str_of(endings[i])))
			return !str_starts(name, STR("."));
	return false;
}

static size_t digits_at(str s, size_t at)
{
	size_t end = at;
	while (end < s.len && s.text[end] >= '0' && s.text[end] <= '9')
		end++;
	return end - at;
}

static str strip_zeros(str digits)
{
	while (digits.len > 1 && digits.text[0] == '0')
		digits = str_from(digits, 1);
	return digits;
}

/* 2.txt before 10.txt. */
static int compare_names(const void *first, const void *second)
{
	str a = *(const str *)first, b = *(const str *)second;
	size_t i = 0, k = 0;
	while (i < a.len && k < b.len) {
		size_t in_a = digits_at(a, i), in_b = digits_at(b, k);
		if (in_a && in_b) {
			str x = strip_zeros(str_cut(a, i, i + in_a));
			str y = strip_zeros(str_cut(b, k, k + in_b));
			if (x.len != y.len)
				return x.len < y.len ? -1 : 1;
			int order = str_compare(x, y);
			if (order)
				return order;
			i += in_a;
			k += in_b;
		} else if (a.text[i] != b.text[k]) {
			return (unsigned char)a.text[i] <
					       (unsigned char)b.text[k]
				       ? -1
				       : 1;
		} else {
			i++;
			k++;
		}
	}
	return (int)(i < a.len) - (int)(k < b.len);
}

/* Plain when YAML reads it as the same text, else quoted. */
static void add_item(struct buf *out, str name)
{
	bool is_plain = true;
	for (size_t i = 0; i < name.len; i++) {
		unsigned char c = (unsigned char)name.text[i];
		is_plain &= c >= 0x80 || (c >= '0' && c <= '9') ||
			    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			    c == '.' || c == '_' || (c == '-' && i > 0);
	}
	buf_add(out, STR("  - "));
	if (is_plain)
		buf_add(out, name);
	else
		buf_add_json(out, name);
	buf_add_byte(out, '\n');
}

static bool write_new(const char *path, str text, struct diag *d)
{
	if (file_exists(path)) {
		diag_report(d, SPAN_NONE, MSG_FILE_EXISTS,
			    WORDS(str_of(path)));
		return false;
	}
	if (file_write(path, text) == FILE_OK)
		return true;
	diag_report(d, SPAN_NONE, MSG_FILE_NOT_WRITTEN, WORDS(str_of(path)));
	return false;
}

static str title_of(str folder, struct arena *a)
{
	char *whole = realpath(arena_cstring(a, folder), NULL);
	str name = arena_copy(a, file_name(str_of(whole)));
	free(whole);
	struct buf quoted;
	buf_init(&quoted, a, BUF_NO_MAXIMUM);
	buf_add_json(&quoted, str_is_empty(name) ? STR("我的书") : name);
	return arena_copy(a, buf_str(&quoted));
}

/* For editors that complete keys offline; a book builds without it. */
static void copy_schema(const char *folder, struct arena *a)
{
	str schema, path = file_join(str_of(folder), STR("book.schema.json"), a);
	const char *from = arena_cstring(a, share_schema(a));
	if (!file_exists(arena_cstring(a, path)) &&
	    file_read(from, (size_t)1 << 20, a, &schema) == FILE_OK)
		file_write(arena_cstring(a, path), schema);
}

static bool write_book(const char *folder, struct arena *a, struct diag *d,
		       size_t *count, str *path)
{
	struct file_names names = {0};
	*path = file_join(str_of(folder), STR("book.yaml"), a);
	if (file_make_folder(folder) != FILE_OK ||
	    !file_list(folder, 20000, a, &names)) {
		diag_report(d, SPAN_NONE, MSG_FILE_NOT_WRITTEN,
			    WORDS(str_of(folder)));
		return false;
	}
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	buf_format(&out, opening, title_of(str_of(folder), a).text);
	if (names.names.count > 0)
		qsort(names.names.at, names.names.count, sizeof(str),
		      compare_names);
	for (size_t i = 0; i < names.names.count; i++) {
		if (!is_document(names.names.at[i]))
			continue;
		add_item(&out, names.names.at[i]);
		++*count;
	}
	str first = file_join(str_of(folder), STR("第一篇.md"), a);
	if (*count == 0)
		add_item(&out, STR("第一篇.md"));
	if (!write_new(path->text, buf_str(&out), d))
		return false;
	copy_schema(folder, a);
	return *count > 0 ||
	       write_new(arena_cstring(a, first), str_of(sample), d);
}

int command_init(const struct options *options)
{
	struct arena a;
	struct diag d;
	arena_init(&a);
	diag_init(&d, &a);
	size_t count = 0;
	str path;
	if (write_book(command_word(options, 0, "."), &a, &d, &count, &path) &&
	    !options->is_quiet)
		command_say(options, MSG_INIT_DONE,
			    WORDS(path, arena_format(&a, "%zu", count)));
	int code = command_end(options, &d);
	arena_free(&a);
	return code;
}
