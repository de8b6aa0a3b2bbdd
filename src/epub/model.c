/* HTML's elements, as data: what each is, what it may hold, which attributes
 * are its own (HTML, content models; EPUB 3.3, XHTML content documents).
 *
 * Obsolete ones are not here, so they are unknown, as to EPUBCheck. Sorted by
 * name.
 */
#include "epub/check.h"

#include "base/banned.h"

#define F IS_FLOW
#define FP (IS_FLOW | IS_PHRASING)
#define P IS_PHRASING
#define T IS_TEXT
#define THROUGH IS_TRANSPARENT
#define MEDIA " src crossorigin preload autoplay loop muted controls "
#define INPUT " name disabled form value type "

static const struct element elements[] = {
	{"a", FP | IS_INTERACTIVE | THROUGH, FP, "",
	 " href target rel type hreflang download ping referrerpolicy "},
	{"abbr", FP, P, "", ""},
	{"address", F, F, "", ""},
	{"area", FP, 0, "", " alt coords shape href target rel "},
	{"article", F, F, "", ""},
	{"aside", F, F, "", ""},
	{"audio", FP | THROUGH, FP, " source track ", MEDIA},
	{"b", FP, P, "", ""},
	{"base", IS_HEAD, 0, "", " href target "},
	{"bdi", FP, P, "", ""},
	{"bdo", FP, P, "", ""},
	{"blockquote", F, F, "", " cite "},
	{"body", 0, F, "", " onload "},
	{"br", FP, 0, "", ""},
	{"button", FP | IS_INTERACTIVE, P, "", INPUT},
	{"canvas", FP | THROUGH, FP, "", " width height "},
	{"caption", 0, F, "", ""},
	{"cite", FP, P, "", ""},
	{"code", FP, P, "", ""},
	{"col", 0, 0, "", " span "},
	{"colgroup", 0, 0, " col template ", " span "},
	{"data", FP, P, "", " value "},
	{"datalist", FP, P, " option ", ""},
	{"dd", 0, F, "", ""},
	{"del", FP | THROUGH, FP, "", " cite datetime "},
	{"details", F | IS_INTERACTIVE, F, " summary ", " open "},
	{"dfn", FP, P, "", ""},
	{"dialog", F, F, "", " open "},
	{"div", F, F, " dt dd ", ""},
	{"dl", F, 0, " dt dd div script template ", ""},
	{"dt", 0, F, "", ""},
	{"em", FP, P, "", ""},
	{"embed", FP | IS_INTERACTIVE, 0, "", " src type width height "},
	{"fieldset", F, F, " legend ", " disabled form name "},
	{"figcaption", 0, F, "", ""},
	{"figure", F, F, " figcaption ", ""},
	{"footer", F, F, "", ""},
	{"form", F, F, "", " action method name target enctype "
	 "accept-charset autocomplete novalidate "},
	{"h1", F, P, "", ""},
	{"h2", F, P, "", ""},
	{"h3", F, P, "", ""},
	{"h4", F, P, "", ""},
	{"h5", F, P, "", ""},
	{"h6", F, P, "", ""},
	{"head", 0, IS_HEAD, "", " profile "},
	{"header", F, F, "", ""},
	{"hgroup", F, 0, " h1 h2 h3 h4 h5 h6 p ", ""},
	{"hr", F, 0, "", ""},
	{"html", 0, 0, " head body ", " manifest epub:prefix "},
	{"i", FP, P, "", ""},
	{"iframe", FP | IS_INTERACTIVE, T, "",
	 " src srcdoc name sandbox allowfullscreen width height loading "},
	{"img", FP, 0, "", " src alt srcset sizes crossorigin usemap ismap "
	 "width height loading decoding referrerpolicy "},
	{"input", FP | IS_INTERACTIVE, 0, "", INPUT " accept alt checked "
	 "list max min size src step pattern placeholder readonly required "
	 "multiple maxlength minlength width height autocomplete "},
	{"ins", FP | THROUGH, FP, "", " cite datetime "},
	{"kbd", FP, P, "", ""},
	{"label", FP | IS_INTERACTIVE, P, "", " for form "},
	{"legend", 0, P, " h1 h2 h3 h4 h5 h6 ", ""},
	{"li", 0, F, "", " value "},
	{"link", IS_HEAD, 0, "", " href rel type media hreflang sizes "
	 "crossorigin as integrity referrerpolicy disabled "},
	{"main", F, F, "", ""},
	{"map", FP | THROUGH, FP, "", " name "},
	{"mark", FP, P, "", ""},
	{"menu", F, 0, " li script template ", ""},
	{"meta", IS_HEAD, 0, "", " name content charset http-equiv property "},
	{"meter", FP, P, "", " value min max low high optimum "},
	{"nav", F, F, "", ""},
	{"noscript", FP | IS_HEAD | THROUGH, FP, "", ""},
	{"object", FP | THROUGH, FP, " param ",
	 " data type name usemap form width height typemustmatch "},
	{"ol", F, 0, " li script template ", " reversed start type "},
	{"optgroup", 0, 0, " option ", " disabled label "},
	{"option", 0, T, "", " disabled label selected value "},
	{"output", FP, P, "", " for form name "},
	{"p", F, P, "", ""},
	{"param", 0, 0, "", " name value "},
	{"picture", FP, 0, " source img script template ", ""},
	{"pre", F, P, "", ""},
	{"progress", FP, P, "", " value max "},
	{"q", FP, P, "", " cite "},
	{"rb", 0, P, "", ""},
	{"rp", 0, P, "", ""},
	{"rt", 0, P, "", ""},
	{"rtc", 0, P, " rt rp ", ""},
	{"ruby", FP, P, " rb rt rtc rp ", ""},
	{"s", FP, P, "", ""},
	{"samp", FP, P, "", ""},
	{"script", FP | IS_HEAD, T, "",
	 " src type charset async defer crossorigin integrity nomodule "},
	{"section", F, F, "", ""},
	{"select", FP | IS_INTERACTIVE, 0, " option optgroup script template ",
	 INPUT " multiple required size autocomplete "},
	{"small", FP, P, "", ""},
	{"source", 0, 0, "", " src type srcset sizes media width height "},
	{"span", FP, P, "", ""},
	{"strong", FP, P, "", ""},
	{"style", IS_HEAD, T, "", " type media "},
	{"sub", FP, P, "", ""},
	{"summary", 0, P, " h1 h2 h3 h4 h5 h6 ", ""},
	{"sup", FP, P, "", ""},
	{"table", F, 0,
	 " caption colgroup thead tbody tfoot tr script template ", " border "},
	{"tbody", 0, 0, " tr script template ", ""},
	{"td", 0, F, "", " colspan rowspan headers "},
	{"template", FP | IS_HEAD | THROUGH, FP, "", ""},
	{"textarea", FP | IS_INTERACTIVE, T, "", INPUT " cols rows wrap "
	 "placeholder readonly required maxlength minlength dirname "},
	{"tfoot", 0, 0, " tr script template ", ""},
	{"th", 0, F, "", " colspan rowspan headers scope abbr "},
	{"thead", 0, 0, " tr script template ", ""},
	{"time", FP, P, "", " datetime "},
	{"title", IS_HEAD, T, "", ""},
	{"tr", 0, 0, " td th script template ", ""},
	{"track", 0, 0, "", " src kind srclang label default "},
	{"u", FP, P, "", ""},
	{"ul", F, 0, " li script template ", ""},
	{"var", FP, P, "", ""},
	{"video", FP | THROUGH, FP, " source track ",
	 MEDIA " poster width height playsinline "},
	{"wbr", FP, 0, "", ""},
};

