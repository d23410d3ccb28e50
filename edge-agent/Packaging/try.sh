#!/usr/bin/env bash
# Installs, runs, upgrades, removes and purges the built packages in a Debian of its own, and says what is not as it must be. Needs root and the network.
set -euo pipefail

fail() { echo "try.sh: $*" >&2; exit 1; }
[ $# -eq 1 ] && [ -d "$1" ] || fail "usage: edge-agent/Packaging/try.sh FOLDER, which build.sh has filled for this machine's architecture"
[ "$(id -u)" -eq 0 ] || fail 'a chroot needs root'
command -v debootstrap >/dev/null || fail 'debootstrap is missing; install it'
architecture=$(dpkg --print-architecture)
root=$(mktemp -d)
chmod 0755 "$root"
trap 'rm -rf --one-file-system "$root"' EXIT
debs=()
for name in solutions-agent solutions-control-room; do
  deb=$(echo "$1/${name}"_*_"$architecture".deb)
  [ -f "$deb" ] || fail "$1 holds no package of $name for $architecture"
  debs+=("$deb")
done

for deb in "$1"/solutions-agent_*_arm64.deb; do
  for library in OpenCvSharpExtern SolutionsFilm; do
    [ ! -f "$deb" ] || dpkg-deb --contents "$deb" | grep -q "/usr/lib/solutions-agent/lib$library.so$" || fail "$deb lacks lib$library.so"
  done
done

echo '== a Debian 12 of its own'
debootstrap --variant=minbase --include=systemd,ca-certificates,curl,iproute2 bookworm "$root" >/dev/null
for deb in "${debs[@]}"; do
  cp "$deb" "$root/root/"
  # The same once more, with a higher version.
  dpkg-deb --raw-extract "$deb" "$root/newer" && sed -i 's/^Version: .*/&+1/' "$root/newer/DEBIAN/control"
  dpkg-deb --root-owner-group -Znone --build "$root/newer" "$root/root/newer-$(basename "$deb")" >/dev/null
  rm -rf "$root/newer"
done

inside() { unshare --net --mount --pid --fork --mount-proc chroot "$root" /bin/bash -euc "mount -t proc proc /proc; ip link set lo up; $1"; }
expect() { echo "   $1"; inside "$2" || fail "not so: $1"; }

echo '== installed'
chroot "$root" sh -c 'cd /root && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ./solutions-*.deb' >"$root/install.log" 2>&1 \
  || { tail -20 "$root/install.log"; fail 'apt-get could not install them'; }
expect 'each has a user of its own, its folders are that user'"'"'s alone, and its service is enabled' '
  for n in solutions-agent solutions-control-room; do
    [ "$(stat -c "%U %a" /var/lib/$n)" = "$n 700" ]; systemctl is-enabled --quiet $n
  done
  id -nG solutions-agent | grep -qw audio && id -nG solutions-agent | grep -qw video'
expect 'systemd reads its units without a word, and finds their exposure below 3.0' '
  for n in solutions-agent solutions-control-room; do
    [ -z "$(systemd-analyze verify $n.service 2>&1 | grep $n)" ]; exposure=$(systemd-analyze security --offline=true --threshold=30 $n.service); echo "$exposure" | tail -1
  done'
expect 'both programs run, and every library that they are linked to is there' '
  solutions-agent --version && solutions-control-room --version
  ! find /usr/lib/solutions-* -name "*.so" -exec ldd {} + | grep "not found"'
expect 'a device that has not enrolled says so in words and ends with 2' '
  code=0; said=$(solutions-agent run 2>&1) || code=$?; echo "   $said"; [ $code -eq 2 ] && echo "$said" | grep -q "device is missing"'
expect 'the agent runs on the file as installed, and makes its journal where that says' '
  install -d -o solutions-agent -g solutions-agent /run/solutions-agent
  sed -i "s/^{/{ \"device\": \"d-1\",/" /etc/solutions-agent/agent.json
  solutions-agent run & sleep 8; kill $!; wait $! || exit 1
  [ "$(stat -c %U /var/lib/solutions-agent/d-1)" = solutions-agent ] && [ -d /run/solutions-agent/d-1 ]'
expect 'the control room answers, and gives the first code to root' '
  solutions-control-room run & for i in $(seq 120); do curl -fs http://localhost:8080/healthz && break; sleep 0.5; done
  curl -fs http://localhost:8080/set-up | grep -q "<form"; solutions-control-room setup-code; kill $!; wait $! || exit 1'

echo '== upgraded'
chroot "$root" sh -c 'cd /root && dpkg --install newer-*.deb' >"$root/upgrade.log" 2>&1 || { cat "$root/upgrade.log"; fail 'they cannot be upgraded'; }
expect 'the changed file and the state are as they were' '
  dpkg -s solutions-agent | grep -q "^Version: .*+1$" && grep -q d-1 /etc/solutions-agent/agent.json && [ -d /var/lib/solutions-agent/d-1 ]'

echo '== removed'
chroot "$root" dpkg --remove solutions-agent solutions-control-room >/dev/null 2>&1 || fail 'they cannot be removed'
expect 'programs and units are gone; settings, state and users are kept' '
  [ ! -e /usr/lib/solutions-agent ] && [ ! -e /usr/bin/solutions-control-room ] && [ ! -e /lib/systemd/system/solutions-agent.service ]
  [ -f /etc/solutions-agent/agent.json ] && [ -f /etc/solutions-control-room/environment ] && [ -d /var/lib/solutions-agent/d-1 ]
  [ -d /var/lib/solutions-control-room-keys ] && getent passwd solutions-agent solutions-control-room >/dev/null'

echo '== purged'
chroot "$root" dpkg --purge solutions-agent solutions-control-room >/dev/null 2>&1 || fail 'they cannot be purged'
expect 'state, keys, settings and users are gone' '
  [ -z "$(find / -xdev -name "solutions-*" ! -path "/root/*" ! -path "/proc/*" ! -path "/var/cache/*")" ]
  ! getent passwd solutions-agent && ! getent passwd solutions-control-room'
echo 'All as it must be.'
