# fish completion for banxin
set -l commands build check outline inspect move init

complete -c banxin -f
complete -c banxin -n "not __fish_seen_subcommand_from $commands" -a build -d 'make the books'
complete -c banxin -n "not __fish_seen_subcommand_from $commands" -a check -d 'check only, write nothing'
complete -c banxin -n "not __fish_seen_subcommand_from $commands" -a outline -d 'the tree of the book'
complete -c banxin -n "not __fish_seen_subcommand_from $commands" -a inspect -d 'what cleaning makes of one document'
complete -c banxin -n "not __fish_seen_subcommand_from $commands" -a move -d 'reorder chapters'
complete -c banxin -n "not __fish_seen_subcommand_from $commands" -a init -d 'write a book.yaml for a folder'
complete -c banxin -n "__fish_seen_subcommand_from inspect move" -F
complete -c banxin -n "__fish_seen_subcommand_from build check outline init" -a '(__fish_complete_directories)'

complete -c banxin -s C -x -a '(__fish_complete_directories)' -d 'go there first'
complete -c banxin -s f -l formats -x -a 'epub epub-vertical pdf booklet epub,pdf epub,pdf,booklet' -d 'formats to make'
complete -c banxin -s o -l output -x -a '(__fish_complete_directories)' -d 'where to'
complete -c banxin -s j -l jobs -x -d 'threads'
complete -c banxin -l lang -x -a 'zh en' -d 'language of messages'
complete -c banxin -l format -x -a 'human short json' -d 'how findings are written'
complete -c banxin -l color -x -a 'auto always never' -d 'colour of findings'
complete -c banxin -l strict -d 'warnings fail too'
complete -c banxin -l dump -x -a 'manifest book style pages sheets' -d 'look inside'
complete -c banxin -l before -r -F -d 'move in front of this chapter'
complete -c banxin -l after -r -F -d 'move behind this chapter; with --dump, stop after this pass'
complete -c banxin -l json -d 'outline and inspect print JSON'
complete -c banxin -s q -l quiet -d 'findings only'
complete -c banxin -s v -l verbose -d 'more words'
complete -c banxin -s h -l help -d 'short help'
complete -c banxin -l version -d 'the version'
