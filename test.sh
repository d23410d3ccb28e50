#!/usr/bin/env bash
# Installs what the tests need and is missing, builds, and runs every test.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

usage() {
  cat <<'TEXT'
Usage: ./test.sh [--hil | --help]

Installs what is missing (libgtk-3-0 for the motion detector, libasound2 for microphones, chromium for the page, mosquitto as a second
broker, influxdb as the second reading store, postgresql as the second relational store, ffmpeg and GStreamer's
RTSP server for network cameras, systemd to look at the packages' services), builds without warnings and runs every test. The last line is:
N passed, N failed, N skipped.

  --hil   Only the agent on a kernel's own sound card, camera, GPIO chip and I2C bus, in a virtual machine (QEMU, without KVM): all of it, also what takes
          minutes: camera, air and supply, power cut, full disk, lost network. Without --hil the short part of it runs with the other tests.
TEXT
}

fail() { echo "test.sh: $*" >&2; exit 2; }

hil=false
case "${1:-}" in
  '') ;;
  --hil) hil=true ;;
  --help|-h) usage; exit 0 ;;
  *) usage >&2; fail "'$1' is no option" ;;
esac

command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing; install it and put dotnet on the PATH"

needed=(
  'libgtk-3-0: OpenCV, which finds what moves, is linked to it'
  'fonts-dejavu-core: an exhibit pack is printed in it'
  'libasound2: microphones are read by it'
  'chromium: the tests look at the page with it'
  'mosquitto: the tests also run against a foreign broker'
  'influxdb: the tests also store readings in it'
  'postgresql: the tests also keep alerts in it'
  'ffmpeg: the agent reads network cameras with it'
  'gir1.2-gst-rtsp-server-1.0: the network camera that the tests look at'
  'python3-gi: the same'
  'gstreamer1.0-plugins-base: its test picture'
  'gstreamer1.0-plugins-good: its MJPEG and RTP'
  'gstreamer1.0-plugins-ugly: its H.264'
  'libturbojpeg0: the camera'"'"'s library of arm64 writes pictures with it'
  'libtbb12: the same library computes with it'
  'g++: the camera'"'"'s library of arm64 is built for this machine and held against the other'
  'systemd: its systemd-analyze looks at the services of the packages'
)
# The virtual machine with devices; where there is no QEMU its tests are skipped, with the reason.
guest=(
  'qemu-system-x86: boots a kernel with devices of its own'
  'busybox-static: its first process'
  'kmod: its modules'
  'cpio: its first files'
  'gcc-12: builds modules that Debian leaves out'
  'make: the same'
  'alsa-utils: plays into its sound card'
  'libgpiod2: the agent reads its GPIO chip with it'
  'e2fsprogs: its disk'
)
# Installs what is missing of a list; fails, with apt-get's reason printed, if it cannot.
install() {
  local missing=() as_root=() entry server
  for entry; do
    dpkg -s "${entry%%:*}" >/dev/null 2>&1 && continue
    echo "Installing $entry"
    missing+=("${entry%%:*}")
  done
  [ "${#missing[@]}" -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "test.sh: installing ${missing[*]} needs root or sudo; install them and start again" >&2; return 1; }
    as_root=(sudo)
  fi
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null || return
  # The tests start their own servers: what Debian has just made a service of this machine must not listen beside them.
  for server in mosquitto influxdb postgresql; do
    [[ " ${missing[*]} " != *" $server "* ]] || ! command -v systemctl >/dev/null || "${as_root[@]}" systemctl disable --now --quiet "$server" || true
  done
}
install "${needed[@]}" || fail "not all of them could be installed; the reason stands above"
install "${guest[@]}" || echo "test.sh: without QEMU; the tests that need it are skipped" >&2

dotnet build Solutions.Edge.sln -c Release -v quiet --nologo -clp:NoSummary

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
failed=0
if $hil; then projects=(tests/Guest.Tests) which=(); else projects=(tests/*.Tests) which=(-trait- Form=long); fi
for project in "${projects[@]}"; do
  name=$(basename "$project")
  echo "== $name"
  dotnet "$project/bin/Release/net10.0/Solutions.Edge.$name.dll" -noColor -noLogo "${which[@]}" -result-trx "$results/$name.trx" || failed=1
  [ -s "$results/$name.trx" ] || { echo "test.sh: $name ended without results" >&2; failed=1; }
done

# The counters of every project's results file, added up.
sum() { cat "$results"/*.trx 2>/dev/null | grep -o '<Counters [^>]*' | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | paste -sd+ | { read -r terms || terms=0; echo $((terms)); }; }
# What failed and why, once more: in the middle of all that was printed nobody finds it.
failures() {
  cat "$results"/*.trx 2>/dev/null | awk -v RS='<UnitTestResult ' '
    function between(a, b, at) { at = index($0, a) + length(a); return at > length(a) ? substr($0, at, index(substr($0, at), b) - 1) : "" }
    substr($0, 1, index($0, ">")) ~ / outcome="Failed"/ { print "FAILED " between("testName=\"", "\" "); print between("<Message>", "</Message>"); print between("<StackTrace>", "</StackTrace>") }' \
    | sed 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&#xA;/\n/g; s/&#xD;//g; s/&amp;/\&/g'
}
failures
passed=$(sum passed) notpassed=$(sum failed) total=$(sum total)
echo "$passed passed, $notpassed failed, $((total - passed - notpassed)) skipped"
[ "$failed" -eq 0 ] && [ "$notpassed" -eq 0 ] && [ "$passed" -gt 0 ]
