#include "draft/zip.h"

#include <errno.h>
#include <minizip/unzip.h>

#include "base/limits.h"
#include "base/map.h"

/* A file as minizip wants to see one. */
typedef struct memory {
    cdt_str bytes;
    ZPOS64_T at;
} memory;

typedef struct member {
    cdt_str name;
    unz64_file_pos where;
    ZPOS64_T packed; /* as the file says, and never more than the file has */
    bool encrypted;
} member;

struct cdt_zip {
    unzFile file;
    memory memory;
    cdt_arena *arena;
    cdt_map names;
    member *members;
    size_t count;
    size_t taken;        /* of all members so far */
    size_t member_taken; /* of the member that is open */
    const member *open;
    cdt_zip_state state;
};

static voidpf memory_open(voidpf opaque, const void *name, int mode)
{
    (void)name;
    return mode & ZLIB_FILEFUNC_MODE_WRITE ? NULL : opaque;
}

static uLong memory_read(voidpf opaque, voidpf stream, void *to, uLong size)
{
    memory *m = opaque;
    size_t left = m->at < m->bytes.len ? m->bytes.len - (size_t)m->at : 0;
    size_t got = size < left ? size : left;

    (void)stream;
    if (got)
        memcpy(to, m->bytes.at + m->at, got);
    m->at += got;
    return (uLong)got;
}

static ZPOS64_T memory_tell(voidpf opaque, voidpf stream)
{
    (void)stream;
    return ((memory *)opaque)->at;
}

static long memory_seek(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
    memory *m = opaque;
    ZPOS64_T from = origin == ZLIB_FILEFUNC_SEEK_CUR ? m->at : origin == ZLIB_FILEFUNC_SEEK_END ? m->bytes.len : 0;

    (void)stream;
    if (offset > m->bytes.len || from + offset > m->bytes.len)
        return -1;
    m->at = from + offset;
    return 0;
}

static int memory_done(voidpf opaque, voidpf stream)
{
    (void)opaque, (void)stream;
    return 0;
}

/* Why a name is refused; NULL where it may stand. */
static const char *name_problem(cdt_str name)
{
    size_t part = 0;

    if (name.len == 0)
        return "has no name";
    if (name.at[0] == '/')
        return "has a name that begins with \"/\"";
    for (size_t i = 0; i <= name.len; i++) {
        unsigned char c = i < name.len ? (unsigned char)name.at[i] : '/';
        if (c < ' ' || c == 0x7f)
            return "has a control character in its name";
        if (c == '\\' || (c == ':' && i == 1))
            return "has a name as another system writes it, with a backslash or a drive";
        if (c == '/') {
            if (i - part == 2 && name.at[part] == '.' && name.at[part + 1] == '.')
                return "has a name that leads out of the file by \"..\"";
            part = i + 1;
        }
    }
    return NULL;
}

_Static_assert(CDT_MAX_ZIP_NAME == 1024, "a message names the limit");

/* The member that minizip stands at. NULL, or why the file is refused. */
static const char *take_member(cdt_zip *zip, member *m)
{
    char name[CDT_MAX_ZIP_NAME + 1];
    unz_file_info64 info;

    if (unzGetCurrentFileInfo64(zip->file, &info, name, sizeof name, NULL, 0, NULL, 0) != UNZ_OK ||
        unzGetFilePos64(zip->file, &m->where) != UNZ_OK)
        return "cannot be found: the list of members is damaged";
    if (info.size_filename > CDT_MAX_ZIP_NAME)
        return "has a name of more than 1024 bytes";
    m->name = cdt_copy(zip->arena, (cdt_str){ name, info.size_filename });
    m->packed = info.compressed_size < zip->memory.bytes.len ? info.compressed_size : zip->memory.bytes.len;
    m->encrypted = info.flag & 1;
    const char *problem = name_problem(m->name);
    if (problem)
        return problem;
    void **slot = cdt_map_at(&zip->names, m->name);
    if (*slot)
        return "stands in it twice";
    *slot = m;
    return NULL;
}

static bool take_members(cdt_zip *zip, const char *file, cdt_diags *diags)
{
    cdt_place place = { .file = file };
    unz_global_info64 global;

    if (unzGetGlobalInfo64(zip->file, &global) != UNZ_OK)
        global.number_entry = 0;
    if (global.number_entry > CDT_MAX_ZIP_MEMBERS) {
        cdt_diags_add(diags, CDT_TOO_LARGE, place, NULL,
                      "the zip file says that it has %llu members; at most %d are read",
                      (unsigned long long)global.number_entry, CDT_MAX_ZIP_MEMBERS);
        return false;
    }
    zip->members = CDT_NEW_ARRAY(zip->arena, member, (size_t)global.number_entry + 1);
    int more = global.number_entry ? unzGoToFirstFile(zip->file) : UNZ_END_OF_LIST_OF_FILE;
    for (; more == UNZ_OK && zip->count < global.number_entry; more = unzGoToNextFile(zip->file)) {
        member *m = &zip->members[zip->count];
        const char *problem = take_member(zip, m);
        if (problem) {
            cdt_diags_add(diags, CDT_CANNOT_READ, place, NULL,
                          "member %zu of the zip file %s; a file saved anew by Word or LibreOffice has no such member",
                          zip->count + 1, problem);
            return false;
        }
        zip->count++;
    }
    if (zip->count == global.number_entry && zip->count)
        return true;
    cdt_diags_add(diags, CDT_CANNOT_READ, place, NULL,
                  "the zip file is damaged: its list of members ends after %zu; get a fresh copy of the file",
                  zip->count);
    return false;
}

