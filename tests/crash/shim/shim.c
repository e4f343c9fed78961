/*
 * Stands between the service and the C library (LD_PRELOAD) and does harm on order. Every call that changes the files below
 * CRASH_DIR is looked at; what is done is said by environment variables:
 *   CRASH_KILL_AT=K      SIGKILL instead of the K-th such call, counted from a commit's record in the journal
 *   CRASH_COMMIT=N       which commit's; 1 unless said otherwise, 0 counts from the start of the process
 *   CRASH_ARM=file       counts from when the file is there, for a service without a journal
 *   CRASH_LOG=file       a line for each call: number, name, path, second path
 *   CRASH_BLOBS=dir      keeps a copy of each file at the moment it is synced, named after the call's number
 *   CRASH_FAULT=file     while the file is there, calls fail: it holds the error's number and a part of the paths concerned
 *   CRASH_CLOCK=file     while the file is there, the wall clock is off by so many seconds
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static const char *dir, *log_path, *blobs, *fault, *clock_file, *arm_file;
static long kill_at, calls, commits_to_go = 1;
static int armed, log_fd = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
  dir = getenv("CRASH_DIR");
  log_path = getenv("CRASH_LOG");
  blobs = getenv("CRASH_BLOBS");
  fault = getenv("CRASH_FAULT");
  clock_file = getenv("CRASH_CLOCK");
  arm_file = getenv("CRASH_ARM");
  const char *at = getenv("CRASH_KILL_AT");
  const char *commit = getenv("CRASH_COMMIT");
  kill_at = at ? atol(at) : 0;
  commits_to_go = commit ? atol(commit) : 1;
  armed = commits_to_go == 0;
  if (log_path) log_fd = syscall(SYS_openat, AT_FDCWD, log_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int is_ours(const char *path) { return dir && path && strncmp(path, dir, strlen(dir)) == 0; }

/* The absolute path of an argument. */
static const char *at_path(int at, const char *path, char *buffer) {
  if (path[0] == '/') return path;
  char link[64], base[PATH_MAX / 2];
  if (at == AT_FDCWD) {
    if (!getcwd(base, sizeof base)) return path;
  } else {
    snprintf(link, sizeof link, "/proc/self/fd/%d", at);
    ssize_t n = readlink(link, base, sizeof base - 1);
    if (n < 0) return path;
    base[n] = 0;
  }
  snprintf(buffer, PATH_MAX, "%.2000s/%.2000s", base, path);
  return buffer;
}

static const char *fd_path(int fd, char *buffer) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, buffer, PATH_MAX - 1);
  if (n < 0) return 0;
  buffer[n] = 0;
  return buffer;
}

static void copy_to_blob(const char *path, long number) {
  char name[PATH_MAX], bytes[65536];
  snprintf(name, sizeof name, "%s/%ld", blobs, number);
  int from = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
  int to = syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  for (ssize_t n; from >= 0 && to >= 0 && (n = syscall(SYS_read, from, bytes, sizeof bytes)) > 0;) syscall(SYS_write, to, bytes, n);
  if (from >= 0) syscall(SYS_close, from);
  if (to >= 0) syscall(SYS_close, to);
}

/* The error that the call shall fail with, or 0. */
static int fault_for(const char *path) {
  if (!fault) return 0;
  int fd = syscall(SYS_openat, AT_FDCWD, fault, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0) return 0;
  char text[512];
  ssize_t n = syscall(SYS_read, fd, text, sizeof text - 1);
  syscall(SYS_close, fd);
  if (n <= 0) return 0;
  text[n] = 0;
  char *part = strchr(text, ' ');
  if (!part) return 0;
  part += 1;
  part[strcspn(part, "\n")] = 0;
  return strstr(path, part) ? atoi(text) : 0;
}

/* What the engine does by itself meanwhile belongs to no commit. */
static int is_background(const char *path) {
  return path && (strstr(path, "/tmp_merge_") || strstr(path, "/delete_tmp_"));
}

