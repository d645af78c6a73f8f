"""The main job done headlessly, for ``tiendo demo``: a quarter is logged, submitted, reviewed, closed and printed through the use cases."""
