#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Unpacks Debian's ClickHouse server and its libraries into a folder, without installing anything: no root
# rights, no service, no change to the system. The cluster tests run what is in it.
#
#   scripts/fetch-clickhouse.sh DIR     then     DIR/clickhouse-server --config-file=FILE
#
# Needs a Debian 12 (bookworm) with apt; run `apt-get update` before if the package lists are old.
# Exit codes: 0 ready, 2 wrong usage, 3 the packages cannot be had here.
set -eu

if [ $# -ne 1 ]; then
  echo "usage: $0 DIR" >&2
  exit 2
fi
for tool in apt-get dpkg; do
  if ! command -v "$tool" >/dev/null 2>&1; then
    echo "fetch-clickhouse: there is no $tool here; a Debian system is needed" >&2
    exit 3
  fi
done

mkdir -p "$1"
dir=$(cd "$1" && pwd)

# This old server has no --version; without a configuration it ends at once, with 127 only where a library is missing.
starts() {
  rc=0
  (cd "$dir" && "$dir/clickhouse-server" --config-file="$dir/none.xml") >>"$dir/apt.log" 2>&1 || rc=$?
  [ "$rc" -ne 126 ] && [ "$rc" -ne 127 ]
}

if [ -x "$dir/clickhouse-server" ] && starts; then
  echo "$dir/clickhouse-server"
  exit 0
fi

packages="clickhouse-server clickhouse-common
  libboost-filesystem1.74.0 libboost-program-options1.74.0 libcapnp-0.9.2 libcctz2 libcpuinfo0
  libdouble-conversion3 libfarmhash0 libicu72 libjemalloc2 libltdl7 liblz4-1 liblzf1 libmariadb3 libmetrohash1 libodbc2
  libpcre3 librdkafka1 libre2-9 libzstd1
  libpococrypto80 libpocodata80 libpocodataodbc80 libpocofoundation80 libpocojson80 libpocomongodb80
  libpoconet80 libpoconetssl80 libpocoutil80 libpocoxml80"

mkdir -p "$dir/packages" "$dir/root"
# Word splitting is wanted: one argument a package.
# shellcheck disable=SC2086
if ! (cd "$dir/packages" && apt-get -q download $packages) >"$dir/apt.log" 2>&1; then
  tail -n 3 "$dir/apt.log" >&2
  echo "fetch-clickhouse: the packages cannot be downloaded (try apt-get update first)" >&2
  exit 3
fi
for package in "$dir"/packages/*.deb; do
  dpkg -x "$package" "$dir/root"
done
rm -rf "$dir/packages"

triplet=$(cd "$dir/root/usr/lib" && ls -d -- *-linux-gnu | head -n 1)
cat >"$dir/clickhouse-server" <<WRAPPER
#!/bin/sh
LD_LIBRARY_PATH='$dir/root/usr/lib/$triplet:$dir/root/lib/$triplet' exec '$dir/root/usr/sbin/clickhouse-server' "\$@"
WRAPPER
chmod +x "$dir/clickhouse-server"
if ! starts; then
  tail -n 3 "$dir/apt.log" >&2
  echo "fetch-clickhouse: the server does not start; a library is missing" >&2
  exit 3
fi
echo "$dir/clickhouse-server"
