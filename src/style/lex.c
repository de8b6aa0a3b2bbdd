/* CSS text -> tokens (CSS Syntax 3, 4), one at a time.
 *
 * Comments vanish; a bad or unfinished thing becomes the nearest token that
 * fits, so that every text has tokens and the parser decides. Escapes are
 * stepped over, not decoded: no name of ours needs one.
 */
#include "style/inside.h"

#include "base/banned.h"

void css_start(struct css_lexer *lexer, str text)
{
	*lexer = (struct css_lexer){.text = text, .line = 1};
	if (str_starts(text, STR("\xEF\xBB\xBF")))
		lexer->at = lexer->line_start = 3;
}

static char peek(const struct css_lexer *lexer, size_t ahead)
{
	size_t at = lexer->at + ahead;
	return at < lexer->text.len ? lexer->text.text[at] : '\0';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool starts_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	       c == '\\' || (unsigned char)c >= 0x80;
}

static bool continues_name(char c)
{
	return starts_name(c) || is_digit(c) || c == '-';
}

static void step(struct css_lexer *lexer)
{
	if (lexer->text.text[lexer->at++] != '\n')
		return;
	lexer->line++;
	lexer->line_start = lexer->at;
}

static bool skip_comment(struct css_lexer *lexer)
{
	if (peek(lexer, 0) != '/' || peek(lexer, 1) != '*')
		return false;
	lexer->at += 2;
	while (lexer->at < lexer->text.len) {
		if (peek(lexer, 0) == '*' && peek(lexer, 1) == '/') {
			lexer->at += 2;
			return true;
		}
		step(lexer);
	}
	return true;
}

static str take_name(struct css_lexer *lexer)
{
	size_t from = lexer->at;
	while (lexer->at < lexer->text.len && continues_name(peek(lexer, 0))) {
		bool is_escape = peek(lexer, 0) == '\\';
		step(lexer);
		if (is_escape && lexer->at < lexer->text.len)
			step(lexer);
	}
	return str_cut(lexer->text, from, lexer->at);
}

static void take_string(struct css_lexer *lexer, struct css_token *token)
{
	char quote = peek(lexer, 0);
	step(lexer);
	size_t from = lexer->at;
	while (lexer->at < lexer->text.len && peek(lexer, 0) != quote &&
	       peek(lexer, 0) != '\n') {
		bool is_escape = peek(lexer, 0) == '\\';
		step(lexer);
		if (is_escape && lexer->at < lexer->text.len)
			step(lexer);
	}
	token->kind = CSS_STRING;
	token->text = str_cut(lexer->text, from, lexer->at);
	if (peek(lexer, 0) == quote)
		lexer->at++;
}

/* Does a number begin here: digits, with a sign or a point before them? */
static bool starts_number(const struct css_lexer *lexer)
{
	size_t i = peek(lexer, 0) == '-' || peek(lexer, 0) == '+';
	if (peek(lexer, i) == '.')
		i++;
	return is_digit(peek(lexer, i));
}

/* Digits into thousandths; beyond +-2,000,000 the number is held there. */
static int32_t take_thousandths(struct css_lexer *lexer)
{
	bool is_negative = peek(lexer, 0) == '-';
	if (is_negative || peek(lexer, 0) == '+')
		lexer->at++;
	int64_t number = 0;
	for (; is_digit(peek(lexer, 0)); lexer->at++)
		if (number < 2000000)
			number = number * 10 + (peek(lexer, 0) - '0');
	if (number > 2000000)
		number = 2000000;
	number *= 1000;
	if (peek(lexer, 0) == '.' && is_digit(peek(lexer, 1))) {
		lexer->at++;
		int unit = 100;
		for (; is_digit(peek(lexer, 0)); lexer->at++, unit /= 10)
			number += (peek(lexer, 0) - '0') * unit;
	}
	return (int32_t)(is_negative ? -number : number);
}

static void take_number(struct css_lexer *lexer, struct css_token *token)
{
	token->number = take_thousandths(lexer);
	if (peek(lexer, 0) == '%') {
		lexer->at++;
		token->kind = CSS_PERCENTAGE;
	} else if (starts_name(peek(lexer, 0))) {
		token->kind = CSS_DIMENSION;
		token->text = take_name(lexer);
	} else {
		token->kind = CSS_NUMBER;
	}
}

static void take_word(struct css_lexer *lexer, struct css_token *token)
{
	token->kind = CSS_IDENT;
	token->text = take_name(lexer);
	if (peek(lexer, 0) == '(') {
		lexer->at++;
		token->kind = CSS_FUNCTION;
	}
}

static void take_token(struct css_lexer *lexer, struct css_token *token)
{
	char c = peek(lexer, 0);
	bool is_dashed = c == '-' && (starts_name(peek(lexer, 1)) ||
				      peek(lexer, 1) == '-');
	if (c == '"' || c == '\'') {
		take_string(lexer, token);
	} else if (starts_number(lexer)) {
		take_number(lexer, token);
	} else if (starts_name(c) || is_dashed) {
		take_word(lexer, token);
	} else if ((c == '@' || c == '#') && continues_name(peek(lexer, 1))) {
		lexer->at++;
		token->kind = c == '@' ? CSS_AT : CSS_HASH;
		token->text = take_name(lexer);
	} else {
		token->kind = CSS_MARK;
		token->mark = c;
		lexer->at++;
	}
}

struct css_token css_next(struct css_lexer *lexer)
{
	while (skip_comment(lexer))
		;
	struct css_token token = {
		.kind = CSS_END, .text = STR_NONE, .from = lexer->at,
		.line = lexer->line, .line_start = lexer->line_start,
	};
	if (lexer->at < lexer->text.len && is_blank(peek(lexer, 0))) {
		while (lexer->at < lexer->text.len && is_blank(peek(lexer, 0)))
			step(lexer);
		token.kind = CSS_SPACE;
	} else if (lexer->at < lexer->text.len) {
		take_token(lexer, &token);
	}
	token.to = lexer->at;
	return token;
}
