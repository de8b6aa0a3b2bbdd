/* Text inside HTML, and the page's one style sheet. */
#include "base/utf8.h"
#include "report/inside.h"

#include "base/banned.h"

static str entity_of(char byte)
{
	switch (byte) {
	case '&': return STR("&amp;");
	case '<': return STR("&lt;");
	case '>': return STR("&gt;");
	case '"': return STR("&quot;");
	default: return STR(" ");
	}
}

static bool is_special(char byte)
{
	return byte == '&' || byte == '<' || byte == '>' || byte == '"' ||
	       ((unsigned char)byte < 0x20 && byte != '\n') || byte == 0x7F;
}

void markup_text(struct buf *out, str text)
{
	size_t from = 0;
	for (size_t at = 0; at < text.len; at++) {
		if (!is_special(text.text[at]))
			continue;
		buf_add(out, str_cut(text, from, at));
		buf_add(out, entity_of(text.text[at]));
		from = at + 1;
	}
	buf_add(out, str_from(text, from));
}

void markup_short(struct buf *out, str text, size_t most)
{
	str shown = str_trim(text);
	if (shown.len > most) {
		size_t at = 0, end = 0;
		while (at < most) {
			end = at;
			utf8_next(shown, &at);
		}
		shown = str_cut(shown, 0, end);
	}
	markup_text(out, shown);
	if (shown.len < str_trim(text).len)
		buf_add(out, STR("…"));
}

const char markup_style[] =
	":root{color-scheme:light dark;--ink:#222;--pale:#6b6b6b;--line:#ddd;"
	"--paper:#fffdf8;--cut:#fde8e6;--cut-ink:#9b1c10;--new:#e3f4e5;"
	"--new-ink:#17602a}\n"
	"@media(prefers-color-scheme:dark){:root{--ink:#ddd;--pale:#999;"
	"--line:#444;--paper:#1b1b1b;--cut:#4a201c;--cut-ink:#ffb4a9;"
	"--new:#1d3a23;--new-ink:#9be0aa}}\n"
	"*{box-sizing:border-box}\n"
	"body{margin:0 auto;padding:1.5rem 1rem 4rem;max-width:48rem;"
	"font:1rem/1.7 system-ui,\"Noto Sans CJK SC\",\"PingFang SC\","
	"\"Microsoft YaHei\",sans-serif;color:var(--ink);"
	"background:var(--paper);overflow-wrap:anywhere}\n"
	"h1{font-size:1.5rem;line-height:1.35;margin:.5rem 0}\n"
	"h1 small,h2 small{display:block;font-weight:400;font-size:.85rem;"
	"color:var(--pale)}\n"
	"h2{font-size:1.2rem;line-height:1.4;margin:3rem 0 .5rem;"
	"padding-top:1rem;border-top:1px solid var(--line)}\n"
	"h3{font-size:1rem;margin:1.5rem 0 .25rem}\n"
	"table{width:100%;border-collapse:collapse;font-size:.9rem;"
	"font-variant-numeric:tabular-nums}\n"
	"th,td{padding:.3rem .4rem;border-bottom:1px solid var(--line);"
	"text-align:right;vertical-align:top;white-space:nowrap}\n"
	"th:first-child,td:first-child{text-align:left;white-space:normal;"
	"width:100%}\n"
	"tfoot td{font-weight:600}\n"
	"a{color:inherit}\n"
	"details{border-bottom:1px solid var(--line);padding:.35rem 0}\n"
	"summary{cursor:pointer}\n"
	"summary span,.pale{color:var(--pale);font-size:.85rem}\n"
	"ul{list-style:none;margin:.25rem 0 .5rem;padding:0}\n"
	"li{margin:.35rem 0;padding-left:.75rem;"
	"border-left:3px solid var(--line);white-space:pre-line}\n"
	"li .pale{white-space:nowrap}\n"
	"del,ins{-webkit-box-decoration-break:clone;box-decoration-break:clone}del{background:var(--cut);color:var(--cut-ink);text-decoration:none;"
	"padding:0 .2em}\n"
	"ins{background:var(--new);color:var(--new-ink);text-decoration:none;"
	"padding:0 .2em}\n"
	"code{font-family:ui-monospace,monospace;font-size:.85rem;"
	"background:var(--new);padding:.1em .3em}\n"
	".keep{margin:.25rem 0 .5rem;font-size:.9rem}\n"
	".keep code{display:block}\n"
	"@media(max-width:30rem){body{padding:1rem .75rem 3rem}"
	"h1{font-size:1.3rem}th,td{padding:.25rem .2rem}}\n"
	"@media print{details>*{display:block}}\n";
