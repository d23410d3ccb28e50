#!/usr/bin/env bash
# Builds the Debian packages of agent and control room, for amd64 and arm64, into the folder given.
set -euo pipefail
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

fail() { echo "build.sh: $*" >&2; exit 2; }

[ $# -ge 1 ] && [ "${1#-}" = "$1" ] || fail "usage: edge-agent/Packaging/build.sh FOLDER [amd64|arm64]...; without an architecture both are built"
mkdir -p "$1" && folder=$(cd "$1" && pwd)
shift
[ $# -gt 0 ] || set -- amd64 arm64
cd "$(dirname "$0")/../.."
for tool in dotnet dpkg-deb; do command -v "$tool" >/dev/null || fail "$tool is missing; install it and put it on the PATH"; done
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)

# A copy is published: in the tree, what was restored for one architecture would stand in the way of the next build.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tar -c --exclude=bin --exclude=obj Directory.* BannedSymbols.txt .editorconfig .config global.json LICENSE SECURITY.md shared edge-agent control-room \
  | tar -x --one-top-level="$work/tree"

# package PROJECT NAME ARCHITECTURE
package() {
  local packaging=$1/Packaging root=$work/$2-$3 rid=linux-x64
  [ "$3" = amd64 ] || rid=linux-arm64
  local program=$root/usr/lib/$2 share=$root/usr/share
  dotnet publish "$work/tree/$1" -c Release -r "$rid" --self-contained -o "$program" -v quiet --nologo -m:1
  # For arm64 none is served.
  [ "$2-$3" != solutions-agent-arm64 ] || "$work/tree/edge-agent/Native/build.sh" arm64 "$program"
  # Documentation, and a tracer that is linked to a library which no package names.
  rm -f "$program"/*.xml "$program/libcoreclrtraceptprovider.so"
  # Whatever mask and folder it was built under.
  find "$program" -type d -exec chmod 0755 {} +
  find "$program" -type f -exec chmod 0644 {} +
  chmod 0755 "$program/$2" "$program/createdump"
  install -D -m 0755 "$packaging/$2" "$root/usr/bin/$2"
  install -D -m 0644 "$packaging/$2.service" "$root/lib/systemd/system/$2.service"
  install -D -m 0644 LICENSE "$share/doc/$2/copyright"
  "of_${1//-/_}" "$packaging" "$root"
  install -d -m 0755 "$root/DEBIAN"
  install -m 0755 "$packaging"/{postinst,prerm,postrm} "$root/DEBIAN"
  (cd "$root" && find etc -type f -printf '/%p\n') >"$root/DEBIAN/conffiles"
  (cd "$root" && find usr lib -type f -exec md5sum {} +) >"$root/DEBIAN/md5sums"
  # A dependency of one architecture alone says so at its end.
  sed -e "s/ \[$3\],$/,/" -e '/\[[a-z0-9]*\],$/d' -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$3/" \
    -e "s/@SIZE@/$(du -sk --exclude=DEBIAN "$root" | cut -f1)/" "$packaging/control" >"$root/DEBIAN/control"
  chmod 0755 "$root" && chmod 0644 "$root"/DEBIAN/{control,conffiles,md5sums}
  find "$root" -type d -exec chmod 0755 {} +
  dpkg-deb --root-owner-group -Zxz -z3 --build "$root" "$folder/$2_${version}_$3.deb"
  rm -rf "$root"
}

of_edge_agent() {
  install -D -m 0644 "$1/agent.json" "$2/etc/solutions-agent/agent.json"
  # Not under share/doc, which small images leave out.
  install -D -m 0644 edge-agent/Configuration/agent.json "$2/usr/share/solutions-agent/agent.json"
}

# It may hold passwords.
of_control_room() { install -D -m 0640 "$1/environment" "$2/etc/solutions-control-room/environment"; }

for architecture; do
  case "$architecture" in amd64|arm64) ;; *) fail "'$architecture' is no architecture; it must be amd64 or arm64" ;; esac
  package edge-agent solutions-agent "$architecture"
  package control-room solutions-control-room "$architecture"
done
