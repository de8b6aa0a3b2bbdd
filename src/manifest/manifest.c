/* book.yaml as a whole: the table of its keys, the defaults, and the checks
 * that need more than one key. The tree comes from yaml.c, single values
 * from keys.c, values.c, chapters.c and print.c.
 */
#include "manifest/manifest.h"

#include "base/file.h"
#include "base/utf8.h"
#include "manifest/keys.h"
#include "manifest/paper.h"
#include "manifest/slips.h"
#include "manifest/values.h"

#include "base/banned.h"

#define AT(field) offsetof(struct manifest, field)

static const struct key clean_keys[] = {
	{"script", "简繁", KEY_CHOICE, AT(clean.script), "keep simplified traditional", 0, 0, NULL, NULL},
	{"annotations", "注音", KEY_CHOICE, AT(clean.annotations), "ruby strip keep", 0, 0, NULL, NULL},
	{"cues", "提示语", KEY_CHOICE, AT(clean.cues), "drop keep note", 0, 0, NULL, NULL},
	{"punctuation", "标点", KEY_CHOICE, AT(clean.punctuation), "full keep", 0, 0, NULL, NULL},
	{"examples", "举例", KEY_CHOICE, AT(clean.examples), "keep box", 0, 0, NULL, NULL},
	{"off", "停用", KEY_SPECIAL, 0, NULL, 0, 0, NULL, value_off},
	{0},
};

static const struct key image_keys[] = {
	{"folder", "文件夹", KEY_TEXT, AT(images_folder), NULL, 0, 0, NULL, NULL},
	{"missing", "缺图", KEY_CHOICE, AT(images_missing), "placeholder drop error", 0, 0, NULL, NULL},
	{"map", "对照", KEY_SPECIAL, 0, NULL, 0, 0, NULL, value_image_map},
	{0},
};

static const struct key epub_keys[] = {
	{"page-numbers", "页码", KEY_CHOICE, AT(page_numbers), "hidden visible", 0, 0, NULL, NULL},
	{"pictures", "图片", KEY_CHOICE, AT(epub_pictures), "colour grey", 0, 0, NULL, NULL},
	{"fonts", "字体", KEY_CHOICE, AT(epub_fonts), "none kai rare all", 0, 0, NULL, NULL},
	{0},
};

static const struct key series_keys[] = {
	{"name", "名称", KEY_TEXT, AT(meta.series), NULL, 0, 0, NULL, NULL},
	{"number", "序号", KEY_TEXT, AT(meta.series_number), NULL, 0, 0, NULL, NULL},
	{0},
};

const struct key manifest_keys[] = {
	{"title", "书名", KEY_TEXT, AT(meta.title), NULL, 0, 0, NULL, NULL},
	{"subtitle", "副书名", KEY_TEXT, AT(meta.subtitle), NULL, 0, 0, NULL, NULL},
	{"author", "作者", KEY_SPECIAL, 0, NULL, 0, 0, NULL, value_author},
	{"lang", "语言", KEY_TEXT, AT(meta.lang), NULL, 0, 0, NULL, NULL},
	{"date", "日期", KEY_SPECIAL, 0, NULL, 0, 0, NULL, value_date},
	{"publisher", "出版", KEY_TEXT, AT(meta.publisher), NULL, 0, 0, NULL, NULL},
	{"description", "简介", KEY_TEXT, AT(meta.description), NULL, 0, 0, NULL, NULL},
	{"subject", "主题", KEY_TEXT, AT(meta.subject), NULL, 0, 0, NULL, NULL},
	{"rights", "版权", KEY_TEXT, AT(meta.rights), NULL, 0, 0, NULL, NULL},
	{"identifier", "标识", KEY_TEXT, AT(meta.identifier), NULL, 0, 0, NULL, NULL},
	{"sort", "排序", KEY_TEXT, AT(meta.sort), NULL, 0, 0, NULL, NULL},
	{"series", "丛书", KEY_GROUP, 0, NULL, 0, 0, series_keys, NULL},
	{"source", "来源", KEY_TEXT, AT(meta.source), NULL, 0, 0, NULL, NULL},
	{"cover", "封面", KEY_SPECIAL, 0, NULL, 0, 0, NULL, value_cover},
	{"toc", "目录", KEY_SPECIAL, 0, NULL, 0, 0, NULL, value_contents},
	{"numbering", "编号", KEY_SPECIAL, 0, NULL, 0, 0, NULL, value_numbering},
	{"formats", "格式", KEY_SPECIAL, 0, NULL, 0, 0, NULL, value_formats},
	{"name", "文件名", KEY_TEXT, AT(name), NULL, 0, 0, NULL, NULL},
	{"output", "输出", KEY_TEXT, AT(output), NULL, 0, 0, NULL, NULL},
	{"style", "样式", KEY_SPECIAL, 0, NULL, 0, 0, NULL, value_styles},
	{"fonts", "字体", KEY_SPECIAL, 0, NULL, 0, 0, NULL, value_fonts},
	{"clean", "清理", KEY_GROUP, 0, NULL, 0, 0, clean_keys, NULL},
	{"images", "图片", KEY_GROUP, 0, NULL, 0, 0, image_keys, NULL},
	{"epub", "电子书", KEY_GROUP, 0, NULL, 0, 0, epub_keys, NULL},
	{"print", "纸书", KEY_SPECIAL, 0, NULL, 0, 0, NULL, value_print},
	{"booklet", "小册子", KEY_SPECIAL, 0, NULL, 0, 0, NULL, value_booklet},
	{"chapters", "章节", KEY_SPECIAL, 0, NULL, 0, 0, NULL, value_chapters},
	{"appendices", "附录", KEY_SPECIAL, 0, NULL, 0, 0, NULL, value_appendices},
	{0},
};

