#!/bin/sh
# The namespace that dossiers live in. Closed dossiers stay readable in Temporal for 90 days; MongoDB keeps their facts for good. May be run again.
set -eu

temporal operator namespace describe --namespace default > /dev/null 2>&1 || temporal operator namespace create --namespace default --retention 90d
temporal operator namespace update --namespace default --retention 90d

known=$(temporal operator search-attribute list --namespace default)
add() {
  case "$known" in
    *"$1"*) ;;
    *) temporal operator search-attribute create --namespace default --name "$1" --type "$2" ;;
  esac
}
add MotcuaNumber Keyword
add MotcuaProcedure Keyword
add MotcuaStatus Keyword
add MotcuaDue Datetime
