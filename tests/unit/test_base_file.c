/* Files: whole or not at all, and never outside their folder. Each test has
 * an empty folder of its own.
 */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"

#include "base/banned.h"

#define assert_str(actual, expected)                                           \
	do {                                                                   \
		str got = (actual);                                            \
		assert_string_equal(arena_cstring(&f->arena, got), expected);  \
	} while (0)

struct fixture {
	struct arena arena;
	char folder[PATH_MAX];
};

static int make_folder(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	arena_init(&f->arena);
	const char *base = getenv("TMPDIR");
	snprintf(f->folder, sizeof f->folder, "%s/banxin-test-XXXXXX",
		 base ? base : "/tmp");
	*state = f;
	return mkdtemp(f->folder) ? 0 : -1;
}

static void remove_tree(struct fixture *f, str folder)
{
	struct file_names files = {0};
	file_list(arena_cstring(&f->arena, folder), SIZE_MAX, &f->arena, &files);
	for (size_t i = 0; i < files.names.count; i++)
		file_remove(file_join(folder, files.names.at[i], &f->arena).text);
}

static int drop_folder(void **state)
{
	static const char *const below[] = {
		"root/link", "root/dangling", "root/loop", "root/sub/up",
		"root/pipe", "root/sub", "root", "outside", "a/b/c", "a/b", "a",
		"target", "root2", "deep",
	};
	struct fixture *f = *state;
	str top = str_of(f->folder);
	for (size_t i = 0; i < sizeof below / sizeof below[0]; i++) {
		str path = file_join(top, str_of(below[i]), &f->arena);
		unlink(path.text);
		remove_tree(f, path);
		rmdir(path.text);
	}
	remove_tree(f, top);
	int status = rmdir(f->folder);
	arena_free(&f->arena);
	free(f);
	return status;
}

static const char *path_to(struct fixture *f, const char *name)
{
	return file_join(str_of(f->folder), str_of(name), &f->arena).text;
}

static void writes_and_reads(void **state)
{
	struct fixture *f = *state;
	const char *path = path_to(f, "书.txt");
	str back = STR("untouched");
	assert_int_equal(file_read(path, 100, &f->arena, &back), FILE_MISSING);
	assert_str(back, "untouched");
	assert_int_equal(file_write(path, STR("版心\n")), FILE_OK);
	assert_int_equal(file_read(path, 100, &f->arena, &back), FILE_OK);
	assert_str(back, "版心\n");
	assert_int_equal(back.text[back.len], '\0');
	assert_int_equal(file_write(path, STR_NONE), FILE_OK);
	assert_int_equal(file_read(path, 0, &f->arena, &back), FILE_OK);
	assert_int_equal(back.len, 0);
	assert_true(file_exists(path));
	assert_false(file_is_folder(path));
	file_remove(path);
	assert_false(file_exists(path));
}

static void refuses_what_is_too_large(void **state)
{
	struct fixture *f = *state;
	str back;
	const char *path = path_to(f, "ten");
	assert_int_equal(file_write(path, STR("0123456789")), FILE_OK);
	assert_int_equal(file_read(path, 10, &f->arena, &back), FILE_OK);
	assert_int_equal(file_read(path, 9, &f->arena, &back), FILE_TOO_LARGE);
}

static void reads_only_regular_files(void **state)
{
	struct fixture *f = *state;
	str back;
	assert_int_equal(mkdir(path_to(f, "root"), 0777), 0);
	assert_int_equal(mkfifo(path_to(f, "root/pipe"), 0666), 0);
	assert_int_equal(file_read(path_to(f, "root/pipe"), 9, &f->arena, &back),
			 FILE_FORBIDDEN);
	assert_int_equal(file_read(f->folder, 9, &f->arena, &back),
			 FILE_FORBIDDEN);
	assert_int_equal(file_read("/dev/zero", 9, &f->arena, &back),
			 FILE_FORBIDDEN);
	file_write(path_to(f, "target"), STR("x"));
	assert_int_equal(file_read(path_to(f, "target/x"), 9, &f->arena, &back),
			 FILE_MISSING);
}

static size_t count_files(struct fixture *f)
{
	struct file_names names = {0};
	assert_true(file_list(f->folder, 100, &f->arena, &names));
	return names.names.count;
}

static void a_failed_write_leaves_nothing(void **state)
{
	struct fixture *f = *state;
	assert_int_equal(file_write(path_to(f, "none/x"), STR("x")),
			 FILE_MISSING);
	assert_int_equal(mkdir(path_to(f, "target"), 0777), 0);
	assert_int_equal(file_write(path_to(f, "target"), STR("x")),
			 FILE_FORBIDDEN);
	assert_true(file_is_folder(path_to(f, "target")));
	assert_int_equal(count_files(f), 0);
}

