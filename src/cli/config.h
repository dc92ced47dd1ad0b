/* config.h - the configuration of a repository, .concordat.yaml: options that nobody has to type.
 *
 * What it says becomes options as if they stood on the command line, before those that do. So a command needs to know nothing of
 * it: it finds the options of the table, each with the place that it is from.
 */
#ifndef CDT_CLI_CONFIG_H
#define CDT_CLI_CONFIG_H

#include "cli/cli.h"

#define CDT_CONFIG_NAME ".concordat.yaml"

/* Find and read the configuration for the command at hand, as --config and --no-config say, and put its options before the
 * given ones. A broken one is told, with CDT_EXIT_INPUT: then nothing may be done, as it must not look as if there were none. */
cdt_exit cdt_config_apply(cdt_cli *cli);

/* The same from a text in memory: it lasts as long as the run and its text. NULL: a problem says why. */
cdt_config *cdt_config_read(cdt_cli *cli, const char *file, cdt_str text, cdt_diags *diags);
void cdt_config_free(cdt_config *config); /* NULL is allowed */

/* Its file as it is shown; NULL where there is none. */
const char *cdt_config_file(const cdt_config *config);

/* Which overrides are for the file, by its path from the folder of the configuration: bit n stands for the n-th. 0: none, or
 * there is no configuration. */
unsigned long long cdt_config_overrides(const cdt_cli *cli, const char *file);

/* The options where these overrides hold. */
cdt_options cdt_config_options(cdt_cli *cli, unsigned long long overrides);

/* How many overrides there are, and the patterns of one, with blanks between them. */
size_t cdt_config_override_count(const cdt_config *config);
const char *cdt_config_override_paths(cdt_cli *cli, size_t index, cdt_place *place);

#endif
