#include "cli/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/problems.h"

/* Wait until there is something to read. false: nothing more is wanted. */
static bool wait_for_input(const cdt_reader *reader)
{
    struct pollfd watched[] = { { .fd = reader->fd, .events = POLLIN }, { .fd = reader->wake, .events = POLLIN } };

    while (poll(watched, 2, -1) < 0 && errno == EINTR)
        continue;
    return watched[1].revents == 0;
}

static long read_some(const cdt_reader *reader, char *to, size_t size)
{
    ssize_t got;

    if (reader->wake > 0 && !wait_for_input(reader))
        return 0;
    do
        got = read(reader->fd, to, size);
    while (got < 0 && errno == EINTR);
    return (long)got;
}

/* Fill the head; of a pipe, take what is there. */
static void read_head(cdt_reader *reader, bool regular)
{
    long got;

    do {
        got = read_some(reader, reader->head + reader->head_len, CDT_READER_HEAD - reader->head_len);
        if (got < 0)
            reader->error = errno;
        if (got > 0)
            reader->head_len += (size_t)got;
    } while (got > 0 && reader->head_len < CDT_READER_HEAD && (regular || reader->head_len < 8));
}

bool cdt_reader_open(cdt_reader *reader, const char *path, const char *name, cdt_diags *diags)
{
    struct stat found = { 0 };
    bool regular;

    reader->name = name;
    reader->error = 0;
    reader->head_len = reader->head_at = 0;
    reader->fd = path ? open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY) : STDIN_FILENO;
    if (reader->fd < 0) {
        CDT_FILE_PROBLEM(diags, CDT_CANNOT_READ, name, "cannot open it: %s", strerror(errno));
        return false;
    }
    reader->head = cdt_malloc(CDT_READER_HEAD);
    regular = fstat(reader->fd, &found) == 0 && S_ISREG(found.st_mode);
    reader->size = regular && found.st_size > 0 ? (size_t)found.st_size : 0;
    read_head(reader, regular);
    if (!reader->error)
        return true;
    CDT_FILE_PROBLEM(diags, CDT_CANNOT_READ, name, "cannot read it: %s", strerror(reader->error));
    cdt_reader_close(reader);
    return false;
}

long cdt_reader_read(void *from, char *to, size_t size)
{
    cdt_reader *reader = from;
    size_t left = reader->head_len - reader->head_at;
    long got;

    if (left) {
        size_t part = left < size ? left : size;
        memcpy(to, reader->head + reader->head_at, part);
        reader->head_at += part;
        return (long)part;
    }
    got = read_some(reader, to, size);
    if (got < 0)
        reader->error = errno;
    return got;
}

void cdt_reader_close(cdt_reader *reader)
{
    if (reader->fd < 0)
        return;
    if (reader->fd > STDERR_FILENO)
        close(reader->fd);
    reader->fd = -1;
    free(reader->head);
}

long cdt_reader_take(cdt_reader *reader, cdt_buf *text, size_t limit)
{
    size_t size = reader->size < limit ? reader->size : limit, least = size ? 1 : CDT_READER_HEAD;
    long got = 1;

    while (text->len <= limit &&
           got > 0) { /* most files have as many bytes as is said of them: one read, and one for the end */
        char *to = cdt_buf_spare(text, size > text->len ? size - text->len : least);
        size_t room = text->room - text->len - 1, most = limit + 1 - text->len;
        got = cdt_reader_read(reader, to, room < most ? room : most);
        cdt_buf_wrote(text, got > 0 ? (size_t)got : 0);
    }
    return got;
}

bool cdt_reader_slurp(cdt_buf *text, const char *path, const char *name, size_t limit, cdt_diags *diags)
{
    cdt_reader reader = { .fd = -1 };
    long got;

    if (!cdt_reader_open(&reader, path, name, diags))
        return false;
    got = cdt_reader_take(&reader, text, limit);
    cdt_reader_close(&reader);
    if (got < 0)
        CDT_FILE_PROBLEM(diags, CDT_CANNOT_READ, name, "cannot read it: %s", strerror(reader.error));
    else if (text->len > limit)
        CDT_FILE_PROBLEM(diags, CDT_TOO_LARGE, name, "it has more than %zu bytes", limit);
    else
        return true;
    return false;
}
