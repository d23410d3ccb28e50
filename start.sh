#!/usr/bin/env bash
# Installs what is missing, builds, and runs the control room with simulated sites until Ctrl-C.
set -euo pipefail
here=$PWD
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

usage() {
  cat <<'TEXT'
Usage: ./start.sh [options]

Starts the control room in demonstration mode and three simulated sites: a town street, a home, and an alley with
two gates. Each device is the real agent as a process of its own, fed by a generated scene. Ctrl-C stops everything.

  --audio FILE.wav     add a town site that plays this recording (48 kHz) in real time, looped
  --video FILE.avi     add a town site that plays this film in real time, looped; with --audio it is one site
  --sensitivity DBFS   dBFS of a 94 dB, 1 kHz tone in FILE.wav, 0 dBFS being a full-scale sine (default -26)
  --fresh              forget the demonstration's data first
  --production DIR     no demonstration: an installation of your own, its data and keys in DIR (empty at first). The code
                       for its first account is printed; devices reach it at the two ports below from anywhere
  --port N             where the page is (default 8080)
  --device-port N      where devices enrol and deliver stills and clips by HTTPS, on loopback (default 8444)
  --mqtts-port N       where devices report, MQTT over TLS on loopback (default 8883)
  --mqtt-port N        plain MQTT for clients of your own, on loopback (default 1883)
  --help               this text

Data and logs are in .demo/; nothing listens beyond this machine.
TEXT
}

fail() { echo "start.sh: $*" >&2; exit 2; }

audio='' video='' sensitivity=-26 fresh='' production='' port=8080 device_port=8444 mqtts_port=8883 mqtt_port=1883
while [ $# -gt 0 ]; do
  case "$1" in
    --help|-h) usage; exit 0 ;;
    --fresh) fresh=1; shift; continue ;;
    --audio|--video|--sensitivity|--port|--device-port|--mqtts-port|--mqtt-port|--production) [ $# -ge 2 ] || fail "$1 needs a value; see ./start.sh --help" ;;
    *) fail "'$1' is no option; see ./start.sh --help" ;;
  esac
  case "$1" in
    --audio) audio=$2 ;;
    --video) video=$2 ;;
    --sensitivity) sensitivity=$2 ;;
    --port) port=$2 ;;
    --device-port) device_port=$2 ;;
    --mqtts-port) mqtts_port=$2 ;;
    --mqtt-port) mqtt_port=$2 ;;
    --production) production=$2 ;;
  esac
  shift 2
done

