#!/bin/sh
# Installs what is missing, and says nothing when nothing is.
#
# usage: deps.sh PACKAGE[:COMMAND]...
# A package with a command counts as there when the command is, whoever
# installed it. On Debian and its children apt-get installs the rest;
# elsewhere the names are printed for you to install. What the archive does
# not hold is asked for once and remembered in out/tools.
set -u

unavailable=out/tools/unavailable

packages=
for item; do
	case $item in
	*:*) command -v "${item#*:}" >/dev/null || packages="$packages ${item%:*}" ;;
	*) packages="$packages $item" ;;
	esac
done
[ -n "$packages" ] || exit 0

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
	for name in libxml-2.0 yaml-0.1 libzip harfbuzz-subset fontconfig \
		icu-i18n opencc libjpeg libpng libwebp libdeflate; do
		pkg-config --exists $name 2>/dev/null || unknown=yes
	done
	[ "${unknown:-}" = yes ] || exit 0
	echo "Please install what these Debian packages hold, then run make again:" >&2
	echo " $packages" >&2
	exit 1
fi

# One question for all of them.
[ -f $unavailable ] && known=$(cat $unavailable) || known=
missing=$(dpkg-query -W -f '${Package} ${db:Status-Abbrev}\n' $packages \
	2>/dev/null | awk -v wanted="$packages" -v known="$known" '
	$2 == "ii" { have[$1] = 1 }
	END {
		n = split(known, name, /[ \n]+/)
		for (i = 1; i <= n; i++)
			have[name[i]] = 1
		n = split(wanted, name, " ")
		for (i = 1; i <= n; i++)
			if (!(name[i] in have))
				print name[i]
	}')
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
	if ! command -v sudo >/dev/null; then
		echo "Please install as root, then run make again:" >&2
		echo "  apt-get install" $missing >&2
		exit 1
	fi
	as_root=sudo
fi

echo "installing:" $missing
$as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update || exit 1
available=
for name in $missing; do
	if apt-cache show "$name" >/dev/null 2>&1; then
		available="$available $name"
	else
		echo "not in this system's archive, going on without: $name" >&2
		mkdir -p out/tools
		echo "$name" >>$unavailable
	fi
done
[ -n "$available" ] || exit 0
exec $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y install \
	--no-install-recommends $available
