/* Rules -> the style of one element: which rules match, which win, what is
 * inherited, and what an em is here.
 *
 * A style depends only on (style around it, element, classes), so it is
 * worked out once and found again in a table that all threads share without
 * locks: slots are filled by compare-and-swap and never change afterwards,
 * hence two threads that work out the same style end with one pointer. When
 * the tables are full, styles are computed into the caller's arena.
 */
#include <stdatomic.h>
#include <stdlib.h>

#include "book/element.h"
#include "style/inside.h"

#include "base/banned.h"

#define CACHE_STYLES 1024
#define CACHE_MATCHES 4096
#define CACHE_SLOTS (2 * CACHE_MATCHES)      /* a power of two */

struct match {
	uint32_t parent;              /* index into styles */
	struct compound subject;
	const struct style *style;
};

struct style_cache {
	struct style styles[CACHE_STYLES];
	struct match matches[CACHE_MATCHES];
	atomic_uint style_count, match_count;
	_Atomic(const struct style *) style_slots[2 * CACHE_STYLES];
	_Atomic(const struct match *) match_slots[CACHE_SLOTS];
};

static uint64_t mix(uint64_t hash, uint64_t value)
{
	hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
	return hash ^ (hash >> 29);
}

static length em(int32_t thousandths, length size)
{
	return length_scale(size, thousandths, 1000);
}

static length resolve_length(struct css_value value, length size)
{
	return value.unit == UNIT_EM ? em(value.number, size) : value.number;
}

/* Lines as written; other units rounded to half lines, so that blocks stay
 * on the grid. */
static int resolve_lines(const struct stylesheet *sheet, struct css_value value,
			 length size)
{
	if (value.unit == UNIT_LINES)
		return value.number;
	int64_t halves = ((int64_t)resolve_length(value, size) * 4 /
			  sheet->pitch + 1) / 2;
	if (halves < 0)
		return 0;
	return halves > 200 ? 100000 : (int)halves * 500;
}

static int32_t between(int32_t least, int32_t value, int32_t most)
{
	value = value < most ? value : most;
	return value > least ? value : least;
}

static int32_t per_em(struct css_value value, length size)
{
	if (value.unit == UNIT_EM)
		return value.number;
	return length_scale(value.number, 1000, size);
}

/* To 1/100 pt, so that 0.857em of 10.5 pt is 9 pt and not 8.999. */
static length resolve_size(const struct stylesheet *sheet,
			   struct css_value value, length parent_size)
{
	length size = (resolve_length(value, parent_size) + 5) / 10 * 10;
	length most = SIZE_MOST * sheet->body_size;
	if (size < SIZE_LEAST)
		return SIZE_LEAST;
	return size > most ? most : size;
}

/* Lengths, sizes and the rest of struct style differ in type; so this is a
 * switch and not a table. */
