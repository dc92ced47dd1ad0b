/* concordat.h - the whole library: read agreements and checklists, review, report. It has no global state but the handler of
 * cdt_on_out_of_memory(), asks no clock and opens no file. */
#ifndef CONCORDAT_CONCORDAT_H
#define CONCORDAT_CONCORDAT_H

#include "concordat/agreement.h"
#include "concordat/baseline.h"
#include "concordat/checklist.h"
#include "concordat/diag.h"
#include "concordat/draft.h"
#include "concordat/report.h"
#include "concordat/review.h"
#include "concordat/waivers.h"
#include "concordat/zones.h"

#define CONCORDAT_VERSION "0.1.0"

#endif
