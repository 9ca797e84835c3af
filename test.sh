#!/usr/bin/env bash
# Sets up what the tests need and runs all of them: format check, build with warnings as errors, every test.
# Ends with one line, "N passed, N failed", and exits 0 only if nothing failed.
set -euo pipefail
cd "$(dirname "$0")"

if ! command -v dotnet >/dev/null; then
  echo "test.sh: the .NET 10 SDK is missing; see https://dotnet.microsoft.com/download/dotnet/10.0" >&2
  exit 1
fi

# The tools need ICU or this switch; the product itself always runs without ICU.
if ! ldconfig -p 2>/dev/null | grep -q libicuuc; then
  export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
fi
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# Tests that break disks watch system calls; without strace they say that they are skipped.
if ! command -v strace >/dev/null && command -v apt-get >/dev/null && [[ $(id -u) -eq 0 ]]; then
  { apt-get install -qy strace || { apt-get update -q && apt-get install -qy strace; }; } >/dev/null 2>&1 || true
fi

dotnet restore Infill.slnx
# Layout only: style and analyzers are the build's, where every finding is an error.
dotnet format whitespace Infill.slnx --no-restore --verify-no-changes
dotnet build Infill.slnx -c Release --no-restore

passed=0
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for project in tests/*.Tests; do
  status=0
  dotnet run --project "$project" -c Release --no-build -- -noColor 2>&1 | tee "$log" || status=$?
  summary=$(grep -oE 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$log" | tail -1 || true)
  if [[ -z $summary ]]; then
    echo "test.sh: $project ended without a summary (exit code $status)" >&2
    failed=$((failed + 1))
    continue
  fi
  read -r total errors broken skipped <<< "$(grep -oE '[0-9]+' <<< "$summary" | tr '\n' ' ')"
  passed=$((passed + total - broken - skipped))
  failed=$((failed + broken + errors))
  if [[ $status -ne 0 && $broken -eq 0 && $errors -eq 0 ]]; then
    failed=$((failed + 1))
  fi
done

echo "$passed passed, $failed failed"
[[ $failed -eq 0 && $passed -gt 0 ]]
