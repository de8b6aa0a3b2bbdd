/* What a reader can perceive (EPUB Accessibility 1.1, 2; schema.org terms).
 *
 * Computed, not asserted: a claim stands here only when what was written
 * bears it out. Conformance to WCAG is for a person to certify, so it is not
 * claimed at all.
 */
#include "epub/inside.h"

#include "base/banned.h"

struct facts {
	bool has_pictures, has_bare_pictures, has_ruby, has_pages;
};

static struct facts find_facts(const struct epub_contents *contents)
{
	const struct book *book = contents->request->book;
	struct facts facts = {.has_pages = contents->has_pages};
	facts.has_pictures = book->cover && book->cover->name.len;
	for (size_t i = 0; i < book->chapter_count; i++) {
		const struct epub_part *part = &contents->chapters[i];
		for (; part; part = part->next) {
			facts.has_pictures |= part->has_pictures;
			facts.has_bare_pictures |= part->has_bare_pictures;
			facts.has_ruby |= part->has_ruby;
		}
	}
	return facts;
}

static void write_property(struct xml *x, const char *property, str text)
{
	xml_open(x, "meta");
	xml_attribute(x, "property", str_of(property));
	xml_text(x, text);
	xml_close(x);
	xml_line(x);
}

static void write_features(struct xml *x, const struct facts *facts,
			   bool is_vertical)
{
	const struct {
		const char *name;
		bool is_true;
	} rows[] = {
		{"tableOfContents", true},
		{"readingOrder", true},
		{"structuralNavigation", true},
		{"displayTransformability", true},
		{"ARIA", true},
		{"unlocked", true},
		{"horizontalWriting", !is_vertical},
		{"verticalWriting", is_vertical},
		{"alternativeText",
		 facts->has_pictures && !facts->has_bare_pictures},
		{"pageBreakMarkers", facts->has_pages},
		{"pageNavigation", facts->has_pages},
		{"rubyAnnotations", facts->has_ruby},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].is_true)
			write_property(x, "schema:accessibilityFeature",
				       str_of(rows[i].name));
}

static str summary(const struct facts *facts, str lang)
{
	if (!lang_is_chinese(lang))
		return facts->has_bare_pictures
		       ? STR("The text can be reflowed and read aloud; some "
			     "pictures lack a description.")
		       : STR("The text can be reflowed and read aloud.");
	if (lang_is_traditional(lang))
		return facts->has_bare_pictures
		       ? STR("文字可以放大、重排和朗讀；部分圖片沒有文字說明。")
		       : STR("文字可以放大、重排和朗讀。");
	return facts->has_bare_pictures
	       ? STR("文字可以放大、重排和朗读；部分图片没有文字说明。")
	       : STR("文字可以放大、重排和朗读。");
}

void write_accessibility(struct xml *x, const struct epub_contents *contents)
{
	struct facts facts = find_facts(contents);
	const struct epub_request *request = contents->request;
	write_property(x, "schema:accessMode", STR("textual"));
	if (facts.has_pictures)
		write_property(x, "schema:accessMode", STR("visual"));
	write_property(x, "schema:accessModeSufficient",
		       facts.has_bare_pictures ? STR("textual,visual")
					       : STR("textual"));
	write_features(x, &facts, request->is_vertical);
	write_property(x, "schema:accessibilityHazard", STR("none"));
	write_property(x, "schema:accessibilitySummary",
		       summary(&facts, book_lang(request->book)));
	if (facts.has_pages)
		write_property(x, "pageBreakSource",
			       request->page_source.len ? request->page_source
							: STR("none"));
}
