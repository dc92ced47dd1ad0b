"""How fast reviews are, as ratios against references that are measured beside them: a table in Markdown.

    speed.py PROGRAM TOOLS PROJECT WORK [--quick] [--only S1,S2]

PROGRAM is concordat, optimised and static; TOOLS the folder of agreements, measure, reference and bench_clauses; WORK a folder
for inputs, which are made anew, always the same. Every group of commands runs in turn, round by round, and ratios are medians of
those within the rounds. --quick makes small inputs and one round: it shows that the benchmark works, not how fast anything is.
"""
import datetime
import json
import os
import random
import shutil
import subprocess
import sys

args = [a for a in sys.argv[1:] if not a.startswith('--')]
program, tools, project, work = (os.path.abspath(a) for a in args[:4])
quick = '--quick' in sys.argv
only = sys.argv[sys.argv.index('--only') + 1].split(',') if '--only' in sys.argv else None
template = os.path.join(project, 'tests/bench/agreement.yaml')
peers = os.path.join(project, 'tests/bench/peers')
rows, absent = [], []
check = '%s check --no-config --as-of 2026-12-01' % os.path.join(work, os.path.basename(program))


def tool(name):
    return os.path.join(tools, name)


def make(name, *command):
    path = os.path.join(work, name)
    with open(path, 'wb') as out:
        subprocess.run(command, stdout=out, check=True)
    return path


def write(name, text):
    path = os.path.join(work, name)
    with open(path, 'w', encoding='utf-8') as out:
        out.write(text)
    return path


class Measured:
    def __init__(self, line):
        f = line.rstrip('\n').split('\t')
        n = [float(x) for x in f[2:]]
        self.label, self.status = f[0], int(f[1])
        self.wall, self.cpu, self.peak, self.cpu_ratio, self.wall_ratio = n[0:3], n[3:6], n[6], n[7:10], n[10:13]


def measure(rounds, commands):
    """`commands`: pairs of label and command; the first is what the others are held against."""
    done = subprocess.run([tool('measure'), str(1 if quick else rounds)] + ['%s=%s' % c for c in commands],
                          stdout=subprocess.PIPE, check=True, text=True)
    measured = [Measured(line) for line in done.stdout.splitlines()]
    for m in measured:
        if m.status > 3:
            sys.exit('speed: %s ended with %d' % (m.label, m.status))
    return measured


def times(three):
    return '%s (%s-%s)' % tuple(number(x) for x in three)


def number(x):
    return '%.0f' % x if x >= 100 else '%.1f' % x if x >= 10 else '%.2f' % x


def row(which, what, against, m, ratio, goal, at_most):
    good = ratio[0] <= goal if at_most else ratio[0] >= goal
    rows.append((which, what, against, '%s%s' % ('<= ' if at_most else '>= ', number(goal)), times(ratio), 'yes' if good else 'no',
                 times(m.cpu) if m else '', times(m.wall) if m else '', '%.1f' % (m.peak / 1024) if m else ''))


def wanted(*names):
    return not only or any(n in only for n in names)


# --- S1, S2, S4: many agreements

def peak_row(what, m, goal):
    row('S4', what + ', peak MB', '', m, [m.peak / 1024] * 3, goal, True)


