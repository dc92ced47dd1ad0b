/* zones.h - the time zones of this system, from its zoneinfo files. */
#ifndef CDT_CLI_ZONES_H
#define CDT_CLI_ZONES_H

#include "concordat/zones.h"

const cdt_zones *cdt_system_zones(void);

#endif
