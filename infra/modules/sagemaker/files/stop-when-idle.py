#!/usr/bin/env python3
"""Stops this notebook instance once nothing has happened on it for a number of minutes.

usage: stop-when-idle <notebook> <region> <minutes>

Asks the Jupyter server on this machine for its kernels and terminals. A busy kernel is use, whatever its age; otherwise the
latest activity counts, and a machine on which nothing was ever opened counts from its boot. A server that does not answer
counts as idle from boot too: a notebook that hangs must not be paid for until somebody notices.
"""
import json
import ssl
import subprocess
import sys
import time
import urllib.request
from datetime import datetime, timezone

# The server's certificate is its own, and the request never leaves the machine.
UNVERIFIED = ssl.create_default_context()
UNVERIFIED.check_hostname = False
UNVERIFIED.verify_mode = ssl.CERT_NONE


def ask(what):
    with urllib.request.urlopen("https://localhost:8443/api/" + what, timeout=10, context=UNVERIFIED) as answer:
        return json.load(answer)


def epoch_seconds(text):
    whole = text.rstrip("Z").split(".")[0]
    return datetime.strptime(whole, "%Y-%m-%dT%H:%M:%S").replace(tzinfo=timezone.utc).timestamp()


def last_use_seconds(booted, now):
    try:
        kernels = ask("kernels")
        terminals = ask("terminals")
    except (OSError, ValueError) as error:
        print("Jupyter does not answer:", error, file=sys.stderr)
        return booted
    if any(kernel.get("execution_state") == "busy" for kernel in kernels):
        return now
    return max([booted] + [epoch_seconds(one["last_activity"]) for one in kernels + terminals if one.get("last_activity")])


def main(name, region, minutes):
    now = time.time()
    with open("/proc/uptime", encoding="ascii") as uptime:
        booted = now - float(uptime.read().split()[0])
    if now - last_use_seconds(booted, now) < int(minutes) * 60:
        return
    print("Idle: stopping", name)
    command = ["aws", "sagemaker", "stop-notebook-instance", "--region", region, "--notebook-instance-name", name]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main(*sys.argv[1:4])
