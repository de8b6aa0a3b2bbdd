/* XML part by part -> its elements, one at a time. libxml2's own limits hold
 * (256 levels, 10 MB a text); entities are never resolved and nothing is
 * fetched.
 */
#include <libxml/xmlreader.h>

#include "read/part.h"

#include "base/banned.h"

bool part_is(const xmlNode *node, const char *name)
{
	return node && node->type == XML_ELEMENT_NODE &&
	       strcmp((const char *)node->name, name) == 0;
}

bool is_text_node(const xmlNode *node)
{
	return (node->type == XML_TEXT_NODE ||
		node->type == XML_CDATA_SECTION_NODE) && node->content;
}

static str value_of(const xmlAttr *attr)
{
	const xmlNode *text = attr->children;
	return text ? str_of((const char *)text->content) : STR_NONE;
}

str attribute(const xmlNode *node, const char *name)
{
	if (!node || node->type != XML_ELEMENT_NODE)
		return STR_NONE;
	for (const xmlAttr *at = node->properties; at; at = at->next)
		if (strcmp((const char *)at->name, name) == 0)
			return value_of(at);
	return STR_NONE;
}

xmlNode *part_child(const xmlNode *node, const char *name)
{
	xmlNode *at = node ? node->children : NULL;
	while (at && !part_is(at, name))
		at = at->next;
	return at;
}

/* The next node of any kind. */
static xmlNode *next_node(const xmlNode *root, xmlNode *node)
{
	if (node->type == XML_ELEMENT_NODE && node->children)
		return node->children;
	while (node != root && !node->next)
		node = node->parent;
	return node == root ? NULL : node->next;
}

xmlNode *part_next(const xmlNode *root, xmlNode *node)
{
	do
		node = next_node(root, node);
	while (node && node->type != XML_ELEMENT_NODE);
	return node;
}

xmlNode *part_find(const xmlNode *root, const char *name)
{
	xmlNode *at = (xmlNode *)root;
	do
		at = part_next(root, at);
	while (at && !part_is(at, name));
	return at;
}

str part_text(const xmlNode *root, struct arena *a)
{
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	for (xmlNode *at = (xmlNode *)root; at; at = next_node(root, at))
		if (is_text_node(at))
			buf_add(&out, str_of((const char *)at->content));
	return buf_str(&out);
}

/* libxml2 would print what it finds. */
static void say_nothing(void *context, xmlErrorPtr error)
{
	(void)context;
	(void)error;
}

static void refuse_doctype(const struct part *part)
{
	struct reading *r = part->reading;
	diag_report(r->diag, reading_span(r, 0), MSG_PACKAGE_UNSAFE,
		    WORDS(part->name, STR("DOCTYPE")));
	r->has_failed = true;
}

/* 1 goes on, 0 is the end, -1 broken. An element that was taken is passed
 * over with all it holds. */
static int step(xmlTextReader *reader, int depth,
		void (*take)(void *, xmlNode *), void *context)
{
	if (xmlTextReaderNodeType(reader) != XML_READER_TYPE_ELEMENT ||
	    xmlTextReaderDepth(reader) != depth)
		return xmlTextReaderRead(reader);
	xmlNode *node = xmlTextReaderExpand(reader);
	if (!node)
		return -1;
	take(context, node);
	return xmlTextReaderNext(reader);
}

bool part_each(const struct part *part, int depth,
	       void (*take)(void *context, xmlNode *node), void *context)
{
	struct reading *r = part->reading;
	xmlTextReader *reader = xmlReaderForMemory(
		part->xml.text, (int)part->xml.len, NULL, NULL,
		XML_PARSE_NONET | XML_PARSE_COMPACT);
	int state = -1;
	if (reader) {
		xmlTextReaderSetStructuredErrorHandler(reader, say_nothing,
						       NULL);
		state = xmlTextReaderRead(reader);
	}
	while (state == 1 && !r->has_failed) {
		if (xmlTextReaderNodeType(reader) ==
		    XML_READER_TYPE_DOCUMENT_TYPE)
			refuse_doctype(part);
		else
			state = step(reader, depth, take, context);
	}
	xmlFreeTextReader(reader);
	if (state == -1 && !r->has_failed) {
		diag_report(r->diag, reading_span(r, 0), MSG_PARSER_FAILED,
			    WORDS(part->name));
		r->has_failed = true;
	}
	return !r->has_failed;
}
