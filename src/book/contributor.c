/* Contributors -> the lines of title pages and the rows of colophons. */
#include "base/buf.h"
#include "book/contributor.h"

#include "base/banned.h"

static const struct role {
	const char *codes[2];         /* MARC relators; none: all others */
	enum wording label, done;     /* before the names, and behind */
} roles[CONTRIBUTOR_ROLES] = {
	{{0}, WORD_AUTHOR, WORD_WRITTEN_BY},
	{{"edt", "com"}, WORD_EDITOR, WORD_EDITED_BY},
	{{"trl"}, WORD_TRANSLATOR, WORD_TRANSLATED_BY},
};

static int role_of(const struct contributor *person)
{
	for (int i = 0; i < CONTRIBUTOR_ROLES; i++)
		for (int k = 0; k < 2 && roles[i].codes[k]; k++)
			if (str_equal(person->role, str_of(roles[i].codes[k])))
				return i;
	return 0;
}

str contributor_names(const struct meta *meta, int role, enum wording *label,
		      struct arena *a)
{
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	*label = roles[role].label;
	for (size_t i = 0; i < meta->contributors.count; i++) {
		const struct contributor *person = &meta->contributors.at[i];
		if (role_of(person) != role)
			continue;
		if (out.len)
			buf_add(&out, STR("　"));
		buf_add(&out, person->name);
	}
	return buf_str(&out);
}

str contributor_lines(const struct meta *meta, str lang, struct arena *a)
{
	struct buf out;
	enum wording label;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	for (int i = 0; i < CONTRIBUTOR_ROLES; i++) {
		str names = contributor_names(meta, i, &label, a);
		str done = wording(roles[i].done, lang);
		if (!names.len)
			continue;
		if (out.len)
			buf_add_byte(&out, '\n');
		buf_add(&out, names);
		if (done.len)
			buf_format(&out, "　%.*s", STR_ARG(done));
	}
	return buf_str(&out);
}
