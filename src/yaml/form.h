/* form.h - the form that a schema's pattern asks for, told without PCRE2 where the pattern is plain: letters, digits, marks and
 * sets of them in brackets, each once, {N} times or with * or + behind it, from ^ to $; the last of them may stand in (...)?.
 * Ids, alone or behind their checklist's, and currencies are such, in every description. */
#ifndef CDT_YAML_FORM_H
#define CDT_YAML_FORM_H

#include "base/str.h"

typedef enum cdt_form {
    CDT_FORM_FITS,
    CDT_FORM_DIFFERS,
    CDT_FORM_UNKNOWN /* the pattern is not plain: ask PCRE2 */
} cdt_form;

cdt_form cdt_form_of(cdt_str text, cdt_str pattern);

#endif
