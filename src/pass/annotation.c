/* Readings typed behind characters, 頁(yè) 汉语（hàn yǔ） 字(ㄗˋ), become ruby.
 *
 * A bracket is a reading only when it holds whole syllables, stands right
 * behind Han characters, and there are as many syllables as characters.
 * What damage has left over, "yàn)" without its bracket, stays text. Without
 * tone marks a syllable could be an English word, so those count only in a
 * text that is full of readings. Aozora's 《》 count where they hold kana and
 * ｜ or kana stand beside them; else they hold a title.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "pass/inside.h"

#include "base/banned.h"

#define LONGEST_READING 96      /* bytes in one bracket */
#define MOST_LETTERS 48
#define FULL_OF_READINGS 5

static const char *const initials[] = {
	"zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k",
	"h", "j", "q", "x", "r", "z", "c", "s", "y", "w", "",
};
static const char *const finals[] = {
	"iang", "iong", "uang", "ueng", "ang", "eng", "ong", "iao", "ian",
	"ing", "uai", "uan", "ai", "ei", "ao", "ou", "an", "en", "er", "ia",
	"ie", "iu", "in", "ua", "uo", "ui", "un", "ue", "ve", "a", "o", "e",
	"i", "u", "v", "n", "m", "ng",
};

/* The letters of a reading without tones; ü is v, a blank parts words. */
struct letters {
	char at[MOST_LETTERS + 1];
	size_t count;
	int tones;
};

static const struct { const char *toned; char plain; } vowels[] = {
	{"āáǎàĀÁǍÀ", 'a'}, {"ēéěèĒÉĚÈ", 'e'}, {"īíǐì", 'i'},
	{"ōóǒòŌÓǑÒ", 'o'}, {"ūúǔù", 'u'}, {"ǖǘǚǜ", 'v'}, {"ńňǹ", 'n'},
	{"ḿ", 'm'}, {"ă", 'a'}, {"ĕ", 'e'}, {"ĭ", 'i'}, {"ŏ", 'o'},
	{"ŭ", 'u'},
};

static char plain_vowel(uint32_t c)
{
	for (size_t i = 0; i < sizeof vowels / sizeof vowels[0]; i++) {
		str toned = str_of(vowels[i].toned);
		for (size_t at = 0; at < toned.len;)
			if (utf8_next(toned, &at) == c)
				return vowels[i].plain;
	}
	return 0;
}

static bool add_letter(struct letters *letters, uint32_t c)
{
	char plain = 0;
	if (c >= 'A' && c <= 'Z')
		plain = (char)(c | 0x20);
	else if (c >= 'a' && c <= 'z')
		plain = (char)c;
	else if (c == 0xFC || c == 0xDC)
		plain = 'v';
	else if (c == 0x261 || c == 0x251)
		plain = c == 0x261 ? 'g' : 'a';
	else if (c == ' ' || c == '\'' || c == 0x2019 || c == 0xA0)
		plain = ' ';
	else if ((plain = plain_vowel(c)) != 0)
		letters->tones++;
	if (!plain || letters->count == MOST_LETTERS)
		return false;
	letters->at[letters->count++] = plain;
	return true;
}

static bool is_syllable(const char *at, size_t len)
{
	for (size_t i = 0; i < sizeof initials / sizeof initials[0]; i++) {
		size_t head = strlen(initials[i]);
		if (head >= len || strncmp(at, initials[i], head) != 0)
			continue;
		for (size_t k = 0; k < sizeof finals / sizeof finals[0]; k++)
			if (strlen(finals[k]) == len - head &&
			    !strncmp(at + head, finals[k], len - head))
				return true;
	}
	return false;
}

/* The least number of syllables that spell the letters; 0: they do not. */
static int count_syllables(const struct letters *letters)
{
	int least[MOST_LETTERS + 1] = {0};
	for (size_t end = 1; end <= letters->count; end++) {
		least[end] = MOST_LETTERS + 1;
		if (letters->at[end - 1] == ' ')
			least[end] = least[end - 1];
		for (size_t len = 1; len <= 6 && len <= end; len++)
			if (least[end - len] + 1 < least[end] &&
			    is_syllable(letters->at + end - len, len))
				least[end] = least[end - len] + 1;
	}
	int syllables = least[letters->count];
	return syllables <= MOST_LETTERS ? syllables : 0;
}

static bool is_tone_letter(uint32_t c)
{
	return c == 0x2CA || c == 0x2C7 || c == 0x2CB || c == 0x2D9 ||
	       c == 0x2C9;
}

/* A syllable is an initial, a medial ㄧㄨㄩ, a final and a tone, most of
 * which may be absent; ˙ stands before its syllable. */
