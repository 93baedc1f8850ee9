/*
 * A disk that loses what was not flushed, for an unmodified program (LD_PRELOAD, glibc, Linux).
 *
 * Files below POWERFAIL_DIR are the program's view: what the page cache holds. POWERFAIL_DURABLE
 * has a twin of each: what the disk holds. Writes go to the view and are remembered as dirty
 * ranges; fsync and fdatasync copy the dirty ranges and the size to the twin. After kill -9 the
 * twins are what a power cut would have left.
 *
 * POWERFAIL_CONTROL names a file with faults, one on each line, read again whenever it is replaced:
 *   fsync=EIO     flushes fail, and what they should have flushed is never written (as on Linux,
 *                 which marks the pages clean after a failed write-back)
 *   fsync=lie     flushes claim success and make nothing durable
 *   write=ENOSPC  whatever writes fails; so does write=EIO
 *
 * Simplifications. Names are durable at once: a new name with the first flush of its file, renames,
 * links, unlinks and directories immediately. A file that gets another name before it was ever
 * flushed is empty after the cut. What one process wrote and did not flush is not flushed by
 * another. Files ending in -shm are left alone: SQLite maps them, and rebuilds them after a cut.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define FDS 65536
#define REAL(name) ((__typeof__(&name))real(#name))

struct range {
    off_t from, to;
};

struct file {
    struct file *next;
    dev_t device;
    ino_t inode;
    char name[PATH_MAX]; /* below both directories, with its leading slash */
    int gone;            /* unlinked: nothing of it can be durable any more */
    int source, twin;    /* for copying, kept open: closing one would drop the program's locks */
    struct range *dirty;
    size_t count, room;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static char view[PATH_MAX], durable[PATH_MAX], control[PATH_MAX];
static int active;
static struct file *files, *by_fd[FDS];

static enum { FLUSH, FLUSH_FAILS, FLUSH_LIES } flushing;
static int write_error;
static struct stat control_seen;

static void *real(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) {
        fprintf(stderr, "powerfail: the C library has no %s\n", name);
        abort();
    }
    return found;
}

static void set_up(void) {
    const char *dir = getenv("POWERFAIL_DIR"), *twins = getenv("POWERFAIL_DURABLE");
    const char *faults = getenv("POWERFAIL_CONTROL");
    if (!dir || !twins) return;
    if (!realpath(dir, view) || !realpath(twins, durable)) {
        fprintf(stderr, "powerfail: POWERFAIL_DIR or POWERFAIL_DURABLE is no directory\n");
        abort();
    }
    if (faults) snprintf(control, sizeof control, "%s", faults);
    active = 1;
}

static void enter(void) {
    pthread_once(&once, set_up);
    pthread_mutex_lock(&lock);
}

static void leave(void) {
    int kept = errno;
    pthread_mutex_unlock(&lock);
    errno = kept;
}

/* Reads the faults if the control file is another one than last time. */
static void read_control(void) {
    struct stat now;
    if (!control[0]) return;
    if (stat(control, &now) != 0) memset(&now, 0, sizeof now);
    if (now.st_ino == control_seen.st_ino && now.st_size == control_seen.st_size &&
        now.st_mtim.tv_sec == control_seen.st_mtim.tv_sec &&
        now.st_mtim.tv_nsec == control_seen.st_mtim.tv_nsec)
        return;
    control_seen = now;
    char text[256] = "";
    int fd = REAL(open)(control, O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        ssize_t got = read(fd, text, sizeof text - 1);
        text[got > 0 ? got : 0] = 0;
        REAL(close)(fd);
    }
    flushing = strstr(text, "fsync=EIO") ? FLUSH_FAILS
               : strstr(text, "fsync=lie") ? FLUSH_LIES : FLUSH;
    write_error = strstr(text, "write=ENOSPC") ? ENOSPC : strstr(text, "write=EIO") ? EIO : 0;
}

