"""planted.py PROGRAM SHARED - real texts with a drafting defect put into them, and the same texts with the same words right.

PROGRAM is concordat, SHARED the folder with the real texts (agreements/ and contracts/); without it the drafts of the
project serve. Prints Markdown, as a part of words.md: for each check of checklists/drafting.yaml in how many texts the
defect is found (recall), and in how many the right twin gives the same check a finding that the text did not have before
(false alarms); the last column counts new findings of other checks of severity high or medium in the twins.

ROWS is the table: a new check is one entry. An entry makes a pair (wrong, right) of texts out of one text, or None where
the text has no place for it. Which text gets which variant, and where, is drawn with a fixed seed.
"""
import collections
import glob
import json
import os
import random
import re
import subprocess
import sys
import tempfile

TEXTS = 20  # of each kind, for each row
LONGEST = 90000  # characters of a text that is used
SEED = 20261122


def concordat(program, arguments):
    done = subprocess.run([program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode > 1:
        sys.exit(f"concordat ended with {done.returncode}: {done.stderr.decode()[-2000:]}")
    return done.stdout


class Text:
    """A text, and what the program reads in it: where a defect can be put, and what would be right there."""

    def __init__(self, program, path):
        self.name = os.path.splitext(os.path.basename(path))[0]
        with open(path, encoding="utf-8", errors="replace", newline="") as file:
            self.t = file.read()
        read = json.loads(concordat(program, ["read", "-f", "json", path]) or b"{}")
        self.clauses = [c for c in read.get("clauses", []) if self.t[c["start"]:c["end"]].strip()]
        self.health = read.get("health", {})
        self.parties = read.get("parties", [])
        self.definitions = read.get("definitions", [])
        kinds = collections.Counter(r["kind"] for r in read.get("references", []) if r["resolved"])
        self.kind = "section" if kinds["section"] > kinds["clause"] else "clause"
        self.Kind = self.kind.capitalize()
        self.us = len(re.findall(r"\bState of\b|\bInc\.|\b[Ff]avor|\bU\.S\.", self.t)) > 2
        self.amends = re.search(r"(?i)\bamend", self.t[:1500]) is not None
        self.numbers = {c["number"] for c in self.clauses if re.fullmatch(r"\d+(\.\d+)*", c["number"] or "")}
        resolved = [r for r in read.get("references", []) if not r["external"] and r["kind"] in ("clause", "section", "paragraph")]
        self.sure = (len(self.numbers) > 9 and len(resolved) > 4 and
                     sum(r["resolved"] for r in resolved) > 0.8 * len(resolved))
        self.attachments = {c["number"] for c in self.clauses if c["kind"] == "schedule" and c["number"]}
        body = [c for c in self.clauses if c["region"] == "body" and c["kind"] == "clause" and c["part"] is None]
        self.body = [c for c in body[2:len(body) * 9 // 10]
                     if 60 < c["end"] - c["start"] < 1500 and self.t[c["start"]:c["end"]].rstrip().endswith(".")]

    def words(self, dice):
        """What the sentences of the rows may name."""
        out = {"kind": self.kind, "Kind": self.Kind}
        names = [p["short_name"] or p["name"] for p in self.parties]
        if len(names) > 1:
            out["one"], out["other"] = names[:2]
        deep = [n.split(".") for n in self.numbers if n.count(".") == 1]
        if deep:
            top = dice.choice(sorted({a for a, _ in deep}, key=int))
            most = max(int(b) for a, b in deep if a == top)
            out["missing"] = f"{top}.{most + dice.choice((3, 4, 6))}"
            out["there"] = f"{top}.{dice.choice(sorted(int(b) for a, b in deep if a == top))}"
        elif self.numbers:
            out["missing"] = str(max(map(int, self.numbers)) + dice.choice((2, 3, 5)))
            out["there"] = dice.choice(sorted(self.numbers, key=int))
        out["attachment"] = sorted(self.attachments)[0] if self.attachments else None
        return out

    def put(self, clause, sentence, paragraph=False):
        at = clause["start"] + len(self.t[clause["start"]:clause["end"]].rstrip())
        rest = self.t[at:]
        if paragraph:
            return self.t[:at] + "\n\n" + sentence + "\n\n" + rest.lstrip()
        return self.t[:at] + " " + sentence + ("" if not rest or rest[0].isspace() else " ") + rest


def sentences(*pairs, needs="body", paragraph=False):
    """A row of sentences: each pair is (wrong, right), with {kind}, {missing}, ... of the text."""
    def make(text, dice):
        wrong, right = dice.choice(pairs)
        if not text.body or (needs == "sure" and not text.sure) or (needs == "whole" and text.amends):
            return None
        clause = dice.choice(text.body)
        words = dict(text.words(dice), own=clause["number"])
        if any(name not in words for name in re.findall(r"\{(\w+)\}", wrong + right)):
            return None
        return tuple(text.put(clause, s.format(**words), paragraph) for s in (wrong, right))
    return make


# --- defects that need more than a sentence

def other_self(text, dice):
    """Nothing in this clause 4, in clause 7."""
    clauses = [c for c in text.body if re.fullmatch(r"\d+(\.\d+)?", c["number"] or "")]
    if not text.sure or not clauses:
        return None
    clause = dice.choice(clauses)
    top = clause["number"].split(".")[0]
    others = sorted({n for n in text.numbers if "." not in n and n != top}, key=int)
    if not others:
        return None
    s = dice.choice(("Nothing in this {kind} {n} limits what is payable.", "For the purposes of this {kind} {n}, a week "
                     "has seven days.", "The duties of this {kind} {n} go on after the end of the term."))
    return tuple(text.put(clause, s.format(kind=text.Kind if text.us else text.kind, n=n))
                 for n in (dice.choice(others), top))


def other_heading(text, dice):
    """clause 4 (Insurance), where clause 7 is headed Insurance."""
    headed = [c for c in text.clauses if c["region"] == "body" and re.fullmatch(r"\d+", c["number"] or "") and
              c["part"] is None and re.fullmatch(r"[A-Za-z]+( [A-Za-z]+){0,3}", c["heading"] or "")]
    headed = list({c["heading"].lower(): c for c in headed}.values())
    if not text.sure or len(headed) < 4 or not text.body:
        return None
    good, bad = dice.sample(headed, 2)
    if set(good["heading"].lower().split()) & set(bad["heading"].lower().split()):
        return None
    clause = dice.choice(text.body)
    s = dice.choice(("This is subject to {kind} {n} ({h}).", "The rights under {kind} {n} ({h}) are not affected."))
    return tuple(text.put(clause, s.format(kind=text.Kind if text.us else text.kind, n=c["number"],
                                           h=good["heading"].title())) for c in (bad, good))


def other_words(text, dice):
    """The insurance of vehicles is as described in clause 4, where clause 6 is headed Insurance of vehicles."""
    headed = [c for c in text.clauses if c["region"] == "body" and re.fullmatch(r"\d+", c["number"] or "") and
              c["part"] is None and re.fullmatch(r"[A-Za-z]{4,}( (of|and|for|the|[A-Za-z]{4,})){1,4}", c["heading"] or "")]
    pairs = [(good, bad) for good in headed for bad in headed if 0 < abs(int(good["number"]) - int(bad["number"])) < 4]
    if not text.sure or not pairs or not text.body:
        return None
    good, bad = dice.choice(pairs)
    clause = dice.choice(text.body)
    s = dice.choice(("Hill keeps to the {h} described in {kind} {n}.", "Nothing of it touches {h} under {kind} {n}."))
    return tuple(text.put(clause, s.format(kind=text.Kind if text.us else text.kind, n=c["number"],
                                           h=good["heading"].lower())) for c in (bad, good))


def either(*makers):
    """A row that is made in one of several ways."""
    def make(text, dice):
        return next(filter(None, (m(text, dice) for m in dice.sample(makers, len(makers)))), None)
    return make


def siblings(text, least=3):
    """Runs of clauses with numbers that follow each other, each at the beginning of a line."""
    runs, run = [], []
    for c in text.clauses:
        number = c["number"] if c["region"] == "body" and c["part"] is None else ""
        if not re.fullmatch(r"\d+(\.\d+)?", number or ""):
            continue
        last = run[-1]["number"].split(".") if run else None
        now = number.split(".")
        label = text.t[c["start"]:c["end"]].lstrip().startswith(number)
        if last and last[:-1] == now[:-1] and int(now[-1]) == int(last[-1]) + 1 and label:
            run.append(c)
        else:
            runs.append(run)
            run = [c] if label else []
    return [r for r in runs + [run] if len(r) >= least]


def number_twice(text, dice):
    runs = siblings(text, 4)
    if not runs:
        return None
    run = dice.choice(runs)
    k = dice.randrange(2, len(run) - 1) if len(run) > 4 else 2
    first, second = run[k - 1]["number"], run[k]["number"]
    at = text.t.index(second, run[k]["start"])
    if dice.random() < 0.5:  # 3, 3, 5
        return text.t[:at] + first + text.t[at + len(second):], text.t
    label = text.t[at:].split()[0]  # 3, 4, 4, 5
    return text.t[:at] + label + " The keys of the house are counted each year in June.\n\n" + text.t[at:], text.t


def number_gap(text, dice):
    runs = [r for r in siblings(text, 4) if any(r[k + 1]["start"] - r[k]["start"] < 3000 for k in range(1, len(r) - 1))]
    if not runs:
        return None
    run = dice.choice(runs)
    k = dice.choice([k for k in range(1, len(run) - 1) if run[k + 1]["start"] - run[k]["start"] < 3000])
    start, end = run[k]["start"], run[k + 1]["start"]
    label = text.t[start:end].split()[0]
    return text.t[:start] + text.t[end:], text.t[:start] + label + " Not used.\n\n" + text.t[end:]


def empty_list(text, dice):
    """A clause that ends in a colon, before the next of its run."""
    pairs = [(a, b) for r in siblings(text) for a, b in zip(r, r[1:])
             if text.t[a["start"]:a["end"]].rstrip().endswith(".") and not text.t[a["end"]:b["start"]].strip() and
             "(" not in text.t[b["start"]:b["start"] + 60]]
    if not pairs:
        return None
    a, _ = dice.choice(pairs)
    s = dice.choice(("The following costs are shared:", "Each of them shall keep:", "In such a case the parties shall:"))
    return text.put(a, s), text.put(a, s + "\n\n(a) books; and\n\n(b) keys.")


def used_terms(text):
    return [d for d in text.definitions if d["uses"] > 3 and " " in d["term"] and re.fullmatch(r"[A-Za-z ]+", d["term"])]


def near_miss(text, dice):
    terms = [d for d in used_terms(text) if any(len(w) > 6 for w in d["term"].split())]
    if not terms or not text.body:
        return None
    term = dice.choice(terms)["term"]
    words = term.split()
    k = dice.choice([k for k, w in enumerate(words) if len(w) > 6])
    cut = dice.randrange(2, len(words[k]) - 2)
    slip = words[k][:cut] + words[k][cut + 1:] if dice.random() < 0.5 else \
        words[k][:cut] + words[k][cut + 1] + words[k][cut] + words[k][cut + 2:]
    if slip == words[k] or slip.lower() in text.t.lower():
        return None
    clause = dice.choice(text.body)
    s = "This applies to the {} as well."
    return (text.put(clause, s.format(" ".join(words[:k] + [slip] + words[k + 1:]))), text.put(clause, s.format(term)))


def defined_twice(text, dice):
    terms = [d for d in used_terms(text) if d["style"] in ("means", "shall mean")]
    if not terms or not text.body:
        return None
    clause = dice.choice(text.body)
    s = '"{}" means what the board says each year.'
    return (text.put(clause, s.format(dice.choice(terms)["term"]), True),
            text.put(clause, s.format("Quarterly Variance Panel") + " The Quarterly Variance Panel is small.", True))


MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"


def undated(text, dice):
    """The first date behind "dated" or "as of", near the top, is left blank."""
    top = text.t[:6000]
    found = re.search(r"(?i)\b(dated|made (?:and entered into )?(?:this|on|as of)(?: the)?|entered into (?:as of|on)|"
                      r"effective as of)\s+((?:\d{1,2}(?:st|nd|rd|th)?(?: day of)? )?(?:" + MONTH +
                      r")(?: \d{1,2}(?:st|nd|rd|th)?)?,? \d{4})", top)
    if not found or not any(c["region"] in ("title", "parties") and c["start"] <= found.start(2) < c["end"]
                            for c in text.clauses):
        return None
    blank = dice.choice(("____ day of ________ 20__", "[          ]", "[●]", "[date]"))
    return text.t[:found.start(2)] + blank + text.t[found.end(2):], text.t


def lost_signature(text, dice):
    """The block of the last party goes, name and lines."""
    if len(text.parties) != 2 or not all(p["signs"] for p in text.parties):
        return None
    tail = len(text.t) * 6 // 10
    for party in reversed(text.parties):
        for line in re.finditer(r"(?im)^[^\n]{0,60}" + re.escape(party["name"]) + r"[^\n]{0,60}\n", text.t[tail:]):
            start, end = tail + line.start(), tail + line.end()
            other = next(p for p in text.parties if p is not party)
            rest = text.t[end:]
            if len(rest) > 900 or other["name"].lower() in rest.lower() or \
                    other["name"].lower() not in text.t[max(tail, start - 900):start].lower():
                continue
            if not re.search(r"(?im)^\s*(by|name|signature|signed|title)\b|/s/", rest):
                continue
            return text.t[:start], text.t
    return None


def stranger_signs(text, dice):
    if len(text.parties) < 2 or not all(p["signs"] for p in text.parties):
        return None
    name = dice.choice(("Tarnbeck County Council", "Ottermouth Health Authority", "Pinewell Fire District"))
    return (text.t.rstrip() + f"\n\nSigned for and on behalf of {name}\n\nName: ____________\n\nTitle: ____________\n",
            text.t)


def all_parties(text, dice):
    """A recital that calls all parties what one of them is not, by its name."""
    recitals = [c for c in text.clauses if c["region"] == "recitals" and
                text.t[c["start"]:c["end"]].rstrip().endswith((".", ";"))]
    if len(text.parties) < 2 or not recitals or not any(
            re.search(r"\b(Limited|Ltd|Inc|LLC|plc|Corp|Corporation)\b\.?$", p["name"]) for p in text.parties):
        return None
    clause = dice.choice(recitals)
    return tuple(text.put(clause, s, True) for s in (
        dice.choice(("The Parties are local authorities.", "The parties to this Agreement are all public bodies.")),
        "The Parties are neighbours."))


def other_form(text, dice):
    """Hill Inc. signs as Hill LLC; Hill Limited is Hill plc in a clause."""
    forms = {"Limited": "plc", "Ltd": "plc", "Ltd.": "plc", "Inc.": "LLC", "Inc": "LLC", "LLC": "Inc.", "plc": "Limited",
             "Corporation": "LLC", "Corp.": "LLC"}
    parties = [p for p in text.parties if p["name"].split()[-1] in forms and len(p["name"].split()) > 1 and p["signs"]]
    dice.shuffle(parties)
    for name in (p["name"] for p in parties):
        wrong = " ".join(name.replace(",", "").split()[:-1] + [forms[name.split()[-1]]])
        if re.search(r"(Limited|Ltd\.?|plc)$", name) and text.body:
            clause = dice.choice(text.body)
            s = "{} shall tell the others of it at once."
            return text.put(clause, s.format(wrong)), text.put(clause, s.format(name))
        at = text.t.lower().rfind(name.lower())
        if at > 0 and any(c["region"] == "execution" and c["start"] <= at < c["end"] for c in text.clauses):
            return text.t[:at] + wrong + text.t[at + len(name):], text.t
    return None


def under_heading(words, *pairs):
    """A sentence in a clause with one of the words in its heading."""
    def make(text, dice):
        clauses = [c for c in text.body if re.search(words, c["heading"] or "", re.I)]
        if not clauses:
            return None
        clause = dice.choice(clauses)
        return tuple(text.put(clause, s) for s in dice.choice(pairs))
    return make


def schedule_alone(text, dice):
    if not text.body:
        return None
    number = dice.choice(("19", "R"))
    end = f"\n\nSCHEDULE {number}\n\nSpare parts\n\n1. Each of them is kept dry.\n"
    clause = dice.choice(text.body)
    return text.t.rstrip() + end, text.put(clause, f"The spare parts are listed in Schedule {number}.").rstrip() + end


def mixed_duties(text, dice):
    """Half of "shall" becomes "must"."""
    if len(re.findall(r"\bshall\b", text.t)) < 40 or re.search(r"\bmust\b", text.t) or \
            len(re.findall(r"\bwill\b", text.t)) * 8 > len(re.findall(r"\bshall\b", text.t)):
        return None
    return re.sub(r"\bshall\b", lambda m: "must" if dice.random() < 0.45 else "shall", text.t), text.t


def contents(text, dice):
    """A list of contents made of the headings, with one title that is another."""
    headed = [c for c in text.clauses if c["region"] == "body" and re.fullmatch(r"\d+", c["number"] or "") and
              c["part"] is None and re.fullmatch(r"[A-Za-z]+( [A-Za-z]+){0,4}", c["heading"] or "")]
    headed = list({c["number"]: c for c in headed}.values())
    if len(headed) < 6 or any(c["region"] == "contents" for c in text.clauses):
        return None
    lines = [(c["number"], c["heading"]) for c in headed]
    k = dice.randrange(1, len(lines) - 1)
    wrong = list(lines)
    wrong[k] = (str(int(lines[k][0]) + 1), lines[k][1]) if dice.random() < 0.5 else (lines[k][0], "Spare parts and tools")

    def page(rows):
        return "CONTENTS\n\n" + "".join(f"{n}. {h} ........ {i + 1}\n" for i, (n, h) in enumerate(rows)) + "\n" + text.t
    return page(wrong), page(lines)


def total(text, dice):
    """A table in Markdown: the texts of the project only, and plain texts whose lines are no Markdown anyhow."""
    if not text.body:
        return None
    clause = dice.choice(text.body)
    a, b, c = (dice.randrange(10, 900) * 100 for _ in range(3))

    def table(sum_):
        rows = "".join(f"| {n} | {v:,} |\n" for n, v in (("Staff", a), ("Rooms", b), ("Cars", c), ("Total", sum_)))
        return "\n\n| Cost | GBP |\n| --- | --- |\n" + rows + "\n"
    at = clause["end"]
    return tuple(text.t[:at] + table(s) + text.t[at:] for s in (a + b + c + dice.choice((-1000, 900, 2100)), a + b + c))


# --- the table: check, what it is made of; "md" where the text is read as Markdown

ROWS = [
    ("reference-missing", sentences(
        ("Sums due under {kind} {missing} are paid first.", "Sums due under {kind} {there} are paid first."),
        ("This is subject to {Kind}s {there} and {missing}.", "This is subject to {Kind} {there}."),
        ("Notice may be given as set out in {kind} {missing}.", "Notice may be given as set out in {kind} {there}."),
        ("Payment is made in accordance with {Kind} {missing} of this Agreement.",
         "Payment is made in accordance with section 113 of the Local Government Act 1972."), needs="sure")),
    ("self-reference", other_self),
    ("reference-subject", either(other_heading, other_words)),
    ("attachment-missing", sentences(
        ("The prices are those of Schedule 37.", "The prices are those of Schedule 4 to the Companies Act 2006."),
        ("The form is attached hereto as Exhibit Q-7.", "The form is a note of one page."),
        ("The rules of Annex 29 apply.", "The rules of Annex 29 to Regulation (EU) 2016/679 apply."),
        ("The plan is set out in Appendix 41.", "The plan is set out in a paper that the parties sign."), needs="whole")),
    ("attachment-unmentioned", schedule_alone),
    ("contents-list", contents),
    ("broken-field", sentences(
        ("It is paid under {kind} Error! Reference source not found.", "It is paid each month."),
        ("See {kind} Error! Bookmark not defined. on page 3.", "See what is said above."))),
    ("number-twice", number_twice),
    ("number-gap", number_gap),
    ("empty-list", empty_list),
    ("counts", sentences(
        ("The following two rooms are shared:\n\n(a) the hall;\n\n(b) the yard; and\n\n(c) the shed.",
         "The following two rooms are shared:\n\n(a) the hall; and\n\n(b) the yard."),
        ("Each of the following four papers is kept:\n\n(a) minutes;\n\n(b) maps; and\n\n(c) lists.",
         "Each of the following three papers is kept:\n\n(a) minutes;\n\n(b) maps; and\n\n(c) lists."),
        paragraph=True)),
    ("single-item", sentences(
        ("Each of them keeps the following papers:\n\n(a) minutes of the meetings.",
         "Each of them keeps the following papers:\n\n(a) minutes of the meetings; and\n\n(b) maps."),
        ("The hall is closed on these days:\n\n(i) the first Monday of May.",
         "The hall is closed on these days:\n\n(i) the first Monday of May; and\n\n(ii) the last of June."),
        paragraph=True)),
    ("shares", sentences(
        ("The costs are borne in the following shares:\n\n(a) 40% by the seller; and\n\n(b) 50% by the buyer.",
         "The costs are borne in the following shares:\n\n(a) 40% by the seller; and\n\n(b) 60% by the buyer."),
        ("Rent is split in the following proportions:\n\n(a) yard 33.3%;\n\n(b) hall 33.3%; and\n\n(c) shed 43.3%.",
         "Rent is split in the following proportions:\n\n(a) yard 33.3%;\n\n(b) hall 33.3%; and\n\n(c) shed 33.3%."),
        paragraph=True)),
    ("term-unused", sentences(
        ('"Quarterly Variance Panel" means three people from each side.',
         '"Quarterly Variance Panel" means three people from each side. The Quarterly Variance Panel meets in June.'),
        ("The costs of winter cover (the \"Winter Cover Costs\") are paid in May.",
         "The costs of winter cover (the \"Winter Cover Costs\") are paid in May. No Winter Cover Cost is paid twice."),
        ('"Handover Ledger" shall mean the list of what is handed over.',
         '"Handover Ledger" shall mean the list of what is handed over. Each Handover Ledger is signed.'),
        paragraph=True)),
    ("term-used-once", sentences(
        ('"Quarterly Variance Panel" means three people. The Quarterly Variance Panel meets in June.',
         '"Quarterly Variance Panel" means three people. The Quarterly Variance Panel meets in June, and in May the '
         'Quarterly Variance Panel reports.'), paragraph=True)),
    ("term-near-miss", near_miss),
    ("term-undefined", sentences(
        ("Each Quarterly Ledger is kept dry. It is read with the Quarterly Ledger of the year before.",
         "Each quarterly ledger is kept dry. It is read with the ledger of the year before."),
        ("It is sent to the Reading Panel by May. No member of the Reading Panel is paid.",
         "It is sent to Anna Hart by May. No sum is paid to Anna Hart."))),
    ("term-twice", defined_twice),
    ("term-circular", sentences(
        ('"Quarterly Variance Panel" means the Quarterly Variance Panel. The Quarterly Variance Panel meets.',
         '"Quarterly Variance Panel" means three people. The Quarterly Variance Panel meets.'),
        ('"Winter Covers" shall mean such Winter Covers. Winter Covers are dry.',
         '"Winter Covers" shall mean the covers of winter. Winter Covers are dry.'), paragraph=True)),
    ("words-and-figures", sentences(
        ("It is paid within thirty (20) days.", "It is paid within thirty (30) days."),
        ("Notice of 60 (fifty) days is given.", "Notice of 60 (sixty) days is given."),
        ("It lasts for one hundred and eighty (108) days.", "It lasts for one hundred and eighty (180) days."),
        ("The fee is two thousand five hundred dollars ($2,050).",
         "The fee is two thousand five hundred dollars ($2,500)."),
        ("The share is twelve percent (20%).", "The share is twelve percent (12%)."))),
    ("totals", total, "md"),
    ("dates", sentences(
        ("It is handed over on Monday, 1 April 2026.", "It is handed over on Wednesday, 1 April 2026."),
        ("It ends on Friday, June 31, 2030.", "It ends on Sunday, June 30, 2030."),
        ("The report is due on 30 February 2028.", "The report is due on 29 February 2028."),
        ("It starts on 1 April 2026 and runs for a period of five years until 31 March 2030.",
         "It starts on 1 April 2026 and runs for a period of five years until 31 March 2031."))),
    ("blanks", sentences(
        ("The sum is [●] a year.", "The sum is 400 a year."),
        ("The officer is [insert name].", "The officer is the clerk."),
        ("The fee is £________ a month.", "The fee is £900 a month."),
        ("The address is TBC.", "The address is that of the hall."),
        ("The term is [XX] years.", "The term is [sic] six years."),
        ("Reports are sent to [NAME OF COUNCIL].", "Reports were cited in [2024] EWHC 12 (Ch)."))),
    ("drafting-notes", sentences(
        ("[Drafting note: finance to confirm this.]", "[Reserved]"),
        ("[Note to draft: check the year.]", "[Intentionally omitted]"),
        ("Drafting note: legal to advise.", "A drafting committee advises."), paragraph=True)),
    ("date-of-agreement", undated),
    ("signature-blocks", lost_signature),
    ("party-names", other_form),
    ("party-lists", stranger_signs),
    ("party-claims", all_parties),
    ("deed", sentences(
        ("Nothing in this deed makes a partnership.", "Nothing in this Agreement makes a partnership."),
        ("The terms of this Deed are secret.", "The terms of this Agreement are secret."))),
    ("agreement-to-agree", sentences(
        ("The charges for the second year are to be agreed between the parties.",
         "The charges for the second year are to be agreed between the parties, failing which an expert shall set them."),
        ("The parties shall agree the price of further work.",
         "The parties shall agree the price of further work; in default of agreement it is that of the first year."),
        ("The parties will agree on the fees for the third term.",
         "The parties will agree on the fees for the third term, or the matter goes to arbitration."))),
    ("brackets", sentences(
        ("The costs (those of staff included are shared.", "The costs (those of staff included) are shared."),
        ("The costs of staff, rooms) and cars are shared.", "The costs of (a) staff, (b) rooms and c) cars are shared."),
        ("The hall [with its yard is let.", "The hall [with its yard] is let."),
        ("The sum (the \u201cWinter Sum) is fixed, and the Winter Sum is small.",
         "The sum (the \u201cWinter Sum\u201d) is fixed, and the Winter Sum is small."))),
    ("old-law", sentences(
        ("Each party complies with the Data Protection Act 1998.",
         "The Data Protection Act 2018, which replaced the Data Protection Act 1998, applies."),
        ("It is procured under the Public Contracts Regulations 2006.", "It is procured under the Procurement Act 2023."),
        ("The clinical commissioning group pays a half.", "The integrated care board pays a half."),
        ("It follows Directive 95/46/EC.", "It follows Regulation (EU) 2016/679."))),
    ("and-or", sentences(("Wood and/or coal is bought.", "Wood or coal or both are bought."))),
    ("open-time", sentences(
        ("Faults are told as soon as possible.", "Faults are told as soon as possible and in any event within two days."),
        ("Faults are mended promptly.", "Faults are mended promptly, and no later than three days after they are told."),
        ("Keys are given back without undue delay.", "Keys are given back within a week."))),
    ("open-effort", sentences(
        ("The clerk uses reasonable endeavours to cut the cost.",
         "The clerk uses reasonable endeavours to cut the cost, including a yearly tender."),
        ("The clerk uses best efforts to find rooms.", "The clerk finds rooms by asking three agents."))),
    ("from-time-to-time", sentences(
        ("The seller may change the charges from time to time.",
         "The seller may change the charges from time to time with the consent of the buyer."),
        ("The owner may revise the prices from time to time.",
         "The owner may revise the prices from time to time by notice of three months."))),
    ("duty-words", mixed_duties),
    ("archaic", sentences(
        ("Hill, hereinafter the seller, pays.", "Hill, the seller, pays."),
        ("The said sum is null and void.", "The sum is not owed."))),
    ("degree-words", under_heading(
        "cost|pay|fee|charge|price|exit|terminat",
        ("There is adequate cover at all times.", "There are two people on each shift."),
        ("Each of them pays a substantial part.", "Each of them pays a third."))),
    ("degree-words-everywhere", sentences(
        ("There is adequate light in the hall.", "There are nine lamps in the hall."),
        ("Each of them bears a substantial part.", "Each of them bears a half."))),
    ("precedence", sentences(
        ("If a Schedule differs from the clauses of this Agreement, the Schedule prevails. In a conflict with the Schedules, "
         "see below.\n\nIf the clauses of this Agreement differ from a Schedule, the clauses of this Agreement prevail.",
         "If a Schedule differs from the clauses of this Agreement, the clauses of this Agreement prevail."),
        needs="body", paragraph=True)),
    ("duty-bearer", under_heading(
        "pay|fee|charge|report|procure|price",
        ("A report on the year shall be prepared each April.",
         "A report on the year shall be prepared by the clerk each April."),
        ("The sums due shall be paid within ten days.", "Each party shall pay the sums due within ten days."))),
    ("duty-time", sentences(
        ("{one} shall report on the stores to {other}.", "{one} shall report on the stores to {other} every three months."),
        ("{one} shall review the stores with {other}.", "{one} shall review the stores with {other} each June."))),
    ("binding", sentences(
        ("This Memorandum is not legally binding. The seller shall indemnify the buyer for any loss.",
         "The seller shall pay the buyer for any loss."))),
    ("legal-basis", sentences(
        ("The functions of the council are delegated to the host under section 113 of the Local Government Act 1972.",
         "The council places its officers at the disposal of the host under section 113 of the Local Government Act 1972."),
        ("Powers are delegated under section 113 of the Local Government Act 1972.",
         "Powers are delegated under section 101 of the Local Government Act 1972."))),
]


# --- running it

def texts_of(program, shared):
    files = sorted(glob.glob(os.path.join(shared, "agreements", "[0-9]*.txt")) +
                   glob.glob(os.path.join(shared, "contracts", "txt", "*.txt")))
    if not files:
        files = sorted(glob.glob("examples/drafts/*.txt") + glob.glob("tests/formats/inputs/draft.txt"))
    return [Text(program, f) for f in files if os.path.getsize(f) < LONGEST]


def findings(program, checks, files):
    """{file: {check: Counter of messages}}, and the severities of the checks."""
    out, severity = {}, {}
    for i in range(0, len(files), 300):
        command = ["check", "--select", ",".join(checks), "--checklist", "drafting", "-f", "ndjson", "--as-of", "2026-07-01"]
        for line in concordat(program, command + files[i:i + 300]).splitlines():
            for review in json.loads(line)["reviews"]:
                mine = out.setdefault(review["agreement"]["file"], collections.defaultdict(collections.Counter))
                for o in review["outcomes"]:
                    severity[o["check"]] = o["severity"]
                    if o["outcome"] == "gap":
                        mine[o["check"]].update(f["message"] for f in o["findings"])
    return out, severity


def checks_of():
    """The ids of the checks, as the checklist has them."""
    with open("checklists/drafting.yaml", encoding="utf-8") as file:
        return re.findall(r"(?m)^  - id: (\S+)$", file.read().split("\nchecks:\n", 1)[1])


def plant(row, texts, work):
    """Files of one row: [(of the text, wrong, right)]."""
    check, make, ending = row[0], row[1], row[2] if len(row) > 2 else "txt"
    dice = random.Random(f"{SEED} {check}")
    order = list(texts)
    dice.shuffle(order)
    pairs, styles = [], collections.Counter()
    for text in order:
        if len(pairs) == TEXTS:
            break
        if styles[text.us] >= TEXTS * 2 // 3:  # both British and American texts, where there are
            continue
        made = make(text, dice)
        if not made or made[0] == made[1]:
            continue
        styles[text.us] += 1
        names = [os.path.join(work, f"{check}-{text.name}-{what}.{ending}") for what in ("before", "wrong", "right")]
        for name, words in zip(names, (text.t, *made)):
            with open(name, "w", encoding="utf-8", newline="") as file:
                file.write(words)
        pairs.append(names)
    return pairs


def main(program, shared):
    checks = checks_of()
    texts = texts_of(program, shared)
    print(f"## Planted defects (checklist drafting, {len(texts)} texts)\n")
    with tempfile.TemporaryDirectory() as work:
        rows = [(row[0], plant(row, texts, work)) for row in ROWS if row[0] in checks]
        found, severity = findings(program, checks, [f for _, pairs in rows for names in pairs for f in names])
        print("| | severity | texts | found | recall | false alarms | others | missed in |")
        print("|" + " --- |" * 8)
        total_ = collections.Counter()
        for check, pairs in rows:
            hit = alarm = others = 0
            missed = []
            for before, wrong, right in pairs:
                base = found.get(before, {})

                def new(of, c):
                    return sum((found.get(of, {}).get(c, collections.Counter()) -
                                base.get(c, collections.Counter())).values())
                got = new(wrong, check) > 0
                hit += got
                alarm += new(right, check) > 0
                others += sum(new(right, c) for c in checks if c != check and severity.get(c) in ("high", "medium"))
                if not got:
                    missed.append(os.path.basename(before)[len(check) + 1:].rsplit("-before", 1)[0])
            total_.update(texts=len(pairs), hit=hit, alarm=alarm, others=others)
            print(f"| {check} | {severity.get(check, '-')} | {len(pairs)} | {hit} | "
                  f"{hit / len(pairs) if pairs else float('nan'):.2f} | {alarm} | {others} | {' '.join(missed[:4])} |")
        print(f"| **all** | | {total_['texts']} | {total_['hit']} | {total_['hit'] / max(1, total_['texts']):.2f} | "
              f"{total_['alarm']} | {total_['others']} | |\n")
        left = sorted(set(checks) - {row[0] for row in ROWS})
        print(f"Not planted: {', '.join(left) or 'none'}.\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
