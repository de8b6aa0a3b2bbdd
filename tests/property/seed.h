/* Numbers for the property tests: the same for the same seed, everywhere.
 * BANXIN_SEED=n repeats a run, PROPERTY_ROUNDS=n makes it n times as long.
 * Every program prints its seed, so that a failure can be had again.
 */
#ifndef PROPERTY_SEED_H
#define PROPERTY_SEED_H

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct seed {
	uint64_t state;
};

static inline uint64_t seed_setting(const char *name, uint64_t otherwise)
{
	const char *text = getenv(name);
	return text && *text ? strtoull(text, NULL, 10) : otherwise;
}

static inline struct seed seed_start(const char *property)
{
	struct seed seed = {seed_setting("BANXIN_SEED", 1)};
	printf("# %s: BANXIN_SEED=%" PRIu64 "\n", property, seed.state);
	return seed;
}

static inline size_t seed_rounds(size_t usual)
{
	return usual * (size_t)seed_setting("PROPERTY_ROUNDS", 1);
}

/* 0 ... limit - 1 */
static inline uint32_t seed_below(struct seed *seed, uint32_t limit)
{
	/* splitmix64 */
	uint64_t z = seed->state += UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return (uint32_t)((z ^ z >> 31) >> 32) % limit;
}

#endif