/* The part of an absolute path below the view, or null. */
static const char *below(const char *path) {
    size_t length = strlen(view), all = strlen(path);
    if (!active || strncmp(path, view, length) != 0 || path[length] != '/') return NULL;
    if (all > 4 && strcmp(path + all - 4, "-shm") == 0) return NULL;
    return path + length;
}

/* Where a path given by the program leads, below the view; the last part need not exist. */
static const char *locate(int dir, const char *path, char *out) {
    char joined[PATH_MAX], parent[PATH_MAX], link[64];
    if (!active) return NULL;
    if (path[0] == '/' || dir == AT_FDCWD) {
        snprintf(joined, sizeof joined, "%s", path);
    } else {
        snprintf(link, sizeof link, "/proc/self/fd/%d", dir);
        ssize_t length = readlink(link, parent, sizeof parent - 1);
        if (length < 0) return NULL;
        parent[length] = 0;
        if (snprintf(joined, sizeof joined, "%s/%s", parent, path) >= PATH_MAX) return NULL;
    }
    char *slash = strrchr(joined, '/');
    const char *last = slash ? slash + 1 : joined;
    char name[NAME_MAX + 1];
    if (snprintf(name, sizeof name, "%s", last) > NAME_MAX) return NULL;
    if (slash) *slash = 0;
    if (!realpath(slash ? (joined[0] ? joined : "/") : ".", parent)) return NULL;
    if (snprintf(out, PATH_MAX, "%s/%s", parent, name) >= PATH_MAX) return NULL;
    return below(out);
}

static int twin_path(const char *name, char *out) {
    return snprintf(out, PATH_MAX, "%s%s", durable, name) < PATH_MAX;
}

static struct file *tracked(int fd) { return fd >= 0 && fd < FDS ? by_fd[fd] : NULL; }

static struct file *named(const char *name) {
    struct file *file = files;
    while (file && (file->gone || strcmp(file->name, name) != 0)) file = file->next;
    return file;
}

static void forget(const char *name) {
    struct file *file = named(name);
    if (file) file->gone = 1;
}

static int by_start(const void *a, const void *b) {
    off_t one = ((const struct range *)a)->from, two = ((const struct range *)b)->from;
    return one < two ? -1 : one > two;
}

static void merge(struct file *file) {
    size_t kept = 0;
    qsort(file->dirty, file->count, sizeof *file->dirty, by_start);
    for (size_t i = 1; i < file->count; i++) {
        struct range *last = &file->dirty[kept], *next = &file->dirty[i];
        if (next->from > last->to) file->dirty[++kept] = *next;
        else if (next->to > last->to) last->to = next->to;
    }
    file->count = file->count ? kept + 1 : 0;
}

static void mark(struct file *file, off_t from, off_t length) {
    struct range *last = file->count ? &file->dirty[file->count - 1] : NULL;
    if (file->gone || length <= 0) return;
    if (last && from >= last->from && from <= last->to) {
        if (from + length > last->to) last->to = from + length;
        return;
    }
    if (file->count == file->room) merge(file);
    if (file->count * 2 >= file->room) {
        file->room = file->room ? file->room * 2 : 64;
        file->dirty = realloc(file->dirty, file->room * sizeof *file->dirty);
        if (!file->dirty) abort();
    }
    file->dirty[file->count++] = (struct range){from, from + length};
}

