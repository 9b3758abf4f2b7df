#!/bin/sh
# Redmine 5.0.4, as Debian 12 packs it, beside giaoban: the same tasks, one PostgreSQL, one run.
#
#     sudo bench/peers/redmine.sh [NUMBER OF TASKS]      (100000 without)
#
# Redmine lives in a Debian of its own in a temporary folder (650 MB, from deb.debian.org), so that
# this machine gets no package and keeps none; it goes away however the run ends. Root is needed to
# set it up, and debootstrap, which is fetched into the folder where it is not installed.
set -eu

number=${1:-100000}
here=$(cd "$(dirname "$0")/../.." && pwd)
python=${PYTHON:-$here/.venv/bin/python}
mirror=${MIRROR:-http://deb.debian.org/debian}

if [ "$(id -u)" -ne 0 ]; then
    echo "Root is needed: Redmine is set up in a Debian of its own by chroot." >&2
    exit 1
fi

if [ -n "${REDMINE_ROOT:-}" ]; then
    # One that was set up before, and stays.
    root=$REDMINE_ROOT
else
    folder=$(mktemp -d "${TMPDIR:-/tmp}/giaoban-redmine-XXXXXX")
    root=$folder/root
    leave() {
        umount "$root/proc" 2>/dev/null || true
        # Never across a mount: what is mounted there is not ours.
        rm -rf --one-file-system "$folder"
    }
    trap leave EXIT
    trap 'exit 130' INT TERM HUP

    if debootstrap=$(command -v debootstrap); then :; else
        (cd "$folder" && apt-get download -q debootstrap && dpkg -x debootstrap_*.deb tools) >&2
        debootstrap=$folder/tools/usr/sbin/debootstrap
        DEBOOTSTRAP_DIR=$folder/tools/usr/share/debootstrap
        export DEBOOTSTRAP_DIR
    fi
    echo "Setting up Debian 12 in $root" >&2
    "$debootstrap" --variant=minbase bookworm "$root" "$mirror" >"$folder/log" 2>&1 ||
        { tail -5 "$folder/log" >&2; exit 1; }
    mount -t proc proc "$root/proc"
    # No service starts by being installed.
    printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
    chmod +x "$root/usr/sbin/policy-rc.d"
    echo "redmine redmine/instances/default/dbconfig-install boolean false" |
        chroot "$root" debconf-set-selections
    echo "Installing Redmine" >&2
    DEBIAN_FRONTEND=noninteractive chroot "$root" \
        apt-get install -qq -y --no-install-recommends redmine redmine-pgsql puma \
        >"$folder/log" 2>&1 || { tail -5 "$folder/log" >&2; exit 1; }
fi

cd "$here"
"$python" tools/postgres.py run -- "$python" -m bench.peers.redmine "$root" "$number"
