/* A finished book -> what EPUBCheck would find wrong in it, without Java and
 * in milliseconds: the rules that a generator can break, by EPUBCheck's own
 * names.
 *
 * Every file is judged alone; links come last, when all ids are known.
 */
#include "base/file.h"
#include "epub/check.h"

#include "base/banned.h"

#define MOST_FAULTS 20

static uint32_t line_of(str text, size_t at)
{
	uint32_t line = 1;
	for (size_t i = 0; i < at && i < text.len; i++)
		line += text.text[i] == '\n';
	return line;
}

void check_fault(struct check *c, size_t at, const char *rule, str fact)
{
	struct fault fault = {.fact = fact, .rule = rule, .file = STR("ZIP")};
	if (c->faults.count == MOST_FAULTS)
		return;
	if (c->current < c->entries.count) {
		const struct entry *entry = &c->entries.at[c->current];
		fault.file = entry->name;
		fault.line = line_of(entry->bytes, at);
	}
	list_push(c->arena, &c->faults, fault);
}

size_t check_find(const struct check *c, str name)
{
	const struct name_entry *found = map_find(&c->names, 0, name);
	return found ? found->value + 1 : 0;
}

void check_refer(struct check *c, enum reference_kind kind, size_t at,
		 str address)
{
	list_push(c->arena, &c->references,
		  (struct reference){kind, c->current, at, address});
}

/* "https:" and the like. */
static size_t scheme_length(str address)
{
	size_t at = 0;
	while (at < address.len && (strchr("+-.", address.text[at]) ||
	       (address.text[at] >= '0' && address.text[at] <= '9') ||
	       (address.text[at] >= 'A' && address.text[at] <= 'Z') ||
	       (address.text[at] >= 'a' && address.text[at] <= 'z')))
		at++;
	return at > 0 && at < address.len && address.text[at] == ':' ? at : 0;
}

static int hex(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
				      : -1;
}

static str decode(str s, struct arena *a)
{
	struct buf out;
	if (str_find_byte(s, '%') == STR_NOT_FOUND)
		return s;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	for (size_t i = 0; i < s.len; i++) {
		bool is_escape = s.text[i] == '%' && s.len - i > 2 &&
				 hex(s.text[i + 1]) >= 0 &&
				 hex(s.text[i + 2]) >= 0;
		buf_add_byte(&out, is_escape
				   ? (char)(hex(s.text[i + 1]) * 16 +
					    hex(s.text[i + 2]))
				   : s.text[i]);
		i += is_escape ? 2 : 0;
	}
	return buf_str(&out);
}

static bool has_bad_byte(str address)
{
	for (size_t i = 0; i < address.len; i++)
		if ((unsigned char)address.text[i] <= ' ' ||
		    strchr("\\<>\"{}|^`", address.text[i]))
			return true;
	return false;
}

static void judge_scheme(struct check *c, size_t at, str address, str scheme)
{
	if (str_equal_fold(scheme, STR("file")))
		check_fault(c, at, "RSC-030", address);
}

/* How many folders a path climbs above where it starts is what ".." costs. */
static bool leaves_root(str folder, str path)
{
	int depth = folder.len && !str_equal(folder, STR(".")) ? 1 : 0;
	for (size_t i = 0; i < folder.len; i++)
		depth += folder.text[i] == '/';
	while (path.len) {
		size_t slash = str_find_byte(path, '/');
		str part = str_cut(path, 0, slash);
		path = slash == STR_NOT_FOUND ? STR_NONE
					      : str_from(path, slash + 1);
		if (str_equal(part, STR("..")) && --depth < 0)
			return true;
		depth += part.len && !str_starts(part, STR("."));
	}
	return false;
}

static str folder_of(str name)
{
	size_t slash = str_find_last(name, STR("/"));
	return str_cut(name, 0, slash == STR_NOT_FOUND ? 0 : slash);
}

bool check_resolve(struct check *c, size_t entry, size_t at, str address,
		   struct destination *to)
{
	str own = c->entries.at[entry].name;
	c->current = entry;
	if (has_bad_byte(address)) {
		check_fault(c, at, "RSC-020", address);
		return false;
	}
	size_t scheme = scheme_length(address);
	if (scheme) {
		judge_scheme(c, at, address, str_cut(address, 0, scheme));
		return false;
	}
	size_t hash = str_find_byte(address, '#');
	str path = str_cut(address, 0, hash);
	to->fragment = hash == STR_NOT_FOUND
		       ? STR_NONE
		       : decode(str_from(address, hash + 1), c->arena);
	if (str_find_byte(path, '?') != STR_NOT_FOUND) {
		check_fault(c, at, "RSC-033", address);
		return false;
	}
	path = decode(path, c->arena);
	if (leaves_root(folder_of(own), path)) {
		check_fault(c, at, "RSC-026", address);
		return false;
	}
	to->name = path.len ? file_join(folder_of(own), path, c->arena) : own;
	return true;
}