/* Copies what is dirty to the twin. */
static int flush(struct file *file) {
    char path[PATH_MAX], buffer[65536];
    struct stat size;
    read_control();
    if (file->gone) return 0;
    if (flushing == FLUSH_LIES) return 0;
    if (flushing == FLUSH_FAILS) {
        file->count = 0;
        errno = EIO;
        return -1;
    }
    if (file->source < 0 && snprintf(path, sizeof path, "%s%s", view, file->name) < PATH_MAX)
        file->source = REAL(open)(path, O_RDONLY | O_CLOEXEC);
    if (file->twin < 0 && twin_path(file->name, path))
        file->twin = REAL(open)(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file->source < 0 || file->twin < 0 || fstat(file->source, &size) != 0) {
        fprintf(stderr, "powerfail: no twin for %s\n", file->name);
        abort();
    }
    merge(file);
    for (size_t i = 0; i < file->count; i++) {
        off_t at = file->dirty[i].from, to = file->dirty[i].to;
        while (at < to) {
            size_t part = to - at < (off_t)sizeof buffer ? (size_t)(to - at) : sizeof buffer;
            ssize_t got = pread(file->source, buffer, part, at);
            if (got <= 0) break;
            if (REAL(pwrite)(file->twin, buffer, (size_t)got, at) != got) abort();
            at += got;
        }
    }
    file->count = 0;
    return REAL(ftruncate)(file->twin, size.st_size);
}

/* Begins to follow a descriptor that was just opened. */
static int opened(int fd, int flags) {
    char link[64], path[PATH_MAX];
    struct stat status;
    if (fd < 0 || fd >= FDS) return fd;
    enter();
    by_fd[fd] = NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = active ? readlink(link, path, sizeof path - 1) : -1;
    path[length > 0 ? length : 0] = 0;
    const char *name = below(path);
    if (name && fstat(fd, &status) == 0 && S_ISREG(status.st_mode)) {
        struct file *file = files;
        while (file && (file->gone || file->device != status.st_dev ||
                        file->inode != status.st_ino))
            file = file->next;
        if (!file) {
            char twin[PATH_MAX];
            file = calloc(1, sizeof *file);
            if (!file) abort();
            file->device = status.st_dev;
            file->inode = status.st_ino;
            file->source = file->twin = -1;
            snprintf(file->name, sizeof file->name, "%s", name);
            file->next = files;
            files = file;
            if (twin_path(name, twin) && access(twin, F_OK) != 0) mark(file, 0, status.st_size);
        }
        if (flags & O_TRUNC) {
            struct stat before;
            char twin[PATH_MAX];
            if (twin_path(name, twin) && stat(twin, &before) == 0) mark(file, 0, before.st_size);
        }
        by_fd[fd] = file;
    }
    leave();
    return fd;
}