enum part { PART_NONE, PART_INITIAL, PART_MEDIAL, PART_FINAL, PART_TONE };

static enum part part_of(uint32_t c)
{
	if (is_tone_letter(c))
		return PART_TONE;
	if (!unicode_is_bopomofo(c))
		return PART_NONE;
	if (c >= 0x3127 && c <= 0x3129)
		return PART_MEDIAL;
	return c < 0x311A ? PART_INITIAL : PART_FINAL;
}

/* ㄏㄢˋ ㄩˇ, or glued: ㄏㄢˋㄩˇ */
static int count_bopomofo(str reading)
{
	int syllables = 0;
	enum part last = PART_NONE;
	for (size_t at = 0; at < reading.len;) {
		uint32_t c = utf8_next(reading, &at);
		enum part part = part_of(c);
		if (part == PART_NONE && !unicode_is_space(c))
			return 0;
		if (c == 0x2D9) {
			syllables++;
			last = PART_INITIAL;
			continue;
		}
		bool follows_dot = last == PART_INITIAL && part == last;
		if (part != PART_NONE && part != PART_TONE &&
		    (last == PART_NONE || part < last ||
		     (part == last && !follows_dot) || last == PART_TONE))
			syllables++;
		last = part;
	}
	return syllables;
}

struct reading {
	str text;               /* inside the brackets, blanks off */
	size_t base, open, end; /* places in the leaf */
	size_t word;            /* the base again, without a ｜ before it */
	bool is_toned;
};

static size_t bracket_len(str text, size_t at, const char wide[3], char narrow)
{
	if (text.text[at] == narrow)
		return 1;
	return at + 3 <= text.len && !memcmp(text.text + at, wide, 3) ? 3 : 0;
}

/* Where the `count` Han characters before `open` begin. */
static bool find_base(str text, size_t open, int count, size_t *base)
{
	size_t at = open;
	if (at > 0 && text.text[at - 1] == ' ')
		at--;
	for (; count > 0; count--) {
		if (at == 0)
			return false;
		uint32_t c = utf8_previous(text, &at);
		if (!unicode_is_han(c))
			return false;
	}
	*base = at;
	return true;
}

static int syllables_of(str reading, bool *is_toned)
{
	struct letters letters = {.count = 0};
	*is_toned = true;
	for (size_t at = 0; at < reading.len;)
		if (!add_letter(&letters, utf8_next(reading, &at)))
			return count_bopomofo(reading);
	*is_toned = letters.tones > 0;
	int syllables = count_syllables(&letters);
	/* xī'ān typed as xīān: the marks tell what the letters do not. */
	return letters.tones > syllables && syllables ? letters.tones
						      : syllables;
}

static bool is_kana(str text)
{
	for (size_t at = 0; at < text.len;)
		if (!unicode_is_kana(utf8_next(text, &at)))
			return false;
	return text.len > 0;
}

/* ｜漢字《かんじ》, or 漢字《かんじ》の: 《》 holds a reading only where it cannot
 * hold a title. */
static bool read_title_marks(str text, size_t open, struct reading *out)
{
	size_t from = open + strlen("《"), bar = open;
	size_t close = str_find_from(str_cut(text, 0, open + LONGEST_READING),
				     STR("》"), from);
	if (close == STR_NOT_FOUND || open == 0)
		return false;
	out->text = str_cut(text, from, close);
	out->open = open;
	out->end = close + strlen("》");
	out->is_toned = true;
	while (bar > 0 && is_han_before(text, bar))
		utf8_previous(text, &bar);
	out->word = out->base = bar;
	bool has_bar = str_ends(str_cut(text, 0, bar), STR("｜"));
	if (has_bar)
		out->base -= strlen("｜");
	bool is_followed = unicode_is_kana(character_at(text, out->end));
	return bar < open && is_kana(out->text) && (has_bar || is_followed);
}

static bool read_bracket(str text, size_t open, struct reading *out)
{
	if (str_starts(str_from(text, open), STR("《")))
		return read_title_marks(text, open, out);
	size_t len = bracket_len(text, open, "（", '(');
	if (len == 0 || open == 0)
		return false;
	size_t close = open + len, end = 0;
	for (; close < text.len && close - open < LONGEST_READING; close++)
		if ((end = bracket_len(text, close, "）", ')')) != 0)
			break;
	if (end == 0)
		return false;
	out->text = str_trim(str_cut(text, open + len, close));
	out->open = open;
	out->end = close + end;
	int syllables = syllables_of(out->text, &out->is_toned);
	if (syllables == 0 || !find_base(text, open, syllables, &out->base))
		return false;
	out->word = out->base;
	return true;
}

