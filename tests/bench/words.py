"""words.py PROGRAM SCAN SHARED BASELINE - how well the words find what careful readers found, with 95 % intervals.

PROGRAM is concordat, SCAN the program of bench_words.c, SHARED the folder with the labelled texts (agreements/ and
contracts/; what is not there is skipped), BASELINE a checklist of plain keywords. Prints Markdown, which ./dev bench
words keeps in words.md; its last part is that of planted.py, which puts drafting defects into the texts.
The rules are those of the score programs beside the data, whose own last lines are printed too. Shares have Wilson's
interval, means and F1 that of 1,000 resamples of the documents (fixed seed).
"""
import collections
import glob
import importlib.machinery
import importlib.util
import math
import os
import random
import subprocess
import sys
import tempfile

import planted

RESAMPLES = 1000
SEEN = """\
The labelled texts were at hand while the words were written, and those of the project were written with them: the figures guard
against falling back. Of texts that nobody has seen they would be lower."""


def wilson(hit, n):
    if not n:
        return None
    z, p = 1.96, hit / n
    middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0.0, (middle - half) / (1 + z * z / n)), min(1.0, (middle + half) / (1 + z * z / n))


def share(hit, n):
    if not n:
        return "-"
    low, high = wilson(hit, n)
    return f"{hit / n:.2f} ({low:.2f}-{high:.2f}, n={n})"


def ratio(x, y):
    return x / y if y else float("nan")


def f1(tp, fp, fn):
    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0


def mean(values):
    values = [v for v in values if v == v]
    return sum(values) / len(values) if values else float("nan")


def resampled(documents, figure):
    """95 % interval of figure(documents), where the documents are drawn again."""
    dice = random.Random(20261122)
    seen = sorted(v for v in (figure([dice.choice(documents) for _ in documents]) for _ in range(RESAMPLES)) if v == v)
    return f"({seen[len(seen) // 40]:.2f}-{seen[-1 - len(seen) // 40]:.2f})" if seen else "(-)"


def load(path):
    """A score program as a module."""
    loader = importlib.machinery.SourceFileLoader("score_" + os.path.basename(os.path.dirname(path)), path)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    sys.dont_write_bytecode = True
    loader.exec_module(module)
    return module


def review(program, checklist, files, path):
    """One report of all files, as the program writes it."""
    with open(path, "wb") as out:
        for i in range(0, len(files), 400):
            command = [program, "check", "--checklist", checklist, "-f", "ndjson", "--as-of", "2026-07-01"]
            done = subprocess.run(command + files[i:i + 400], stdout=out, stderr=subprocess.PIPE, check=False)
            if done.returncode > 1:
                sys.exit(f"concordat ended with {done.returncode}: {done.stderr.decode()[-2000:]}")


def last_lines(command, count):
    text = subprocess.run([sys.executable, "-B", *command], stdout=subprocess.PIPE, check=True).stdout.decode()
    return "".join("    " + line + "\n" for line in text.splitlines()[-count:])


# --- agreements

def required(checklist):
    """Checks whose words must stand in the draft (words_required: yes), as the checklist says."""
    found, check = set(), ""
    with open(checklist, encoding="utf-8") as lines:
        for line in lines:
            word = line.split()
            if word[:2] == ["-", "id:"] and len(line) - len(line.lstrip()) <= 2:
                check = word[2]
            if word == ["words_required:", "yes"]:
                found.add(check)
    return found


