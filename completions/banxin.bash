# bash completion for banxin
_banxin()
{
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
	local commands='build check outline inspect move init'
	local options='-C -f --formats -o --output -j --jobs --lang --format
		--color --strict --dump --after --before --json -q --quiet
		-v --verbose -h --help --version'
	local command= choices= i
	for ((i = 1; i < COMP_CWORD; i++)); do
		[[ " $commands " == *" ${COMP_WORDS[i]} "* ]] &&
			command=${COMP_WORDS[i]} && break
	done
	case $before in
	-f|--formats) choices='epub epub-vertical pdf booklet epub,pdf epub,pdf,booklet' ;;
	--lang) choices='zh en' ;;
	--format) choices='human short json' ;;
	--color) choices='auto always never' ;;
	--dump) choices='manifest book style pages sheets' ;;
	-j|--jobs) choices='1 2 4 8' ;;
	-C|-o|--output)
		mapfile -t COMPREPLY < <(compgen -d -- "$word")
		return ;;
	esac
	if [[ -n $choices ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$word")
	elif [[ $word == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
	elif [[ -z $command ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$word"
			compgen -d -- "$word")
	elif [[ $command == inspect || $command == move ]]; then
		mapfile -t COMPREPLY < <(compgen -f -- "$word")
	else
		mapfile -t COMPREPLY < <(compgen -d -- "$word")
	fi
}
complete -o filenames -F _banxin banxin
