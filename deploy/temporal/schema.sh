#!/bin/sh
# Temporal's two databases: made when missing, then brought to the newest version of their tables. May be run again.
set -eu

prepare() {
  database=$1
  tables=$2
  temporal-sql-tool --db "$database" create
  # Fails when the version table is there already, which is what a second run finds.
  temporal-sql-tool --db "$database" setup-schema -v 0.0 || true
  temporal-sql-tool --db "$database" update-schema -d "/etc/temporal/schema/postgresql/v12/$tables/versioned"
}

prepare temporal temporal
prepare temporal_visibility visibility