static void set(const struct stylesheet *sheet, const struct style *parent,
		const struct declaration *declaration, struct style *s)
{
	struct css_value value = declaration->value;
	bool is_set = value.number != 0;
	switch (declaration->property) {
	case PROPERTY_SIZE:
		s->size = resolve_size(sheet, value, parent->size);
		break;
	case PROPERTY_FAMILY: s->family = (enum style_family)value.number; break;
	case PROPERTY_BOLD: s->is_bold = is_set; break;
	case PROPERTY_ITALIC: s->is_italic = is_set; break;
	case PROPERTY_INDENT: s->indent = resolve_length(value, s->size); break;
	case PROPERTY_MARGIN_LEFT:
		s->margin_left = resolve_length(value, s->size);
		break;
	case PROPERTY_MARGIN_RIGHT:
		s->margin_right = resolve_length(value, s->size);
		break;
	case PROPERTY_LINES_BEFORE:
		s->lines_before = resolve_lines(sheet, value, s->size);
		break;
	case PROPERTY_LINES_AFTER:
		s->lines_after = resolve_lines(sheet, value, s->size);
		break;
	case PROPERTY_SLOT: s->slot_lines = value.number; break;
	case PROPERTY_ALIGN: s->align = (enum style_align)value.number; break;
	case PROPERTY_GREY: s->grey = (uint16_t)value.number; break;
	case PROPERTY_KEEP_NEXT: s->keeps_with_next = is_set; break;
	case PROPERTY_KEEP_TOGETHER: s->keeps_together = is_set; break;
	case PROPERTY_BREAK_BEFORE: s->breaks_before = is_set; break;
	case PROPERTY_FRAME: s->has_frame = is_set; break;
	case PROPERTY_RUN_IN: s->is_run_in = is_set; break;
	case PROPERTY_DOTS: s->has_dots = is_set; break;
	case PROPERTY_UNDERLINE: s->has_underline |= is_set; break;
	case PROPERTY_STRIKE: s->has_strike |= is_set; break;
	case PROPERTY_WAVY: s->is_wavy = is_set; break;
	case PROPERTY_RAISE: s->raise = per_em(value, s->size); break;
	case PROPERTY_SPACING:
		s->letter_spacing = between(-SPACING_TIGHTEST,
					    per_em(value, s->size),
					    SPACING_WIDEST);
		break;
	case PROPERTY_SPACES: s->keeps_spaces = is_set; break;
	case PROPERTY_PADDING_TOP:
		s->padding_top = resolve_length(value, s->size);
		break;
	case PROPERTY_PADDING_BOTTOM:
		s->padding_bottom = resolve_length(value, s->size);
		break;
	case PROPERTY_RULE_TOP:
		s->rule_top = resolve_length(value, s->size);
		break;
	case PROPERTY_RULE_BOTTOM:
		s->rule_bottom = resolve_length(value, s->size);
		break;
	case PROPERTY_PAGE_FRAME:
		s->page_frame = resolve_length(value, s->size);
		break;
	case PROPERTY_LINE_RULE:
		s->line_rule = resolve_length(value, s->size);
		break;
	case PROPERTY_CONTENT: s->content = (uint16_t)value.number; break;
	case PROPERTY_COUNT: break;
	}
}

static void copy_field(const struct style *from, enum property_id id,
		       struct style *to)
{
	const struct property_field *field = &property_fields[id];
	memcpy((char *)to + field->offset, (const char *)from + field->offset,
	       field->bytes);
}

static bool covers(struct compound wide, struct compound narrow)
{
	return (!wide.element || wide.element == narrow.element) &&
	       (wide.classes & narrow.classes) == wide.classes;
}

static uint64_t ancestors_below(const struct stylesheet *sheet,
				uint64_t above, struct compound subject)
{
	for (uint32_t i = 0; i < sheet->ancestor_count; i++)
		if (covers(sheet->ancestors[i], subject))
			above |= (uint64_t)1 << i;
	return above;
}

/* The winning declaration of each property. The rules stand in order of
 * precedence, so the last one to match wins. */
static void find_winners(const struct stylesheet *sheet, uint64_t ancestors,
			 struct compound subject,
			 const struct declaration **winners)
{
	for (size_t i = 0; i < sheet->rules.count; i++) {
		const struct rule *rule = &sheet->rules.at[i];
		if ((rule->ancestor & ancestors) != rule->ancestor ||
		    !covers(rule->subject, subject))
			continue;
		for (uint32_t k = 0; k < rule->count; k++) {
			const struct declaration *declaration =
				&sheet->declarations.at[rule->first + k];
			winners[declaration->property] = declaration;
		}
	}
}

static struct style compute(const struct stylesheet *sheet,
			    const struct style *parent,
			    struct compound subject)
{
	const struct declaration *winners[PROPERTY_COUNT] = {0};
	struct style s = {.size = parent->size};
	find_winners(sheet, parent->ancestors, subject, winners);
	for (int id = 0; id < PROPERTY_COUNT; id++) {
		const struct declaration *winner = winners[id];
		bool is_given = winner && winner->value.unit != UNIT_PARENT;
		if (winner ? !is_given : property_fields[id].is_inherited)
			copy_field(parent, (enum property_id)id, &s);
		if (id == PROPERTY_UNDERLINE || id == PROPERTY_STRIKE)
			copy_field(parent, (enum property_id)id, &s);
		if (is_given)
			set(sheet, parent, winner, &s);
	}
	/* A raised text inside a raised text rises further. CSS measures
	 * from the parent's baseline, in the parent's em for super and sub. */
	if (parent->raise)
		s.raise += length_scale(parent->raise, parent->size, s.size);
	s.ancestors = ancestors_below(sheet, parent->ancestors, subject);
	return s;
}

