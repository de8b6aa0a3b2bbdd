/* A name -> the book's identifier, the same on every day and machine: UUID
 * version 5 (RFC 9562, 5.5), and SHA-1 (FIPS 180-4) that it is made of.
 * Nothing here keeps secrets.
 */
#include "epub/inside.h"

#include "base/banned.h"

struct sha1 {
	uint32_t state[5];
	uint8_t block[64];
	size_t used;
	uint64_t bytes;
};

static uint32_t rotate(uint32_t word, int bits)
{
	return word << bits | word >> (32 - bits);
}

static uint32_t choose(int round, const uint32_t *v)
{
	static const uint32_t constants[4] = {
		0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xCA62C1D6};
	uint32_t mixed = v[1] ^ v[2] ^ v[3];
	if (round < 20)
		mixed = (v[1] & v[2]) | (~v[1] & v[3]);
	else if (round >= 40 && round < 60)
		mixed = (v[1] & v[2]) | (v[1] & v[3]) | (v[2] & v[3]);
	return mixed + constants[round / 20];
}

static void digest_block(struct sha1 *sha)
{
	uint32_t words[80], v[5];
	for (size_t i = 0; i < 16; i++) {
		const uint8_t *byte = sha->block + 4 * i;
		words[i] = (uint32_t)byte[0] << 24 | (uint32_t)byte[1] << 16 |
			   (uint32_t)byte[2] << 8 | byte[3];
	}
	for (size_t i = 16; i < 80; i++)
		words[i] = rotate(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^
				  words[i - 16], 1);
	memcpy(v, sha->state, sizeof v);
	for (int round = 0; round < 80; round++) {
		uint32_t next = rotate(v[0], 5) + choose(round, v) + v[4] +
				words[round];
		v[4] = v[3];
		v[3] = v[2];
		v[2] = rotate(v[1], 30);
		v[1] = v[0];
		v[0] = next;
	}
	for (size_t i = 0; i < 5; i++)
		sha->state[i] += v[i];
	sha->used = 0;
}

static void add_byte(struct sha1 *sha, uint8_t byte)
{
	sha->block[sha->used++] = byte;
	sha->bytes++;
	if (sha->used == sizeof sha->block)
		digest_block(sha);
}

static void add_bytes(struct sha1 *sha, const void *bytes, size_t count)
{
	const uint8_t *byte = bytes;
	for (size_t i = 0; i < count; i++)
		add_byte(sha, byte[i]);
}

static void finish(struct sha1 *sha, uint8_t digest[20])
{
	uint64_t bits = sha->bytes * 8;
	add_byte(sha, 0x80);
	while (sha->used != 56)
		add_byte(sha, 0);
	for (int shift = 56; shift >= 0; shift -= 8)
		add_byte(sha, (uint8_t)(bits >> shift));
	for (size_t i = 0; i < 20; i++)
		digest[i] = (uint8_t)(sha->state[i / 4] >> (24 - i % 4 * 8));
}

void sha1(str bytes, uint8_t digest[20])
{
	struct sha1 sha = {.state = {0x67452301, 0xEFCDAB89, 0x98BADCFE,
				     0x10325476, 0xC3D2E1F0}};
	add_bytes(&sha, bytes.text, bytes.len);
	finish(&sha, digest);
}

str uuid_of(str name, struct arena *a)
{
	/* Banxin's own namespace: never to change. */
	static const uint8_t space[16] = {
		0x5d, 0x0b, 0x1f, 0x6e, 0x3a, 0x52, 0x4c, 0x7d,
		0x9b, 0x61, 0x62, 0x61, 0x6e, 0x78, 0x69, 0x6e};
	char *text = arena_take(a, sizeof space + name.len);
	memcpy(text, space, sizeof space);
	memcpy(text + sizeof space, name.text, name.len);
	uint8_t digest[20];
	sha1((str){text, sizeof space + name.len}, digest);
	digest[6] = (uint8_t)((digest[6] & 0x0F) | 0x50);
	digest[8] = (uint8_t)((digest[8] & 0x3F) | 0x80);
	char hex[41];
	for (size_t i = 0; i < 20; i++) {
		hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
		hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
	}
	return arena_format(a, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8,
			    hex + 12, hex + 16, hex + 20);
}
