#!/usr/bin/python3
"""hardship.py CONTROL STDIN NAMES -- COMMAND...: starts a command under hardships that a user can hand down, and ends as it does.

NAMES are the functions below, parted by commas. The descriptor STDIN becomes the command's standard input, which may be
anything, and if it is a terminal, that of both. On the descriptor CONTROL it says that it is there, waits to be told to go
on, and says which process the command is.
"""

import ctypes
import fcntl
import os
import platform
import resource
import signal
import sys
import termios

libc = ctypes.CDLL(None, use_errno=True)
PR_SET_TIMERSLACK, PR_SET_NO_NEW_PRIVS, PR_SET_MDWE = 29, 38, 65
CLONE_NEWUSER = 0x10000000
SYS_IOPRIO_SET = {"x86_64": 251}.get(platform.machine(), 30)
IDLE_DISK = 3 << 13
# READ_IMPLIES_EXEC, ADDR_NO_RANDOMIZE, ADDR_COMPAT_LAYOUT, MMAP_PAGE_ZERO; UNAME26, a kernel that calls itself 2.6
PERSONALITY = 0x0400000 | 0x0040000 | 0x0200000 | 0x0100000 | 0x0020000
SCHED_IDLE = 5
HOSTILE = "/home/alice/hostile"
ENVIRONMENT = {
    "PATH": HOSTILE, "LD_PRELOAD": f"{HOSTILE}/libnft.so", "LD_LIBRARY_PATH": HOSTILE, "XTABLES_LIBDIR": HOSTILE,
    "JAVA_TOOL_OPTIONS": "-Xshow-me-up", "_JAVA_OPTIONS": "-Xmx1m", "JDK_JAVA_OPTIONS": "-version", "CLASSPATH": HOSTILE,
    "ENV": f"{HOSTILE}/java", "BASH_ENV": f"{HOSTILE}/java", "SHELLOPTS": "xtrace", "PS4": f"$({HOSTILE}/java)",
    "BASH_FUNC_umask%%": f"() {{ {HOSTILE}/java; }}", "IFS": "/", "HOME": HOSTILE, "TMPDIR": HOSTILE, "PWD": HOSTILE,
    "XTABLES_LOCKFILE": f"{HOSTILE}/lock", "PERL5OPT": "-Mevil", "PERL5LIB": HOSTILE, "PKEXEC_UID": "0", "SUDO_UID": "0",
    "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "MALLOC_TRACE": f"{HOSTILE}/trace", "GCONV_PATH": HOSTILE,
}


def late_timers():
    """No wait of a process or of its children ends by its time."""
    libc.prctl(PR_SET_TIMERSLACK, ctypes.c_ulong(2**62), 0, 0, 0)


def wound_up_timers():
    """Timers last over exec, and end whoever does not know them: once pkexec is through, and again and again."""
    signal.setitimer(signal.ITIMER_REAL, 3, 0.05)
    signal.setitimer(signal.ITIMER_VIRTUAL, 0.2, 0.05)
    signal.setitimer(signal.ITIMER_PROF, 0.2, 0.05)


def ignored_signals():
    """SIGCHLD among them: whoever ignores it learns nothing of how children end."""
    for number in set(signal.valid_signals()) - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_IGN)


def blocked_signals():
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())


def last_in_turn():
    os.nice(19)
    os.sched_setscheduler(0, SCHED_IDLE, os.sched_param(0))
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    libc.syscall(SYS_IOPRIO_SET, 1, 0, IDLE_DISK)


def first_to_be_ended():
    with open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        file.write("1000")


def _limit(most, hard):
    for name, number in most.items():
        which = getattr(resource, f"RLIMIT_{name}")
        resource.setrlimit(which, (number, number if hard else resource.getrlimit(which)[1]))


TINY = {"NOFILE": 16, "FSIZE": 0, "AS": 64 << 20, "DATA": 16 << 20, "STACK": 256 << 10, "CPU": 2}


def tiny_limits():
    """As low as pkexec itself bears them. Whoever may raise them again (CAP_SYS_RESOURCE) gets no others."""
    _limit({"CORE": 0, "MEMLOCK": 0, "SIGPENDING": 0, "MSGQUEUE": 0, "NICE": 0, "RTPRIO": 0}, True)
    _limit(TINY, False)


def tiny_limits_for_good():
    """In some containers root may not raise them either."""
    _limit(TINY, True)


def no_more_processes():
    """pkexec itself may not bear this: then nothing comes of it."""
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def endless_limits():
    for name in ("NOFILE", "STACK", "CORE"):
        most = resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))[1]
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))


def umask_of_nothing():
    os.umask(0o000)


def umask_of_everything():
    os.umask(0o777)


def umask_of_others():
    os.umask(0o077)


def hostile_environment():
    os.environ.update(ENVIRONMENT)


def hostile_folder():
    """Anybody can write there, and somebody did."""
    os.chdir(HOSTILE)


def closed_folder():
    folder = f"{HOSTILE}-{os.getpid()}"
    os.mkdir(folder)
    os.chdir(folder)
    os.chmod(folder, 0)


def deleted_folder():
    folder = f"{HOSTILE}-{os.getpid()}"
    os.mkdir(folder)
    os.chdir(folder)
    os.rmdir(folder)


def descriptors():
    """Two hundred of them, of a file on which a lock is held."""
    held = os.open(f"{HOSTILE}/held", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    for number in range(10, 210):
        os.dup2(held, number)


def personality():
    libc.personality(ctypes.c_ulong(PERSONALITY))


def core_filter():
    with open("/proc/self/coredump_filter", "w", encoding="ascii") as file:
        file.write("0x7f")


def no_new_privileges():
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def no_code_but_files():
    """No memory may be written and then run (since Linux 6.3), as a compiler within Java does."""
    libc.prctl(PR_SET_MDWE, 1, 0, 0, 0)


def root_of_ones_own():
    """A user namespace in which the caller is root."""
    uid = os.getuid()
    libc.unshare(CLONE_NEWUSER)
    for name, text in (("setgroups", "deny"), ("uid_map", f"0 {uid} 1"), ("gid_map", f"0 {os.getgid()} 1")):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
            file.write(text)


def traced():
    """By who started it, which makes setuid void."""
    libc.ptrace(0, 0, None, None)


def closed_stdin():
    os.close(0)


def closed_stdout():
    os.close(1)


def closed_stderr():
    os.close(2)


def main(control, stdin, names, command):
    if os.isatty(stdin):
        fcntl.ioctl(stdin, termios.TIOCSCTTY, 0)
    os.set_inheritable(control, False)
    os.write(control, b"!")
    os.read(control, 1)
    child = os.fork()
    if child == 0:
        os.dup2(stdin, 0)
        for name in filter(None, names.split(",")):
            globals()[name]()
        os.execve(command[0], command, os.environ)
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # they are for the command
    os.write(control, b"%d\n" % child)
    status = os.waitpid(child, 0)[1]
    while os.WIFSTOPPED(status):
        # Whoever traces sees each signal, and the start of each program.
        libc.ptrace(7, child, None, 0 if os.WSTOPSIG(status) == signal.SIGTRAP else os.WSTOPSIG(status))
        status = os.waitpid(child, 0)[1]
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[5:])
