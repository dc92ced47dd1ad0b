"""What the program runs when it reviews a description, as a linker script that lays it side by side: src/startup.ld.

    startup.py PROGRAM MAP INPUT... > startup.ld

PROGRAM is a release build with symbols, MAP what the linker wrote of it (-Wl,-Map,FILE), each INPUT the arguments of one run, such as
"check -f compact one.yaml". Runs are watched by valgrind's callgrind. Names that are no longer there do no harm, new ones stand where
they stood before: the list needs to be made anew only when much has changed.
"""
import bisect
import os
import re
import subprocess
import sys
import tempfile
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


def address_of(program, symbol):
    for line in subprocess.run(['nm', program], stdout=subprocess.PIPE, check=True, text=True).stdout.splitlines():
        if line.split()[-1] == symbol:
            return int(line.split()[0], 16)
    sys.exit('startup: there is no %s in %s' % (symbol, program))


def addresses(program, arguments):
    """Where instructions were run. callgrind tells addresses of what it knows for the program as the file has them, all others as they
    are in memory, and the C library's start is among those."""
    with tempfile.NamedTemporaryFile('r') as out:
        subprocess.run(['valgrind', '--tool=callgrind', '--dump-instr=yes', '--compress-pos=no', '--compress-strings=no',
                        '--callgrind-out-file=' + out.name, program] + arguments.split(),
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seen, known, known_object, start = set(), set(), False, None
        for line in out:
            if line.startswith('ob='):
                known_object = line.startswith('ob=/')
            elif line.startswith('fn='):
                name = line[3:].strip()
            elif line.startswith('0x'):
                at = int(line.split()[0], 16)
                (known if known_object else seen).add(at)
                if name == '(below main)' and start is None:
                    start = at
    if start is None:
        sys.exit('startup: valgrind saw nothing of ' + arguments)
    base = start - address_of(program, '_start')
    return known | {at - base for at in seen}


def pattern(obj):
    archive = re.match(r'.*/(lib[^/]*?)(?:-[0-9.]+)?\.a\((.*)\)$', obj)
    if archive and archive[1] != 'libconcordat':
        return '*%s*.a:%s' % (archive[1], archive[2])
    return '*' + (archive[2] if archive else os.path.basename(obj))


# All constants of the project's own take two hundred kilobytes, but for its data files and the image, which come behind all else.
LARGE = 'EXCLUDE_FILE(*libconcordat.a:embedded_files.c.o *libconcordat.a:image_built.c.o)'
SMALL = '.rodata.str* .rodata.cst*'
OWN = ['*concordat_cli.dir*(.rodata .rodata.*)', '*concordat_commands.dir*(.rodata .rodata.*)',
       '*libconcordat.a:*(%s .rodata %s)' % (LARGE, SMALL)]
LAST = """SECTIONS
{
    .rodata.large :
    {
        *libconcordat.a:embedded_files.c.o(.rodata)
        *libconcordat.a:image_built.c.o(.rodata)
        . += ALIGN(ABSOLUTE(.), 0x200000) - ABSOLUTE(.); /* a large page of the file: base/image.h */
        *libconcordat.a:image_built.c.o(.rodata.words)
    }
}
INSERT AFTER .rodata;"""

# What starts a static program where the kernel offers it a vdso; valgrind hides that.
UNSEEN = ['*libc*.a:dl-object.o', '*libc*.a:dl-lookup.o', '*libc*.a:dl-minimal.o', '*libc*.a:dl-misc.o']

# The C library has a function for each kind of processor, of which valgrind knows few. A processor uses those of one kind, so these
# lie together.
KINDS = ['evex*', 'avx512*', 'avx-*', 'avx2*', 'sse*', '*']


def of_all_kinds(name):
    found = re.match(r'(.*:\w+)-(?:avx|evex|sse)[\w-]*\.o$', name)
    return found[1] if found else None


def put(text):
    print(textwrap.fill(text, 120, initial_indent=' ' * 8, subsequent_indent=' ' * 12, break_long_words=False,
                        break_on_hyphens=False))


def main():
    program, mapped, runs = sys.argv[1], sections(sys.argv[2]), sys.argv[3:]
    starts, seen, kinds, groups = [s[0] for s in mapped], set(), set(), []
    for arguments in runs:
        files = {}
        for at in addresses(program, arguments):
            s = mapped[max(0, bisect.bisect_right(starts, at) - 1)]
            name = pattern(s[3])
            if not s[0] <= at < s[1] or (name, s[2]) in seen:
                continue
            seen.add((name, s[2]))
            if of_all_kinds(name):
                kinds.add(of_all_kinds(name))
            else:
                files.setdefault(name, set()).add(s[2])
        groups.append(files)
    print('/* Made by tests/bench/startup.py: what a review of a description runs, laid side by side, and the constants of what runs,')
    print(' * so that little is read of the program and little of it takes memory. What the simplest review runs comes first. The linker')
    print(' * adds this to its own script. */')
    print('SECTIONS\n{\n    .text.startup_first :\n    {')
    for i, files in enumerate(groups):
        for name in sorted(files):
            put('%s(%s)' % (name, ' '.join(sorted(files[name]))))
        if i == 0:
            for name in ['%s-%s.o' % (name, kind) for kind in KINDS for name in sorted(kinds)] + UNSEEN:
                print('        %s(.text .text.*)' % name)
    print('    }\n}\nINSERT BEFORE .text;')
    print('SECTIONS\n{\n    .rodata.startup_first :\n    {')
    for name in sorted(name for name in groups[0] if re.match(r'\*lib.*\.a:', name)):
        print('        %s(.rodata .rodata.*)' % name)
    for names in OWN:
        put(names)
    print('    }\n}\nINSERT BEFORE .rodata;\n' + LAST)


main()
