"""Files that come from outside, none of them trusted (DESIGN § 9): copied (``spool``), told by their first bytes (``magic``), looked over
(``zip_scan``), then read by a process of its own with limits on memory and time (``apart``, ``child``)."""

CHILD_OPTION = "--read-foreign-file"
"""How a frozen program is started to be that process; what follows is the folder of the job."""