static bool next_reading(str text, size_t from, struct reading *out)
{
	for (size_t at = from; at < text.len; at++) {
		char byte = text.text[at];
		bool is_title_mark = (unsigned char)byte == 0xE3 &&
				     at + 2 < text.len &&
				     (unsigned char)text.text[at + 2] == 0x8A;
		if (byte == '(' || (unsigned char)byte == 0xEF || is_title_mark)
			if (read_bracket(text, at, out) && out->base >= from)
				return true;
	}
	return false;
}

static struct phrase *make_ruby(struct work *work, const struct phrase *leaf,
				const struct reading *reading)
{
	struct phrase *ruby = phrase_new(work->a, PHRASE_RUBY, leaf->span);
	str base = str_trim_end(str_cut(leaf->text, reading->word,
					reading->open));
	ruby->child = phrase_text(work->a, base, leaf->span);
	ruby->as.ruby.reading = reading->text;
	return ruby;
}

/* What takes the place of base and bracket. */
static struct phrase *settle(struct work *work, const struct block *block,
			     const struct phrase *leaf,
			     const struct reading *reading)
{
	struct ledger *ledger = &work->chapter->ledger;
	uint32_t line = block->span.line;
	str bracket = str_cut(leaf->text, reading->open, reading->end);
	if (reading->word > reading->base)
		ledger_removed(ledger, STR("annotation/bar"), line, STR("｜"));
	if (work->context->clean.annotations == ANNOTATIONS_STRIP) {
		str base = str_cut(leaf->text, reading->word, reading->open);
		ledger_removed(ledger, STR("annotation/strip"), line, bracket);
		return phrase_text(work->a, base, leaf->span);
	}
	ledger_changed(ledger, STR("annotation/ruby"), line, bracket,
		       reading->text);
	return make_ruby(work, leaf, reading);
}

static struct phrase **annotate(struct work *work, struct block *block,
				struct phrase **link, bool takes_toneless)
{
	struct reading reading;
	size_t from = 0;
	while (next_reading((*link)->text, from, &reading)) {
		from = reading.end;
		if (!reading.is_toned && !takes_toneless)
			continue;
		struct phrase *next = (*link)->next;
		link = leaf_put(work, link, reading.base, reading.end,
				settle(work, block, *link, &reading));
		if (*link == next)
			return link;
		from = 0;
	}
	return &(*link)->next;
}

static struct phrase **annotate_toned(struct work *work, struct block *block,
				      struct phrase **link)
{
	return annotate(work, block, link, false);
}

static struct phrase **annotate_all(struct work *work, struct block *block,
				    struct phrase **link)
{
	return annotate(work, block, link, true);
}

static int count_toned(struct work *work)
{
	int count = 0;
	struct prose_walk walk = {0};
	for (struct block *block; (block = next_prose(work, &walk));) {
		str text = block_text(block, work->scratch);
		struct reading reading;
		size_t from = 0;
		for (; count < FULL_OF_READINGS &&
		       next_reading(text, from, &reading);
		     from = reading.end)
			count += reading.is_toned;
	}
	return count;
}

/* A title has no ruby: its readings go. */
static str plain(struct work *work, str text, bool takes_toneless)
{
	struct buf out;
	struct reading reading;
	size_t from = 0, kept = 0;
	buf_init(&out, work->a, BUF_NO_MAXIMUM);
	while (next_reading(text, from, &reading)) {
		from = reading.end;
		if (!reading.is_toned && !takes_toneless)
			continue;
		buf_add(&out, str_cut(text, kept, reading.base));
		buf_add(&out, str_trim_end(str_cut(text, reading.word,
						   reading.open)));
		kept = reading.end;
	}
	if (kept == 0)
		return text;
	buf_add(&out, str_from(text, kept));
	return buf_str(&out);
}

void pass_annotation(struct work *work)
{
	enum clean_annotations wanted = work->context->clean.annotations;
	if (wanted == ANNOTATIONS_KEEP ||
	    rule_is_off(work, wanted == ANNOTATIONS_STRIP
				      ? STR("annotation/strip")
				      : STR("annotation/ruby")))
		return;
	int toned = count_toned(work);
	if (toned == 0)
		return;
	bool is_full = toned >= FULL_OF_READINGS;
	struct chapter *chapter = work->chapter;
	str *const fields[] = {&chapter->title, &chapter->author,
			       &chapter->source, &chapter->summary};
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
		*fields[i] = plain(work, *fields[i], is_full);
	struct prose_walk walk = {0};
	for (struct block *block; (block = next_prose(work, &walk));)
		visit_leaves(work, block,
			     is_full ? annotate_all : annotate_toned);
}
