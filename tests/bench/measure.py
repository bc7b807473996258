"""Runs a command; prints seconds and peak megabytes. Ends with an error where the command does.

usage: measure.py COMMAND [ARGUMENT …]
"""

import os
import subprocess
import sys
import time

start = time.perf_counter()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
if status:
    sys.exit(f"failed: {sys.argv[1:]}")
print(f"{time.perf_counter() - start:.3f} {usage.ru_maxrss / 1024:.0f}")