static void set_defaults(struct manifest *plan)
{
	plan->meta.lang = STR("zh-Hans");
	plan->contents_depth = 2;
	plan->formats = WANT_EPUB | WANT_PDF;
	plan->output = STR("out");
	plan->clean = (struct plan_clean){
		.script = STR("keep"), .annotations = STR("ruby"),
		.cues = STR("drop"), .punctuation = STR("full"),
		.examples = STR("keep")};
	plan->images_folder = STR("images");
	plan->images_missing = STR("placeholder");
	plan->number_paragraph = STR("none");
	plan->page_numbers = STR("hidden");
	plan->epub_fonts = STR("none");
	plan->epub_pictures = STR("colour");
	plan->paper.size_name = STR("A5");
	plan->paper.body_size = LENGTH_PT(10.5);
	plan->paper.opens_right = true;
	plan->paper.notes = STR("page");
	plan->paper.direction = STR("horizontal");
	plan->paper.marks = STR("full");
	paper_size(plan->paper.size_name, &plan->paper.width,
		   &plan->paper.height);
	plan->imposition = (struct imposition){
		.binding = BINDING_SADDLE,
		.sheet_width = LENGTH_MM(297),
		.sheet_height = LENGTH_MM(210),
		.sheets_per_signature = 4,
		.paper_thickness = LENGTH_MM(0.1),
		.has_marks = true,
	};
}

/* A file name made of the title: what no file system allows goes. */
static str name_of(str title, struct arena *a)
{
	char *name = arena_take(a, title.len + 1);
	size_t len = 0, at = 0;
	while (at < title.len && len < 120) {
		size_t from = at;
		uint32_t c = utf8_next(title, &at);
		if (c < 0x20 || (c < 0x80 && strchr("/\\:*?\"<>|", (int)c)))
			continue;
		memcpy(name + len, title.text + from, at - from);
		len += at - from;
	}
	str trimmed = str_trim((str){name, len});
	while (str_starts(trimmed, STR(".")))
		trimmed = str_from(trimmed, 1);
	return str_is_empty(trimmed) ? STR("book") : arena_copy(a, trimmed);
}

static void check_name(struct manifest *plan, struct arena *a, struct diag *d)
{
	if (str_is_empty(plan->name))
		plan->name = name_of(plan->meta.title, a);
	else if (!str_equal(name_of(plan->name, a), plan->name))
		diag_report(d, (struct span){plan->source, 0, 0, 0},
			    MSG_NAME_NOT_A_FILE, WORDS(plan->name));
	if (!file_is_inside(plan->root, plan->output))
		diag_report(d, (struct span){plan->source, 0, 0, 0},
			    MSG_PATH_LEAVES, WORDS(plan->output));
	if (!file_is_inside(plan->root, plan->images_folder))
		diag_report(d, (struct span){plan->source, 0, 0, 0},
			    MSG_PATH_LEAVES, WORDS(plan->images_folder));
}

static void check_whole(struct manifest *plan, struct arena *a, struct diag *d)
{
	struct span whole = {plan->source, 0, 0, 0};
	if (str_is_empty(str_trim(plan->meta.title)))
		diag_report(d, whole, MSG_TITLE_MISSING, NO_WORDS);
	if (plan->entries.count == 0 && !diag_failed(d))
		diag_report(d, whole, MSG_CHAPTERS_MISSING, NO_WORDS);
	if (str_is_empty(plan->meta.lang))
		plan->meta.lang = STR("zh-Hans");
	paper_complete(&plan->paper);
	check_name(plan, a, d);
}

static bool read_file(str path, struct arena *a, struct diag *d, str *text)
{
	enum file_status status =
		file_read(arena_cstring(a, path), YAML_LARGEST, a, text);
	if (status == FILE_OK)
		return true;
	if (status == FILE_MISSING)
		diag_report(d, SPAN_NONE, MSG_MANIFEST_MISSING, WORDS(path));
	else if (status == FILE_TOO_LARGE)
		diag_report(d, SPAN_NONE, MSG_FILE_TOO_LARGE,
			    WORDS(path, STR("8")));
	else
		diag_report(d, SPAN_NONE, MSG_FILE_FORBIDDEN, WORDS(path));
	return false;
}

struct manifest *manifest_read(const char *path, struct arena *a,
			       struct diag *d)
{
	str file = str_of(path), text;
	if (file_is_folder(path))
		file = file_join(file, STR("book.yaml"), a);
	return read_file(file, a, d, &text) ? manifest_parse(file, text, a, d)
					    : NULL;
}

struct manifest *manifest_parse(str path, str text, struct arena *a,
				struct diag *d)
{
	struct manifest *plan = arena_new(a, struct manifest);
	set_defaults(plan);
	plan->path = path;
	plan->root = file_folder(path);
	plan->text = text;
	plan->source = diag_source(d, path, text);
	struct yaml_node *root = yaml_read(text, plan->source, a, d);
	if (!root)
		return NULL;
	if (root->kind != YAML_MAP) {
		if (!slips_report(text, plan->source, root->span.line + 2, d))
			diag_report(d, root->span, MSG_MANIFEST_NOT_KEYS,
				    NO_WORDS);
		return NULL;
	}
	struct reading r = {plan, a, d};
	keys_read(&r, manifest_keys, root);
	check_whole(plan, a, d);
	return diag_failed(d) ? NULL : plan;
}
