/* An SVG drawing -> a PNG of 300 dots to the inch, drawn by rsvg-convert.
 *
 * librsvg brings half a desktop along, and drawings are hostile: it works in
 * a process of its own, and only for books that have such a picture. What
 * comes from standard input has no address, so it reaches no file of this
 * machine.
 */
#include "base/child.h"
#include "image/inside.h"

#include "base/banned.h"

#define LARGEST_PNG ((size_t)64 << 20)

enum image_status svg_draw(str bytes, struct arena *a, str *out)
{
	/* 96 pixels of a drawing are an inch: 300 / 96. */
	switch (child_run("rsvg-convert --zoom=3.125 --background-color=white",
			  bytes, LARGEST_PNG, a, out)) {
	case CHILD_OK: return out->len ? IMAGE_OK : IMAGE_BROKEN;
	case CHILD_MISSING: return IMAGE_NEEDS_RSVG;
	case CHILD_FAILED: break;
	}
	return IMAGE_BROKEN;
}
