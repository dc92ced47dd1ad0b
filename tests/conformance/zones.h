/* zones.h - named time zones for the tests, from the system's zoneinfo files (TZif, RFC 8536). */
#ifndef CONFORMANCE_ZONES_H
#define CONFORMANCE_ZONES_H

#include "cel/eval.h"

const cel_zones *zones_table(void);
void zones_free(void);

#endif