const struct element *element_find(str name)
{
	size_t low = 0, high = sizeof elements / sizeof *elements;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = str_compare(name, str_of(elements[middle].name));
		if (order == 0)
			return &elements[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

bool element_may_hold(const struct element *parent, unsigned content,
		      const struct element *child)
{
	return (child->kind & content & (F | P | IS_HEAD)) ||
	       str_has_word(str_of(parent->children), str_of(child->name));
}

/* Anywhere in HTML; EPUB adds its type. */
static const char everywhere[] =
	" id class lang xml:lang xml:base xml:space dir title hidden role style "
	"tabindex accesskey contenteditable draggable spellcheck translate "
	"itemid itemprop itemref itemscope itemtype inputmode enterkeyhint "
	"autofocus nonce slot is inert about content datatype inlist prefix "
	"property rel resource rev typeof vocab epub:type xmlns ";

static bool is_data(str name)
{
	if (!str_starts(name, STR("data-")) || name.len == 5)
		return false;
	for (size_t i = 5; i < name.len; i++)
		if (name.text[i] >= 'A' && name.text[i] <= 'Z')
			return false;
	return true;
}

bool attribute_is_allowed(const struct element *element, str name)
{
	return str_has_word(str_of(everywhere), name) ||
	       str_has_word(str_of(element->attributes), name) ||
	       is_data(name) || str_starts(name, STR("aria-")) ||
	       str_starts(name, STR("xmlns:")) ||
	       (str_starts(name, STR("on")) && name.len > 4);
}

/* WAI-ARIA 1.2 and DPUB-ARIA 1.1. */
static const char roles[] =
	" alert alertdialog application article banner blockquote button "
	"caption cell checkbox code columnheader combobox complementary "
	"contentinfo definition deletion dialog directory document emphasis "
	"feed figure form generic grid gridcell group heading img insertion "
	"link list listbox listitem log main marquee math menu menubar "
	"menuitem menuitemcheckbox menuitemradio meter navigation none note "
	"option paragraph presentation progressbar radio radiogroup region "
	"row rowgroup rowheader scrollbar search searchbox separator slider "
	"spinbutton status strong subscript superscript switch tab table "
	"tablist tabpanel term textbox time timer toolbar tooltip tree "
	"treegrid treeitem doc-abstract doc-acknowledgments doc-afterword "
	"doc-appendix doc-backlink doc-biblioentry doc-bibliography "
	"doc-biblioref doc-chapter doc-colophon doc-conclusion doc-cover "
	"doc-credit doc-credits doc-dedication doc-endnote doc-endnotes "
	"doc-epigraph doc-epilogue doc-errata doc-example doc-footnote "
	"doc-foreword doc-glossary doc-glossref doc-index doc-introduction "
	"doc-noteref doc-notice doc-pagebreak doc-pagefooter doc-pageheader "
	"doc-pagelist doc-part doc-preface doc-prologue doc-pullquote doc-qna "
	"doc-subtitle doc-tip doc-toc ";

static bool is_whole_number(str value, int least, int most)
{
	int number;
	return str_to_int(value, &number) && number >= least && number <= most;
}

static bool is_language(str value)
{
	if (!value.len)
		return true;
	size_t part = 0;
	for (size_t i = 0; i <= value.len; i++) {
		char c = i < value.len ? value.text[i] : '-';
		bool is_letter = (c >= 'a' && c <= 'z') ||
				 (c >= 'A' && c <= 'Z') ||
				 (c >= '0' && c <= '9');
		if (c == '-' ? part == 0 || part > 8 : !is_letter)
			return false;
		part = c == '-' ? 0 : part + 1;
	}
	return true;
}

static bool has_known_roles(str value)
{
	size_t at = 0;
	while (at < value.len) {
		size_t end = at;
		while (end < value.len && value.text[end] != ' ')
			end++;
		if (end > at &&
		    !str_has_word(str_of(roles), str_cut(value, at, end)))
			return false;
		at = end + 1;
	}
	return true;
}

static bool has_blank(str value)
{
	for (size_t i = 0; i < value.len; i++)
		if (strchr(" \t\r\n", value.text[i]))
			return true;
	return false;
}

const char *attribute_problem(str name, str value)
{
	if (str_equal(name, STR("id")) && (!value.len || has_blank(value)))
		return "RSC-005";
	if (str_equal(name, STR("dir")) &&
	    !str_has_word(STR("ltr rtl auto"), value))
		return "RSC-005";
	if ((str_equal(name, STR("colspan")) ||
	     str_equal(name, STR("rowspan"))) &&
	    !is_whole_number(value, 0, 65534))
		return "RSC-005";
	if (str_equal(name, STR("scope")) &&
	    !str_has_word(STR("row col rowgroup colgroup"), value))
		return "RSC-005";
	if (str_equal(name, STR("tabindex")) &&
	    !is_whole_number(value, -32768, 32767))
		return "RSC-005";
	if ((str_equal(name, STR("lang")) || str_equal(name, STR("xml:lang"))) &&
	    !is_language(value))
		return "RSC-005";
	if (str_equal(name, STR("role")) && !has_known_roles(value))
		return "RSC-005";
	return NULL;
}
