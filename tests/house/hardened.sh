#!/bin/sh
# The program that is given away, as an attacker of its inputs would find it: hardened.sh PROGRAM.
set -u
export LC_ALL=C
program=$1
failed=0
headers=$(readelf -hlW "$program" && readelf -dW "$program") || exit 1
symbols=$(readelf -sW "$program")

want() { # WHAT, IN WHICH TEXT, PATTERN
    printf '%s\n' "$2" | grep -q -e "$3" && return
    echo "$1: not there"
    failed=1
}

want "a load address nobody can guess" "$headers" 'Type:  *DYN'
want "relocations that are read-only" "$headers" 'GNU_RELRO'
want "all names resolved at start" "$headers" 'BIND_NOW\|FLAGS_1.*NOW'
want "a stack that cannot be run" "$headers" 'GNU_STACK.* RW '
want "canaries on the stack" "$symbols" '__stack_chk_fail'
want "functions that know how large their buffers are" "$symbols" '__[a-z]*printf_chk\|__memcpy_chk\|__read_chk'
printf '%s\n' "$headers" | grep -q 'LOAD.* RWE ' && { echo "memory that can be written and run"; failed=1; }
[ $failed != 0 ] || echo "load address, relocations, stack, canaries and buffers as they should be"
exit $failed