cdt_zip *cdt_zip_open(cdt_arena *arena, cdt_str bytes, const char *file, cdt_diags *diags)
{
    cdt_zip *zip = CDT_NEW(arena, cdt_zip);
    zlib_filefunc64_def calls = { .zopen64_file = memory_open,
                                  .zread_file = memory_read,
                                  .ztell64_file = memory_tell,
                                  .zseek64_file = memory_seek,
                                  .zclose_file = memory_done,
                                  .zerror_file = memory_done,
                                  .opaque = &zip->memory };

    zip->arena = arena;
    zip->memory.bytes = bytes;
    errno = 0;
    zip->file = unzOpen2_64("", &calls);
    if (zip->file == NULL && errno == ENOMEM)
        cdt_out_of_memory();
    if (zip->file == NULL) {
        cdt_diags_add(diags, CDT_CANNOT_READ, (cdt_place){ .file = file }, NULL,
                      "the file begins as a zip file but its end is missing or damaged; get a fresh copy of it");
        return NULL;
    }
    if (!take_members(zip, file, diags)) {
        cdt_zip_close(zip);
        return NULL;
    }
    return zip;
}

void cdt_zip_close(cdt_zip *zip)
{
    if (zip == NULL)
        return;
    if (zip->open)
        cdt_zip_finish(zip);
    unzClose(zip->file);
    cdt_map_free(&zip->names);
}

size_t cdt_zip_count(const cdt_zip *zip)
{
    return zip->count;
}

cdt_str cdt_zip_name(const cdt_zip *zip, size_t index)
{
    return zip->members[index].name;
}

static char folded(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same_name(cdt_str a, cdt_str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (folded(a.at[i]) != folded(b.at[i]))
            return false;
    return true;
}

size_t cdt_zip_find(const cdt_zip *zip, cdt_str name)
{
    const member *m = name.len ? cdt_map_get(&zip->names, name) : NULL;

    if (m)
        return (size_t)(m - zip->members);
    for (size_t i = 0; i < zip->count; i++)
        if (same_name(zip->members[i].name, name))
            return i;
    return CDT_ZIP_NONE;
}

bool cdt_zip_encrypted(const cdt_zip *zip, size_t index)
{
    return zip->members[index].encrypted;
}

bool cdt_zip_start(cdt_zip *zip, size_t index)
{
    const member *m = &zip->members[index];
    int method = -1;

    zip->state = CDT_ZIP_WHOLE;
    zip->member_taken = 0;
    errno = 0;
    if (m->encrypted || unzGoToFilePos64(zip->file, &m->where) != UNZ_OK ||
        unzOpenCurrentFile2(zip->file, &method, NULL, 0) != UNZ_OK) {
        if (errno == ENOMEM)
            cdt_out_of_memory();
        zip->state = CDT_ZIP_DAMAGED;
        return false;
    }
    zip->open = m;
    return true;
}

long cdt_zip_take(cdt_zip *zip, char *bytes, size_t room)
{
    int got;

    errno = 0;
    got = zip->open ? unzReadCurrentFile(zip->file, bytes, (unsigned)room) : -1;
    if (got < 0 && errno == ENOMEM) /* zlib has its tables made when they are first needed */
        cdt_out_of_memory();
    if (got < 0) {
        zip->state = CDT_ZIP_DAMAGED;
        return -1;
    }
    zip->taken += (size_t)got;
    zip->member_taken += (size_t)got;
    if (zip->taken > CDT_MAX_ZIP_BYTES)
        zip->state = CDT_ZIP_TOO_LARGE;
    else if (zip->member_taken > CDT_ZIP_RATIO_FROM && zip->member_taken / CDT_MAX_ZIP_RATIO > zip->open->packed)
        zip->state = CDT_ZIP_TOO_DENSE;
    return zip->state == CDT_ZIP_WHOLE ? got : -1;
}

cdt_zip_state cdt_zip_finish(cdt_zip *zip)
{
    if (zip->open) {
        zip->open = NULL;
        if (unzCloseCurrentFile(zip->file) != UNZ_OK && zip->state == CDT_ZIP_WHOLE)
            zip->state = CDT_ZIP_DAMAGED;
    }
    return zip->state;
}