# A file is named from where the user stands.
absolute() { case "$1" in '') ;; /*) echo "$1" ;; *) echo "$here/$1" ;; esac; }
audio=$(absolute "$audio") video=$(absolute "$video") production=$(absolute "$production")
for file in "$audio" "$video"; do
  [ -z "$file" ] || [ -r "$file" ] || fail "$file does not exist or cannot be read; give the path of a recording"
done
[[ $sensitivity =~ ^-?(0|[1-9][0-9]*)(\.[0-9]+)?$ ]] || fail "--sensitivity is '$sensitivity'; it must be a number of dBFS such as -26"

is_port() { [[ $1 =~ ^[0-9]{1,5}$ ]] && [ "$1" -ge 1 ] && [ "$1" -le 65535 ]; }
in_use() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
is_port "$port" || fail "--port is '$port'; it must be a number from 1 to 65535"
is_port "$device_port" || fail "--device-port is '$device_port'; it must be a number from 1 to 65535"
is_port "$mqtts_port" || fail "--mqtts-port is '$mqtts_port'; it must be a number from 1 to 65535"
is_port "$mqtt_port" || fail "--mqtt-port is '$mqtt_port'; it must be a number from 1 to 65535"
silo_port=${SOLUTIONS__CLUSTER__SILOPORT:-11111} gateway_port=${SOLUTIONS__CLUSTER__GATEWAYPORT:-30000}
in_use "$port" && fail "port $port is in use; stop what uses it, or choose another with --port"
in_use "$device_port" && fail "port $device_port is in use; stop what uses it, or choose another with --device-port"
in_use "$mqtts_port" && fail "port $mqtts_port is in use (another broker?); stop it, or choose another with --mqtts-port"
[ -n "$production" ] || ! in_use "$mqtt_port" || fail "port $mqtt_port is in use (another broker?); stop it, or choose another with --mqtt-port"
in_use "$silo_port" && fail "port $silo_port is in use (another control room?); stop it, or choose another in SOLUTIONS__CLUSTER__SILOPORT"
in_use "$gateway_port" && fail "port $gateway_port is in use (another control room?); stop it, or choose another in SOLUTIONS__CLUSTER__GATEWAYPORT"

command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing; install it and put dotnet on the PATH"
mkdir -p .demo 2>/dev/null && [ -w .demo ] || fail "$PWD/.demo cannot be written by this user; the demonstration's data goes there"
free_mb=$(df -Pm .demo | awk 'NR == 2 { print $4 }')
[ "$free_mb" -ge 1024 ] || fail "only $free_mb MB are free on the disk of $PWD; the build and the demonstration's data need 1024"

missing=()
for package in libgtk-3-0 fonts-dejavu-core; do dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package"); done
if [ "${#missing[@]}" -gt 0 ]; then
  echo "Installing ${missing[*]}: OpenCV, which finds what moves in the cameras' pictures, is linked to GTK; an exhibit pack is printed in DejaVu Sans"
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "installing ${missing[*]} needs root or sudo; install it and start again"
    as_root=(sudo)
  fi
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null \
    || fail "apt-get could not install ${missing[*]}; its reason stands above"
fi

[ -z "$fresh" ] || rm -rf .demo/control-room .demo/keys .demo/agents .demo/logs
mkdir -p .demo/logs
sites=shared/demonstration.json
room=control-room/bin/Release/net10.0/solutions-control-room.dll
agent=edge-agent/bin/Release/net10.0/solutions-agent.dll

# Asking the build whether there is anything to do takes half a minute; looking at the files takes none.
changed_since() { [ ! -e "$1" ] || [ -n "$(find shared control-room edge-agent Directory.*.props global.json \( -name bin -o -name obj \) -prune -o -newer "$1" -print -quit)" ]; }
if changed_since "$room" || changed_since "$agent"; then
  echo 'Building …'
  for project in control-room edge-agent; do
    dotnet build "$project" -c Release -v quiet --nologo >.demo/logs/build.log 2>&1 || { cat .demo/logs/build.log; fail "$project does not build; the reason stands above"; }
  done
  touch "$room" "$agent"
fi

if [ -n "$production" ]; then
  mkdir -p "$production" 2>/dev/null && [ -w "$production" ] || fail "$production cannot be written by this user; the installation's data goes there"
  echo "An installation in $production, at http://localhost:$port (Ctrl-C stops it)"
  SOLUTIONS__URLS="http://127.0.0.1:$port" SOLUTIONS__DATA="$production/data" SOLUTIONS__KEYS="$production/keys" \
    SOLUTIONS__DEVICES__PORT="$device_port" SOLUTIONS__MQTT__TLSPORT="$mqtts_port" exec dotnet "$room" run
fi

# Each device has a file of its own; that of the player names the recordings.
devices=(edge-agent/Configuration/Demonstration/*.json)
quoted() { local text=${1//\\/\\\\}; printf '"%s"' "${text//\"/\\\"}"; }
if [ -n "$audio$video" ]; then
  player=.demo/d-92bb48.json sensors=''
  [ -z "$audio" ] || sensors+=", \"sound\": { \"source\": \"file\", \"path\": $(quoted "$audio"), \"sensitivityDbfs\": $sensitivity }"
  [ -z "$video" ] || sensors+=", \"camera\": { \"source\": \"file\", \"path\": $(quoted "$video") }"
  echo "{ \"device\": \"d-92bb48\"$sensors }" >"$player"
  devices+=("$player")
fi

declare -A name_of=()
stop() {
  trap '' INT TERM
  trap - EXIT
  [ "${#name_of[@]}" -eq 0 ] || kill -TERM "${!name_of[@]}" 2>/dev/null || true
  wait
  exit "${1:-0}"
}
trap 'echo; echo "Stopping …"; stop 0' INT TERM
trap 'stop 1' EXIT

export SOLUTIONS__DATA="$PWD/.demo/control-room"
SOLUTIONS__DEMO=true SOLUTIONS__URLS="http://127.0.0.1:$port" SOLUTIONS__KEYS="$PWD/.demo/keys" SOLUTIONS__SITES="$PWD/$sites" \
  SOLUTIONS__DEVICES__PORT="$device_port" SOLUTIONS__MQTT__TLSPORT="$mqtts_port" \
  SOLUTIONS__RECORDINGS=$([ -n "$audio$video" ] && echo true || echo false) SOLUTIONS__MQTT__PORT="$mqtt_port" \
  dotnet "$room" run >.demo/logs/control-room.log 2>&1 &
name_of[$!]=control-room
room_pid=$!

alive() { exec 3<>"/dev/tcp/127.0.0.1/$port" && printf 'GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3 && grep -q '200 OK' <&3; }
for ((tries = 0; ; tries++)); do
  (alive) 2>/dev/null && break
  kill -0 "$room_pid" 2>/dev/null || fail "the control room ended: $(tail -n 1 .demo/logs/control-room.log)"
  [ "$tries" -lt 300 ] || fail "the control room does not answer on port $port; see .demo/logs/control-room.log"
  sleep 0.2
done

# A device that has no identity yet enrols by a code, as any device does.
declare -A code_of=()
new=()
for file in "${devices[@]}"; do
  device=$(basename "$file" .json)
  [ -e ".demo/agents/$device/identity/identity.json" ] || new+=("$device")
done
if [ "${#new[@]}" -gt 0 ]; then
  codes=$(dotnet "$room" enrolment-code --plain --url "http://127.0.0.1:$port" "${new[@]}") || fail "the control room gives no enrolment codes; the reason stands above"
  while read -r device code; do code_of[$device]=$code; done <<<"$codes"
fi

for file in "${devices[@]}"; do
  device=$(basename "$file" .json)
  enrol=()
  [ -z "${code_of[$device]:-}" ] || enrol=(--enrol "${code_of[$device]}")
  dotnet "$agent" run --config "$file" --state ".demo/agents/$device" --journal ".demo/agents/$device" --trust-clock "${enrol[@]}" \
    >".demo/logs/$device.log" 2>&1 &
  name_of[$!]=$device
done

echo "Open http://localhost:$port   (${#devices[@]} devices; logs in .demo/logs; Ctrl-C stops everything)"

# Until Ctrl-C. A device that dies is news for the page as well; one that could not start ends the demonstration.
while true; do
  code=0
  wait -n -p ended || code=$?
  [ -n "${ended:-}" ] || continue
  name=${name_of[$ended]}
  unset "name_of[$ended]"
  last=$(tail -n 1 ".demo/logs/$name.log")
  [ "$name" != control-room ] || fail "the control room ended (exit code $code): $last"
  [ "$code" -ne 2 ] || fail "device $name cannot run: $last"
  echo "Device $name has ended (exit code $code): $last"
done