static void a_write_replaces_and_keeps_permissions(void **state)
{
	struct fixture *f = *state;
	str back;
	struct stat facts;
	const char *path = path_to(f, "target");
	assert_int_equal(file_write(path, STR("old")), FILE_OK);
	assert_int_equal(chmod(path, 0640), 0);
	assert_int_equal(file_write(path, STR("new")), FILE_OK);
	assert_int_equal(file_read(path, 9, &f->arena, &back), FILE_OK);
	assert_str(back, "new");
	assert_int_equal(stat(path, &facts), 0);
	assert_int_equal(facts.st_mode & 0777, 0640);
	assert_int_equal(count_files(f), 1);
}

static void a_write_does_not_follow_a_link(void **state)
{
	struct fixture *f = *state;
	str back;
	file_write(path_to(f, "outside"), STR("precious"));
	assert_int_equal(symlink("outside", path_to(f, "target")), 0);
	assert_int_equal(file_write(path_to(f, "target"), STR("x")), FILE_OK);
	file_read(path_to(f, "outside"), 99, &f->arena, &back);
	assert_str(back, "precious");
}

static void temporary_names_fit(void **state)
{
	struct fixture *f = *state;
	str temporary = file_temporary("out/book.epub", &f->arena);
	assert_true(str_starts(temporary, STR("out/.book.epub.")));
	assert_true(str_starts(file_temporary("x", &f->arena), STR(".x.")));
	char name[256];
	memset(name, 'n', 255);
	name[255] = '\0';
	assert_int_equal(file_temporary(name, &f->arena).len, 255);
	assert_int_equal(file_write(path_to(f, name), STR("long")), FILE_OK);
	assert_int_equal(count_files(f), 1);
}

static void a_write_clears_what_a_crash_left(void **state)
{
	struct fixture *f = *state;
	const char *path = path_to(f, "target");
	str left = file_temporary(path, &f->arena), back;
	assert_int_equal(symlink("outside", left.text), 0);
	assert_int_equal(file_write(path, STR("new")), FILE_OK);
	assert_int_equal(file_read(path, 9, &f->arena, &back), FILE_OK);
	assert_str(back, "new");
	assert_false(file_exists(path_to(f, "outside")));
}

static void makes_folders_with_parents(void **state)
{
	struct fixture *f = *state;
	assert_int_equal(file_make_folder(path_to(f, "a/b/c")), FILE_OK);
	assert_int_equal(file_make_folder(path_to(f, "a/b/c")), FILE_OK);
	assert_true(file_is_folder(path_to(f, "a/b/c")));
	file_write(path_to(f, "target"), STR("x"));
	assert_int_not_equal(file_make_folder(path_to(f, "target")), FILE_OK);
	assert_int_not_equal(file_make_folder(path_to(f, "target/x")), FILE_OK);
}

static void lists_sorted_files_only(void **state)
{
	struct fixture *f = *state;
	struct file_names names = {0};
	static const char *const made[] = {"二", "b", "a", "一", ".hidden"};
	for (size_t i = 0; i < 5; i++)
		file_write(path_to(f, made[i]), STR("x"));
	mkdir(path_to(f, "root"), 0777);
	assert_true(file_list(f->folder, 99, &f->arena, &names));
	assert_int_equal(names.names.count, 5);
	assert_str(names.names.at[0], ".hidden");
	assert_str(names.names.at[1], "a");
	assert_str(names.names.at[4], "二");
	struct file_names few = {0};
	assert_true(file_list(f->folder, 2, &f->arena, &few));
	assert_int_equal(few.names.count, 2);
	assert_str(few.names.at[1], "a");
	assert_false(file_list(path_to(f, "none"), 2, &f->arena, &few));
}

static void joins_textually(void **state)
{
	static const char *const rows[][3] = {
		{"a", "b", "a/b"},	     {"a/", "b", "a/b"},
		{"", "b", "b"},		     {"a", "", "a"},
		{"", "", "."},		     {".", "b", "b"},
		{"a", "./b/.", "a/b"},	     {"a/b", "../c", "a/c"},
		{"a", "..", "."},	     {"a", "../..", ".."},
		{"a", "../../b", "../b"},    {"..", "../b", "../../b"},
		{"/", "a", "/a"},	     {"/a", "../../b", "/b"},
		{"/a", "..", "/"},	     {"a", "/b", "/b"},
		{"a//b", "c///d", "a/b/c/d"}, {"书", "第一章.md", "书/第一章.md"},
		{"a", "...", "a/..."},	     {"/", "..", "/"},
	};
	struct fixture *f = *state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_str(file_join(str_of(rows[i][0]), str_of(rows[i][1]),
				     &f->arena), rows[i][2]);
}

static void takes_paths_apart(void **state)
{
	static const char *const rows[][5] = {
		/* path, folder, name, stem, extension */
		{"a/b/c.tar.gz", "a/b", "c.tar.gz", "c.tar", "gz"},
		{"c", ".", "c", "c", ""},
		{"/c", "/", "c", "c", ""},
		{"a/.hidden", "a", ".hidden", ".hidden", ""},
		{"a.b/c", "a.b", "c", "c", ""},
		{"章.", ".", "章.", "章", ""},
		{"..", ".", "..", "..", ""},
		{"a/", "a", "", "", ""},
		{"", ".", "", "", ""},
	};
	struct fixture *f = *state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		str path = str_of(rows[i][0]);
		assert_str(file_folder(path), rows[i][1]);
		assert_str(file_name(path), rows[i][2]);
		assert_str(file_stem(path), rows[i][3]);
		assert_str(file_extension(path), rows[i][4]);
	}
}

