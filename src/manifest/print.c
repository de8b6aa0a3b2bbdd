/* print: and booklet: paper, grid and binding. */
#include "manifest/paper.h"
#include "manifest/values.h"

#include "base/banned.h"

#define AT(field) offsetof(struct manifest, field)

static bool read_size(struct reading *r, const struct yaml_node *node)
{
	struct paper *paper = &r->plan->paper;
	str name = keys_text(r, node);
	if (paper_size(name, &paper->width, &paper->height)) {
		paper->size_name = name;
		return true;
	}
	diag_report(r->d, node->span, MSG_KEY_NOT_A_CHOICE,
		    WORDS(name, str_of(paper_names())));
	return false;
}

static bool read_open(struct reading *r, const struct yaml_node *node)
{
	str side = keys_text(r, node);
	if (!str_equal(side, STR("right")) && !str_equal(side, STR("any")))
		diag_report(r->d, node->span, MSG_KEY_NOT_A_CHOICE,
			    WORDS(side, STR("right any")));
	r->plan->paper.opens_right = str_equal(side, STR("right"));
	return true;
}

static bool read_hanging(struct reading *r, const struct yaml_node *node)
{
	r->plan->paper.hangs = keys_switch(r, node);
	return true;
}

bool value_print(struct reading *r, const struct yaml_node *node)
{
	static const struct key keys[] = {
		{"size", "开本", KEY_SPECIAL, 0, NULL, 0, 0, NULL, read_size},
		{"body", "字号", KEY_LENGTH, AT(paper.body_size), NULL, 0, 0, NULL, NULL},
		{"chars", "每行字数", KEY_COUNT, AT(paper.characters_per_line), NULL, 4, 60, NULL, NULL},
		{"lines", "每页行数", KEY_COUNT, AT(paper.lines_per_page), NULL, 4, 90, NULL, NULL},
		{"pitch", "行距", KEY_LENGTH, AT(paper.pitch), NULL, 0, 0, NULL, NULL},
		{"inner", "订口", KEY_LENGTH, AT(paper.inner), NULL, 0, 0, NULL, NULL},
		{"head", "天头", KEY_LENGTH, AT(paper.head), NULL, 0, 0, NULL, NULL},
		{"open", "起页", KEY_SPECIAL, 0, NULL, 0, 0, NULL, read_open},
		{"direction", "方向", KEY_CHOICE, AT(paper.direction), "horizontal vertical", 0, 0, NULL, NULL},
		{"marks", "标点", KEY_CHOICE, AT(paper.marks), "full line-end kaiming half plain", 0, 0, NULL, NULL},
		{"hanging", "标点悬挂", KEY_SPECIAL, 0, NULL, 0, 0, NULL, read_hanging},
		{"breaks", "禁则", KEY_CHOICE, AT(paper.breaks), "none basic gb strict", 0, 0, NULL, NULL},
		{"notes", "注释", KEY_CHOICE, AT(paper.notes), "page chapter book", 0, 0, NULL, NULL},
		{0},
	};
	keys_read(r, keys, node);
	struct paper *paper = &r->plan->paper;
	if (paper->body_size < LENGTH_PT(5) || paper->body_size > LENGTH_PT(72)) {
		diag_report(r->d, node->span, MSG_KEY_OUT_OF_RANGE,
			    WORDS(STR("body"), STR("5pt"), STR("72pt")));
		return false;
	}
	const char *too_much = paper_complete(paper);
	if (too_much)
		diag_report(r->d, node->span, MSG_TYPE_AREA_TOO_LARGE,
			    WORDS(str_of(too_much), paper->size_name));
	return too_much == NULL;
}

static bool read_sheet(struct reading *r, const struct yaml_node *node)
{
	length width, height;
	str name = keys_text(r, node);
	if (!paper_size(name, &width, &height)) {
		if (str_equal_fold(name, STR("A3"))) {
			width = LENGTH_MM(297);
			height = LENGTH_MM(420);
		} else {
			diag_report(r->d, node->span, MSG_KEY_NOT_A_CHOICE,
				    WORDS(name, STR("A3 A4 B5 16开 …")));
			return false;
		}
	}
	r->plan->imposition.sheet_width = width > height ? width : height;
	r->plan->imposition.sheet_height = width > height ? height : width;
	return true;
}

static bool read_binding(struct reading *r, const struct yaml_node *node)
{
	static const struct { str name; enum binding binding; } bindings[] = {
		{STR_INIT("saddle"), BINDING_SADDLE},
		{STR_INIT("signatures"), BINDING_SIGNATURES},
		{STR_INIT("cut-and-stack"), BINDING_CUT_AND_STACK},
	};
	str name = keys_text(r, node);
	for (size_t i = 0; i < sizeof bindings / sizeof *bindings; i++) {
		if (str_equal(name, bindings[i].name)) {
			r->plan->imposition.binding = bindings[i].binding;
			return true;
		}
	}
	diag_report(r->d, node->span, MSG_KEY_NOT_A_CHOICE,
		    WORDS(name, STR("saddle signatures cut-and-stack")));
	return false;
}

static bool read_flip(struct reading *r, const struct yaml_node *node)
{
	str side = keys_text(r, node);
	if (!str_equal(side, STR("short")) && !str_equal(side, STR("long")))
		diag_report(r->d, node->span, MSG_KEY_NOT_A_CHOICE,
			    WORDS(side, STR("short long")));
	r->plan->imposition.flips_long_edge = str_equal(side, STR("long"));
	return true;
}

bool value_booklet(struct reading *r, const struct yaml_node *node)
{
	static const struct key keys[] = {
		{"sheet", "纸张", KEY_SPECIAL, 0, NULL, 0, 0, NULL, read_sheet},
		{"binding", "装订", KEY_SPECIAL, 0, NULL, 0, 0, NULL, read_binding},
		{"flip", "翻面", KEY_SPECIAL, 0, NULL, 0, 0, NULL, read_flip},
		{"signature", "每帖张数", KEY_COUNT, AT(imposition.sheets_per_signature), NULL, 1, 16, NULL, NULL},
		{"thickness", "纸厚", KEY_LENGTH, AT(imposition.paper_thickness), NULL, 0, 0, NULL, NULL},
		{0},
	};
	keys_read(r, keys, node);
	return true;
}