static uint64_t hash_style(const struct style *style)
{
	uint64_t hash = mix(0, style->ancestors);
	for (int id = 0; id < PROPERTY_COUNT; id++) {
		const struct property_field *field = &property_fields[id];
		uint64_t value = 0;
		memcpy(&value, (const char *)style + field->offset,
		       field->bytes);
		hash = mix(hash, value);
	}
	return hash;
}

static bool equal_styles(const struct style *left, const struct style *right)
{
	for (int id = 0; id < PROPERTY_COUNT; id++) {
		const struct property_field *field = &property_fields[id];
		if (memcmp((const char *)left + field->offset,
			   (const char *)right + field->offset, field->bytes))
			return false;
	}
	return left->ancestors == right->ancestors;
}

/* The shared copy of a style, or NULL when there is no room for it. */
static const struct style *intern(struct style_cache *cache,
				  const struct style *wanted)
{
	const size_t mask = 2 * CACHE_STYLES - 1;
	struct style *fresh = NULL;
	for (size_t at = hash_style(wanted) & mask;; at = (at + 1) & mask) {
		const struct style *found = atomic_load_explicit(
			&cache->style_slots[at], memory_order_acquire);
		if (!found && !fresh) {
			unsigned index = atomic_load(&cache->style_count);
			if (index >= CACHE_STYLES)
				return NULL;
			index = atomic_fetch_add(&cache->style_count, 1);
			if (index >= CACHE_STYLES)
				return NULL;
			fresh = &cache->styles[index];
			*fresh = *wanted;
		}
		if (!found && atomic_compare_exchange_strong(
				&cache->style_slots[at], &found, fresh))
			return fresh;
		if (equal_styles(found, wanted))
			return found;
	}
}

static bool is_match(const struct match *match, uint32_t parent,
		     struct compound subject)
{
	return match->parent == parent &&
	       match->subject.element == subject.element &&
	       match->subject.classes == subject.classes;
}

/* The slot where this match stands or would stand. */
static size_t find_slot(struct style_cache *cache, uint32_t parent,
			struct compound subject)
{
	uint64_t hash = mix(mix(parent, subject.element), subject.classes);
	size_t at = hash & (CACHE_SLOTS - 1);
	for (;; at = (at + 1) & (CACHE_SLOTS - 1)) {
		const struct match *found = atomic_load_explicit(
			&cache->match_slots[at], memory_order_acquire);
		if (!found || is_match(found, parent, subject))
			return at;
	}
}

static void remember(struct style_cache *cache, const struct match *wanted)
{
	if (atomic_load(&cache->match_count) >= CACHE_MATCHES)
		return;
	unsigned index = atomic_fetch_add(&cache->match_count, 1);
	if (index >= CACHE_MATCHES)
		return;
	struct match *fresh = &cache->matches[index];
	*fresh = *wanted;
	for (;;) {
		const struct match *empty = NULL;
		size_t at = find_slot(cache, wanted->parent, wanted->subject);
		if (atomic_load(&cache->match_slots[at]) ||
		    atomic_compare_exchange_strong(&cache->match_slots[at],
						   &empty, fresh))
			return;
	}
}

/* parent's index among the shared styles; CACHE_STYLES when it is not one. */
static uint32_t style_index(const struct style_cache *cache,
			    const struct style *parent)
{
	uintptr_t first = (uintptr_t)cache->styles;
	uintptr_t bytes = (uintptr_t)parent - first;
	if ((uintptr_t)parent < first || bytes >= sizeof cache->styles)
		return CACHE_STYLES;
	return (uint32_t)(bytes / sizeof *parent);
}

