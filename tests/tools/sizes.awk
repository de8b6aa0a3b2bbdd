# Files, functions, parameter lists and nesting that have grown too big.
#
# usage: awk -f sizes.awk src/*/*.[ch] src/*.[ch]
# Prints offenders, then the lengths of all functions in three numbers;
# status 1 when there is an offender.
#
# Relies on the house style: a function's braces stand alone in column 0.

BEGIN {
	MOST_FILE_LINES = 500
	MOST_FUNCTION_LINES = 60
	MOST_SWITCH_LINES = 100
	MOST_LINES_A_CASE = 3
	MOST_PARAMETERS = 5
	MOST_NESTING = 3
	LONGEST_P90 = 35
}

function offence(place, text)
{
	print place ": " text
	failed = 1
}

function count_parameters(signature,    i, c, depth, commas)
{
	sub(/^[^(]*/, "", signature)
	for (i = 1; i <= length(signature); i++) {
		c = substr(signature, i, 1)
		if (c == "(")
			depth++
		else if (c == ")" && --depth == 0)
			break
		else if (c == "," && depth == 1)
			commas++
	}
	return signature ~ /^\((void)?\)/ ? 0 : commas + 1
}

function check_function(lines,    allowed, parameters)
{
	allowed = MOST_FUNCTION_LINES
	# A flat switch reads as a table.
	if (switches == 1 && cases * (MOST_LINES_A_CASE + 1) >= lines)
		allowed = MOST_SWITCH_LINES
	if (lines > allowed)
		offence(FILENAME ":" start, lines " lines in one function")
	parameters = count_parameters(signature)
	# A library that calls us back says itself how many it passes.
	if (parameters > MOST_PARAMETERS && signature !~ /\(hb_draw_funcs_t/)
		offence(FILENAME ":" start, parameters " parameters")
	lengths[++function_count] = lines
}

function end_file()
{
	if (file_lines > MOST_FILE_LINES)
		offence(file, file_lines " lines in one file")
}

function sort_lengths(    i, j, held)
{
	for (i = 2; i <= function_count; i++) {
		held = lengths[i]
		for (j = i - 1; j > 0 && lengths[j] > held; j--)
			lengths[j + 1] = lengths[j]
		lengths[j + 1] = held
	}
}

function at_share(share,    i)
{
	i = int(function_count * share + 0.999)
	return function_count ? lengths[i < 1 ? 1 : i] : 0
}

FNR == 1 {
	end_file()
	file = FILENAME
	signature = ""
	inside = 0
}

{ file_lines = FNR }

!inside && /^{/ {
	inside = 1
	start = FNR
	switches = cases = 0
	next
}

inside && /^}/ {
	inside = 0
	check_function(FNR - start + 1)
	signature = ""
	next
}

# Only lines that begin a statement: the others are indented to their taste.
inside && begins_statement && match($0, /^\t+[^\t ?:]/) &&
RLENGTH - 2 > MOST_NESTING {
	offence(FILENAME ":" FNR, "nested " RLENGTH - 2 " deep")
}

inside { begins_statement = $0 ~ /([;{}:)]|else|\*\/)$/ }

inside && /^\t+switch / { switches++ }
inside && /^\t+(case .*|default *):/ { cases++ }

!inside {
	if ($0 ~ /[;}]$/ || $0 ~ /^(#|$|\/\*| \*)/)
		signature = ""
	else
		signature = signature $0 " "
}

END {
	end_file()
	sort_lengths()
	p90 = at_share(0.9)
	if (p90 > LONGEST_P90)
		offence("src", "p90 of function length is over " LONGEST_P90)
	printf "%d functions: median %d lines, p90 %d, longest %d\n",
		function_count, at_share(0.5), p90, at_share(1)
	exit failed
}
