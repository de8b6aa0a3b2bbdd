#!/bin/sh
# What the program has understood of one manifest, defaults included.
#
# usage: manifest.sh INPUT.yaml
"$BANXIN" --dump=manifest "$1"