def many():
    stream = make('stream.yaml', tool('agreements'), 'stream', template, '300000' if quick else '100000000')
    reference = tool('reference')
    m = measure(7, [('events', '%s events <%s' % (reference, stream)),
                    ('one', '%s -j 1 -f compact %s' % (check, stream)),
                    ('two', '%s -j 2 -f compact %s' % (check, stream)),
                    ('ndjson', '%s -j 1 -f ndjson %s' % (check, stream))])
    row('S1', 'stream, 1 thread, processor', 'libyaml events', m[1], m[1].cpu_ratio, 2.0, True)
    row('S1', 'stream, 2 threads, processor', 'libyaml events', m[2], m[2].cpu_ratio, 2.0, True)
    peak_row('stream, compact, 1 thread', m[1], 8)
    peak_row('stream, compact, 2 threads', m[2], 8)
    peak_row('stream, ndjson, 1 thread', m[3], 8)
    os.remove(stream)
    folder = os.path.join(work, 'files')
    os.makedirs(folder)
    subprocess.run([tool('agreements'), 'files', template, '20' if quick else '10000', folder], check=True)
    names = sorted(os.listdir(folder))
    listed = write('list', ''.join('%s/%s\n' % (folder, name) for name in names))
    m = measure(7, [('events', '%s events-of %s' % (reference, listed)),
                    ('one', '%s -j 1 -f compact %s' % (check, folder)),
                    ('two', '%s -j 2 -f compact %s' % (check, folder))])
    row('S2', 'files, 1 thread, processor', 'libyaml events', m[1], m[1].cpu_ratio, 2.0, True)
    row('S2', 'files, 2 threads, processor', 'libyaml events', m[2], m[2].cpu_ratio, 2.0, True)
    peak_row('files, compact, 1 thread', m[1], 8)
    peak_row('files, compact, 2 threads', m[2], 8)
    t = measure(7, [('one', '%s -j 1 -f compact %s' % (check, folder)),
                    ('two', '%s -j 2 -f compact %s' % (check, folder))])
    row('S2', 'files, 2 threads, wall', '1 thread', t[1], t[1].wall_ratio, 0.65, True)
    shutil.rmtree(folder)


# --- S3: from cold

def own_checklist():
    """The first checks of the built-in checklist, without examples, until there are 50 KB."""
    lines = open(os.path.join(project, 'checklists/shared-services.yaml'), encoding='utf-8').read().split('\n')
    out, part, skip = [], None, False
    for line in lines:
        if line and line[0] not in ' #-':
            part = line.split(':')[0]
        if part == 'complete':
            continue
        if part == 'checks' and line.startswith('  - id:') and sum(map(len, out)) + len(out) > 50000:
            break
        if line.startswith('    ') and not line.startswith('     ') and part == 'checks':
            skip = line.startswith('    examples:')
        elif line.startswith('  - '):
            skip = False
        if not skip:
            out.append('name: own' if line.startswith('name:') else line)
    return write('own.yaml', '\n'.join(out) + '\n')


def cold():
    one = make('one.yaml', 'sh', '-c', '"%s" files "%s" 1 "%s" && cat "%s/000000.yaml"' %
               (tool('agreements'), template, work, work))
    m = measure(101, [('nothing', tool('reference')),
                      ('built-in', '%s -f compact %s' % (check, one)),
                      ('own', '%s -f compact --checklist %s %s' % (check, own_checklist(), one))])
    row('S3', 'one description, built-in, cold, processor', 'empty process', m[1], m[1].cpu_ratio, 2.5, True)
    row('S3', 'one description, own 50 KB, cold, processor', 'empty process', m[2], m[2].cpu_ratio, 5.0, True)
    peak_row('one description, compact', m[1], 6)
    return one


# --- S5: the worst inputs, and twice as much of them

def hostile():
    sizes = {'flow': 100000, 'line': 4000000, 'keys': 300000, 'anchors': 300000}
    for kind, size in sizes.items():
        size = size // 100 if quick else size
        paths = [make('%s%d.yaml' % (kind, n), tool('agreements'), 'hostile', kind, str(n * size)) for n in (1, 2)]
        m = measure(7, [('once', '%s -f compact %s' % (check, paths[0])), ('twice', '%s -f compact %s' % (check, paths[1]))])
        row('S5', 'hostile %s, %d' % (kind, 2 * size), 'half of it', m[1], m[1].cpu_ratio, 2.5, True)


# --- S6: other tools

