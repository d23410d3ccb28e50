#!/usr/bin/env bash
# Makes what the guest boots, in the folder given: Debian's own kernel and, built for it, the modules that Debian leaves out. Prints the kernel's version last.
# Needs nothing but what test.sh installs. What is there already is left as it is.
set -euo pipefail
cd "$(dirname "$0")"
folder=$(realpath "${1:?usage: prepare.sh FOLDER}")
# Superseded versions vanish from Debian: the one that it names now.
image=$(apt-cache depends linux-image-amd64 | awk '/Depends:/ { print $2; exit }')
version=${image#linux-image-}
done=$folder/$version-$(cat ./* | sha256sum | cut -c1-12)
if [ ! -e "$done" ]; then
  mkdir -p "$folder/deb" "$folder/build"
  # Taken as they are and not installed: a kernel of this machine's own would be made ready to boot.
  headers=linux-headers-$version
  (cd "$folder/deb" && apt-get download -qq "$image" "$headers" "${headers%-*}-common" linux-kbuild-6.1 linux-source-6.1 >/dev/null 2>&1) \
    || { echo "prepare.sh: apt-get could not download $image, its headers and linux-source-6.1" >&2; exit 1; }
  for package in "$image" "$headers" "${headers%-*}-common" linux-kbuild-6.1; do dpkg -x "$folder/deb/$package"_*.deb "$folder/root"; done
  sed -i "s:/usr/src:$folder/root/usr/src:" "$folder/root/usr/src/$headers/Makefile"

  # gpio-sim and irq_sim are in the kernel's source and in no kernel of Debian's.
  dpkg-deb --fsys-tarfile "$folder/deb"/linux-source-6.1_*.deb | tar -xO ./usr/src/linux-source-6.1.tar.xz \
    | tar -xJ -C "$folder/build" --transform 's:.*/::' \
      linux-source-6.1/drivers/gpio/gpio-sim.c linux-source-6.1/drivers/gpio/gpiolib.h linux-source-6.1/kernel/irq/irq_sim.c
  # Outside of the kernel it may not call what is exported to it alone, and needs a licence of its own.
  sed -i 's/irq_to_desc(irqnum)/irq_data_to_desc(irq_get_irq_data(irqnum))/' "$folder/build/irq_sim.c"
  printf '#include <linux/module.h>\nMODULE_LICENSE("GPL");\n' >>"$folder/build/irq_sim.c"
  cp i2c-bench.c "$folder/build"
  echo 'obj-m := irq_sim.o gpio-sim.o i2c-bench.o' >"$folder/build/Makefile"
  make -s -j2 -C "$folder/root/usr/src/$headers" CC=gcc-12 M="$folder/build" modules >"$folder/build/log" 2>&1 || { cat "$folder/build/log" >&2; exit 1; }
  modules=$folder/root/lib/modules/$version
  install -D -m 0644 -t "$modules/extra" "$folder/build"/*.ko
  depmod -b "$folder/root" "$version"

  # What it takes to mount this machine's files, with what that needs.
  first=$folder/first
  mkdir -p "$first"/{bin,dev,proc,sys,modules}
  cp /bin/busybox "$first/bin"
  install -m 0755 init "$first/init"
  for module in virtio_pci virtio_blk virtio_net 9pnet_virtio 9p overlay ext4; do
    modprobe -d "$folder/root" -S "$version" -D "$module" 2>/dev/null | awk '$1 == "insmod" { print $2 }'
  done | awk '!seen[$0]++' | while read -r file; do
    cp "$file" "$first/modules"
    basename "$file" >>"$first/modules/order"
  done
  (cd "$first" && find . | cpio -o -H newc --quiet | gzip -1) >"$folder/initrd"
  touch "$done"
fi
echo "$version"
