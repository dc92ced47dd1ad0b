"""What the program runs when it reviews a description, as a linker script that lays it side by side: src/startup.ld.

    startup.py PROGRAM MAP INPUT... > startup.ld

PROGRAM is a release build with symbols, MAP what the linker wrote of it (-Wl,-Map,FILE), each INPUT the arguments of one run, such as
"check -f compact one.yaml". Runs are watched by valgrind's lackey. Names that are no longer there do no harm, new ones stand where
they stood before: the list needs to be made anew only when much has changed.
"""
import bisect
import os
import re
import subprocess
import sys
import textwrap


def sections(path):
    """Of the map: address, end, name and object of each section of code, by address."""
    out, name = [], None
    for line in open(path, encoding='utf-8', errors='replace'):
        alone = re.match(r' (\.text\S*)\s*$', line)
        placed = re.match(r' (\.text\S*)?\s+0x([0-9a-f]+)\s+0x([0-9a-f]+) (\S+)$', line)
        if placed and (placed[1] or name) and int(placed[3], 16):
            start = int(placed[2], 16)
            out.append((start, start + int(placed[3], 16), placed[1] or name, placed[4]))
        name = alone[1] if alone else None
    return sorted(out)


def start_of(program):
    for line in subprocess.run(['nm', program], stdout=subprocess.PIPE, check=True, text=True).stdout.splitlines():
        if line.endswith(' T _start'):
            return int(line.split()[0], 16)
    sys.exit('startup: there is no _start in ' + program)


def addresses(program, arguments):
    """Where instructions were fetched, in steps of a cache line."""
    read, write = os.pipe()
    run = subprocess.Popen(['valgrind', '--tool=lackey', '--trace-mem=yes', '--log-fd=%d' % write, program] + arguments.split(),
                           pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    base, seen = None, set()
    for line in os.fdopen(read, errors='replace'):
        if not line.startswith('I  '):
            continue
        at = int(line[3:].split(',')[0], 16)
        base = at - start_of(program) if base is None else base
        seen.add(at - base)
    run.wait()
    return seen


def pattern(obj):
    archive = re.match(r'.*/(lib[^/]*?)(?:-[0-9.]+)?\.a\((.*)\)$', obj)
    if archive and archive[1] != 'libconcordat':
        return '*%s*.a:%s' % (archive[1], archive[2])
    return '*' + (archive[2] if archive else os.path.basename(obj))


# What starts a static program where the kernel offers it a vdso; valgrind hides that.
UNSEEN = ['*libc*.a:dl-object.o', '*libc*.a:dl-lookup.o', '*libc*.a:dl-minimal.o', '*libc*.a:dl-misc.o']


def every_kind(name):
    """The C library has a function for each kind of processor, of which valgrind knows few."""
    found = re.match(r'(.*:\w+)-(?:avx|evex|sse)[\w-]*\.o$', name)
    return found[1] + '-*.o' if found else None


def main():
    program, mapped, runs = sys.argv[1], sections(sys.argv[2]), sys.argv[3:]
    starts, files = [s[0] for s in mapped], {}
    for arguments in runs:
        for at in addresses(program, arguments):
            s = mapped[max(0, bisect.bisect_right(starts, at) - 1)]
            if s[0] <= at < s[1]:
                files.setdefault(pattern(s[3]), set()).add(s[2])
    print('/* Made by tests/bench/startup.py: what a review of a description runs, laid side by side, so that little is read of the')
    print(' * program and little of it takes memory. The linker adds this to its own script. */')
    print('SECTIONS\n{\n    .text.startup_first :\n    {')
    for name in sorted(files):
        if not every_kind(name):
            print(textwrap.fill('%s(%s)' % (name, ' '.join(sorted(files[name]))), 120, initial_indent=' ' * 8,
                                subsequent_indent=' ' * 12, break_long_words=False, break_on_hyphens=False))
    for name in sorted({every_kind(name) for name in files if every_kind(name)} | set(UNSEEN)):
        print('        %s(.text .text.*)' % name)
    print('    }\n}\nINSERT BEFORE .text;')


main()
