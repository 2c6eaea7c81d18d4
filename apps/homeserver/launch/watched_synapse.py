"""Runs Synapse and ends it when the process that started it is gone.

The starter holds the other end of our standard input and never writes to it. However the starter
ends, killed included, the system closes that end; the thread below then reads the end of the
stream, asks Synapse to stop as SIGTERM would, and insists after ten seconds.
"""

import os
import runpy
import signal
import sys
import threading
import time

SECONDS_TO_STOP = 10


def end_with_starter() -> None:
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(SECONDS_TO_STOP)
    os.kill(os.getpid(), signal.SIGKILL)


threading.Thread(target=end_with_starter, name="starter-watch", daemon=True).start()
sys.argv[0] = "synapse.app.homeserver"
runpy.run_module("synapse.app.homeserver", run_name="__main__", alter_sys=True)
