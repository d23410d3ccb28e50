#!/usr/bin/env bash
# Builds the camera's library of an architecture, and that of films, into the folder given: from the sources beside it, against Debian 12's libraries.
# Those are fetched and unpacked into a folder of their own: nothing is installed, and any Debian 12 builds for both architectures.
set -euo pipefail

fail() { echo "build.sh: $*" >&2; exit 2; }

[ $# -eq 2 ] || fail 'usage: edge-agent/Native/build.sh ARCHITECTURE FOLDER'
case "$1" in
  amd64) triple=x86_64-linux-gnu package=g++ ;;
  arm64) triple=aarch64-linux-gnu package=g++-aarch64-linux-gnu ;;
  *) fail "'$1' is no architecture; it must be amd64 or arm64" ;;
esac
compiler=$triple-g++ strip=$triple-strip
command -v "$compiler" >/dev/null || fail "$compiler is missing; install $package"
grep -q '^VERSION_CODENAME=bookworm' /etc/os-release \
  || fail 'this is not Debian 12; its libraries would be of another version than those that the package names'
mkdir -p "$2" && folder=$(cd "$2" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# An index of its own, for apt knows the packages of the machine's architecture alone.
mkdir -p "$work/state/lists/partial" "$work/cache/archives/partial" "$work/debs" "$work/root"
: >"$work/status"
apt() {
  apt-get -qq -o "APT::Architecture=$architecture" -o "APT::Architectures=$architecture" -o "Dir::State=$work/state" -o "Dir::Cache=$work/cache" \
    -o "Dir::State::status=$work/status" -o APT::Sandbox::User=root "$@"
}
architecture=$1
apt update || fail 'the index of packages cannot be fetched'
(cd "$work/debs" && apt download libopencv-{core,imgproc,video}-dev libturbojpeg0 libturbojpeg0-dev libtbb12 zlib1g liblapack3 libblas3 \
  libav{codec,format}59 libavutil57 libswscale6 libav{codec,format,util}-dev libswscale-dev) || fail 'a package cannot be fetched'
for deb in "$work"/debs/*.deb; do dpkg-deb --extract "$deb" "$work/root"; done
cd "$here"

library=$work/root/usr/lib/$triple zlib=$(echo "$work/root"/lib/*/libz.so.1)
options=(-std=c++17 -O2 -fPIC -shared -fvisibility=hidden -Wall -Wextra -Werror -I. -isystem "$work/root/usr/include"
  -isystem "$work/root/usr/include/$triple" -isystem "$work/root/usr/include/opencv4" -L"$library" -Wl,--gc-sections -Wl,--exclude-libs,ALL)
"$compiler" "${options[@]}" film_*.cpp -o "$work/libSolutionsFilm.so" -l:libavformat.so.59 -l:libavcodec.so.59 -l:libavutil.so.57 -l:libswscale.so.6
# OpenCV is linked in: its packages drag in desktops and neural networks, and Debian 13 has others. It is the same on every machine so.
# shellcheck disable=SC2046
"$compiler" "${options[@]}" $(ls ./*.cpp | grep -v /film_) -o "$work/libOpenCvSharpExtern.so" -Wl,-z,defs \
  -Wl,-Bstatic -lopencv_video -lopencv_imgproc -lopencv_core -Wl,-Bdynamic -l:libturbojpeg.so.0 "$zlib" -l:libtbb.so.12 \
  "$library/lapack/liblapack.so.3" "$library/blas/libblas.so.3" -Wl,--unresolved-symbols=ignore-in-shared-libs
"$strip" "$work"/lib*.so
install -m 0644 "$work"/lib{OpenCvSharpExtern,SolutionsFilm}.so "$folder"
install -m 0644 "$work/root/usr/share/doc/libopencv-core-dev/copyright" "$folder/OpenCV.copyright"