static bool is_text(const struct check *c, const struct entry *entry)
{
	return entry->item && str_equal(c->items.at[entry->item - 1].type,
					STR("application/xhtml+xml"));
}

static void judge_remote(struct check *c, const struct reference *r)
{
	bool is_loaded = r->kind == REFERENCE_PICTURE ||
			 r->kind == REFERENCE_STYLE;
	if (is_loaded && scheme_length(r->address) &&
	    !str_starts(r->address, STR("data:")))
		check_fault(c, r->at, "RSC-006", r->address);
}

static void judge_target(struct check *c, const struct reference *r,
			 size_t target, str fragment)
{
	const struct entry *entry = &c->entries.at[target];
	bool is_link = r->kind == REFERENCE_LINK ||
		       r->kind == REFERENCE_CONTENTS;
	if (!entry->item)
		check_fault(c, r->at, "RSC-008", entry->name);
	else if (is_link && !entry->is_in_spine)
		check_fault(c, r->at, is_text(c, entry) ? "RSC-011"
							: "RSC-010",
			    r->address);
	else if (is_link && fragment.len && is_text(c, entry) &&
		 !map_find(&c->ids, (uint32_t)target, fragment))
		check_fault(c, r->at, "RSC-012", r->address);
}

static void judge_references(struct check *c)
{
	for (size_t i = 0; i < c->references.count; i++) {
		const struct reference *r = &c->references.at[i];
		struct destination to;
		c->current = r->entry;
		judge_remote(c, r);
		if (!check_resolve(c, r->entry, r->at, r->address, &to))
			continue;
		size_t target = check_find(c, to.name);
		if (target)
			judge_target(c, r, target - 1, to.fragment);
		else
			check_fault(c, r->at, "RSC-007", r->address);
	}
}

/* What the manifest says of a file, and what it holds. */
static void judge_properties(struct check *c, const struct item *item)
{
	const struct entry *entry = &c->entries.at[item->entry - 1];
	const struct { const char *name; bool is_true; } rows[] = {
		{"svg", entry->has_svg}, {"mathml", entry->has_math},
		{"scripted", entry->has_script},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		bool is_said = str_has_word(item->properties,
					    str_of(rows[i].name));
		if (is_said == rows[i].is_true)
			continue;
		c->current = c->package - 1;
		check_fault(c, item->at, is_said ? "OPF-015" : "OPF-014",
			    item->href);
	}
}

static const char *magic_type(str bytes)
{
	if (str_starts(bytes, STR("\xFF\xD8\xFF")))
		return "image/jpeg";
	if (str_starts(bytes, STR("\x89PNG\r\n\x1A\n")))
		return "image/png";
	if (str_starts(bytes, STR("GIF8")))
		return "image/gif";
	if (bytes.len > 12 && str_starts(bytes, STR("RIFF")) &&
	    str_equal(str_cut(bytes, 8, 12), STR("WEBP")))
		return "image/webp";
	return NULL;
}

static void judge_picture(struct check *c, const struct item *item)
{
	const char *type = magic_type(c->entries.at[item->entry - 1].bytes);
	if (str_equal(item->type, STR("image/svg+xml")))
		return;
	c->current = item->entry - 1;
	if (!type)
		check_fault(c, 0, "PKG-021", item->href);
	else if (!str_equal(item->type, str_of(type)))
		check_fault(c, 0, "OPF-029", item->href);
}

static void judge_files(struct check *c)
{
	for (size_t i = 0; i < c->items.count; i++) {
		const struct item *item = &c->items.at[i];
		if (!item->entry)
			continue;
		if (str_equal(item->type, STR("application/xhtml+xml"))) {
			check_text(c, item->entry - 1);
			judge_properties(c, item);
		} else if (str_equal(item->type, STR("text/css"))) {
			check_style(c, item->entry - 1);
		} else if (str_starts(item->type, STR("image/"))) {
			judge_picture(c, item);
		}
	}
}

static void tell(const struct check *c, str name, struct diag *d)
{
	for (size_t i = 0; i < c->faults.count; i++) {
		const struct fault *fault = &c->faults.at[i];
		diag_report(d, SPAN_NONE, MSG_EPUB_FAULT, WORDS(
			name, arena_format(c->arena, "%.*s:%u",
					   STR_ARG(fault->file), fault->line),
			str_of(fault->rule), fault->fact));
	}
}

bool epub_check(str container, str name, struct arena *a, struct diag *d)
{
	struct check c = {.arena = a, .names.arena = a, .ids.arena = a,
			  .item_ids.arena = a, .identifier = STR_NONE};
	if (unzip(&c, container))
		check_package(&c);
	if (c.items.count) {
		judge_files(&c);
		if (c.nav)
			check_nav(&c);
		if (c.ncx)
			check_ncx(&c);
		judge_references(&c);
	}
	tell(&c, name, d);
	return c.faults.count == 0;
}