/* Called before the call is made. Answers the error that it shall fail with, or 0. */
static int look(const char *name, const char *path, const char *second, int starts_commit, int synced) {
  if (!is_ours(path)) return 0;
  int error = fault_for(path);
  if (error) return error;
  if (!kill_at && !log_path) return 0;
  pthread_mutex_lock(&lock);
  if (starts_commit && --commits_to_go == 0) armed = 1;
  if (!armed && arm_file && syscall(SYS_access, arm_file, F_OK) == 0) armed = 1;
  if (blobs || (armed && !is_background(path) && !is_background(second))) {
    calls += 1;
    if (log_fd >= 0) {
      char line[2 * PATH_MAX + 64];
      int n = snprintf(line, sizeof line, "%ld\t%s\t%s\t%s\t%d\n", calls, name, path, second ? second : "", armed);
      syscall(SYS_write, log_fd, line, n);
    }
    if (synced && blobs) copy_to_blob(path, calls);
    if (armed && calls == kill_at) {
      syscall(SYS_kill, getpid(), SIGKILL);
      for (;;) pause();
    }
  }
  pthread_mutex_unlock(&lock);
  return 0;
}

#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)
#define REFUSE_IF(error) \
  do { \
    int refused = (error); \
    if (refused) { \
      errno = refused; \
      return -1; \
    } \
  } while (0)

/* The journal's record of a commit: its magic, and kind 0. */
static int is_commit(const void *bytes, size_t size) {
  return size >= 24 && memcmp(bytes, "HJL1\0\0\0\0", 8) == 0;
}

static int look_fd(const char *name, int fd, int starts_commit, int synced) {
  char buffer[PATH_MAX];
  const char *path = dir ? fd_path(fd, buffer) : 0;
  return path ? look(name, path, 0, starts_commit, synced) : 0;
}

ssize_t write(int fd, const void *bytes, size_t size) {
  REAL(ssize_t, write, int, const void *, size_t);
  REFUSE_IF(look_fd("write", fd, is_commit(bytes, size), 0));
  return real(fd, bytes, size);
}
ssize_t pwrite(int fd, const void *bytes, size_t size, off_t offset) {
  REAL(ssize_t, pwrite, int, const void *, size_t, off_t);
  REFUSE_IF(look_fd("pwrite", fd, is_commit(bytes, size), 0));
  return real(fd, bytes, size, offset);
}
ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t offset) {
  REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t);
  REFUSE_IF(look_fd("pwrite", fd, is_commit(bytes, size), 0));
  return real(fd, bytes, size, offset);
}
static int first_is_commit(const struct iovec *parts, int count) {
  return count > 0 && is_commit(parts[0].iov_base, parts[0].iov_len);
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
  REAL(ssize_t, writev, int, const struct iovec *, int);
  REFUSE_IF(look_fd("write", fd, first_is_commit(parts, count), 0));
  return real(fd, parts, count);
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
  REAL(ssize_t, pwritev, int, const struct iovec *, int, off_t);
  REFUSE_IF(look_fd("pwrite", fd, first_is_commit(parts, count), 0));
  return real(fd, parts, count, offset);
}
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) {
  REAL(ssize_t, pwritev64, int, const struct iovec *, int, off64_t);
  REFUSE_IF(look_fd("pwrite", fd, first_is_commit(parts, count), 0));
  return real(fd, parts, count, offset);
}
int fsync(int fd) {
  REAL(int, fsync, int);
  REFUSE_IF(look_fd("fsync", fd, 0, 1));
  return real(fd);
}
int fdatasync(int fd) {
  REAL(int, fdatasync, int);
  REFUSE_IF(look_fd("fdatasync", fd, 0, 1));
  return real(fd);
}
int ftruncate(int fd, off_t size) {
  REAL(int, ftruncate, int, off_t);
  REFUSE_IF(look_fd("ftruncate", fd, 0, 0));
  return real(fd, size);
}
int ftruncate64(int fd, off64_t size) {
  REAL(int, ftruncate64, int, off64_t);
  REFUSE_IF(look_fd("ftruncate", fd, 0, 0));
  return real(fd, size);
}

static int look_at(const char *name, int at, const char *path, int at2, const char *second) {
  char one[PATH_MAX], two[PATH_MAX];
  if (!dir || !path) return 0;
  return look(name, at_path(at, path, one), second ? at_path(at2, second, two) : 0, 0, 0);
}

