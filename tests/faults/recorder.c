/* Preloaded under a whole program: writes down what it does to the files below one folder, or lets one of its calls fail.
 *
 *   cc -shared -fPIC -O2 recorder.c -o recorder.so -ldl ; LD_PRELOAD=recorder.so program
 *
 * TIENDO_DISK    the folder (absolute); everything else passes untouched.
 * TIENDO_RECORD  a file for the record. Each entry: kind (1 byte), lengths of two names (2 x u32), offset and length (2 x u64), the names,
 *                and for a write its bytes. Kinds: C create, W write, S set size, F sync, U unlink, R rename, L link.
 * TIENDO_FAIL    kind:n  the n-th write (or, for "sync", the n-th sync) fails: full, error, short, sync, kill.
 *                kind:n+ and all after it.
 *
 * Calls go to the kernel directly, so nothing else has to be looked up. Only what CPython and SQLite use is caught.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define FILES 4096
#define NAME 480

static char folder[NAME], fail_kind[16];
static char names[FILES][NAME];
static long fail_at = 0, calls = 0;
static int fail_on = 0, record = -1, ready = 0;
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;

static void prepare(void) {
    if (ready) return;
    ready = 1;
    const char *disk = getenv("TIENDO_DISK"), *log = getenv("TIENDO_RECORD"), *fail = getenv("TIENDO_FAIL");
    if (disk) snprintf(folder, sizeof folder, "%s", disk);
    if (log) {
        int opened = syscall(SYS_openat, AT_FDCWD, log, O_CREAT | O_WRONLY | O_APPEND, 0644);
        record = fcntl(opened, F_DUPFD_CLOEXEC, 900); /* out of the way of the program's own numbers */
        syscall(SYS_close, opened);
    }
    const char *colon = fail ? strchr(fail, ':') : NULL;
    if (colon) {
        snprintf(fail_kind, sizeof fail_kind, "%.*s", (int)(colon - fail), fail);
        fail_at = strtol(colon + 1, NULL, 10);
        fail_on = strchr(colon, '+') != NULL;
    }
}

static int ours(const char *path) {
    prepare();
    size_t length = strlen(folder); /* the folder itself too: its sync makes names safe */
    return path && length && strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == 0);
}

static int known(int file) {
    prepare();
    return file >= 0 && file < FILES && names[file][0];
}

static void put(const void *bytes, size_t size) {
    for (const char *at = bytes; size;) {
        ssize_t done = syscall(SYS_write, record, at, size);
        if (done <= 0) return;
        at += done;
        size -= done;
    }
}

static void note(char kind, const char *one, const char *two, uint64_t offset, uint64_t size, const void *bytes) {
    if (record < 0) return;
    uint32_t first = strlen(one), second = two ? strlen(two) : 0;
    pthread_mutex_lock(&guard);
    put(&kind, 1);
    put(&first, 4);
    put(&second, 4);
    put(&offset, 8);
    put(&size, 8);
    put(one, first);
    if (two) put(two, second);
    if (bytes) put(bytes, size);
    pthread_mutex_unlock(&guard);
}

/* 0: go on; > 0: fail with this errno; < 0: write only half. The witness (ACK) stands outside the disk and never fails. */
static int failure(int file, int is_sync) {
    size_t length = strlen(names[file]);
    if (length > 4 && strcmp(names[file] + length - 4, "/ACK") == 0) return 0;
    if (!fail_at || (strcmp(fail_kind, "sync") == 0) != is_sync) return 0;
    long call = __sync_add_and_fetch(&calls, 1);
    if (call != fail_at && !(fail_on && call > fail_at)) return 0;
    if (strcmp(fail_kind, "kill") == 0) syscall(SYS_kill, getpid(), SIGKILL);
    if (strcmp(fail_kind, "full") == 0) return ENOSPC;
    if (strcmp(fail_kind, "short") == 0) return -1;
    return EIO;
}

static int there(const char *path) {
    struct stat found;
    return syscall(SYS_newfstatat, AT_FDCWD, path, &found, 0) == 0;
}

static int opened(int file, const char *path, int flags, int existed) {
    if (file < 0 || file >= FILES) return file;
    names[file][0] = 0;
    if (!ours(path)) return file;
    snprintf(names[file], NAME, "%s", path);
    if ((flags & O_CREAT) && !existed) note('C', path, NULL, 0, 0, NULL);
    else if (flags & O_TRUNC) note('S', path, NULL, 0, 0, NULL);
    return file;
}

static int reopen(int at, const char *path, int flags, mode_t mode) {
    int existed = ours(path) ? there(path) : 1;
    return opened(syscall(SYS_openat, at, path, flags, mode), path, flags, existed);
}

#define MODE(flags) mode_t mode = 0; if ((flags) & O_CREAT) { va_list rest; va_start(rest, flags); mode = va_arg(rest, int); va_end(rest); }
int open(const char *path, int flags, ...) { MODE(flags) return reopen(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return reopen(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE(flags) return reopen(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE(flags) return reopen(at, path, flags, mode); }

int close(int file) {
    if (file >= 0 && file < FILES) names[file][0] = 0;
    return file == record && file >= 0 ? 0 : syscall(SYS_close, file);
}

static ssize_t written(int file, const void *bytes, size_t size, off_t at, int placed) {
    if (known(file)) {
        int wrong = failure(file, 0);
        if (wrong > 0) { errno = wrong; return -1; }
        if (wrong < 0 && size > 1) size /= 2;
    }
    ssize_t done = placed ? syscall(SYS_pwrite64, file, bytes, size, at) : syscall(SYS_write, file, bytes, size);
    if (done > 0 && known(file))
        note('W', names[file], NULL, placed ? at : syscall(SYS_lseek, file, 0, SEEK_CUR) - done, done, bytes);
    return done;
}
ssize_t write(int file, const void *bytes, size_t size) { return written(file, bytes, size, 0, 0); }
ssize_t pwrite(int file, const void *bytes, size_t size, off_t at) { return written(file, bytes, size, at, 1); }
ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t at) { return written(file, bytes, size, at, 1); }

static int resized(int file, off_t size) {
    int done = syscall(SYS_ftruncate, file, size);
    if (!done && known(file)) note('S', names[file], NULL, size, 0, NULL);
    return done;
}
int ftruncate(int file, off_t size) { return resized(file, size); }
int ftruncate64(int file, off64_t size) { return resized(file, size); }

static int synced(int file, long number) {
    if (known(file)) {
        int wrong = failure(file, 1);
        if (wrong) { errno = EIO; return -1; }
    }
    int done = syscall(number, file);
    if (!done && known(file)) note('F', names[file], NULL, 0, 0, NULL);
    return done;
}
int fsync(int file) { return synced(file, SYS_fsync); }
int fdatasync(int file) { return synced(file, SYS_fdatasync); }

int unlink(const char *path) {
    int done = syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if (!done && ours(path)) note('U', path, NULL, 0, 0, NULL);
    return done;
}

int rename(const char *from, const char *to) {
    int done = syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
    if (!done && ours(from)) note('R', from, to, 0, 0, NULL);
    return done;
}

int link(const char *from, const char *to) {
    int done = syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
    if (!done && ours(from)) note('L', from, to, 0, 0, NULL);
    return done;
}

int linkat(int a, const char *from, int b, const char *to, int flags) {
    int done = syscall(SYS_linkat, a, from, b, to, flags);
    if (!done && ours(from)) note('L', from, to, 0, 0, NULL);
    return done;
}