def agreement_counts(score, folder, report):
    """{check: [(document, kind, right)]}, kind tp, fn, fp or tn."""
    found, _ = score.reviews(report)
    out = collections.defaultdict(list)
    with open(os.path.join(folder, "labels.tsv"), encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    head = rows[0]
    for row in (dict(zip(head, r)) for r in rows[1:]):
        if row["verdict"] not in ("present", "absent"):
            continue
        evidence = found.get((row["doc"], row["check"]), [])
        kind = ("tp" if evidence else "fn") if row["verdict"] == "present" else ("fp" if evidence else "tn")
        spans = [tuple(map(int, p.split("-"))) for p in row["spans"].split(",")] if kind == "tp" else []
        out[row["check"]].append((row["doc"], kind, kind == "tp" and score.right(evidence[0], spans)))
    return out


def sums(rows):
    count = collections.Counter(kind for _, kind, _ in rows)
    count["right"] = sum(right for _, _, right in rows)
    return count


def agreement_line(name, rows):
    c = sums(rows)
    documents = sorted({d for d, _, _ in rows})
    by = {d: sums([r for r in rows if r[0] == d]) for d in documents}

    def figure(drawn):
        t = sum((by[d] for d in drawn), collections.Counter())
        return f1(t["tp"], t["fp"], t["fn"])
    both = f"{f1(c['tp'], c['fp'], c['fn']):.2f} {resampled(documents, figure)}" if c["tp"] + c["fn"] else "-"
    return (f"| {name} | {share(c['tp'], c['tp'] + c['fp'])} | {share(c['tp'], c['tp'] + c['fn'])} | "
            f"{both} | {share(c['tn'], c['tn'] + c['fp'])} | {share(c['right'], c['tp'])} |")


AGREEMENT_HEAD = "| | precision | recall | F1 | specificity | first in place |\n|" + " --- |" * 6


def agreements(program, shared, baseline, work):
    folder = os.path.join(shared, "agreements")
    files = sorted(glob.glob(os.path.join(folder, "[0-9]*.txt")))
    if not files:
        print("skipped: the labelled agreements are not beside the project\n")
        return
    score = load(os.path.join(folder, "score"))
    print(f"## Agreements ({len(files)} documents, checklist shared-services)\n")
    for name, checklist in (("plain keywords", baseline), ("shared-services", "checklists/shared-services.yaml")):
        report = os.path.join(work, "agreements.ndjson")
        review(program, checklist, files, report)
        print(f"`score` of {name}:\n\n" + last_lines([os.path.join(folder, "score"), folder, report], 2))
    counts = agreement_counts(score, folder, report)
    w_rows = required("checklists/shared-services.yaml")
    everything = [r for rows in counts.values() for r in rows]
    print(AGREEMENT_HEAD)
    print(agreement_line("**all rows**", everything))
    for name, wanted in (("W: words required", True), ("w: they may stand elsewhere", False)):
        print(agreement_line(f"**{name}**", [r for c, rows in counts.items() if (c in w_rows) == wanted for r in rows]))
    for check, rows in sorted(counts.items()):
        print(agreement_line(("W " if check in w_rows else "w ") + check, rows))
    print()


def own_agreements(scan):
    """Texts of the project's own, in tests/agreements: words of one reader, who wrote them too."""
    floor = load("tests/agreements/floor.py")
    sets = sorted(os.path.dirname(f) for f in glob.glob("tests/agreements/*/labels.tsv"))
    print("## Agreements written for this project (checklist shared-services)\n\n" + AGREEMENT_HEAD)
    for folder in sets:
        found = floor.evidence(scan, "checklists/shared-services.yaml", folder)
        rows = [(d, kind, right) for d, _, kind, right in floor.score(floor.labels(folder), found)]
        print(agreement_line(f"{os.path.basename(folder)} ({len({d for d, _, _ in rows})} documents)", rows))
    print()


# --- contracts

def contract_counts(score, folder, report):
    """{category: {contract: counts}} by the rules of `score cuad`."""
    found = score.reviews(report)
    ids = [r["id"] for r in score.table(os.path.join(folder, "contracts.tsv"))]
    units, spans, present = collections.defaultdict(list), collections.defaultdict(list), {}
    for r in score.table(os.path.join(folder, "units.tsv")):
        units[r["id"]].append((int(r["start"]), int(r["end"])))
    for r in score.table(os.path.join(folder, "labels.tsv")):
        present[r["id"], r["category"]] = r["present"] == "1"
        if r["start"] != "-":
            spans[r["id"], r["category"]].append((int(r["start"]), int(r["end"])))
    out = {}
    for m in score.mapping("cuad"):
        category = m["category"]
        out[category, m["core"]] = {
            i: one_contract(score, units[i], spans[i, category], present.get((i, category), False),
                            found.get(i, {}).get(m["check"], [])) for i in ids}
    return out


def one_contract(score, units, spans, there, evidence):
    c = collections.Counter()
    c["tp" if there and evidence else "fn" if there else "fp" if evidence else "tn"] += 1
    positive = {u for u in units if any(score.overlaps(*u, s) for s in spans)}
    marked = {u for u in units for e in evidence if score.overlaps(*u, (e["start"], e["end"]))}
    c["unit_right"], c["unit_marked"], c["spans"] = len(marked & positive), len(marked), len(spans)
    c["span_found"] = sum(any(score.overlaps(*u, s) for u in marked) for s in spans)
    if spans:
        c["have"] = 1
        if evidence:
            one = {u for u in units if score.overlaps(*u, (evidence[0]["start"], evidence[0]["end"]))}
            c["first"] = bool(one) and 2 * len(one & positive) >= len(one)
    return c


def contract_line(name, by_id):
    t = sum(by_id.values(), collections.Counter())

    def figure(drawn):
        s = collections.Counter()
        for i in drawn:
            for k in ("tp", "fp", "fn"):
                s[k] += by_id[i][k]
        return f1(s["tp"], s["fp"], s["fn"])
    return (f"| {name} | {share(t['tp'], t['tp'] + t['fp'])} | {share(t['tp'], t['tp'] + t['fn'])} | "
            f"{f1(t['tp'], t['fp'], t['fn']):.2f} {resampled(sorted(by_id), figure)} | "
            f"{share(t['tn'], t['tn'] + t['fp'])} | {ratio(t['unit_right'], t['unit_marked']):.2f} | "
            f"{ratio(t['span_found'], t['spans']):.2f} | {share(t['first'], t['have'])} |")


def macro_line(name, categories):
    ids = sorted(categories[0])

    def macro(figure):
        def of(drawn):
            values = []
            for by_id in categories:
                t = collections.Counter()
                for i in drawn:
                    for k in ("tp", "fp", "fn", "tn", "first", "have"):
                        t[k] += by_id[i][k]
                values.append(figure(t))
            return mean(values)
        return f"{of(ids):.2f} {resampled(ids, of)}"
    figures = (lambda t: ratio(t["tp"], t["tp"] + t["fp"]), lambda t: ratio(t["tp"], t["tp"] + t["fn"]),
               lambda t: f1(t["tp"], t["fp"], t["fn"]), lambda t: ratio(t["tn"], t["tn"] + t["fp"]))
    return (f"| **{name}** | " + " | ".join(macro(f) for f in figures) + " | | | " +
            macro(lambda t: ratio(t["first"], t["have"])) + " |")


def notice_values(score, folder, report):
    found, right, asked = score.reviews(report), 0, 0
    for r in score.table(os.path.join(folder, "answers.tsv")):
        if r["category"] != "Notice Period to Terminate Renewal":
            continue
        want = {score.period(a) for a in r["answer"].replace("/", ";").split(";")} - {None}
        evidence = found.get(r["id"], {}).get("renewal-notice", [])
        asked += bool(want)
        right += bool(want and evidence) and score.period(str(evidence[0].get("value") or "")) in want
    return share(right, asked)


def contracts(program, shared, baseline, work):
    folder = os.path.join(shared, "contracts")
    files = sorted(glob.glob(os.path.join(folder, "txt", "*.txt")))
    if not files or not os.path.exists("checklists/clauses.yaml"):
        print("skipped: the labelled contracts are not beside the project, or there is no checklist clauses\n")
        return
    program_of_score = os.path.join(folder, "score")
    score = load(program_of_score)
    print(f"## Contracts ({len(files)} documents, checklist clauses)\n")
    for name, checklist in (("plain keywords", baseline), ("clauses", "checklists/clauses.yaml")):
        report = os.path.join(work, "contracts.ndjson")
        review(program, checklist, files, report)
        print(f"`score cuad` of {name}:\n\n" + last_lines([program_of_score, "cuad", folder, report], 3))
    counts = contract_counts(score, folder, report)
    print("| | precision | recall | F1 | specificity | unit precision | span recall | first passage |")
    print("|" + " --- |" * 8)
    print(macro_line("core, mean", [by_id for (_, core), by_id in counts.items() if core == "1"]))
    print(macro_line("all, mean", list(counts.values())))
    for (category, core), by_id in counts.items():
        print(contract_line(category + (" (core)" if core == "1" else ""), by_id))
    print(f"\nNotice period of a renewal read right: {notice_values(score, folder, report)}\n")
    headings(program, score, folder, baseline, work)


def headings(program, score, folder, baseline, work):
    bodies = os.path.join(work, "bodies")
    score.bodies(folder, bodies)
    files = sorted(glob.glob(os.path.join(bodies, "*.txt")))
    print(f"## Clauses without their headings ({len(files)} bodies)\n")
    for name, checklist in (("plain keywords", baseline), ("clauses", "checklists/clauses.yaml")):
        report = os.path.join(work, "headings.ndjson")
        review(program, checklist, files, report)
        command = [os.path.join(folder, "score"), "headings", folder, report]
        print(f"`score headings` of {name}:\n\n" + last_lines(command, 1))
    found = score.reviews(report)
    rows = score.table(os.path.join(folder, "headings.tsv"))
    print("| | recall | false alarms |\n| --- | --- | --- |")
    for m in score.mapping("heading"):
        says = [(r["category"] == m["category"], bool(found.get(str(n), {}).get(m["check"])))
                for n, r in enumerate(rows)]
        own, other = [s for mine, s in says if mine], [s for mine, s in says if not mine]
        print(f"| {m['category']} | {share(sum(own), len(own))} | {share(sum(other), len(other))} |")
    print()


# --- the search for literals

def same_finds(scan, shared):
    files = sorted(glob.glob(os.path.join(shared, "agreements", "[0-9]*.txt")))
    files += sorted(glob.glob(os.path.join(shared, "contracts", "txt", "*.txt")))[:40]
    for checklist in sorted(glob.glob("checklists/*.yaml")) if files else []:
        quick, slow = (subprocess.run([scan, *how, checklist, *files], stdout=subprocess.PIPE, check=True).stdout
                       for how in ([], ["-a"]))
        print(f"- {os.path.basename(checklist)}: {'the same' if quick == slow else '**other**'} finds with and without "
              f"the search for literals, {len(files)} texts")
    print()


def main(program, scan, shared, baseline):
    print("# What the words find\n\nMade by `./dev bench words`; see tests/bench/words.py. Intervals of 95 %.\n")
    print(SEEN + "\n")
    same_finds(scan, shared)
    with tempfile.TemporaryDirectory() as work:
        agreements(program, shared, baseline, work)
        own_agreements(scan)
        contracts(program, shared, baseline, work)
    planted.main(program, shared)


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