static mode_t mode_of(int flags, va_list rest) {
    int makes = (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE;
    return makes ? va_arg(rest, mode_t) : 0;
}

#define OPEN(name)                                   \
    int name(const char *path, int flags, ...) {     \
        va_list rest;                                \
        va_start(rest, flags);                       \
        mode_t mode = mode_of(flags, rest);          \
        va_end(rest);                                \
        return opened(REAL(name)(path, flags, mode), flags); \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                          \
    int name(int dir, const char *path, int flags, ...) {     \
        va_list rest;                                         \
        va_start(rest, flags);                                \
        mode_t mode = mode_of(flags, rest);                   \
        va_end(rest);                                         \
        return opened(REAL(name)(dir, path, flags, mode), flags); \
    }
OPENAT(openat)
OPENAT(openat64)

int creat(const char *path, mode_t mode) {
    return open(path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}
int creat64(const char *path, mode_t mode) {
    return open64(path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

int close(int fd) {
    enter();
    if (fd >= 0 && fd < FDS) by_fd[fd] = NULL;
    leave();
    return REAL(close)(fd);
}

static int copied(int from, int to) {
    if (to < 0 || to >= FDS) return to;
    enter();
    by_fd[to] = tracked(from);
    leave();
    return to;
}

int dup(int fd) { return copied(fd, REAL(dup)(fd)); }
int dup2(int fd, int to) { return copied(fd, REAL(dup2)(fd, to)); }
int dup3(int fd, int to, int flags) { return copied(fd, REAL(dup3)(fd, to, flags)); }

#define FCNTL(name)                                                           \
    int name(int fd, int command, ...) {                                      \
        va_list rest;                                                         \
        va_start(rest, command);                                              \
        void *argument = va_arg(rest, void *);                                \
        va_end(rest);                                                         \
        int result = REAL(name)(fd, command, argument);                       \
        int copies = command == F_DUPFD || command == F_DUPFD_CLOEXEC;        \
        return copies ? copied(fd, result) : result;                          \
    }
FCNTL(fcntl)
FCNTL(fcntl64)

static int follows(int fd) {
    enter();
    int found = tracked(fd) != NULL;
    leave();
    return found;
}

/* A function that writes: remembers what it wrote from AT on. Sockets and pipes may block, so what
 * is not tracked is written outside the lock. */
#define WRITES(name, parameters, arguments, at)                     \
    ssize_t name parameters {                                       \
        if (!follows(fd)) return REAL(name) arguments;              \
        enter();                                                    \
        struct file *file = tracked(fd);                            \
        read_control();                                             \
        ssize_t done = write_error ? -1 : REAL(name) arguments;     \
        if (write_error) errno = write_error;                       \
        if (file && done > 0) mark(file, at, done);                 \
        leave();                                                    \
        return done;                                                \
    }
#define BEHIND (lseek(fd, 0, SEEK_CUR) - done)
WRITES(write, (int fd, const void *bytes, size_t length), (fd, bytes, length), BEHIND)
WRITES(writev, (int fd, const struct iovec *parts, int count), (fd, parts, count), BEHIND)
WRITES(pwrite, (int fd, const void *bytes, size_t length, off_t at), (fd, bytes, length, at), at)
WRITES(pwrite64, (int fd, const void *bytes, size_t length, off64_t at), (fd, bytes, length, at),
       at)
WRITES(pwritev, (int fd, const struct iovec *parts, int count, off_t at), (fd, parts, count, at),
       at)
WRITES(pwritev64, (int fd, const struct iovec *parts, int count, off64_t at),
       (fd, parts, count, at), at)

/* The next flush takes the size over. What was cut off is dirty: it may come back as zeroes. */
#define RESIZES(name, parameters, arguments)                                    \
    int name parameters {                                                       \
        struct stat before, after;                                              \
        if (!follows(fd)) return REAL(name) arguments;                          \
        enter();                                                                \
        struct file *file = tracked(fd);                                        \
        read_control();                                                         \
        int sized = file && fstat(fd, &before) == 0;                            \
        int result = write_error ? -1 : REAL(name) arguments;                   \
        if (write_error) errno = write_error;                                   \
        if (sized && result == 0 && fstat(fd, &after) == 0)                     \
            mark(file, after.st_size, before.st_size - after.st_size);          \
        leave();                                                                \
        return result;                                                          \
    }
RESIZES(ftruncate, (int fd, off_t size), (fd, size))
RESIZES(ftruncate64, (int fd, off64_t size), (fd, size))
RESIZES(fallocate, (int fd, int mode, off_t at, off_t length), (fd, mode, at, length))
RESIZES(fallocate64, (int fd, int mode, off64_t at, off64_t length), (fd, mode, at, length))
/* These two give the error instead of setting it. */
int posix_fallocate(int fd, off_t at, off_t length) {
    return fallocate(fd, 0, at, length) == 0 ? 0 : errno;
}
int posix_fallocate64(int fd, off64_t at, off64_t length) {
    return fallocate64(fd, 0, at, length) == 0 ? 0 : errno;
}

#define FLUSHING(name)                                  \
    int name(int fd) {                                  \
        enter();                                        \
        struct file *file = tracked(fd);                \
        int result = file ? flush(file) : 0;            \
        leave();                                        \
        return file ? result : REAL(name)(fd);          \
    }
FLUSHING(fsync)
FLUSHING(fdatasync)

static int removed(int result, const char *name) {
    char twin[PATH_MAX];
    if (result == 0 && name) {
        enter();
        forget(name);
        if (twin_path(name, twin)) REAL(remove)(twin);
        leave();
    }
    return result;
}

#define REMOVES(name, parameters, arguments, dir)           \
    int name parameters {                                   \
        char found[PATH_MAX];                               \
        pthread_once(&once, set_up);                        \
        const char *file = locate(dir, path, found);        \
        return removed(REAL(name) arguments, file);         \
    }
REMOVES(unlink, (const char *path), (path), AT_FDCWD)
REMOVES(rmdir, (const char *path), (path), AT_FDCWD)
REMOVES(unlinkat, (int dir, const char *path, int flags), (dir, path, flags), dir)

int mkdir(const char *path, mode_t mode) {
    char found[PATH_MAX], twin[PATH_MAX];
    pthread_once(&once, set_up);
    const char *name = locate(AT_FDCWD, path, found);
    int result = REAL(mkdir)(path, mode);
    if (result == 0 && name && twin_path(name, twin)) REAL(mkdir)(twin, mode);
    return result;
}

/* A file has a new name, beside its old one or in place of it; HOW gives the twin the same. */
static int named_anew(int result, const char *from, const char *to,
                      int (*how)(const char *, const char *)) {
    char old[PATH_MAX], new[PATH_MAX];
    if (result != 0 || !from || !to || !twin_path(from, old) || !twin_path(to, new)) return result;
    enter();
    forget(to);
    struct file *file = named(from);
    if (file) snprintf(file->name, sizeof file->name, "%s", to);
    if (how(old, new) != 0) {
        int empty = REAL(open)(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        if (empty >= 0) REAL(close)(empty);
    }
    leave();
    return result;
}

#define NAMES_ANEW(name, parameters, arguments, from_dir, to_dir, how)             \
    int name parameters {                                                          \
        char old[PATH_MAX], new[PATH_MAX];                                         \
        pthread_once(&once, set_up);                                               \
        const char *a = locate(from_dir, from, old), *b = locate(to_dir, to, new); \
        return named_anew(REAL(name) arguments, a, b, REAL(how));                  \
    }
NAMES_ANEW(rename, (const char *from, const char *to), (from, to), AT_FDCWD, AT_FDCWD, rename)
NAMES_ANEW(renameat, (int a_dir, const char *from, int b_dir, const char *to),
           (a_dir, from, b_dir, to), a_dir, b_dir, rename)
NAMES_ANEW(renameat2, (int a_dir, const char *from, int b_dir, const char *to, unsigned flags),
           (a_dir, from, b_dir, to, flags), a_dir, b_dir, rename)
NAMES_ANEW(link, (const char *from, const char *to), (from, to), AT_FDCWD, AT_FDCWD, link)
NAMES_ANEW(linkat, (int a_dir, const char *from, int b_dir, const char *to, int flags),
           (a_dir, from, b_dir, to, flags), a_dir, b_dir, link)

/* Programs fall back to read and write when these are not there. */
#define ABSENT(name, parameters, arguments)             \
    ssize_t name parameters {                           \
        if (!follows(out)) return REAL(name) arguments; \
        errno = ENOSYS;                                 \
        return -1;                                      \
    }
ABSENT(sendfile, (int out, int in, off_t *from, size_t length), (out, in, from, length))
ABSENT(sendfile64, (int out, int in, off64_t *from, size_t length), (out, in, from, length))
ABSENT(copy_file_range,
       (int in, off64_t *from, int out, off64_t *to, size_t length, unsigned flags),
       (in, from, out, to, length, flags))

/* Stores to a mapping cannot be followed: better to stop than to prove nothing. */
#define MAPPING(name, offset)                                                                    \
    void *name(void *where, size_t length, int access, int flags, int fd, offset at) {           \
        if ((flags & MAP_SHARED) && (access & PROT_WRITE) && follows(fd)) {                      \
            fprintf(stderr, "powerfail: a file below POWERFAIL_DIR is mapped for writing\n");    \
            abort();                                                                             \
        }                                                                                        \
        return REAL(name)(where, length, access, flags, fd, at);                                 \
    }
MAPPING(mmap, off_t)
MAPPING(mmap64, off64_t)