def xml_of(tag, value, out):
    if isinstance(value, dict):
        out.append('<%s>' % tag)
        for key, item in value.items():
            xml_of(key, item, out)
        out.append('</%s>' % tag)
    elif isinstance(value, list):
        out.append('<%s>' % tag)
        for item in value:
            xml_of('item', item, out)
        out.append('</%s>' % tag)
    else:
        text = str(value).replace('&', '&amp;').replace('<', '&lt;')
        out.append('<%s>%s</%s>' % (tag, text, tag))


def others(one):
    path = os.environ['PATH'] + os.pathsep + os.path.join(project, 'build/peers/node_modules/.bin')
    found = {name: shutil.which(name, path=path) for name in ('spectral', 'ajv', 'yamllint', 'jq', 'xmllint')}
    commands, goals = [('concordat', '%s -f compact %s' % (check, one))], {}
    try:
        import yaml
        data = yaml.load(open(one, encoding='utf-8'), yaml.BaseLoader)
    except ImportError:
        data = None
        found['jq'] = found['xmllint'] = None
    if data:
        numbers = yaml.safe_load(open(one, encoding='utf-8'))
        as_json = write('one.json', json.dumps(numbers, indent=1, default=str))
        out = ['<?xml version="1.0" encoding="UTF-8"?>']
        xml_of('document', data, out)
        as_xml = write('one.xml', '\n'.join(out) + '\n')
    schema = make('schema.json', program, 'schema', 'agreement')
    rules = {'spectral': 'lint %s -r %s' % (one, os.path.join(peers, 'spectral.yaml')),
             'ajv': 'validate --strict=false -s %s -d %s' % (schema, one), 'yamllint': one,
             'jq': '-r -f %s %s' % (os.path.join(peers, 'rules.jq'), as_json) if data else '',
             'xmllint': '--noout --schematron %s %s' % (os.path.join(peers, 'rules.sch'), as_xml) if data else ''}
    for name, goal in (('spectral', 300), ('ajv', 100), ('yamllint', 40), ('jq', 8), ('xmllint', 1)):
        if not found[name]:
            absent.append(name)
            continue
        commands.append((name, '%s %s' % (found[name], rules[name])))
        goals[name] = goal
    for m in measure(7, commands)[1:]:
        row('S6', 'one description, wall: %s takes so many times as much' % m.label, m.label, m, m.wall_ratio, goals[m.label],
            False)


# --- S7, S8: words

SUBJECTS = ('The Host|Each Council|The Provider|The Board|The Lead Authority|Either party|The Chief Executive|The Partners|'
            'The Section 151 Officer|A member of staff|The Joint Committee|The Client').split('|')
VERBS = ('shall provide|must pay|may terminate|shall review|is responsible for|shall keep|will report on|shall not disclose|'
         'shall indemnify the other against|must agree|may inspect|shall transfer').split('|')
OBJECTS = ('the annual budget|the services in Schedule 2|all records and data|the shared costs|any redundancy cost|'
           'the performance indicators|personal data|the premises and equipment|the exit plan|every invoice|'
           'the contract register|the insurance policies|confidential information|the pension liabilities|the savings').split('|')
TAILS = ('within twenty working days|on not less than six months\' notice in writing|in accordance with the law|'
         'by the end of each financial year|in equal shares|at its own cost|unless the Board decides otherwise|'
         'for the term of this Agreement|and shall refer a dispute to mediation|where this is practicable|'
         'as set out in the business case|with the consent of the other parties').split('|')


# Most sentences of a long draft have nothing that a pattern looks for.
PLAIN = ('the|a|this|that|each|of|to|in|for|with|from|under|between|during|before|after|upon|such|other|relevant|north|building|'
         'vehicle|road|garden|water|kitchen|library|window|paper|table|season|morning|village|bridge|river|school|colour|height|'
         'number|letter|drawing|delivery|storage|heating|cleaning|painting|repair|size|weight|label|supply|route|depot').split('|')


