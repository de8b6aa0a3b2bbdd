/* Characters of Word's picture fonts -> the characters everybody has. The
 * fonts have places of their own for ordinary marks, from F020 on, in the
 * order of their old 8-bit codes.
 */
#include "base/utf8.h"
#include "read/docx.h"

#include "base/banned.h"

#define PRIVATE_USE 0xF000u

struct symbol {
	uint32_t code;
	const char *text;
};

static const struct symbol wingdings[] = {
	{0x6C, "●"}, {0x6E, "■"}, {0x6F, "□"}, {0x71, "❑"}, {0x72, "❒"},
	{0x75, "◆"}, {0x76, "❖"}, {0x9F, "•"}, {0xA1, "○"}, {0xA7, "▪"},
	{0xA8, "□"}, {0xAB, "★"}, {0xD8, "➢"}, {0xDF, "←"}, {0xE0, "→"},
	{0xE1, "↑"}, {0xE2, "↓"}, {0xE8, "➔"}, {0xF0, "⇨"}, {0xFB, "✗"},
	{0xFC, "✓"}, {0xFD, "☒"}, {0xFE, "☑"}, {0x4A, "☺"}, {0x4C, "☹"},
	{0x21, "✏"}, {0x26, "📖"}, {0x28, "☎"}, {0x2A, "✉"}, {0x46, "☞"},
	{0x81, "①"}, {0x82, "②"}, {0x83, "③"}, {0x84, "④"}, {0x85, "⑤"},
	{0x86, "⑥"}, {0x87, "⑦"}, {0x88, "⑧"}, {0x89, "⑨"}, {0x8A, "⑩"},
	{0x8C, "❶"}, {0x8D, "❷"}, {0x8E, "❸"}, {0x8F, "❹"}, {0x90, "❺"},
	{0x91, "❻"}, {0x92, "❼"}, {0x93, "❽"}, {0x94, "❾"}, {0x95, "❿"},
};

static const struct symbol wingdings_2[] = {
	{0x4F, "✗"}, {0x50, "✓"}, {0x51, "☒"}, {0x52, "☑"}, {0x53, "☒"},
	{0x54, "☒"}, {0x96, "•"}, {0x97, "●"}, {0xA2, "■"}, {0xA3, "□"},
	{0xAE, "◆"},
};

static const struct symbol greek_signs[] = {
	{0xA2, "′"}, {0xA3, "≤"}, {0xA5, "∞"}, {0xAB, "↔"}, {0xAC, "←"},
	{0xAD, "↑"}, {0xAE, "→"}, {0xAF, "↓"}, {0xB0, "°"}, {0xB1, "±"},
	{0xB2, "″"}, {0xB3, "≥"}, {0xB4, "×"}, {0xB5, "∝"}, {0xB6, "∂"},
	{0xB7, "•"}, {0xB8, "÷"}, {0xB9, "≠"}, {0xBA, "≡"}, {0xBB, "≈"},
	{0xBC, "…"}, {0xC7, "∩"}, {0xC8, "∪"}, {0xCE, "∈"}, {0xD0, "∠"},
	{0xD2, "®"}, {0xD3, "©"}, {0xD4, "™"}, {0xD5, "∏"}, {0xD6, "√"},
	{0xD7, "⋅"}, {0xDE, "⇒"}, {0xE5, "∑"}, {0xF2, "∫"}, {0x5C, "∴"},
	{0x22, "∀"}, {0x24, "∃"}, {0x2D, "−"}, {0x5E, "⊥"},
};

/* Symbol's letters stand at the Latin ones' places. */
static const char *const greek[] = {
	"Α", "Β", "Χ", "Δ", "Ε", "Φ", "Γ", "Η", "Ι", "ϑ", "Κ", "Λ", "Μ",
	"Ν", "Ο", "Π", "Θ", "Ρ", "Σ", "Τ", "Υ", "ς", "Ω", "Ξ", "Ψ", "Ζ",
	"α", "β", "χ", "δ", "ε", "φ", "γ", "η", "ι", "ϕ", "κ", "λ", "μ",
	"ν", "ο", "π", "θ", "ρ", "σ", "τ", "υ", "ϖ", "ω", "ξ", "ψ", "ζ",
};

static str find(const struct symbol *symbols, size_t count, uint32_t code)
{
	for (size_t i = 0; i < count; i++)
		if (symbols[i].code == code)
			return str_of(symbols[i].text);
	return STR_NONE;
}

static str find_greek(uint32_t code)
{
	if (code >= 'A' && code <= 'Z')
		return str_of(greek[code - 'A']);
	if (code >= 'a' && code <= 'z')
		return str_of(greek[26 + code - 'a']);
	return find(greek_signs, sizeof greek_signs / sizeof greek_signs[0],
		    code);
}

static uint32_t hex(str code)
{
	uint32_t value = 0;
	for (size_t i = 0; i < code.len && i < 6; i++) {
		char c = code.text[i];
		uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
				 : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10
				 : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A') + 10
							: 0;
		value = value * 16 + digit;
	}
	return value;
}

str docx_symbol(str font, str code, struct arena *a)
{
	char bytes[4];
	uint32_t value = hex(code);
	uint32_t old = value & ~PRIVATE_USE;
	if (str_equal(font, STR("Symbol")))
		return find_greek(old);
	if (str_equal(font, STR("Wingdings")))
		return find(wingdings, sizeof wingdings / sizeof wingdings[0],
			    old);
	if (str_equal(font, STR("Wingdings 2")))
		return find(wingdings_2,
			    sizeof wingdings_2 / sizeof wingdings_2[0], old);
	if (value < 0x20 || (value >= 0xD800 && value <= 0xF8FF) ||
	    str_contains(font, STR("dings")))
		return STR_NONE;
	return arena_copy(a, (str){bytes, utf8_encode(value, bytes)});
}
