#!/usr/bin/env bash
# Measures the desk at a million orders on SQLite, each figure beside the least the engine must do, and prints the table.
#   scripts/benchmarks.sh                          seeds a million orders on the first run (minutes) and keeps them
#   ORDERDESK_BENCH_ORDERS=100000 scripts/benchmarks.sh
#   ORDERDESK_BENCH_PART=bulk scripts/benchmarks.sh     one part only: lists, searches, badges, bulk, writes, import, contention
#   ORDERDESK_BENCH_DATA=/some/folder scripts/benchmarks.sh
set -euo pipefail
cd "$(dirname "$0")/.."
export ORDERDESK_BENCH_DATA="${ORDERDESK_BENCH_DATA:-${TMPDIR:-/tmp}/orderdesk-bench}"
dotnet build OrderDesk.Tests --configuration Release -p:Benchmarks=true -v q --nologo
OrderDesk.Tests/bin/Release/net10.0/OrderDesk.Tests -class "OrderDesk.Tests.Benchmarks.MillionOrdersBenchmarks" -class "OrderDesk.Tests.Benchmarks.ReplayBenchmarks" \
  -class "OrderDesk.Tests.Benchmarks.ReviewDeskBenchmarks" -class "OrderDesk.Tests.Benchmarks.OpenPagesBenchmarks"
cat "$ORDERDESK_BENCH_DATA/table.md" "$ORDERDESK_BENCH_DATA/replay.md" "$ORDERDESK_BENCH_DATA/review.md" "$ORDERDESK_BENCH_DATA/pages.md"
