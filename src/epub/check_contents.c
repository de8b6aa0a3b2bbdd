/* nav.xhtml and toc.ncx -> what breaks the rules of contents (EPUB 3.3, 5;
 * OPF 2.0.1, 2.4.1). As XHTML, nav is judged in check_text.c as well.
 */
#include "epub/check.h"

#include "base/banned.h"

struct reading {
	struct check *check;
	unsigned contents, page_lists, landmarks;
	struct name_map ids, targets;
};

static void fault(struct reading *r, const struct node *node, const char *rule,
		  str fact)
{
	check_fault(r->check, node->at, rule, fact);
}

static const struct node *read_tree(struct check *c, size_t entry)
{
	size_t at;
	const char *problem;
	c->current = entry - 1;
	return node_read(c->entries.at[entry - 1].bytes, c->arena, &at,
			 &problem);
}

/* li: a link, or words with a list below them. */
static void judge_item(struct reading *r, const struct node *item,
		       const struct node *nav)
{
	const struct node *label = item->child;
	bool is_link = label && node_is(label, "a");
	if (item->text.len || !label || (!is_link && !node_is(label, "span"))) {
		fault(r, item, "RSC-005", STR("li"));
		return;
	}
	if (!node_has_text(label) ||
	    (label->next && !node_is(label->next, "ol")) ||
	    (!is_link && !label->next))
		fault(r, item, "RSC-005", STR("li"));
	str address = node_value(label, "href");
	if (is_link && !address.len)
		fault(r, label, "RSC-005", STR("href"));
	if (is_link && str_contains(address, STR("://")) &&
	    !str_equal(node_value(nav, "epub:type"), STR("landmarks")))
		fault(r, label, "NAV-010", address);
	else if (is_link)
		check_refer(r->check, REFERENCE_CONTENTS, label->at, address);
}

static void judge_list(struct reading *r, const struct node *list,
		       const struct node *nav)
{
	if (!list->child || list->text.len)
		fault(r, list, "RSC-005", STR("ol"));
	for (const struct node *item = list->child; item; item = item->next) {
		if (node_is(item, "li"))
			judge_item(r, item, nav);
		else
			fault(r, item, "RSC-005", item->name);
	}
}

static void judge_landmark(struct reading *r, const struct node *link)
{
	str type = node_value(link, "epub:type");
	if (!type.len)
		fault(r, link, "RSC-005", STR("epub:type"));
	type = arena_format(r->check->arena, "%.*s %.*s", STR_ARG(type),
			    STR_ARG(node_value(link, "href")));
	if (!map_add(&r->ids, 1, type, 0))
		fault(r, link, "RSC-005", type);
}

static void judge_nav(struct reading *r, const struct node *nav)
{
	str type = node_value(nav, "epub:type");
	unsigned lists = 0;
	for (const struct node *n = nav->child; n; n = n->next) {
		bool is_heading = n->name.len == 2 && n->name.text[0] == 'h';
		lists += node_is(n, "ol");
		if (!node_is(n, "ol") && !is_heading)
			fault(r, n, "RSC-005", n->name);
	}
	if (lists != 1)
		fault(r, nav, "RSC-005", STR("nav"));
	r->contents += str_equal(type, STR("toc"));
	r->page_lists += str_equal(type, STR("page-list"));
	r->landmarks += str_equal(type, STR("landmarks"));
	for (const struct node *n = nav; n; n = node_next(n, nav)) {
		if (node_is(n, "ol"))
			judge_list(r, n, nav);
		if (node_is(n, "a") && str_equal(type, STR("landmarks")))
			judge_landmark(r, n);
	}
}

void check_nav(struct check *c)
{
	struct reading r = {.check = c, .ids.arena = c->arena};
	const struct node *root = read_tree(c, c->nav);
	if (!root)
		return;
	for (const struct node *n = root; n; n = node_next(n, root))
		if (node_is(n, "nav") && node_has(n, "epub:type"))
			judge_nav(&r, n);
	if (r.contents != 1 || r.page_lists > 1 || r.landmarks > 1)
		fault(&r, root, "RSC-005", STR("nav"));
}

/* One number for one target: then readers can go on to the next. */
static void judge_order(struct reading *r, const struct node *node, str address)
{
	str number = node_value(node, "playOrder");
	int value;
	if (!number.len)
		return;
	if (!str_to_int(number, &value) || value < 1) {
		fault(r, node, "RSC-005", STR("playOrder"));
		return;
	}
	const struct name_entry *other = map_find(&r->targets, 0, address);
	if (other && other->value != (uint32_t)value)
		fault(r, node, "RSC-005", STR("playOrder"));
	map_add(&r->targets, 0, address, (uint32_t)value);
	other = map_find(&r->targets, 1, number);
	if (other && !str_equal(r->check->references.at[other->value].address,
				address))
		fault(r, node, "RSC-005", STR("playOrder"));
	map_add(&r->targets, 1, number,
		(uint32_t)r->check->references.count - 1);
}

static void judge_point(struct reading *r, const struct node *node)
{
	const struct node *label = node_child(node, "navLabel");
	const struct node *content = node_child(node, "content");
	str id = node_value(node, "id");
	if (!label || !node_child(label, "text") || !content ||
	    !node_has(content, "src")) {
		fault(r, node, "RSC-005", node->name);
		return;
	}
	if ((!id.len && node_is(node, "navPoint")) ||
	    (id.len && !map_add(&r->ids, 0, id, 0)))
		fault(r, node, "RSC-005", id);
	str address = node_value(content, "src");
	check_refer(r->check, REFERENCE_CONTENTS, content->at, address);
	judge_order(r, node, address);
}

static void judge_identifier(struct reading *r, const struct node *root)
{
	const struct node *head = node_child(root, "head");
	const struct node *meta = head ? node_child(head, "meta") : NULL;
	while (meta && !str_equal(node_value(meta, "name"), STR("dtb:uid")))
		meta = node_sibling(meta, "meta");
	if (!meta || !str_equal(node_value(meta, "content"),
				r->check->identifier))
		fault(r, root, "NCX-001", STR("dtb:uid"));
}

void check_ncx(struct check *c)
{
	struct reading r = {.check = c, .ids.arena = c->arena,
			    .targets.arena = c->arena};
	size_t at = 0;
	const char *problem = "";
	c->current = c->ncx - 1;
	const struct node *root = node_read(c->entries.at[c->ncx - 1].bytes,
					    c->arena, &at, &problem);
	if (!root) {
		check_fault(c, at, "RSC-016", str_of(problem));
		return;
	}
	const struct node *map = node_child(root, "navMap");
	if (!node_is(root, "ncx") || !node_has(root, "version") || !map ||
	    !node_child(map, "navPoint") || !node_child(root, "docTitle"))
		fault(&r, root, "RSC-005", STR("ncx"));
	judge_identifier(&r, root);
	for (const struct node *n = root; n; n = node_next(n, root))
		if (node_is(n, "navPoint") || node_is(n, "pageTarget"))
			judge_point(&r, n);
}