static bool is_inside(struct fixture *f, const char *name)
{
	return file_is_inside(str_of(path_to(f, "root")), str_of(name));
}

static void stays_inside_by_name(void **state)
{
	struct fixture *f = *state;
	mkdir(path_to(f, "root"), 0777);
	mkdir(path_to(f, "root2"), 0777);
	assert_true(is_inside(f, "a.md"));
	assert_true(is_inside(f, "a/b/c.md"));
	assert_true(is_inside(f, "a/../b.md"));
	assert_true(is_inside(f, "..a/b..c"));
	assert_true(is_inside(f, "."));
	assert_false(is_inside(f, ""));
	assert_false(is_inside(f, ".."));
	assert_false(is_inside(f, "../root2/a"));
	assert_false(is_inside(f, "../root/a"));
	assert_false(is_inside(f, "a/../../b"));
	assert_false(is_inside(f, "a/b/../../../root/c"));
	assert_false(is_inside(f, "/etc/passwd"));
	assert_false(is_inside(f, "..\\a"));
	assert_false(is_inside(f, "C:\\a"));
	assert_false(file_is_inside(str_of(path_to(f, "root")), STR("a\0b")));
	assert_false(file_is_inside(str_of(path_to(f, "none")), STR("a")));
	assert_true(file_is_inside(STR("/"), STR("etc")));
	assert_true(file_is_inside(STR(""), STR("etc")));
}

static void stays_inside_through_links(void **state)
{
	struct fixture *f = *state;
	mkdir(path_to(f, "root"), 0777);
	mkdir(path_to(f, "root/sub"), 0777);
	mkdir(path_to(f, "root2"), 0777);
	file_write(path_to(f, "outside"), STR("x"));
	assert_int_equal(symlink("../outside", path_to(f, "root/link")), 0);
	assert_int_equal(symlink("../nowhere", path_to(f, "root/dangling")), 0);
	assert_int_equal(symlink("loop", path_to(f, "root/loop")), 0);
	assert_int_equal(symlink("../../root2", path_to(f, "root/sub/up")), 0);
	assert_false(is_inside(f, "link"));
	assert_false(is_inside(f, "dangling"));
	assert_false(is_inside(f, "loop"));
	assert_false(is_inside(f, "sub/up"));
	assert_false(is_inside(f, "sub/up/new.md"));
	assert_false(is_inside(f, "sub/up/a/b/new.md"));
	/* The system would leave through the link before it came back. */
	assert_false(is_inside(f, "sub/up/../outside"));
	unlink(path_to(f, "root/link"));
	assert_int_equal(symlink("sub", path_to(f, "root/link")), 0);
	assert_true(is_inside(f, "link"));
	assert_true(is_inside(f, "link/new.md"));
	/* A root that is itself a link. */
	assert_int_equal(symlink("root", path_to(f, "target")), 0);
	assert_true(file_is_inside(str_of(path_to(f, "target")), STR("sub/x")));
}

static void finds_the_nearest_name(void **state)
{
	struct fixture *f = *state;
	static const str names[] = {
		{"chapters", 8}, {"author", 6}, {"title", 5}, {"subtitle", 8},
		{"作者", 6}, {"书名", 6}, {"章节", 6},
	};
	size_t count = sizeof names / sizeof names[0];
	assert_str(file_nearest(STR("chapter"), names, count), "chapters");
	assert_str(file_nearest(STR("autor"), names, count), "author");
	assert_str(file_nearest(STR("titel"), names, count), "title");
	assert_str(file_nearest(STR("title"), names, count), "title");
	assert_str(file_nearest(STR("作家"), names, count), "作者");
	assert_str(file_nearest(STR("xyzzy"), names, count), "");
	assert_str(file_nearest(STR("出版"), names, count), "");
	assert_str(file_nearest(STR(""), names, count), "");
	assert_str(file_nearest(STR("title"), NULL, 0), "");
	char *endless = arena_take(&f->arena, 1000);
	memset(endless, 'x', 1000);
	assert_str(file_nearest((str){endless, 1000}, names, count), "");
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, make_folder, drop_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(writes_and_reads),
		TEST(refuses_what_is_too_large),
		TEST(reads_only_regular_files),
		TEST(a_failed_write_leaves_nothing),
		TEST(a_write_replaces_and_keeps_permissions),
		TEST(a_write_does_not_follow_a_link),
		TEST(temporary_names_fit),
		TEST(a_write_clears_what_a_crash_left),
		TEST(makes_folders_with_parents),
		TEST(lists_sorted_files_only),
		TEST(joins_textually),
		TEST(takes_paths_apart),
		TEST(stays_inside_by_name),
		TEST(stays_inside_through_links),
		TEST(finds_the_nearest_name),
	};
	return cmocka_run_group_tests_name("base_file", tests, NULL, NULL);
}
