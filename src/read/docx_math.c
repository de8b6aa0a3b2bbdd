/* Word's equations -> a line of text: a fraction with its stroke, exponents
 * raised, roots and sums with their signs. What is built of several parts is
 * bracketed, so that (a+b)/c keeps its meaning.
 */
#include "base/utf8.h"
#include "read/docx.h"

#include "base/banned.h"

static void put(struct docx_walk *w, str text)
{
	builder_text(w->builder, text, docx_span(w));
}

static void take_children(struct docx_walk *w, const xmlNode *node);

static void take_raised(struct docx_walk *w, const xmlNode *node,
			enum phrase_kind kind)
{
	if (!node || str_is_empty(docx_text(w, node)))
		return;
	builder_begin(w->builder, kind, docx_span(w));
	take_children(w, node);
	builder_end(w->builder, kind);
}

/* Does it need brackets beside another? */
static bool is_compound(str text)
{
	for (size_t at = 1; at < text.len; at++)
		if (strchr("+-*/=<> ,", text.text[at]))
			return true;
	return str_contains(text, STR("−")) || str_contains(text, STR("×")) ||
	       str_contains(text, STR("±"));
}

static void take_bracketed(struct docx_walk *w, const xmlNode *node)
{
	bool is_long = node && is_compound(docx_text(w, node));
	if (is_long)
		put(w, STR("("));
	if (node)
		take_children(w, node);
	if (is_long)
		put(w, STR(")"));
}

/* A character its properties name, or the usual one. */
static str sign_of(const xmlNode *node, const char *properties,
		   const char *name, const char *usual)
{
	const xmlNode *sign = part_child(part_child(node, properties), name);
	return sign ? attribute(sign, "val") : str_of(usual);
}

static void take_fraction(struct docx_walk *w, const xmlNode *node)
{
	take_bracketed(w, part_child(node, "num"));
	put(w, STR("/"));
	take_bracketed(w, part_child(node, "den"));
}

static void take_script(struct docx_walk *w, const xmlNode *node)
{
	bool is_before = part_is(node, "sPre");
	if (!is_before)
		take_bracketed(w, part_child(node, "e"));
	take_raised(w, part_child(node, "sub"), PHRASE_SUB);
	take_raised(w, part_child(node, "sup"), PHRASE_SUPER);
	if (is_before)
		take_bracketed(w, part_child(node, "e"));
}

static void take_root(struct docx_walk *w, const xmlNode *node)
{
	take_raised(w, part_child(node, "deg"), PHRASE_SUPER);
	put(w, STR("√"));
	take_bracketed(w, part_child(node, "e"));
}

static void take_sum(struct docx_walk *w, const xmlNode *node)
{
	put(w, sign_of(node, "naryPr", "chr", "∫"));
	take_raised(w, part_child(node, "sub"), PHRASE_SUB);
	take_raised(w, part_child(node, "sup"), PHRASE_SUPER);
	take_bracketed(w, part_child(node, "e"));
}

static void take_limit(struct docx_walk *w, const xmlNode *node)
{
	bool is_below = part_is(node, "limLow");
	take_children(w, part_child(node, "e"));
	take_raised(w, part_child(node, "lim"),
		    is_below ? PHRASE_SUB : PHRASE_SUPER);
}

/* The children called `name`, parted by a sign. */
static void take_row(struct docx_walk *w, const xmlNode *node,
		     const char *name, str sign)
{
	bool is_first = true;
	for (const xmlNode *at = node->children; at; at = at->next) {
		if (!part_is(at, name))
			continue;
		if (!is_first)
			put(w, sign);
		is_first = false;
		if (part_is(at, "mr"))
			take_row(w, at, "e", STR(" "));
		else
			take_children(w, at);
	}
}

static void take_delimited(struct docx_walk *w, const xmlNode *node)
{
	put(w, sign_of(node, "dPr", "begChr", "("));
	take_row(w, node, "e", sign_of(node, "dPr", "sepChr", "|"));
	put(w, sign_of(node, "dPr", "endChr", ")"));
}

static void take_matrix(struct docx_walk *w, const xmlNode *node)
{
	take_row(w, node, part_is(node, "m") ? "mr" : "e", STR("; "));
}

static void take_accented(struct docx_walk *w, const xmlNode *node)
{
	take_children(w, part_child(node, "e"));
	put(w, sign_of(node, "accPr", "chr", "\u0302"));
}

static void take_function(struct docx_walk *w, const xmlNode *node)
{
	take_children(w, part_child(node, "fName"));
	put(w, STR(" "));
	take_bracketed(w, part_child(node, "e"));
}

/* Letters of equations are slanted by custom, which is no emphasis. */
static void take_run(struct docx_walk *w, const xmlNode *node)
{
	for (const xmlNode *at = node->children; at; at = at->next)
		if (part_is(at, "t"))
			put(w, part_text(at, w->arena));
		else if (part_is(at, "br"))
			builder_break(w->builder, docx_span(w));
}

static const struct {
	const char *name;
	void (*take)(struct docx_walk *w, const xmlNode *node);
} elements[] = {
	{"r", take_run}, {"f", take_fraction}, {"sSup", take_script},
	{"sSub", take_script}, {"sSubSup", take_script}, {"sPre", take_script},
	{"rad", take_root}, {"nary", take_sum}, {"limLow", take_limit},
	{"limUpp", take_limit}, {"d", take_delimited}, {"m", take_matrix},
	{"eqArr", take_matrix}, {"acc", take_accented},
	{"func", take_function},
};

/* As deep as libxml2 lets a part nest. */
static void take_children(struct docx_walk *w, const xmlNode *node)
{
	for (const xmlNode *at = node ? node->children : NULL; at;
	     at = at->next) {
		size_t i = 0;
		size_t count = sizeof elements / sizeof elements[0];
		while (i < count && !part_is(at, elements[i].name))
			i++;
		if (i < count)
			elements[i].take(w, at);
		else if (part_is(at, "del"))
			reading_dropped(w->reading, "docx/deleted",
					w->paragraph, docx_text(w, at));
		else
			take_children(w, at);
	}
}

bool docx_take_math(struct docx_walk *w, const xmlNode *node)
{
	if (!part_is(node, "oMath") && !part_is(node, "oMathPara"))
		return false;
	docx_end_phrases(w);
	take_children(w, node);
	return true;
}
