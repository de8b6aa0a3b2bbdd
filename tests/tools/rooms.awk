# Every #include in src/ against the table in rooms.txt.
#
# usage: awk -f rooms.awk rooms.txt src/*/*.[ch] src/*.[ch]
# Prints one line for each offence; status 1 when there is one.

function offence(text)
{
	printf "%s:%d: %s\n", FILENAME, FNR, text
	failed = 1
}

function room_of(path,    parts)
{
	sub(/^src\//, "", path)
	if (path !~ /\// || path ~ /^command\//)
		return "top"
	split(path, parts, "/")
	return parts[1]
}

# The longest prefix in the table that begins this header's name.
function row_of(header,    prefix, best)
{
	best = ""
	for (prefix in places)
		if (index(header, prefix) == 1 && length(prefix) > length(best))
			best = prefix
	return best
}

function is_allowed(where,    list, n, i)
{
	n = split(where, list, " ")
	for (i = 1; i <= n; i++)
		if (list[i] == "any" || list[i] == room ||
		    list[i] == short_name)
			return 1
	return 0
}

function check_own(header,    target)
{
	target = room_of(header)
	if (!(target in may))
		offence("there is no room for \"" header "\"")
	else if (target != room && index(may[room], " " target " ") == 0)
		offence(room " may not include \"" header "\"")
	else if (target != room && header ~ /\/inside\.h$/)
		offence("\"" header "\" is private to " target)
}

function check_foreign(header,    row)
{
	row = row_of(header)
	if (row == "")
		offence("<" header "> is not in tests/tools/rooms.txt")
	else if (!is_allowed(places[row]))
		offence("<" header "> may not be included here")
}

function end_file()
{
	if (last_file ~ /\.c$/ && last_include != "base/banned.h") {
		printf "%s: the last #include must be \"base/banned.h\"\n",
			last_file
		failed = 1
	}
}

FILENAME ~ /rooms\.txt$/ {
	if ($1 == "room" || $1 == "header") {
		name = $2
		sub(/:$/, "", name)
		rest = " "
		for (i = 3; i <= NF; i++)
			rest = rest $i " "
		if ($1 == "room")
			may[name] = rest
		else
			places[name] = rest
	}
	next
}

FNR == 1 {
	end_file()
	last_file = FILENAME
	last_include = ""
	room = room_of(FILENAME)
	short_name = FILENAME
	sub(/^src\//, "", short_name)
	if (!(room in may))
		offence("no room " room " in tests/tools/rooms.txt")
}

/^[ \t]*#[ \t]*include[ \t]*[<"]/ {
	header = $0
	sub(/^[^<"]*[<"]/, "", header)
	sub(/[>"].*$/, "", header)
	if ($0 ~ /</)
		check_foreign(header)
	else
		check_own(header)
	if (header !~ /\.(def|inc)$/)
		last_include = header
}

END {
	end_file()
	exit failed
}