static const struct style *style_of(const struct stylesheet *sheet,
				    const struct style *parent,
				    struct compound subject, struct arena *a)
{
	struct style_cache *cache = sheet->cache;
	uint32_t index = style_index(cache, parent);
	if (index < CACHE_STYLES) {
		size_t at = find_slot(cache, index, subject);
		const struct match *found = atomic_load_explicit(
			&cache->match_slots[at], memory_order_acquire);
		if (found)
			return found->style;
	}
	struct style computed = compute(sheet, parent, subject);
	const struct style *style = intern(cache, &computed);
	if (!style) {
		struct style *own = arena_new(a, struct style);
		*own = computed;
		return own;
	}
	if (index < CACHE_STYLES)
		remember(cache, &(struct match){index, subject, style});
	return style;
}

/* Classes that no selector names do not matter. */
static uint64_t class_bits(const struct stylesheet *sheet, str classes)
{
	uint64_t bits = 0;
	for (size_t at = 0; at < classes.len;) {
		size_t end = at;
		while (end < classes.len && classes.text[end] != ' ')
			end++;
		uint32_t found = 0;
		if (end > at)
			found = name_find(&sheet->classes,
					  str_cut(classes, at, end));
		if (found)
			bits |= (uint64_t)1 << (found - 1);
		at = end + 1;
	}
	return bits;
}

static uint64_t block_classes(const struct stylesheet *sheet,
			      const struct block *block)
{
	uint64_t bits = class_bits(sheet, str_of(block_class(block)));
	if (block->class.len)
		bits |= class_bits(sheet, block->class);
	if (block->align == ALIGN_CENTRE)
		bits |= class_bits(sheet, STR("centre"));
	if (block->align == ALIGN_END)
		bits |= class_bits(sheet, STR("end"));
	if (block->is_continued)
		bits |= class_bits(sheet, STR("continue"));
	if (block->kind == BLOCK_HEADING && block->as.heading.is_run_in)
		bits |= class_bits(sheet, STR("run-in"));
	return bits;
}

const struct style *style_of_block(const struct stylesheet *sheet,
				   const struct style *parent,
				   const struct block *block, struct arena *a)
{
	struct compound subject = {
		name_find(&sheet->elements, str_of(block_element(block))),
		block_classes(sheet, block),
	};
	return style_of(sheet, parent, subject, a);
}

const struct style *style_of_phrase(const struct stylesheet *sheet,
				    const struct style *parent,
				    const struct phrase *phrase,
				    struct arena *a)
{
	struct compound subject = {
		name_find(&sheet->elements, str_of(phrase_element(phrase))),
		class_bits(sheet, phrase->class),
	};
	if (phrase->kind == PHRASE_NOTE)
		subject.classes |= class_bits(sheet, STR("noteref"));
	return style_of(sheet, parent, subject, a);
}

const struct style *style_of_name(const struct stylesheet *sheet,
				  const struct style *parent, str element,
				  str class, struct arena *a)
{
	struct compound subject = {
		name_find(&sheet->elements, element), class_bits(sheet, class),
	};
	return style_of(sheet, parent, subject, a);
}

const struct style *style_root(const struct stylesheet *sheet)
{
	return &sheet->cache->styles[0];
}

static int compare_rules(const void *left, const void *right)
{
	const struct rule *a = left, *b = right;
	if (a->specificity != b->specificity)
		return a->specificity < b->specificity ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

/* The root stands for html and body. Its size is the manifest's, whatever a
 * sheet says, and it has no margins: those are the page's. */
static void make_root(struct stylesheet *sheet)
{
	static const char *const names[] = {"html", "body"};
	struct style root = {.size = sheet->body_size};
	for (size_t i = 0; i < 2; i++) {
		uint32_t element = name_find(&sheet->elements,
					     str_of(names[i]));
		if (!element)
			continue;
		struct style s = compute(sheet, &root,
					 (struct compound){element, 0});
		root = (struct style){
			.family = s.family, .align = s.align, .grey = s.grey,
			.is_bold = s.is_bold, .is_italic = s.is_italic,
			.size = sheet->body_size, .indent = s.indent,
			.letter_spacing = s.letter_spacing,
			.ancestors = s.ancestors,
		};
	}
	intern(sheet->cache, &root);
}

void cascade_start(struct stylesheet *sheet, struct arena *a)
{
	if (sheet->rules.count)
		qsort(sheet->rules.at, sheet->rules.count,
		      sizeof *sheet->rules.at, compare_rules);
	sheet->cache = arena_new(a, struct style_cache);
	make_root(sheet);
}
