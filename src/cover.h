/* The cover as set on paper -> a picture of it, for the EPUB. */
#ifndef COVER_H
#define COVER_H

#include "book/book.h"
#include "font/font.h"
#include "page/page.h"

struct asset *cover_draw(const struct page *page, const struct faces *faces,
			 struct arena *a);

#endif
