/* ways.h - a YAML text read both ways, by quick.h and by libyaml's events alone: they must find the same. */
#ifndef CDT_TESTS_YAML_WAYS_H
#define CDT_TESTS_YAML_WAYS_H

#include "yaml/tree.h"

enum { WAYS_WHY = 300 };

/* Do both ways make the same tree, node by node with all that a node has, or the same problems? Where not, `why` says what
 * differs. */
bool ways_agree(cdt_str text, char why[WAYS_WHY]);

/* Is the text read without libyaml? */
bool ways_quick(cdt_str text);

#endif