int rename(const char *from, const char *to) {
  REAL(int, rename, const char *, const char *);
  REFUSE_IF(look_at("rename", AT_FDCWD, from, AT_FDCWD, to));
  return real(from, to);
}
int renameat(int at, const char *from, int at2, const char *to) {
  REAL(int, renameat, int, const char *, int, const char *);
  REFUSE_IF(look_at("rename", at, from, at2, to));
  return real(at, from, at2, to);
}
int renameat2(int at, const char *from, int at2, const char *to, unsigned flags) {
  REAL(int, renameat2, int, const char *, int, const char *, unsigned);
  REFUSE_IF(look_at(flags & RENAME_EXCHANGE ? "exchange" : "rename", at, from, at2, to));
  return real(at, from, at2, to, flags);
}
/* The engine names its files by this call without the C library's own function. */
long syscall(long number, ...) {
  REAL(long, syscall, long, ...);
  va_list list;
  va_start(list, number);
  long a = va_arg(list, long), b = va_arg(list, long), c = va_arg(list, long);
  long d = va_arg(list, long), e = va_arg(list, long), f = va_arg(list, long);
  va_end(list);
  if (number == SYS_renameat2)
    REFUSE_IF(look_at(e & RENAME_EXCHANGE ? "exchange" : "rename", a, (const char *)b, c, (const char *)d));
  return real(number, a, b, c, d, e, f);
}
int unlink(const char *path) {
  REAL(int, unlink, const char *);
  REFUSE_IF(look_at("unlink", AT_FDCWD, path, 0, 0));
  return real(path);
}
int unlinkat(int at, const char *path, int flags) {
  REAL(int, unlinkat, int, const char *, int);
  REFUSE_IF(look_at("unlink", at, path, 0, 0));
  return real(at, path, flags);
}
int rmdir(const char *path) {
  REAL(int, rmdir, const char *);
  REFUSE_IF(look_at("unlink", AT_FDCWD, path, 0, 0));
  return real(path);
}
int mkdir(const char *path, mode_t mode) {
  REAL(int, mkdir, const char *, mode_t);
  REFUSE_IF(look_at("mkdir", AT_FDCWD, path, 0, 0));
  return real(path, mode);
}
int mkdirat(int at, const char *path, mode_t mode) {
  REAL(int, mkdirat, int, const char *, mode_t);
  REFUSE_IF(look_at("mkdir", at, path, 0, 0));
  return real(at, path, mode);
}
int link(const char *from, const char *to) {
  REAL(int, link, const char *, const char *);
  REFUSE_IF(look_at("link", AT_FDCWD, from, AT_FDCWD, to));
  return real(from, to);
}
int linkat(int at, const char *from, int at2, const char *to, int flags) {
  REAL(int, linkat, int, const char *, int, const char *, int);
  REFUSE_IF(look_at("link", at, from, at2, to));
  return real(at, from, at2, to, flags);
}

/* Logged with the link's own path first. */
int symlink(const char *target, const char *path) {
  REAL(int, symlink, const char *, const char *);
  char buffer[PATH_MAX];
  REFUSE_IF(blobs && dir ? look("symlink", at_path(AT_FDCWD, path, buffer), target, 0, 0) : 0);
  return real(target, path);
}

/* Making a file is no kill point of its own, but whoever puts the files together again must know of it. */
static int look_open(int at, const char *path, int flags) {
  if (!dir || !(flags & O_CREAT)) return 0;
  return blobs || fault ? look_at("create", at, path, 0, 0) : 0;
}
static mode_t mode_of(int flags, va_list list) { return flags & (O_CREAT | __O_TMPFILE) ? va_arg(list, mode_t) : 0; }
#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    REAL(int, name, const char *, int, ...); \
    va_list list; \
    va_start(list, flags); \
    mode_t mode = mode_of(flags, list); \
    va_end(list); \
    REFUSE_IF(look_open(AT_FDCWD, path, flags)); \
    return real(path, flags, mode); \
  }
#define OPENAT(name) \
  int name(int at, const char *path, int flags, ...) { \
    REAL(int, name, int, const char *, int, ...); \
    va_list list; \
    va_start(list, flags); \
    mode_t mode = mode_of(flags, list); \
    va_end(list); \
    REFUSE_IF(look_open(at, path, flags)); \
    return real(at, path, flags, mode); \
  }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

static long offset_seconds(void) {
  if (!clock_file) return 0;
  char text[32];
  int fd = syscall(SYS_openat, AT_FDCWD, clock_file, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0) return 0;
  ssize_t n = syscall(SYS_read, fd, text, sizeof text - 1);
  syscall(SYS_close, fd);
  if (n <= 0) return 0;
  text[n] = 0;
  return atol(text);
}
int clock_gettime(clockid_t id, struct timespec *time) {
  REAL(int, clock_gettime, clockid_t, struct timespec *);
  int result = real(id, time);
  if (result == 0 && clock_file && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) time->tv_sec += offset_seconds();
  return result;
}
int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  REAL(int, gettimeofday, struct timeval *, void *);
  int result = real(time, zone);
  if (result == 0 && clock_file) time->tv_sec += offset_seconds();
  return result;
}
