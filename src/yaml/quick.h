/* quick.h - plain YAML, read without libyaml, several times as fast.
 *
 * It reads the part of YAML that descriptions are written in: mappings and lists by indentation, one-line keys, plain and
 * quoted scalars, | and > with lines of text, [] and {} over any number of lines, comments, one `---` before
 * it all; line ends are LF or CR LF. Of that it makes the very tree that libyaml's events make in load.c: the same nodes,
 * numbers, styles, states, places and texts.
 *
 * Whatever else it meets, it hands back, and libyaml reads the whole document from its beginning: anchors, aliases, tags,
 * directives, merge keys, `? `, tabs, plain scalars of several lines in brackets, escapes that are seldom, other line ends, a
 * byte order mark, a value that is no mapping or list at the top, and everything that may be a mistake, also one of the
 * tree (a key given twice, a limit passed). So it never tells of a problem, and where it is wrong about what a text means
 * there is a test that says so: tests/unit/test_quick.c and tests/fuzz/fuzz_yaml.c hold both ways against each other.
 *
 * quick.c reads lines, quick_flow.c what stands in brackets, quick_scalar.c scalars; quick_parts.h is what they share.
 */
#ifndef CDT_YAML_QUICK_H
#define CDT_YAML_QUICK_H

#include "yaml/tree.h"

/* Make the tree of a document that has its text, its lines and nothing else. The text is UTF-8 without characters that YAML
 * refuses and without line ends other than LF and CR; `wide` where it has characters of several bytes. false: it is for
 * libyaml to read; the document may then hold a part of a tree. */
bool cdt_quick_read(cdt_document *document, bool wide);

#endif
