/* zones.h - time zones by name, for conditions that ask for the hour somewhere. The library opens no file, so its caller
 * says what the offset of a zone is; most can do so from the files of the system. */
#ifndef CONCORDAT_ZONES_H
#define CONCORDAT_ZONES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A function that gets its table first, so that its owner may embed it in a larger struct. Threads that review share it. */
typedef struct cdt_zones cdt_zones;
struct cdt_zones {
    /* Seconds east of UTC in the zone `name` ("Europe/London", less than CDT_ZONE_NAME bytes) at the moment that is `seconds`
     * after 1970 began in UTC. false: there is no such zone. */
    bool (*offset)(const cdt_zones *zones, const char *name, int64_t seconds, int32_t *out);
};

#define CDT_ZONE_NAME 64

/* The same from the content of a zone's file (TZif of any version, RFC 8536). false: it is none, or is damaged. */
bool cdt_zone_offset(const unsigned char *file, size_t len, int64_t seconds, int32_t *out);

#ifdef __cplusplus
}
#endif
#endif
