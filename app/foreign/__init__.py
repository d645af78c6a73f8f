"""Files that come from outside, none of them trusted (DESIGN § 9): copied (``spool``), told by their first bytes (``magic``), looked over
(``zip_scan``), then read by a process of its own with limits on memory and time (``apart``, ``child``)."""
