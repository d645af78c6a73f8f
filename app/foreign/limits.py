"""What a reader of foreign files may use, and how the operating system is told to hold it to that.

Linux and other Unix: ``setrlimit`` on address space, processor time and the size of written files. Windows: the process puts itself into
a job object with a memory limit, which also ends whatever the process started. Both are set by the child itself before it looks at the
file, so there is no moment without them. The time on the clock is watched by the parent (``apart``).
"""

import sys
from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """``memory``: bytes of address space; ``seconds``: on the clock and of the processor; ``answer``: bytes of what is handed back."""

    memory: int = 512 * MEGABYTE
    seconds: float = 20.0
    answer: int = 64 * MEGABYTE


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _PROCESS_MEMORY, _DIE_ON_EXCEPTION, _KILL_ON_CLOSE = 0x100, 0x400, 0x2000
    _EXTENDED_LIMITS = 9
    _NO_ERROR_BOXES = 0x0001 | 0x0002 | 0x8000

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least_working_set", ctypes.c_size_t),
            ("most_working_set", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("basic", _Basic),
            ("io_counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process", ctypes.c_size_t),
            ("peak_job", ctypes.c_size_t),
        )

    def hold_to(limits: Limits) -> None:
        """Limit this process for good. Raises OSError where Windows refuses."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.SetErrorMode(_NO_ERROR_BOXES)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        # The handle stays open as long as the process lives: when it goes, the job and all in it go too.
        job = kernel.CreateJobObjectW(None, None)
        wanted = _Extended()
        wanted.basic.flags = _PROCESS_MEMORY | _DIE_ON_EXCEPTION | _KILL_ON_CLOSE
        wanted.process_memory = limits.memory
        told = kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(wanted), ctypes.sizeof(wanted))
        if not told or not kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess()):
            raise ctypes.WinError(ctypes.get_last_error())

else:
    import resource

    def hold_to(limits: Limits) -> None:
        """Limit this process for good."""
        seconds = int(limits.seconds) + 1
        wanted = {
            resource.RLIMIT_AS: limits.memory,
            resource.RLIMIT_CPU: seconds,
            resource.RLIMIT_FSIZE: max(limits.answer, 16 * MEGABYTE),
            resource.RLIMIT_CORE: 0,
        }
        for what, most in wanted.items():
            hard = resource.getrlimit(what)[1]
            allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(what, (allowed, allowed))
