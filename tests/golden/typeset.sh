#!/bin/sh
# The pages of one small book: what ink stands where.
#
# usage: typeset.sh INPUT.yaml
"$BANXIN" --dump=pages "$1"
