#!/usr/bin/env bash
# Runs the fault tests with their full loops: the desk is killed hundreds of times under many senders, on SQLite and PostgreSQL.
# Usage: scripts/faults.sh [KILLS]   (default 200; the tests of every day kill it three times)
set -Eeuo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export ORDERDESK_KILLS="${1:-200}"
dotnet build OrderDesk.Tests
OrderDesk.Tests/bin/Debug/net10.0/OrderDesk.Tests -namespace "OrderDesk.Tests.Faults"
