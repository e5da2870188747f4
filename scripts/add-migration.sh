#!/usr/bin/env bash
# Adds a migration to all three providers at once.
#   scripts/add-migration.sh            makes the Initial migration anew (only until the first release)
#   scripts/add-migration.sh AddBins    adds a migration of that name
set -euo pipefail
cd "$(dirname "$0")/.."
name="${1:-Initial}"
dotnet tool restore >/dev/null
[ "$name" = Initial ] && rm -rf OrderDesk.Core/Data/Migrations
dotnet build OrderDesk.Core -v q --nologo
for provider in Sqlite PostgreSql SqlServer; do
  dir="Data/Migrations/${provider}Steps"
  dotnet ef migrations add "$name" --no-build --project OrderDesk.Core --startup-project OrderDesk.Core \
    --context "${provider}Db" --output-dir "$dir"
  if [ "$name" = Initial ]; then
    file=$(ls OrderDesk.Core/"$dir"/*_Initial.cs)
    perl -0pi -e "s/(protected override void Down\(MigrationBuilder migrationBuilder\)\s*\{\n)/\$1            migrationBuilder.DropExtras(Providers.${provider}Dialect.Instance);\n\n/; s/(\n        \}\n\n        \/\/\/ <inheritdoc \/>\n        protected override void Down)/\n\n            migrationBuilder.AddExtras(Providers.${provider}Dialect.Instance);\$1/" "$file"
  fi
done
dotnet build OrderDesk.Core -v q --nologo
