#!/usr/bin/env bash
# Installs what the tests need, builds once, runs every test, and prints "N passed, N failed" as its last line.
# Debian or Ubuntu with the .NET 10 SDK; from any directory; as root, with sudo, or with everything already there.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DEBIAN_FRONTEND=noninteractive
results="$PWD/artifacts/test-results"

fail() {
  echo "tests/run.sh: $*" >&2
  echo "0 passed, 1 failed"
  exit 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

# grep reads to the end here: with -q it would end the pipe early, which pipefail takes for a failure.
has_sqlite() { PATH="$PATH:/sbin:/usr/sbin" ldconfig -p | grep 'libsqlite3\.so\.0' >/dev/null; }
has_postgresql() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }
has_chromium() { [ -x /usr/bin/chromium ]; }
# The examples of the documents are run by the programs they are written for.
has_fetch() { command -v node >/dev/null && node -e 'process.exit(typeof fetch === "function" ? 0 : 1)'; }
has_npm() { command -v npm >/dev/null; }
has_requests() { [ -x /usr/bin/python3 ] && /usr/bin/python3 -c 'import requests' 2>/dev/null; }
has_fonts() { command -v fc-list >/dev/null && fc-list | grep . >/dev/null; }

install_missing() {
  local missing=()
  has_sqlite || missing+=(libsqlite3-0)
  has_postgresql || missing+=(postgresql)
  has_chromium || missing+=(chromium)
  command -v curl >/dev/null || missing+=(curl)
  has_fetch || missing+=(nodejs)
  has_npm || missing+=(npm)
  has_requests || missing+=(python3-requests)
  has_fonts || missing+=(fontconfig fonts-dejavu-core fonts-liberation)
  [ ${#missing[@]} -eq 0 ] && return
  echo "Installing what the tests need: ${missing[*]}"
  command -v apt-get >/dev/null || fail "apt-get is missing; install by hand: ${missing[*]}"
  { as_root apt-get update -q && as_root apt-get install -y -q --no-install-recommends "${missing[@]}"; } >&2 \
    || fail "not installed; run as root or with sudo, or install by hand: ${missing[*]}"
  has_sqlite && has_postgresql && has_chromium && has_fonts && has_fetch && has_npm && has_requests \
    || fail "installed, but not where the tests look (/usr/bin/chromium, /usr/bin/python3, /usr/lib/postgresql, libsqlite3.so.0; Node.js 18 or newer)"
}

# The number in one attribute of the counters of all result files, summed.
sum() {
  grep -ho '<Counters [^>]*>' "$results"/*.trx | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" | awk '{ total += $1 } END { print total + 0 }'
}

command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing: https://dotnet.microsoft.com/download"
install_missing

# A reader of iCalendar that is not ours, at the version of its lock file.
npm ci --prefix tests/ical --no-audit --no-fund --silent || fail "npm ci in tests/ical failed; it needs npm's registry"

rm -rf "$results"
mkdir -p "$results"
dotnet build Portal.sln --configuration Debug || fail "the build failed"

# One project at a time: the tests of several projects at once starve each other on a small machine.
dotnet test Portal.sln --configuration Debug --no-build -m:1 --logger trx --results-directory "$results" \
  --blame-hang-timeout 10min --blame-hang-dump-type none
status=$?

for project in tests/*.Tests; do
  name=$(basename "$project")
  if ! grep -qis "storage=\"[^\"]*/$name\.dll\"" "$results"/*.trx; then
    echo "No result from $name" >&2
    status=1
  fi
done

compgen -G "$results/*.trx" >/dev/null || fail "no test ran"
passed=$(sum passed)
failed=$(($(sum failed) + $(sum error) + $(sum timeout) + $(sum aborted)))
skipped=$(($(sum total) - $(sum executed)))
[ "$failed" -gt 0 ] && status=1
[ "$status" -ne 0 ] && [ "$failed" -eq 0 ] && echo "A test run ended without all of its results; see above." >&2
if [ "$skipped" -gt 0 ]; then
  echo "$passed passed, $failed failed, $skipped skipped"
else
  echo "$passed passed, $failed failed"
fi
exit "$status"
