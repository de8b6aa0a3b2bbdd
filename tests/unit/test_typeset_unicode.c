/* Line breaking by Unicode (UAX #14) where alphabets and numbers meet Han:
 * for each sample, whether a line may end in 文S, 文 S, S文 and S 文. Where
 * Chinese custom (clreq, GB/T 15834) asks for something else the table says
 * so and why; everything else is Unicode's.
 *
 * A place is written / where a line may end and x where it may not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "typeset_bench.h"
#include "base/banned.h"

#define HAN "文"

static const struct sample {
	const char *name, *text, *unicode;
	const char *ours, *reason;      /* NULL: as Unicode */
} samples[] = {
	{"letter", "b", "////", NULL, NULL},
	{"letter, Hebrew", "א", "////", NULL, NULL},
	{"letter and mark", "e\xCC\x81", "////", NULL, NULL},
	{"digit", "7", "////", NULL, NULL},
	{"ideograph", "字", "////", NULL, NULL},
	{"hangul", "한", "////", NULL, NULL},
	{"number sign", "#", "////", NULL, NULL},
	{"section sign", "§", "////", NULL, NULL},
	{"opening bracket", "(", "//xx", NULL, NULL},
	{"closing bracket", ")", "xx//", NULL, NULL},
	{"brace", "}", "xx//", NULL, NULL},
	{"angle bracket", "〈", "//xx", NULL, NULL},
	{"angle bracket, not of CJK", "\xE2\x8C\xA9", "//xx", NULL, NULL},
	{"its other half", "\xE2\x8C\xAA", "xx//", NULL, NULL},
	{"bracket for vertical lines", "︿", "//xx", NULL, NULL},
	{"its other half", "﹀", "xx//", NULL, NULL},
	{"comma", ",", "xx//", NULL, NULL},
	{"colon", ":", "xx//", NULL, NULL},
	{"exclamation mark", "!", "xx//", NULL, NULL},
	{"ideographic full stop", "。", "xx//", NULL, NULL},
	{"iteration mark", "々", "xx//", NULL, NULL},
	{"straight quotation mark", "\"", "x/x/", NULL, NULL},
	{"straight apostrophe", "'", "x/x/", NULL, NULL},
	{"currency", "$", "//x/", NULL, NULL},
	{"currency", "€", "//x/", NULL, NULL},
	{"word joiner", "\xE2\x81\xA0", "xxx/", NULL, NULL},
	{"per cent sign", "%", "x///", "xx//",
	 "a unit stays with its number, blank or not"},
	{"hyphen", "-", "x///", "xx//", "no connector begins a line"},
	{"en dash", "–", "x///", "xx//", "no connector begins a line"},
	{"leader", "…", "x///", "xx//", "no ellipsis begins a line"},
	{"single dash", "—", "////", "xx//", "no connector begins a line"},
	{"solidus", "/", "x///", "xxxx", "GB/T 15834: it neither begins "
	 "nor ends a line"},
};

static char may_end(struct bench *b, const char *left, const char *blank,
		    const char *right)
{
	struct paragraph p;
	struct buf text;
	int penalty;
	buf_init(&text, &b->arena, BUF_NO_MAXIMUM);
	buf_add(&text, str_of(left));
	buf_add(&text, str_of(blank));
	uint32_t at = (uint32_t)text.len;
	buf_add(&text, str_of(right));
	b->request.text = buf_str(&text);
	prepare_paragraph(&p, &b->setter, &b->request);
	for (uint32_t i = 1; i < p.cells.count; i++)
		if (p.cells.at[i].at == at)
			return break_before(&p, i, &penalty) == BREAK_NONE
				       ? 'x' : '/';
	return 'x';
}

static void check_sample(struct bench *b, const struct sample *sample)
{
	const char got[] = {
		may_end(b, HAN, "", sample->text),
		may_end(b, HAN, " ", sample->text),
		may_end(b, sample->text, "", HAN),
		may_end(b, sample->text, " ", HAN),
		0,
	};
	const char *wanted = sample->ours ? sample->ours : sample->unicode;
	if (strcmp(got, wanted))
		fail_msg("%s: %s, wanted %s", sample->name, got, wanted);
}

static void alphabets_and_numbers_beside_han(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, FAKE_PLAIN, "zh-Hans");
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
		check_sample(&b, &samples[i]);
	close_bench(&b);
}

/* Rows that differ from Unicode differ in truth, and say why. */
static void what_differs_has_a_reason(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		const struct sample *sample = &samples[i];
		assert_int_equal(!sample->ours, !sample->reason);
		if (sample->ours)
			assert_string_not_equal(sample->ours, sample->unicode);
	}
}

static void whole_strings(void **state)
{
	(void)state;
	static const char *const cases[] = {
		"好！¦100%¦的¦人",
		"共¦26¦字，¦即¦23¦个¦半",
		"例：¦$23¦和¦$百¦万",
		"约¦-5℃¦至¦+5℃¦间",
		"值¦3.14,¦误¦差¦0.01%。",
		"名¦word) ¦文",
		"文 ¦word, ¦word。",
		"\"文\"和",
		"悲¦——\"¦又¦说：¦\"女¦儿。\"¦好",
		"文 ¦\"word\" ¦文",
		"文、\"The ¦word\"。",
		"do\"（文）\"",
		"词¦(ab ¦cd)」¦也",
		"C++¦语¦言",
		"a\xC2\xA0 ¦文",
		"文，\xEF\xB8\x81¦字",       /* a form chosen for the mark */
		/* Unicode 15 parted a.|2, Unicode 16 does not: LB25 */
		"见¦a.2 ¦本¦和¦1.2.3 ¦本",
	};
	struct bench b;
	open_bench(&b, FAKE_PLAIN, "zh-Hans");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf plain;
		buf_init(&plain, &b.arena, BUF_NO_MAXIMUM);
		for (str rest = str_of(cases[i]); rest.len;
		     rest = str_from(rest, 1))
			if (str_starts(rest, STR("¦")))
				rest = str_from(rest, 1);
			else
				buf_add(&plain, str_cut(rest, 0, 1));
		const char *text = arena_cstring(&b.arena, buf_str(&plain));
		check_text((int)i, with_breaks(&b, text, LEVEL_GB), cases[i]);
	}
	close_bench(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(alphabets_and_numbers_beside_han),
		cmocka_unit_test(what_differs_has_a_reason),
		cmocka_unit_test(whole_strings),
	};
	return cmocka_run_group_tests_name("typeset_unicode", tests, NULL,
					   NULL);
}