def sentence(r):
    if r.random() < 0.94:
        return ' '.join(r.choice(PLAIN) for _ in range(r.randint(10, 22))).capitalize() + '.'
    return '%s %s %s %s.' % (r.choice(SUBJECTS), r.choice(VERBS), r.choice(OBJECTS), r.choice(TAILS))


def clauses(size):
    r, out, length, number = random.Random(7), [], 0, 0
    while length < size:
        number += 1
        sentences = [sentence(r) for _ in range(r.randint(3, 7))]
        out.append('%d. %s' % (number % 1000 + 1, ' '.join(sentences)))
        length += len(out[-1]) + 2
    return '\n\n'.join(out) + '\n'


def ways(path, patterns, rounds):
    done = subprocess.run([tool('bench_clauses'), path, str(patterns), str(1 if quick else rounds)], stdout=subprocess.PIPE,
                          check=True, text=True)
    found = {}
    for line in done.stdout.splitlines():
        name, count, *three = line.split('\t')
        found[name] = (int(count), [float(x) for x in three])
    return found


def words():
    draft = write('draft.txt', clauses(10000 if quick else 100000))
    m = measure(21, [('nothing', tool('reference')), ('draft', '%s -f compact %s' % (check, draft))])
    row('S7', 'a draft of 100 KB, cold, processor', 'empty process', m[1], m[1].cpu_ratio, 10, True)
    naive = ways(draft, 15 if quick else 100000, 3)['PCRE2'][1]
    row('S7', 'the same: PCRE2 per clause and pattern takes so many times as much', 'PCRE2 JIT', m[1],
        [naive[0] / m[1].cpu[0], naive[1] / m[1].cpu[2], naive[2] / m[1].cpu[1]], 15, False)
    text = write('clauses.txt', clauses(50000 if quick else 20000000))
    found = ways(text, 15 if quick else 300, 7)
    ours = found['literals first'][1]
    for name, goal in (('PCRE2', 60), ('Vectorscan', 1.2)):
        if name not in found:
            absent.append(name)
            continue
        theirs = found[name][1]
        row('S8', '20 MB of clauses, 300 patterns, %d found: %s takes so many times as much' % (found[name][0], name), name, None,
            [theirs[0] / ours[0], theirs[1] / ours[2], theirs[2] / ours[1]], goal, False)


def machine():
    try:
        kinds = [line.split(':')[1].strip() for line in open('/proc/cpuinfo') if line.startswith('model name')]
    except OSError:
        kinds = []
    return '%d processors, %s' % (os.cpu_count() or 0, kinds[0] if kinds else 'of unknown kind')


def main():
    global program
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)
    # As it is installed: of a file that a linker wrote, newer kernels map more at a time than of a copy, up to megabytes.
    program = shutil.copy(program, work)
    try:
        one = cold() if wanted('S3', 'S6', 'S4') else None
        if wanted('S1', 'S2', 'S4'):
            many()
        if wanted('S5'):
            hostile()
        if wanted('S6'):
            others(one)
        if wanted('S7', 'S8'):
            words()
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print('# How fast reviews are\n\nWritten by `./dev bench speed`. Times are milliseconds: median (least-most) of at least 7 rounds '
          'in which all commands of a group\ntake turns; ratios are medians of those within the rounds. Descriptions have some 290 '
          'lines and 5 to 15 gaps; all checks are held.\n')
    print('- %s; %s%s' % (datetime.date.today().isoformat(), machine(), '; a quick run: numbers mean nothing' if quick else ''))
    print('- not here, so not measured: %s\n' % (', '.join(absent) or 'nothing'))
    print('| | what | against | goal | ratio | met | processor ms | wall ms | peak MB |\n|---|---|---|---|---|---|---|---|---|')
    for r in sorted(rows, key=lambda r: r[0]):
        print('| ' + ' | '.join(r) + ' |')


main()
