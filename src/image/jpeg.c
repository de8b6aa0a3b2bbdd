/* JPEG in and out, by libjpeg-turbo.
 *
 * Its errors leave by longjmp, the one way it offers; both ends of the jump
 * are in this file, and nothing else is entered in between. A warning while
 * the pixels come is damage: half a picture is not printed.
 */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>
#include <jerror.h>

#include "image/inside.h"

#include "base/banned.h"

enum { MOST_MEMORY = 512 << 20, MOST_SCANS = 200 };

struct failure {
	struct jpeg_error_mgr manager;        /* first: libjpeg knows no more */
	jmp_buf out;
};

static _Noreturn void fail(j_common_ptr jpeg)
{
	longjmp(((struct failure *)jpeg->err)->out, 1);
}

static void keep_quiet(j_common_ptr jpeg)
{
	(void)jpeg;
}

/* Of libjpeg's warnings those that mean lost pixels; the others are about
 * headers that do no harm. */
static void count_damage(j_common_ptr jpeg, int level)
{
	static const int damages[] = {
		JWRN_HIT_MARKER, JWRN_HUFF_BAD_CODE, JWRN_JPEG_EOF,
		JWRN_MUST_RESYNC,
	};
	if (level >= 0)
		return;
	for (size_t i = 0; i < sizeof damages / sizeof *damages; i++)
		if (jpeg->err->msg_code == damages[i])
			jpeg->err->num_warnings++;
}

static struct jpeg_error_mgr *catch(struct failure *failure)
{
	struct jpeg_error_mgr *manager = jpeg_std_error(&failure->manager);
	manager->error_exit = fail;
	manager->output_message = keep_quiet;
	manager->emit_message = count_damage;
	return manager;
}

/* Thousands of empty progressive scans take hours: stop there. */
static void count_scans(j_common_ptr jpeg)
{
	if (((j_decompress_ptr)jpeg)->input_scan_number > MOST_SCANS)
		fail(jpeg);
}

/* Adobe writes CMYK inverted, and so does everyone after it. */
static void to_rgb(uint8_t *row, uint32_t width, bool is_inverted)
{
	const uint8_t *from = row;
	uint8_t *to = row;
	for (uint32_t x = 0; x < width; x++, from += 4, to += 3) {
		unsigned black = is_inverted ? from[3] : 255u - from[3];
		for (int c = 0; c < 3; c++) {
			unsigned ink = is_inverted ? from[c] : 255u - from[c];
			to[c] = (uint8_t)((ink * black + 127) / 255);
		}
	}
}

static void choose_colours(struct jpeg_decompress_struct *jpeg)
{
	if (jpeg->num_components == 4)
		jpeg->out_color_space = JCS_CMYK;
	else if (jpeg->num_components == 1)
		jpeg->out_color_space = JCS_GRAYSCALE;
	else
		jpeg->out_color_space = JCS_RGB;
}

/* The transform itself can give a half, a quarter or an eighth of the size:
 * a page scanned at 600 dpi need not pass through memory whole. */
static void choose_size(struct jpeg_decompress_struct *jpeg,
			uint32_t least_side)
{
	uint32_t side = jpeg->image_width > jpeg->image_height
		? jpeg->image_width : jpeg->image_height;
	if (least_side == 0)
		return;
	while (jpeg->scale_denom < 8 &&
	       side / (jpeg->scale_denom * 2) >= least_side)
		jpeg->scale_denom *= 2;
}

static void read_rows(struct jpeg_decompress_struct *jpeg, struct arena *a,
		      struct raster *out)
{
	size_t channels = (size_t)jpeg->output_components;
	size_t kept = channels == 4 ? 3 : channels;
	size_t width = jpeg->output_width;
	uint8_t *row = arena_take(a, width * channels);
	out->width = jpeg->output_width;
	out->height = jpeg->output_height;
	out->channels = (int)kept;
	out->at = arena_take(a, width * out->height * kept);
	for (uint32_t y = 0; y < out->height; y++) {
		jpeg_read_scanlines(jpeg, &row, 1);
		if (channels == 4)
			to_rgb(row, out->width, jpeg->saw_Adobe_marker);
		memcpy(out->at + y * width * kept, row, width * kept);
	}
}

enum image_status jpeg_decode(str bytes, uint32_t least_side, struct arena *a,
			      struct raster *out)
{
	struct failure failure;
	struct jpeg_decompress_struct jpeg;
	struct jpeg_progress_mgr progress = {.progress_monitor = count_scans};
	jpeg.err = catch(&failure);
	if (setjmp(failure.out)) {
		jpeg_destroy_decompress(&jpeg);
		return IMAGE_BROKEN;
	}
	jpeg_create_decompress(&jpeg);
	jpeg.mem->max_memory_to_use = MOST_MEMORY;
	jpeg.progress = &progress;
	jpeg_mem_src(&jpeg, (const unsigned char *)bytes.text,
		     (unsigned long)bytes.len);
	jpeg_read_header(&jpeg, TRUE);
	if (jpeg.arith_code ||
	    (uint64_t)jpeg.image_width * jpeg.image_height >
	    IMAGE_LARGEST_PIXELS)
		fail((j_common_ptr)&jpeg);
	choose_colours(&jpeg);
	choose_size(&jpeg, least_side);
	jpeg_start_decompress(&jpeg);
	read_rows(&jpeg, a, out);
	jpeg_finish_decompress(&jpeg);
	long warnings = failure.manager.num_warnings;
	jpeg_destroy_decompress(&jpeg);
	return warnings ? IMAGE_BROKEN : IMAGE_OK;
}

/* libjpeg's own malloc holds the result, so it is copied and freed here. */
static str write_rows(const struct pixels *pixels, int quality,
		      unsigned char **bytes, unsigned long *len)
{
	struct failure failure;
	struct jpeg_compress_struct jpeg;
	jpeg.err = catch(&failure);
	if (setjmp(failure.out)) {
		jpeg_destroy_compress(&jpeg);
		return STR_NONE;
	}
	jpeg_create_compress(&jpeg);
	jpeg_mem_dest(&jpeg, bytes, len);
	jpeg.image_width = pixels->width;
	jpeg.image_height = pixels->height;
	jpeg.input_components = pixels->channels;
	jpeg.in_color_space =
		pixels->channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
	jpeg_set_defaults(&jpeg);
	jpeg_set_quality(&jpeg, quality, TRUE);
	jpeg.optimize_coding = TRUE;
	jpeg_start_compress(&jpeg, TRUE);
	size_t step = (size_t)pixels->width * (size_t)pixels->channels;
	while (jpeg.next_scanline < jpeg.image_height) {
		JSAMPROW row = pixels->at + jpeg.next_scanline * step;
		jpeg_write_scanlines(&jpeg, &row, 1);
	}
	jpeg_finish_compress(&jpeg);
	jpeg_destroy_compress(&jpeg);
	return (str){(const char *)*bytes, *len};
}

str image_encode_jpeg(const struct pixels *pixels, int quality,
		      struct arena *a)
{
	unsigned char *bytes = NULL;
	unsigned long len = 0;
	str copy = arena_copy(a, write_rows(pixels, quality, &bytes, &len));
	free(bytes);
	return copy;
}
