# banxin: every command a user or contributor needs. `make help` lists them.

VERSION := 0.1.0

# The rooms of the house in level order. This list is the architecture; the
# files in a room are whatever lies there.
ROOMS := base image book page font style read pass impose manifest typeset \
	epub pdf

BUILD ?= out/build
PREFIX ?= /usr/local
DESTDIR ?=

CFLAGS ?= -O2 -g
LDFLAGS ?=
WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow \
	-Wstrict-prototypes -Wvla -Wswitch-enum
COMPILE = $(CC) -std=c11 -D_XOPEN_SOURCE=700 -Isrc $(WARNINGS) $(CFLAGS) \
	-pthread

# What each room takes from outside, by pkg-config or by name.
PACKAGES_base := icu-uc icu-i18n libdeflate
PACKAGES_image := libjpeg libpng libwebp
LIBRARIES_image := -lgif
PACKAGES_font := harfbuzz harfbuzz-subset fontconfig
PACKAGES_read := libxml-2.0 lowdown libzip icu-uc icu-i18n
PACKAGES_pass := opencc
PACKAGES_manifest := yaml-0.1
PACKAGES_epub := libzip
LIBRARIES_pdf := -lhpdf

# Whose functions a room may call, and so what its own tests are linked with.
# Where only the types of another room are used, it is not named here.
CALLS_image := base
CALLS_book := base
CALLS_page := base
CALLS_font := base
CALLS_style := base book
CALLS_read := base book
CALLS_pass := base book image
CALLS_impose := base page
CALLS_manifest := base
CALLS_typeset := base book page style
CALLS_epub := base book image font
CALLS_pdf := base page image font

reversed = $(if $1,$(call reversed,$(wordlist 2,$(words $1),$1)) \
	$(firstword $1))
in_level_order = $(foreach room,$(ROOMS),$(filter $(room),$1))
package_flags = $(foreach room,$1,$(if $(PACKAGES_$(room)),$(shell \
	pkg-config $2 $(PACKAGES_$(room)) 2>/dev/null)))

BUILT_ROOMS := $(foreach room,$(ROOMS),\
	$(if $(wildcard src/$(room)/*.c),$(room)))
# Archives for the linker, the highest level first.
archives = $(foreach room,$(call reversed,$(call in_level_order,\
	$(filter $(BUILT_ROOMS),$1))),$(BUILD)/lib/$(room).a)
libraries = $(call package_flags,$(filter $(BUILT_ROOMS),$1),--libs) \
	$(foreach room,$(filter $(BUILT_ROOMS),$1),$(LIBRARIES_$(room))) -lm

PROGRAM := $(BUILD)/banxin
TOP_OBJECTS := $(patsubst src/%.c,$(BUILD)/obj/%.o,\
	$(wildcard src/*.c src/command/*.c))

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:

# --- objects, archives, program ---------------------------------------------

# The list file changes when a file comes or goes, so that an archive never
# keeps a member whose source is gone.
define room_rules
OBJECTS_$1 := $$(patsubst src/%.c,$$(BUILD)/obj/%.o,$$(wildcard src/$1/*.c))
FLAGS_$1 := $$(call package_flags,$1,--cflags)
ifneq ($$(strip $$(file < $$(BUILD)/lib/$1.list)),$$(strip $$(OBJECTS_$1)))
$$(shell mkdir -p $$(BUILD)/lib)
$$(file > $$(BUILD)/lib/$1.list,$$(OBJECTS_$1))
endif
$$(BUILD)/lib/$1.a: $$(OBJECTS_$1) $$(BUILD)/lib/$1.list
	@rm -f $$@
	ar rcsD $$@ $$(OBJECTS_$1)
$$(BUILD)/lib/$1.list: ;
endef
$(foreach room,$(BUILT_ROOMS),$(eval $(call room_rules,$(room))))

$(BUILD)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(COMPILE) $(FLAGS_$(firstword $(subst /, ,$*))) \
		-DBANXIN_VERSION='"$(VERSION)"' -MMD -MP -c $< -o $@

$(PROGRAM): $(TOP_OBJECTS) $(call archives,$(ROOMS))
	$(COMPILE) $(LDFLAGS) $^ $(call libraries,$(ROOMS)) -o $@

program: $(call archives,$(ROOMS)) $(if $(wildcard src/main.c),$(PROGRAM))

-include $(shell find $(BUILD)/obj $(BUILD)/tests -name '*.d' 2>/dev/null)

all: program
clean:
	rm -rf $(BUILD) out/test

.PHONY: all program clean
